package import WritSemantics

/// Evaluates cases by a plan. A value that is free to copy; each evaluation has memory of its own.
package struct Evaluator: Sendable {
    package let plan: Plan

    package init(_ plan: Plan) { self.plan = plan }

    /// What follows for a case.
    package func evaluate(_ data: CaseData) -> Evaluation {
        let evaluation = Evaluation(plan)
        evaluate(data, reusing: evaluation)
        return evaluation
    }

    /// The same with the memory of an earlier evaluation, which must not be asked anything any more.
    package func evaluate(_ data: CaseData, reusing evaluation: Evaluation) {
        evaluation.load(data)
        evaluation.evaluate()
    }
}
