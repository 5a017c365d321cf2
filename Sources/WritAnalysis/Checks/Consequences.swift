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
    /// The position of the element of a `for each`, from 0.
    let element: Int
    /// Where it is the first that its `for each` makes.
    let isFirst: Formula
}

extension Analysis {
    /// Every consequence of the rules about a case type that `select` picks.
    func followings(_ translator: Translator, _ select: (Consequence) -> Bool) -> [Following] {
        var result: [Following] = []
        for (index, rule) in program.rules.enumerated() where rule.subject == translator.caseType {
            for (number, consequence) in rule.consequences.enumerated() where select(consequence) {
                let applies = translator.applies(RuleID(index), overriders: overriders[index])
                var isFirst = Formula.yes
                for (element, (member, locals)) in translator.instances(of: consequence).enumerated() {
                    let follows = translator.all([applies, member, translator.unmet(consequence, locals)])
                    result.append(
                        Following(
                            rule: RuleID(index), consequence: number, certain: follows.yes,
                            possible: !follows.no, locals: locals, element: element, isFirst: isFirst))
                    isFirst = translator.space.store.and(isFirst, !follows.yes)
                }
            }
        }
        return result
    }

    func consequence(_ following: Following) -> Consequence {
        program.rules[following.rule.index].consequences[following.consequence]
    }

    /// An expression of a consequence as one about the case alone, where it stands for the first element of a
    /// `for each` or there is none.
    func reading(_ expression: Expression, of following: Following) -> Expression? {
        guard let each = consequence(following).forEach else { return expression }
        guard following.element == 0, case .list(let element) = each.list.type else { return nil }
        let one = Expression(.constant(.integer(1)), type: .integer, span: each.list.span)
        let first = Expression(.element(each.list, one), type: element, span: each.list.span)
        return expression.placed(at: first, local: each.local)
    }

    /// That a rule holds by its own condition, as a step to replay.
    func conditionSteps(_ rules: [RuleID]) -> [Replay.Step] {
        rules.compactMap { id in
            program.rules[id.index].condition.map { Replay.Step(expression: $0, value: .boolean(true)) }
        }
    }
}
