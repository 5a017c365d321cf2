package import WritDocuments
package import WritLanguage
internal import WritSemantics

/// Answers for finished records: well-formed and valid, of the digest that they state, shown by the view beside them and by nothing
/// else in it, approved as they are, and registered once under their number.
package struct RecordCheck {
    private let rules: CompiledRulebook?
    /// Digests that today's rules give to the documents of the cases at hand.
    private let documents: [String: [Document]]
    /// Compiles the schema once; why it could not, where that is so.
    private let reader: Result<RecordReader, XMLTree.Problem>
    /// The styles that pages have by today's rules, where those are at hand.
    private let styles: PrintProfiles?
    private let registered: RegisterDocuments?
    private var numbers: [String: Seen] = [:]
    /// How many decisions of approvers stood in the records so far.
    package private(set) var decisions = 0

    /// A document as today's rules make it.
    package struct Document: Sendable {
        package let form: String
        package let ordinal: String
        package let digest: String
    }

    private struct Seen {
        let path: String
        let digest: String
    }

    /// - Parameter documents: by case, what today's rules make.
    package init(
        register: Register?, rules: CompiledRulebook?, styles: PrintProfiles? = nil, documents: [String: [Document]]
    ) {
        registered = register.map(RegisterDocuments.init)
        self.styles = styles
        self.rules = rules
        self.documents = documents
        reader = Result { () throws(XMLTree.Problem) in try RecordReader() }
    }

    /// What is wrong with a record; nothing where it is what it says it is.
    /// - Parameter view: the page beside it; nil where there is none.
    package mutating func problems(of bytes: [UInt8], at path: String, view: [UInt8]?, at viewPath: String)
        -> [Diagnostic]
    {
        let read: RecordDigest?
        do throws(XMLTree.Problem) {
            read = try reader.get().read(bytes)
        } catch {
            return tell([.invalid(path: path, line: error.line, message: error.message)])
        }
        guard let digest = read, let record = FinishedRecord(bytes) else { return tell([.notARecord(path: path)]) }
        guard let stated = record.attributes["digest"] else {
            return tell([record.attributes["state"] == "blank" ? .blank(path: path) : .noDigest(path: path)])
        }
        // A routing sheet answers for the document that it names, and is bound to it by what it prints.
        let subject = record.attributes["sheet-of"] ?? stated
        var facts: [VerifyFact] = []
        if let sheetOf = record.attributes["sheet-of"], let printed = record.printedDigest, printed != sheetOf {
            facts.append(.digestDiffers(path: path, stated: sheetOf, computed: printed))
        }
        if digest.computed != stated {
            facts.append(.digestDiffers(path: path, stated: stated, computed: digest.computed))
        }
        if let view {
            facts += ViewCheck(view, of: record, styles: styles, at: viewPath).problems
        } else {
            facts.append(.noView(path: viewPath))
        }
        facts += RecordAgreement(record, at: path).problems
        if let state = record.attributes["state"], let approvals = record.approvalState,
            DocumentStage(rawValue: state).map({ $0.isDone != (approvals == "approved") && $0 != .draft }) ?? false
        {
            facts.append(.stateDiffers(path: path, state: state, approvals: approvals))
        }
        decisions += record.decisions.count
        for decision in record.decisions {
            if let digest = decision.digest {
                if digest != subject {
                    facts.append(.approvalOfOther(path: path, step: decision.step, person: decision.person))
                }
            } else {
                facts.append(.approvalUnbound(path: path, step: decision.step, person: decision.person))
            }
        }
        facts += numberProblems(record, subject, path)
        if let registered { facts += inRegister(record, bytes, digest: subject, path, registered) }
        if rules != nil { facts += today(record, subject, path) }
        return tell(facts)
    }

    private func tell(_ facts: [VerifyFact]) -> [Diagnostic] { facts.map { Diagnostic(.error, $0, at: .none) } }

    /// A number that two different documents of this run bear.
    private mutating func numberProblems(_ record: FinishedRecord, _ digest: String, _ path: String) -> [VerifyFact] {
        guard let number = record.number, !number.isEmpty, !number.contains("＿"), !number.contains("_") else {
            return []
        }
        let key = (record.attributes["organisation"] ?? "") + "\u{0}" + NumberText.key(number)
        guard let seen = numbers[key] else {
            numbers[key] = Seen(path: path, digest: digest)
            return []
        }
        return seen.digest == digest ? [] : [.numberTwice(number: number, path: path, other: seen.path)]
    }

    private func inRegister(
        _ record: FinishedRecord, _ bytes: [UInt8], digest: String, _ path: String, _ registered: RegisterDocuments
    ) -> [VerifyFact] {
        let names = [("organisation", "organisation"), ("type", "case-type"), ("case", "case"), ("form", "form")]
        var fields = names.compactMap { name, attribute in
            record.attributes[attribute].map { JournalLine.Act.Field(name, $0) }
        }
        fields.append(.init("ordinal", record.attributes["ordinal"] ?? "0"))
        let number = record.number.map(FinishedRecord.squeezed)
        let rows = registered.rows(fields).filter { row in
            number.map { FinishedRecord.squeezed(row.act["number"] ?? "") == $0 } ?? true
        }
        guard let row = rows.last else { return [.notRegistered(path: path, number: record.number)] }
        let named = row.act["number"] ?? row.act["form"] ?? ""
        if row.act["digest"] != digest {
            return [.registeredOther(path: path, number: named, registered: row.act["digest"] ?? "")]
        }
        if record.attributes["sheet-of"] != nil, let sheet = row.act["sheet"], sheet != record.shownDigest {
            return [.registeredOther(path: path, number: named, registered: sheet)]
        }
        if row.state == .void || row.state == .replaced {
            return [.voided(path: path, number: named, reason: row.reason ?? "", by: row.replacedBy)]
        }
        return RegisteredRecord(record, bytes, registered.history(fields, of: row), at: path).problems
    }

    /// Whether today's rules make the same text.
    private func today(_ record: FinishedRecord, _ digest: String, _ path: String) -> [VerifyFact] {
        guard let rules else { return [] }
        if let made = documents[record.attributes["case"] ?? ""] {
            let same = made.filter {
                $0.form == record.attributes["form"] && $0.ordinal == record.attributes["ordinal"] ?? "0"
            }
            guard let now = same.last else { return [.noLonger(path: path)] }
            return now.digest == digest ? [] : [.otherText(path: path, now: now.digest)]
        }
        let form = rules.program.forms.firstIndex { $0.name == record.attributes["form"] }
        let plan = form.flatMap { rules.forms.plan(of: FormID($0)) }
        guard let plan, record.attributes["rulebook"] == rules.program.digest,
            record.attributes["version"] == plan.version
        else { return [.rulesDiffer(path: path)] }
        guard record.attributes["sheet-of"] == nil else { return [] }
        // The form's version does not tell what the firm's profile adds to the form.
        return [(record.contact, plan.contact), (record.account, plan.account)].compactMap {
            stated, now -> VerifyFact? in
            let stated = String(decoding: stated, as: UTF8.self)
            return stated == now ?? "" ? nil : .firmDiffers(path: path, stated: stated, now: now ?? "")
        }
    }

    /// What today's rules make of a case.
    package static func documents(_ result: CaseProcessor.Result) -> [Document] {
        result.documents.compactMap { document in
            guard let record = FinishedRecord(document.xml), let digest = record.attributes["digest"] else {
                return nil
            }
            return Document(
                form: record.attributes["form"] ?? "", ordinal: record.attributes["ordinal"] ?? "0", digest: digest)
        }
    }
}
