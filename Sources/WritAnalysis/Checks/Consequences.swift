import WritLanguage
import WritSemantics

/// One consequence of a rule, for one element where there is a `for each`, with where it certainly follows.
struct Following {
    let rule: RuleID
    let consequence: Int
    let certain: Formula
    /// Where it is not certain that it does not follow.
    let possible: Formula
    let locals: Translator.Locals
}

extension Analysis {
    /// Every consequence of the rules about a case type that `select` picks. Those with `for each` are left out where
    /// `plainOnly` is set: each of their elements makes a document of its own.
    func followings(
        _ translator: Translator, plainOnly: Bool = false, _ select: (Consequence) -> Bool
    ) -> [Following] {
        var result: [Following] = []
        for (index, rule) in program.rules.enumerated() where rule.subject == translator.caseType {
            for (number, consequence) in rule.consequences.enumerated() where select(consequence) {
                if plainOnly, consequence.forEach != nil { continue }
                let applies = translator.applies(RuleID(index), overriders: overriders[index])
                for (member, locals) in translator.instances(of: consequence) {
                    let follows = translator.all([applies, member, translator.unmet(consequence, locals)])
                    result.append(
                        Following(
                            rule: RuleID(index), consequence: number, certain: follows.yes,
                            possible: !follows.no, locals: locals))
                }
            }
        }
        return result
    }

    func consequence(_ following: Following) -> Consequence {
        program.rules[following.rule.index].consequences[following.consequence]
    }

    /// That a rule holds by its own condition, as a step to replay.
    func conditionSteps(_ rules: [RuleID]) -> [Replay.Step] {
        rules.compactMap { id in
            program.rules[id.index].condition.map { Replay.Step(expression: $0, value: .boolean(true)) }
        }
    }
}
