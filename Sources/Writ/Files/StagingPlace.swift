internal import Glibc

/// Where the output of a run is made ready: a hidden folder inside a destination that is there, or one that becomes a new
/// destination in one step. It is locked as long as the run lasts.
struct StagingPlace {
    let destination: String
    let root: String
    let isNew: Bool
    /// The descriptor that holds the lock.
    let lock: Int32
    /// Folders above the destination that were made for it.
    let madeParents: [String]

    static let rootName = ".writ-new"

    /// The folders that go into place, each with the digest of its new manifest: whole, or not there.
    private var planned: String { FileSystem.join(root, ".plan") }
    /// The same while it is being written.
    var planPath: String { FileSystem.join(root, ".plan-draft") }
    /// Files that go to the destination itself.
    var looseRoot: String { isNew ? root : FileSystem.join(root, ".loose") }

    /// Locks a destination, finishes or undoes what a killed run left there, and makes the hidden folder.
    static func take(_ destination: String) throws(FileFailure) -> StagingPlace {
        var path = destination
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        while true {
            if Disk.status(path) != nil {
                if let place = try inside(path) { return place }
            } else if let place = try beside(path) {
                return place
            }
        }
    }

    private static func inside(_ path: String) throws(FileFailure) -> StagingPlace? {
        guard FileSystem.isFolder(path) else { throw FileFailure(.notAFolder(path: path)) }
        let lock = try FolderLock.open(path, shownAs: path) { () throws(FileFailure) in
            let descriptor = Disk.open(path, O_RDONLY | O_DIRECTORY)
            if descriptor < 0, errno == ENOENT { return nil }
            guard descriptor >= 0 else { throw FileFailure.writing(path) }
            return descriptor
        }
        guard let lock else { return nil }
        let place = StagingPlace(
            destination: path, root: FileSystem.join(path, rootName), isNew: false, lock: lock, madeParents: [])
        do throws(FileFailure) {
            try place.recover()
            guard Unfinished.begin(place.root, making: { Disk.makeFolder(place.root) }) else {
                throw FileFailure.writing(path)
            }
        } catch {
            close(lock)
            throw error
        }
        return place
    }

    /// For a destination that is not there. Nothing where it has come to be meanwhile.
    private static func beside(_ path: String) throws(FileFailure) -> StagingPlace? {
        let parent = parent(of: path)
        let made = try makeFolders(parent)
        let root = FileSystem.join(parent, ".\(FileSystem.name(of: path))\(rootName)")
        let lock: Int32?
        do throws(FileFailure) {
            lock = try FolderLock.open(root, shownAs: path) { () throws(FileFailure) in
                _ = Disk.makeFolder(root)
                let descriptor = Disk.open(root, O_RDONLY | O_DIRECTORY)
                if descriptor < 0, errno == ENOENT, Disk.status(path) != nil { return nil }
                guard descriptor >= 0 else { throw FileFailure.writing(path) }
                return descriptor
            }
        } catch {
            removeEmpty(made)
            throw error
        }
        guard let lock else { return nil }
        if Disk.status(path) != nil {
            _ = Disk.removeFolder(root)
            close(lock)
            return nil
        }
        _ = Unfinished.begin(root, making: { true })
        // A killed run may have left a part of its work.
        for name in Disk.names(in: root) ?? [] { Disk.removeTree(FileSystem.join(root, name)) }
        return StagingPlace(destination: path, root: root, isNew: true, lock: lock, madeParents: made)
    }

    /// Forgets what was made ready.
    func discard() {
        Disk.removeTree(root)
        Self.removeEmpty(madeParents)
        Unfinished.end(root)
    }

    // MARK: - Into place

    /// From here on the next run finishes what this one does not.
    func plan() throws(FileFailure) {
        if Disk.status(planPath) == nil {
            let file = try GrowingFile(planPath, shownAs: destination)
            _ = try file.finish()
        }
        guard Disk.rename(planPath, planned), Disk.settle(folder: root) else {
            throw FileFailure.writing(destination)
        }
    }

