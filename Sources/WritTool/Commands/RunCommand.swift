import Writ
import WritApprovals
import WritEvaluation
import WritLanguage
import WritSemantics

/// `writ run CASE…`
enum RunCommand: Command {
    static let name = "run"
    static let synopsis =
        "CASE… [--out DIR [--docx]] [--register DIR [--replace NUMBER… --reason TEXT]] [--number N] [--strict] [--staff FILE] [--format text|json]"
    static let summary = Phrase(
        en: "the documents that a case requires, and its outcome", zh: "生成案件所需文书与结果")
    static let options =
        [
            Option("--out", "DIR", "write the documents to this folder", "将文书写入此文件夹"),
            Option.docx,
            Option("--number", "N", "the running number of the first document", "首份文书的序号"),
            Option.cases, Option.encoding, Option.dates,
            Option("--case", "TYPE", "the case type where the file names none", "文件未写明时的案件类型"),
            Option("--staff", "FILE", "who holds which role (JSON or CSV)", "任职名单（JSON 或 CSV）"),
            Option("--strict", nil, "status 1 where a case is refused", "案件被拒时状态为 1"),
            Option("--format", choices: ["text", "json"], "how the outcome is shown", "结果的显示格式"),
        ] + RegisterOptions.issuing + [
            Option(
                "--replace", "NUMBER", isRepeatable: true,
                "issue a new document that revokes the one of this number; several times for several",
                "另行出具文书并废止此文号的文书；多份文书可重复使用"),
            Option("--reason", "TEXT", "why it is replaced", "废止理由"),
        ]

    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        guard !session.arguments.positional.isEmpty else { throw .usage(.missingOperand("CASE")) }
        if session.arguments.value("--out") == "-" {
            throw .usage(.badValue("--out", "-", expected: "a folder; `--format json` writes to standard output"))
        }
        let number = try session.integer("--number", in: 1...999_999_999)
        let isRegistered = session.arguments.value("--register") != nil
        if number != nil, isRegistered { throw .usage(.conflict("--number", "--register")) }
        // What was registered cannot be done over.
        let (rulebook, stated, complete) = try session.loadCasesToWrite(
            session.arguments.positional, allForms: isRegistered)
        var cases = stated
        let registrar = try session.registrar()
        let writes = session.arguments.value("--out") != nil
        if session.arguments.has("--docx"), !writes { throw .usage(.missingOperand("--out DIR")) }
        var targets: CaseProcessor.Targets = writes ? [.xml, .html] : []
        if session.arguments.has("--docx") { targets.insert(.docx) }
        for data in cases {
            let organisation = data.organisation.map { rulebook.program.organisations[$0.index].identity.name }
            registrar?.reserve(data.history, of: organisation)
        }
        if let registrar { cases = session.complete(cases) { registrar.complete(&$0, rulebook.program) } }
        func process(_ rulebook: CompiledRulebook) -> (CaseProcessor, [CaseProcessor.Result]) {
            let processor = CaseProcessor(rulebook, language: session.console.language)
            var next = number
            let results = zip(cases, session.arguments.positional).map { data, path in
                processor.pictures = PictureFolder.shelf(beside: path)
                let result = processor.process(
                    data, number: next, targets: registrar == nil ? targets : targets.union([.xml, .html]),
                    registrar: registrar)
                next = next.map { $0 + result.documents.count }
                return result
            }
            return (processor, results)
        }
        var (processor, results) = process(rulebook)
        if processor.missesForm, let all = complete() { (processor, results) = process(all) }
        if let registrar {
            try check(registrar, session)
        } else if let folder = session.arguments.value("--out") {
            let problems = try session.unwrap { () throws(FileFailure) in try FolderNumbers.check(results, in: folder) }
            if !problems.isEmpty { throw .negative(Diagnostics(problems)) }
        }
        do throws(FileFailure) {
            try write(results, processor, targets, registrar, to: session.arguments.value("--out"))
        } catch {
            registrar?.giveUp()
            throw .input(Diagnostics([error.diagnostic]))
        }
        show(results, processor, targets, session)
        ShortLife.keep((rulebook, stated, complete, processor, results))
        return status(results, session)
    }

    /// What the register refuses ends the run: nothing is written and nothing recorded.
    private static func check(_ registrar: Registrar, _ session: Session) throws(Failure) {
        session.report(Diagnostics(registrar.register.takeNotes()))
        var problems = registrar.problems
        if problems.isEmpty {
            problems = session.arguments.all("--replace").filter { !registrar.replaced.contains($0) }.map {
                Diagnostic(.error, RegisterFact.notReplaced($0), at: .none)
            }
        }
        guard !problems.isEmpty else { return }
        registrar.giveUp()
        throw .negative(Diagnostics(problems))
    }

    /// Makes the documents ready, records them, and puts them into place: what cannot be written is not recorded.
    static func write(
        _ results: [CaseProcessor.Result], _ processor: CaseProcessor, _ targets: CaseProcessor.Targets,
        _ registrar: Registrar?, to folder: String?
    ) throws(FileFailure) {
        guard let folder else {
            try registrar?.record()
            registrar?.finish()
            return
        }
        var staging = try Staging(destination: folder)
        for result in results {
            let id = result.routing.data.id
            guard !result.folder.isEmpty else { throw FileFailure(.emptyCaseID) }
            var files = result.documents.flatMap(\.files)
            var writer = JSONWriter(isIndented: true)
            processor.writeOutcome(result, targets: targets, to: &writer)
            writer.newLine()
            files.append((name: "outcome.json", bytes: writer.bytes))
            guard try staging.putFolder(result.folder, files: files, owns: CaseFiles.isOutcome) else {
                throw FileFailure(.duplicateCase(id: id, firstLine: nil))
            }
        }
        try registrar?.record()
        try staging.commit()
        registrar?.finish()
    }

    static func show(
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
        for (index, result) in results.enumerated() {
            let place = results.count > 1 ? (number: index + 1, of: results.count) : nil
            session.console.output(text.text(result, place: place, folder: session.arguments.value("--out")))
            session.report(Diagnostics(result.errors, files: processor.rulebook.sources.files))
        }
        if results.count > 1 {
            session.console.output(text.total(results, writesDocuments: session.arguments.value("--out") != nil))
        }
    }

    static func status(_ results: [CaseProcessor.Result], _ session: Session) -> ExitStatus {
        if results.contains(where: \.hasErrors) { return .negative }
        if session.arguments.has("--strict"), results.contains(where: \.isRefused) { return .negative }
        return .success
    }
}
