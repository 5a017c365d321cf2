import Writ
import WritApprovals
import WritEvaluation
import WritLanguage
import WritSemantics

/// `writ run CASE…`
enum RunCommand: Command {
    static let name = "run"
    static let synopsis = "CASE… [--out DIR] [--number N] [--strict] [--staff FILE] [--format text|json]"
    static let summary = Phrase(
        en: "the documents that a case requires, and its outcome", zh: "生成案件所需文书与结果")
    static let options = [
        Option("--out", "DIR", "write the documents to this folder", "将文书写入此文件夹"),
        Option("--number", "N", "the running number of the first document", "首份文书的序号"),
        Option.encoding, Option.dates,
        Option("--case", "TYPE", "the case type where the file names none", "文件未写明时的案件类型"),
        Option("--staff", "FILE", "who holds which role (JSON or CSV)", "任职名单（JSON 或 CSV）"),
        Option("--strict", nil, "status 1 where a case is refused", "案件被拒时状态为 1"),
        Option("--format", choices: ["text", "json"], "how the outcome is shown", "结果的显示格式"),
    ]

    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        guard !session.arguments.positional.isEmpty else { throw .usage(.missingOperand("CASE")) }
        let number = try session.integer("--number", in: 1...999_999_999)
        let rulebook = try session.loadRulebook()
        let cases = try session.readCases(session.arguments.positional, rulebook)
        let processor = CaseProcessor(rulebook, language: session.console.language)
        let targets: CaseProcessor.Targets = session.arguments.value("--out") == nil ? [] : [.xml, .html]
        var results: [CaseProcessor.Result] = []
        var next = number
        for data in cases {
            let result = processor.process(data, number: next, targets: targets)
            next = next.map { $0 + result.documents.count }
            results.append(result)
        }
        if let folder = session.arguments.value("--out") {
            try session.unwrap { () throws(FileFailure) in try write(results, processor, targets, to: folder) }
        }
        show(results, processor, targets, session)
        return status(results, session)
    }

    private static func write(
        _ results: [CaseProcessor.Result], _ processor: CaseProcessor, _ targets: CaseProcessor.Targets,
        to folder: String
    ) throws(FileFailure) {
        var staging = try Staging(destination: folder)
        for result in results {
            let id = result.routing.data.id
            guard !result.folder.isEmpty else { throw FileFailure(.emptyCaseID) }
            guard try staging.makeFolder(result.folder) else {
                throw FileFailure(.duplicateCase(id: id, firstLine: nil))
            }
            for document in result.documents {
                try staging.write(document.xml, to: "\(result.folder)/\(document.name).xml")
                try staging.write(document.html, to: "\(result.folder)/\(document.name).html")
            }
            var writer = JSONWriter(isIndented: true)
            processor.writeOutcome(result, targets: targets, to: &writer)
            writer.newLine()
            try staging.write(writer.bytes, to: "\(result.folder)/outcome.json")
        }
        try staging.commit()
    }

    private static func show(
        _ results: [CaseProcessor.Result], _ processor: CaseProcessor, _ targets: CaseProcessor.Targets,
        _ session: Session
    ) {
        if session.arguments.value("--format") == "json" {
            for result in results {
                var writer = JSONWriter(isIndented: true)
                processor.writeOutcome(result, targets: targets, to: &writer)
                writer.newLine()
                session.console.output(writer.bytes)
            }
            return
        }
        let text = OutcomeText(program: processor.rulebook.program, language: session.console.language)
        for result in results {
            session.console.output(text.text(result, folder: session.arguments.value("--out")))
            session.report(Diagnostics(result.outcome.errors, files: processor.rulebook.sources.files))
        }
    }

    private static func status(_ results: [CaseProcessor.Result], _ session: Session) -> ExitStatus {
        if results.contains(where: \.hasErrors) { return .negative }
        if session.arguments.has("--strict"), results.contains(where: \.isRefused) { return .negative }
        return .success
    }
}
