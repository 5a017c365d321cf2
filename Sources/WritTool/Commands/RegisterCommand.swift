import Writ
import WritAnalysis
import WritEvaluation
import WritLanguage
import WritSemantics

/// `writ register list|show|void|verify|export`
enum RegisterCommand: Command {
    static let name = "register"
    static let synopsis =
        "list|show NUMBER|record ACT NUMBER|void NUMBER --reason TEXT|verify|export --register DIR [OPTION…]"
    static let summary = Phrase(
        en: "what was issued under which number, and what became of it", zh: "查询、登记办理、作废、核验与导出登记簿")
    static let options =
        [
            RegisterOptions.folder,
            Option(
                "--format", choices: ["text", "json", "csv", "sql"], "how it is written; sql feeds sqlite3 and psql",
                "输出格式；sql 可直接导入 sqlite3 与 psql"),
            Option("--number", "NUMBER", "list: the document of this number", "按文号查找"),
            Option("--of-case", "ID", "list: the documents of this case", "按案件编号查找"),
            Option("--unit", "UNIT", "list: those about this unit", "按房号查找"),
            Option("--name", "NAME", "list: those that name this person", "按姓名查找"),
            Option("--form", "FORM", "list: those of this form", "按表单查找"),
            Option("--organisation", "NAME", "of this firm only", "限于此单位"),
            Option("--state", choices: RegisterQuery.State.allCases.map(\.rawValue), "list: in this state", "按状态查找"),
            Option("--date", "DATE", "list: of this day", "按日期查找"),
            Option("--from", "DATE", "list: from this day on", "起始日期"),
            Option("--to", "DATE", "list: up to this day", "截止日期"),
            RegisterOptions.person,
            Option("--reason", "TEXT", "void: why", "作废理由"),
        ] + recordOptions

