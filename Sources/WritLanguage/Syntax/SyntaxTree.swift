/// A token with its place. White space and prose are what lies between tokens; comments are tokens.
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
}

/// The result of parsing one file: never fails, keeps everything.
package struct SyntaxTree: Sendable {
    package let source: SourceText
    package let tokens: [Token]
    package let declarations: [Declaration]
    package let diagnostics: [Diagnostic]
}
