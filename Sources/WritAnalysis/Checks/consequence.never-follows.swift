import WritLanguage
import WritSemantics

/// Tasks and holds whose end condition already holds whenever the rule applies.
enum ConsequenceNeverFollows: Check {
    static let id = "consequence.never-follows"

    static func run(_ analysis: Analysis) {
        for type in analysis.caseTypes {
            let translator = analysis.translator(for: type)
            for (index, rule) in analysis.program.rules.enumerated() where rule.subject == type {
                let applies = translator.applies(RuleID(index), overriders: analysis.overriders[index])
                // A rule that can never apply, or of which that is open, is told of once, by its own check.
                if analysis.isImpossible(translator, [!applies.no]) != false { continue }
                for consequence in rule.consequences {
                    let name: String
                    switch consequence.kind {
                    case .hold(let action, _): name = "hold `\(analysis.program.actions[action.index].identity.name)`"
                    case .require(_, _, _, .some): name = "this task"
                    default:
                        if consequence.forEach == nil { continue }
                        name = "this consequence"
                    }
                    let follows = translator.instances(of: consequence).map { member, locals in
                        !translator.all([applies, member, translator.unmet(consequence, locals)]).no
                    }
                    switch analysis.ask(translator, [translator.space.store.any(follows)], smallest: false) {
                    case .possible: analysis.prove(id)
                    case .undecided(let reason): analysis.undecided(id, reason, at: consequence.span)
                    case .impossible:
                        analysis.add(
                            Finding(
                                check: id, verdict: .found, severity: .warning, place: consequence.span, related: [],
                                fact: .neverDue(what: name), witness: nil))
                    }
                }
            }
        }
    }
}
