/// Finds the headings that open procedures, and says how far each procedure reaches.
struct ProcedureHeadings {
    private let bytes: [UInt8]
    private let file: FileID
    private var open: [(id: Name, title: String, level: Int, line: Range<Int>)] = []
    private(set) var diagnostics: [Diagnostic] = []

    /// - Parameter lines: the headings of the file, those that open nothing included.
    static func read(_ lines: [Range<Int>], of source: SourceText) -> ([ProcedureHeading], [Diagnostic]) {
        var reader = ProcedureHeadings(bytes: source.bytes, file: source.id)
        for line in lines { reader.take(line) }
        return (reader.headings(), reader.diagnostics)
    }

    private init(bytes: [UInt8], file: FileID) {
        self.bytes = bytes
        self.file = file
    }

    private mutating func take(_ line: Range<Int>) {
        let text = trimmed(line)
        guard text.last == UInt8(ascii: "}"), let brace = text.lastIndex(of: UInt8(ascii: "{")),
            text[brace...].dropFirst().first == UInt8(ascii: "#")
        else { return }
        let name = brace + 2..<text.endIndex - 1
        let span = Span(file: file, start: name.lowerBound, end: name.upperBound)
        let id = String(decoding: bytes[name], as: UTF8.self)
        guard isName(name) else {
            diagnostics.append(Diagnostic(.error, SyntaxFact.procedureID(id), at: .span(span)))
            return
        }
        let marks = text.drop { $0 == UInt8(ascii: " ") }
        let level = marks.prefix { $0 == UInt8(ascii: "#") }.count
        let title = trimmed(marks.startIndex + level..<brace)
        open.append(
            (Name(text: id, span: span), String(decoding: title, as: UTF8.self), level, line))
    }

    private func headings() -> [ProcedureHeading] {
        open.enumerated().map { index, heading in
            let next = open[(index + 1)...].first { $0.level <= heading.level }
            return ProcedureHeading(
                id: heading.id, title: heading.title.isEmpty ? heading.id.text : heading.title, level: heading.level,
                span: Span(file: file, start: heading.line.lowerBound, end: heading.line.upperBound),
                extent: Span(
                    file: file, start: heading.line.lowerBound, end: next?.line.lowerBound ?? bytes.count))
        }
    }

    /// A line without the white space at its ends.
    private func trimmed(_ line: Range<Int>) -> ArraySlice<UInt8> {
        var text = bytes[line]
        while let last = text.last, last <= 0x20 { text.removeLast() }
        while let first = text.first, first <= 0x20 { text.removeFirst() }
        return text
    }

    /// Whether a stretch is spelled as the names of declarations are.
    private func isName(_ range: Range<Int>) -> Bool {
        var lexer = Lexer(bytes: bytes, ranges: [range], extent: range)
        let lexeme = lexer.next()
        return lexeme.shape == .word && lexeme.start == range.lowerBound && lexeme.end == range.upperBound
    }
}
