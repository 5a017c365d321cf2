/// A key as it stands in JSON text with its quotes and the colon behind it, ready to be compared by words.
struct KeySpelling: BitwiseCopyable {
    private let first: UInt64
    private let second: UInt64
    private let firstMask: UInt64
    private let secondMask: UInt64
    /// How long it is with its quotes and the colon; 0 for one that words do not cover, which is never found.
    private let length: Int

    init(_ name: String) {
        let bytes = Array("\"\(name)\":".utf8)
        // What JSON writes with an escape does not stand in the text as it is.
        let isPlain = !name.utf8.contains { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }
        var words: [UInt64] = [0, 0]
        var masks: [UInt64] = [0, 0]
        if isPlain, bytes.count <= 16 {
            for (index, byte) in bytes.enumerated() {
                words[index / 8] |= UInt64(byte) << UInt64(index % 8 * 8)
                masks[index / 8] |= 0xFF << UInt64(index % 8 * 8)
            }
        }
        (first, second) = (words[0], words[1])
        (firstMask, secondMask) = (masks[0], masks[1])
        length = isPlain && bytes.count <= 16 ? bytes.count : 0
    }

    /// Its length where it stands at an offset, and 0 where it does not, or stands so near the end that only a slower look
    /// can tell.
    @inline(__always)
    func length(at offset: Int, in text: UnsafeRawBufferPointer) -> Int {
        guard offset &+ 16 <= text.count else { return 0 }
        let low = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        let high = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: offset &+ 8, as: UInt64.self))
        return low & firstMask == first && high & secondMask == second ? length : 0
    }
}
