package import WritAnalysis
internal import WritEvaluation
package import WritLanguage
package import WritSemantics

extension ReviewMaterial {
    /// What changed in effect since another version of the rulebook, as `writ diff` finds it.
    package struct Comparison: Sendable {
        package struct Change: Sendable {
            package let caseType: String
            package let message: Phrase
            /// Places in the rules as they are now.
            package let spans: [Span]
            /// Places in the other version, as `FILE:LINE`.
            package let formerPlaces: [String]
            package let witness: CaseData
            /// The lines of the outcome that only one version has.
            package let before: [Phrase]
            package let after: [Phrase]
        }

        package struct TextChange: Sendable {
            package let message: Phrase
            /// Absent for what is gone.
            package let span: Span?
        }

        /// The other version, as it was named.
        package let since: String
        package let headline: Phrase
        package let changes: [Change]
        package let undecided: [Phrase]
        package let textChanges: [TextChange]

        package init(_ report: DiffReport, of old: Program, with new: Program, since: String) {
            self.since = since
            headline = DiffWording.headline(report)
            changes = report.regions.map { region in
                let type = new.records.first { $0.identity.name == region.caseType }
                return Change(
                    caseType: type?.identity.title ?? region.caseType, message: DiffWording.title(region),
                    spans: region.newPlaces, formerPlaces: region.oldPlaces.map { old.place(of: $0) },
                    witness: region.witness, before: region.gone.map(\.reading), after: region.come.map(\.reading))
            }
            undecided = report.undecided.map { DiffWording.undecided($0, new) }
            textChanges = report.textChanges.map { change in
                TextChange(
                    message: DiffWording.change(change), span: change.kind == .removed ? nil : change.place)
            }
        }
    }
}