    /// Puts everything into place that is planned.
    /// - Parameter isNew: nothing was put into place yet, so that a failure can be undone.
    func finish(isNew: Bool) throws(FileFailure) {
        if isNew { try plan() }
        let lines = (try? FileSystem.read(planned, limit: 1 << 32)) ?? []
        let list = Manifest.list(in: destination)
        var done: [(FolderSwitch, FolderSwitch.Done)] = []
        do throws(FileFailure) {
            for line in lines.split(separator: UInt8(ascii: "\n")) {
                guard let (change, mode, isMade) = change(of: line, list) else { continue }
                if isMade {
                    done.append((change, try change.perform(mode)))
                } else if mode == .exchange, Disk.status(change.staged) != nil {
                    done.append((change, .exchanged))
                }
            }
            try moveLoose()
        } catch {
            for (change, what) in done.reversed() { change.undo(what) }
            throw error
        }
        _ = Disk.settle(folder: destination)
        for (change, what) in done where what == .exchanged { change.sweep() }
        Disk.removeTree(root)
        _ = Disk.settle(folder: destination)
    }

    /// A line of the plan, and whether its folder still waits to be put into place.
    private func change(
        of line: ArraySlice<UInt8>, _ list: [String: Manifest]
    ) -> (FolderSwitch, FolderSwitch.Mode, isMade: Bool)? {
        let parts = String(decoding: line, as: UTF8.self).split(separator: " ", maxSplits: 2)
        guard parts.count == 3, let mode = FolderSwitch.Mode(rawValue: String(parts[1])) else { return nil }
        let name = String(parts[2])
        let staged = FileSystem.join(root, name)
        let place = FileSystem.join(destination, name)
        let isMade = Manifest.digest(ofFile: FileSystem.join(staged, Manifest.name)) == String(parts[0])
        // After an exchange the old folder is where the new one was made ready.
        let old = Manifest.read(in: isMade ? place : staged) ?? list[name] ?? Manifest()
        return (FolderSwitch(staged: staged, place: place, old: old), mode, isMade)
    }

    /// The files at the top, the list of them last.
    private func moveLoose() throws(FileFailure) {
        var paths: [String] = []
        for name in (Disk.names(in: looseRoot) ?? []).sorted() where name != Manifest.listName {
            let folder = FileSystem.join(looseRoot, name)
            guard FileSystem.isFolder(folder) else {
                paths.append(name)
                continue
            }
            let target = FileSystem.join(destination, name)
            guard Disk.makeFolder(target) || errno == EEXIST else { throw FileFailure.writing(target) }
            paths += (Disk.names(in: folder) ?? []).sorted().map { FileSystem.join(name, $0) }
        }
        if Disk.status(FileSystem.join(looseRoot, Manifest.listName)) != nil { paths.append(Manifest.listName) }
        for path in paths {
            let target = FileSystem.join(destination, path)
            guard Disk.rename(FileSystem.join(looseRoot, path), target) else { throw FileFailure.writing(target) }
        }
    }

    /// What a killed run left: what it had planned is finished, anything else goes.
    private func recover() throws(FileFailure) {
        guard Disk.ownStatus(root) != nil else { return }
        if Disk.status(planned) != nil { try finish(isNew: false) }
        Disk.removeTree(root)
    }

    // MARK: - Folders

    /// The folder that holds a path.
    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Makes a folder and those above it; answers which were not there.
    static func makeFolders(_ path: String) throws(FileFailure) -> [String] {
        var prefix = path.hasPrefix("/") ? "/" : ""
        var made: [String] = []
        for part in path.split(separator: "/") {
            prefix = FileSystem.join(prefix, String(part))
            if Disk.makeFolder(prefix) {
                made.append(prefix)
            } else if errno != EEXIST {
                let failure = FileFailure.writing(prefix)
                removeEmpty(made)
                throw failure
            }
        }
        return made
    }

    /// Removes folders, the innermost first, as far as nobody has put anything there.
    private static func removeEmpty(_ folders: [String]) {
        for folder in folders.reversed() { _ = Disk.removeFolder(folder) }
    }
}
