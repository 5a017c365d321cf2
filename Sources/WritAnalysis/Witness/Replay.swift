import WritEvaluation
import WritSemantics

/// What must be seen when a witness is evaluated.
struct Replay: Sendable {
    struct Step: Sendable {
        /// About the case: local 0 is the case itself.
        let expression: Expression
        /// `unknown` where the evaluator must give no value.
        let value: Value
    }
    var steps: [Step] = []
    /// A look at what follows from the case.
    var outcome: (@Sendable (Outcome) -> Bool)?
}

/// A finding whose case has yet to be replayed.
struct Candidate: Sendable {
    let finding: Finding
    /// What it rests on that the proofs do not model.
    let doubt: Undecidable?
    let replay: Replay
}
