import WritEvaluation
import WritLanguage
import WritSemantics

/// Judges the cases of a log, one after the other, by the same replay as a case that stands alone. One object, so that what it has
/// worked out is not copied with each case.
final class LogJudge {
    /// What decides which steps a chain has.
    private struct TableKey: Hashable {
        let day: CalendarDate
        let facts: [Value]
        /// The case, where rules look at others: two with the same facts may then differ.
        let id: String
    }

    let program: Program
    let log: LogMapping
    let organisation: OrganisationID?
    /// The day on which it is asked: what is due and not signed by then is overdue, what lies after it has not happened.
    let asOf: CalendarDate
    private let evaluator: Evaluator
    private let planner: ChainPlanner
    private let staff: StaffList?
    let type: RecordID?
    private let recordsSubmission: Bool
    private let isConditional: Bool
    private let submitterFields: [String]
    /// Whether the facts of other cases count.
    private let seesOthers: Bool
    /// The document of the chain.
    let form: FormID?
    /// How the documents of other chains came along.
    var neighbours: LogNeighbours?
    private var tables: [TableKey: ReplayTable] = [:]
    /// Where all cases have the same steps: a chain at its beginning.
    private var beginning: ChainReplay?
    let holds: LogHolds?
    let obligations: LogObligations?

    init(
        _ router: CaseRouter, log: LogMapping, organisation: OrganisationID?, asOf: CalendarDate,
        isComplete: Bool = false
    ) {
        program = router.program
        planner = router.planner
        evaluator = router.evaluator
        staff = router.firmStaff?.at(organisation)
        self.log = log
        self.organisation = organisation
        self.asOf = asOf
        let chain = program.chains[log.chain.index]
        recordsSubmission = log.activities.values.contains(.submitted)
        isConditional =
            chain.provision.validFrom != nil || chain.provision.validTo != nil || !chain.provision.organisations.isEmpty
            || !chain.apart.isEmpty
            || chain.steps.contains {
                $0.condition != nil || $0.within != nil || $0.escalation != nil || $0.named != nil
            }
        let use = LogJudge.use(of: log.chain, in: program)
        let type = use?.type ?? chain.subject
        self.type = type
        form = use?.form
        holds = type.map { LogHolds(router.evaluator, log, type: $0, form: use?.form, organisation: organisation) }
        obligations = LogObligations(
            router, log: log, use: use, type: type, organisation: organisation, asOf: asOf, isComplete: isComplete)
        let fields = type.map { router.program.records[$0.index].fields } ?? []
        let stated = Set(log.facts.map { fields.indices.contains($0.field) ? fields[$0.field].name : "" })
        submitterFields = chain.apart.filter { !stated.contains($0) }
        seesOthers = fields.contains { $0.link != nil }
    }

    /// The document and the type of case with which rules use a chain.
    static func use(of chain: ChainID, in program: Program) -> (form: FormID, type: RecordID)? {
        for rule in program.rules {
            for consequence in rule.consequences {
                if case .issue(let form, _, _, _, chain?) = consequence.kind { return (form, rule.subject) }
            }
        }
        return nil
    }

    // MARK: - One case

    func meaning(_ event: LogEvent, _ texts: LogCaseTexts) -> LogMapping.Meaning? {
        texts.meanings.indices.contains(Int(event.activity)) ? texts.meanings[Int(event.activity)] : nil
    }

    func judge(_ open: LogCase, _ texts: LogCaseTexts) -> LogVerdict {
        let (events, ties) = ordered(open.events, texts)
        let day = events.first?.at.date ?? open.first?.date ?? asOf
        var replay = replay(on: day, open)
        let table = replay.table
        let verdict = LogVerdict(open, events: events, ties: ties, table: table)
        guard open.rare.unreadable.isEmpty, open.rare.unattributed.isEmpty else {
            verdict.state = .unreadable
            verdict.progress.isUnclear = true
            return verdict
        }
        let recipients = open.rare.recipients
        var acts = LogActs(obligations?.names, table, texts, events)
        for (index, event) in events.enumerated() {
            guard event.at.date <= asOf else {
                verdict.future.append(index)
                continue
            }
            switch meaning(event, texts) {
            case nil, .ignored?: break
            case .submitted?:
                let person = texts.persons.text(event.person)
                replay.submit(at: event.at, by: person)
                if !submitterFields.isEmpty, let name = PersonName(person) { replay.keepApart(name) }
            case .action(let action)?: act(action, at: index, event, in: open, replay: replay, into: verdict)
            case .reached(let milestone)?: reached(milestone, at: index, event, replay, into: verdict)
            case .decision(let decision, let step)?:
                let record = record(event, decision, step, texts, before: replay)
                if let wait = wait(for: event, step, replay) { verdict.waits.append(wait) }
                if replay.take(record, number: index) { verdict.rejections.append(event.role) }
            case .returned(let step, let target)?:
                let record = record(event, .returned, step, texts, before: replay, backTo: target)
                if replay.take(record, number: index) { verdict.rejections.append(event.role) }
            case .act(let kind, let step)?:
                replay.take(act(event, kind, step, texts, to: recipients[event.line], before: replay), number: index)
            }
            let meaning = meaning(event, texts)
            let hasPart = meaning?.hasPart == true
            if hasPart, replay.isSubmitted || !recordsSubmission { verdict.progress.begins(event.at) }
            if hasPart { verdict.progress.stands(replay, at: event.at) }
            if replay.isApproved, replay.state == .approved {
                verdict.approvedAt = verdict.approvedAt ?? event.at
            } else {
                verdict.approvedAt = nil
            }
            if hasPart, let meaning { acts?.add(event, meaning, replay) }
        }
        verdict.finish(replay, asOf: asOf)
        for step in verdict.next {
            guard case .moment(let since) = replay.start(of: step),
                let minutes = LogWaits.minutes(from: since, to: end(of: verdict))
            else { continue }
            verdict.standing.append((table.steps[step].declared, minutes))
        }
        if let happened = acts?.happened {
            let name = name(open)
            verdict.obligations = obligations?.verdicts(happened, facts: open.facts, of: name, on: day) ?? []
        }
        return verdict
    }

