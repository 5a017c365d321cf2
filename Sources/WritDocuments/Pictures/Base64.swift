/// Bytes as text for addresses that hold their data (RFC 4648).
package enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    package static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var at = 0
        while at < bytes.count {
            let count = min(3, bytes.count - at)
            var group = UInt32(bytes[at]) << 16
            if count > 1 { group |= UInt32(bytes[at + 1]) << 8 }
            if count > 2 { group |= UInt32(bytes[at + 2]) }
            for place in 0..<4 {
                let sign = place <= count ? alphabet[Int(group >> (18 - 6 * UInt32(place)) & 0x3F)] : UInt8(ascii: "=")
                text.append(sign)
            }
            at += 3
        }
        return text
    }

    /// Nil where the text is not what `encode` gives.
    package static func decode<Text: Collection>(_ text: Text) -> [UInt8]? where Text.Element == UInt8 {
        guard text.count.isMultiple(of: 4) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        var group: UInt32 = 0
        var (signs, ends) = (0, 0)
        for sign in text {
            if sign == UInt8(ascii: "=") {
                ends += 1
                group <<= 6
            } else {
                guard ends == 0, let value = value(of: sign) else { return nil }
                group = group << 6 | UInt32(value)
            }
            signs += 1
            guard signs == 4 else { continue }
            guard ends <= 2 else { return nil }
            // What the end leaves over is nothing.
            if ends > 0, group & (ends == 1 ? 0xFF : 0xFFFF) != 0 { return nil }
            for place in 0..<(3 - ends) { bytes.append(UInt8(truncatingIfNeeded: group >> (16 - 8 * UInt32(place)))) }
            (group, signs) = (0, 0)
            if ends > 0 { ends = 3 }
        }
        return bytes
    }

    private static func value(of sign: UInt8) -> UInt8? {
        switch sign {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): sign - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): sign - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): sign - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
