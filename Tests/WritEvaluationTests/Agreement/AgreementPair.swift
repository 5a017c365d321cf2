import WritEvaluation
import WritLanguage
import WritSemantics
import WritTestSupport

/// One random rulebook, ready to be asked by both evaluators.
struct AgreementRulebook {
    let rulebook: RandomRulebook
    let program: Program
    let plan: Plan

    /// What the two evaluators disagree about in one case; nothing where they agree: on the errors and their places, on
    /// what follows and what of it is certain, and on every defined value.
    func disagreement(_ input: CaseData) -> String? {
        if let found = disagreement(input, Evaluator(plan).evaluate(input)) { return found }
        guard let (alone, plan) = joined(input) else { return nil }
        return disagreement(input, Evaluator(plan).evaluate(alone)).map { "other cases at hand: \($0)" }
    }

    private func disagreement(_ input: CaseData, _ evaluation: Evaluation) -> String? {
        let outcome = evaluation.outcome
        let reference = ReferenceEvaluator(program, input)
        let (consequences, faults) = reference.outcome()
        let found = Set(outcome.errors.map { Told($0.fact.id, $0.place.span) })
        let expected = Set(faults.map { Told($0.id, $0.span) })
        if found != expected {
            return "only the plan meets \(words(found.subtracting(expected))), only the reference"
                + " \(words(expected.subtracting(found)))"
        }
        let told = outcome.errors.map { "\($0.place): \($0.fact.wording.message.en)" }
        if Set(told).count != told.count { return "the plan tells one error twice: \(told)" }
        if let difference = OutcomeSummary(outcome).difference(from: OutcomeSummary(consequences)) {
            return "plan against reference:\n\(difference)"
        }
        return disagreement(outcome.defined, reference.definedValues()) ?? disagreement(evaluation, reference)
    }

    /// An error as both evaluators tell it.
    private struct Told: Hashable {
        let id: String
        let span: Span?

        init(_ id: String, _ span: Span?) {
            self.id = id
            self.span = span
        }
    }

    private func words(_ errors: Set<Told>) -> [String] {
        errors.map { "\($0.id) at `\($0.span.map { program.text(of: $0) } ?? "")`" }.sorted()
    }

    private func disagreement(_ defined: [Outcome.Defined], _ expected: [String: Answer]) -> String? {
        for value in defined {
            guard let answer = expected[value.path] else { return "\(value.path) is defined only by the plan" }
            if answer.plain == value.value { continue }
            return "\(value.path) = \(value.value) by the plan, \(answer) by the reference"
        }
        return nil
    }

    /// Every value defined for the case itself, also those that nothing asked for.
    private func disagreement(_ evaluation: Evaluation, _ reference: ReferenceEvaluator) -> String? {
        for (index, definition) in program.definitions.enumerated() where definition.subject == evaluation.data.type {
            let value = evaluation.value(of: DefinitionID(index))
            let answer = reference.definition(DefinitionID(index), of: reference.subject)
            if value == answer.plain { continue }
            return "\(definition.identity.name) = \(value) by the plan, \(answer) by the reference"
        }
        for (index, chain) in program.chains.enumerated() {
            guard chain.subject.map({ $0 == evaluation.data.type }) ?? true else { continue }
            for (number, step) in chain.steps.enumerated() {
                guard let condition = step.condition else { continue }
                let value = evaluation.condition(ofStep: number, in: ChainID(index))
                let answer = reference.evaluate(condition, [0: reference.subject])
                if value != answer.plain {
                    return "step \(number) is \(value) by the plan, \(answer) by the reference"
                }
            }
        }
        return nil
    }
}

extension Place {
    fileprivate var span: Span? {
        if case .span(let span) = self { span } else { nil }
    }
}
