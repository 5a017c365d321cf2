import WritLanguage

/// Looks again at markup that libxml2 has read or refused, to say where in it a thing stands: libxml2 tells where a piece of
/// markup ends and what an attribute says, and neither where the attribute stands nor what exactly is wrong.
struct MarkupCursor {
    /// An attribute and the bytes that it consists of.
    struct Attribute {
        let name: Range<Int>
        /// Between the quotes.
        let value: Range<Int>
        /// For each byte of what the value says and for its end, the offset that it came from.
        let offsets: [Int32]
    }

    /// What is wrong, and the bytes that it is about.
    struct Stop: Error {
        let fact: FormFact
        let range: Range<Int>
        /// The start tag of an element that is closed by another's end tag.
        var opened: Span?

        init(_ problem: MarkupProblem, _ range: Range<Int>) { self.init(.notWellFormed(problem), range) }

        init(_ fact: FormFact, _ range: Range<Int>, opened: Span? = nil) {
            self.fact = fact
            self.range = range
            self.opened = opened
        }
    }

    let bytes: [UInt8]
    var at: Int

    /// The attribute of a start tag that libxml2 has read.
    static func attribute(named name: String, ofTagAt tag: Int, in bytes: [UInt8]) -> Attribute? {
        var cursor = MarkupCursor(bytes: bytes, at: tag + 1)
        do {
            _ = try cursor.name()
            while let attribute = try cursor.nextAttribute(ofTagAt: tag) {
                if bytes[attribute.name].elementsEqual(name.utf8) { return attribute }
            }
        } catch {}
        return nil
    }

    var isAtEnd: Bool { at >= bytes.count }

    // MARK: - Tags

    /// The next attribute of a start tag, or nothing at its end, which is left to be read.
    mutating func nextAttribute(ofTagAt tag: Int) throws(Stop) -> Attribute? {
        let before = at
        skipSpace()
        guard !isAtEnd else { throw Stop(.endsEarly, tag..<before) }
        if bytes[at] == UInt8(ascii: ">") || bytes[at] == UInt8(ascii: "/") { return nil }
        if at == before { throw Stop(.missingSpace, here(1)) }
        return try attribute()
    }

    private mutating func attribute() throws(Stop) -> Attribute {
        let name = try name()
        skipSpace()
        guard !isAtEnd, bytes[at] == UInt8(ascii: "=") else { throw Stop(.expected("="), here(1)) }
        at += 1
        skipSpace()
        guard !isAtEnd, bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") else {
            throw Stop(.unquotedValue, here(1))
        }
        let quote = bytes[at]
        at += 1
        let from = at
        var offsets: [Int32] = []
        while !isAtEnd, bytes[at] != quote {
            let origin = Int32(truncatingIfNeeded: at)
            switch bytes[at] {
            case UInt8(ascii: "<"): throw Stop(.lessThanInValue, here(1))
            case UInt8(ascii: "&"): for _ in try reference() { offsets.append(origin) }
            case UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: "\t"):
                // It says a space; a carriage return with its line feed is one line end.
                at += looking(at: "\r\n") ? 2 : 1
                offsets.append(origin)
            default:
                let first = at
                try character()
                for index in first..<at { offsets.append(Int32(truncatingIfNeeded: index)) }
            }
        }
        guard !isAtEnd else { throw Stop(.endsEarly, name) }
        offsets.append(Int32(truncatingIfNeeded: at))
        let value = from..<at
        at += 1
        return Attribute(name: name, value: value, offsets: offsets)
    }

    // MARK: - Characters

    /// `&lt;`, `&#x89C4;`
    mutating func reference() throws(Stop) -> [UInt8] {
        let start = at
        at += 1
        var end = at
        while end < bytes.count, end - at < 32, isNameByte(bytes[end]) || bytes[end] == UInt8(ascii: "#") { end += 1 }
        guard end > at, end < bytes.count, bytes[end] == UInt8(ascii: ";") else {
            throw Stop(.bareAmpersand, start..<start + 1)
        }
        let name = String(decoding: bytes[at..<end], as: UTF8.self)
        at = end + 1
        switch name {
        case "lt": return [UInt8(ascii: "<")]
        case "gt": return [UInt8(ascii: ">")]
        case "amp": return [UInt8(ascii: "&")]
        case "quot": return [UInt8(ascii: "\"")]
        case "apos": return [UInt8(ascii: "'")]
        default: break
        }
        guard name.hasPrefix("#") else { throw Stop(.entity(name), start..<at) }
        let digits = name.dropFirst()
        let code = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
        guard let code, let scalar = Unicode.Scalar(code) else { throw Stop(.reference, start..<at) }
        guard XMLCharacter.isAllowed(code) else { throw Stop(.character(code), start..<at) }
        return Array(String(Character(scalar)).utf8)
    }

    /// Steps over one character that XML allows.
    mutating func character() throws(Stop) {
        let first = bytes[at]
        if first < 0x80 {
            guard XMLCharacter.isAllowed(UInt32(first)) else { throw Stop(.character(UInt32(first)), here(1)) }
            at += 1
            return
        }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        if first == 0xEF, at + 2 < bytes.count, bytes[at + 1] == 0xBF, bytes[at + 2] >= 0xBE {
            throw Stop(.character(0xFFC0 + UInt32(bytes[at + 2] - 0x80)), here(3))
        }
        at = min(at + length, bytes.count)
    }

    mutating func name() throws(Stop) -> Range<Int> {
        let start = at
        while !isAtEnd, isNameByte(bytes[at]) || bytes[at] == UInt8(ascii: ":") { at += 1 }
        guard at > start, !isDigit(bytes[start]), bytes[start] != UInt8(ascii: "-"), bytes[start] != UInt8(ascii: ".")
        else { throw Stop(isAtEnd ? .endsEarly : .badName, start..<max(at, min(start + 1, bytes.count))) }
        return start..<at
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    mutating func skipSpace() {
        while !isAtEnd, FormShape.isSpace(bytes[at]) { at += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: byte >= 0x80
        }
    }

    func looking(at text: StaticString) -> Bool {
        guard at + text.utf8CodeUnitCount <= bytes.count else { return false }
        return text.withUTF8Buffer { expected in
            for index in 0..<expected.count where bytes[at + index] != expected[index] { return false }
            return true
        }
    }

    func here(_ length: Int) -> Range<Int> { min(at, bytes.count)..<min(at + length, bytes.count) }
}

/// The characters that may stand in an XML document at all.
package enum XMLCharacter {
    package static func isAllowed(_ code: UInt32) -> Bool {
        switch code {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
