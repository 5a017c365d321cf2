/// Cuts the tokens of a file into the lines that they are formatted as.
struct LineBuilder {
    private let tree: SyntaxTree
    private let bytes: [UInt8]
    /// For each token the one behind it that is no comment.
    private let following: [Int]
    private(set) var lines: [FormatLine] = []
    private var previous: Spacing.Neighbour?
    private var openBrackets: [Bool] = []
    /// The indentation of the clause that is being written.
    private var clauseIndent = 0
    private var previousEnd = 0

    init(_ tree: SyntaxTree) {
        self.tree = tree
        bytes = tree.source.bytes
        var following = [Int](repeating: tree.tokens.count, count: tree.tokens.count)
        for index in tree.tokens.indices.dropLast().reversed() {
            let next = tree.tokens[index + 1].kind
            following[index] = next == .comment || next == .documentation ? following[index + 1] : index + 1
        }
        self.following = following
        build()
    }

    private mutating func build() {
        let tokens = tree.tokens
        for (index, token) in tokens.enumerated() {
            let start = Int(token.span.start)
            let breaks = lineEnds(previousEnd..<start)
            switch token.kind {
            case .prose:
                lines.append(FormatLine(indent: .columns(0), hasBlankBefore: false, kind: .prose))
                append(token, index, prose: true)
            case .comment, .documentation: comment(token, index, breaks)
            default: code(token, index, breaks)
            }
            previousEnd = Int(token.span.end)
        }
    }

    private func lineEnds(_ range: Range<Int>) -> Int {
        guard range.lowerBound > 0 || range.upperBound > 0 else { return 0 }
        return bytes[range].reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
    }

    private func text(_ token: Token) -> String { String(decoding: bytes[token.span.range], as: UTF8.self) }

    // MARK: Code

    private mutating func code(_ token: Token, _ index: Int, _ breaks: Int) {
        let isFirst = lines.last.map { $0.kind == .prose } ?? true
        let mustBreak = isFirst || breaks > 0 || lines.last?.kind == .comment || lines.last?.comment != nil
        let hasBlank = breaks > 1 && !isFirst
        switch token.lineStart {
        case .declaration: begin(.columns(0), hasBlank, .declaration(token.keyword))
        case .clause: begin(.columns(2), hasBlank, .clause(token.keyword))
        case .row: begin(.columns(2), hasBlank && lines.last?.kind != .row, .row)
        case .nested: begin(.columns(4), false, .clause(token.keyword))
        case .part where mustBreak:
            lines.append(
                FormatLine(indent: .columns(clauseIndent + 2), hasBlankBefore: false, kind: .continuation))
        case .part, .inline:
            if mustBreak {
                lines.append(FormatLine(indent: .hanging, hasBlankBefore: false, kind: .continuation))
            }
        }
        append(token, index, prose: false)
    }

    private mutating func begin(_ indent: FormatLine.Indent, _ hasBlank: Bool, _ kind: FormatLine.Kind) {
        if case .columns(let columns) = indent { clauseIndent = columns }
        openBrackets.removeAll()
        previous = nil
        lines.append(FormatLine(indent: indent, hasBlankBefore: hasBlank, kind: kind))
    }

    private mutating func append(_ token: Token, _ index: Int, prose: Bool) {
        let text = text(token)
        guard !prose else {
            lines[lines.count - 1].pieces.append(
                FormatLine.Piece(text: text, width: 0, hasSpace: false, column: 0))
            return
        }
        let neighbour = neighbour(token, text, index)
        let isInRow = lines.last?.kind == .row
        let hasSpace = previous.map { Spacing.hasSpace($0, neighbour, isInRow: isInRow) } ?? false
        previous = neighbour
        lines[lines.count - 1].pieces.append(
            FormatLine.Piece(
                text: text, width: DisplayWidth.of(text), hasSpace: hasSpace, column: token.column))
    }

    private mutating func neighbour(_ token: Token, _ text: String, _ index: Int) -> Spacing.Neighbour {
        let symbol = token.kind == .punctuation ? text : ""
        var neighbour = Spacing.Neighbour(kind: token.kind, keyword: token.keyword, symbol: symbol)
        switch symbol {
        case "-", "+": neighbour.isUnary = previous.map { !$0.endsOperand } ?? true
        case "{":
            neighbour.isWide = previous?.keyword != .in && nextSymbol(index) != "}"
            openBrackets.append(neighbour.isWide)
        case "[":
            neighbour.isWide = nextSymbol(index) == "{"
            openBrackets.append(neighbour.isWide)
        case "(": openBrackets.append(false)
        case "}", "]", ")": neighbour.isWide = openBrackets.popLast() ?? false
        default: break
        }
        return neighbour
    }

    /// The punctuation right behind a token, comments left out.
    private func nextSymbol(_ index: Int) -> String {
        guard let token = next(index) else { return "" }
        return token.kind == .punctuation ? text(token) : ""
    }

    private func next(_ index: Int) -> Token? {
        following[index] < tree.tokens.count ? tree.tokens[following[index]] : nil
    }

    // MARK: Comments

    private mutating func comment(_ token: Token, _ index: Int, _ breaks: Int) {
        let isFirst = lines.last.map { $0.kind == .prose } ?? true
        let text = text(token)
        if !isFirst, breaks == 0, let last = lines.last, last.kind != .comment, last.comment == nil {
            lines[lines.count - 1].comment = text
            return
        }
        var line = FormatLine(
            indent: indent(ofCommentAt: index), hasBlankBefore: breaks > 1 && !isFirst, kind: .comment)
        line.pieces.append(
            FormatLine.Piece(text: text, width: DisplayWidth.of(text), hasSpace: false, column: 0))
        lines.append(line)
    }

    /// A comment stands as what it is about: the code that follows. Before a declaration or at the end, it keeps to the
    /// declaration above if it was indented.
    private func indent(ofCommentAt index: Int) -> FormatLine.Indent {
        let token = tree.tokens[index]
        let next = next(index)
        switch next?.lineStart {
        case .clause, .row: return .columns(2)
        case .nested: return .columns(4)
        case .part: return .columns(clauseIndent + 2)
        case .inline where next?.kind != .prose: return .hanging
        default:
            if token.kind == .documentation, next?.lineStart == .declaration { return .columns(0) }
            let column = tree.source.position(at: Int(token.span.start)).column
            return .columns(column > 1 ? 2 : 0)
        }
    }
}
