import WritEvaluation
import WritLanguage
import WritSemantics

/// Other cases that a case states itself, as the reference reads them, and the same at hand beside it, as a run finds them.
extension AgreementRulebook {
    /// The case without the other cases that it states, and a plan that has those at hand; nothing where it states none.
    func joined(_ input: CaseData) -> (CaseData, Plan)? {
        let type = program.records[input.type.index]
        guard let number = type.fields.firstIndex(where: \.isLookedUp), case .list(let others) = input.facts[number]
        else {
            return nil
        }
        var plan = plan
        var builder = OtherCases.Builder(plan)
        for (position, other) in others.enumerated() {
            guard case .record(_, let seen) = other else { return nil }
            var values = seen[...]
            // The ids are the positions, by which the reference tells them.
            let facts = type.fields.map { $0.link == nil ? values.popFirst() ?? .unknown : .unknown }
            let data = CaseData(
                type: input.type, id: "\(position + 1)", asOf: input.asOf, organisation: input.organisation,
                facts: facts)
            if builder.add(data) != nil { return nil }
        }
        // The case itself is among them, as it is in a file of all cases.
        if builder.add(input) != nil { return nil }
        plan.cases = builder.finish()
        var alone = input
        alone.facts[number] = .unknown
        return (alone, plan)
    }
}
