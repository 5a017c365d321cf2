internal import Glibc
internal import WritLanguage

/// Output that appears whole or not at all.
///
/// Files are written below a hidden folder inside the destination and moved into place by `commit()`. When anything
/// fails before that, `discard()` removes the hidden folder and earlier output is as it was. When a move fails, the
/// moves already made are undone.
package struct Staging: ~Copyable {
    package let destination: String
    private let root: String
    private var isFinished = false
    /// The destination did not exist: then the hidden folder stands beside it and becomes it in one step.
    private let isNew: Bool

    /// Makes the destination (with its parents) and the hidden folder.
    package init(destination: String) throws(FileFailure) {
        self.destination = destination
        isNew = !FileSystem.exists(destination)
        let trimmed = destination.count > 1 && destination.hasSuffix("/") ? String(destination.dropLast()) : destination
        if isNew {
            try Staging.makeFolders(Staging.parent(of: trimmed))
        } else {
            guard FileSystem.isFolder(destination) else { throw FileFailure(.notAFolder(path: destination)) }
        }
        let folder = isNew ? Staging.parent(of: trimmed) : destination
        var attempt = 0
        while true {
            let candidate = FileSystem.join(folder, ".writ-\(getpid())-\(attempt)")
            if mkdir(candidate, 0o777) == 0 {
                root = candidate
                return
            }
            guard errno == EEXIST, attempt < 1000 else { throw Staging.failure(writing: destination) }
            attempt += 1
        }
    }

    deinit {
        if !isFinished { Staging.removeTree(root) }
    }

    /// Makes a folder directly below the destination; false where this run has made it before.
    package func makeFolder(_ name: String) throws(FileFailure) -> Bool {
        if mkdir(FileSystem.join(root, name), 0o777) == 0 { return true }
        if errno == EEXIST { return false }
        throw Staging.failure(writing: FileSystem.join(destination, name))
    }

    /// Opens a file that grows during the run; the caller closes it before `commit()`.
    package func open(_ relative: String) throws(FileFailure) -> Int32 {
        let descriptor = Glibc.open(FileSystem.join(root, relative), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Staging.failure(writing: FileSystem.join(destination, relative)) }
        return descriptor
    }

    package func append(_ bytes: [UInt8], to descriptor: Int32, shownAs relative: String) throws(FileFailure) {
        try bytes.withUnsafeBufferPointer { buffer throws(FileFailure) in
            try Staging.write(
                UnsafeRawBufferPointer(buffer), to: descriptor, shownAs: FileSystem.join(destination, relative))
        }
    }

    /// Writes a file at a path relative to the destination; its folder must have been made.
    package func write(_ bytes: [UInt8], to relative: String) throws(FileFailure) {
        try bytes.withUnsafeBufferPointer { buffer throws(FileFailure) in
            try write(UnsafeRawBufferPointer(buffer), to: relative)
        }
    }

    package func write(_ raw: UnsafeRawBufferPointer, to relative: String) throws(FileFailure) {
        let path = FileSystem.join(root, relative)
        let shown = FileSystem.join(destination, relative)
        let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Staging.failure(writing: shown) }
        try Staging.write(raw, to: descriptor, shownAs: shown, closing: true)
    }

    /// Moves everything into place. Entries of earlier runs with the same names are replaced.
    package mutating func commit() throws(FileFailure) {
        if isNew, rename(root, destination) == 0 {
            isFinished = true
            return
        }
        if isNew { throw Staging.failure(writing: destination) }
        let names = try FileSystem.entries(of: root)
        let old = FileSystem.join(root, ".replaced")
        guard mkdir(old, 0o777) == 0 else { throw Staging.failure(writing: destination) }
        var moved: [(name: String, replaced: Bool)] = []
        for name in names {
            let target = FileSystem.join(destination, name)
            let replaced = FileSystem.exists(target)
            var succeeded = !replaced || rename(target, FileSystem.join(old, name)) == 0
            if succeeded {
                succeeded = rename(FileSystem.join(root, name), target) == 0
                if !succeeded, replaced {
                    let code = errno
                    rename(FileSystem.join(old, name), target)
                    errno = code
                }
            }
            guard succeeded else {
                let failure = Staging.failure(writing: target)
                undo(moved, old: old)
                throw failure
            }
            moved.append((name, replaced))
        }
        isFinished = true
        Staging.removeTree(root)
    }

    private func undo(_ moved: [(name: String, replaced: Bool)], old: String) {
        for (name, replaced) in moved.reversed() {
            let target = FileSystem.join(destination, name)
            rename(target, FileSystem.join(root, name))
            if replaced { rename(FileSystem.join(old, name), target) }
        }
    }

    /// Replaces one file in a single step: readers see the old content or the new, never a part.
    package static func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure) {
        if FileSystem.isDevice(path) {
            var file = try OutputFile(path)
            try file.write(bytes)
            return try file.commit()
        }
        let temporary = path + ".writ-\(getpid())"
        let descriptor = Glibc.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure(writing: path) }
        do throws(FileFailure) {
            try bytes.withUnsafeBufferPointer { buffer throws(FileFailure) in
                try write(UnsafeRawBufferPointer(buffer), to: descriptor, shownAs: path, closing: true)
            }
            guard rename(temporary, path) == 0 else { throw failure(writing: path) }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    /// Writes all bytes, and closes the descriptor where asked, whatever happens.
    static func write(
        _ raw: UnsafeRawBufferPointer, to descriptor: Int32, shownAs path: String, closing: Bool = false
    ) throws(FileFailure) {
        var offset = 0
        while offset < raw.count {
            let count = Glibc.write(descriptor, raw.baseAddress?.advanced(by: offset), raw.count - offset)
            if count < 0 {
                if errno == EINTR { continue }
                let failure = failure(writing: path)
                if closing { close(descriptor) }
                throw failure
            }
            offset += count
        }
        if closing, close(descriptor) != 0 { throw failure(writing: path) }
    }

    /// The folder that holds a path.
    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func makeFolders(_ path: String) throws(FileFailure) {
        var prefix = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            prefix = FileSystem.join(prefix, String(part))
            if mkdir(prefix, 0o777) != 0, errno != EEXIST { throw failure(writing: prefix) }
        }
    }

    private static func removeTree(_ path: String) {
        if let handle = opendir(path) {
            while let entry = readdir(handle) {
                let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
                    String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
                }
                if name == "." || name == ".." { continue }
                let child = FileSystem.join(path, name)
                if entry.pointee.d_type == UInt8(DT_DIR) { removeTree(child) } else { unlink(child) }
            }
            closedir(handle)
        }
        rmdir(path)
    }

    private static func failure(writing path: String) -> FileFailure {
        FileFailure(.notWritable(path: path, reason: FileFailure.reason(errno)))
    }
}
