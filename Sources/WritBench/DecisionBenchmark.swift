internal import WritEvaluation
internal import WritLanguage
internal import WritSemantics

/// Decisions by one first-hit table, JSON Lines in, JSON Lines out, on the workloads of `Tests/peers/workload.py`: the folder that
/// `WRIT_BENCH_DATA` names holds `t10.json`, `t100.json`, … and `cases.jsonl`.
enum DecisionBenchmark {
    static func run(_ measurement: Measurement) {
        guard let folder = BenchFiles.variable("WRIT_BENCH_DATA") else {
            print("# decisions: set WRIT_BENCH_DATA to a folder with t10.json … t10000.json and cases.jsonl")
            return
        }
        guard let cases = BenchFiles.read(folder + "/cases.jsonl") else {
            return print("# decisions: no \(folder)/cases.jsonl")
        }
        let count = cases.count { $0 == UInt8(ascii: "\n") }
        for rules in [10, 100, 1000, 10_000] {
            guard let text = BenchFiles.read(folder + "/t\(rules).json").flatMap(ruleText) else { continue }
            var plans: [Plan] = []
            measurement.duration("w1.writ.n\(rules).load") { plans = [plan(text)].compactMap { $0 } }
            guard let plan = plans.first else { return print("# decisions: the table of \(rules) rules has errors") }
            measure(measurement, plan, cases: cases, count: count, name: "w1.writ.n\(rules)")
        }
    }

    private static func measure(
        _ measurement: Measurement, _ plan: Plan, cases: [UInt8], count: Int, name: String
    ) {
        let (made, _) = DecisionStream.make(
            plan, selection: ["decision"], defaults: CaseDefaults(type: RecordID(0)), file: "cases.jsonl")
        guard var stream = made else { return }
        var output: [UInt8] = []
        // Enough rounds over the cases that a figure takes a second or so.
        let repeats = 40
        measurement.rate("\(name).e2e", unit: "decisions", amount: count * repeats) {
            for _ in 0..<repeats {
                output.removeAll(keepingCapacity: true)
                cases.withBytes { stream.answer($0, firstLine: 1, to: &output) { _, _, _ in } }
            }
        }
        if let path = BenchFiles.variable("WRIT_BENCH_ANSWERS") { BenchFiles.write(output, "\(path).\(name)") }
        var reader = CaseReader(plan.program, defaults: CaseDefaults(type: RecordID(0), asOf: CalendarDate.first))
        let line = Array(cases.prefix { $0 != UInt8(ascii: "\n") })
        guard let data = reader.read(line, file: "").0 else { return }
        let evaluator = Evaluator(plan)
        let evaluation = evaluator.evaluate(data)
        measurement.rate("\(name).one-with-trace", unit: "decisions", amount: 10_000) {
            for _ in 0..<10_000 {
                evaluator.evaluate(data, reusing: evaluation)
                _ = evaluation.trace()
            }
        }
    }

    private static func plan(_ rules: String) -> Plan? {
        let source = SourceText(id: FileID(0), path: "table.writ", bytes: Array(rules.utf8))
        return Checker.check(trees: [Parser.parse(source)], forms: nil).program.map { Plan($0) }
    }

    /// The rulebook that says what a generated table says.
    private static func ruleText(_ table: [UInt8]) -> String? {
        var reader = JSONReader()
        reader.read(table)
        let tree = reader.tree
        guard reader.isUsable, let root = tree.root, let fields = tree.member("fields", of: root),
            let outputs = tree.member("outputs", of: root), let rules = tree.member("rules", of: root)
        else { return nil }
        func text(_ name: String, _ node: Int) -> String { tree.member(name, of: node).map { tree.text(of: $0) } ?? "" }
        var declarations = "rulebook table \"table\"\nsource S \"s\"\n  clause 1 \"a\"\n"
        var record = "case Case \"case\"\n"
        var names: [String] = []
        // Values go by made-up names, because a name cannot hold every character; data says the titles.
        var values: [String: [String: String]] = [:]
        for field in tree.elements(of: fields) {
            let name = text("name", field)
            names.append(name)
            var type = ["int": "Integer", "decimal": "Money", "bool": "Boolean"][text("type", field)] ?? "E-\(name)"
            if let list = tree.member("values", of: field) {
                type = "E-\(name)"
                let titles = tree.elements(of: list).map { tree.text(of: $0) }
                let pairs = titles.enumerated().map { ($1, "\(name)-v\($0)") }
                values[name] = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
                declarations += "enum \(type) \"\(name)\" "
                declarations += pairs.map { "\($1) \"\($0)\"" }.joined(separator: " | ") + "\n"
            }
            record += "  \(name) : \(type) \"\(name)\"\n"
        }
        var header = "table decision for Case \"d\"\n  basis S 1\n  policy first\n  | "
        header += names.joined(separator: " | ") + " || "
        let outputNodes = tree.elements(of: outputs)
        header += outputNodes.map { "\(text("name", $0)) : \(text("type", $0) == "int" ? "Integer" : "Text")" }
            .joined(separator: " | ")
        var lines = "\(header) |\n"
        lines += "  |" + names.map { _ in "---|" }.joined() + "|" + outputNodes.map { _ in "---|" }.joined() + "\n"
        for rule in tree.elements(of: rules) {
            var cells = Dictionary(names.map { ($0, "-") }, uniquingKeysWith: { first, _ in first })
            for condition in tree.member("when", of: rule).map({ tree.elements(of: $0) }) ?? [] {
                let name = text("field", condition)
                func shown(_ node: Int) -> String {
                    tree.kind(of: node) == .string ? values[name]?[tree.text(of: node)] ?? "?" : tree.text(of: node)
                }
                if let value = tree.member("value", of: condition) {
                    cells[name] = shown(value)
                } else if let list = tree.member("values", of: condition) {
                    cells[name] = tree.elements(of: list).map(shown).joined(separator: ", ")
                } else {
                    let low = tree.member("lo", of: condition).map(shown)
                    let high = tree.member("hi", of: condition).map(shown)
                    let opens = text("lo_closed", condition) == "true" ? "[" : "("
                    let closes = text("hi_closed", condition) == "true" ? "]" : ")"
                    switch (low, high) {
                    case (let low?, let high?): cells[name] = "\(opens)\(low)..\(high)\(closes)"
                    case (let low?, nil): cells[name] = (opens == "[" ? ">= " : "> ") + low
                    case (nil, let high?): cells[name] = (closes == "]" ? "<= " : "< ") + high
                    default: break
                    }
                }
            }
            guard let then = tree.member("then", of: rule) else { return nil }
            let answers = outputNodes.map { output in
                let value = text(text("name", output), then)
                return text("type", output) == "int" ? value : "\"\(value)\""
            }
            lines += "  | " + names.map { cells[$0] ?? "-" }.joined(separator: " | ") + " || "
            lines += answers.joined(separator: " | ") + " |\n"
        }
        return declarations + record + lines
    }
}
