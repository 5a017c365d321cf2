/// UTF-8 on bytes: well-formed sequences (Unicode, table 3-7), and writing one scalar.
package enum UTF8Check {
    /// The length of the well-formed sequence at `at`, or 0 where there is none.
    package static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, at: Int) -> Int {
        let first = bytes[at]
        func isTail(_ offset: Int) -> Bool { at + offset < bytes.count && bytes[at + offset] & 0xC0 == 0x80 }
        switch first {
        case 0x00..<0x80: return 1
        case 0xC2...0xDF: return isTail(1) ? 2 : 0
        case 0xE0...0xEF:
            guard isTail(1), isTail(2) else { return 0 }
            let second = bytes[at + 1]
            if first == 0xE0, second < 0xA0 { return 0 }
            if first == 0xED, second > 0x9F { return 0 }
            return 3
        case 0xF0...0xF4:
            guard isTail(1), isTail(2), isTail(3) else { return 0 }
            let second = bytes[at + 1]
            if first == 0xF0, second < 0x90 { return 0 }
            if first == 0xF4, second > 0x8F { return 0 }
            return 4
        default: return 0
        }
    }

    /// The offset of the first byte that starts no well-formed sequence.
    package static func firstInvalid(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var at = 0
        while at < bytes.count {
            if bytes[at] < 0x80 {
                at += 1
                continue
            }
            let length = sequenceLength(bytes, at: at)
            if length == 0 { return at }
            at += length
        }
        return nil
    }

    /// UTF-8 without characters that XML 1.0, and so no document, can hold.
    package static func isText(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard firstInvalid(bytes) == nil else { return false }
        for (index, byte) in bytes.enumerated() {
            if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { return false }
            if byte == 0xEF, bytes[index + 1] == 0xBF, bytes[index + 2] >= 0xBE { return false }
        }
        return true
    }

    package static func append(_ scalar: Unicode.Scalar, to text: inout [UInt8]) {
        for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { text.append(unit) }
    }
}
