import Writ
import WritAnalysis
import WritLanguage
import WritReview
import WritSemantics

/// `writ review [RULES] --out DIR`, and `writ review --sign ITEM`
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
        Option("--decision", choices: ["accepted", "rejected"], "what was decided", "签核结论"),
        Option("--remarks", "TEXT", "why", "备注"),
    ]

    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        if session.arguments.positional.count > 1 { throw .usage(.extraOperand(session.arguments.positional[1])) }
        let rules = session.arguments.positional.first ?? session.rulesPath
        let compilation = try session.compileRulebook(rules: rules)
        let rulebook = try session.usable(compilation)
        let register = try signOffs(session, rules)
        if let item = session.arguments.value("--sign") {
            return try sign(item, of: rulebook, at: rules, session)
        }
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

    private static func sign(
        _ item: String, of rulebook: CompiledRulebook, at rules: String, _ session: Session
    ) throws(Failure) -> ExitStatus {
        let items = try items(item, MeaningDigests(rulebook.program))
        guard let given = session.arguments.value("--reviewer") else {
            throw .usage(.missingOperand("--reviewer NAME"))
        }
        guard let reviewer = Session.name(given) else {
            throw .input(Diagnostics([Diagnostic(.error, SignOffFact.noReviewer, at: .none)]))
        }
        guard let day = session.arguments.value("--date") else { throw .usage(.missingOperand("--date DATE")) }
        guard let date = CalendarDate.parse(day) else { throw .usage(.badValue("--date", day, expected: "2026-03-02")) }
        guard let decision = session.arguments.value("--decision").flatMap(SignOffRegister.Decision.init(rawValue:))
        else {
            throw .usage(.missingOperand("--decision accepted|rejected"))
        }
        let today = Clock.now().date
        if today < date {
            let fact = SignOffFact.inTheFuture(date: date.description, today: today.description)
            throw .input(Diagnostics([Diagnostic(.error, fact, at: .none)]))
        }
        let entries = items.map { item in
            SignOffRegister.Entry(
                item: item.key, digest: item.digest, reviewer: reviewer, date: date, decision: decision,
                remarks: session.arguments.value("--remarks") ?? "")
        }
        let path = SignOffFile.path(beside: rules)
        try session.unwrap { () throws(FileFailure) in try SignOffJournal.append(entries, to: path) }
        for entry in items { session.console.output("\(path): \(entry.key)\n") }
        return .success
    }

    /// The items of a key: one, or all that begin with what stands before a `*`.
    private static func items(_ key: String, _ digests: MeaningDigests) throws(Failure) -> [MeaningDigests.Entry] {
        let found =
            key.hasSuffix("*")
            ? digests.entries.filter { $0.key.hasPrefix(key.dropLast()) } : digests.entries.filter { $0.key == key }
        if found.isEmpty {
            throw .usage(
                .unknownName(
                    kind: Phrase(en: "item to sign", zh: "可签核项"), key,
                    among: digests.entries.map(\.key)))
        }
        return found
    }
}
