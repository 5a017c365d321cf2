package import WritLanguage

/// Reads the XML of a form strictly, keeping where every byte came from, so that a mistake in an expression is shown in
/// the form. Stops at the first thing that is not well-formed.
///
/// Less than XML on purpose: no DOCTYPE (and so no entities but the five), no prefixes, bounded depth and size.
package struct MarkupScanner {
    package static let maximumDepth = 100
    package static let maximumSize = 4_000_000

    let bytes: [UInt8]
    let file: FileID
    var at = 0
    private var open: [MarkupElement] = []
    private var root: MarkupElement?

    /// A fact and the bytes it is about; ends the scan.
    struct Stop: Error {
        let fact: FormFact
        let span: Span
        /// The start tag of an element that is closed by another's end tag.
        var opened: Span?
    }

    private init(_ source: SourceText) {
        bytes = source.bytes
        file = source.id
    }

    /// The root element, or the one diagnostic that says why there is none.
    package static func scan(_ source: SourceText) -> Result<MarkupElement, MarkupFailure> {
        if source.bytes.count > maximumSize {
            let span = Span(file: source.id, start: 0, end: 0)
            return .failure(MarkupFailure(Diagnostic(.error, FormFact.tooLarge(limit: maximumSize), at: .span(span))))
        }
        if let offset = UTF8Check.firstInvalid(source.bytes) {
            let span = Span(file: source.id, start: offset, end: offset + 1)
            return .failure(MarkupFailure(Diagnostic(.error, FormFact.notUTF8, at: .span(span))))
        }
        var scanner = MarkupScanner(source)
        do {
            return .success(try scanner.document())
        } catch {
            let opened = Phrase(en: "opened here", zh: "在此开始")
            let related = error.opened.map { Diagnostic.Related(.span($0), opened) }
            return .failure(
                MarkupFailure(
                    Diagnostic(.error, error.fact, at: .span(error.span), related: related.map { [$0] } ?? [])))
        }
    }

    // MARK: - The document

    private mutating func document() throws(Stop) -> MarkupElement {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
        let start = at
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "<") {
                try markup(isFirst: at == start)
            } else {
                try text()
            }
        }
        if let unclosed = open.last {
            throw stop(.unclosed(unclosed.name), unclosed.nameSpan)
        }
        guard let root else { throw stop(.empty, Span(file: file, start: at, end: at)) }
        return root
    }

    private mutating func markup(isFirst: Bool) throws(Stop) {
        if looking(at: "<!--") { return try comment() }
        if looking(at: "<![CDATA[") { return try characterData() }
        if looking(at: "<!") {
            throw Stop(fact: looking(at: "<!DOCTYPE") ? .doctype : .notWellFormed(.badName), span: here(2))
        }
        if looking(at: "<?") { return try instruction(isFirst: isFirst) }
        if looking(at: "</") { return try endTag() }
        try startTag()
    }

    private mutating func comment() throws(Stop) {
        let start = at
        at += 4
        while at < bytes.count {
            if looking(at: "--") {
                guard looking(at: "-->") else { throw stop(.comment, here(2)) }
                at += 3
                return
            }
            try character()
        }
        throw stop(.endsEarly, Span(file: file, start: start, end: start + 4))
    }

    private mutating func instruction(isFirst: Bool) throws(Stop) {
        let start = at
        at += 2
        let target = try name()
        let isDeclaration = target == "xml"
        if isDeclaration, !isFirst { throw stop(.declaration, Span(file: file, start: start, end: at)) }
        let from = at
        while at < bytes.count, !looking(at: "?>") { try character() }
        guard at < bytes.count else { throw stop(.endsEarly, Span(file: file, start: start, end: start + 2)) }
        if isDeclaration { try declaration(Array(bytes[from..<at]), Span(file: file, start: from, end: at)) }
        at += 2
    }

    /// `version="1.0" encoding="UTF-8"`: anything else in the encoding would make the bytes mean something else.
    private func declaration(_ body: [UInt8], _ span: Span) throws(Stop) {
        let text = String(decoding: body, as: UTF8.self)
        let parts = text.split(whereSeparator: { " \t\r\n".contains($0) })
        guard let version = parts.first, version == "version=\"1.0\"" || version == "version='1.0'" else {
            throw stop(.declaration, span)
        }
        for part in parts.dropFirst() where part.hasPrefix("encoding=") {
            let name = part.dropFirst(9).filter { $0 != "\"" && $0 != "'" }
            guard name.uppercased() == "UTF-8" else { throw stop(.encoding(String(name)), span) }
        }
    }

    private mutating func characterData() throws(Stop) {
        let start = at
        at += 9
        var text: [UInt8] = []
        while at < bytes.count, !looking(at: "]]>") {
            let from = at
            try character()
            text += bytes[from..<at]
        }
        guard at < bytes.count else { throw stop(.endsEarly, Span(file: file, start: start, end: start + 9)) }
        at += 3
        try add(.text(text, Span(file: file, start: start, end: at)))
    }

    private mutating func text() throws(Stop) {
        let start = at
        var text: [UInt8] = []
        while at < bytes.count, bytes[at] != UInt8(ascii: "<") {
            if bytes[at] == UInt8(ascii: "&") {
                text += try reference()
            } else if looking(at: "]]>") {
                throw stop(.cdataEnd, here(3))
            } else {
                let from = at
                try character()
                if bytes[from] != 0x0D { text += bytes[from..<at] }
            }
        }
        try add(.text(text, Span(file: file, start: start, end: at)))
    }

    private mutating func add(_ node: MarkupNode) throws(Stop) {
        if open.isEmpty {
            switch node {
            case .element(let element):
                guard root == nil else { throw stop(.secondRoot, element.nameSpan) }
                root = element
            case .text(let text, let span):
                guard text.allSatisfy(isSpace) else { throw stop(.textOutside, span) }
            }
            return
        }
        open[open.count - 1].children.append(node)
    }

    // MARK: - Tags

    private mutating func startTag() throws(Stop) {
        let start = at
        at += 1
        let nameStart = at
        let name = try name()
        let nameSpan = Span(file: file, start: nameStart, end: at)
        if name.contains(":") { throw Stop(fact: .prefix(name), span: nameSpan) }
        guard open.count < Self.maximumDepth else {
            throw Stop(fact: .tooDeep(limit: Self.maximumDepth), span: nameSpan)
        }
        var attributes: [MarkupAttribute] = []
        while true {
            let before = at
            skipSpace()
            guard at < bytes.count else {
                throw stop(.endsEarly, Span(file: file, start: start, end: nameSpan.range.upperBound))
            }
            if bytes[at] == UInt8(ascii: ">") || bytes[at] == UInt8(ascii: "/") { break }
            if at == before { throw stop(.missingSpace, here(1)) }
            let attribute = try attribute()
            if attributes.contains(where: { $0.name == attribute.name }) {
                throw Stop(fact: .duplicateAttribute(attribute.name), span: attribute.nameSpan)
            }
            attributes.append(attribute)
        }
        let isEmpty = bytes[at] == UInt8(ascii: "/")
        if isEmpty { at += 1 }
        guard at < bytes.count, bytes[at] == UInt8(ascii: ">") else { throw stop(.expected(">"), here(1)) }
        at += 1
        let element = MarkupElement(
            name: name, nameSpan: nameSpan, span: Span(file: file, start: start, end: at), attributes: attributes,
            children: [])
        if isEmpty { try add(.element(element)) } else { open.append(element) }
    }

    private mutating func endTag() throws(Stop) {
        at += 2
        let start = at
        let name = try name()
        let span = Span(file: file, start: start, end: at)
        skipSpace()
        guard at < bytes.count, bytes[at] == UInt8(ascii: ">") else { throw stop(.expected(">"), here(1)) }
        at += 1
        guard let element = open.popLast() else { throw stop(.endWithoutStart(name), span) }
        guard element.name == name else {
            throw Stop(
                fact: .notWellFormed(.wrongEnd(name, open: element.name)), span: span, opened: element.nameSpan)
        }
        try add(.element(element))
    }

    private mutating func attribute() throws(Stop) -> MarkupAttribute {
        let start = at
        let name = try name()
        let nameSpan = Span(file: file, start: start, end: at)
        if name.contains(":") { throw Stop(fact: .prefix(name), span: nameSpan) }
        skipSpace()
        guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else { throw stop(.expected("="), here(1)) }
        at += 1
        skipSpace()
        guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") else {
            throw stop(.unquotedValue, here(1))
        }
        let quote = bytes[at]
        at += 1
        let from = at
        var text: [UInt8] = []
        var offsets: [Int32] = []
        while at < bytes.count, bytes[at] != quote {
            let origin = Int32(truncatingIfNeeded: at)
            switch bytes[at] {
            case UInt8(ascii: "<"): throw stop(.lessThanInValue, here(1))
            case UInt8(ascii: "&"):
                for byte in try reference() {
                    text.append(byte)
                    offsets.append(origin)
                }
            case 0x09, 0x0A, 0x0D:
                at += 1
                text.append(0x20)
                offsets.append(origin)
            default:
                let first = at
                try character()
                for index in first..<at {
                    text.append(bytes[index])
                    offsets.append(Int32(truncatingIfNeeded: index))
                }
            }
        }
        guard at < bytes.count else { throw stop(.endsEarly, nameSpan) }
        offsets.append(Int32(truncatingIfNeeded: at))
        let valueSpan = Span(file: file, start: from, end: at)
        at += 1
        return MarkupAttribute(
            name: name, nameSpan: nameSpan, value: MarkupText(bytes: text, offsets: offsets), valueSpan: valueSpan)
    }

    // MARK: - Characters

    /// `&lt;`, `&#x89C4;`
    private mutating func reference() throws(Stop) -> [UInt8] {
        let start = at
        at += 1
        var end = at
        while end < bytes.count, end - at < 32, isNameByte(bytes[end]) || bytes[end] == UInt8(ascii: "#") { end += 1 }
        guard end > at, end < bytes.count, bytes[end] == UInt8(ascii: ";") else {
            throw stop(.bareAmpersand, Span(file: file, start: start, end: start + 1))
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
        let span = Span(file: file, start: start, end: at)
        guard name.hasPrefix("#") else { throw stop(.entity(name), span) }
        let digits = name.dropFirst()
        let code = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
        guard let code, let scalar = Unicode.Scalar(code) else { throw stop(.reference, span) }
        guard XMLCharacter.isAllowed(code) else { throw stop(.character(code), span) }
        return Array(String(Character(scalar)).utf8)
    }

    /// Steps over one character that XML allows.
    private mutating func character() throws(Stop) {
        let first = bytes[at]
        if first < 0x80 {
            guard XMLCharacter.isAllowed(UInt32(first)) else { throw stop(.character(UInt32(first)), here(1)) }
            at += 1
            return
        }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        if first == 0xEF, at + 2 < bytes.count, bytes[at + 1] == 0xBF, bytes[at + 2] >= 0xBE {
            throw stop(.character(0xFFC0 + UInt32(bytes[at + 2] - 0x80)), here(3))
        }
        at = min(at + length, bytes.count)
    }

    private mutating func name() throws(Stop) -> String {
        let start = at
        while at < bytes.count, isNameByte(bytes[at]) || bytes[at] == UInt8(ascii: ":") { at += 1 }
        guard at > start, !isDigit(bytes[start]), bytes[start] != UInt8(ascii: "-"), bytes[start] != UInt8(ascii: ".")
        else {
            throw stop(
                at < bytes.count ? .badName : .endsEarly, Span(file: file, start: start, end: max(at, start + 1)))
        }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func skipSpace() {
        while at < bytes.count, isSpace(bytes[at]) { at += 1 }
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
    private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
        default: byte >= 0x80
        }
    }

    private func looking(at text: StaticString) -> Bool {
        guard at + text.utf8CodeUnitCount <= bytes.count else { return false }
        return text.withUTF8Buffer { expected in
            for index in 0..<expected.count where bytes[at + index] != expected[index] { return false }
            return true
        }
    }

    private func here(_ length: Int) -> Span { Span(file: file, start: at, end: min(at + length, bytes.count)) }

    private func stop(_ problem: MarkupProblem, _ span: Span) -> Stop {
        Stop(fact: .notWellFormed(problem), span: span)
    }
}

/// Why there is no tree.
package struct MarkupFailure: Error {
    package let diagnostic: Diagnostic
    init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }
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
