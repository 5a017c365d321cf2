import WritLanguage
import WritSemantics

extension ReferenceEvaluator {
    /// Pairs of rules that ask for one form in different ways: each surely asks for a document that surely none of the
    /// other's is. Told at the later of the two.
    func differences(_ consequences: [ReferenceConsequence]) -> [Fault] {
        var faults: [Fault] = []
        for (index, rule) in program.rules.enumerated() {
            for (number, consequence) in rule.consequences.enumerated() {
                guard case .issue(let form, _, _, _, _) = consequence.kind else { continue }
                let own = documents(of: form, index, number, in: consequences)
                let earlier = requests(for: form, in: consequences).filter { $0 < [index, number] }
                let differs = earlier.contains { other in
                    let theirs = documents(of: form, other[0], other[1], in: consequences)
                    return asksForMore(own, than: theirs) && asksForMore(theirs, than: own)
                }
                if differs { faults.append(Fault("evaluation.documents-disagree", consequence.span)) }
            }
        }
        return faults
    }

    private func requests(for form: FormID, in consequences: [ReferenceConsequence]) -> [[Int]] {
        consequences.filter { if case .issue(form, _, _, _, _) = $0.kind { true } else { false } }
            .map { [$0.rule, $0.consequence] }
    }

    private func documents(
        of form: FormID, _ rule: Int, _ number: Int, in consequences: [ReferenceConsequence]
    ) -> [ReferenceConsequence] {
        consequences.filter { $0.rule == rule && $0.consequence == number }
    }

    private func asksForMore(_ one: [ReferenceConsequence], than other: [ReferenceConsequence]) -> Bool {
        one.contains { document in document.isCertain && other.allSatisfy { differ(document, $0) } }
    }

    private func differ(_ a: ReferenceConsequence, _ b: ReferenceConsequence) -> Bool {
        guard case .issue(_, let toA, let dueA, let chainA, let argumentsA) = a.kind,
            case .issue(_, let toB, let dueB, let chainB, let argumentsB) = b.kind
        else { return false }
        if toA != toB || chainA != chainB || (dueA == nil) != (dueB == nil) { return true }
        let pairs = Array(zip(argumentsA, argumentsB)) + zip([dueA].compactMap(\.self), [dueB].compactMap(\.self))
        return pairs.contains { compare(.equal, $0, $1).isFalse }
    }
}

extension [Int] {
    /// Number by number.
    fileprivate static func < (a: [Int], b: [Int]) -> Bool { a.lexicographicallyPrecedes(b) }
}
