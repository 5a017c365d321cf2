internal import Glibc
package import WritLanguage

/// A file, or standard input, read piece by piece. It is closed with its last reference.
package final class FileStream {
    private let descriptor: Int32
    private let path: String
    /// Why reading stopped before the end.
    package private(set) var failure: FileFailure?

    /// `-` is standard input.
    package init(_ path: String) throws(FileFailure) {
        self.path = path
        descriptor = path == "-" ? STDIN_FILENO : Disk.open(path, O_RDONLY)
        guard descriptor >= 0 else { throw FileSystem.failure(reading: path) }
        if path != "-", FileSystem.isFolder(path) {
            close(descriptor)
            throw FileFailure(.isFolder(path: path))
        }
    }

    /// Whether it is a file on a disk, where everything is there already.
    var isRegular: Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    deinit {
        if path != "-" { close(descriptor) }
    }

    /// Puts up to as many bytes as there is room for and answers how many; 0 at the end and after a failure.
    package func read(into target: ByteRoom) -> Int {
        if failure != nil { return 0 }
        let count = SystemCalls.read(descriptor, into: target)
        if count < 0 { failure = FileSystem.failure(reading: path) }
        return max(0, count)
    }
}
