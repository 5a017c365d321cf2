/// Whether a space stands between two neighbouring tokens.
struct Spacing {
    /// A token as far as spacing needs it.
    struct Neighbour {
        let kind: Token.Kind
        let keyword: Keyword?
        /// The bytes of punctuation; empty for all other tokens.
        let symbol: String
        /// `-` or `+` before an operand and not between two.
        var isUnary = false
        /// An opening or closing bracket that keeps its distance: of a record, or of a list of records.
        var isWide = false

        var endsOperand: Bool {
            switch kind {
            case .number, .text: return true
            case .punctuation: return symbol == ")" || symbol == "]" || symbol == "}"
            case .word:
                guard let keyword else { return true }
                return keyword.isUnit
                    || [.asOf, .true, .false, .places, .halfUp, .halfEven, .up, .down].contains(keyword)
            default: return false
            }
        }
    }

    static func hasSpace(_ left: Neighbour, _ right: Neighbour, isInRow: Bool) -> Bool {
        if left.isUnary { return false }
        switch right.symbol {
        case ",", "?", ".", "..": return false
        case ")": return false
        case "]", "}": return right.isWide
        case "[":
            // `violations[1]`; a list or a range begins behind a word of the grammar or a sign.
            if left.kind == .word, left.keyword == nil { return false }
            if left.symbol == ")" || left.symbol == "]" { return false }
        case "(":
            if isInRow, left.keyword == .not { return false }
        default: break
        }
        switch left.symbol {
        case ".", "..", "(": return false
        case "[", "{": return left.isWide
        default: return true
        }
    }
}
