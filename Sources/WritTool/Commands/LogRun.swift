import Writ
import WritApprovals
import WritEvaluation
import WritLanguage
import WritReview
import WritSemantics

/// One event log through the checker.
struct LogRun {
    let session: Session
    let path: String

    private var language: MessageLanguage { session.console.language }
    private var columns: Int { session.console.outputIsTerminal ? session.console.columns : 80 }

    func run() throws(Failure) -> ExitStatus {
        let rulebook = try session.loadRulebook()
        let router = CaseRouter(Evaluator(rulebook.plan), staff: rulebook.staff)
        let mapping = try mapping(rulebook.program)
        let options = try options(rulebook.program)
        let stream = try session.openText(path)
        // A table begins with a name; what begins with a tag is an event log in XML, with a brace one in JSON.
        let events: (any EventTable)? =
            switch stream.firstSign {
            case UInt8(ascii: "<"): XESTable(mapping) { stream.read(into: $0) }
            case UInt8(ascii: "{"): OCELFile(mapping) { stream.read(into: $0) }
            default: nil
            }
        let reader = CSVReader { target in events?.read(into: target) ?? stream.read(into: target) }
        var checker = LogChecker(router, log: mapping, fileName: path, options: options)
        let format = session.arguments.value("--format") ?? "text"
        if format == "html", options.focus != nil { throw .usage(.conflict("--format html", "--case")) }
        let folder = session.arguments.value("--out")
        var lines = JSONWriter()
        var table = format == "csv" || folder != nil ? LogResult.tableHeader() : []
        var timeline = ""
        let pageLanguage = pageLanguage(rulebook.program, mapping)
        var wrong: [LogPage.Case] = []
        let report = checker.check(reader, ending: { events?.ending }) { result in
            if folder != nil || format == "html", !result.kinds.isEmpty, wrong.count < LogPage.caseLimit {
                wrong.append(
                    LogPage.Case(
                        id: result.id, problems: result.kinds.map(\.title),
                        timeline: LogTimeline(language: pageLanguage, columns: 100).text(result)))
            }
            if folder != nil {
                result.json(language: language, into: &lines)
                table += result.tableRow(language: language)
                return
            }
            switch format {
            case "jsonl": result.json(language: language, into: &lines)
            case "csv": table += result.tableRow(language: language)
            case "json" where options.focus != nil: result.json(language: language, into: &lines)
            case "text" where options.focus != nil:
                timeline += LogTimeline(language: language, columns: columns).text(result)
            default: break
            }
            if lines.bytes.count > 1 << 16 {
                session.console.output(lines.bytes)
                lines.removeAll()
            }
            if table.count > 1 << 16 {
                session.console.output(table)
                table.removeAll(keepingCapacity: true)
            }
        }
        if let failure = stream.failure { throw .input(Diagnostics([failure.diagnostic])) }
        if let focus = options.focus, report.cases == 0, !report.diagnostics.contains(where: { $0.severity == .error })
        {
            throw .usage(.unknownName(kind: Phrase(en: "case in the log", zh: "日志中的案件"), focus, among: []))
        }
        let summary = LogSummary(report, program: rulebook.program, language: language, columns: columns)
        if let folder {
            try session.unwrap { () throws(FileFailure) in
                try write(
                    summary, lines.bytes, table, page(report, rulebook.program, wrong, pageLanguage), to: folder)
            }
        } else {
            session.console.output(lines.bytes)
            session.console.output(table)
            session.console.output(timeline)
        }
        session.report(Diagnostics(report.diagnostics))
        let isUsable = !report.diagnostics.contains { $0.severity == .error }
        if options.focus == nil, report.cases > 0 || isUsable {
            if format == "html", folder == nil {
                session.console.output(page(report, rulebook.program, wrong, pageLanguage))
            } else {
                show(summary, format)
            }
        }
        if !isUsable { return .unusableInput }
        return report.casesWithProblems > 0 ? .negative : .success
    }

    private func page(
        _ report: LogReport, _ program: Program, _ cases: [LogPage.Case], _ language: MessageLanguage
    ) -> [UInt8] {
        LogPage(report, program: program, cases: cases, language: language).html()
    }

    /// A page goes to people of the firm: it is in the language of the rulebook, unless the command line asks for another.
    private func pageLanguage(_ program: Program, _ log: LogMapping) -> MessageLanguage {
        if session.arguments.value("--lang") != nil { return language }
        let chain = program.chains[log.chain.index]
        let titles = [log.identity.title, chain.identity.title] + chain.steps.map(\.title)
        let isChinese = titles.contains { $0.unicodeScalars.contains { $0.properties.isIdeographic } }
        return isChinese ? (language.isChinese ? language : .zhHans) : .en
    }

    /// The summary for people and programs, a page, a line and a row for each case.
    private func write(
        _ summary: LogSummary, _ lines: [UInt8], _ table: [UInt8], _ page: [UInt8], to folder: String
    ) throws(FileFailure) {
        var json = JSONWriter(isIndented: true)
        summary.json(into: &json)
        var staging = try Staging(destination: folder, isListed: true)
        try staging.write(Array(summary.text().utf8), to: "summary.txt")
        try staging.write(json.bytes, to: "summary.json")
        try staging.write(lines, to: "cases.jsonl")
        try staging.write(table, to: "cases.csv")
        try staging.write(page, to: "report.html")
        try staging.commit()
    }

    private func show(_ summary: LogSummary, _ format: String) {
        switch format {
        case "text": session.console.output(summary.text())
        case "json":
            var out = JSONWriter(isIndented: true)
            summary.json(into: &out)
            session.console.output(out.bytes)
        default: break
        }
    }

    private func options(_ program: Program) throws(Failure) -> LogChecker.Options {
        var options = LogChecker.Options(
            focus: session.arguments.value("--case"),
            dateOrder: session.arguments.value("--dates").flatMap(DateOrder.init(rawValue:)),
            isComplete: session.arguments.has("--complete"), isByCase: session.arguments.has("--by-case"))
        if options.isByCase, session.arguments.value("--as-of") == nil { throw .usage(.missingOperand("--as-of DATE")) }
        if let text = session.arguments.value("--as-of") {
            options.asOf = try session.day(text, of: "--as-of")
        }
        options.organisation = try session.organisation(in: program)
        return options
    }

    /// The log of the rulebook that the file is: the one named, or the only one.
    private func mapping(_ program: Program) throws(Failure) -> LogMapping {
        let names = program.logs.map(\.identity.name)
        if let name = session.arguments.value("--mapping") {
            if let log = program.logs.first(where: { $0.identity.name == name }) { return log }
            throw .usage(
                .unknownName(kind: Phrase(en: "log", zh: "日志"), name, among: names))
        }
        if program.logs.count == 1, let log = program.logs.first { return log }
        throw .usage(.whichLog(names))
    }
}
