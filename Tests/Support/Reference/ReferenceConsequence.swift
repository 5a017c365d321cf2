package import WritEvaluation
import WritLanguage
package import WritSemantics

/// One consequence of one rule, for one element where there is a `for each`.
package struct ReferenceConsequence: Sendable {
    package enum Kind: Sendable, Hashable {
        case issue(FormID, to: [RoleID], due: Answer?, chain: ChainID?, arguments: [Answer])
        case require(task: String, by: RoleID, due: Answer?)
        case refuse(String)
        case hold(ActionID)
        case notify(RoleID, String)
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

    /// What follows, in the order of the rules, before equal consequences are merged; and the errors of the case.
    package func outcome() -> (consequences: [ReferenceConsequence], faults: Set<Fault>) {
        var found: [ReferenceConsequence] = []
        var faults: Set<Fault> = []
        for (index, rule) in program.rules.enumerated() where rule.subject == input.type {
            var applies = holds(rule)
            for other in program.rules where other.overrides.contains(RuleID(index)) {
                applies = applies.and(holds(other).negated)
            }
            for (number, consequence) in rule.consequences.enumerated() {
                for (membership, locals) in elements(of: consequence) {
                    let status = applies.and(membership).and(unmet(consequence, locals))
                    if let fault = status.fault { faults.insert(fault) }
                    guard status == .unknown || status.isTrue else { continue }
                    let (kind, parts) = content(consequence, locals)
                    if status.isTrue { faults.formUnion(parts.compactMap(\.firstFault)) }
                    found.append(
                        ReferenceConsequence(
                            kind: kind, rule: index, consequence: number, isCertain: status.isTrue))
                }
            }
        }
        faults.formUnion(differences(found))
        if !program.rules.contains(where: { $0.subject == input.type }) {
            for (index, definition) in program.definitions.enumerated() where definition.subject == input.type {
                if let fault = self.definition(DefinitionID(index), of: subject).firstFault { faults.insert(fault) }
            }
        }
        return (found, faults)
    }

    /// The subject alone, or the subject with each element of the `for each` list and whether it is meant.
    private func elements(of consequence: Consequence) -> [(Answer, Locals)] {
        guard let each = consequence.forEach else { return [(Answer(true), [0: subject])] }
        let list = evaluate(each.list, [0: subject])
        guard case .value(.list(let items)) = list else { return [(list, [0: subject])] }
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

    /// What a consequence says, and everything that it is made of.
    private func content(_ consequence: Consequence, _ locals: Locals) -> (ReferenceConsequence.Kind, [Answer]) {
        switch consequence.kind {
        case .issue(let form, let to, let arguments, let due, let approval):
            let due = deadline(due, consequence.rolling, locals)
            let arguments = arguments.map { evaluate($0, locals) }
            return (
                .issue(form, to: to, due: due, chain: approval, arguments: arguments),
                arguments + (due.map { [$0] } ?? [])
            )
        case .require(let task, let by, let due, _):
            let (due, task) = (deadline(due, consequence.rolling, locals), text(task, locals))
            return (.require(task: task.text, by: by, due: due), task.parts + (due.map { [$0] } ?? []))
        case .refuse(let reason):
            let reason = text(reason, locals)
            return (.refuse(reason.text), reason.parts)
        case .hold(let action, _): return (.hold(action), [])
        case .notify(let role, let message):
            let message = text(message, locals)
            return (.notify(role, message.text), message.parts)
        }
    }

    private func deadline(_ due: Expression?, _ rolling: DeadlineRolling, _ locals: Locals) -> Answer? {
        guard let due else { return nil }
        let answer = evaluate(due, locals)
        if case .value(.missing) = answer { return nil }
        guard case .value(.date(let day)) = answer else { return answer }
        guard isRollPublished(day, rolling) else { return .unknown }
        return rolled(day, rolling).map { .value(.date($0)) } ?? fault("date-out-of-range", due.span)
    }

    /// Texts and whole numbers are filled in as they are, an ellipsis for what is not known; how other types are
    /// written is not the evaluator's business.
    private func text(_ message: Message, _ locals: Locals) -> (text: String, parts: [Answer]) {
        var text = ""
        var parts: [Answer] = []
        for segment in message.segments {
            switch segment {
            case .literal(let part): text += part
            case .value(let expression):
                let answer = evaluate(expression, locals)
                parts.append(answer)
                switch answer {
                case .value(.text(let part)): text += part
                case .value(.integer(let number)): text += String(number)
                default: text += "…"
                }
            }
        }
        return (text, parts)
    }
}
