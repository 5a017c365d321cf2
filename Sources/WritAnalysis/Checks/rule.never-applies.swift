import WritEvaluation
import WritLanguage
import WritSemantics

/// Rules that apply to no case, or that others always override.
enum RuleNeverApplies: Check {
    static let id = "rule.never-applies"

    static func run(_ analysis: Analysis) {
        for (index, rule) in analysis.program.rules.enumerated() {
            let translator = analysis.translator(for: rule.subject)
            let holds = translator.holds(rule)
            let winners = analysis.overriders[index].map {
                !translator.holds(analysis.program.rules[$0.index]).yes
            }
            switch analysis.ask(translator, [!holds.no] + winners, smallest: false) {
            case .possible: analysis.prove(id)
            case .undecided(let reason): analysis.undecided(id, reason, at: rule.identity.nameSpan)
            case .impossible:
                let isOverridden = analysis.isImpossible(translator, [!holds.no]) == false
                analysis.add(
                    Finding(
                        check: id, verdict: .found, severity: .warning, place: rule.identity.nameSpan, related: [],
                        fact: .ruleNeverApplies(rule: rule.identity.name, isOverridden: isOverridden), witness: nil))
            }
        }
    }
}
