package import WritLanguage
package import WritSemantics

/// What a register knows of a case's documents and the case itself does not say: who decided what, when a document was
/// delivered and signed, what was done.
///
/// A document of which no act is recorded stays out of the history: that it was numbered is the register's business, and rules that
/// ask for earlier documents would judge the case anew.
package struct RegisteredHistory {
    private let register: Register
    private let program: Program
    /// Acts of people, by case.
    private var acts: [UInt64: [Int]] = [:]
    /// Of the documents that those acts are about: the line that says what it is, by document and number.
    private var documents: [Key: Int] = [:]
    private var voided: Set<UInt64> = []

    private struct Key: Hashable {
        let document: UInt64
        let number: UInt64

        init(_ entry: IndexEntry) {
            document = entry.document
            number = entry.number
        }
    }

    /// Goes through the register's table once.
    package init(_ register: Register, _ program: Program) {
        self.register = register
        self.program = program
        var asked: Set<Key> = []
        for number in 0..<register.index.count {
            let entry = register.index[number]
            guard let act = entry.act else { continue }
            if act == .voided { voided.insert(entry.numberOfFirm) }
            guard RegisterAct.ofPeople.contains(act) else { continue }
            acts[entry.caseID, default: []].append(number)
            asked.insert(Key(entry))
        }
        if asked.isEmpty { return }
        for number in 0..<register.index.count {
            let entry = register.index[number]
            guard let act = entry.act else { continue }
            if act.isDocument, asked.contains(Key(entry)) { documents[Key(entry)] = number }
        }
    }

    package var isEmpty: Bool { acts.isEmpty && voided.isEmpty }

    /// Adds to a case what the register knows of it; answers what a reader must know of that.
    ///
    /// What people did about a document that is void they did to that one: it does not count for the document that takes its place.
    /// - Parameter replacing: numbers, or forms of documents without one, that are about to be revoked.
    package func complete(_ data: inout CaseData, replacing: Set<String> = []) -> [Diagnostic] {
        let firm = data.organisation.map { program.organisations[$0.index].identity.name }
        let revoked = Set(replacing.map { IndexEntry.numberKey($0, of: firm) })
        func isVoid(_ number: UInt64) -> Bool { voided.contains(number) || revoked.contains(number) }
        var completion = Completion(data: data, program: program)
        completion.forgetApprovals { isVoid(IndexEntry.numberKey($0, of: firm)) }
        let type = program.records[data.type.index].identity.name
        let lines = (acts[IndexEntry.key("case", data.id)] ?? []).compactMap { place -> (Int, JournalLine)? in
            let entry = register.index[place]
            guard entry.number == 0 || !isVoid(entry.numberOfFirm), let line = register.line(place),
                line.act["case"] == data.id, line.act["type"] == type, line.act["organisation"] == firm,
                line.act["number"] != nil || !replacing.contains(line.act["form"] ?? "")
            else { return nil }
            return (place, line)
        }
        let standing = Set(lines.map(\.1).standing.map(\.sequence))
        for (place, line) in lines where standing.contains(line.sequence) {
            let document = documents[Key(register.index[place])].flatMap { register.line($0) }
            completion.add(line, about: document?.act)
        }
        completion.finish()
        data = completion.data
        return completion.notes
    }
}

/// One case on the way to what the register knows of it.
private struct Completion {
    var data: CaseData
    let program: Program
    private(set) var notes: [Diagnostic] = []
    /// Acts that lie after the day of the case.
    private var later = 0

    init(data: CaseData, program: Program) {
        self.data = data
        self.program = program
    }

    private mutating func tell(_ severity: Diagnostic.Severity, _ fact: RegisterFact) {
        notes.append(Diagnostic(severity, fact, at: .none))
    }

    mutating func finish() {
        if later > 0 { tell(.note, .laterActs(caseID: data.id, count: later, asOf: "\(data.asOf)")) }
    }

    /// What the case itself states of approvals of documents whose numbers are void.
    mutating func forgetApprovals(where isVoid: (String) -> Bool) {
        for index in data.history.indices {
            guard let number = data.history[index].number, isVoid(number) else { continue }
            let document = data.history[index]
            if !document.isRecorded, document.approved == nil { continue }
            data.history[index].approvals = []
            data.history[index].acts = []
            data.history[index].approved = nil
            tell(.note, .voidInHistory(number: number, caseID: data.id))
        }
    }

