import Writ
import WritApprovals
import WritEvaluation
import WritLanguage
import WritSemantics

/// `writ route CASE…` and `writ route --log FILE`
enum RouteCommand: Command {
    static let name = "route"
    static let synopsis =
        "CASE… [--register DIR] | --log FILE|- [--staff FILE] [--complete] [--by-case] [--svg] [--out DIR] [--format text|json|jsonl|csv|html]"
    static let summary = Phrase(
        en: "what each approval chain requires, what was done, what is wrong, who is next", zh: "审批要求、已办情况、问题与下一步")
    static let options = [
        Option(
            "--case", "TYPE", "the case type where the file names none; of a log, the one case to show",
            "文件未写明时的案件类型；日志中指要显示的案件"),
        Option("--organisation", "NAME", "the organisation whose log it is", "日志所属单位"),
        Option("--staff", "FILE", "who holds which role (JSON or CSV)", "任职名单（JSON 或 CSV）"),
        Option("--register", "DIR", "what was decided and done, as this register has it", "读取此登记簿中的审批与办理记录"),
        Option("--svg", nil, "draw the chains (SVG) instead of the report", "输出流程图（SVG）而非文字"),
        Option(
            "--out", "DIR", "write each drawing, or a log's report, to files in this folder", "将各流程图或日志报告写入此文件夹"),
        Option(
            "--log", "FILE", "check an event log (CSV or TSV), `-` for standard input",
            "检查事件日志（CSV 或 TSV），`-` 为标准输入"),
        Option.cases, Option.encoding, Option.dates,
        Option(
            "--mapping", "NAME", isRepeatable: true, "which log of the rulebook it is; several check several chains",
            "使用规则中的哪个日志声明；可写多个，核对多条审批链"),
        Option(
            "--complete", nil, "every case of the log is at its end: what has not happened will not",
            "日志中各案均已办结：未发生的不会再发生"),
        Option(
            "--by-case", nil,
            "the rows of each case stand together: a log of any length in little memory (needs --as-of)",
            "各案的行均在一处：以少量内存核对任意长的日志（须有 --as-of）"),
        Option(
            "--format", choices: ["text", "json", "jsonl", "csv", "html"],
            "how it is written; jsonl and csv: one line a case; html: a page of a log",
            "结果格式；jsonl、csv 每案一行；html 为日志报告网页"),
    ]

    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        if let path = session.arguments.value("--log") {
            guard session.arguments.positional.isEmpty else { throw .usage(.conflict("--log", "CASE")) }
            guard !session.arguments.has("--svg") else { throw .usage(.conflict("--log", "--svg")) }
            if session.arguments.value("--register") != nil { throw .usage(.conflict("--log", "--register")) }
            return try LogRun(session: session, path: path).run()
        }
        guard !session.arguments.positional.isEmpty else { throw .usage(.missingOperand("CASE")) }
        if session.arguments.value("--format") == "html" { throw .usage(.conflict("--format html", "CASE")) }
        for option in ["--complete", "--by-case"] where session.arguments.has(option) {
            throw .usage(.conflict(option, "CASE"))
        }
        var (rulebook, cases, paths) = try session.loadReadableCases(session.arguments.positional)
        if session.arguments.value("--register") != nil {
            let register = try session.readRegister()
            session.report(Diagnostics(register.takeNotes()))
            let history = RegisteredHistory(register, rulebook.program)
            cases = session.complete(cases) { history.complete(&$0) }
        }
        let processor = CaseProcessor(rulebook, language: session.console.language)
        let routings = zip(cases, paths).map { data, path in
            processor.pictures = PictureFolder.shelf(beside: path)
            return processor.route(data)
        }
        if session.arguments.has("--svg"), session.arguments.value("--out") == nil {
            draw(routings, rulebook, session)
            return finish(routings, read: paths.count, session)
        }
        if let folder = session.arguments.value("--out") {
            try session.unwrap { () throws(FileFailure) in
                try draw(routings, rulebook.program, session.console.language, into: folder)
            }
        }
        show(routings, rulebook, session)
        return finish(routings, read: paths.count, session)
    }

    /// What comes of all; files that could not be read are not passed over.
    private static func finish(_ routings: [CaseRouting], read: Int, _ session: Session) -> ExitStatus {
        let all = session.arguments.positional.count
        guard read < all else { return status(routings) }
        session.console.say(
            Phrase(
                en: "\(all - read) of \(all) files could not be read and were not judged",
                zh: "共\(all)个文件，其中\(all - read)个无法读取，未作判断"))
        return .unusableInput
    }

    private static func status(_ routings: [CaseRouting]) -> ExitStatus {
        routings.contains { !$0.problems.isEmpty || !$0.outcome.errors.isEmpty } ? .negative : .success
    }

    /// All chains in one drawing; what is wrong with them is told beside it.
    private static func draw(_ routings: [CaseRouting], _ rulebook: CompiledRulebook, _ session: Session) {
        let language = session.console.language
        let statuses = routings.flatMap(\.documents).map(\.status)
        if statuses.isEmpty {
            session.console.say(Phrase(en: "there is no approval chain to draw", zh: "没有可绘制的审批流程"))
        } else {
            session.console.output(Array(ChainDiagram(rulebook.program, language: language).svg(statuses).utf8))
        }
        for routing in routings {
            session.report(Diagnostics(routing.outcome.errors, files: rulebook.sources.files))
            for problem in routing.problems {
                let place = "\(routing.data.id): \(problem.kind.id): "
                session.console.say(Phrase(en: place + problem.message.en, zh: place + problem.message.zh))
            }
        }
    }

    private static func show(_ routings: [CaseRouting], _ rulebook: CompiledRulebook, _ session: Session) {
        let format = session.arguments.value("--format") ?? "text"
        let language = session.console.language
        let json = RoutingJSON(rulebook.program, language: language)
        let text = RoutingText(
            rulebook.program, language: language,
            columns: session.console.outputIsTerminal ? session.console.columns : 80)
        for (index, routing) in routings.enumerated() {
            switch format {
            case "text": session.console.output((index > 0 ? "\n" : "") + text.text(routing))
            case "csv":
                if index == 0 { session.console.output(RoutingTable.header()) }
                session.console.output(RoutingTable.rows(routing, rulebook.program, language))
            default:
                var out = JSONWriter(isIndented: format == "json")
                json.report(routing, into: &out)
                out.newLine()
                session.console.output(out.bytes)
            }
            session.report(Diagnostics(routing.outcome.errors, files: rulebook.sources.files))
        }
    }

    /// One file for each document with a chain, named after its form, below a folder of its case.
    private static func draw(
        _ routings: [CaseRouting], _ program: Program, _ language: MessageLanguage, into folder: String
    ) throws(FileFailure) {
        let diagram = ChainDiagram(program, language: language)
        var staging = try Staging(destination: folder)
        for routing in routings where !routing.documents.isEmpty {
            guard !routing.data.id.isEmpty else { throw FileFailure(.emptyCaseID) }
            let name = CaseFolder.name(for: routing.data.id) { BLAKE2b.hex($0) }
            var files: [(name: String, bytes: [UInt8])] = []
            var used: [FormID: Int] = [:]
            for document in routing.documents {
                let count = used[document.form, default: 0] + 1
                used[document.form] = count
                let form = program.forms[document.form.index].name
                let file = count == 1 ? form : "\(form)-\(count)"
                files.append(("\(file).svg", Array(diagram.svg(document.status).utf8)))
            }
            guard try staging.putFolder(name, files: files, owns: CaseFiles.isDrawing) else {
                throw FileFailure(.duplicateCase(id: routing.data.id, firstLine: nil))
            }
        }
        try staging.commit()
    }
}
