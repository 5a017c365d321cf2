package import WritEvaluation
package import WritSemantics

/// Fills a form: the record as XML, the view as HTML, both from the same program and the same values.
///
/// A class, so that each run borrows the plan and the program instead of copying what they hold.
package final class DocumentWriter: Sendable {
    package enum Target: Sendable { case xml, html }

    /// What came of writing one document.
    package struct Writing: Sendable {
        package let stage: DocumentStage
        /// Facts and parameters that the document prints or depends on and that are not known, each once.
        package let missing: [Outcome.Need]
    }

    package let plan: FormPlan
    package let program: Program

    package init(plan: FormPlan, program: Program) {
        self.plan = plan
        self.program = program
    }

    /// Appends the document to `bytes`, which callers reuse.
    /// - Parameter evaluation: holds the case that the document is about; absent for a blank.
    @discardableResult
    package func write(
        _ input: DocumentInput, as target: Target, into bytes: inout [UInt8], evaluation: Evaluation? = nil
    ) -> Writing {
        let stage = DocumentStage.of(input)
        let start = bytes.count
        evaluation?.setArguments(input.issue?.arguments ?? [])
        var run = DocumentRun(self, input, target, stage, bytes, evaluation)
        bytes = []
        run.run()
        if run.isIncomplete, stage != .draft {
            // The state stands before what it depends on: write again, as the draft that it is.
            run.restart(at: start, as: .draft)
            run.run()
        }
        bytes = run.bytes
        return Writing(stage: run.stage, missing: run.missing)
    }
}
