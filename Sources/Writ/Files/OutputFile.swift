internal import Glibc
package import WritLanguage

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
            temporary = FileSystem.join(
                StagingPlace.parent(of: self.path), ".\(FileSystem.name(of: self.path)).writ-new")
            descriptor = try OutputFile.create(temporary, inPlaceOf: self.path, shownAs: path)
        }
    }

    private static func open(_ path: String) throws(FileFailure) -> Int32 {
        let descriptor = Disk.open(path, O_WRONLY)
        guard descriptor >= 0 else { throw FileFailure.writing(path) }
        return descriptor
    }

    /// Opens a file that takes the place of another and may be read by the same people.
    private static func create(
        _ temporary: String, inPlaceOf path: String, shownAs shown: String
    ) throws(FileFailure) -> Int32 {
        if FileSystem.isFolder(path) { throw FileFailure(.isFolder(path: shown)) }
        let opened = try FolderLock.open(temporary, shownAs: shown) { () throws(FileFailure) in
            let descriptor = Disk.open(temporary, O_WRONLY | O_CREAT)
            guard descriptor >= 0 else { throw FileFailure.writing(shown) }
            return descriptor
        }
        guard let descriptor = opened else { throw FileFailure.writing(shown) }
        _ = Unfinished.begin(temporary, making: { true })
        // What a killed run left in it goes.
        ftruncate(descriptor, 0)
        if let status = Disk.status(path) { fchmod(descriptor, status.st_mode & 0o777) }
        return descriptor
    }

    deinit {
        if !isFinished, !temporary.isEmpty {
            _ = Disk.unlink(temporary)
            Unfinished.end(temporary)
            close(descriptor)
        }
    }

    package mutating func write(_ bytes: [UInt8]) throws(FileFailure) {
        try bytes.withBytes { (bytes) throws(FileFailure) in try write(bytes) }
    }

    package mutating func write(_ bytes: ByteView) throws(FileFailure) {
        if !SystemCalls.write(bytes, to: descriptor) { try take(FileFailure.writing(path)) }
    }

    /// Standard output whose reader went away is no failure: nobody wants the rest.
    private mutating func take(_ failure: FileFailure) throws(FileFailure) {
        guard descriptor == STDOUT_FILENO, failure.code == EPIPE else { throw failure }
        isUnread = true
    }

    /// - Parameter settling: waits until it is on the disk; callers of many files wait once for all of them.
    package mutating func commit(settling: Bool = true) throws(FileFailure) {
        if temporary.isEmpty {
            isFinished = true
            guard descriptor == STDOUT_FILENO || close(descriptor) == 0 else { throw FileFailure.writing(path) }
            return
        }
        let (path, temporary, descriptor) = (path, temporary, descriptor)
        try Unfinished.finish(temporary) { () throws(FileFailure) in
            guard !settling || Disk.settle(descriptor), Disk.rename(temporary, path) else {
                throw FileFailure.writing(path)
            }
        }
        isFinished = true
        if settling { _ = Disk.settle(folder: StagingPlace.parent(of: path)) }
        close(descriptor)
    }
}
