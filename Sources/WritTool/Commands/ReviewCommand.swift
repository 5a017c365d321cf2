import Writ
import WritAnalysis
import WritLanguage
import WritReview
import WritSemantics

/// `writ review [RULES] --out DIR`, and the decisions of the reviewers: `--sign`, `--sign-from`, `--keep`
enum ReviewCommand: Command {
    static let name = "review"
    static let synopsis = "[RULES] --out DIR [--since RULES] | --sign ITEM --reviewer NAME --date DATE --decision …"
    static let summary = Phrase(en: "the site for legal review", zh: "生成供法律审阅的网站")
    static let options = [
        Option("--out", "DIR", "where the site is written", "网站输出位置"),
        Option(
            "--since", "RULES", "also show what changed in effect since this version of the rules", "并列出自此版规则以来效果上的变化"),
        Option("--old-forms", "DIR", "the forms of that version (default: those of this one)", "该版表单文件夹（默认与现版相同）"),
        Option("--title", "TEXT", "the site's title (default: the rulebook's)", "网站标题（默认为规则名称）"),
        Option(
            "--sign", "ITEM",
            "sign off `rule NAME`, `clause SOURCE NUMBER`, `define NAME of TYPE`, …; `clause M2 4.*` for many",
            "签核某项；`clause M2 4.*` 一次签核多项"),
        Option("--reviewer", "NAME", "who signs", "签核人"),
        Option("--date", "DATE", "when", "签核日期"),
        Option(
            "--decision", choices: ["accepted", "rejected", "commented"], "what was decided (`commented`: nothing yet)",
            "签核结论（commented 为仅提意见）"),
        Option("--remarks", "TEXT", "why", "备注"),
        Option(
            "--sign-from", "FILE", "record the decisions that a reviewer saved in the site", "登记审阅人在网站中保存的签核文件"),
        Option(
            "--keep", "RULES",
            "keep the sign-offs of that version of the rules of which it is proved that no case differs",
            "与该版规则相比，经证明效果不变的签核予以保留"),
        ReviewDecisions.reviewers,
    ]

    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        if session.arguments.positional.count > 1 { throw .usage(.extraOperand(session.arguments.positional[1])) }
        let rules = session.arguments.positional.first ?? session.rulesPath
        let compilation = try session.compileRulebook(rules: rules)
        let rulebook = try session.usable(compilation)
        let register = try signOffs(session, rules)
        let decisions = ReviewDecisions(session: session, rulebook: rulebook, rules: rules, register: register)
        if let item = session.arguments.value("--sign") { return try decisions.sign(item) }
        if let file = session.arguments.value("--sign-from") { return try decisions.record(from: file) }
        if let old = session.arguments.value("--keep") { return try decisions.keep(since: old) }
        guard let folder = session.arguments.value("--out") else { throw .usage(.missingOperand("--out DIR")) }
        let changes = try comparison(session, rulebook)
        let material = ReviewMaterial.gather(
            rulebook, title: session.arguments.value("--title") ?? rulebook.program.title, signOffs: register,
            findings: RulebookFindings.all(of: compilation, signOffs: (register, [])), changes: changes)
        let files = ReviewSite.files(
            material, chinese: session.console.language == .zhHant ? .zhHant : .zhHans)
        try session.unwrap { () throws(FileFailure) in
            var staging = try Staging(destination: folder)
            for file in files { try staging.write(file.bytes, to: file.path) }
            try staging.commit()
        }
        session.console.output("\(FileSystem.join(folder, "index.html"))\n")
        return .success
    }

    /// What changed since the version named by `--since`.
    private static func comparison(
        _ session: Session, _ rulebook: CompiledRulebook
    ) throws(Failure) -> ReviewMaterial.Comparison? {
        guard let since = session.arguments.value("--since") else { return nil }
        let old = try VersionLoading.load(
            since, forms: session.arguments.value("--old-forms") ?? session.formsPath, session)
        return ReviewMaterial.Comparison(
            Diff.compare(old.program, rulebook.program), of: old.program, with: rulebook.program, since: since)
    }

    private static func signOffs(_ session: Session, _ rules: String) throws(Failure) -> SignOffRegister {
        let reading = try SignOffFile.read(beside: rules, session)
        if reading.diagnostics.contains(where: { $0.severity == .error }) {
            throw .input(Diagnostics(reading.diagnostics))
        }
        session.report(Diagnostics(reading.diagnostics))
        return reading.register
    }
}
