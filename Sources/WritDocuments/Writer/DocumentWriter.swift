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
    // What runs read again and again, apart from the rest of the plan, which would be copied with it.
    let operations: [Operation]
    let xml: [UInt8]
    let html: [UInt8]
    let steps: [ValueStep]
    let values: [ValueSlot]
    let conditions: [ConditionSlot]
    let loops: [LoopSlot]
    let paths: [FieldPath]
    let printer: ValuePrinter
    let isChinese: Bool

    package init(plan: FormPlan, program: Program) {
        self.plan = plan
        self.program = program
        operations = plan.operations
        xml = plan.xml
        html = plan.html
        steps = plan.values.map { ValueStep(source: $0.source, format: $0.format) }
        values = plan.values
        conditions = plan.conditions
        loops = plan.loops
        paths = plan.paths
        printer = plan.printer
        isChinese = plan.words.isChinese
    }

    /// Appends the document to `bytes`, which callers reuse.
    /// - Parameter evaluation: holds the case that the document is about; absent for a blank.
    @discardableResult
    package func write(
        _ input: DocumentInput, as target: Target, into bytes: inout [UInt8], evaluation: Evaluation? = nil
    ) -> Writing {
        let stage = DocumentStage.of(input)
        var run = DocumentRun(self, input, target, stage)
        if let evaluation {
            evaluation.machine.setArguments(input.issue?.arguments ?? [])
            run.run(&evaluation.machine)
        } else {
            var machine = Machine(Plan(empty: program))
            run.run(&machine)
        }
        run.bytes.append(to: &bytes)
        return Writing(stage: run.stage, missing: run.missing)
    }
}
