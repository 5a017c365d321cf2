/// Writes a file in the one layout of the language. Only white space changes: every word, comment and line of prose
/// stays, and so does a line break inside a clause.
package enum Formatter {
    /// The formatted file; a file with mistakes in it comes back as it is.
    package static func format(_ tree: SyntaxTree) -> [UInt8] {
        guard !tree.diagnostics.contains(where: { $0.severity == .error }) else { return tree.source.bytes }
        var lines = LineBuilder(tree).lines
        TableLayout.apply(to: &lines)
        Alignment.apply(to: &lines)
        var writer = LineWriter(tree.source.bytes)
        for line in lines { writer.write(line) }
        return writer.finished()
    }
}

/// Writes lines one after the other and knows where their brackets open.
private struct LineWriter {
    private var output: [UInt8] = []
    private let lineEnd: [UInt8]
    /// The columns behind the brackets that are open.
    private var brackets: [Int] = []
    /// The column behind the first word of the clause.
    private var hang = 0
    private var lineStart = 0

    init(_ source: [UInt8]) {
        if source.starts(with: [0xEF, 0xBB, 0xBF]) { output = [0xEF, 0xBB, 0xBF] }
        let first = source.firstIndex(of: UInt8(ascii: "\n"))
        lineEnd =
            first.map { $0 > 0 && source[$0 - 1] == UInt8(ascii: "\r") } == true
            ? [UInt8(ascii: "\r"), UInt8(ascii: "\n")] : [UInt8(ascii: "\n")]
    }

    mutating func write(_ line: FormatLine) {
        if line.kind == .prose {
            for piece in line.pieces { output += Array(piece.text.utf8) }
            return
        }
        if line.hasBlankBefore { output += lineEnd }
        var column = indentation(line)
        output += [UInt8](repeating: UInt8(ascii: " "), count: column)
        if line.kind != .comment { lineStart = column }
        switch line.kind {
        case .declaration, .clause, .row:
            brackets.removeAll()
            hang = column + (line.pieces.first.map { $0.width } ?? 0) + 1
            if case .declaration = line.kind { hang = 2 }
        case .continuation where line.indent != .hanging:
            brackets.removeAll()
            hang = column + (line.pieces.first.map { $0.width } ?? 0) + 1
        default: break
        }
        for (index, piece) in line.pieces.enumerated() {
            if index > 0 {
                let spaces = piece.padding + (piece.hasSpace ? 1 : 0)
                output += [UInt8](repeating: UInt8(ascii: " "), count: spaces)
                column += spaces
            }
            output += Array(piece.text.utf8)
            column += piece.width
            note(piece.text, at: column, isLast: index == line.pieces.count - 1, next: line, index)
        }
        if let comment = line.comment {
            output += [UInt8](repeating: UInt8(ascii: " "), count: line.commentPadding) + Array(comment.utf8)
        }
        output += lineEnd
    }

    private func indentation(_ line: FormatLine) -> Int {
        switch line.indent {
        case .columns(let columns): return columns
        case .hanging:
            guard let inner = brackets.last else { return hang }
            // A bracket that closes on a line of its own stands under the line that opened it.
            if let first = line.pieces.first?.text, first == "]" || first == "}" || first == ")" {
                return max(0, inner - 2)
            }
            return inner
        }
    }

    private mutating func note(_ text: String, at column: Int, isLast: Bool, next line: FormatLine, _ index: Int) {
        switch text {
        case "(", "[", "{":
            let hasSpace = !isLast && line.pieces[index + 1].hasSpace
            brackets.append(isLast ? lineStart + 2 : column + (hasSpace ? 1 : 0))
        case ")", "]", "}": _ = brackets.popLast()
        default: break
        }
    }

    func finished() -> [UInt8] { output }
}