    static let verbs = ["list", "show", "record", "void", "verify", "export"]

    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        var words = session.arguments.positional
        guard !words.isEmpty else { throw .usage(.missingOperand(verbs.joined(separator: "|"))) }
        let verb = words.removeFirst()
        let operands = ["show": 1, "void": 1, "record": 2][verb] ?? 0
        if words.count > operands { throw .usage(.extraOperand(words[words.count - 1])) }
        switch verb {
        case "list": return try list(session)
        case "export": return try export(session)
        case "verify": return try verify(session)
        case "record": return try record(words, session)
        case "show", "void":
            guard let number = words.first else { throw .usage(.missingOperand("NUMBER")) }
            return verb == "show" ? try show(number, session) : try void(number, session)
        default:
            throw .usage(
                .unknownName(
                    kind: Phrase(en: "register command", zh: "登记簿命令"), verb,
                    among: verbs))
        }
    }

    // MARK: - Looking up

    private static func list(_ session: Session) throws(Failure) -> ExitStatus {
        let query = try query(session)
        let register = try session.readRegister()
        session.report(Diagnostics(register.takeNotes()))
        let rows = register.find(query)
        let writing = RegisterWriting(language: session.console.language)
        switch session.arguments.value("--format") ?? "text" {
        case "json": session.console.output(writing.json(rows))
        case "csv": session.console.output(writing.csv(rows))
        case "sql": session.console.output(writing.sql(documents: rows))
        default: session.console.output(writing.text(rows))
        }
        return .success
    }

    private static func query(_ session: Session) throws(Failure) -> RegisterQuery {
        var query = RegisterQuery()
        let arguments = session.arguments
        query.number = arguments.value("--number")
        query.caseID = arguments.value("--of-case")
        query.unit = arguments.value("--unit")
        query.name = arguments.value("--name")
        query.form = arguments.value("--form")
        query.organisation = arguments.value("--organisation")
        query.state = arguments.value("--state").flatMap(RegisterQuery.State.init(rawValue:))
        let day = try date("--date", session)
        query.from = try date("--from", session) ?? day
        query.to = try date("--to", session) ?? day
        return query
    }

    private static func date(_ option: String, _ session: Session) throws(Failure) -> CalendarDate? {
        guard let text = session.arguments.value(option) else { return nil }
        return try session.day(text, of: option)
    }

    private static func show(_ number: String, _ session: Session) throws(Failure) -> ExitStatus {
        let register = try session.readRegister()
        session.report(Diagnostics(register.takeNotes()))
        let lines = register.lines(about: number, organisation: session.arguments.value("--organisation"))
        guard !lines.isEmpty else { throw .negative(unknown(number, register)) }
        let writing = RegisterWriting(language: session.console.language)
        switch session.arguments.value("--format") ?? "text" {
        case "json": session.console.output(writing.json(lines))
        case "csv": session.console.output(writing.csv(lines))
        case "sql": session.console.output(writing.sql(acts: lines))
        default: session.console.output(writing.text(lines, in: register.folder))
        }
        return .success
    }

    private static func unknown(_ number: String, _ register: Register) -> Diagnostics {
        let known = register.find(RegisterQuery()).suffix(5000).compactMap { $0.act["number"] }
        let fact = RegisterFact.unknownNumber(number, suggestion: Suggestion.nearest(to: number, among: known))
        return Diagnostics([Diagnostic(.error, fact, at: .none)])
    }

    // MARK: - Void

    private static func void(_ number: String, _ session: Session) throws(Failure) -> ExitStatus {
        let reason =
            session.arguments.value("--reason")?.split(whereSeparator: \.isWhitespace).joined(separator: " ") ?? ""
        guard !reason.isEmpty else {
            throw .input(Diagnostics([Diagnostic(.error, RegisterFact.needsReason, at: .none)]))
        }
        let person = try session.person()
        // It must be there: nothing can be made void in a register that is just being made.
        let folder = try session.readRegister().folder
        let register = try session.writeRegister(folder)
        try session.unwrap { () throws(FileFailure) in try register.lock() }
        session.report(Diagnostics(register.takeNotes()))
        do throws(Failure) {
            let row = try current(number, register, session)
            try session.unwrap { () throws(FileFailure) in
                try register.void(row, reason: reason, person: person)
                register.saveIndex()
            }
        } catch {
            register.unlock()
            throw error
        }
        register.unlock()
        session.console.result(Phrase(en: "\(number) is void: \(reason)", zh: "\(number) 已作废：\(reason)"))
        return .success
    }

    /// The document that stands under a number, of the one firm that has it.
    static func current(
        _ number: String, _ register: Register, _ session: Session
    ) throws(Failure) -> RegisterRow {
        var query = RegisterQuery()
        query.number = number
        query.organisation = session.arguments.value("--organisation")
        let rows = register.find(query)
        guard let row = rows.last else { throw .negative(unknown(number, register)) }
        let firms = Set(rows.map { $0.act["organisation"] ?? "" })
        let fact: RegisterFact? =
            if firms.count > 1 {
                .ambiguousNumber(number, firms: firms.sorted())
            } else if row.state == .void || row.state == .replaced {
                .alreadyVoid(number, reason: row.reason ?? "")
            } else {
                nil
            }
        if let fact { throw .negative(Diagnostics([Diagnostic(.error, fact, at: .none)])) }
        return row
    }

    // MARK: - The whole of it

    private static func verify(_ session: Session) throws(Failure) -> ExitStatus {
        guard let folder = session.arguments.value("--register") else {
            throw .usage(.missingOperand("--register DIR"))
        }
        let signOffs = FileSystem.join(folder, SignOffRegister.fileName)
        if !FileSystem.exists(FileSystem.join(folder, Register.journalName)), FileSystem.exists(signOffs) {
            return try verify(journal: signOffs, session)
        }
        let check = try session.unwrap { () throws(FileFailure) in try RegisterCheck.check(folder) }
        session.report(Diagnostics(check.problems))
        if check.problems.contains(where: { $0.severity == .error }) { return .negative }
        // What is told above is not undone by the lines' being as they were recorded.
        let more =
            check.problems.isEmpty
            ? Phrase(en: "", zh: "")
            : Phrase(en: " What is told above is for somebody to explain.", zh: "以上所列事项尚待说明。")
        session.console.result(
            Phrase(
                en:
                    "\(Plural.of("line", check.lines)), \(Plural.of("document", check.documents)); every line follows from the line before. The last seal is \(check.seal): kept elsewhere, it shows whether lines at the end go missing.\(more.en)",
                zh: "共 \(check.lines) 行、\(check.documents) 份文书，逐行相接。末行封签为 \(check.seal)：请另行留存，以便日后查明末尾是否缺行。\(more.zh)"))
        return .success
    }

    /// The journal of sign-offs beside a rulebook, which is of the same make.
    private static func verify(journal path: String, _ session: Session) throws(Failure) -> ExitStatus {
        let check = try session.unwrap { () throws(FileFailure) in try JournalCheck.check(path) }
        session.report(Diagnostics(check.problems))
        if check.problems.contains(where: { $0.severity == .error }) { return .negative }
        session.console.result(
            Phrase(
                en:
                    "\(Plural.of("line", check.lines)); every line follows from the line before. The last seal is \(check.seal).",
                zh: "共 \(check.lines) 行，逐行相接。末行封签为 \(check.seal)。"))
        return .success
    }

    private static func export(_ session: Session) throws(Failure) -> ExitStatus {
        let register = try session.readRegister()
        session.report(Diagnostics(register.takeNotes()))
        let writing = RegisterWriting(language: session.console.language)
        let rows = register.find(try query(session))
        switch session.arguments.value("--format") ?? "json" {
        case "sql":
            session.console.output(writing.sqlHead())
            session.console.output(writing.sqlRows(documents: rows))
            try session.unwrap { () throws(FileFailure) in
                try register.each { session.console.output(writing.sqlRow(act: $0)) }
            }
            session.console.output(writing.sqlEnd())
        case "csv": session.console.output(writing.csv(rows))
        case "text": session.console.output(writing.text(rows))
        default:
            // The lines themselves, so that whoever gets them can check the chain.
            try session.unwrap { () throws(FileFailure) in
                try register.each { session.console.output($0.bytes + [0x0A]) }
            }
        }
        return .success
    }
}
