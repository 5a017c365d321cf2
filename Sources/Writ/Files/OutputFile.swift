internal import Glibc

/// A file that appears when it is complete: written beside its place under another name, then moved. A device or a pipe
/// that stands there is written to as it is: nothing may take its place.
package struct OutputFile: ~Copyable {
    private let path: String
    private let temporary: String
    private let descriptor: Int32
    private var isFinished = false

    /// - Parameter path: `-` is standard output, which cannot be taken back.
    package init(_ path: String) throws(FileFailure) {
        self.path = path
        if path == "-" {
            temporary = ""
            descriptor = STDOUT_FILENO
        } else if FileSystem.isDevice(path) {
            temporary = ""
            descriptor = try OutputFile.open(path)
        } else {
            temporary = path + ".writ-\(getpid())"
            descriptor = try OutputFile.create(temporary, shownAs: path)
        }
    }

    private static func open(_ path: String) throws(FileFailure) -> Int32 {
        let descriptor = Glibc.open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw FileFailure(.notWritable(path: path, reason: FileFailure.reason(errno)))
        }
        return descriptor
    }

    private static func create(_ temporary: String, shownAs path: String) throws(FileFailure) -> Int32 {
        if FileSystem.isFolder(path) { throw FileFailure(.isFolder(path: path)) }
        let descriptor = Glibc.open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw FileFailure(.notWritable(path: path, reason: FileFailure.reason(errno)))
        }
        return descriptor
    }

    deinit {
        if !isFinished, !temporary.isEmpty {
            close(descriptor)
            unlink(temporary)
        }
    }

    package func write(_ bytes: [UInt8]) throws(FileFailure) {
        try bytes.withUnsafeBufferPointer { buffer throws(FileFailure) in try write(buffer) }
    }

    package func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(FileFailure) {
        try Staging.write(UnsafeRawBufferPointer(bytes), to: descriptor, shownAs: path)
    }

    package mutating func commit() throws(FileFailure) {
        if temporary.isEmpty {
            isFinished = true
            guard descriptor == STDOUT_FILENO || close(descriptor) == 0 else {
                throw FileFailure(.notWritable(path: path, reason: FileFailure.reason(errno)))
            }
            return
        }
        guard close(descriptor) == 0, rename(temporary, path) == 0 else {
            throw FileFailure(.notWritable(path: path, reason: FileFailure.reason(errno)))
        }
        isFinished = true
    }
}
