import Writ
import WritDocuments
import WritEvaluation
import WritSemantics

/// Documents per second of processor time: written from an evaluated case, and from a line of JSON to bytes.
enum DocumentsBenchmark {
    static let all: [(name: String, run: @Sendable (Measurement) -> Void)] = [("documents", { run($0) })]
    private static let count = 2_000

    static func run(_ measurement: Measurement) {
        let sources = RulebookSources(
            rules: [("notices.writ", Array(NoticeWorkload.rules.utf8))],
            forms: [("notice.xml", Array(NoticeWorkload.form.utf8))])
        guard let rulebook = CompiledRulebook.compile(sources).rulebook, let plan = rulebook.forms.plan(of: FormID(0))
        else {
            return print("documents: the workload does not compile")
        }
        let lines = NoticeWorkload.lines(count)
        let evaluator = Evaluator(rulebook.plan)
        let writer = DocumentWriter(plan: plan, program: rulebook.program)
        var reader = CaseReader(rulebook.program)
        let cases = lines.compactMap { reader.read($0, file: "notices").0 }
        let evaluations = cases.map { evaluator.evaluate($0) }
        var size = 0

        func write(
            _ data: CaseData, _ evaluation: Evaluation, _ target: DocumentWriter.Target, _ bytes: inout DocumentBytes
        ) {
            guard let issue = evaluation.outcome.issues.first else { return }
            let input = DocumentInput.document(issue, of: evaluation.outcome, for: HeldCase(data))
            bytes.truncate(to: 0)
            writer.write(input, as: target, into: &bytes, evaluation: evaluation)
            size += bytes.count
        }

        for (name, target) in [("html", DocumentWriter.Target.html), ("xml", .xml)] {
            size = 0
            var bytes = DocumentBytes()
            measurement.rate("documents.write.\(name)", unit: "documents", amount: cases.count) {
                for (data, evaluation) in zip(cases, evaluations) { write(data, evaluation, target, &bytes) }
            }
            measurement.report(
                "documents.size.\(name)", unit: "bytes", [Double(size / (cases.count * (measurement.rounds + 1)))])
        }
        let evaluation = Evaluation(rulebook.plan)
        measurement.rate("documents.read", unit: "cases", amount: lines.count) {
            for line in lines {
                _ = line.withUnsafeBufferPointer { reader.read($0, file: "notices", into: evaluation) }
            }
        }
        let processor = CaseProcessor(rulebook)
        for (name, targets) in [("html", CaseProcessor.Targets.html), ("xml+html", [.xml, .html])] {
            var output = DocumentBytes()
            measurement.rate("documents.end-to-end.\(name)", unit: "documents", amount: lines.count) {
                for line in lines {
                    _ = line.withUnsafeBufferPointer { reader.read($0, file: "notices", into: evaluation) }
                    if output.count > 1 << 16 { output.truncate(to: 0) }
                    _ = processor.stream(evaluation, targets, into: &output)
                }
            }
        }
    }
}
