import WritEvaluation
import WritSemantics

/// Evaluates witnesses and looks whether they show what they are said to show.
struct Replayer {
    let program: Program

    init(_ program: Program) { self.program = program }

    func replay(_ candidates: [Candidate]) -> [Bool] {
        if candidates.isEmpty { return [] }
        // One plan serves all: what the candidates ask is compiled beside the rules.
        let evaluator = Evaluator(
            Plan(program, formExpressions: candidates.flatMap { $0.replay.steps.map(\.expression) }))
        var first = 0
        return candidates.map { candidate in
            let start = first
            first += candidate.replay.steps.count
            guard let witness = candidate.finding.witness else { return true }
            let evaluation = evaluator.evaluate(witness)
            if let outcome = candidate.replay.outcome, !outcome(evaluation.outcome) { return false }
            return candidate.replay.steps.enumerated().allSatisfy { index, step in
                evaluation.value(of: start + index) == step.value
            }
        }
    }
}