    /// What a case is called where rules look at others; nothing where they look at none.
    private func name(_ open: LogCase) -> String { seesOthers ? open.name : "" }

    /// How long a decision was waited for: from the moment when the turn of its step came, where that is known.
    private func wait(for event: LogEvent, _ declared: Int?, _ replay: ChainReplay) -> LogWait? {
        guard let declared, let levels = replay.table.stepsOfDeclared[declared],
            let step = levels.first(where: { !replay.isAttempted($0) }),
            case .moment(let since) = replay.start(of: step),
            let minutes = LogWaits.minutes(from: since, to: event.at)
        else { return nil }
        return LogWait(step: declared, person: event.person, minutes: minutes)
    }

    /// Until when a case has been waiting: the end of the day on which it is asked.
    private func end(of verdict: LogVerdict) -> Moment {
        let last = verdict.events.last?.at ?? verdict.last ?? .epoch
        let next = asOf.addingDays(1).flatMap(last.on)
        return next.flatMap { $0.addingMilliseconds(-Int64($0.timeOfDay)) } ?? last
    }

    /// - Parameter replay: how the chain stands before the event; nil where only the names of the event are asked for.
    func record(
        _ event: LogEvent, _ decision: ApprovalDecision, _ step: Int?, _ texts: LogCaseTexts,
        before replay: ChainReplay? = nil,
        backTo target: Int? = nil
    ) -> ApprovalRecord {
        ApprovalRecord(
            step: name(of: step), role: role(of: event, in: step, texts, replay),
            person: texts.persons.text(event.person), decision: decision, at: event.at, backTo: name(of: target))
    }

    private func act(
        _ event: LogEvent, _ kind: RoutingAct.Kind, _ step: Int?, _ texts: LogCaseTexts, to recipient: Int32?,
        before replay: ChainReplay
    ) -> RoutingAct {
        RoutingAct(
            kind, step: name(of: step), role: role(of: event, in: step, texts, replay),
            person: texts.persons.text(event.person),
            recipient: recipient.map { texts.persons.text($0) }, at: event.at)
    }

    private func name(of step: Int?) -> String? { step.map { program.chains[log.chain.index].steps[$0].name } }

    private func role(of event: LogEvent, in step: Int?, _ texts: LogCaseTexts, _ replay: ChainReplay?) -> RoleID {
        guard event.role == LogEvent.none else { return texts.roleIDs[Int(event.role)] }
        guard let step else { return RoleID(-1) }
        return replay?.awaitedRole(in: step, for: texts.persons.text(event.person), on: event.at.date)
            ?? usualRole(of: step)
    }

    /// Who takes a step, or its first level.
    private func usualRole(of step: Int) -> RoleID {
        switch program.chains[log.chain.index].steps[step].signer {
        case .one(let role), .line(let role, _): return role
        case .all(let roles), .any(_, let roles): return roles.first ?? RoleID(-1)
        case .notStated: return RoleID(-1)
        }
    }

    /// By time. Of events of one moment nobody knows the order: they are taken in that of the chain, and told.
    private func ordered(_ events: [LogEvent], _ texts: LogCaseTexts) -> (events: [LogEvent], ties: Int) {
        func rank(_ event: LogEvent) -> Int {
            switch meaning(event, texts) {
            case .submitted?: ReplayOrder.rank(RoutingAct.Kind.submitted, step: nil)
            case .decision(let decision, let step)?: ReplayOrder.rank(decision, step: step)
            case .returned(let step, _)?: ReplayOrder.rank(ApprovalDecision.returned, step: step)
            case .act(let kind, let step)?: ReplayOrder.rank(kind, step: step)
            case .action?, .reached?: ReplayOrder.action
            case .ignored?, nil: ReplayOrder.other
            }
        }
        var ties = 0
        var isSorted = true
        for (earlier, later) in zip(events, events.dropFirst()) {
            if earlier.at.milliseconds == later.at.milliseconds { ties += 1 }
            if earlier.at.milliseconds >= later.at.milliseconds { isSorted = false }
        }
        if isSorted { return (events, 0) }
        let sorted = events.sorted {
            ($0.at.milliseconds, rank($0), $0.line) < ($1.at.milliseconds, rank($1), $1.line)
        }
        ties = zip(sorted, sorted.dropFirst()).reduce(0) { count, pair in
            let isTie = pair.0.at.milliseconds == pair.1.at.milliseconds && rank(pair.0) != rank(pair.1)
            return count + (isTie && rank(pair.1) < ReplayOrder.other ? 1 : 0)
        }
        return (sorted, ties)
    }