    /// - Parameter document: the line that says what the document of the act is.
    mutating func add(_ line: JournalLine, about document: JournalLine.Act?) {
        guard let act = RegisterAct(rawValue: line.act.act) else { return }
        let at = line.act["at"].flatMap { Moment.parse($0) } ?? line.moment
        let day = line.act["on"].flatMap { CalendarDate.parse($0) } ?? at.date
        guard day <= data.asOf else {
            later += 1
            return
        }
        if act == .acted { return addAction(line, at) }
        guard let name = line.act["form"], let form = program.forms.firstIndex(where: { $0.name == name }) else {
            return tell(.warning, .notInTheRules(line: line.sequence, kind: .form, name: line.act["form"] ?? ""))
        }
        let place = place(of: FormID(form), line.act, document)
        switch act {
        case .approved, .rejected, .returned: addDecision(line, act, at, to: place)
        case .takenBack: takeBack(line, at, from: place)
        case .submitted, .withdrawn, .passedOn, .countersignerAdded, .copied: addAct(line, act, at, to: place)
        case .delivered: data.history[place].delivered = data.history[place].delivered ?? day
        case .signed: data.history[place].signed = data.history[place].signed ?? day
        case .numbered, .issued, .voided, .acted: break
        }
    }

    private mutating func addAction(_ line: JournalLine, _ at: Moment) {
        let name = line.act["action"] ?? ""
        guard let action = program.actions.firstIndex(where: { $0.identity.name == name }) else {
            return tell(.warning, .notInTheRules(line: line.sequence, kind: .action, name: name))
        }
        let isThere = data.actions.contains {
            $0.action == ActionID(action) && $0.at.milliseconds == at.milliseconds
        }
        if !isThere { data.actions.append(ActionRecord(action: ActionID(action), at: at, person: line.act.person)) }
    }

    /// The document in the case's history; it is added where the case does not mention it.
    private mutating func place(
        of form: FormID, _ act: JournalLine.Act, _ document: JournalLine.Act?
    ) -> Int {
        let number = act["number"]
        let key = number.map(NumberText.key)
        if key != nil,
            let place = data.history.firstIndex(where: {
                $0.form == form && $0.number.map(NumberText.key) == key
            })
        {
            return place
        }
        let subject = document?["subject"]
        let unnumbered = data.history.indices.filter {
            data.history[$0].form == form && data.history[$0].number == nil && data.history[$0].about == subject
        }
        if unnumbered.count == 1, let place = unnumbered.first {
            data.history[place].number = number
            return place
        }
        data.history.append(
            HistoryDocument(
                form: form, about: subject, number: number,
                issued: document?["on"].flatMap { CalendarDate.parse($0) }, digest: document?["digest"]))
        return data.history.count - 1
    }

    private mutating func addDecision(_ line: JournalLine, _ act: RegisterAct, _ at: Moment, to place: Int) {
        guard let decision = act.decision else { return }
        guard let role = role(named: line.act["role"]) else {
            return tell(.warning, .notInTheRules(line: line.sequence, kind: .role, name: line.act["role"] ?? ""))
        }
        let record = ApprovalRecord(
            step: line.act["step"], role: role, person: line.act.person, decision: decision, at: at,
            digest: line.act["digest"], onBehalfOf: self.role(named: line.act["on-behalf-of"]),
            backTo: line.act["back-to"], remarks: line.act["remarks"])
        let isThere = data.history[place].approvals.contains { other in
            other.step == record.step && other.decision == decision && other.at.milliseconds == at.milliseconds
                && PersonName(other.person) == PersonName(record.person)
        }
        if !isThere { data.history[place].approvals.append(record) }
    }

    private mutating func addAct(_ line: JournalLine, _ act: RegisterAct, _ at: Moment, to place: Int) {
        guard let kind = act.routing else { return }
        let role = role(named: line.act["role"])
        if role == nil, kind.isOfStep {
            return tell(.warning, .notInTheRules(line: line.sequence, kind: .role, name: line.act["role"] ?? ""))
        }
        let record = RoutingAct(
            kind, step: line.act["step"], role: role, person: line.act.person, recipient: line.act["to"], at: at,
            remarks: line.act["remarks"])
        let isThere = data.history[place].acts.contains { other in
            other.kind == kind && other.step == record.step && other.at.milliseconds == at.milliseconds
                && PersonName(other.person) == PersonName(record.person)
                && other.recipient.flatMap { PersonName($0) } == record.recipient.flatMap { PersonName($0) }
        }
        if !isThere { data.history[place].acts.append(record) }
    }

    /// The last decision of that person at that step does not count any more.
    private mutating func takeBack(_ line: JournalLine, _ at: Moment, from place: Int) {
        let approvals = data.history[place].approvals
        let found = approvals.lastIndex { record in
            PersonName(record.person) == PersonName(line.act.person) && record.at.milliseconds <= at.milliseconds
                && (line.act["step"] == nil || record.step == line.act["step"])
        }
        if let found {
            data.history[place].approvals.remove(at: found)
        } else {
            tell(.warning, .nothingToTakeBack(line: line.sequence, person: line.act.person))
        }
    }

    private func role(named name: String?) -> RoleID? {
        guard let name else { return nil }
        return program.roles.firstIndex { $0.identity.name == name }.map { RoleID($0) }
    }
}
