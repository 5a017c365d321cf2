package import WritLanguage
package import WritSemantics

/// Something that the proofs found, or could not decide.
package struct Finding: Sendable {
    package enum Verdict: Hashable, Sendable {
        /// Shown by a witness that was replayed, or (for what can never happen) proved over all cases.
        case found
        /// Neither proved nor found, and why.
        case undecided(Undecidable)
        /// The witness did not do in the evaluator what the proof says: a fault of the proofs, not of the rules.
        case unreplayed
    }

    /// The stable id of the check, such as `definition.overlap`.
    package let check: String
    package let verdict: Verdict
    package let severity: Diagnostic.Severity
    package let place: Span
    /// Further places, such as the other of two branches; the witness is about the first of them.
    package internal(set) var related: [(span: Span, label: Phrase)]
    package let fact: FindingFact
    /// A smallest case that shows it.
    package let witness: CaseData?

    /// As `writ check` tells it.
    package func diagnostic(in program: Program) -> Diagnostic {
        Diagnostic(
            severity, fact, at: .span(place), related: related.map { Diagnostic.Related(.span($0.span), $0.label) },
            example: witness.map { ExampleText.lines($0, in: program) } ?? [],
            reading: witness.map { CaseReading.lines($0, in: program) } ?? [])
    }
}

/// What an analysis comes to.
package struct AnalysisReport: Sendable {
    package var findings: [Finding] = []
    /// How many questions of each check were answered with "no such case".
    package var proved: [String: Int] = [:]

    package var undecided: Int {
        findings.filter { if case .undecided = $0.verdict { true } else { false } }.count
    }
}
