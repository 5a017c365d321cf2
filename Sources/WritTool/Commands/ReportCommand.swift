internal import Glibc
import Writ
import WritEvaluation
import WritLanguage
import WritSemantics

/// `writ report NAME FILE…`
enum ReportCommand: Command {
    static let name = "report"
    static let synopsis = "REPORT|FORM FILE… [--period PERIOD] [--with CASE] [--out DIR] [--format text|json|case]"
    static let summary = Phrase(en: "one document that sums up many cases", zh: "将众多案件汇总为一份文书")
    static let options = [
        Option(
            "--period", "PERIOD",
            "what it covers: 2026-03, 2026-W10, 2026-Q1, 2026-H1, 2026 or 2026-03-01..2026-03-15",
            "报表期间：2026-03、2026-W10、2026-Q1、2026-H1、2026 或 2026-03-01..2026-03-15"),
        Option("--with", "CASE", "a case file with what is stated beside the figures", "另行写明其余事实的案件文件"),
        Option("--out", "DIR", "write the documents to this folder", "将文书写入此文件夹"),
        Option.docx, Option.encoding, Option.dates,
        Option("--case", "TYPE", "the case type where the files name none", "文件未写明时的案件类型"),
        Option("--staff", "FILE", "who holds which role (JSON or CSV)", "任职名单（JSON 或 CSV）"),
        Option("--jobs", "N", "threads (default: all processors)", "线程数（默认为全部处理器）"),
        Option(
            "--format", choices: ["text", "json", "case"], "how the outcome is shown; case: the case that was made",
            "结果的显示格式；case 为汇总而成的案件"),
    ]

    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        let arguments = session.arguments
        guard let name = arguments.positional.first else { throw .usage(.missingOperand("REPORT")) }
        let paths = Array(arguments.positional.dropFirst())
        guard !paths.isEmpty else { throw .usage(.missingOperand("FILE")) }
        let rulebook = try session.loadRulebook()
        let number = try report(name, rulebook.program)
        let report = rulebook.program.reports[number]
        let period = try period(of: report, session)
        let (given, warnings) = try stated(report, rulebook, session)
        let result = try count(paths, by: number, in: rulebook, over: period?.days, session)
        let fields = rulebook.program.records[report.target.index].fields
        let (facts, diagnostics) = result.facts(
            of: number, in: rulebook.program, period: period?.days, beside: given?.facts ?? fields.map(\.unstated))
        session.report(Diagnostics(warnings + diagnostics))
        say(result.tally, session.console)
        guard
            let asOf = try session.caseDefaults(rulebook).asOf ?? given?.asOf ?? period?.days.upperBound
        else { throw .usage(.missingOperand("--as-of DATE")) }
        let data = CaseData(
            type: report.target, id: given?.id ?? "\(report.identity.name)-\(arguments.value("--period") ?? "\(asOf)")",
            asOf: asOf, organisation: given?.organisation ?? result.tally.organisation, facts: facts,
            history: given?.history ?? [], actions: given?.actions ?? [], staff: given?.staff ?? [])
        let status = try issue(data, rulebook, session)
        return diagnostics.contains { $0.severity == .error } ? .negative : status
    }

    /// The documents of the case that was made, as `writ run` makes them of any.
    private static func issue(
        _ data: CaseData, _ rulebook: CompiledRulebook, _ session: Session
    ) throws(Failure) -> ExitStatus {
        if session.arguments.value("--format") == "case" {
            session.console.output(CaseWriter.json(data, in: rulebook.program))
            if session.arguments.value("--out") == nil { return .success }
        }
        var targets: CaseProcessor.Targets = session.arguments.value("--out") == nil ? [] : [.xml, .html]
        if session.arguments.has("--docx") {
            if targets.isEmpty { throw .usage(.missingOperand("--out DIR")) }
            targets.insert(.docx)
        }
        let processor = CaseProcessor(rulebook, language: session.console.language)
        let results = [processor.process(data, targets: targets)]
        try session.unwrap { () throws(FileFailure) in
            try RunCommand.write(results, processor, targets, nil, to: session.arguments.value("--out"))
        }
        if session.arguments.value("--format") != "case" { RunCommand.show(results, processor, targets, session) }
        return RunCommand.status(results, session)
    }

    /// The report of that name, or the one whose case a form of that name is filled for.
    private static func report(_ name: String, _ program: Program) throws(Failure) -> Int {
        let reports = program.reports
        if let number = reports.firstIndex(where: { $0.identity.name == name || $0.identity.title == name }) {
            return number
        }
        if let form = program.forms.first(where: { $0.name == name || $0.title == name }) {
            let fitting = reports.indices.filter { form.subjects.contains(reports[$0].target) }
            if fitting.count == 1, let only = fitting.first { return only }
        }
        throw .usage(
            .unknownName(kind: Phrase(en: "report", zh: "报表"), name, among: reports.map(\.identity.name)))
    }

    private static func period(of report: Report, _ session: Session) throws(Failure) -> ReportingPeriod? {
        guard let text = session.arguments.value("--period") else {
            if report.period != nil { throw .usage(.missingOperand("--period PERIOD")) }
            return nil
        }
        let expected = "2026-03, 2026-W10, 2026-Q1, 2026-H1, 2026, 2026-03-01..2026-03-15"
        guard let period = ReportingPeriod(text) else { throw .usage(.badValue("--period", text, expected: expected)) }
        guard let declared = report.period else {
            throw .usage(.conflict("--period", "`\(report.identity.name)`"))
        }
        if let length = period.length, length != declared.length {
            throw .usage(.badValue("--period", text, expected: Self.example(of: declared.length)))
        }
        return period
    }

    private static func example(of length: CalendarPeriod) -> String {
        switch length {
        case .week: "2026-W10"
        case .month: "2026-03"
        case .quarter: "2026-Q1"
        case .halfYear: "2026-H1"
        case .year: "2026"
        }
    }

    /// What somebody states beside the figures.
    private static func stated(
        _ report: Report, _ rulebook: CompiledRulebook, _ session: Session
    ) throws(Failure) -> (CaseData?, [Diagnostic]) {
        guard let path = session.arguments.value("--with") else { return (nil, []) }
        let (cases, warnings) = try session.gatherCases([path], rulebook)
        guard let data = cases.first, data.type == report.target else {
            throw .usage(
                .badValue("--with", path, expected: rulebook.program.records[report.target.index].identity.name))
        }
        return (data, warnings)
    }

    private static func count(
        _ paths: [String], by number: Int, in rulebook: CompiledRulebook, over period: ClosedRange<CalendarDate>?,
        _ session: Session
    ) throws(Failure) -> ReportRunner.Result {
        let report = rulebook.program.reports[number]
        let processors = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        let jobs = try session.integer("--jobs", in: 1...256) ?? processors
        let defaults = try session.caseDefaults(rulebook)
        let runner = ReportRunner(rulebook, report: number, period: period, defaults: defaults)
        var result = runner.begin()
        for path in paths {
            let text = try session.openText(path)
            let format = BatchInput.Format(named: path, first: text.firstSign)
            var own = defaults
            // The rows of a table can be nothing else than what the report is made from.
            if format == .table { own.type = own.type ?? report.source }
            guard
                var input = BatchInput(
                    text, path: path, format: format, program: rulebook.program, defaults: own, grouping: nil,
                    pieceBytes: 1 << 18)
            else { throw .usage(.missingOperand("--case TYPE")) }
            if input.headerDiagnostics.contains(where: { $0.severity == .error }) {
                throw .input(Diagnostics(input.headerDiagnostics))
            }
            try session.unwrap { () throws(FileFailure) in
                try runner.run(&input, path: path, jobs: jobs, into: &result)
            }
        }
        return result
    }

    private static func say(_ tally: ReportTally, _ console: Console) {
        console.say(
            Phrase(
                en:
                    "\(tally.read == 1 ? "1 case" : "\(tally.read) cases") of the type, \(tally.counted) of them counted",
                zh: "该类案件 \(tally.read) 件，计入 \(tally.counted) 件"))
    }
}
