import Writ
import WritAnalysis
import WritApprovals
import WritDocuments
import WritEvaluation
import WritLanguage
import WritSemantics

/// `writ check [RULES]`
enum CheckCommand: Command {
    static let name = "check"
    static let synopsis =
        "[RULES] [--format text|json|sarif] [--witnesses DIR] [--staff FILE] [--effort N] [--undecided fail] [--no-proofs]"
    static let summary = Phrase(
        en: "names, types, citations, forms and proofs of a rulebook", zh: "检查规则的名称、类型、引用、表单，并作证明")
    static let options = [
        Option("--format", choices: ["text", "json", "sarif"], "how findings are written", "结果格式"),
        Option("--witnesses", "DIR", "save the case that shows each finding", "将每项结论的见证案件存入文件夹"),
        Option("--staff", "FILE", "whether these persons can complete the chains", "核对名单上的人员能否完成各审批流程"),
        Option("--effort", "N", "how many times the usual work a proof is worth", "每项证明的工作量为通常的多少倍"),
        Option(
            "--undecided", choices: ["tell", "fail"], "whether what is undecided fails the check", "无法判定的事项是否使检查不通过"),
        Option("--no-proofs", nil, "leave the proofs out", "不作证明"),
    ]

    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        if session.arguments.positional.count > 1 { throw .usage(.extraOperand(session.arguments.positional[1])) }
        let path = session.arguments.positional.first
        let sources = try session.readSources(rules: path)
        let compilation = CompiledRulebook.compile(sources, profiles: try session.readProfiles())
        var found = compilation.diagnostics
        found += SchemaNet.check(sources.forms, besides: found)
        if let rulebook = compilation.rulebook {
            found += try signOffs(session, rules: path ?? session.rulesPath, rulebook)
            if !session.arguments.has("--no-proofs") {
                found += try proofs(session, rulebook) + organisations(session, rulebook)
            }
        }
        found = CompiledRulebook.sorted(found)
        let diagnostics = Diagnostics(found, files: sources.files)
        write(diagnostics, session)
        if diagnostics.isUnusable { return .unusableInput }
        let isOpen = found.contains { $0.fact.id == "analysis.undecided" }
        let mustDecide = session.arguments.value("--undecided") == "fail"
        return diagnostics.hasErrors || (isOpen && mustDecide) ? .negative : .success
    }

    /// What the proofs find; their witnesses are saved where asked.
    private static func proofs(_ session: Session, _ rulebook: CompiledRulebook) throws(Failure) -> [Diagnostic] {
        let effort = try session.integer("--effort", in: 1...1000) ?? 1
        let report = Analyzer.analyze(rulebook.program, forms: rulebook.forms.printed, effort: effort)
        if let folder = session.arguments.value("--witnesses") {
            try session.unwrap { () throws(FileFailure) in
                var staging = try Staging(destination: folder)
                for (number, finding) in report.findings.enumerated() {
                    guard let witness = finding.witness else { continue }
                    try staging.write(
                        CaseWriter.json(witness, in: rulebook.program), to: "\(number + 1)-\(finding.check).json")
                }
                try staging.commit()
            }
        }
        return report.findings.map { $0.diagnostic(in: rulebook.program) }
    }

    /// Whether every chain can be completed where it runs: in general, and by the persons of `--staff` on the day of
    /// `--as-of` (without it, the day on which the last of them took up a role).
    private static func organisations(_ session: Session, _ rulebook: CompiledRulebook) throws(Failure) -> [Diagnostic]
    {
        let staff = try session.readStaff(rulebook) ?? []
        let day = try session.caseDefaults(rulebook).asOf ?? staff.compactMap(\.from).max() ?? .first
        return OrganisationProofs.check(rulebook.program, staff: staff, on: day)
    }

    /// What the sign-off file beside the rules says about them.
    private static func signOffs(
        _ session: Session, rules: String, _ rulebook: CompiledRulebook
    ) throws(Failure) -> [Diagnostic] {
        let reading = try SignOffFile.read(beside: rules, session)
        return reading.diagnostics + reading.register.diagnostics(MeaningDigests(rulebook.program))
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
