/// What XML and HTML want written otherwise than as it is: the one table of the house. References are those of canonical
/// XML (C14N), in which records are written.
package enum MarkupEscape {
    /// What is written for the character that begins at `index`, and how many bytes it takes there; nil where it is
    /// written as it is. A carriage return would be read back as a line feed, so it is a reference; what XML forbids becomes
    /// U+FFFD.
    @inlinable
    package static func reference(
        at index: Int, in bytes: ByteView, isAttribute: Bool
    ) -> (text: StaticString, length: Int)? {
        switch bytes[index] {
        case UInt8(ascii: "&"): return ("&amp;", 1)
        case UInt8(ascii: "<"): return ("&lt;", 1)
        case UInt8(ascii: ">") where !isAttribute: return ("&gt;", 1)
        case UInt8(ascii: "\"") where isAttribute: return ("&quot;", 1)
        case UInt8(ascii: "\r"): return ("&#xD;", 1)
        case UInt8(ascii: "\n") where isAttribute: return ("&#xA;", 1)
        case UInt8(ascii: "\t") where isAttribute: return ("&#x9;", 1)
        case UInt8(ascii: "\n"), UInt8(ascii: "\t"): return nil
        case 0x00..<UInt8(ascii: " "): return ("\u{FFFD}", 1)
        // U+FFFE and U+FFFF.
        case 0xEF where index + 2 < bytes.count && bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE:
            return ("\u{FFFD}", 3)
        default: return nil
        }
    }
}
