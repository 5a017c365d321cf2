import WritEvaluation
import WritLanguage
import WritSemantics

/// Rules that name an exception to a rule with which they never meet.
enum OverrideNeverApplies: Check {
    static let id = "override.never-applies"

    static func run(_ analysis: Analysis) {
        let program = analysis.program
        for rule in program.rules {
            for overridden in rule.overrides {
                let other = program.rules[overridden.index]
                let translator = analysis.translator(for: rule.subject)
                let first = translator.holds(rule)
                let second = translator.holds(other)
                // A rule that can never apply, or of which that is open, is told of once, by its own check.
                let isDead =
                    analysis.isImpossible(translator, [!first.no]) != false
                    || analysis.isImpossible(translator, [!second.no]) != false
                if isDead { continue }
                let verdict: Analysis.Verdict =
                    rule.subject == other.subject
                    ? analysis.ask(translator, [!first.no, !second.no], smallest: false) : .impossible
                switch verdict {
                case .possible: analysis.prove(id)
                case .undecided(let reason): analysis.undecided(id, reason, at: rule.identity.nameSpan)
                case .impossible:
                    analysis.add(
                        Finding(
                            check: id, verdict: .found, severity: .warning, place: rule.identity.nameSpan,
                            related: [
                                (other.identity.nameSpan, Phrase(en: "the rule that it overrides", zh: "被取代的规则"))
                            ],
                            fact: .overrideNeverApplies(
                                rule: rule.identity.name, overridden: other.identity.name), witness: nil))
                }
            }
        }
    }
}
