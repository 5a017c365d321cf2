internal import CLinux
internal import Glibc
internal import WritLanguage

/// The system's calls about files, by paths as texts. Each answers as the call does, with `errno` set.
enum Disk {
    static func open(_ path: String, _ flags: Int32, mode: mode_t = 0o666) -> Int32 {
        PathText.with(path) { Glibc.open($0, flags | O_CLOEXEC, mode) }
    }

    static func open(_ name: String, in folder: Int32, _ flags: Int32, mode: mode_t = 0o666) -> Int32 {
        PathText.with(name) { openat(folder, $0, flags | O_CLOEXEC, mode) }
    }

    /// What stands at a path, links followed.
    static func status(_ path: String) -> stat? {
        var status = stat()
        return PathText.with(path) { stat($0, &status) } == 0 ? status : nil
    }

    /// What stands at a path, which may be a link.
    static func ownStatus(_ path: String) -> stat? {
        var status = stat()
        return PathText.with(path) { lstat($0, &status) } == 0 ? status : nil
    }

    static func makeFolder(_ path: String) -> Bool { PathText.with(path) { mkdir($0, 0o777) } == 0 }
    static func unlink(_ path: String) -> Bool { PathText.with(path) { Glibc.unlink($0) } == 0 }
    static func removeFolder(_ path: String) -> Bool { PathText.with(path) { rmdir($0) } == 0 }

    static func rename(_ from: String, _ to: String) -> Bool {
        PathText.with(from) { from in PathText.with(to) { Glibc.rename(from, $0) } } == 0
    }

    /// Gives something a second name; a link gets one of its own.
    static func link(_ from: String, _ to: String) -> Bool {
        PathText.with(from) { from in PathText.with(to) { linkat(AT_FDCWD, from, AT_FDCWD, $0, 0) } } == 0
    }

    /// Moves where nothing stands yet.
    static func move(_ from: String, toFree to: String) -> Bool { rename(from, to, flags: 1) }

    /// Two things take each other's place in one step.
    static func exchange(_ one: String, _ other: String) -> Bool { rename(one, other, flags: 2) }

    private static func rename(_ from: String, _ to: String, flags: UInt32) -> Bool {
        PathText.with(from) { from in PathText.with(to) { renameat2(AT_FDCWD, from, AT_FDCWD, $0, flags) } } == 0
    }

    /// Waits until what a descriptor leads to is on the disk. What cannot be waited for, such as a pipe, is none of its
    /// business.
    static func settle(_ descriptor: Int32) -> Bool {
        while fsync(descriptor) != 0 {
            if errno == EINTR { continue }
            return errno == EINVAL || errno == ENOTSUP || errno == EROFS
        }
        return true
    }

    /// The same for a folder: that its entries are what they are now.
    static func settle(folder path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return settle(descriptor)
    }

    /// Waits until all of the file system that holds a folder is on the disk: for many files at once.
    static func settleAll(below path: String) throws(FileFailure) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY)
        guard descriptor >= 0 else { throw FileFailure.writing(path) }
        defer { close(descriptor) }
        guard syncfs(descriptor) == 0 else { throw FileFailure.writing(path) }
    }

    /// Names in a folder, hidden ones as well, without `.` and `..`, in no order; nil where it cannot be read.
    static func names(in folder: String) -> [String]? { entries(in: folder)?.map(\.name) }

    /// The same, each with whether it is a file or a folder (`S_IFREG`, `S_IFDIR`) where the folder itself says so: links, and
    /// all entries of some file systems, have to be asked one by one.
    static func entries(in folder: String) -> [(name: String, kind: mode_t?)]? {
        guard let handle = PathText.with(folder, { opendir($0) }) else { return nil }
        defer { closedir(handle) }
        var entries: [(name: String, kind: mode_t?)] = []
        while let entry = readdir(handle) {
            let name = PathText.text(of: ByteView(zeroEnded: writ_entry_name(entry)))
            if name == "." || name == ".." { continue }
            switch Int(entry.pointee.d_type) {
            case Int(DT_REG): entries.append((name, S_IFREG))
            case Int(DT_DIR): entries.append((name, S_IFDIR))
            default: entries.append((name, nil))
            }
        }
        return entries
    }

    /// Removes a folder with all that is in it; false where the time was up before it was gone.
    @discardableResult
    static func removeTree(_ path: String, until isTimeUp: () -> Bool = { false }) -> Bool {
        for name in names(in: path) ?? [] {
            if isTimeUp() { return false }
            let child = FileSystem.join(path, name)
            if unlink(child) || errno == ENOENT { continue }
            guard removeTree(child, until: isTimeUp) else { return false }
        }
        return removeFolder(path) || errno == ENOENT || unlink(path)
    }
}
