package import WritEvaluation
import WritLanguage
package import WritSemantics

/// One consequence of one rule, for one element where there is a `for each`.
package struct ReferenceConsequence: Sendable {
    package enum Kind: Sendable, Hashable {
        case issue(FormID, to: [RoleID], due: Answer?, chain: ChainID?, arguments: [Answer])
        case require(task: Answer, by: RoleID, due: Answer?)
        case refuse(Answer)
        case hold(ActionID)
        case notify(RoleID, Answer)
    }
    package let kind: Kind
    package let rule: Int
    package let consequence: Int
    /// Certain or open; what is excluded is not listed.
    package var isCertain: Bool
}

extension ReferenceEvaluator {
    /// Whether a rule about this case binds today, here, by its own condition.
    private func holds(_ rule: Rule) -> Answer {
        guard rule.subject == input.type, isInForce(rule.provision) else { return Answer(false) }
        return rule.condition.map { evaluate($0, [0: subject]) } ?? Answer(true)
    }

    /// What follows, in the order of the rules, before equal consequences are merged.
    package func consequences() -> [ReferenceConsequence] {
        var found: [ReferenceConsequence] = []
        for (index, rule) in program.rules.enumerated() {
            var applies = holds(rule)
            for (_, other) in program.rules.enumerated() where other.overrides.contains(RuleID(index)) {
                applies = applies.and(holds(other).negated)
            }
            if applies.isFalse { continue }
            for (number, consequence) in rule.consequences.enumerated() {
                for (membership, locals) in elements(of: consequence) {
                    let status = applies.and(membership).and(unmet(consequence, locals))
                    if status.isFalse { continue }
                    if status == .error {
                        noteCertainFault()
                        continue
                    }
                    found.append(
                        ReferenceConsequence(
                            kind: content(consequence, locals), rule: index, consequence: number,
                            isCertain: status.isTrue))
                }
            }
        }
        return found
    }

    /// The subject alone, or the subject with each element of the `for each` list and whether it is meant.
    private func elements(of consequence: Consequence) -> [(Answer, Locals)] {
        guard let each = consequence.forEach else { return [(Answer(true), [0: subject])] }
        let list = evaluate(each.list, [0: subject])
        guard case .value(.list(let items)) = list else { return [(list == .error ? .error : .unknown, [0: subject])] }
        return items.map { item in
            let locals: Locals = [0: subject, each.local: item]
            return (each.condition.map { evaluate($0, locals) } ?? Answer(true), locals)
        }
    }

    /// A task or a hold that is already satisfied does not follow.
    private func unmet(_ consequence: Consequence, _ locals: Locals) -> Answer {
        switch consequence.kind {
        case .require(_, _, _, let until?), .hold(_, let until): evaluate(until, locals).negated
        default: Answer(true)
        }
    }

    private func content(_ consequence: Consequence, _ locals: Locals) -> ReferenceConsequence.Kind {
        switch consequence.kind {
        case .issue(let form, let to, let arguments, let due, let approval):
            .issue(
                form, to: to, due: deadline(due, locals), chain: approval,
                arguments: arguments.map { evaluate($0, locals) })
        case .require(let task, let by, let due, _):
            .require(task: text(task, locals), by: by, due: deadline(due, locals))
        case .refuse(let reason): .refuse(text(reason, locals))
        case .hold(let action, _): .hold(action)
        case .notify(let role, let message): .notify(role, text(message, locals))
        }
    }

    private func deadline(_ due: Expression?, _ locals: Locals) -> Answer? {
        guard let due else { return nil }
        let answer = evaluate(due, locals)
        guard case .value(.date(let day)) = answer else { return answer }
        return .value(.date(rolled(day)))
    }

    /// Texts and whole numbers are filled in as they are, an ellipsis for what is not known; how other types are
    /// written is not the evaluator's business.
    private func text(_ message: Message, _ locals: Locals) -> Answer {
        var text = ""
        for segment in message.segments {
            switch segment {
            case .literal(let part): text += part
            case .value(let expression):
                switch evaluate(expression, locals) {
                case .value(.text(let part)): text += part
                case .value(.integer(let number)): text += String(number)
                case .error: return .error
                default: text += "…"
                }
            }
        }
        return .value(.text(text))
    }
}
