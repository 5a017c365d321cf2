package import WritLanguage

/// Writes JSON into one buffer that is used again. Commas are its own business; the order of keys is the caller's.
///
/// Compact (one line, for JSON Lines) or indented (for people). Text is UTF-8 as it is; only what JSON forbids is escaped.
package struct JSONWriter: Sendable {
    package private(set) var bytes: [UInt8] = []
    package let isIndented: Bool
    /// One entry for each open object or array: whether something already stands in it.
    private var hasContent: [Bool] = []
    private var afterKey = false

    package init(isIndented: Bool = false) { self.isIndented = isIndented }

    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        hasContent.removeAll(keepingCapacity: true)
        afterKey = false
    }

    private mutating func prepare() {
        if afterKey {
            afterKey = false
            return
        }
        guard let last = hasContent.indices.last else { return }
        if hasContent[last] { bytes.append(UInt8(ascii: ",")) }
        hasContent[last] = true
        lineBreak()
    }

    private mutating func lineBreak() {
        guard isIndented else { return }
        bytes.append(UInt8(ascii: "\n"))
        for _ in 0..<hasContent.count * 2 { bytes.append(UInt8(ascii: " ")) }
    }

    package mutating func key(_ name: String) {
        prepare()
        appendQuoted(name)
        bytes.append(UInt8(ascii: ":"))
        if isIndented { bytes.append(UInt8(ascii: " ")) }
        afterKey = true
    }

    package mutating func beginObject() { begin(UInt8(ascii: "{")) }
    package mutating func endObject() { end(UInt8(ascii: "}")) }
    package mutating func beginArray() { begin(UInt8(ascii: "[")) }
    package mutating func endArray() { end(UInt8(ascii: "]")) }

    private mutating func begin(_ byte: UInt8) {
        prepare()
        bytes.append(byte)
        hasContent.append(false)
    }

    private mutating func end(_ byte: UInt8) {
        let had = hasContent.popLast() ?? false
        if had { lineBreak() }
        bytes.append(byte)
    }

    package mutating func string(_ text: String) {
        prepare()
        appendQuoted(text)
    }

    /// A string or null.
    package mutating func string(_ text: String?) {
        if let text { string(text) } else { null() }
    }

    package mutating func integer(_ number: some BinaryInteger) {
        prepare()
        bytes.append(contentsOf: String(number).utf8)
    }

    package mutating func boolean(_ value: Bool) { raw(value ? "true" : "false") }
    package mutating func null() { raw("null") }

    /// A token that is JSON already, such as an exact number.
    package mutating func raw(_ token: String) {
        prepare()
        bytes.append(contentsOf: token.utf8)
    }

    /// Bytes that are JSON already.
    package mutating func raw(_ token: some Sequence<UInt8>) {
        prepare()
        bytes.append(contentsOf: token)
    }

    /// The end of a line of JSON Lines.
    package mutating func newLine() { bytes.append(UInt8(ascii: "\n")) }

    private mutating func appendQuoted(_ text: String) {
        var text = text
        text.withBytes { JSONWriter.appendQuoted($0, to: &bytes) }
    }

    /// Appends a text with its quotes.
    package static func appendQuoted(_ text: ByteView, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        var start = 0
        var at = plainEnd(text, from: 0)
        while at < text.count {
            bytes.append(contentsOf: text.part(start..<at))
            escape(text[at], to: &bytes)
            start = at + 1
            at = plainEnd(text, from: start)
        }
        bytes.append(contentsOf: text.part(start..<at))
        bytes.append(UInt8(ascii: "\""))
    }

    /// The offset of the next byte that must be escaped; eight bytes a step.
    private static func plainEnd(_ text: ByteView, from start: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var at = start
        while at + 8 <= text.count {
            let word = text.word(UInt64.self, at: at)
            let quotes = word ^ ones &* 0x22
            let slashes = word ^ ones &* 0x5C
            let found =
                (quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes | (word &- ones &* 0x20) & ~word
            if found & 0x8080_8080_8080_8080 != 0 { break }
            at += 8
        }
        while at < text.count, text[at] >= 0x20, text[at] != UInt8(ascii: "\""), text[at] != UInt8(ascii: "\\") {
            at += 1
        }
        return at
    }

    private static func escape(_ byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
        case UInt8(ascii: "\r"): bytes.append(contentsOf: "\\r".utf8)
        case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
        default:
            bytes.append(contentsOf: "\\u00".utf8)
            bytes.append(hexadecimal(byte >> 4))
            bytes.append(hexadecimal(byte & 15))
        }
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8 {
        digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }
}
