internal import Glibc
import Writ
import WritEvaluation
import WritLanguage
import WritSemantics

/// `writ batch FILE`
enum BatchCommand: Command {
    static let name = "batch"
    static let synopsis = "FILE.jsonl|FILE.json|FILE.csv|- --out DIR|FILE [OPTION…]"
    static let summary = Phrase(en: "many cases in one pass", zh: "批量处理案件")
    static let options =
        [
            Option("--out", "DIR|FILE", "where the output goes; - is standard output", "输出位置；- 为标准输出"),
            Option(
                "--format", choices: ["documents", "jsonl", "html", "xml", "xml+html"],
                "documents in folders, outcomes, or one stream",
                "分文件夹的文书、逐行结果或单一文书流"),
            Option(
                "--select", "NAME,…", "only these tables' outputs or defined values, a line a case",
                "每案一行，只输出所列决策表或定义的值"),
            Option(
                "--input", choices: ["jsonl", "json", "csv"],
                "what the input is, where its name and beginning do not tell: cases a line each, a JSON array or cases over several lines, or a table (separated by commas, semicolons or tabs)",
                "输入的格式（文件名和开头看不出时）：每行一案；JSON 数组或多行案件；表格（以逗号、分号或制表符分隔）"),
            Option.docx, Option.cases, Option.encoding, Option.dates,
            Option("--case", "TYPE", "the case type of flat lines and of tables", "平铺数据和表格的案件类型"),
            Option(
                "--columns", "NAME", "what the columns of a table stand for, as the rulebook's `columns` say",
                "表格各列的含义，按规则手册中的列对照"),
            Option("--organisation", "NAME", "whose cases they are, where they name nobody", "未写明单位的案件所属单位"),
            Option("--group-by", "COLUMN", "rows with the same value are one case", "此列相同的行合为一案"),
            Option("--jobs", "N", "threads (default: all processors)", "线程数（默认为全部处理器）"),
            Option("--strict", nil, "status 1 where a case is refused", "案件被拒时状态为 1"),
        ] + RegisterOptions.issuing

    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        let arguments = session.arguments
        guard let path = arguments.positional.first else { throw .usage(.missingOperand("FILE")) }
        if arguments.positional.count > 1 { throw .usage(.extraOperand(arguments.positional[1])) }
        let processors = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        let jobs = try session.integer("--jobs", in: 1...256) ?? processors
        // Thousands of outcomes would run over the screen.
        if arguments.value("--out") == nil, session.console.outputIsTerminal { throw .usage(.outputToTerminal) }
        let target = arguments.value("--out") ?? "-"
        let selects = arguments.value("--select") != nil
        let format = arguments.value("--format") ?? (target == "-" || selects ? "jsonl" : "documents")
        if format == "documents", target == "-" { throw .usage(.missingOperand("--out DIR")) }
        var output: BatchRunner.Output =
            switch format {
            case "documents": .documents
            case "html": .stream(.html)
            case "xml": .stream(.xml)
            case "xml+html": .stream([.xml, .html])
            default: .outcomes
            }
        if let names = arguments.value("--select") {
            if let given = arguments.value("--format"), given != "jsonl" {
                throw .usage(.conflict("--select", "--format \(given)"))
            }
            output = .decisions(names.split(separator: ",").map(String.init))
        }
        var rulebook = try session.loadRulebook()
        try session.readOtherCases(into: &rulebook)
        var defaults = try session.caseDefaults(rulebook)
        let text = try session.openText(path)
        let layout = layout(arguments.value("--input"), path, text)
        if layout == .table {
            // A table does not say what its rows are; where there is one type of case, they can be nothing else.
            defaults.type = defaults.type ?? onlyCaseType(rulebook.program)
            if defaults.type == nil { throw .usage(.missingOperand("--case TYPE")) }
        } else if arguments.value("--group-by") != nil {
            throw .usage(.conflict("--group-by", "--input jsonl"))
        }
        if case .decisions(let names) = output {
            let (_, problems) = DecisionStream.make(
                rulebook.plan, selection: names, defaults: defaults, file: path)
            if !problems.isEmpty { throw .input(Diagnostics(problems)) }
        }
        if arguments.has("--docx"), output != .documents { throw .usage(.conflict("--docx", "--format \(format)")) }
        if arguments.value("--register") != nil, output != .documents {
            throw .usage(.conflict("--register", "--format \(format)"))
        }
        guard
            var input = BatchInput(
                text, path: path, format: layout, program: rulebook.program, defaults: defaults,
                grouping: arguments.value("--group-by"), pieceBytes: pieceBytes(output))
        else { throw .usage(.missingOperand("--case TYPE")) }
        if input.headerDiagnostics.contains(where: { $0.severity == .error }) {
            throw .input(Diagnostics(input.headerDiagnostics))
        }
        let registrar = try session.registrar()
        session.report(Diagnostics(registrar?.register.takeNotes() ?? []))
        let runner = BatchRunner(
            rulebook, defaults: defaults, path: path, output: output, language: session.console.language,
            registrar: registrar, makesOfficeFiles: arguments.has("--docx"))
        var report = BatchReport(
            session: session, files: rulebook.sources.files, total: size(of: path),
            writesDocuments: output.writesDocuments)
        do throws(FileFailure) {
            if output == .documents {
                try documents(runner, &input, jobs: jobs, to: target, registrar: registrar, report: &report)
            } else {
                // Who cuts the output short has seen what they wanted; figures of a part would mislead.
                guard try stream(runner, &input, jobs, to: target, &report) else { return .success }
            }
        } catch {
            registrar?.giveUp()
            throw .input(Diagnostics([error.diagnostic]))
        }
        return report.finish(isStrict: arguments.has("--strict"), rulebook.program)
    }

    /// False where nobody reads the output to its end.
    private static func stream(
        _ runner: BatchRunner, _ input: inout BatchInput, _ jobs: Int, to target: String, _ report: inout BatchReport
    ) throws(FileFailure) -> Bool {
        var file = try OutputFile(target)
        var told = report
        try runner.run(&input, jobs: jobs) { batch throws(FileFailure) in
            try file.write(batch.bytes)
            try batch.withDocuments { documents throws(FileFailure) in try file.write(documents) }
            told.take(batch)
            return !file.isUnread
        }
        try file.commit()
        report = told
        return !file.isUnread
    }

    private static func documents(
        _ runner: BatchRunner, _ input: inout BatchInput, jobs: Int, to target: String, registrar: Registrar?,
        report: inout BatchReport
    ) throws(FileFailure) {
        let filing = try Filing(target)
        var told = report
        // With a register each case is filed before the next one gets its numbers.
        var failure: FileFailure?
        registrar?.filing = { files in
            do throws(FileFailure) {
                return try failure == nil ? filing.file(files) : nil
            } catch {
                failure = error
                return nil
            }
        }
        defer { registrar?.filing = nil }
        try runner.run(&input, jobs: jobs) { batch throws(FileFailure) in
            if let failure { throw failure }
            var batch = batch
            var bytes: [UInt8] = []
            var copied = 0
            for files in batch.files {
                guard let problem = try filing.file(files) else { continue }
                // The outcome names files that are not there.
                batch.counts.documents -= files.documents
                batch.counts.unfiled += 1
                told.add(problem)
                bytes += batch.bytes[copied..<files.outcome.lowerBound]
                bytes += BatchRunner.outcome(ofUnusableCase: [problem])
                copied = files.outcome.upperBound
            }
            try registrar?.record()
            if copied == 0 {
                try filing.staging.append(batch.bytes, to: "outcomes.jsonl")
            } else {
                try filing.staging.append(bytes + batch.bytes[copied...], to: "outcomes.jsonl")
            }
            told.take(batch)
            return true
        }
        try filing.staging.commit()
        registrar?.finish()
        report = told
    }

    /// The folder that a batch fills.
    private final class Filing {
        var staging: Staging
        /// The lines of the cases so far by a digest of their folders, to name the one that another repeats.
        private var lines: [Int: Int32] = [:]

        init(_ folder: String) throws(FileFailure) { staging = try Staging(destination: folder, isListed: true) }

        /// Writes the files of a case; answers why it did not.
        func file(_ files: BatchRunner.CaseFiles) throws(FileFailure) -> Diagnostic? {
            guard !files.folder.isEmpty else { return Diagnostic(.error, FileFact.emptyCaseID, at: files.place) }
            do throws(FileFailure) {
                guard try staging.putFolder(files.folder, files: files.files, owns: CaseFiles.isOutcome) else {
                    let first = lines[files.folder.hashValue].map { Int($0) }
                    return Diagnostic(.error, FileFact.duplicateCase(id: files.id, firstLine: first), at: files.place)
                }
            } catch {
                // One case that cannot be filed does not keep the others from it.
                guard case .notAsWritten = error.fact else { throw error }
                return Diagnostic(.error, error.fact, at: files.place)
            }
            lines[files.folder.hashValue] = Int32(clamping: files.line)
            return nil
        }
    }

    /// How the cases are written: as the command line says, or the name and the first byte.
    private static func layout(_ stated: String?, _ path: String, _ text: TextStream) -> BatchInput.Format {
        switch stated {
        case "csv": .table
        case "jsonl": text.firstSign == UInt8(ascii: "[") ? .values : .lines
        case "json": .values
        default: BatchInput.Format(named: path, first: text.firstSign)
        }
    }

    private static func onlyCaseType(_ program: Program) -> RecordID? {
        let types = program.records.indices.filter { program.records[$0].isCase }
        return types.count == 1 ? types.first.map { RecordID($0) } : nil
    }

    /// How much input is handed over at a time: less where each case makes more output.
    private static func pieceBytes(_ output: BatchRunner.Output) -> Int {
        switch output {
        case .documents, .stream: 1 << 16
        case .outcomes: 1 << 18
        case .decisions: 1 << 20
        }
    }

    private static func size(of path: String) -> Int {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return 0 }
        return Int(status.st_size)
    }
}

extension BatchRunner.Output {
    /// Whether documents are written, and not only what follows.
    fileprivate var writesDocuments: Bool {
        switch self {
        case .documents, .stream: true
        case .outcomes, .decisions: false
        }
    }
}
