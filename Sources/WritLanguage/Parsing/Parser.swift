/// Reads one rule file into a tree. It never fails: what cannot be read is reported once, and reading goes on at the
/// next clause or declaration.
package struct Parser {
    /// How deep expressions may nest.
    package static let maximumDepth = 256
    /// How many operands `+`, `*` and the like may join in a row before the chain is balanced or refused.
    static let maximumChain = 128
    /// The size of a rule file in bytes, 16 MiB: a company's whole manual has less than one.
    package static let maximumSize = 16 << 20
    /// After so many mistakes reading goes on in silence.
    static let maximumDiagnostics = 200

    let bytes: [UInt8]
    let file: FileID
    /// Where each byte of the text stands in its file; nil where the text is the file.
    let offsets: [Int32]?
    /// False for an expression within a text or a form.
    let isWholeFile: Bool
    /// How the file spells keywords, for what is advised.
    let keywords: KeywordTable
    var lexer: Lexer
    var current: Lexeme
    private var ahead: [Lexeme] = []
    private(set) var tokens: [Token] = []
    var diagnostics: [Diagnostic] = []
    /// Set by a mistake until the next clause begins: what follows from the mistake is not reported.
    var isPanicking = false
    var depth = 0
    /// The height of the expression that was completed last.
    var height = 0
    var listContext = ListContext()
    /// Within a table's row, which ends with its line.
    var isInRow = false
    /// The end of the last token that was consumed.
    var previousEnd = 0

    init(
        bytes: [UInt8], file: FileID, offsets: [Int32]?, ranges: [Range<Int>], extent: Range<Int>, isWholeFile: Bool,
        keywords: KeywordTable = .english
    ) {
        self.bytes = bytes
        self.file = file
        self.offsets = offsets
        self.isWholeFile = isWholeFile
        self.keywords = keywords
        lexer = Lexer(bytes: bytes, ranges: ranges, extent: extent)
        current = lexer.next()
        previousEnd = extent.lowerBound
    }

    /// What an expression stands in; brackets begin afresh.
    struct ListContext {
        /// Values are separated by commas, so that `1,000` could be two.
        var isInList = false
        /// `where` belongs to the clause and not to the operand before it.
        var stopsAtWhere = false
        /// `is` may begin the next branch.
        var isInBranch = false
    }

    // MARK: Entry points

    /// Reads a file; `.md` at the end of its path makes it literate.
    package static func parse(_ source: SourceText) -> SyntaxTree {
        let bytes = source.bytes
        if bytes.count > maximumSize {
            return refused(source, .tooLarge(bytes: bytes.count, limit: maximumSize), at: 0..<0)
        }
        if let offset = UTF8Check.firstInvalid(bytes) {
            return refused(source, .notUTF8(offset: offset), at: offset..<offset + 1)
        }
        let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let fences =
            source.path.hasSuffix(".md")
            ? LiterateText.fences(in: bytes) : LiterateText.Fences(code: [mark..<bytes.count])
        var parser = Parser(
            bytes: bytes, file: source.id, offsets: nil, ranges: fences.code, extent: mark..<bytes.count,
            isWholeFile: true, keywords: KeywordTable.used(in: source))
        parser.reportBidiControls(in: source)
        for line in fences.unclosed { parser.report(.unclosedFence, at: line) }
        let declarations = parser.declarations()
        var diagnostics = parser.finishedDiagnostics()
        if !fences.swallowing.isEmpty {
            // Prose that was read as code is the same mistake.
            diagnostics.removeAll { diagnostic in
                guard case .span(let span) = diagnostic.place else { return false }
                return fences.swallowing.contains { $0.contains(Int(span.start)) }
            }
        }
        let (procedures, problems) = ProcedureHeadings.read(fences.headings, of: source)
        return SyntaxTree(
            source: source, tokens: parser.tokens, declarations: declarations, procedures: procedures,
            diagnostics: diagnostics + problems)
    }

    /// Reads some declarations of a file that has been read before, whole and without mistakes: the stretches of code that
    /// `SyntaxTree.stretches()` gives, in the order of the file.
    package static func parse(_ source: SourceText, only stretches: [Range<Int>]) -> SyntaxTree {
        var parser = Parser(
            bytes: source.bytes, file: source.id, offsets: nil, ranges: stretches, extent: 0..<source.bytes.count,
            isWholeFile: true)
        let declarations = parser.declarations()
        return SyntaxTree(
            source: source, tokens: parser.tokens, declarations: declarations, procedures: [],
            diagnostics: parser.finishedDiagnostics())
    }

    /// Reads an expression that stands in another text, such as an attribute of a form. `offsets` has one entry for each
    /// byte of the text and one for its end: the place in the file.
    package static func parseExpression(
        _ text: [UInt8], offsets: [Int32], file: FileID
    ) -> (ExpressionSyntax, [Diagnostic]) {
        var parser = Parser(embedded: text, offsets: offsets, file: file)
        let expression = parser.expression()
        parser.expectEnd()
        return (expression, parser.finishedDiagnostics())
    }

    /// Reads `v in violations where …` in another text.
    package static func parseForEach(
        _ text: [UInt8], offsets: [Int32], file: FileID
    ) -> (ForEachSyntax?, [Diagnostic]) {
        var parser = Parser(embedded: text, offsets: offsets, file: file)
        let forEach = parser.forEachBody()
        parser.expectEnd()
        return (parser.diagnostics.isEmpty ? forEach : nil, parser.finishedDiagnostics())
    }

    private init(embedded text: [UInt8], offsets: [Int32], file: FileID) {
        // Text that is not UTF-8 cannot come from a form, which has been read as XML.
        let valid = UTF8Check.firstInvalid(text).map { Array(text[..<$0]) } ?? text
        self.init(
            bytes: valid, file: file, offsets: offsets, ranges: [0..<valid.count], extent: 0..<valid.count,
            isWholeFile: false)
    }

    /// Marks of direction, wherever they stand: that one of them has no meaning in code as well is the same mistake.
    private mutating func reportBidiControls(in source: SourceText) {
        diagnostics += BidiControls.diagnostics(in: source)
    }

    private static func refused(_ source: SourceText, _ fact: SyntaxFact, at range: Range<Int>) -> SyntaxTree {
        let whole = Span(file: source.id, start: 0, end: source.bytes.count)
        return SyntaxTree(
            source: source,
            tokens: source.bytes.isEmpty ? [] : [Token(kind: .unreadable, span: whole, keyword: nil)], declarations: [],
            procedures: [],
            diagnostics: [
                Diagnostic(
                    .error, fact,
                    at: .span(Span(file: source.id, start: range.lowerBound, end: range.upperBound)))
            ])
    }

    /// The parser's diagnostics and the lexer's, in the order of the text.
    mutating func finishedDiagnostics() -> [Diagnostic] {
        for problem in lexer.problems {
            let span = span(problem.start, problem.end)
            diagnostics.append(
                Diagnostic(
                    .error, problem.fact, at: .span(span),
                    fix: problem.replacement.map { Diagnostic.Fix(span: span, replacement: $0) }))
        }
        let ordered = diagnostics.enumerated().sorted { a, b in
            let left = Self.start(a.element)
            let right = Self.start(b.element)
            return left == right ? a.offset < b.offset : left < right
        }
        return ordered.prefix(Self.maximumDiagnostics).map(\.element)
    }

    private static func start(_ diagnostic: Diagnostic) -> Int32 {
        if case .span(let span) = diagnostic.place { span.start } else { 0 }
    }

    // MARK: Looking

    /// The shape of the current token; the end of its line ends a table's row.
    var shape: Shape { isInRow && current.startsLine ? .end : current.shape }

    /// The keyword that the current word would be.
    var word: Keyword? { shape == .word ? current.candidate : nil }

    /// The token after the current one, or the one after that.
    mutating func peek(_ distance: Int = 1) -> Lexeme {
        while ahead.count < distance { ahead.append(lexer.next()) }
        var lexeme = ahead[distance - 1]
        if isInRow, ahead.prefix(distance).contains(where: \.startsLine) {
            lexeme.shape = .end
            lexeme.candidate = nil
        }
        return lexeme
    }

    mutating func peekWord(_ distance: Int = 1) -> Keyword? {
        let lexeme = peek(distance)
        return lexeme.shape == .word ? lexeme.candidate : nil
    }

    func span(_ start: Int, _ end: Int) -> Span {
        guard let offsets else { return Span(file: file, start: start, end: end) }
        guard let last = offsets.last else { return Span(file: file, start: 0, end: 0) }
        let from = start < offsets.count ? offsets[start] : last
        let to = end < offsets.count ? offsets[end] : last
        return Span(file: file, start: Int(from), end: Int(to))
    }

    /// From a byte to the end of what was read last.
    func span(from start: Int) -> Span { span(start, max(start, previousEnd)) }

    func string(_ lexeme: Lexeme) -> String { String(decoding: bytes[lexeme.start..<lexeme.end], as: UTF8.self) }

    /// The documentation comments that stand before the current token.
    var documentation: String? {
        var lines: [String] = []
        for trivia in current.leading where trivia.kind == .documentation {
            var start = trivia.start + 3
            if start < trivia.end, bytes[start] == UInt8(ascii: " ") { start += 1 }
            lines.append(String(decoding: bytes[start..<trivia.end], as: UTF8.self))
        }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    // MARK: Taking

    /// Moves past the current token.
    @discardableResult
    mutating func advance(as keyword: Keyword? = nil) -> Lexeme {
        let lexeme = current
        for trivia in lexeme.leading {
            tokens.append(Token(kind: trivia.kind, span: span(trivia.start, trivia.end), keyword: nil))
        }
        guard lexeme.shape != .end else {
            current.leading = []
            return lexeme
        }
        tokens.append(
            Token(
                kind: lexeme.shape.tokenKind, span: span(lexeme.start, lexeme.end), keyword: keyword,
                lineStart: lexeme.lineStart, column: lexeme.column))
        previousEnd = lexeme.end
        current = ahead.isEmpty ? lexer.next() : ahead.removeFirst()
        return lexeme
    }

    /// Reads the current token again, as the number of a clause.
    mutating func rereadAsClauseID() {
        let leading = current.leading
        let mark = (current.lineStart, current.column)
        ahead.removeAll()
        current = lexer.clauseID(from: current.start, startsLine: current.startsLine)
        current.leading = leading
        (current.lineStart, current.column) = mark
    }

    mutating func mark(_ lineStart: LineStart, column: UInt8 = 0) {
        current.lineStart = lineStart
        current.column = column
    }

    /// Makes the current token one that is aligned with those of the lines around it.
    mutating func align(_ column: UInt8) { current.column = column }

    mutating func take(_ keyword: Keyword) -> Bool {
        guard word == keyword else { return false }
        advance(as: keyword)
        return true
    }

    mutating func take(_ wanted: Shape) -> Bool {
        guard shape == wanted else { return false }
        advance()
        return true
    }

    /// Takes a keyword that has to stand here; a near miss is reported and taken for it.
    @discardableResult
    mutating func expect(_ keyword: Keyword) -> Bool {
        if take(keyword) { return true }
        if shape == .word, current.candidate == nil, takeMisspelt(among: [keyword]) != nil { return true }
        fail(.keyword(keyword))
        return false
    }

    @discardableResult
    mutating func expect(_ wanted: Shape) -> Bool {
        if take(wanted) { return true }
        fail(.symbol(wanted.symbol ?? ""))
        return false
    }

    /// Closes a bracket and points at the one that opened it.
    @discardableResult
    mutating func expectClosing(_ wanted: Shape, openedAt start: Int) -> Bool {
        if take(wanted) { return true }
        report(
            .unclosed(wanted.symbol ?? "", found: found), at: errorPlace,
            related: [
                Diagnostic.Related(.span(span(start, start + 1)), Phrase(en: "opened here", zh: "从这里开始"))
            ])
        isPanicking = true
        return false
    }

    mutating func expectEnd() {
        if shape != .end { reportUnexpected() }
        while current.shape != .end { advance() }
        advance()
    }

    /// If the current word is a keyword with an error in it, reports that and takes it.
    mutating func takeMisspelt(among keywords: [Keyword]) -> Keyword? {
        guard let keyword = misspelt(among: keywords) else { return nil }
        reportMisspelt(keyword)
        advance()
        return keyword
    }

    /// The keyword that the current word resembles.
    func misspelt(among candidates: [Keyword]) -> Keyword? {
        guard shape == .word else { return nil }
        let found = string(current)
        let english = candidates.map { KeywordTable.english.spelling(of: $0) }
        // Words in capitals or in mixed case are meant as they stand.
        if let index = english.firstIndex(of: found.lowercased()) { return candidates[index] }
        let length = found.unicodeScalars.count
        // A name of two characters resembles too many words to be taken for the beginning of a declaration.
        if length == 2, let first = found.unicodeScalars.first, first.value >= 0x2E80 {
            return candidates.first { keyword in
                let spelling = keywords(keyword).unicodeScalars
                return !keyword.startsDeclaration && spelling.count == 2 && spelling.first == first
            }
        }
        guard length >= 3 else { return nil }
        for spellings in [candidates.map { keywords($0) }, english] {
            if let nearest = Suggestion.nearest(to: found, among: spellings, within: length < 8 ? 1 : 2),
                let index = spellings.firstIndex(of: nearest)
            {
                return candidates[index]
            }
        }
        return nil
    }

    // MARK: Mistakes

    var found: SyntaxFact.Found {
        switch current.shape {
        case .end: isWholeFile ? .endOfFile : .endOfExpression
        default: isInRow && current.startsLine ? .endOfRow : .code(shortened(string(current)))
        }
    }

    private func shortened(_ text: String) -> String {
        text.unicodeScalars.count <= 32 ? text : String(text.unicodeScalars.prefix(31)) + "…"
    }

    /// Reports a mistake unless it follows from one that was reported.
    mutating func report(
        _ fact: SyntaxFact, at place: Range<Int>, related: [Diagnostic.Related] = [], replacement: String? = nil
    ) {
        guard !isPanicking, diagnostics.count < Self.maximumDiagnostics else { return }
        let span = span(place.lowerBound, place.upperBound)
        diagnostics.append(
            Diagnostic(
                .error, fact, at: .span(span), related: related,
                fix: replacement.map { Diagnostic.Fix(span: span, replacement: $0) }))
    }

    /// Reports what was expected at the current token, and reads on in silence until the next clause.
    mutating func fail(_ wanted: SyntaxFact.Wanted) {
        if !current.followsUnreadable { report(.expected(wanted, found: found), at: errorPlace) }
        isPanicking = true
    }

    /// The current token; where it stands on a later line, the end of what was read.
    var errorPlace: Range<Int> {
        current.startsLine && previousEnd < current.start && !tokens.isEmpty
            ? previousEnd..<previousEnd : current.start..<current.end
    }
}
