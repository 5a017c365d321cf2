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
        session.console.output("\(results.count - failed.count) passed, \(failed.count) failed\n")
        return failed.isEmpty ? .success : .negative
    }
}
