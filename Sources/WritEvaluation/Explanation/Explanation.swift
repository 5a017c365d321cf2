package import WritLanguage

/// Why something follows, why not, and what would change it, as lines for people.
package struct Explanation: Sendable {
    package struct Line: Sendable {
        package enum Kind: String, Sendable {
            /// What came of it.
            case result
            /// Which rule, branch or row, with its clauses and its place.
            case cause
            /// A condition and the value on which it turned.
            case reason
            /// A fact that it rests on.
            case fact
            /// What would make it known.
            case need
            /// A change after which it would be otherwise.
            case change
        }
        package let kind: Kind
        /// How deep it stands below what it explains, from 0.
        package let depth: Int
        package let text: Phrase
        package let span: Span?
    }

    package private(set) var lines: [Line] = []

    mutating func add(_ kind: Line.Kind, _ depth: Int, _ text: Phrase, at span: Span? = nil) {
        if lines.last.map({ $0.kind == kind && $0.text == text && $0.depth == depth }) == true { return }
        lines.append(Line(kind: kind, depth: depth, text: text, span: span))
    }
}
