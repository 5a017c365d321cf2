internal import Glibc

/// One writer at a time: a lock of the system on an open file or folder. It goes with the descriptor, also when the process
/// is killed.
enum FolderLock {
    /// Who comes second waits so long, and then is told.
    static let patience = 10.0

    /// - Parameter isNeeded: false where work without a lock is better than none, on file systems that know no locks.
    static func take(_ descriptor: Int32, shownAs path: String, isNeeded: Bool = false) throws(FileFailure) {
        var waited = 0.0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            switch errno {
            case EINTR: continue
            case EWOULDBLOCK:
                if waited >= patience { throw FileFailure(.inUse(path: path)) }
                usleep(5_000)
                waited += 0.005
            default:
                if isNeeded { throw FileFailure.writing(path) }
                return
            }
        }
    }

    /// Opens what stands at a path, or makes it, and locks it. What was moved or removed while this waited is not what the
    /// path leads to any more: then it begins anew.
    static func open(
        _ path: String, shownAs shown: String, isNeeded: Bool = false, opening: () throws(FileFailure) -> Int32?
    ) throws(FileFailure) -> Int32? {
        while true {
            guard let descriptor = try opening() else { return nil }
            do throws(FileFailure) {
                try take(descriptor, shownAs: shown, isNeeded: isNeeded)
            } catch {
                close(descriptor)
                throw error
            }
            var own = stat()
            if fstat(descriptor, &own) == 0, let there = Disk.status(path), there.st_ino == own.st_ino,
                there.st_dev == own.st_dev
            {
                return descriptor
            }
            close(descriptor)
        }
    }
}
