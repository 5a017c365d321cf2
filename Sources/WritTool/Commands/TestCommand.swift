import Writ
import WritApprovals
import WritEvaluation
import WritLanguage
import WritSemantics

/// `writ test [RULES]`
enum TestCommand: Command {
    static let name = "test"
    static let synopsis = "[RULES] [--coverage]"
    static let summary = Phrase(en: "the rulebook's own examples", zh: "运行规则自带的示例")
    static let options = [
        Option("--coverage", nil, "what no example reaches; status 1 where there is any", "列出未被示例覆盖之处；有则状态为 1")
    ]

    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        if session.arguments.positional.count > 1 { throw .usage(.extraOperand(session.arguments.positional[1])) }
        let rulebook = try session.loadRulebook(rules: session.arguments.positional.first)
        let results = ExampleRunner(rulebook).run()
        let failed = results.filter { !$0.passed }
        for result in failed {
            session.console.say(
                Phrase(
                    en: "failed: “\(rulebook.program.examples[result.example].title)”",
                    zh: "未通过：“\(rulebook.program.examples[result.example].title)”"))
            session.report(Diagnostics(result.failures, files: rulebook.sources.files))
        }
        session.console.result(
            Phrase(
                en: "\(results.count - failed.count) passed, \(failed.count) failed",
                zh: "示例通过 \(results.count - failed.count) 个，未通过 \(failed.count) 个"))
        var status: ExitStatus = failed.isEmpty ? .success : .negative
        if session.arguments.has("--coverage"), !cover(results, rulebook, session) { status = .negative }
        return status
    }

    /// Tells what no example reaches; true where there is nothing of the kind.
    private static func cover(
        _ results: [ExampleRunner.Result], _ rulebook: CompiledRulebook, _ session: Session
    ) -> Bool {
        var coverage = Coverage(rulebook.program)
        for result in results { coverage.add(result.evaluation) }
        let files = Dictionary(rulebook.sources.files.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let uncovered = coverage.uncovered.map { (name: coverage.name(of: $0), span: coverage.span(of: $0)) }
        for part in uncovered.sorted(by: { ($0.span.file, $0.span.start) < ($1.span.file, $1.span.start) }) {
            guard let file = files[part.span.file] else { continue }
            let name = part.name.text(in: session.console.language)
            session.console.output("\(file.path):\(file.line(at: Int(part.span.start))): \(name)\n")
        }
        let all = coverage.parts.count
        let covered = all - uncovered.count
        session.console.result(
            Phrase(
                en: "covered: \(covered) of \(all) rules, consequences, branches and rows",
                zh: "已覆盖：规则、后果、分支和表行共 \(all) 处，其中 \(covered) 处"))
        return covered == all
    }
}
