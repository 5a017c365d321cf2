import Writ
import WritEvaluation
import WritLanguage
import WritSemantics

/// `writ check [RULES]`
enum CheckCommand: Command {
    static let name = "check"
    static let synopsis =
        "[RULES] [--format text|json|sarif] [--witnesses DIR] [--staff FILE] [--effort N] [--undecided fail] [--reviewers N] [--no-proofs]"
    static let summary = Phrase(
        en: "names, types, citations, forms and proofs of a rulebook", zh: "检查规则的名称、类型、引用、表单，并作证明")
    static let options = [
        Option("--format", choices: ["text", "json", "sarif"], "how findings are written", "结果格式"),
        Option("--witnesses", "DIR", "save the case that shows each finding", "将每项结论的见证案件存入文件夹"),
        Option("--staff", "FILE", "whether these persons can complete the chains", "核对名单上的人员能否完成各审批流程"),
        Option("--effort", "N", "how many times the usual work a proof is worth", "每项证明的工作量为通常的多少倍"),
        Option(
            "--undecided", choices: ["tell", "fail"], "whether what is undecided fails the check", "无法判定的事项是否使检查不通过"),
        ReviewDecisions.reviewers,
        Option("--no-proofs", nil, "leave the proofs out", "不作证明"),
    ]

    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        if session.arguments.positional.count > 1 { throw .usage(.extraOperand(session.arguments.positional[1])) }
        let path = session.arguments.positional.first
        let compilation = try session.compileRulebook(rules: path)
        var staff: [StaffRecord] = []
        var day: CalendarDate?
        if let rulebook = compilation.rulebook, proves(session) {
            staff = try session.readStaff(rulebook) ?? []
            day = try session.caseDefaults(rulebook).asOf
        }
        let progress = ProofProgress(session.console)
        let findings = RulebookFindings.all(
            of: compilation, signOffs: try SignOffFile.read(beside: path ?? session.rulesPath, session), staff: staff,
            on: day, proves: proves(session), effort: try session.integer("--effort", in: 1...1000) ?? 1,
            tell: progress.show)
        progress.finish()
        try saveWitnesses(findings, compilation, session)
        let diagnostics = Diagnostics(findings.diagnostics, files: compilation.sources.files)
        write(diagnostics, session)
        if diagnostics.isUnusable { return .unusableInput }
        let isOpen = diagnostics.all.contains { $0.fact.id == "analysis.undecided" }
        let mustDecide = session.arguments.value("--undecided") == "fail"
        return diagnostics.hasErrors || (isOpen && mustDecide) ? .negative : .success
    }

    private static func proves(_ session: Session) -> Bool { !session.arguments.has("--no-proofs") }

    /// Saves the cases that show the findings, where asked; the numbers count the findings that have one.
    private static func saveWitnesses(
        _ findings: RulebookFindings, _ compilation: CompiledRulebook.Compilation, _ session: Session
    ) throws(Failure) {
        guard proves(session), let folder = session.arguments.value("--witnesses"), let rulebook = compilation.rulebook
        else { return }
        try session.unwrap { () throws(FileFailure) in
            var staging = try Staging(destination: folder)
            var number = 0
            for item in findings.items {
                guard let witness = item.witness else { continue }
                number += 1
                try staging.write(
                    CaseWriter.json(witness, in: rulebook.program), to: "\(number)-\(item.diagnostic.fact.id).json")
            }
            try staging.commit()
        }
    }

    private static func write(_ diagnostics: Diagnostics, _ session: Session) {
        switch session.arguments.value("--format") {
        case "sarif":
            session.console.output(
                SARIF(version: WritTool.version, language: session.console.language).json(diagnostics))
        case "json":
            session.console.output(DiagnosticsJSON(language: session.console.language).json(diagnostics))
        default:
            session.report(diagnostics)
            session.console.say(summaryLine(diagnostics))
        }
    }

    private static func summaryLine(_ diagnostics: Diagnostics) -> Phrase {
        let errors = diagnostics.all.filter { $0.severity == .error }.count
        let warnings = diagnostics.all.filter { $0.severity == .warning }.count
        let notes = diagnostics.all.count - errors - warnings
        return Phrase(
            en: [Plural.of("error", errors), Plural.of("warning", warnings), Plural.of("note", notes)]
                .joined(separator: ", "),
            zh: "错误 \(errors) 项，警告 \(warnings) 项，提示 \(notes) 项")
    }
}
