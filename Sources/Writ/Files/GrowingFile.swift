internal import Glibc
internal import WritSemantics

/// A file of the staging that grows during a run, and its digest.
final class GrowingFile {
    private let descriptor: Int32
    private let shown: String
    private var hash: BLAKE2b? = BLAKE2b()
    private var isOpen = true

    init(_ path: String, shownAs shown: String) throws(FileFailure) {
        descriptor = Disk.open(path, O_WRONLY | O_CREAT | O_EXCL)
        self.shown = shown
        guard descriptor >= 0 else { throw FileFailure.writing(shown) }
    }

    func append(_ bytes: [UInt8]) throws(FileFailure) {
        hash?.update(bytes)
        try Staging.write(bytes, to: descriptor, shownAs: shown)
    }

    /// Waits until it is on the disk.
    func settle() throws(FileFailure) {
        guard Disk.settle(descriptor) else { throw FileFailure.writing(shown) }
    }

    /// The digest of all that was appended.
    func finish() throws(FileFailure) -> String {
        try settle()
        close()
        let hash = hash.take()
        return hash?.finishHex() ?? ""
    }

    func close() {
        if isOpen { Glibc.close(descriptor) }
        isOpen = false
    }
}
