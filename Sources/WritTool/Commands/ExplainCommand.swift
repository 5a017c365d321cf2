import Writ
import WritApprovals
import WritEvaluation
import WritLanguage
import WritReview
import WritSemantics

/// `writ explain CASE… [FORM | VALUE]`
enum ExplainCommand: Command {
    static let name = "explain"
    static let synopsis = "CASE… [FORM | VALUE]"
    static let summary = Phrase(en: "why, why not, what would change it", zh: "说明为何、为何不、如何改变")
    static let options = [
        Option.cases, Option.encoding, Option.dates,
        Option("--case", "TYPE", "the case type where the file names none", "文件未写明时的案件类型"),
        Option("--staff", "FILE", "who holds which role (JSON or CSV)", "任职名单（JSON 或 CSV）"),
    ]

    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        var paths = session.arguments.positional
        guard !paths.isEmpty else { throw .usage(.missingOperand("CASE")) }
        // The last word is what to explain, unless it is a file.
        var target: String?
        if paths.count > 1, let last = paths.last, last != "-", !FileSystem.exists(last) {
            target = last
            paths.removeLast()
        }
        let (rulebook, cases) = try session.loadCases(paths, explaining: target)
        let router = CaseRouter(Evaluator(rulebook.plan), staff: rulebook.staff)
        var hasErrors = false
        for data in cases {
            let (_, evaluation) = router.evaluate(data)
            let errors = evaluation.outcome.errors
            var explainer = Explainer(evaluation, endOf: SentenceStyle.end(of:in:))
            let explanation: Explanation
            if let target {
                guard let found = explainer.explain(target) else {
                    throw .usage(
                        .unknownName(
                            kind: Phrase(en: "form, rule, action or value", zh: "表单、规则、事项或数值"), target,
                            among: explainer.targets))
                }
                explanation = found
            } else {
                explanation = explainer.explainAll()
            }
            session.console.output(text(explanation, of: data, rulebook, session.console.language))
            // An explanation of a case in which a value is impossible is none of all that follows.
            hasErrors = hasErrors || !errors.isEmpty
            session.report(Diagnostics(errors, files: rulebook.sources.files))
        }
        return hasErrors ? .negative : .success
    }

    private static func text(
        _ explanation: Explanation, of data: CaseData, _ rulebook: CompiledRulebook, _ language: MessageLanguage
    ) -> String {
        var lines = [data.id]
        for line in explanation.lines {
            var text = String(repeating: "  ", count: line.depth + 1) + line.text.text(in: language)
            if let span = line.span, let file = rulebook.sources.files.first(where: { $0.id == span.file }) {
                text += "  [\(file.path):\(file.line(at: Int(span.start)))]"
            }
            lines.append(text)
        }
        return lines.map(SafeText.line).joined(separator: "\n") + "\n\n"
    }
}
