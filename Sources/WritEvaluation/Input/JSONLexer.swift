package import WritLanguage

/// The tokens of RFC 8259 in bytes: where a string, a number or a run of white space ends, and what is wrong inside.
///
/// Nothing is copied or converted here; callers keep byte ranges and look closer only where a flag says so.
package enum JSONLexer {
    /// What was met inside a string.
    package struct StringScan {
        /// The offset of the closing quote; the length of the input where there is none.
        package var end: Int
        package var isTerminated: Bool
        package var hasEscapes: Bool
        /// The first thing in it that may not stand in a text, and where.
        package var problem: (kind: JSONProblem.Kind, offset: Int)?
    }

    /// The first offset at or after `start` that is no white space.
    @inline(__always)
    package static func skipSpace(_ bytes: ByteView, from start: Int) -> Int {
        var at = start
        while at < bytes.count {
            let byte = bytes[at]
            if byte > 0x20
                || (byte != UInt8(ascii: " ") && byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\r")
                    && byte != UInt8(ascii: "\t"))
            {
                break
            }
            at += 1
        }
        return at
    }

    /// Scans a string whose opening quote stands just before `start`: in large steps where nothing in it is worth a note, which
    /// is usual, else byte by byte.
    package static func string(_ bytes: ByteView, from start: Int) -> StringScan {
        var isMarkup = false
        let close = PlainJSON.closingQuote(ofText: bytes, start, bytes.count, isMarkup: &isMarkup)
        if close < 0 { return notedString(bytes, from: start) }
        return StringScan(end: close, isTerminated: true, hasEscapes: false, problem: nil)
    }

    /// The same byte by byte, for those who know that there is an escape, or something wrong.
    static func notedString(_ bytes: ByteView, from start: Int) -> StringScan {
        var scan = StringScan(end: bytes.count, isTerminated: false, hasEscapes: false, problem: nil)
        var at = start
        while at < bytes.count {
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") {
                scan.end = at
                scan.isTerminated = true
                return scan
            }
            if byte == UInt8(ascii: "\\") {
                scan.hasEscapes = true
                at = escape(bytes, at: at, into: &scan)
            } else if byte < 0x20 {
                note(.controlCharacter(byte), at, in: &scan)
                // A line end inside a string is most likely a forgotten quote: what follows would be noise.
                if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                    scan.end = at
                    return scan
                }
                at += 1
            } else if byte < 0x80 {
                at += 1
            } else {
                let length = UTF8Check.sequenceLength(bytes, at: at)
                if length == 0 {
                    note(.notUTF8(byte), at, in: &scan)
                    at += 1
                } else {
                    if length == 3, byte == 0xEF, bytes[at + 1] == 0xBF, bytes[at + 2] >= 0xBE {
                        note(.forbiddenCharacter(0xFFC0 | UInt32(bytes[at + 2] & 0x3F)), at, in: &scan)
                    }
                    at += length
                }
            }
        }
        return scan
    }

    /// Reads the escape whose backslash stands at `at`; answers the offset after it.
    private static func escape(
        _ bytes: ByteView, at: Int, into scan: inout StringScan
    ) -> Int {
        guard at + 1 < bytes.count else { return bytes.count }
        switch bytes[at + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "n"), UInt8(ascii: "t"),
            UInt8(ascii: "r"):
            return at + 2
        case UInt8(ascii: "b"), UInt8(ascii: "f"):
            note(.forbiddenCharacter(bytes[at + 1] == UInt8(ascii: "b") ? 8 : 12), at, in: &scan)
            return at + 2
        case UInt8(ascii: "u"):
            guard let unit = hexadecimal(bytes, at: at + 2) else {
                note(.badEscape, at, in: &scan)
                return at + 2
            }
            if unit >= 0xDC00, unit <= 0xDFFF {
                note(.unpairedSurrogate(unit), at, in: &scan)
            } else if unit >= 0xD800, unit <= 0xDBFF {
                guard at + 7 < bytes.count, bytes[at + 6] == UInt8(ascii: "\\"), bytes[at + 7] == UInt8(ascii: "u"),
                    let low = hexadecimal(bytes, at: at + 8), low >= 0xDC00, low <= 0xDFFF
                else {
                    note(.unpairedSurrogate(unit), at, in: &scan)
                    return at + 6
                }
                return at + 12
            } else if isForbidden(unit) {
                note(.forbiddenCharacter(unit), at, in: &scan)
            }
            return at + 6
        default:
            note(.badEscape, at, in: &scan)
            return at + 1
        }
    }

    private static func note(_ kind: JSONProblem.Kind, _ offset: Int, in scan: inout StringScan) {
        if scan.problem == nil { scan.problem = (kind, offset) }
    }

    /// Not a `Char` of XML 1.0: such a character cannot stand in a document.
    package static func isForbidden(_ scalar: UInt32) -> Bool {
        (scalar < 0x20 && scalar != 0x09 && scalar != 0x0A && scalar != 0x0D) || scalar == 0xFFFE || scalar == 0xFFFF
    }

    /// Four hexadecimal digits.
    private static func hexadecimal(_ bytes: ByteView, at start: Int) -> UInt32? {
        guard start + 4 <= bytes.count else { return nil }
        var unit: UInt32 = 0
        for index in start..<start + 4 {
            let byte = bytes[index]
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            default: return nil
            }
            unit = unit << 4 | UInt32(digit)
        }
        return unit
    }

    /// The end of the number that starts at `start`, or nil where its form is not that of RFC 8259.
    package static func number(_ bytes: ByteView, from start: Int) -> Int? {
        var at = start
        func digits() -> Bool {
            let first = at
            while at < bytes.count, bytes[at] &- UInt8(ascii: "0") < 10 { at += 1 }
            return at > first
        }
        if at < bytes.count, bytes[at] == UInt8(ascii: "-") { at += 1 }
        if at < bytes.count, bytes[at] == UInt8(ascii: "0") {
            at += 1
            if at < bytes.count, bytes[at] &- UInt8(ascii: "0") < 10 { return nil }
        } else if !digits() {
            return nil
        }
        if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
            at += 1
            if !digits() { return nil }
        }
        if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
            at += 1
            if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
            if !digits() { return nil }
        }
        return at
    }

    /// Appends the text of a string's inside, escapes resolved. What is not a scalar value becomes U+FFFD.
    package static func appendDecoded(
        _ bytes: ByteView, _ range: Range<Int>, to text: inout [UInt8]
    ) {
        var at = range.lowerBound
        while at < range.upperBound {
            let byte = bytes[at]
            guard byte == UInt8(ascii: "\\"), at + 1 < range.upperBound else {
                text.append(byte)
                at += 1
                continue
            }
            at += 2
            switch bytes[at - 1] {
            case UInt8(ascii: "n"): text.append(UInt8(ascii: "\n"))
            case UInt8(ascii: "t"): text.append(UInt8(ascii: "\t"))
            case UInt8(ascii: "r"): text.append(UInt8(ascii: "\r"))
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "u"):
                guard var scalar = hexadecimal(bytes, at: at) else { continue }
                at += 4
                if scalar >= 0xD800, scalar <= 0xDBFF, at + 6 <= range.upperBound, bytes[at] == UInt8(ascii: "\\"),
                    bytes[at + 1] == UInt8(ascii: "u"), let low = hexadecimal(bytes, at: at + 2), low >= 0xDC00,
                    low <= 0xDFFF
                {
                    scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
                    at += 6
                }
                UTF8Check.append(Unicode.Scalar(scalar) ?? "\u{FFFD}", to: &text)
            default: text.append(bytes[at - 1])
            }
        }
    }
}
