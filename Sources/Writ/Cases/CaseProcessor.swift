package import WritApprovals
package import WritDocuments
package import WritEvaluation
package import WritLanguage
package import WritSemantics

/// From a case to its outcome, the state of its approvals, and its finished documents. One for each thread: it reuses
/// memory between cases.
///
/// Unsafe memory: it is used by one thread at a time and never from within itself, so nothing watches over its state.
package final class CaseProcessor {
    /// A finished document of one case.
    package struct Document {
        package let issue: Int
        package let form: FormID
        /// The file's name without its ending: the form's, with a number where the case has several of it.
        package let name: String
        /// Empty where it was not asked for.
        package var xml: [UInt8]
        package var html: [UInt8]
        /// The view as an office program edits it.
        package var docx: [UInt8] = []
        package var missing: [WritEvaluation.Outcome.Need]
        /// The routing sheet that goes with it, where it has one.
        package var sheet: RoutingSheet?
        /// The register has another text under its number.
        package var isRefused = false

        /// Those that were asked for, by the names of their files.
        package var files: [(name: String, bytes: [UInt8])] {
            var files = [("\(name).xml", xml), ("\(name).html", html), ("\(name).docx", docx)]
            if let sheet {
                let name = name + RoutingSheet.suffix
                files += [("\(name).xml", sheet.xml), ("\(name).html", sheet.html), ("\(name).docx", sheet.docx)]
            }
            return files.filter { !$0.1.isEmpty }
        }
    }

    /// The files of a routing sheet. They bear the name of the document and have their own keeper.
    package struct RoutingSheet {
        package let xml: [UInt8]
        package let html: [UInt8]
        package let docx: [UInt8]

        /// What stands behind the document's name; no form can be named so.
        static let suffix = ".routing"
    }

    /// What came of one case.
    package struct Result {
        package let routing: CaseRouting
        package let documents: [Document]
        /// The folder in which its documents are filed.
        package let folder: String
        /// Why documents were not made.
        package var problems: [Diagnostic] = []

        package var outcome: WritEvaluation.Outcome { routing.outcome }
        /// The rules say that what the case asks for may not be granted.
        package var isRefused: Bool { outcome.isRefused }
        package var hasErrors: Bool { !errors.isEmpty }
        package var errors: [Diagnostic] { outcome.errors + problems }
    }

    /// Which files of a document are made.
    package struct Targets: OptionSet, Sendable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }
        package static let xml = Targets(rawValue: 1)
        package static let html = Targets(rawValue: 2)
        /// Made of the view, which is then made, too.
        package static let docx = Targets(rawValue: 4)
    }

    package let rulebook: CompiledRulebook
    /// Those beside the case, which its documents may show. Without them the places of pictures stay empty.
    @exclusivity(unchecked) package var pictures: PictureShelf?
    private let router: CaseRouter
    /// By form, one for each case type of which a document was asked for: most runs need few of them.
    @exclusivity(unchecked) private var writers: [[DocumentWriter]]
    /// The same for routing sheets.
    @exclusivity(unchecked) private var sheetWriters: [[DocumentWriter]]
    /// By form, where editable documents are asked for; those of routing sheets apart.
    @exclusivity(unchecked) private var templates: [TemplateKey: OfficeTemplate] = [:]
    /// Documents on their way into arrays of their own.
    @exclusivity(unchecked) private var bytes = DocumentBytes()
    /// A document was to be made whose form was not laid out, though it may be there: with all forms laid out, other results
    /// come of it.
    @exclusivity(unchecked) package private(set) var missesForm = false
    private let outcomeWriter: OutcomeWriter
    private let routingJSON: RoutingJSON

    package init(_ rulebook: CompiledRulebook, language: MessageLanguage = .en) {
        self.rulebook = rulebook
        let program = rulebook.program
        writers = Array(repeating: [], count: program.forms.count)
        sheetWriters = writers
        router = CaseRouter(Evaluator(rulebook.plan), staff: rulebook.staff)
        outcomeWriter = OutcomeWriter(program, language: language)
        routingJSON = RoutingJSON(program, language: language)
    }

    /// - Parameters:
    ///   - number: the running number of the first document, where somebody gives it; the others count on.
    ///   - targets: the files to make; none for the outcome alone.
    ///   - registrar: numbers the documents and records them, in place of `number`.
    package func process(
        _ data: CaseData, number: Int? = nil, targets: Targets = [.xml, .html], registrar: Registrar? = nil
    ) -> Result {
        result(route(data), number: number, targets, registrar)
    }

    /// The same for a case that an evaluation holds, which the result then needs as it is.
    package func process(_ evaluation: Evaluation, targets: Targets, registrar: Registrar? = nil) -> Result {
        result(router.route(evaluation, digests: digest(ofIssue:_:)), number: nil, targets, registrar)
    }

    /// Evaluates a case and checks its approvals, each against what its document says now.
    package func route(_ data: CaseData) -> CaseRouting { router.route(data, digests: digest(ofIssue:_:)) }

    /// The digest of a document of an outcome, as its record states it; nil where the form is not laid out.
    private func digest(ofIssue index: Int, _ evaluation: Evaluation) -> String? {
        let outcome = evaluation.outcome
        guard
            let sheet = sheet(
                outcome.issues[index], of: outcome, for: HeldCase(evaluation.data), approval: nil, evaluation,
                number: .unknown, .xml)
        else { return nil }
        var record = DocumentBytes()
        let writing = sheet.write(.xml, into: &record)
        if writing.isTooLarge || writing.faultyPicture != nil { return nil }
        return record.withBytes { CaseProcessor.digest(in: $0) }
    }

    /// The value of the attribute `digest` of a record's root.
    private static func digest<Bytes: RandomAccessCollection>(in record: Bytes) -> String?
    where Bytes.Element == UInt8, Bytes.Index == Int {
        let mark = Array(" digest=\"".utf8)
        let head = record.prefix(4096)
        guard let start = head.indices.first(where: { head[$0...].starts(with: mark) }) else { return nil }
        let value = head[(start + mark.count)...].prefix { $0 != UInt8(ascii: "\"") }
        return String(decoding: value, as: UTF8.self)
    }

    private func result(
        _ routing: CaseRouting, number: Int?, _ targets: Targets, _ registrar: Registrar?
    ) -> Result {
        var documents: [Document] = []
        var problems: [Diagnostic] = []
        if !targets.isEmpty {
            let outcome = routing.outcome
            for index in outcome.issues.indices where outcome.issues[index].status == .certain {
                let sequence = number.map { DocumentNumber.sequence($0 + documents.count) } ?? .unknown
                let issue = outcome.issues[index]
                guard
                    var sheet = sheet(
                        issue, of: outcome, for: routing.head, approval: routing.status(ofIssue: index),
                        routing.evaluation, number: sequence, targets)
                else { continue }
                let registration = registrar.map { Registration(sheet, routing.data, rulebook.program, $0) }
                if let registration { sheet = registration.sheet }
                let form = rulebook.program.forms[issue.form.index].name
                var document = Document(
                    issue: index, form: issue.form, name: issue.ordinal == 0 ? form : "\(form)-\(issue.ordinal)",
                    xml: [], html: [], missing: [])
                bytes.truncate(to: 0)
                var writing = sheet.write(targets, into: &bytes)
                if let registration, writing.stage == .draft, registration.isNew {
                    // What still prints something unknown is no document yet, and gets no number.
                    bytes.truncate(to: 0)
                    sheet = registration.unnumbered
                    writing = sheet.write(targets, into: &bytes)
                }
                if let problem = problem(writing, issue.form, of: routing.data) {
                    problems.append(problem)
                    continue
                }
                document.missing = writing.missing
                bytes.withBytes { all in
                    document.xml = Array(all[..<writing.viewStart])
                    document.html = Array(all[writing.viewStart...])
                }
                if targets.contains(.docx) {
                    document.docx = template(of: sheet.writer.plan).document(of: document.html) ?? []
                }
                document.sheet = routingSheet(of: sheet, writing.stage, targets, written: document.xml)
                if let registration, !registration.take(document.xml, writing.stage, sheet: document.sheet?.xml) {
                    document.isRefused = true
                }
                documents.append(document)
            }
        }
        let folder = CaseFolder.name(for: routing.data.id) { BLAKE2b.hex($0) }
        return Result(routing: routing, documents: documents, folder: folder, problems: problems)
    }

    /// Why what was written is no document; nil where it is one. The case is only looked at where there is something to tell.
    private func problem(
        _ writing: DocumentWriter.Writing, _ form: FormID, of data: @autoclosure () -> CaseData
    ) -> Diagnostic? {
        let form = rulebook.program.forms[form.index].name
        if writing.isTooLarge {
            let fact = FileFact.documentTooLarge(
                form: form, caseID: data().id, megabytes: DocumentWriter.mostBytes >> 20,
                rounds: DocumentWriter.mostRounds)
            return Diagnostic(.error, fact, at: .none)
        }
        return writing.faultyPicture.map {
            Diagnostic(.error, PictureFact(name: $0.name, $0.problem, form: form, caseID: data().id), at: .none)
        }
    }

    /// What of a case stands in a stream of documents.
    package struct Streamed {
        package let documents: Int
        package let isRefused: Bool
        package let errors: [Diagnostic]
    }

    /// Appends the documents of the case that an evaluation holds.
    package func stream(_ evaluation: Evaluation, _ targets: Targets, into bytes: inout DocumentBytes) -> Streamed {
        let routing = router.routeIfNeeded(evaluation, digests: digest(ofIssue:_:))
        // A case with approvals may be evaluated by another evaluation than the one that held it.
        let evaluation = routing?.evaluation ?? evaluation
        let outcome = evaluation.outcome
        var count = 0
        var problems: [Diagnostic] = []
        for index in outcome.issues.indices where outcome.issues[index].status == .certain {
            guard
                let sheet = sheet(
                    outcome.issues[index], of: outcome, for: routing?.head ?? evaluation.head,
                    approval: routing?.status(ofIssue: index), evaluation, number: .unknown, targets)
            else { continue }
            let start = bytes.count
            let writing = sheet.write(targets, into: &bytes)
            if let problem = problem(writing, outcome.issues[index].form, of: evaluation.data) {
                bytes.truncate(to: start)
                problems.append(problem)
                continue
            }
            let end = targets.contains(.xml) ? writing.viewStart : start
            let routing = readySheet(
                of: sheet, writing.stage,
                written: bytes.withBytes { Array($0[start..<min(end, start + 4096)]) })
            routing?.write(targets, into: &bytes)
            count += 1
        }
        return Streamed(
            documents: count, isRefused: outcome.isRefused, errors: outcome.errors + problems)
    }

    private func writer(of form: FormID, for type: RecordID) -> DocumentWriter? {
        for writer in writers[form.index] where writer.plan.subject == type || writer.plan.subject == nil {
            return writer
        }
        guard let plan = rulebook.forms.plan(of: form, for: type) else {
            missesForm = missesForm || rulebook.lacksForms
            return nil
        }
        let writer = DocumentWriter(plan: plan, program: rulebook.program)
        writers[form.index].append(writer)
        return writer
    }

    private struct TemplateKey: Hashable {
        let form: FormID
        let isSheet: Bool
    }

    private func template(of plan: FormPlan) -> OfficeTemplate {
        let key = TemplateKey(form: plan.form, isSheet: plan.isSheet)
        if let template = templates[key] { return template }
        let template = OfficeTemplate(plan)
        templates[key] = template
        return template
    }

    // MARK: - Routing sheets

    /// The routing sheet that goes with a document; nothing where there is none.
    private func routingSheet(
        of document: Sheet, _ stage: DocumentStage, _ targets: Targets, written record: [UInt8]
    ) -> RoutingSheet? {
        guard let sheet = readySheet(of: document, stage, written: record) else { return nil }
        bytes.truncate(to: 0)
        let writing = sheet.write(targets, into: &bytes)
        let (xml, html) = bytes.withBytes { (Array($0[..<writing.viewStart]), Array($0[writing.viewStart...])) }
        let docx = targets.contains(.docx) ? template(of: sheet.writer.plan).document(of: html) : nil
        return RoutingSheet(xml: xml, html: html, docx: docx ?? [])
    }

    /// The same, ready to be written.
    /// - Parameter record: the document's own, or the beginning of it; empty where it was not written.
    private func readySheet(
        of document: Sheet, _ stage: DocumentStage, written record: @autoclosure () -> [UInt8]
    ) -> Sheet? {
        guard let issue = document.input.issue, let type = document.input.held?.data.type,
            let writer = sheetWriter(of: issue.form, for: type),
            writer.plan.isStatedSheet || document.input.approval != nil || issue.chain != nil
        else { return nil }
        var bytes = record()
        if bytes.isEmpty {
            var own = DocumentBytes()
            document.write(.xml, into: &own)
            bytes = own.withBytes { Array($0.prefix(4096)) }
        }
        guard let digest = Self.digest(in: bytes) else { return nil }
        let input = document.input.sheet(of: digest, stage, diagram: diagram(writer, document.input.approval))
        return Sheet(writer: writer, input: input, evaluation: document.evaluation, pictures: pictures)
    }

    private func sheetWriter(of form: FormID, for type: RecordID) -> DocumentWriter? {
        for writer in sheetWriters[form.index] where writer.plan.subject == type || writer.plan.subject == nil {
            return writer
        }
        guard let plan = rulebook.forms.sheet(of: form, for: type) else { return nil }
        let writer = DocumentWriter(plan: plan, program: rulebook.program)
        sheetWriters[form.index].append(writer)
        return writer
    }

    private func diagram(_ writer: DocumentWriter, _ approval: ChainStatus?) -> [UInt8] {
        guard writer.plan.showsDiagram, let approval else { return [] }
        let language = MessageLanguage(rawValue: writer.plan.language) ?? .zhHans
        return Array(ChainDiagram(rulebook.program, language: language).svg(approval).utf8)
    }

    /// A document that is ready to be written.
    struct Sheet {
        let writer: DocumentWriter
        var input: DocumentInput
        let evaluation: Evaluation
        let pictures: PictureShelf?

        /// - Parameter targets: one of them or both, in which case the view goes behind the record.
        @discardableResult
        func write(_ targets: Targets, into bytes: inout DocumentBytes) -> DocumentWriter.Writing {
            let target: DocumentWriter.Target =
                targets.isSuperset(of: [.xml, .html]) ? .both : targets.contains(.xml) ? .xml : .html
            return writer.write(input, as: target, into: &bytes, evaluation: evaluation, pictures: pictures)
        }
    }

    private func sheet(
        _ issue: WritEvaluation.Outcome.Issue, of outcome: WritEvaluation.Outcome, for held: HeldCase,
        approval: ChainStatus?, _ evaluation: Evaluation, number: DocumentNumber, _ targets: Targets
    ) -> Sheet? {
        guard let writer = writer(of: issue.form, for: held.data.type) else { return nil }
        let input = DocumentInput.document(
            issue, of: outcome, for: held, approval: approval, number: number,
            diagram: targets.contains(.html) ? diagram(writer, approval) : [])
        return Sheet(writer: writer, input: input, evaluation: evaluation, pictures: pictures)
    }

    /// The outcome as JSON, in the order that the contract states.
    package func writeOutcome(_ result: Result, targets: Targets, to writer: inout JSONWriter) {
        var additions = OutcomeWriter.Additions()
        additions.approval = { [self] index, writer in
            if let status = result.routing.status(ofIssue: index) {
                routingJSON.approval(status, into: &writer)
            } else {
                writer.null()
            }
        }
        additions.files = { index in
            guard let document = result.documents.first(where: { $0.issue == index }) else { return [] }
            return targets.isEmpty ? [] : document.files.map { "\(result.folder)/\($0.name)" }
        }
        for document in result.documents {
            for case .fact(let fact) in document.missing { additions.unprinted.append((fact, document.form)) }
        }
        if !result.routing.documents.isEmpty { additions.staff = result.routing.staffOrigin.rawValue }
        additions.routing = { [self] writer in
            for problem in result.routing.problems { routingJSON.problem(problem, into: &writer) }
        }
        additions.errors = result.problems
        outcomeWriter.write(result.outcome, of: result.routing.data, additions, to: &writer)
    }
}