    // MARK: - Chains and holds

    /// The chain of a case before anything happened.
    private func replay(on day: CalendarDate, _ open: LogCase) -> ChainReplay {
        if let beginning { return beginning }
        let replay = ChainReplay(
            table(on: day, open), staff: staff,
            subject: ChainReplay.Subject(recordsSubmission: recordsSubmission, recordsPersons: log.personColumn != nil))
        if !isConditional { beginning = replay }
        return replay
    }

    private func table(on day: CalendarDate, _ open: LogCase) -> ReplayTable {
        let facts = open.facts
        let key =
            isConditional
            ? TableKey(day: day, facts: facts, id: name(open)) : TableKey(day: .first, facts: [], id: "")
        if let known = tables[key] { return known }
        let data = CaseData(
            type: type ?? RecordID(-1), id: key.id, asOf: day, organisation: organisation,
            facts: type == nil ? [] : facts)
        let requirement: ChainRequirement
        if type == nil {
            requirement = planner.require(log.chain, in: data) { _ in .unknown }
        } else {
            let evaluation = evaluator.evaluate(data)
            requirement = planner.require(
                log.chain, in: data, needs: { evaluation.needs(ofStep: $0, in: log.chain) }
            ) { question in
                switch question.part {
                case .condition: evaluation.condition(ofStep: question.step, in: question.chain)
                case .within: evaluation.limit(ofStep: question.step, in: question.chain)
                case .escalation: evaluation.escalation(ofStep: question.step, in: question.chain)
                }
            }
        }
        let table = ReplayTable(requirement, program: program)
        if tables.count >= LogChecker.memoryLimit { tables = [:] }
        tables[key] = table
        return table
    }

    /// The document went out: the house must have done its part by then. Told once, of what came first.
    private func reached(
        _ milestone: Obligation.Milestone, at index: Int, _ event: LogEvent, _ replay: ChainReplay,
        into verdict: LogVerdict
    ) {
        if milestone == .signing { verdict.signed = verdict.signed ?? event.at.date }
        if milestone == .delivery { verdict.delivered = verdict.delivered ?? event.at.date }
        guard verdict.sent == nil else { return }
        let open = HouseSteps(replay.table).open(in: replay)
        verdict.sent = LogVerdict.Sent(event: index, isSigned: milestone == .signing, open: open)
    }

    private func act(
        _ action: ActionID, at index: Int, _ event: LogEvent, in open: LogCase, replay: ChainReplay,
        into verdict: LogVerdict
    ) {
        guard holds?.canHold(action) == true, !verdict.early.contains(where: { $0.action == action }) else { return }
        let isApproved: Bool? = replay.state == .approved ? true : replay.isApproved ? nil : false
        let key = LogHolds.Key(
            day: event.at.date, facts: open.facts, isSubmitted: replay.isSubmitted || !recordsSubmission,
            isApproved: isApproved, delivered: verdict.delivered, signed: verdict.signed, id: name(open),
            others: stages(of: open, at: event.at))
        guard let answer = holds?.held(key)[action] else { return }
        guard answer.isCertain else {
            if !verdict.open.contains(action) { verdict.open.append(action) }
            return
        }
        verdict.early.append(
            LogVerdict.EarlyAction(
                action: action, event: index, rule: answer.hold.because.first?.rule,
                citations: answer.hold.because.first?.citations ?? []))
    }
}

extension LogJudge {
    /// How the documents of other chains stood in a case, or in the one to which it belongs.
    private func stages(of open: LogCase, at moment: Moment) -> [LogProgress.Stage] {
        guard let neighbours, let foreign = holds?.foreign else { return [] }
        guard log.parentColumn != nil else {
            return foreign.map { neighbours.stage(of: $0, in: open.id, isElsewhere: false, at: moment) }
        }
        let parents = open.rare.parents
        guard parents.count == 1, let parent = parents.first else { return [] }
        return foreign.map { neighbours.stage(of: $0, in: parent, isElsewhere: parent != open.id, at: moment) }
    }
}

/// What the numbers of a log's events stand for.
final class LogCaseTexts {
    var activities = LogTexts()
    /// By activity; nil where the rulebook does not say what it means.
    var meanings: [LogMapping.Meaning?] = []
    /// By activity, the number of the milestone that it is; -1 where it is none.
    var milestones: [Int] = []
    var roles = LogTexts()
    /// By role as the log calls it.
    var roleIDs: [RoleID] = []
    var persons = LogTexts()
    /// By person as the log calls it.
    var names: [PersonName] = []

    func name(_ person: Int32) -> PersonName? { names.indices.contains(Int(person)) ? names[Int(person)] : nil }
}
