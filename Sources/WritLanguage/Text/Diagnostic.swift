/// A text for people in the two languages that the project maintains. Traditional Chinese is derived from the
/// simplified wording.
package struct Phrase: Hashable, Sendable {
    package let en: String
    package let zh: String

    package init(en: String, zh: String) {
        self.en = en
        self.zh = zh
    }
}

/// How one fact is told: lower case, no full stop, code in backquotes, help apart.
package struct Wording: Sendable {
    package let message: Phrase
    /// Written under the place that the message is about.
    package let label: Phrase?
    package let help: Phrase?

    package init(_ message: Phrase, label: Phrase? = nil, help: Phrase? = nil) {
        self.message = message
        self.label = label
        self.help = help
    }
}

/// What went wrong, as data. Every stage has one enumeration of facts and one file that words them.
package protocol DiagnosticFact: Sendable {
    /// A stable id such as `fact.unknown-name`.
    var id: String { get }
    var wording: Wording { get }
    /// The wording for a reader whose file spells keywords as this table does: advice quotes the words that the file uses.
    func wording(in keywords: KeywordTable) -> Wording
}

extension DiagnosticFact {
    package func wording(in keywords: KeywordTable) -> Wording { wording }
}

extension Diagnostic {
    /// The wording for the file that the diagnostic points into.
    package func wording(of source: (FileID) -> SourceText?) -> Wording {
        guard case .span(let span) = place, let file = source(span.file) else { return fact.wording }
        return fact.wording(in: KeywordTable.used(in: file))
    }
}

/// Where a diagnostic points.
package enum Place: Hashable, Sendable {
    /// Bytes of a source file of the compilation (a rule file or a form).
    case span(Span)
    /// A place in case data, which is not kept: file, line and column (from 1; 0 where unknown) and the path
    /// into the case, such as `facts.violations[1].kind`. `head` is what a table calls the column, where the rulebook calls it
    /// otherwise.
    case data(file: String, line: Int, column: Int, path: String, head: String = "")
    case none
}

package struct Diagnostic: Sendable {
    package enum Severity: Int, Sendable, Comparable, CaseIterable {
        case note, warning, error
        package static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }
    }

    /// A second place that explains the first, such as the other of two declarations.
    package struct Related: Sendable {
        package let place: Place
        package let label: Phrase
        package init(_ place: Place, _ label: Phrase) {
            self.place = place
            self.label = label
        }
    }

    /// An edit that would mend it.
    package struct Fix: Sendable {
        package let span: Span
        package let replacement: String
        package init(span: Span, replacement: String) {
            self.span = span
            self.replacement = replacement
        }
    }

    package let severity: Severity
    package let place: Place
    package let fact: any DiagnosticFact
    package let related: [Related]
    package let fix: Fix?
    /// A case that shows it, as the lines of a rulebook's `example`.
    package let example: [String]
    /// The same case for people, in Chinese, by titles.
    package let reading: [String]

    /// What is the same in two diagnostics that tell the same: which fact, where, and in which words.
    package struct Identity: Hashable, Sendable {
        let id: String
        let place: Place
        let message: Phrase
    }

    package var identity: Identity { Identity(id: fact.id, place: place, message: fact.wording.message) }

    package init(
        _ severity: Severity, _ fact: any DiagnosticFact, at place: Place, related: [Related] = [], fix: Fix? = nil,
        example: [String] = [], reading: [String] = []
    ) {
        self.severity = severity
        self.place = place
        self.fact = fact
        self.related = related
        self.fix = fix
        self.example = example
        self.reading = reading
    }
}
