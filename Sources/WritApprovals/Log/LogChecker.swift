package import WritEvaluation
package import WritLanguage
package import WritSemantics

/// Checks the cases of an event log (one event a row) against the chain that the rulebook maps it to.
///
/// Rows are read once; of an event a few numbers are kept. When all are read, or all of a case where the rows of each stand
/// together, the case is put into the order of its times and judged by the replay that judges a case that stands alone. A case has the facts that the columns of its first row state; a
/// step whose condition needs others is open. A case's first day is its `as-of`.
package struct LogChecker {
    private struct Columns {
        let id: Int
        let activity: Int
        let time: Int
        let role: Int?
        let person: Int?
        let recipient: Int?
        let count: Int
        let facts: LogFacts
    }

    /// What the command line says of a log.
    package struct Options: Sendable {
        /// The day on which it is asked; the last day of the log where absent.
        package var asOf: CalendarDate?
        package var organisation: OrganisationID?
        /// The one case whose events are wanted, all of them.
        package var focus: String?
        /// How the log writes `3/2/2026`.
        package var dateOrder: DateOrder?
        /// Every case is at its end: what has not happened will not.
        package var isComplete: Bool
        /// The rows of each case stand together, so that it is judged and forgotten when another begins. It needs `asOf`.
        package var isByCase: Bool

        package init(
            asOf: CalendarDate? = nil, organisation: OrganisationID? = nil, focus: String? = nil,
            dateOrder: DateOrder? = nil, isComplete: Bool = false, isByCase: Bool = false
        ) {
            self.isComplete = isComplete
            self.isByCase = isByCase
            self.asOf = asOf
            self.organisation = organisation
            self.focus = focus
            self.dateOrder = dateOrder
        }
    }

    /// Bound on what is kept for cases that may follow with the same day and facts.
    static let memoryLimit = 10_000

    let router: CaseRouter
    let log: LogMapping
    let milestones: LogMilestones
    private let options: Options
    private let organisation: OrganisationID?
    private let zone: Zone?
    private let type: RecordID?
    private var program: Program { router.program }
    private var cases: [LogCase] = []
    private var numbers: [String: Int] = [:]
    private var texts = LogCaseTexts()
    private var lastDay: CalendarDate?
    /// Cases that were judged when another began.
    private var forgotten: Set<UInt64> = []
    /// Declared steps of which the log does not tell whether they were needed.
    private var undecided: Set<Int> = []
    private var report: LogReport
    private var complaints: LogComplaints

    /// - Parameter fileName: how the log is called in diagnostics.
    package init(_ router: CaseRouter, log: LogMapping, fileName: String, options: Options = Options()) {
        self.router = router
        self.log = log
        self.options = options
        let program = router.program
        organisation = router.planner.organisation(of: options.organisation)
        zone = program.calendar(at: organisation)?.zone
        let chain = program.chains[log.chain.index]
        milestones = LogMilestones(log, chain: chain)
        report = LogReport(log: log, milestones: milestones)
        type = LogJudge.use(of: log.chain, in: program)?.type ?? chain.subject
        complaints = LogComplaints(log, fileName: fileName, dateOrder: options.dateOrder)
    }

    /// Reads a log to its end. `onCase` gets every case with its problems once all rows are read, in the order in which
    /// cases first appear.
    /// - Parameter ending: asked when all rows are read, before anything is judged; nil where the header says all.
    package mutating func check(
        _ csv: CSVReader, ending: () -> LogEnding? = { nil }, onCase: (LogResult) -> Void
    ) -> LogReport {
        var table = TableReader(csv)
        guard let columns = header(table) else {
            report.diagnostics = complaints.told()
            return report
        }
        var judge = options.isByCase ? options.asOf.map { judging(asOf: $0) } : nil
        while table.next() {
            if judge != nil, beginsAnother(table, columns) { settle(&judge, onCase) }
            row(table, columns)
        }
        if ending().map({ isUsable($0) }) ?? true {
            report.asOf = options.asOf ?? lastDay
            judge = judge ?? report.asOf.map { judging(asOf: $0) }
            settle(&judge, onCase)
        }
        report.diagnostics = complaints.told()
        return report
    }

    /// Whether a row belongs to another case than the one above it. A case that was forgotten cannot go on.
    private mutating func beginsAnother(_ row: TableReader, _ columns: Columns) -> Bool {
        guard let open = cases.last, row.fault == nil, !row.isShort else { return false }
        let id = row.cell(columns.id)
        if id.isEmpty || id.elementsEqual(open.id.utf8) { return false }
        forgotten.insert(LogChecker.digest(open.id.utf8))
        if forgotten.contains(LogChecker.digest(id)) {
            complaints.note(.error, LogFact.caseInPieces(row.text(columns.id)), line: row.line)
        }
        return true
    }

    /// Sixty-four bits of a case's name, which stand for it once it is forgotten.
    private static func digest(_ name: some Sequence<UInt8>) -> UInt64 {
        var value: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return value
    }

    /// Tells what is wrong with a log whose end is known; false where nothing can be said of its cases.
    private mutating func isUsable(_ ending: LogEnding) -> Bool {
        if ending.incompleteEvents > 0 {
            complaints.note(.warning, LogFact.incompleteEvents(ending.incompleteEvents), line: 1)
        }
        switch ending.fault {
        case .foreignMarkup(let name, let line)?:
            complaints.note(.error, LogFact.foreignMarkup(name), line: line)
            return false
        case .malformedMarkup(let message, let line)?:
            complaints.note(.error, LogFact.malformedMarkup(message), line: line)
            return false
        case .foreignObjects?:
            complaints.note(.error, LogFact.foreignObjects, line: 1)
            return false
        case .malformedObjects(let line)?:
            complaints.note(.error, LogFact.malformedObjects, line: line)
            return false
        case nil: break
        }
        for name in ending.absentColumns {
            let nearest = Suggestion.nearest(to: name, among: ending.attributes)
            complaints.note(.error, LogFact.noColumn(name, suggestion: nearest), line: 1)
        }
        return ending.absentColumns.isEmpty
    }

    private mutating func judging(asOf: CalendarDate) -> LogJudge {
        let judge = LogJudge(
            router, log: log, organisation: organisation, asOf: asOf, isComplete: options.isComplete)
        report.foreign = judge.holds?.foreign ?? []
        report.staffIsListed = router.firmStaff != nil
        if organisation == nil, let type { report.unplaced = CaseFact.placed(type, in: program) }
        return judge
    }

    /// Judges the cases that are there, and forgets them.
    private mutating func settle(_ judge: inout LogJudge?, _ onCase: (LogResult) -> Void) {
        guard judge != nil else { return }
        for open in cases {
            guard let verdict = judge?.judge(open, texts), let judge else { continue }
            let result = LogResult(verdict, judge: judge, texts: texts)
            report.add(result, milestones: milestones(of: verdict, judge))
            for role in verdict.rejections { report.rejections[texts.roles.text(role), default: 0] += 1 }
            for step in verdict.table.steps where !step.isCertain && undecided.insert(step.declared).inserted {
                report.undecidedSteps.append(step.id)
            }
            onCase(result)
        }
        cases.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
    }

    /// Bit i: milestone i was reached.
    private func milestones(of verdict: LogVerdict, _ judge: LogJudge) -> [UInt64] {
        var reached = [UInt64](repeating: 0, count: (milestones.all.count + 63) / 64)
        for event in verdict.events {
            if let meaning = judge.meaning(event, texts), let number = milestones.number(of: meaning) {
                reached[number / 64] |= 1 << UInt64(number % 64)
            }
        }
        return reached
    }

    // MARK: - Rows

    private mutating func header(_ reader: TableReader) -> Columns? {
        let names = reader.names
        if names.isEmpty {
            complaints.note(.error, LogFact.empty, line: 1)
            return nil
        }
        if let format = LogFormat.other(than: names) {
            complaints.note(.error, LogFact.otherFormat(format), line: 1)
            return nil
        }
        var isComplete = true
        func column(_ name: String?) -> Int? {
            guard let name else { return nil }
            if let index = names.firstIndex(of: name) { return index }
            isComplete = false
            complaints.note(
                .error, LogFact.noColumn(name, suggestion: Suggestion.nearest(to: name, among: names)),
                line: reader.headerLine)
            return nil
        }
        let id = column(log.caseColumn)
        let activity = column(log.activityColumn)
        let time = column(log.timeColumn)
        let role = column(log.roleColumn)
        let person = column(log.personColumn)
        let recipient = column(log.recipientColumn)
        let stated = log.facts.compactMap { column($0.column) }
        guard isComplete, let id, let activity, let time else { return nil }
        let fields = type.map { program.records[$0.index].fields } ?? []
        return Columns(
            id: id, activity: activity, time: time, role: role, person: person, recipient: recipient,
            count: names.count,
            facts: LogFacts(log, at: stated, of: fields, program: program, dateOrder: options.dateOrder))
    }

    private mutating func row(_ reader: TableReader, _ columns: Columns) {
        switch reader.fault {
        case nil where !reader.isShort: break
        case .malformed(let problem)?:
            let mistake: LogFact.CSVMistake =
                if case .recordTooLong = problem.kind { .tooLong } else { .quote }
            complaints.note(.error, LogFact.malformedRow(mistake), line: problem.line)
            return
        default:
            complaints.note(
                .error, LogFact.malformedRow(.fieldCount(expected: columns.count, found: reader.count)),
                line: reader.line)
            // Whose row it is can be read as long as it reaches so far.
            if columns.id < reader.count, let number = numbers[reader.text(columns.id)] {
                cases[number].unreadable.append(Int32(truncatingIfNeeded: reader.line))
            }
            return
        }
        let id = reader.text(columns.id)
        guard !id.isEmpty else {
            complaints.note(.error, LogFact.missingCase, line: reader.line)
            return
        }
        if let focus = options.focus, focus != id { return }
        let number = number(of: id, reader, columns.facts)
        report.events += 1
        cases[number].rows += 1
        guard let moment = LogTime.moment(reader, columns.time, zone, options.dateOrder) else {
            complaints.badTime(reader.text(columns.time), line: reader.line)
            cases[number].unreadable.append(Int32(truncatingIfNeeded: reader.line))
            return
        }
        if let last = cases[number].last, moment.milliseconds < last.milliseconds {
            complaints.disorder(of: id, line: reader.line)
        }
        cases[number].sees(moment)
        lastDay = max(lastDay ?? moment.date, moment.date)
        let activity = activity(reader.text(columns.activity), line: reader.line)
        let hasPart = texts.meanings[Int(activity)].map { $0 != .ignored } ?? false
        guard hasPart || options.focus != nil else { return }
        var role = LogEvent.none
        if let column = columns.role {
            role = self.role(
                reader.text(column), isDecision: texts.meanings[Int(activity)]?.isDecision, line: reader.line)
        }
        let person = columns.person.map { self.person(reader.text($0), line: reader.line) } ?? LogEvent.none
        if let column = columns.recipient, case .act(let kind, _)? = texts.meanings[Int(activity)], kind.hasRecipient {
            let recipient = self.person(reader.text(column), line: reader.line)
            if recipient != LogEvent.none {
                cases[number].recipients[Int32(truncatingIfNeeded: reader.line)] = recipient
            }
        }
        cases[number].events.append(
            LogEvent(
                at: moment, line: Int32(truncatingIfNeeded: reader.line), activity: activity, role: role,
                person: person))
    }

    private mutating func number(of id: String, _ row: TableReader, _ columns: LogFacts) -> Int {
        var number = cases.indices.last.flatMap { cases[$0].id == id ? $0 : nil } ?? numbers[id]
        if number == nil {
            number = cases.count
            numbers[id] = cases.count
            cases.append(LogCase(id: id, facts: columns.unstated, factTexts: []))
        }
        let found = number ?? 0
        for (column, problem) in columns.read(row, into: &cases[found]) {
            complaints.badFact(column, problem, line: row.line)
        }
        return found
    }

    private mutating func activity(_ text: String, line: Int) -> Int32 {
        let number = texts.activities.number(of: text)
        if Int(number) == texts.meanings.count { texts.meanings.append(log.activities[text]) }
        if texts.meanings[Int(number)] == nil { complaints.unknownActivity(text, line: line) }
        return number
    }

    /// What the log calls a role, as the mapping says, or else as roles are called in the rulebook.
    private mutating func role(_ text: String, isDecision: Bool?, line: Int) -> Int32 {
        let number = texts.roles.number(of: text)
        if Int(number) == texts.roleIDs.count {
            let named = program.roles.firstIndex { $0.identity.name == text || $0.identity.title == text }
            texts.roleIDs.append(log.roles[text] ?? named.map { RoleID($0) } ?? RoleID(-1))
        }
        if isDecision == true, texts.roleIDs[Int(number)].index < 0 { complaints.unknownRole(text, line: line) }
        return number
    }

    private mutating func person(_ text: String, line: Int) -> Int32 {
        switch PersonName.read(text) {
        case .name(let name):
            let number = texts.persons.number(of: name.text)
            if Int(number) == texts.names.count { texts.names.append(name) }
            return number
        case .nobody: return LogEvent.none
        case .hidden(let scalar, let place):
            complaints.hidden(scalar, at: place, in: text, line: line)
            return LogEvent.none
        }
    }
}

extension LogMapping.Meaning {
    /// Whether the role by which it was done counts.
    var isDecision: Bool {
        switch self {
        case .decision, .returned: true
        case .act(let kind, _): kind.isOfStep
        case .submitted, .action, .ignored: false
        }
    }
}
