import Writ
import WritDocuments
import WritEvaluation
import WritLanguage
import WritSemantics

/// `writ verify RECORD.xml…`
enum VerifyCommand: Command {
    static let name = "verify"
    static let synopsis = "RECORD.xml… [--register DIR] [--rules DIR [--with-case CASE.json]]"
    static let summary = Phrase(en: "is a finished record what it says it is", zh: "核验已完成的文书")
    static let options = [
        Option(
            "--register", "DIR", "its number, days and approvals must be those of this register", "文号、日期和审批须与此登记簿相符"),
        Option(
            "--with-case", "CASE.json", isRepeatable: true,
            "with --rules: whether today's rules make the same text of this case",
            "配合 --rules：按今日规则由此案件生成的文本是否相同"),
        Option("--case", "TYPE", "the case type where the file names none", "文件未写明时的案件类型"),
        Option("--format", choices: ["text", "json"], "how it is written", "输出格式"),
    ]

    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        let paths = session.arguments.positional
        guard !paths.isEmpty else { throw .usage(.missingOperand("RECORD.xml")) }
        let register = session.arguments.value("--register") == nil ? nil : try session.readRegister()
        session.report(Diagnostics(register?.takeNotes() ?? []))
        let (rules, documents) = try today(session)
        var styles: PrintProfiles?
        if rules != nil { styles = try session.readProfiles() }
        var check = RecordCheck(register: register, rules: rules, styles: styles, documents: documents)
        var writer = JSONWriter(isIndented: true)
        writer.beginArray()
        var failed = 0
        var records: Set<String> = []
        for path in paths {
            let viewPath = (path.hasSuffix(".xml") ? String(path.dropLast(4)) : path) + ".html"
            let view = FileSystem.exists(viewPath) ? try session.read(viewPath) : nil
            let bytes = try session.read(path)
            records.insert(BLAKE2b.hex(bytes))
            let problems = check.problems(of: bytes, at: path, view: view, at: viewPath)
            if !problems.isEmpty { failed += 1 }
            session.report(Diagnostics(problems))
            json(path, problems, session.console.language, &writer)
        }
        writer.endArray()
        writer.newLine()
        if session.arguments.value("--format") == "json" {
            session.console.output(writer.bytes)
        } else if failed == 0 {
            let told = checked(register, rules, hasCases: !documents.isEmpty, decisions: check.decisions)
            let counted = Self.counted(records.count, files: paths.count)
            session.console.result(Phrase(en: "\(counted.en): \(told.en)", zh: "\(counted.zh)：\(told.zh)"))
        }
        return failed == 0 ? .success : .negative
    }

    /// How many records there were: a copy is no record more.
    private static func counted(_ records: Int, files: Int) -> Phrase {
        let plain = Phrase(en: Plural.of("record", records), zh: "\(records) 份文书")
        if records == files { return plain }
        return Phrase(en: "\(plain.en) in \(Plural.of("file", files))", zh: "\(plain.zh)（\(files) 个文件，有相同的副本）")
    }

    /// What was looked at, so that nobody takes it for more.
    private static func checked(
        _ register: Register?, _ rules: CompiledRulebook?, hasCases: Bool, decisions: Int
    ) -> Phrase {
        var told = [
            Phrase(
                en: "valid, of the digest stated, shown by the view as it is", zh: "格式有效，摘要相符，页面如实显示"),
            decisions == 0
                ? Phrase(en: "without any approval", zh: "其中没有审批")
                : Phrase(en: "approvals of this text", zh: "审批针对本文本"),
        ]
        if register != nil {
            told.append(
                decisions == 0
                    ? Phrase(en: "registered under its number and day", zh: "已按文号和日期登记")
                    : Phrase(
                        en: "registered under its number and day with these approvals", zh: "已按文号、日期登记，审批与登记相符"))
        }
        if rules != nil {
            told.append(
                hasCases
                    ? Phrase(en: "the same by today's rules", zh: "与按今日规则生成的一致")
                    : Phrase(en: "of today's rules as it says itself", zh: "自称依今日规则生成"))
        }
        var (en, zh) = (told.map(\.en).joined(separator: ", "), told.map(\.zh).joined(separator: "，"))
        if register == nil {
            en += "; not looked up in a register, so nothing bears out its number, its days and who approved"
            zh += "；未查登记簿，文号、日期和审批人未经核实"
        }
        if rules != nil, !hasCases {
            en += "; not made again, which takes `--with-case`"
            zh += "；未按案件重新生成，如需核对请用 `--with-case`"
        }
        return Phrase(en: en, zh: zh)
    }

    /// Today's rules, where they are named, and what they make of the cases at hand.
    private static func today(
        _ session: Session
    ) throws(Failure) -> (rules: CompiledRulebook?, documents: [String: [RecordCheck.Document]]) {
        let cases = session.arguments.all("--with-case")
        guard session.arguments.value("--rules") != nil || !cases.isEmpty else { return (nil, [:]) }
        let rulebook = try session.loadRulebook()
        let processor = CaseProcessor(rulebook)
        var documents: [String: [RecordCheck.Document]] = [:]
        for (data, path) in zip(try session.readCases(cases, rulebook), cases) {
            processor.pictures = PictureFolder.shelf(beside: path)
            documents[data.id] = RecordCheck.documents(processor.process(data, targets: .xml))
        }
        return (rulebook, documents)
    }

    private static func json(
        _ path: String, _ problems: [Diagnostic], _ language: MessageLanguage, _ writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.key("record")
        writer.string(path)
        writer.key("verified")
        writer.boolean(problems.isEmpty)
        writer.key("problems")
        writer.beginArray()
        for problem in problems {
            writer.beginObject()
            writer.key("id")
            writer.string(problem.fact.id)
            writer.key("message")
            writer.string(problem.fact.wording.message.text(in: language))
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }
}
