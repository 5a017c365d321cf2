package import WritEvaluation
package import WritSemantics

/// Fills a form: the record as XML, the view as HTML, both from the same program and the same values.
package struct DocumentWriter: Sendable {
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
    @discardableResult
    package func write(
        _ input: DocumentInput, as target: Target, into bytes: inout [UInt8],
        evaluate: FormEvaluation = .nothing
    ) -> Writing {
        let stage = DocumentStage.of(input)
        let start = bytes.count
        var run = DocumentRun(self, input, target, stage, bytes, evaluate)
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

/// What the evaluator computes for the forms of one case: by the number of the expression among `FormSet.expressions`
/// and the elements of the loops around it, from the outermost.
package struct FormEvaluation {
    package let value: (_ expression: Int, _ locals: [Value]) -> Value
    /// The facts and parameters for want of which the value is unknown.
    package let needs: (_ expression: Int, _ locals: [Value]) -> [Outcome.Need]

    package init(
        value: @escaping (Int, [Value]) -> Value, needs: @escaping (Int, [Value]) -> [Outcome.Need] = { _, _ in [] }
    ) {
        self.value = value
        self.needs = needs
    }

    package static var nothing: FormEvaluation { FormEvaluation(value: { _, _ in .unknown }) }
}
