package import WritEvaluation
import WritLanguage
package import WritSemantics

/// Checks the cases of an event log (one event a row) against the chain that the rulebook maps it to.
///
/// Rows are read once and in order; what is kept of an open case does not grow with its events. A case has the facts that
/// the columns of its first row state; a step whose condition needs others is never missing. A case's first day is its
/// `as-of`.
package struct LogChecker {
    private struct Columns {
        let id: Int
        let activity: Int
        let time: Int
        let role: Int?
        let person: Int?
        let count: Int
        let facts: LogFacts
    }

    /// Rows of one kind that cannot be used, told once.
    private struct Complaint {
        let line: Int
        var count: Int
    }

    /// What decides which steps a chain has.
    private struct TableKey: Hashable {
        let day: CalendarDate
        let facts: [Value]
    }

    private struct HoldKey: Hashable {
        let day: CalendarDate
        let facts: [Value]
        let isApproved: Bool
        let isSubmitted: Bool
    }

    let program: Program
    let log: LogMapping
    let milestones: LogMilestones
    private let evaluator: Evaluator
    private let planner: ChainPlanner
    private let form: FormID?
    private let type: RecordID?
    private let fileName: String
    private let dateOrder: DateOrder?
    private let recordsSubmission: Bool
    private let isConditional: Bool
    private var tables: [TableKey: ReplayTable] = [:]
    private var holds: [HoldKey: [ActionID: Outcome.Hold]] = [:]
    private var cases: [LogCase] = []
    private var numbers: [String: Int] = [:]
    private var report: LogReport
    private var badTimes: [String: Complaint] = [:]
    private var badFacts: Set<String> = []
    private var unknownActivities: [String: Complaint] = [:]
    private var unknownRoles: [String: Complaint] = [:]
    private var disorder: (caseID: String, complaint: Complaint)?

    /// Bound on different texts that are remembered to be complained of.
    private static let complaintLimit = 100
    /// Bound on what is kept for cases that may follow with the same day and facts.
    private static let memoryLimit = 10_000

    /// - Parameters:
    ///   - fileName: how the log is called in diagnostics.
    ///   - dateOrder: how the log writes `3/2/2026`.
    package init(_ router: CaseRouter, log: LogMapping, fileName: String, dateOrder: DateOrder? = nil) {
        program = router.program
        planner = router.planner
        evaluator = router.evaluator
        self.log = log
        self.fileName = fileName
        self.dateOrder = dateOrder
        let chain = program.chains[log.chain.index]
        milestones = LogMilestones(log, chain: chain)
        report = LogReport(log: log, milestones: milestones)
        recordsSubmission = log.activities.values.contains(.submitted)
        isConditional =
            chain.provision.validFrom != nil || chain.provision.validTo != nil
            || chain.steps.contains { $0.condition != nil || $0.within != nil || $0.escalation != nil }
        var form: FormID?
        var type = chain.subject
        for rule in program.rules {
            for consequence in rule.consequences {
                if form == nil, case .issue(let issued, _, _, _, log.chain?) = consequence.kind {
                    form = issued
                    type = rule.subject
                }
            }
        }
        self.form = form
        self.type = type
    }

    /// Reads a log to its end. `onCase` gets every case with its problems once all rows are read, in the order in which
    /// cases first appear.
    package mutating func check(_ csv: CSVReader, onCase: (LogResult) -> Void) -> LogReport {
        var table = TableReader(csv)
        guard let columns = header(table) else { return report }
        while table.next() { row(table, columns) }
        var undecided: Set<Int> = []
        for open in cases {
            let problems = open.problems()
            report.add(open, problems, program: program)
            for step in open.replay.table.steps where !step.isCertain && undecided.insert(step.declared).inserted {
                report.undecidedSteps.append(step.id)
            }
            onCase(LogResult(open: open, problems: problems, program: program))
        }
        complain()
        return report
    }

    // MARK: - Rows

    private mutating func header(_ table: TableReader) -> Columns? {
        let names = table.names
        if names.isEmpty {
            note(.error, LogFact.empty, line: 1)
            return nil
        }
        var isComplete = true
        func column(_ name: String?) -> Int? {
            guard let name else { return nil }
            if let index = names.firstIndex(of: name) { return index }
            isComplete = false
            note(
                .error, LogFact.noColumn(name, suggestion: Suggestion.nearest(to: name, among: names)),
                line: table.headerLine)
            return nil
        }
        let id = column(log.caseColumn)
        let activity = column(log.activityColumn)
        let time = column(log.timeColumn)
        let role = column(log.roleColumn)
        let person = column(log.personColumn)
        let stated = log.facts.compactMap { column($0.column) }
        guard isComplete, let id, let activity, let time else { return nil }
        let fields = type.map { program.records[$0.index].fields } ?? []
        return Columns(
            id: id, activity: activity, time: time, role: role, person: person, count: names.count,
            facts: LogFacts(log, at: stated, of: fields, program: program, dateOrder: dateOrder))
    }

    private mutating func row(_ reader: TableReader, _ columns: Columns) {
        switch reader.fault {
        case nil:
            if !reader.isShort { break }
            let mistake = LogFact.CSVMistake.fieldCount(expected: columns.count, found: reader.count)
            return note(.error, LogFact.malformedRow(mistake), line: reader.line)
        case .malformed(let problem)?:
            let mistake: LogFact.CSVMistake =
                if case .recordTooLong = problem.kind { .tooLong } else { .quote }
            return note(.error, LogFact.malformedRow(mistake), line: problem.line)
        case .extraCells(let count, let expected)?:
            let mistake = LogFact.CSVMistake.fieldCount(expected: expected, found: count)
            return note(.error, LogFact.malformedRow(mistake), line: reader.line)
        }
        let id = reader.text(columns.id)
        guard !id.isEmpty else {
            note(.error, LogFact.missingCase, line: reader.line)
            return
        }
        guard let moment = moment(reader, columns.time) else {
            LogChecker.count(reader.text(columns.time), reader.line, in: &badTimes)
            return
        }
        report.events += 1
        let number = number(of: id, at: moment, reader, columns.facts)
        cases[number].events += 1
        if moment.milliseconds < cases[number].last.milliseconds {
            disorder = (
                disorder?.caseID ?? id,
                Complaint(line: disorder?.complaint.line ?? reader.line, count: (disorder?.complaint.count ?? 0) + 1)
            )
        }
        cases[number].last = moment
        let activity = reader.text(columns.activity)
        guard let meaning = log.activities[activity] else {
            LogChecker.count(activity, reader.line, in: &unknownActivities)
            return
        }
        if let milestone = milestones.number(of: meaning) { cases[number].reach(milestone) }
        switch meaning {
        case .ignored: break
        case .submitted: cases[number].replay.submit(at: moment)
        case .action(let action): act(action, in: number, at: moment, line: reader.line)
        case .decision(let decision, let step):
            let roleText = columns.role.map { reader.text($0) }
            let record = ApprovalRecord(
                step: step.map { program.chains[log.chain.index].steps[$0].name },
                role: role(roleText, step: step, line: reader.line),
                person: columns.person.map { reader.text($0) } ?? "", decision: decision, at: moment)
            if cases[number].replay.take(record, number: reader.line) {
                cases[number].rejections += 1
                report.rejections[roleText ?? "", default: 0] += 1
            }
        }
    }

    /// A time without offset is taken as it stands, a day alone as its beginning.
    private func moment(_ row: TableReader, _ column: Int) -> Moment? {
        if let moment = Moment.parse(row.cell(column)) { return moment }
        guard let cell = try? CellDate.read(row.text(column), order: dateOrder) else { return nil }
        return cell.moment() ?? Moment(milliseconds: Int64(cell.day.day) * 86_400_000, offsetMinutes: 0)
    }

    private mutating func number(of id: String, at moment: Moment, _ row: TableReader, _ columns: LogFacts) -> Int {
        if let last = cases.indices.last, cases[last].id == id { return last }
        if let number = numbers[id] { return number }
        let facts = columns.facts(of: row) { column, problem in
            if badFacts.count < LogChecker.complaintLimit, badFacts.insert("\(column) \(problem.id)").inserted {
                note(.error, problem, line: row.line, path: column)
            }
        }
        let replay = ChainReplay(
            table(on: moment.date, facts), staff: nil,
            subject: ChainReplay.Subject(recordsSubmission: recordsSubmission))
        cases.append(LogCase(id: id, facts: facts, replay: replay, at: moment, milestoneCount: milestones.all.count))
        numbers[id] = cases.count - 1
        return cases.count - 1
    }

    /// What the log calls a role, as the mapping says, or else as roles are called in the rulebook.
    private mutating func role(_ text: String?, step: Int?, line: Int) -> RoleID {
        let nobody = RoleID(-1)
        guard let text else {
            guard let step else { return nobody }
            switch program.chains[log.chain.index].steps[step].signer {
            case .one(let role), .line(let role, _): return role
            case .all(let roles), .any(_, let roles): return roles.first ?? nobody
            case .notStated: return nobody
            }
        }
        if let role = log.roles[text] { return role }
        if let index = program.roles.firstIndex(where: { $0.identity.name == text || $0.identity.title == text }) {
            return RoleID(index)
        }
        LogChecker.count(text, line, in: &unknownRoles)
        return nobody
    }

    // MARK: - Chains and holds

    /// The case as far as a log tells it.
    private func data(on day: CalendarDate, _ facts: [Value], approved: Bool, submitted: Bool) -> CaseData? {
        guard let type else { return nil }
        var history: [HistoryDocument] = []
        if let form, submitted || !recordsSubmission {
            history = [HistoryDocument(form: form, issued: day, approved: approved ? day : nil)]
        }
        return CaseData(
            type: type, id: "", asOf: day, organisation: nil, facts: facts, history: history)
    }

    private mutating func table(on day: CalendarDate, _ facts: [Value]) -> ReplayTable {
        let key = isConditional ? TableKey(day: day, facts: facts) : TableKey(day: .first, facts: [])
        if let known = tables[key] { return known }
        let table: ReplayTable
        if let data = data(on: day, facts, approved: false, submitted: false) {
            let evaluation = evaluator.evaluate(data)
            let requirement = planner.require(log.chain, in: data) { question in
                switch question.part {
                case .condition: evaluation.condition(ofStep: question.step, in: question.chain)
                case .within: evaluation.limit(ofStep: question.step, in: question.chain)
                case .escalation: evaluation.escalation(ofStep: question.step, in: question.chain)
                }
            }
            table = ReplayTable(requirement, program: program)
        } else {
            let data = CaseData(type: RecordID(-1), id: "", asOf: day, organisation: nil, facts: [])
            table = ReplayTable(planner.require(log.chain, in: data) { _ in .unknown }, program: program)
        }
        if tables.count >= LogChecker.memoryLimit { tables = [:] }
        tables[key] = table
        return table
    }

    private mutating func act(_ action: ActionID, in number: Int, at moment: Moment, line: Int) {
        let replay = cases[number].replay
        let key = HoldKey(
            day: moment.date, facts: cases[number].facts, isApproved: replay.isApproved,
            isSubmitted: replay.isSubmitted)
        guard let hold = holds(key)[action], !cases[number].early.contains(where: { $0.action == action }) else {
            return
        }
        cases[number].early.append(
            LogCase.EarlyAction(
                action: action, line: line, at: moment, lookedApproved: replay.looksApproved,
                rule: hold.because.first?.rule, citations: hold.because.first?.citations ?? []))
    }

    /// Actions that the rules certainly hold on a day.
    private mutating func holds(_ key: HoldKey) -> [ActionID: Outcome.Hold] {
        if let known = holds[key] { return known }
        var held: [ActionID: Outcome.Hold] = [:]
        if let data = data(on: key.day, key.facts, approved: key.isApproved, submitted: key.isSubmitted) {
            for hold in evaluator.evaluate(data).outcome.holds where hold.status == .certain {
                held[hold.action] = hold
            }
        }
        if holds.count >= LogChecker.memoryLimit { holds = [:] }
        holds[key] = held
        return held
    }

    // MARK: - Complaints

    private static func count(_ text: String, _ line: Int, in complaints: inout [String: Complaint]) {
        if complaints[text] != nil {
            complaints[text]?.count += 1
        } else if complaints.count < complaintLimit {
            complaints[text] = Complaint(line: line, count: 1)
        }
    }

    private mutating func note(
        _ severity: Diagnostic.Severity, _ fact: any DiagnosticFact, line: Int, path: String = ""
    ) {
        guard report.diagnostics.count < LogChecker.complaintLimit else { return }
        report.diagnostics.append(
            Diagnostic(severity, fact, at: .data(file: fileName, line: line, column: 0, path: path)))
    }

    /// What is wrong with a text that is no time.
    private func fact(ofTime text: String, count: Int) -> any DiagnosticFact {
        do throws(CellDate.Refusal) {
            _ = try CellDate.read(text, order: dateOrder)
        } catch {
            switch error {
            case .unknownOrder: return CaseFact.unknownDateOrder(text)
            case .serialNumber: return CaseFact.serialDate(text)
            case .notADay: break
            }
        }
        return LogFact.badTime(text, count: count)
    }

    private mutating func complain() {
        for (text, complaint) in badTimes.sorted(by: { $0.value.line < $1.value.line }) {
            note(.error, fact(ofTime: text, count: complaint.count), line: complaint.line)
        }
        for (text, complaint) in unknownActivities.sorted(by: { $0.value.line < $1.value.line }) {
            let nearest = Suggestion.nearest(to: text, among: log.activities.keys.sorted())
            note(
                .warning, LogFact.unknownActivity(text, count: complaint.count, suggestion: nearest),
                line: complaint.line)
        }
        for (text, complaint) in unknownRoles.sorted(by: { $0.value.line < $1.value.line }) {
            note(.warning, LogFact.unknownRole(text, count: complaint.count), line: complaint.line)
        }
        if let disorder {
            note(
                .warning, LogFact.notInTimeOrder(caseID: disorder.caseID, count: disorder.complaint.count),
                line: disorder.complaint.line)
        }
    }
}
