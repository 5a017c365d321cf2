/// A key as it stands in JSON text with its quotes and the colon behind it, ready to be compared by words.
struct KeySpelling: BitwiseCopyable {
    private let first: UInt64
    private let second: UInt64
    private let firstMask: UInt64
    private let secondMask: UInt64
    /// How long it is with its quotes and the colon.
    let length: Int

    /// How many bytes of text must be there to be compared.
    static let width = 16

    init(_ name: String) {
        let bytes = Array("\"\(name)\":".utf8)
        // What JSON writes with an escape does not stand in the text as it is.
        let isPlain = !name.utf8.contains { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
        var words: [UInt64] = [0, 0]
        var masks: [UInt64] = [0, 0]
        if isPlain, bytes.count <= Self.width {
            for (index, byte) in bytes.enumerated() {
                words[index / 8] |= UInt64(byte) << UInt64(index % 8 * 8)
                masks[index / 8] |= 0xFF << UInt64(index % 8 * 8)
            }
        } else {
            // What words do not cover is never found.
            words[0] = 1
        }
        (first, second) = (words[0], words[1])
        (firstMask, secondMask) = (masks[0], masks[1])
        length = bytes.count
    }

    /// Whether it surely stands in the text here; only a slower look can tell that it does not.
    @inline(__always)
    func stands(in text: PaddedText, at place: Int) -> Bool {
        let low = text.word(at: place)
        let high = text.word(at: place &+ 8)
        return low & firstMask == first && high & secondMask == second
    }
}
