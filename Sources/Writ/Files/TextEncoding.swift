internal import WritLanguage

/// The encodings that files of offices come in.
package enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    /// With GBK and GB 2312, which are parts of it.
    case gb18030
    case big5
    case windows1252 = "windows-1252"

    /// What the first bytes of a file tell.
    enum Finding: Equatable {
        /// Its mark, so many bytes of it, or that it can be nothing else.
        case certain(TextEncoding, markLength: Int)
        /// What its bytes look like, without a mark.
        case likely(TextEncoding)
        /// A workbook, which is a zip, or the older binary kind.
        case workbook
        case compressed
        case unknown
    }

    /// - Parameter isWhole: nothing follows the bytes; otherwise they may end within a character.
    static func find(_ bytes: [UInt8], isWhole: Bool) -> Finding {
        func begins(_ mark: [UInt8]) -> Bool { bytes.starts(with: mark) }
        if begins([0xEF, 0xBB, 0xBF]) { return .certain(.utf8, markLength: 3) }
        if begins([0xFF, 0xFE]) { return .certain(.utf16LittleEndian, markLength: 2) }
        if begins([0xFE, 0xFF]) { return .certain(.utf16BigEndian, markLength: 2) }
        if begins([0x50, 0x4B, 0x03, 0x04]) || begins([0xD0, 0xCF, 0x11, 0xE0]) { return .workbook }
        if begins([0x1F, 0x8B]) { return .compressed }
        // No text has a zero among its first characters; one of two bytes each without a mark has.
        if bytes.prefix(4).contains(0) { return .unknown }
        let (valid, invalid) = UTF8Count.of(bytes, isWhole: isWhole)
        if invalid == 0 { return .certain(.utf8, markLength: 0) }
        if GB18030Count(bytes, isWhole: isWhole).isCertain { return .likely(.gb18030) }
        // A few bytes that went wrong in UTF-8 are told where they stand.
        return valid >= invalid ? .certain(.utf8, markLength: 0) : .unknown
    }
}

/// How much of a text beyond ASCII is UTF-8.
private enum UTF8Count {
    static func of(_ bytes: [UInt8], isWhole: Bool) -> (valid: Int, invalid: Int) {
        var (valid, invalid, at) = (0, 0, 0)
        bytes.withBytes { bytes in
            while at < bytes.count {
                if bytes[at] < 0x80 {
                    at += 1
                    continue
                }
                let length = UTF8Check.sequenceLength(bytes, at: at)
                if length > 0 {
                    valid += 1
                } else if isWhole || at + 4 <= bytes.count {
                    invalid += 1
                }
                at += max(1, length)
            }
        }
        return (valid, invalid)
    }
}

/// How much a text that is no UTF-8 looks like Chinese in GB 18030. Nearly all of such a text are the 3,755 frequent
/// characters and the signs of GB 2312, whose two bytes are both above 0xA0; texts in Big5, Shift JIS or the encodings
/// of Western Europe have other bytes in between.
private struct GB18030Count {
    private var frequent = 0
    private var others = 0
    private var invalid = 0

    var isCertain: Bool { invalid == 0 && frequent >= 2 && frequent >= 4 * others }

    init(_ bytes: [UInt8], isWhole: Bool) {
        var at = 0
        while at < bytes.count {
            let lead = bytes[at]
            if lead < 0x80 {
                at += 1
                continue
            }
            // The text may end within a character.
            if !isWhole, at + 4 > bytes.count { return }
            let second = at + 1 < bytes.count ? bytes[at + 1] : 0
            switch (lead, second) {
            case (0xA1...0xA9, 0xA1...0xFE), (0xB0...0xD7, 0xA1...0xFE): frequent += 1
            case (0x81...0xFE, 0x40...0x7E), (0x81...0xFE, 0x80...0xFE): others += 1
            case (0x81...0xFE, 0x30...0x39):
                let isWhole = at + 3 < bytes.count && bytes[at + 2] > 0x80 && (0x30...0x39).contains(bytes[at + 3])
                if isWhole { others += 1 } else { invalid += 1 }
                at += 2
            default: invalid += 1
            }
            at += 2
        }
    }
}
