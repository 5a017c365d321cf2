/// A line of the formatted file before its columns are known.
struct FormatLine {
    /// Where a line begins.
    enum Indent: Equatable {
        case columns(Int)
        /// A line that goes on with the one before it: behind the innermost open bracket, or behind the clause's first
        /// word.
        case hanging
    }

    /// A token of the line, with the spaces that alignment puts before it beyond the usual one.
    struct Piece {
        let text: String
        let width: Int
        let hasSpace: Bool
        let column: UInt8
        var padding = 0
    }

    var indent: Indent
    var hasBlankBefore: Bool
    /// The word that begins the line, where it begins a clause or a declaration: lines of the same kind are aligned.
    var kind: Kind
    var pieces: [Piece] = []
    /// A comment at the end of the line.
    var comment: String?
    var commentPadding = 2

    enum Kind: Equatable {
        case declaration(Keyword?)
        case clause(Keyword?)
        case row
        case continuation
        case comment
        /// Text outside the fences, as it is.
        case prose
    }

    /// The columns that the pieces take, without the indentation.
    var width: Int {
        pieces.enumerated().reduce(0) { sum, item in
            sum + item.element.width + item.element.padding + (item.offset > 0 && item.element.hasSpace ? 1 : 0)
        }
    }

    var text: String {
        var text = ""
        for (index, piece) in pieces.enumerated() {
            if index > 0 { text += String(repeating: " ", count: piece.padding + (piece.hasSpace ? 1 : 0)) }
            text += piece.text
        }
        return text
    }
}
