internal import Glibc

/// A file that appears when it is complete: written beside its place under another name, then moved. A device or a pipe
/// that stands there is written to as it is: nothing may take its place.
package struct OutputFile: ~Copyable {
    private let path: String
    private let temporary: String
    private let descriptor: Int32
    private var isFinished = false
    /// Standard output led to a reader that went away (`writ … | head`): nobody misses the rest.
    package private(set) var isUnread = false

    /// - Parameter path: `-` is standard output, which cannot be taken back.
    package init(_ path: String) throws(FileFailure) {
        if path == "-" {
            self.path = path
            temporary = ""
            descriptor = STDOUT_FILENO
        } else if FileSystem.isDevice(path) {
            self.path = path
            temporary = ""
            descriptor = try OutputFile.open(path)
        } else {
            // What a link leads to is written; the link stays.
            self.path = FileSystem.resolved(path)
            temporary = self.path + ".writ-\(getpid())"
            descriptor = try OutputFile.create(temporary, inPlaceOf: self.path, shownAs: path)
        }
    }

    private static func open(_ path: String) throws(FileFailure) -> Int32 {
        let descriptor = Glibc.open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure.writing(path) }
        return descriptor
    }

    /// Opens a file that takes the place of another and may be read by the same people.
    private static func create(
        _ temporary: String, inPlaceOf path: String, shownAs shown: String
    ) throws(FileFailure) -> Int32 {
        if FileSystem.isFolder(path) { throw FileFailure(.isFolder(path: shown)) }
        var descriptor: Int32 = -1
        guard
            Unfinished.begin(
                temporary,
                making: {
                    descriptor = Glibc.open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
                    return descriptor >= 0
                })
        else { throw FileFailure.writing(shown) }
        var status = stat()
        if stat(path, &status) == 0 { fchmod(descriptor, status.st_mode & 0o777) }
        return descriptor
    }

    deinit {
        if !isFinished, !temporary.isEmpty {
            close(descriptor)
            unlink(temporary)
            Unfinished.end(temporary)
        }
    }

    package mutating func write(_ bytes: [UInt8]) throws(FileFailure) {
        let failure = bytes.withUnsafeBufferPointer { attempt($0) }
        if let failure { try take(failure) }
    }

    package mutating func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(FileFailure) {
        if let failure = attempt(bytes) { try take(failure) }
    }

    private func attempt(_ bytes: UnsafeBufferPointer<UInt8>) -> FileFailure? {
        do throws(FileFailure) {
            try Staging.write(UnsafeRawBufferPointer(bytes), to: descriptor, shownAs: path)
            return nil
        } catch {
            return error
        }
    }

    /// Standard output whose reader went away is no failure: nobody wants the rest.
    private mutating func take(_ failure: FileFailure) throws(FileFailure) {
        guard descriptor == STDOUT_FILENO, failure.code == EPIPE else { throw failure }
        isUnread = true
    }

    package mutating func commit() throws(FileFailure) {
        if temporary.isEmpty {
            isFinished = true
            guard descriptor == STDOUT_FILENO || close(descriptor) == 0 else { throw FileFailure.writing(path) }
            return
        }
        let (path, temporary, descriptor) = (path, temporary, descriptor)
        try Unfinished.finish(temporary) { () throws(FileFailure) in
            guard close(descriptor) == 0, rename(temporary, path) == 0 else { throw FileFailure.writing(path) }
        }
        isFinished = true
    }
}
