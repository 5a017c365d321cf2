import WritLanguage
import Writ
import WritDocuments
import WritEvaluation
import WritSemantics

/// Documents per second of processor time: written from an evaluated case, and from a line of JSON to bytes.
enum DocumentsBenchmark {
    static let all: [(name: String, run: @Sendable (Measurement) -> Void)] = [
        ("documents", { run($0) }), ("notices", { besidePeers($0) }),
    ]
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
                _ = line.withBytes { reader.read($0, file: "notices", into: evaluation) }
            }
        }
        endToEnd(measurement, rulebook, defaults: CaseDefaults(), lines: lines, name: "documents.end-to-end")
    }

    /// The peers' notices, told of as they are: one line of JSON each to UTF-8 bytes, in one process. The folder that
    /// `WRIT_BENCH_DATA` names holds `notices.jsonl`; the one that `WRIT_NOTICES` names holds the rules and the form.
    static func besidePeers(_ measurement: Measurement) {
        guard let folder = BenchFiles.variable("WRIT_BENCH_DATA"),
            let house = BenchFiles.variable("WRIT_NOTICES")
        else {
            return print(
                "# notices: set WRIT_BENCH_DATA to a folder with notices.jsonl, WRIT_NOTICES to Tests/peers/notices")
        }
        guard let data = BenchFiles.read(folder + "/notices.jsonl"),
            let rules = BenchFiles.read(house + "/rules/notices.writ"),
            let form = BenchFiles.read(house + "/forms/notice.xml"),
            let rulebook = CompiledRulebook.compile(
                RulebookSources(rules: [("notices.writ", rules)], forms: [("notice.xml", form)])
            ).rulebook,
            let type = CaseReader(rulebook.program).caseType(named: "Notice")
        else { return print("# notices: the workload is not there or does not compile") }
        let defaults = CaseDefaults(type: type, asOf: CalendarDate(year: 2025, month: 6, day: 1))
        let lines = data.split(separator: UInt8(ascii: "\n")).prefix(count).map { Array($0) }
        endToEnd(measurement, rulebook, defaults: defaults, lines: lines, name: "w2.writ")
    }

    private static func endToEnd(
        _ measurement: Measurement, _ rulebook: CompiledRulebook, defaults: CaseDefaults, lines: [[UInt8]],
        name: String
    ) {
        let processor = CaseProcessor(rulebook)
        let evaluation = Evaluation(rulebook.plan)
        var reader = CaseReader(rulebook.program, defaults: defaults)
        for (format, targets) in [("html", CaseProcessor.Targets.html), ("xml+html", [.xml, .html])] {
            var output = DocumentBytes()
            var size = 0
            // Enough rounds over the lines that a figure takes a tenth of a second or so.
            let repeats = 10
            measurement.rate("\(name).\(format).e2e", unit: "documents", amount: lines.count * repeats) {
                for _ in 0..<repeats {
                    size = 0
                    for line in lines {
                        _ = line.withBytes { reader.read($0, file: "notices", into: evaluation) }
                        _ = processor.stream(evaluation, targets, into: &output)
                        if output.count > 1 << 16 {
                            size += output.count
                            output.truncate(to: 0)
                        }
                    }
                    size += output.count
                    output.truncate(to: 0)
                }
            }
            measurement.report("\(name).\(format).bytes", unit: "bytes", [Double(size)])
        }
        // As files that office programs edit, each with the record and the view that it is made of.
        var made = 0
        measurement.rate("\(name).docx.e2e", unit: "documents", amount: lines.count) {
            made = 0
            for line in lines {
                _ = line.withBytes { reader.read($0, file: "notices", into: evaluation) }
                for document in processor.process(evaluation, targets: [.xml, .html, .docx]).documents {
                    made += document.docx.count
                }
            }
        }
        measurement.report("\(name).docx.bytes", unit: "bytes", [Double(made)])
    }
}
