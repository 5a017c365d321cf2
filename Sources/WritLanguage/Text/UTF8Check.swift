/// UTF-8 on bytes, as the Unicode standard defines it (table 3-7): no surrogates, nothing overlong, nothing above U+10FFFF.
package enum UTF8Check {
    /// The offset of the first byte that does not belong to a whole, valid scalar.
    package static func firstInvalid(_ bytes: [UInt8]) -> Int? {
        bytes.withBytes { firstInvalid($0) }
    }

    package static func firstInvalid(_ bytes: ByteView) -> Int? {
        var index = 0
        let count = bytes.count
        while index < count {
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
            let length = sequenceLength(bytes, at: index)
            if length == 0 { return index }
            index += length
        }
        return nil
    }

    /// The length of the well-formed sequence that begins at an index, or 0 where there is none.
    package static func sequenceLength(_ bytes: ByteView, at index: Int) -> Int {
        let lead = bytes[index]
        let length: Int
        var low: UInt8 = 0x80
        var high: UInt8 = 0xBF
        switch lead {
        case 0x00..<0x80: return 1
        case 0xC2...0xDF: length = 2
        case 0xE0:
            length = 3
            low = 0xA0
        case 0xE1...0xEC, 0xEE, 0xEF: length = 3
        case 0xED:
            length = 3
            high = 0x9F
        case 0xF0:
            length = 4
            low = 0x90
        case 0xF1...0xF3: length = 4
        case 0xF4:
            length = 4
            high = 0x8F
        default: return 0
        }
        guard index + length <= bytes.count, bytes[index + 1] >= low, bytes[index + 1] <= high else { return 0 }
        for offset in 2..<length where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
        return length
    }

    /// UTF-8 without characters that XML 1.0, and so no document, can hold.
    package static func isText(_ bytes: ByteView) -> Bool {
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
