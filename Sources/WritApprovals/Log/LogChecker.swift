package import WritEvaluation
package import WritLanguage
package import WritSemantics

/// Checks the cases of an event log (one event a row) against the chain that the rulebook maps it to.
///
/// Rows are read once; of an event a few numbers are kept. When all are read, or all of a case where the rows of each stand
/// together, the case is put into the order of its times and judged by the replay that judges a case that stands alone. A case has
/// the facts that the columns of its earliest row state; a step whose condition needs others is open. A case's first day is its
/// `as-of`.
package struct LogChecker {
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

    private(set) var router: CaseRouter
    let log: LogMapping
    let milestones: LogMilestones
    private let options: Options
    private let organisation: OrganisationID?
    private let zone: Zone?
    let type: RecordID?
    /// The document of the chain.
    let form: FormID?
    /// What other chains that are checked in the same run know of.
    private let siblings: Set<String>
    /// Of several chains one tells of what none knows.
    private let isFirst: Bool
    private var program: Program { router.program }
    /// Whether cases that nobody asks for tell something of the one that is asked for.
    private let needsAllCases: Bool
    private var columns: LogColumns?
    private(set) var cases: [LogCase] = []
    private var numbers: [String: Int] = [:]
    /// Rows of which no more can be read than their case.
    private var spoiled: [String: [Int32]] = [:]
    /// Rows of which nobody can tell whose they are: there may be cases that are not known.
    private(set) var hasLostRows = false
    private let texts = LogCaseTexts()
    private var days = LogDays()
    /// Cases that were judged when another began.
    private var forgotten: Set<UInt64> = []
    /// Declared steps of which the log does not tell whether they were needed.
    private var undecided: Set<Int> = []
    private var judge: LogJudge?
    private(set) var report: LogReport
    private var complaints: LogComplaints

    /// - Parameters:
    ///   - fileName: how the log is called in diagnostics.
    ///   - others: the logs of the other chains that are checked in the same run.
    package init(
        _ router: CaseRouter, log: LogMapping, fileName: String, options: Options = Options(),
        beside others: [LogMapping] = [], isFirst: Bool = true
    ) {
        self.router = router
        self.log = log
        self.options = options
        self.isFirst = isFirst
        siblings = Set(others.flatMap(\.activities.keys))
        let program = router.program
        organisation = router.planner.organisation(of: options.organisation)
        zone = program.calendar(at: organisation)?.zone
        let chain = program.chains[log.chain.index]
        milestones = LogMilestones(log, chain: chain)
        report = LogReport(log: log, milestones: milestones)
        let use = LogJudge.use(of: log.chain, in: program)
        type = use?.type ?? chain.subject
        form = use?.form
        needsAllCases =
            program.records.contains { $0.fields.contains { $0.link != nil } }
            || others.contains { $0.parentColumn != nil } || log.parentColumn != nil
        complaints = LogComplaints(log, fileName: fileName, dateOrder: options.dateOrder)
    }

    /// Reads a log to its end. `onCase` gets every case with its problems once all rows are read, in the order in which
    /// cases first appear.
    /// - Parameter ending: asked when all rows are read, before anything is judged; nil where the header says all.
    package mutating func check(
        _ csv: CSVReader, ending: () -> LogEnding? = { nil }, onCase: (LogResult) -> Void
    ) -> LogReport {
        var suite = LogSuite([self])
        let reports = suite.check(csv, ending: ending) { onCase($0) }
        return reports.first ?? report
    }

    // MARK: - Steps of a run

    /// Finds the columns; false where the table cannot be used.
    mutating func begin(_ table: TableReader) -> Bool {
        columns = LogColumns(
            log, in: table, of: type, program: program, dateOrder: options.dateOrder, telling: &complaints)
        if options.isByCase, let asOf = options.asOf { judge = judging(asOf: asOf) }
        return columns != nil
    }

    var isByCase: Bool { options.isByCase }

    /// Whether a row belongs to another case than the one above it.
    func beginsAnother(_ row: TableReader) -> Bool {
        guard let open = cases.last, let columns, row.fault == nil, !row.isShort else { return false }
        let id = row.cell(columns.id)
        return !id.isEmpty && !id.elementsEqual(open.id.utf8)
    }

    /// Judges the cases that are there before another begins. A case that was forgotten cannot go on.
    mutating func turn(to row: TableReader, _ neighbours: inout LogNeighbours?, _ onCase: (LogResult) -> Void) {
        if let open = cases.last { forgotten.insert(LogChecker.digest(open.id.utf8)) }
        if let columns, forgotten.contains(LogChecker.digest(row.cell(columns.id))) {
            complaints.note(.error, LogFact.caseInPieces(row.text(columns.id)), line: row.line)
        }
        settle(&neighbours, onCase)
    }

    /// Sixty-four bits of a case's name, which stand for it once it is forgotten.
    private static func digest(_ name: some Sequence<UInt8>) -> UInt64 {
        var value: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return value
    }

    /// Takes the end of the log; false where nothing can be said of its cases.
    mutating func end(_ ending: LogEnding?) -> Bool { ending.map { isUsable($0) } ?? true }

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

    /// Whether there was a header and nothing below it.
    var sawNothing: Bool { report.events == 0 && cases.isEmpty && options.focus == nil && complaints.isEmpty }

    mutating func tellNothing() { complaints.note(.error, LogFact.noRows, line: 1) }

    /// The day as of which it is asked; nil where the log has no row with a time.
    mutating func lastDay() -> CalendarDate? {
        if let asOf = options.asOf { return asOf }
        guard let last = days.last, let most = days.lastOfMost else { return nil }
        if most < last.day {
            complaints.note(.warning, LogFact.loneLastDay(last.day, asOf: most), line: last.line)
        }
        return most
    }

    /// Makes the cases ready to be judged, when all their rows are read.
    mutating func complete() {
        for index in cases.indices {
            columns?.facts.date(&cases[index])
            if let lines = spoiled[cases[index].id] { cases[index].rare.unreadable += lines }
        }
        spoiled.removeAll(keepingCapacity: true)
        if columns?.document != nil {
            let texts = texts
            LogDocuments.spread(&cases) { event in
                texts.meanings.indices.contains(Int(event.activity)) ? texts.meanings[Int(event.activity)] : nil
            }
            let asked = cases.lazy.filter { [options] in $0.id == options.focus ?? $0.id }
            report.matters = (report.matters ?? 0) + Set(asked.map(\.id)).count
        }
    }

    /// Lets rules look at other cases.
    mutating func see(_ others: OtherCases) { router = router.beside(others) }

    private mutating func judging(asOf: CalendarDate) -> LogJudge {
        report.asOf = asOf
        let judge = LogJudge(
            router, log: log, organisation: organisation, asOf: asOf, isComplete: options.isComplete)
        report.staffIsListed = router.firmStaff != nil
        if organisation == nil, let type { report.unplaced = CaseFact.placed(type, in: program) }
        return judge
    }

    /// Judges the cases that are there by a day, and forgets them.
    mutating func settle(asOf: CalendarDate, _ neighbours: inout LogNeighbours?, _ onCase: (LogResult) -> Void) {
        if judge == nil { judge = judging(asOf: asOf) }
        settle(&neighbours, onCase)
    }

    private mutating func settle(_ neighbours: inout LogNeighbours?, _ onCase: (LogResult) -> Void) {
        guard judge != nil else { return }
        judge?.neighbours = neighbours
        report.foreign = (judge?.holds?.foreign ?? []).filter { neighbours?.isKnown($0) != true }
        for open in cases {
            guard let verdict = judge?.judge(open, texts), let judge else { continue }
            if let form { neighbours?.add(verdict.progress, of: form, in: verdict.id) }
            if let focus = options.focus, focus != open.id { continue }
            let result = LogResult(verdict, judge: judge, texts: texts)
            report.add(result, milestones: milestones(of: verdict))
            for role in verdict.rejections { report.rejections[texts.roles.text(role), default: 0] += 1 }
            for need in verdict.openNeeds where !report.openNeeds.contains(need) { report.openNeeds.append(need) }
            for step in verdict.table.steps where !step.isCertain && undecided.insert(step.declared).inserted {
                report.undecidedSteps.append(step.id)
            }
            onCase(result)
        }
        judge?.neighbours = nil
        cases.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
    }

    /// What is told of the log as such.
    mutating func finish() -> LogReport {
        report.diagnostics = complaints.told()
        return report
    }

    /// Bit i: milestone i was reached.
    private func milestones(of verdict: LogVerdict) -> [UInt64] {
        var reached = [UInt64](repeating: 0, count: (milestones.all.count + 63) / 64)
        for event in verdict.events {
            let number = texts.milestones[Int(event.activity)]
            if number >= 0 { reached[number / 64] |= 1 << UInt64(number % 64) }
        }
        return reached
    }

    // MARK: - Rows

    mutating func take(_ reader: TableReader) {
        guard let columns else { return }
        report.rows += 1
        switch reader.fault {
        case nil where !reader.isShort: break
        case .malformed(let problem)?:
            let mistake: LogFact.CSVMistake =
                if case .recordTooLong = problem.kind { .tooLong } else { .quote }
            complaints.note(.error, LogFact.malformedRow(mistake), line: problem.line)
            hasLostRows = true
            return
        default:
            complaints.note(
                .error, LogFact.malformedRow(.fieldCount(expected: columns.count, found: reader.count)),
                line: reader.line)
            // Whose row it is can be read as long as it reaches so far.
            if columns.id < reader.count {
                spoiled[reader.text(columns.id), default: []].append(Int32(truncatingIfNeeded: reader.line))
            } else {
                hasLostRows = true
            }
            return
        }
        let id = reader.text(columns.id)
        guard !id.isEmpty else {
            complaints.missingCase(line: reader.line)
            hasLostRows = true
            return
        }
        let isAsked = options.focus.map { $0 == id } ?? true
        if !isAsked, !needsAllCases {
            if let moment = LogTime.moment(reader, columns.time, zone, options.dateOrder) {
                days.add(moment.date, line: reader.line)
            }
            return
        }
        let text = reader.text(columns.activity)
        if !siblings.isEmpty, log.activities[text] == nil {
            // A row of another chain, or of none: one of them tells it.
            if isFirst, !siblings.contains(text) {
                _ = activity(text, line: reader.line)
            } else {
                report.rows -= 1
            }
            return
        }
        let number = number(of: id, reader, columns)
        if isAsked { report.events += 1 }
        cases[number].rows += 1
        let moment = LogTime.moment(reader, columns.time, zone, options.dateOrder)
        let problems = columns.facts.read(
            reader, at: moment?.milliseconds ?? LogFacts.undated, into: &cases[number])
        for (column, problem) in problems { complaints.badFact(column, problem, line: reader.line) }
        if let parent = columns.parent { cases[number].sees(parent: reader.text(parent)) }
        let line = Int32(truncatingIfNeeded: reader.line)
        guard let moment else {
            complaints.badTime(reader.text(columns.time), line: reader.line)
            cases[number].rare.unreadable.append(line)
            return
        }
        if let last = cases[number].last, moment.milliseconds < last.milliseconds {
            complaints.disorder(of: id, line: reader.line)
        }
        cases[number].sees(moment)
        days.add(moment.date, line: reader.line)
        let activity = activity(text, line: reader.line)
        let meaning = texts.meanings[Int(activity)]
        let hasPart = meaning?.hasPart == true
        guard hasPart || options.focus != nil else { return }
        var role = LogEvent.none
        if let column = columns.role {
            role = self.role(reader.text(column), isDecision: meaning?.isDecision, line: reader.line)
        }
        let person = columns.person.map { self.person(reader.text($0), line: reader.line) } ?? LogEvent.none
        if let column = columns.recipient, case .act(let kind, _)? = meaning, kind.hasRecipient {
            let recipient = self.person(reader.text(column), line: reader.line)
            if recipient != LogEvent.none { cases[number].rare.recipients[line] = recipient }
        }
        cases[number].append(
            LogEvent(at: moment, line: line, activity: activity, role: role, person: person))
    }

    private mutating func number(of id: String, _ row: TableReader, _ columns: LogColumns) -> Int {
        let document = columns.document.map { row.text($0) } ?? ""
        if let last = cases.indices.last, cases[last].id == id, cases[last].document == document { return last }
        let key = columns.document == nil ? id : id + "\u{1F}" + document
        if let known = numbers[key] { return known }
        numbers[key] = cases.count
        cases.append(LogCase(id: id, document: document, facts: columns.facts.unstated))
        return cases.count - 1
    }

    private mutating func activity(_ text: String, line: Int) -> Int32 {
        let number = texts.activities.number(of: text)
        if Int(number) == texts.meanings.count {
            let meaning = log.activities[text]
            texts.meanings.append(meaning)
            texts.milestones.append(meaning.flatMap { milestones.number(of: $0) } ?? -1)
        }
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
    /// Whether what is so called is anything of the case.
    var hasPart: Bool { if case .ignored = self { false } else { true } }

    /// Whether the role by which it was done counts.
    var isDecision: Bool {
        switch self {
        case .decision, .returned: true
        case .act(let kind, _): kind.isOfStep
        case .submitted, .action, .reached, .ignored: false
        }
    }
}
