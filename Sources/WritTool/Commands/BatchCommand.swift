internal import Glibc
import Writ
import WritEvaluation
import WritLanguage
import WritSemantics

/// `writ batch FILE`
enum BatchCommand: Command {
    static let name = "batch"
    static let synopsis = "FILE.jsonl|FILE.csv|- --out DIR|FILE [OPTION…]"
    static let summary = Phrase(en: "many cases in one pass", zh: "批量处理案件")
    static let options = [
        Option("--out", "DIR|FILE", "where the output goes; - is standard output", "输出位置；- 为标准输出"),
        Option(
            "--format", choices: ["documents", "jsonl", "html", "xml", "xml+html"],
            "documents in folders, outcomes, or one stream",
            "分文件夹的文书、逐行结果或单一文书流"),
        Option(
            "--select", "NAME,…", "only these tables' outputs or defined values, a line a case", "每案一行，只输出所列决策表或定义的值"),
        Option("--input", choices: ["jsonl", "csv"], "the input's format where the name does not tell", "输入格式"),
        Option("--case", "TYPE", "the case type of flat lines and of CSV", "平铺数据和 CSV 的案件类型"),
        Option("--group-by", "COLUMN", "rows with the same value are one case", "此列相同的行合为一案"),
        Option("--jobs", "N", "threads (default: all processors)", "线程数（默认为全部处理器）"),
        Option("--strict", nil, "status 1 where a case is refused", "案件被拒时状态为 1"),
    ]

    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        let arguments = session.arguments
        guard let path = arguments.positional.first else { throw .usage(.missingOperand("FILE")) }
        if arguments.positional.count > 1 { throw .usage(.extraOperand(arguments.positional[1])) }
        let processors = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        let jobs = try session.integer("--jobs", in: 1...256) ?? processors
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
        let rulebook = try session.loadRulebook()
        let defaults = try session.caseDefaults(rulebook)
        let isCSV = arguments.value("--input").map { $0 == "csv" } ?? path.hasSuffix(".csv")
        if isCSV, defaults.type == nil { throw .usage(.missingOperand("--case TYPE")) }
        if !isCSV, arguments.value("--group-by") != nil { throw .usage(.conflict("--group-by", "--input jsonl")) }
        if case .decisions(let names) = output {
            if isCSV { throw .usage(.conflict("--select", "--input csv")) }
            let (_, problems) = DecisionStream.make(
                rulebook.plan, selection: names, defaults: defaults, file: path)
            if !problems.isEmpty { throw .input(Diagnostics(problems)) }
        }
        let descriptor = try session.openInput(path)
        defer { if descriptor != STDIN_FILENO { close(descriptor) } }
        guard
            var input = BatchInput(
                descriptor: descriptor, path: path, format: isCSV ? .csv : .jsonl, program: rulebook.program,
                defaults: defaults, grouping: arguments.value("--group-by"),
                pieceBytes: pieceBytes(output))
        else { throw .usage(.missingOperand("--case TYPE")) }
        if input.headerDiagnostics.contains(where: { $0.severity == .error }) {
            throw .input(Diagnostics(input.headerDiagnostics))
        }
        let runner = BatchRunner(
            rulebook, defaults: defaults, path: path, output: output, language: session.console.language)
        var report = BatchReport(
            session: session, files: rulebook.sources.files, total: size(of: descriptor),
            writesDocuments: output.writesDocuments)
        do throws(FileFailure) {
            if output == .documents {
                try documents(runner, &input, jobs, to: target, &report)
            } else {
                // Who cuts the output short has seen what they wanted; figures of a part would mislead.
                guard try stream(runner, &input, jobs, to: target, &report) else { return .success }
            }
        } catch {
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
        _ runner: BatchRunner, _ input: inout BatchInput, _ jobs: Int, to target: String, _ report: inout BatchReport
    ) throws(FileFailure) {
        var staging = try Staging(destination: target)
        var told = report
        let outcomes = try staging.open("outcomes.jsonl")
        try runner.run(&input, jobs: jobs) { batch throws(FileFailure) in
            for files in batch.files {
                guard !files.folder.isEmpty else {
                    told.add(Diagnostic(.error, FileFact.emptyCaseID, at: files.place))
                    continue
                }
                guard try staging.makeFolder(files.folder) else {
                    told.add(Diagnostic(.error, FileFact.duplicateCase(id: files.id), at: files.place))
                    continue
                }
                for file in files.files { try staging.write(file.bytes, to: "\(files.folder)/\(file.name)") }
            }
            try staging.append(batch.bytes, to: outcomes, shownAs: "outcomes.jsonl")
            told.take(batch)
            return true
        }
        close(outcomes)
        try staging.commit()
        report = told
    }

    /// How much input is handed over at a time: less where each case makes more output.
    private static func pieceBytes(_ output: BatchRunner.Output) -> Int {
        switch output {
        case .documents, .stream: 1 << 16
        case .outcomes: 1 << 18
        case .decisions: 1 << 20
        }
    }

    private static func size(of descriptor: Int32) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return 0 }
        return Int(status.st_size)
    }
}

extension Session {
    /// Opens a file for reading; `-` is standard input.
    func openInput(_ path: String) throws(Failure) -> Int32 {
        if path == "-" { return STDIN_FILENO }
        return try unwrap { () throws(FileFailure) in try FileSystem.open(path) }
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
