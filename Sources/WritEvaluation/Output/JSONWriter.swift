/// Writes JSON into one buffer that is used again. Commas are its own business; the order of keys is the caller's.
///
/// Compact (one line, for JSON Lines) or indented (for people). Text is UTF-8 as it is; only what JSON forbids is escaped.
///
/// Unsafe memory: pointers are read while a call runs, within their count, and kept by nobody.
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
        if hasContent[last] { bytes.append(0x2C) }
        hasContent[last] = true
        lineBreak()
    }

    private mutating func lineBreak() {
        guard isIndented else { return }
        bytes.append(0x0A)
        for _ in 0..<hasContent.count * 2 { bytes.append(0x20) }
    }

    package mutating func key(_ name: String) {
        prepare()
        appendQuoted(name)
        bytes.append(0x3A)
        if isIndented { bytes.append(0x20) }
        afterKey = true
    }

    package mutating func beginObject() { begin(0x7B) }
    package mutating func endObject() { end(0x7D) }
    package mutating func beginArray() { begin(0x5B) }
    package mutating func endArray() { end(0x5D) }

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
    package mutating func newLine() { bytes.append(0x0A) }

    private mutating func appendQuoted(_ text: String) {
        var text = text
        text.withUTF8 { JSONWriter.appendQuoted($0, to: &bytes) }
    }

    /// Appends a text with its quotes.
    package static func appendQuoted(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        bytes.append(0x22)
        var start = 0
        var at = plainEnd(text, from: 0)
        while at < text.count {
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<at]))
            escape(text[at], to: &bytes)
            start = at + 1
            at = plainEnd(text, from: start)
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<at]))
        bytes.append(0x22)
    }

    /// The offset of the next byte that must be escaped; eight bytes a step.
    private static func plainEnd(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let raw = UnsafeRawBufferPointer(text)
        let ones: UInt64 = 0x0101_0101_0101_0101
        var at = start
        while at + 8 <= text.count {
            let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            let quotes = word ^ ones &* 0x22
            let slashes = word ^ ones &* 0x5C
            let found =
                (quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes | (word &- ones &* 0x20) & ~word
            if found & 0x8080_8080_8080_8080 != 0 { break }
            at += 8
        }
        while at < text.count, text[at] >= 0x20, text[at] != 0x22, text[at] != 0x5C { at += 1 }
        return at
    }

    private static func escape(_ byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case 0x22, 0x5C:
            bytes.append(0x5C)
            bytes.append(byte)
        case 0x0A: bytes.append(contentsOf: "\\n".utf8)
        case 0x0D: bytes.append(contentsOf: "\\r".utf8)
        case 0x09: bytes.append(contentsOf: "\\t".utf8)
        default:
            bytes.append(contentsOf: "\\u00".utf8)
            bytes.append(hexadecimal(byte >> 4))
            bytes.append(hexadecimal(byte & 15))
        }
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8 { digit < 10 ? 0x30 + digit : 0x61 + digit - 10 }
}
