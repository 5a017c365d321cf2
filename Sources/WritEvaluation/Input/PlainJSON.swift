import WritLanguage
import WritSemantics

/// The usual spellings of JSON, read from bytes by those who go straight from text to numbers. Each function answers the
/// offset behind what it read, and -1 for what is not usual (an escape, an exponent) or not JSON at all: then a slower
/// reader takes the text and says which.
enum PlainJSON {
    @inline(__always)
    static func space(_ bytes: ByteView, _ start: Int, _ end: Int) -> Int {
        var at = start
        while at < end, bytes[at] <= 0x20,
            bytes[at] == UInt8(ascii: " ") || bytes[at] == UInt8(ascii: "\t") || bytes[at] == UInt8(ascii: "\r")
        { at &+= 1 }
        return at
    }

    /// The offset of the quote that closes a string without escapes and control characters.
    @inline(__always)
    static func closingQuote(_ bytes: ByteView, _ start: Int, _ end: Int) -> Int? {
        var at = start
        while at < end {
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") { return at }
            if byte == UInt8(ascii: "\\") || byte < 0x20 { return nil }
            at &+= 1
        }
        return nil
    }

    /// The offset of the quote that closes a string of text: no escapes, well-formed UTF-8, nothing that no document can
    /// hold. `isMarkup` becomes true where it holds a character that markup must write as a reference.
    @inline(__always)
    static func closingQuote(
        ofText bytes: ByteView, _ start: Int, _ end: Int, isMarkup: inout Bool
    ) -> Int {
        var at = start
        while at &+ 24 <= end {
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") { return at }
            // Most of what is not ASCII are three bytes: eight characters a step.
            let step = byte >= 0x80 ? easyLength(bytes, at) : plainLength(bytes, at)
            at &+= step
            if step > 0 { continue }
            let length = characterLength(bytes, at, isMarkup: &isMarkup)
            if length == 0 { return -1 }
            at &+= length
        }
        while at < end {
            if bytes[at] == UInt8(ascii: "\"") { return at }
            let length = characterLength(bytes, at, isMarkup: &isMarkup)
            if length == 0 { return -1 }
            at &+= length
        }
        return -1
    }

    /// The length of one character of a text; 0 where no text may hold it as it is.
    private static func characterLength(
        _ bytes: ByteView, _ at: Int, isMarkup: inout Bool
    ) -> Int {
        let byte = bytes[at]
        if byte < 0x80 {
            if byte == UInt8(ascii: "\\") || byte < 0x20 { return 0 }
            if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") { isMarkup = true }
            return 1
        }
        let length = UTF8Check.sequenceLength(bytes, at: at)
        return length == 3 && byte == 0xEF && bytes[at &+ 1] == 0xBF && bytes[at &+ 2] >= 0xBE ? 0 : length
    }

    /// How many of the next eight bytes, from the first on, are ASCII and neither marks of JSON nor of markup.
    @inline(__always)
    private static func plainLength(_ bytes: ByteView, _ at: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let word = bytes.word(UInt64.self, at: at)
        let quotes = word ^ ones &* 0x22
        let slashes = word ^ ones &* 0x5C
        let ampersands = word ^ ones &* 0x26
        let angles = (word | ones &* 0x02) ^ ones &* 0x3E
        let found =
            (quotes &- ones) | (slashes &- ones) | (ampersands &- ones) | (angles &- ones)
            | (word &- ones &* 0x20) | word
        return (found & 0x8080_8080_8080_8080).trailingZeroBitCount &>> 3
    }

