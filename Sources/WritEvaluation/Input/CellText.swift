/// The text of a cell as office programs leave it: with blanks around it, or typed with full-width signs.
enum CellText {
    /// Without the blanks around it: spaces, tabs and line ends, no-break and ideographic spaces.
    @inline(__always)
    static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let first = bytes.first, let last = bytes.last else { return bytes }
        // Most cells begin and end with a sign that no blank ends with or begins with.
        if isNoBlank(first), last > 0x20, last != 0xA0, last != 0x80 { return bytes }
        return slowlyTrimmed(bytes)
    }

    private static func isNoBlank(_ byte: UInt8) -> Bool { byte > 0x20 && byte != 0xC2 && byte != 0xE3 }

    private static let blanks: [[UInt8]] = [
        [UInt8(ascii: " ")], [UInt8(ascii: "\t")], [UInt8(ascii: "\n")], [UInt8(ascii: "\r")], [0xC2, 0xA0],
        [0xE3, 0x80, 0x80],
    ]

    private static func slowlyTrimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = bytes
        while let blank = blanks.first(where: { rest.starts(with: $0) }) { rest = rest.dropFirst(blank.count) }
        while let blank = blanks.first(where: { rest.suffix($0.count).elementsEqual($0) }) {
            rest = rest.dropLast(blank.count)
        }
        return rest
    }

    static func trimmed(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let rest = trimmed(bytes[...])
        return rest.count == bytes.count ? text : String(decoding: rest, as: UTF8.self)
    }

    /// Full-width digits, letters and signs as those of ASCII, which mean the same; the minus sign as a hyphen.
    static func narrowed(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        var narrow = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: narrow.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
            case 0x2212: narrow.append("-")
            case 0x3000, 0xA0: narrow.append(" ")
            default: narrow.append(scalar)
            }
        }
        return String(narrow)
    }

    /// `-1,234.50` without its commas; the text as it is where they do not part groups of three digits.
    static func ungrouped(_ text: Substring) -> Substring {
        guard text.utf8.contains(UInt8(ascii: ",")) else { return text }
        let sign = text.prefix { $0 == "-" }
        let whole = text.dropFirst(sign.count).prefix { $0 != "." }
        let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
        guard groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }), (1...3).contains(groups[0].utf8.count) else {
            return text
        }
        return (sign + groups.joined() + text.dropFirst(sign.count + whole.count))[...]
    }
}
