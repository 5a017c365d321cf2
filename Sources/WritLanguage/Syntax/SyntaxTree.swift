/// How a token begins its line when the file is formatted.
package enum LineStart: UInt8, Sendable {
    /// On the line of the token before it, unless the author broke the line there.
    case inline
    /// A declaration: a line of its own without indentation.
    case declaration
    /// A clause of a declaration: a line of its own, indented by two.
    case clause
    /// Something that belongs to the clause before it: a line of its own, indented by four.
    case nested
    /// A part of a clause that is indented by four where the author broke the line before it.
    case part
    /// The first bar of a table's row.
    case row
}

/// A token with its place. White space is what lies between tokens; prose and comments are tokens.
package struct Token: Sendable {
    package enum Kind: UInt8, Sendable {
        case word, number, text, punctuation, comment, documentation, unreadable
        /// The text of a literate file outside its fences, kept whole.
        case prose
        case end
    }
    package let kind: Kind
    package let span: Span
    /// What the parser took a word for; the formatter respells words that are used as keywords.
    package var keyword: Keyword?
    package var lineStart: LineStart = .inline
    /// The column (from 1) of the clause that the token begins, where lines of the same kind are aligned; 0 for none.
    package var column: UInt8 = 0
}

/// The result of parsing one file: never fails, keeps everything.
package struct SyntaxTree: Sendable {
    package let source: SourceText
    package let tokens: [Token]
    /// A part that could not be read is still there: as `.error` among expressions, as a `Name` without text among
    /// names. Each has been reported.
    package let declarations: [Declaration]
    /// In the order of the file.
    package let procedures: [ProcedureHeading]
    package let diagnostics: [Diagnostic]
}