    /// How many of the next 24 bytes, from the first on, are characters of three bytes each that need no closer look:
    /// well-formed whatever the second byte is, and none of U+FFC0 to U+FFFF. It may answer 0 where a look would show more.
    @inline(__always)
    private static func easyLength(_ bytes: ByteView, _ at: Int) -> Int {
        let first = bytes.word(UInt64.self, at: at)
        let second = bytes.word(UInt64.self, at: at &+ 8)
        let third = bytes.word(UInt64.self, at: at &+ 16)
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }
        // The first bytes of the eight characters in one word.
        let leads = first & 0x00FF_0000_FF00_00FF | second & 0xFF00_00FF_0000_FF00 | third & 0x0000_FF00_00FF_0000
        if (zeros(leads ^ ones &* 0xE0) | zeros(leads ^ ones &* 0xED)) & highs != 0 { return 0 }
        if zeros(leads ^ ones &* 0xEF) & highs != 0 {
            // Full-width signs; the bytes behind the first ones tell them from what no document can hold.
            let others = first & 0xFF00_00FF_0000_FF00 | second & 0x0000_FF00_00FF_0000 | third & 0x00FF_0000_FF00_00FF
            let behind = others &>> 8 | others &<< 56
            if zeros((leads ^ ones &* 0xEF) | (behind ^ ones &* 0xBF)) & highs != 0 { return 0 }
        }
        // Where a byte is not of the kind that its place asks for, it leaves a bit.
        let odd1 = first & 0xC0F0_C0C0_F0C0_C0F0 ^ 0x80E0_8080_E080_80E0
        if odd1 != 0 { return odd1.trailingZeroBitCount / 24 &* 3 }
        let odd2 = second & 0xF0C0_C0F0_C0C0_F0C0 ^ 0xE080_80E0_8080_E080
        if odd2 != 0 { return (64 &+ odd2.trailingZeroBitCount) / 24 &* 3 }
        let odd3 = third & 0xC0C0_F0C0_C0F0_C0C0 ^ 0x8080_E080_80E0_8080
        return odd3 != 0 ? (128 &+ odd3.trailingZeroBitCount) / 24 &* 3 : 24
    }

    /// A word of four letters.
    @inline(__always)
    static func word(_ bytes: ByteView, _ at: Int, _ end: Int, _ letters: UInt32) -> Int {
        guard at >= 0, at &+ 4 <= end else { return -1 }
        let found =
            UInt32(bytes[at]) | UInt32(bytes[at &+ 1]) << 8 | UInt32(bytes[at &+ 2]) << 16
            | UInt32(bytes[at &+ 3]) << 24
        return found == letters ? at &+ 4 : -1
    }

    @inline(__always)
    static func null(_ bytes: ByteView, _ at: Int, _ end: Int) -> Int {
        word(bytes, at, end, 0x6C6C_756E)
    }

    @inline(__always)
    static func boolean(_ bytes: ByteView, _ at: Int, _ end: Int, _ value: inout Bool) -> Int {
        value = bytes[at] == UInt8(ascii: "t")
        if value { return word(bytes, at, end, 0x6575_7274) }
        return bytes[at] == UInt8(ascii: "f") ? word(bytes, at &+ 1, end, 0x6573_6C61) : -1
    }

    /// A number of up to 17 digits without exponent, brought to lowest terms.
    @inline(__always)
    static func number(
        _ bytes: ByteView, _ start: Int, _ end: Int, into value: inout Int64, places: inout Int32
    ) -> Int {
        var at = start
        let isNegative = bytes[at] == UInt8(ascii: "-")
        if isNegative { at &+= 1 }
        let first = at
        var number: Int64 = 0
        while at < end, bytes[at] &- UInt8(ascii: "0") < 10 {
            number = number &* 10 &+ Int64(bytes[at] &- UInt8(ascii: "0"))
            at &+= 1
        }
        let digits = at &- first
        if digits == 0 || digits > 17 || (digits > 1 && bytes[first] == UInt8(ascii: "0")) { return -1 }
        var scale = 0
        if at < end, bytes[at] == UInt8(ascii: ".") {
            at &+= 1
            let point = at
            while at < end, bytes[at] &- UInt8(ascii: "0") < 10 {
                number = number &* 10 &+ Int64(bytes[at] &- UInt8(ascii: "0"))
                at &+= 1
            }
            scale = at &- point
            if scale == 0 || digits &+ scale > 17 { return -1 }
            while scale > 0, number % 10 == 0 {
                number /= 10
                scale &-= 1
            }
        }
        if at < end, bytes[at] | 0x20 == UInt8(ascii: "e") { return -1 }
        value = isNegative ? 0 &- number : number
        places = Int32(truncatingIfNeeded: scale)
        return at
    }

    /// A string that is a day, `"2026-03-02"`.
    @inline(__always)
    static func date(_ bytes: ByteView, _ at: Int, _ end: Int, _ value: inout CalendarDate) -> Int {
        guard at &+ 12 <= end, bytes[at] == UInt8(ascii: "\"") else { return -1 }
        // The digits as numbers and the signs between them as nothing, where all are what they must be.
        let front =
            bytes.word(UInt64.self, at: at &+ 1) ^ 0x2D30_302D_3030_3030
        let back = bytes.word(UInt32.self, at: at &+ 8) ^ 0x2230_302D
        let odd = ((front &+ 0x7F76_767F_7676_7676) | front) & 0x8080_8080_8080_8080
        guard odd == 0, ((back &+ 0x7F76_767F) | back) & 0x8080_8080 == 0 else { return -1 }
        func pair(_ word: UInt64) -> Int { Int(truncatingIfNeeded: (word & 0xF) &* 10 &+ (word &>> 8 & 0xF)) }
        let year = pair(front) &* 100 &+ pair(front &>> 16)
        guard let date = CalendarDate(year: year, month: pair(front &>> 40), day: pair(UInt64(back) &>> 8)) else {
            return -1
        }
        value = date
        return at &+ 12
    }
}
