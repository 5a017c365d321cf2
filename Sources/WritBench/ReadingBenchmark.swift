import WritLanguage
import Writ
import WritEvaluation
import WritSemantics

/// Cases read per second of processor time, by each of the ways that there are: straight into slots, by way of a tree, and a tree
/// alone. The lines are the notices of the peers, told of as in `DocumentsBenchmark.besidePeers`; else those made here.
enum ReadingBenchmark {
    static let all: [(name: String, run: @Sendable (Measurement) -> Void)] = [("reading", { run($0) })]
    private static let count = 2_000

    static func run(_ measurement: Measurement) {
        guard let (rulebook, defaults, lines) = workload() else {
            return print("# reading: the workload does not compile")
        }
        let evaluation = Evaluation(rulebook.plan)
        var reader = CaseReader(rulebook.program, defaults: defaults)
        var plain = 0
        let straight = measurement.rate("reading.case", unit: "cases", amount: lines.count) {
            plain = 0
            for line in lines {
                let reading = line.withBytes { reader.read($0, file: "notices", into: evaluation) }
                if reading.isPlain { plain += 1 }
            }
        }
        if plain < lines.count { print("# reading: \(lines.count - plain) lines went by way of a tree") }
        let byTree = measurement.rate("reading.case-by-tree", unit: "cases", amount: lines.count) {
            for line in lines { if let data = reader.read(line, file: "notices").0 { evaluation.load(data) } }
        }
        var trees = JSONReader()
        measurement.rate("reading.tree", unit: "cases", amount: lines.count) { for line in lines { trees.read(line) } }
        measurement.report("reading.straight-to-by-tree", unit: "ratio", [straight / byTree])
    }

    private static func workload() -> (CompiledRulebook, CaseDefaults, [[UInt8]])? {
        if let folder = BenchFiles.variable("WRIT_BENCH_DATA"), let house = BenchFiles.variable("WRIT_NOTICES"),
            let data = BenchFiles.read(folder + "/notices.jsonl"),
            let rules = BenchFiles.read(house + "/rules/notices.writ"),
            let rulebook = CompiledRulebook.compile(RulebookSources(rules: [("notices.writ", rules)], forms: nil))
                .rulebook,
            let type = CaseReader(rulebook.program).caseType(named: "Notice")
        {
            let lines = data.split(separator: UInt8(ascii: "\n")).prefix(count).map { Array($0) }
            return (rulebook, CaseDefaults(type: type, asOf: CalendarDate(year: 2025, month: 6, day: 1)), lines)
        }
        let sources = RulebookSources(rules: [("notices.writ", Array(NoticeWorkload.rules.utf8))], forms: nil)
        return CompiledRulebook.compile(sources).rulebook.map { ($0, CaseDefaults(), NoticeWorkload.lines(count)) }
    }
}
