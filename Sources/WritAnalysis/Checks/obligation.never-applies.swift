import WritEvaluation
import WritLanguage
import WritSemantics

/// Obligations that apply to no case.
enum ObligationNeverApplies: Check {
    static let id = "obligation.never-applies"

    static func run(_ analysis: Analysis) {
        for obligation in analysis.program.obligations where analysis.caseTypes.contains(obligation.subject) {
            let translator = analysis.translator(for: obligation.subject)
            switch analysis.ask(translator, [!translator.holds(obligation).no], smallest: false) {
            case .possible: analysis.prove(id)
            case .undecided(let reason): analysis.undecided(id, reason, at: obligation.identity.nameSpan)
            case .impossible:
                analysis.add(
                    Finding(
                        check: id, verdict: .found, severity: .warning, place: obligation.identity.nameSpan,
                        related: [], fact: .obligationNeverApplies(obligation: obligation.identity.name),
                        witness: nil))
            }
        }
    }
}
