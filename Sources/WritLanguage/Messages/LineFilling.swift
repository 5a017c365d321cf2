/// Text for a terminal, its lines no longer than the terminal is wide. Lines end at spaces and beside wide characters; what
/// cannot be broken, such as a path, keeps its length, so that it can be copied.
package struct LineFilling: Sendable {
    private let columns: Int

    package init(columns: Int) { self.columns = max(20, columns) }

    /// Several lines, each filled by itself; what goes on stands two columns to the right of where its line began.
    package func text(_ text: String) -> String {
        // No character takes more columns than it has bytes.
        guard text.utf8.count > columns else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            guard line.utf8.count > columns else { return String(line) }
            let indent = line.prefix { $0 == " " }.count
            return paragraph(String(line), hanging: String(repeating: " ", count: indent + 2))
        }.joined(separator: "\n")
    }

    /// One line, filled.
    /// - Parameters:
    ///   - start: the columns that are taken already where it begins.
    ///   - hanging: what every further line begins with.
    package func paragraph(_ text: String, start: Int = 0, hanging: String) -> String {
        let indent = DisplayWidth.of(hanging)
        guard start + text.utf8.count > columns else { return text }
        var lines = ""
        var column = start
        // The blanks that a line begins with are no place to end it.
        var isAtStart = true
        for piece in Self.pieces(of: text) {
            let isBlank = piece == " "
            let width = DisplayWidth.of(piece)
            if !isAtStart, !isBlank, column + width - (piece.last == " " ? 1 : 0) > columns {
                while lines.last == " " { lines.removeLast() }
                lines += "\n" + hanging
                column = indent
            }
            lines += piece
            column += width
            if !isBlank { isAtStart = false }
        }
        while lines.last == " " { lines.removeLast() }
        return lines
    }

    /// A text in pieces between which a line may end.
    private static func pieces(of text: String) -> [String] {
        var pieces: [String] = []
        var piece = ""
        for character in text {
            if let last = piece.last, mayEnd(after: last, before: character) {
                pieces.append(piece)
                piece = ""
            }
            piece.append(character)
        }
        if !piece.isEmpty { pieces.append(piece) }
        return pieces
    }

    private static func mayEnd(after last: Character, before next: Character) -> Bool {
        if last == " " { return true }
        if next == " " || isClosing(next) || isOpening(last) { return false }
        return DisplayWidth.of(String(last)) > 1 || DisplayWidth.of(String(next)) > 1
    }

    /// No line begins with one.
    private static func isClosing(_ character: Character) -> Bool {
        "，。；：、！？）》」』】〕…”’`),.;:!?]}%".contains(character)
    }

    /// No line ends with one.
    private static func isOpening(_ character: Character) -> Bool { "（《「『【〔“‘`([{¥".contains(character) }
}
