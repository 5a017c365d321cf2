internal import Glibc
package import WritDocuments
internal import WritLanguage

/// The pictures beside a case's file: names lead into its folder and those below it, and nowhere else.
package enum PictureFolder {
    /// - Parameter path: of the case's file; `-` for one that has no folder.
    package static func shelf(beside path: String) -> PictureShelf {
        let folder: String?
        if path == "-" || FileSystem.isDevice(path) {
            folder = nil
        } else {
            let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
            folder = slash.map { String(path[...$0]) } ?? "."
        }
        return PictureShelf { (name: String) throws(Picture.Problem) -> [UInt8] in
            guard let folder else { throw .noFolder }
            return try read(name, in: folder)
        }
    }

    /// Opens one folder after the other, so that no link leads out of the case's folder.
    private static func read(_ name: String, in folder: String) throws(Picture.Problem) -> [UInt8] {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard !name.unicodeScalars.contains(where: { $0.value < 0x20 || $0 == "\\" }), parts.count <= 16,
            parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." && $0.utf8.count <= 255 })
        else { throw .badName }
        var descriptor = Disk.open(folder, O_RDONLY | O_DIRECTORY)
        for (index, part) in parts.enumerated() {
            guard descriptor >= 0 else { throw errno == ENOENT ? .missing : .unreadable }
            let isFile = index == parts.count - 1
            // Without waiting: what is no file is found out below.
            let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | (isFile ? 0 : O_DIRECTORY)
            let next = Disk.open(String(part), in: descriptor, flags)
            let reason = errno
            close(descriptor)
            errno = reason
            descriptor = next
        }
        guard descriptor >= 0 else { throw errno == ENOENT ? .missing : .unreadable }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .unreadable }
        guard status.st_size <= Picture.mostBytes else { throw .tooLarge }
        // One byte more: a file that grows is read no further than it may be large.
        var bytes = [UInt8](repeating: 0, count: Picture.mostBytes + 1)
        var count = 0
        while count < bytes.count {
            let read = bytes.withRoom(from: count) { SystemCalls.read(descriptor, into: $0) }
            guard read >= 0 else { throw .unreadable }
            if read == 0 { break }
            count += read
        }
        return Array(bytes[..<count])
    }
}
