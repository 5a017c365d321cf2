import WritLanguage
package import WritEvaluation
package import WritSemantics

/// Fills a form: the record as XML, the view as HTML, both from the same program and the same values.
///
/// A class, so that each run borrows the plan and the program instead of copying what they hold.
package final class DocumentWriter: Sendable {
    /// The files to write; of both, the view goes behind the record.
    package enum Target: Sendable { case xml, html, both }

    /// What came of writing one document.
    package struct Writing: Sendable {
        package let stage: DocumentStage
        /// Facts and parameters that the document prints or depends on and that are not known, each once.
        package let missing: [Outcome.Need]
        /// Where the view begins; behind all of the document where it was not written.
        package let viewStart: Int
        /// Its loops would write more than a document may hold; what was written is only a part.
        package let isTooLarge: Bool
        /// A picture that cannot be shown; what was written may not be used.
        package let faultyPicture: (name: String, problem: Picture.Problem)?
    }

    /// How much the loops of one document may write of a file, and how many rounds they may make: loops within loops would fill
    /// any memory.
    package static let mostBytes = 128 << 20
    package static let mostRounds = 4_000_000

    package let plan: FormPlan
    package let program: Program
    /// What a run performs.
    let script: FormScript
    let printer: ValuePrinter
    let isChinese: Bool
    let frames = FrameDigests()
    /// Why there can be such a document.
    let reasons: Reasons
    let localCount: Int
    let counterCount: Int

    package init(plan: FormPlan, program: Program) {
        self.plan = plan
        self.program = program
        script = FormScript(plan)
        printer = plan.printer
        isChinese = plan.words.isChinese
        reasons = Reasons(plan.form, in: program, isChinese: plan.words.isChinese)
        localCount = plan.localCount
        counterCount = plan.counterCount
    }

    /// Writes the document behind what stands in `bytes`, which callers reuse.
    /// - Parameters:
    ///   - evaluation: holds the case that the document is about; absent for a blank.
    ///   - pictures: those beside the case; without them, places for pictures stay empty, and the document is a draft.
    @discardableResult
    package func write(
        _ input: DocumentInput, as target: Target, into bytes: inout DocumentBytes, evaluation: Evaluation? = nil,
        pictures: PictureShelf? = nil
    ) -> Writing {
        let start = bytes.count
        var run = DocumentRun(self, input, target, bytes, pictures: pictures)
        if let evaluation {
            evaluation.withInterpreter { run.run(&$0) }
        } else {
            var interpreter = Interpreter(Plan(empty: program))
            run.run(&interpreter)
        }
        let writing = Writing(
            stage: run.stage, missing: run.missing, viewStart: target == .html ? start : run.bytes.count,
            isTooLarge: run.isTooLarge, faultyPicture: run.faultyPicture)
        bytes = run.finish()
        return writing
    }

    /// The document as an array of its own.
    package func document(
        _ input: DocumentInput, as target: Target, evaluation: Evaluation? = nil, pictures: PictureShelf? = nil
    ) -> (bytes: [UInt8], writing: Writing) {
        var bytes = DocumentBytes()
        let writing = write(input, as: target, into: &bytes, evaluation: evaluation, pictures: pictures)
        return (bytes.withBytes { Array($0) }, writing)
    }
}
