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
    /// Folders above the destination that were made for it.
    private let madeParents: [String]

    /// Makes the destination (with its parents) and the hidden folder.
    package init(destination: String) throws(FileFailure) {
        let place = try Staging.place(for: destination)
        self.destination = destination
        isNew = place.isNew
        madeParents = place.madeParents
        root = place.root
    }

    private static func place(
        for destination: String
    ) throws(FileFailure) -> (root: String, isNew: Bool, madeParents: [String]) {
        let isNew = !FileSystem.exists(destination)
        var madeParents: [String] = []
        let trimmed = destination.count > 1 && destination.hasSuffix("/") ? String(destination.dropLast()) : destination
        if isNew {
            madeParents = try makeFolders(parent(of: trimmed))
        } else {
            guard FileSystem.isFolder(destination) else { throw FileFailure(.notAFolder(path: destination)) }
        }
        let folder = isNew ? parent(of: trimmed) : destination
        var attempt = 0
        while true {
            let candidate = FileSystem.join(folder, ".writ-\(getpid())-\(attempt)")
            if Unfinished.begin(candidate, making: { mkdir(candidate, 0o777) == 0 }) {
                return (candidate, isNew, madeParents)
            }
            guard errno == EEXIST, attempt < 1000 else {
                let failure = FileFailure.writing(destination)
                removeEmpty(madeParents)
                throw failure
            }
            attempt += 1
        }
    }

    deinit {
        guard !isFinished else { return }
        Staging.removeTree(root)
        Staging.removeEmpty(madeParents)
        Unfinished.end(root)
    }

    /// Makes a folder directly below the destination; false where this run has made it before.
    package func makeFolder(_ name: String) throws(FileFailure) -> Bool {
        if mkdir(FileSystem.join(root, name), 0o777) == 0 { return true }
        if errno == EEXIST { return false }
        throw FileFailure.writing(FileSystem.join(destination, name))
    }

    /// Opens a file that grows during the run; the caller closes it before `commit()`.
    package func open(_ relative: String) throws(FileFailure) -> Int32 {
        let descriptor = Glibc.open(FileSystem.join(root, relative), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw FileFailure.writing(FileSystem.join(destination, relative)) }
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
        guard descriptor >= 0 else { throw FileFailure.writing(shown) }
        try Staging.write(raw, to: descriptor, shownAs: shown, closing: true)
    }

    /// Moves everything into place. Entries of earlier runs with the same names are replaced.
    package mutating func commit() throws(FileFailure) {
        let (root, destination, isNew) = (root, destination, isNew)
        try Unfinished.finish(root) { () throws(FileFailure) in
            if isNew {
                guard rename(root, destination) == 0 else { throw FileFailure.writing(destination) }
            } else {
                try Staging.move(from: root, to: destination)
            }
        }
        isFinished = true
    }

    private static func move(from root: String, to destination: String) throws(FileFailure) {
        let names = try FileSystem.entries(of: root)
        let old = FileSystem.join(root, ".replaced")
        guard mkdir(old, 0o777) == 0 else { throw FileFailure.writing(destination) }
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
                let failure = FileFailure.writing(target)
                for (name, replaced) in moved.reversed() {
                    let target = FileSystem.join(destination, name)
                    rename(target, FileSystem.join(root, name))
                    if replaced { rename(FileSystem.join(old, name), target) }
                }
                throw failure
            }
            moved.append((name, replaced))
        }
        removeTree(root)
    }

    /// Replaces one file in a single step: readers see the old content or the new, never a part.
    package static func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure) {
        var file = try OutputFile(path)
        try file.write(bytes)
        try file.commit()
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
                let failure = FileFailure.writing(path)
                if closing { close(descriptor) }
                throw failure
            }
            offset += count
        }
        if closing, close(descriptor) != 0 { throw FileFailure.writing(path) }
    }

    /// The folder that holds a path.
    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Makes a folder and those above it; answers which were not there.
    private static func makeFolders(_ path: String) throws(FileFailure) -> [String] {
        var prefix = path.hasPrefix("/") ? "/" : ""
        var made: [String] = []
        for part in path.split(separator: "/") {
            prefix = FileSystem.join(prefix, String(part))
            if mkdir(prefix, 0o777) == 0 {
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
        for folder in folders.reversed() { rmdir(folder) }
    }

    static func removeTree(_ path: String) {
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
}
