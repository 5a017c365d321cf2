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
        var rulebook = try session.loadRulebook()
        try session.readOtherCases(into: &rulebook)
        let mappings = try mappings(rulebook.program)
        let options = try options(rulebook.program)
        let format = session.arguments.value("--format") ?? "text"
        let folder = session.arguments.value("--out")
        if format == "html", options.focus != nil { throw .usage(.conflict("--format html", "--case")) }
        if format == "html", folder == nil, mappings.count > 1 {
            throw .usage(.conflict("--format html", "--mapping \(mappings[1].identity.name)"))
        }
        let stream = try session.openText(path)
        // A table begins with a name; what begins with a tag is an event log in XML, with a brace one in JSON.
        let events: (any EventTable)? =
            switch stream.firstSign {
            case UInt8(ascii: "<"): XESTable(mappings) { stream.read(into: $0) }
            case UInt8(ascii: "{"): OCELFile(mappings) { stream.read(into: $0) }
            default: nil
            }
        let reader = CSVReader { target in events?.read(into: target) ?? stream.read(into: target) }
        let extent = LogResult.Extent(mappings)
        var suite = LogSuite(
            CaseRouter(Evaluator(rulebook.plan), staff: rulebook.staff), logs: mappings, fileName: path,
            options: options, seesOtherCases: session.arguments.value("--cases") == nil)
        var lines = JSONWriter()
        var table = format == "csv" || folder != nil ? LogResult.tableHeader(extent) : []
        var timeline = ""
        var wrong: [String: [LogPage.Case]] = [:]
        let reports = suite.check(reader, ending: { events?.ending }) { result in
            if folder != nil || format == "html", !result.kinds.isEmpty,
                wrong[result.log, default: []].count < LogPage.caseLimit
            {
                let language = pageLanguage(rulebook.program, result.log)
                wrong[result.log, default: []].append(
                    LogPage.Case(
                        id: result.name, problems: result.kinds.map(\.title),
                        timeline: LogTimeline(language: language, columns: 100).text(result)))
            }
            if folder != nil {
                result.json(language: language, into: &lines)
                table += result.tableRow(language: language, extent)
                return
            }
            switch format {
            case "jsonl": result.json(language: language, into: &lines)
            case "csv": table += result.tableRow(language: language, extent)
            case "json" where options.focus != nil: result.json(language: language, into: &lines)
            case "text" where options.focus != nil:
                timeline +=
                    (timeline.isEmpty ? "" : "\n") + LogTimeline(language: language, columns: columns).text(result)
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
        let diagnostics = reports.flatMap(\.diagnostics)
        let isUsable = !diagnostics.contains { $0.severity == .error }
        let hasCases = reports.contains { $0.cases > 0 }
        if let focus = options.focus, !hasCases, isUsable {
            throw .usage(.unknownName(kind: Phrase(en: "case in the log", zh: "日志中的案件"), focus, among: []))
        }
        let summaries = reports.map {
            LogSummary($0, program: rulebook.program, language: language, columns: columns)
        }
        let pages = reports.map { report in
            let name = report.log.identity.name
            let page = LogPage(
                report, program: rulebook.program, cases: wrong[name] ?? [],
                language: pageLanguage(rulebook.program, name))
            return (name: reports.count > 1 ? "report-\(name).html" : "report.html", page: page)
        }
        if let folder {
            try session.unwrap { () throws(FileFailure) in
                try write(summaries, lines.bytes, table, pages, to: folder)
            }
        } else {
            session.console.output(lines.bytes)
            session.console.output(table)
            session.console.output(timeline)
        }
        session.report(Diagnostics(diagnostics))
        if options.focus == nil, hasCases || isUsable {
            if format == "html", folder == nil, let page = pages.first?.page {
                session.console.output(page.html())
            } else {
                show(summaries, format)
            }
        }
        if !isUsable { return .unusableInput }
        return reports.contains { $0.casesWithProblems > 0 } ? .negative : .success
    }

    /// A page goes to people of the firm: it is in the language of the rulebook, unless the command line asks for another.
    private func pageLanguage(_ program: Program, _ name: String) -> MessageLanguage {
        guard session.arguments.value("--lang") == nil,
            let log = program.logs.first(where: { $0.identity.name == name })
        else { return language }
        let chain = program.chains[log.chain.index]
        let titles = [log.identity.title, chain.identity.title] + chain.steps.map(\.title)
        let isChinese = titles.contains { $0.unicodeScalars.contains { $0.properties.isIdeographic } }
        return isChinese ? (language.isChinese ? language : .zhHans) : .en
    }

    /// The summary for people and programs, a page, a line and a row for each case.
    private func write(
        _ summaries: [LogSummary], _ lines: [UInt8], _ table: [UInt8], _ pages: [(name: String, page: LogPage)],
        to folder: String
    ) throws(FileFailure) {
        var staging = try Staging(destination: folder, isListed: true)
        try staging.write(Array(text(summaries).utf8), to: "summary.txt")
        try staging.write(json(summaries), to: "summary.json")
        try staging.write(lines, to: "cases.jsonl")
        try staging.write(table, to: "cases.csv")
        for (name, page) in pages { try staging.write(page.html(), to: name) }
        try staging.commit()
    }

    /// One chain below the other.
    private func text(_ summaries: [LogSummary]) -> String { summaries.map { $0.text() }.joined(separator: "\n") }

    /// An object; of several chains a list of them.
    private func json(_ summaries: [LogSummary]) -> [UInt8] {
        var out = JSONWriter(isIndented: true)
        if summaries.count > 1 { out.beginArray() }
        for summary in summaries { summary.json(into: &out) }
        if summaries.count > 1 {
            out.endArray()
            out.newLine()
        }
        return out.bytes
    }

    private func show(_ summaries: [LogSummary], _ format: String) {
        switch format {
        case "text": session.console.output(text(summaries))
        case "json": session.console.output(json(summaries))
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

    /// The logs of the rulebook that the file is: those named, or the only one.
    private func mappings(_ program: Program) throws(Failure) -> [LogMapping] {
        let names = program.logs.map(\.identity.name)
        var mappings: [LogMapping] = []
        for name in session.arguments.all("--mapping") {
            guard let log = program.logs.first(where: { $0.identity.name == name }) else {
                throw .usage(.unknownName(kind: Phrase(en: "log", zh: "日志"), name, among: names))
            }
            if !mappings.contains(where: { $0.identity.name == name }) { mappings.append(log) }
        }
        if !mappings.isEmpty { return mappings }
        if program.logs.count == 1 { return program.logs }
        throw .usage(.whichLog(names))
    }
}
