import WritLanguage
import Synchronization

/// The digests of the frames of one form's records, by which of its parts were there. What the parts are decides all of a
/// frame, and most documents of a form have parts as others had before.
final class FrameDigests: Sendable {
    private struct Entry {
        let parts: [UInt8]
        let digest: [UInt8]
    }

    /// Long lists make every document one of its own: those are not kept.
    private static let longest = 512
    private static let most = 8192

    private let entries = Mutex<[UInt64: Entry]>([:])

    /// The digest of a frame in hexadecimal, made where it is not known yet.
    func digest(parts: ByteView, make: () -> [UInt8]) -> [UInt8] {
        guard parts.count <= Self.longest else { return make() }
        let key = Self.key(parts)
        let known = entries.withLock { entries -> [UInt8]? in
            guard let entry = entries[key], entry.parts.elementsEqual(parts) else { return nil }
            return entry.digest
        }
        if let known { return known }
        let entry = Entry(parts: Array(parts), digest: make())
        entries.withLock { entries in
            if entries.count < Self.most { entries[key] = entry }
        }
        return entry.digest
    }

    /// FNV-1a. Two that meet cost a digest, no more.
    private static func key(_ bytes: ByteView) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return hash
    }
}
