internal import Glibc
internal import WritLanguage

/// Reading files and folders. The only place, with `Staging`, where the library touches the disk.
package enum FileSystem {
    /// The whole content of a file.
    package static func read(_ path: String, limit: Int = 1 << 28) throws(FileFailure) -> [UInt8] {
        let descriptor = Disk.open(path, O_RDONLY)
        guard descriptor >= 0 else {
            let failure = failure(reading: path)
            throw isFolder(path) ? FileFailure(.isFolder(path: path)) : failure
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(reading: path) }
        if status.st_mode & S_IFMT == S_IFDIR { throw FileFailure(.isFolder(path: path)) }
        return try read(descriptor: descriptor, named: path, expecting: Int(status.st_size), limit: limit)
    }

    /// A descriptor to read a file; the caller closes it.
    package static func open(_ path: String) throws(FileFailure) -> Int32 {
        if isFolder(path) { throw FileFailure(.isFolder(path: path)) }
        let descriptor = Disk.open(path, O_RDONLY)
        guard descriptor >= 0 else { throw failure(reading: path) }
        return descriptor
    }

    /// Everything that a descriptor yields until its end.
    package static func read(
        descriptor: Int32, named path: String, expecting size: Int = 0, limit: Int = 1 << 28
    ) throws(FileFailure) -> [UInt8] {
        if size > limit { throw FileFailure(.tooLarge(path: path, megabytes: limit >> 20)) }
        var bytes: [UInt8] = []
        // One byte more than there should be: a read that leaves it free has come to the end.
        var chunk = [UInt8](repeating: 0, count: min(size > 0 ? size + 1 : 1 << 16, 1 << 20))
        while true {
            let count = chunk.withRoom { SystemCalls.read(descriptor, into: $0) }
            if count < 0 { throw failure(reading: path) }
            if count == 0 { return bytes }
            if bytes.isEmpty, count == size, count < chunk.count {
                chunk.removeLast(chunk.count - count)
                return chunk
            }
            bytes.append(contentsOf: chunk[0..<count])
            if bytes.count > limit { throw FileFailure(.tooLarge(path: path, megabytes: limit >> 20)) }
        }
    }

    package static func isFolder(_ path: String) -> Bool {
        Disk.status(path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
    }

    /// Whether something stands at a path that is neither a file nor a folder: a device, a pipe, a socket.
    package static func isDevice(_ path: String) -> Bool {
        guard let status = Disk.status(path) else { return false }
        let kind = status.st_mode & S_IFMT
        return kind != S_IFREG && kind != S_IFDIR
    }

    /// The path without links; the path itself where nothing stands there.
    static func resolved(_ path: String) -> String {
        guard let real = PathText.with(path, { realpath($0, nil) }) else { return path }
        defer { free(real) }
        return PathText.text(of: ByteView(zeroEnded: real))
    }

    package static func exists(_ path: String) -> Bool {
        Disk.status(path) != nil
    }

    /// The way from the working folder to the nearest folder in it or above it that holds a folder of this name; nil where
    /// none does.
    package static func way(toFolder name: String) -> String? {
        if isFolder(name) { return "" }
        guard let own = getcwd(nil, 0) else { return nil }
        defer { free(own) }
        var way = ""
        for _ in String(cString: own).split(separator: "/") {
            way += "../"
            if isFolder(way + name) { return way }
        }
        return nil
    }

    /// The names in a folder, sorted by bytes so that the order is the same everywhere; hidden entries are left out.
    package static func entries(of folder: String) throws(FileFailure) -> [String] {
        guard let all = Disk.names(in: folder) else { throw failure(reading: folder) }
        let names = all.filter { !$0.hasPrefix(".") }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Paths of all files below a folder whose names end in one of the suffixes, in a stable order. A folder to which
    /// several links lead, or one that leads back to itself, is looked into once.
    ///
    /// - Parameter except: names of folders that are not looked into.
    package static func files(
        below folder: String, endingIn suffixes: [String], except: Set<String> = [], depth: Int = 8
    ) throws(FileFailure) -> [String] {
        try filesAndFolders(below: folder, endingIn: suffixes, except: except, depth: depth).files
    }

    /// The same files, and the folders that were looked into to find them, `folder` first.
    static func filesAndFolders(
        below folder: String, endingIn suffixes: [String], except: Set<String> = [], depth: Int = 8
    ) throws(FileFailure) -> (files: [String], folders: [String]) {
        var found: (files: [String], folders: [String]) = ([], [])
        var seen: Set<FolderIdentity> = []
        try find(below: folder, endingIn: suffixes, except: except, depth: depth, &seen, &found)
        return found
    }

    private static func find(
        below folder: String, endingIn suffixes: [String], except: Set<String>, depth: Int,
        _ seen: inout Set<FolderIdentity>,
        _ found: inout (files: [String], folders: [String])
    ) throws(FileFailure) {
        guard let status = Disk.status(folder) else { throw failure(reading: folder) }
        guard seen.insert(FolderIdentity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))).inserted
        else { return }
        found.folders.append(folder)
        guard let entries = Disk.entries(in: folder) else { throw failure(reading: folder) }
        let visible = entries.filter { !$0.name.hasPrefix(".") }
        for (name, known) in visible.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
            let path = join(folder, name)
            let kind = known ?? Disk.status(path).map { $0.st_mode & S_IFMT }
            if kind == S_IFDIR {
                if depth > 0, !except.contains(name) {
                    try find(below: path, endingIn: suffixes, except: except, depth: depth - 1, &seen, &found)
                }
            } else if suffixes.contains(where: { name.hasSuffix($0) }) {
                // Reading a pipe that nobody writes to would never end. What is not there is told when it is read.
                if let kind, kind != S_IFREG { throw FileFailure(.isDevice(path: path)) }
                found.files.append(path)
            }
        }
    }

    /// What the system knows a folder by, whatever path leads there.
    private struct FolderIdentity: Hashable {
        let device: UInt64
        let number: UInt64
    }

    package static func join(_ folder: String, _ name: String) -> String {
        if folder.isEmpty || folder == "." { return name }
        return folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    /// The last part of a path.
    package static func name(of path: String) -> String {
        var trimmed = Substring(path)
        while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
        return trimmed.split(separator: "/").last.map(String.init) ?? path
    }

    static func failure(reading path: String) -> FileFailure {
        let code = errno
        if code == ENOENT { return FileFailure(.missing(path: path)) }
        if code == ENOTDIR { return FileFailure(.notAFolder(path: path)) }
        return FileFailure(.unreadable(path: path, reason: FileFailure.reason(code)))
    }
}
