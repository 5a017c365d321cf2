package import WritLanguage

/// The only ways by which text that is not markup reaches a document.
extension ByteOutput where Self: ~Copyable {
    /// Between tags. A carriage return would be read back as a line feed, so it is written as a reference.
    package mutating func appendText(_ string: String) {
        var string = string
        string.withBytes { appendEscaped($0, isAttribute: false) }
    }

    /// Between double quotes.
    package mutating func appendAttribute(_ string: String) {
        var string = string
        string.withBytes { appendEscaped($0, isAttribute: true) }
    }

    package mutating func appendText(_ bytes: [UInt8]) {
        bytes.withBytes { appendEscaped($0, isAttribute: false) }
    }

    package mutating func appendAttribute(_ bytes: [UInt8]) {
        bytes.withBytes { appendEscaped($0, isAttribute: true) }
    }

    package mutating func appendText(_ bytes: ByteView) {
        appendEscaped(bytes, isAttribute: false)
    }

    /// Copies runs that need nothing, and writes the few characters that do as references. Control characters that XML
    /// forbids are refused when a case is read; should one come by another way, it becomes U+FFFD.
    private mutating func appendEscaped(_ bytes: ByteView, isAttribute: Bool) {
        var start = 0
        var index = 0
        let count = bytes.count
        while index < count {
            while index + 9 <= count {
                let word = bytes.word(UInt64.self, at: index)
                let next = bytes.word(UInt64.self, at: index + 1)
                if Self.mayNeedEscape(word, next, isAttribute: isAttribute) { break }
                index += 8
            }
            guard index < count else { break }
            let byte = bytes[index]
            if byte > UInt8(ascii: ">") && byte != 0xEF {
                index += 1
                continue
            }
            guard let reference = MarkupEscape.reference(at: index, in: bytes, isAttribute: isAttribute) else {
                index += 1
                continue
            }
            put(bytes.part(start..<index))
            append(reference.text)
            index += reference.length
            start = index
        }
        put(bytes.part(start..<count))
    }

    /// Whether one of eight bytes may be written otherwise than as it is; `next` are the bytes one further on.
    @inline(__always)
    private static func mayNeedEscape(_ word: UInt64, _ next: UInt64, isAttribute: Bool) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }
        // `<` and `>` differ in one bit, and so do `&` and `"`.
        let angles = zeros((word | ones &* 0x02) ^ ones &* 0x3E)
        let ampersand = zeros((isAttribute ? word | ones &* 0x04 : word) ^ ones &* 0x26)
        let controls = (word &- ones &* 0x20) & ~word
        // U+FFFE and U+FFFF begin with these two bytes.
        let forbidden = zeros(word ^ ones &* 0xEF) & zeros(next ^ ones &* 0xBF)
        return (angles | ampersand | controls | forbidden) & 0x8080_8080_8080_8080 != 0
    }
}
