import WritEvaluation
import WritLanguage
import WritSemantics
import WritTestSupport

/// One random rulebook, ready to be asked by both evaluators.
struct AgreementRulebook {
    let rulebook: RandomRulebook
    let program: Program
    let plan: Plan

    /// What the two evaluators disagree about in one case; nothing where they agree.
    ///
    /// The reference evaluator also evaluates what the plan may skip. So an error that only the reference meets proves
    /// nothing, and one that only the plan meets is a disagreement; where neither meets one, all must be equal.
    func disagreement(_ input: CaseData) -> String? {
        let outcome = Evaluator(plan).evaluate(input).outcome
        let reference = ReferenceEvaluator(program, input)
        let expected = OutcomeSummary(reference.consequences())
        if !outcome.errors.isEmpty {
            _ = reference.definedValues()
            if reference.faults > 0 || expected.hasConflict { return nil }
            return "only the plan meets an error: \(outcome.errors.map { $0.fact.wording.message.en })"
        }
        if reference.certainFaults > 0 { return "only the reference meets an error" }
        if reference.faults > 0 { return nil }
        if let difference = OutcomeSummary(outcome).difference(from: expected) {
            return "plan against reference:\n\(difference)"
        }
        return disagreement(outcome.defined, reference.definedValues())
    }

    private func disagreement(_ defined: [Outcome.Defined], _ expected: [String: Answer]) -> String? {
        for value in defined {
            guard let answer = expected[value.path] else { return "\(value.path) is defined only by the plan" }
            if answer == .error || answer.stored == value.value { continue }
            return "\(value.path) = \(value.value) by the plan, \(answer) by the reference"
        }
        return nil
    }
}
