import WritEvaluation
import WritLanguage
import WritSemantics

/// The obligations of a case that stands alone, by what its record tells.
struct CaseObligations {
    let router: CaseRouter
    let plan: ObligationPlan
    /// The case with the days of approval that its records settle.
    let data: CaseData
    let evaluation: Evaluation
    let staff: StaffList
    let documents: [DocumentRouting]

    func verdicts() -> [ObligationVerdict] {
        let organisation = router.planner.organisation(of: data.organisation)
        let clock = StepClock(calendar: router.program.calendar(at: organisation))
        let judge = ObligationJudge(clock: clock, asOf: data.asOf, isComplete: false)
        var course: ObligationJudge.Course?
        return plan.entries.map { entry in
            let scope = ObligationScope(
                entry, router.program, evaluation, organisation: organisation, on: data.lawDay(in: router.program))
            return ObligationVerdict(
                obligation: entry.id,
                demands: entry.demands.indices.map { index in
                    scope.verdict {
                        let happened = course ?? ObligationJudge.Course(events())
                        course = happened
                        return judge.judge(entry.demands[index], scope.periods[index], happened)
                    }
                })
        }
    }

    // MARK: - What happened

    /// Everything that the record tells, by time; what lies after the day of the case has not happened.
    private func events() -> [ActEvent] {
        var events: [ActEvent] = []
        for (index, document) in data.history.enumerated() where !data.isYetToCome(document) {
            add(document, at: index, to: &events)
        }
        for action in data.actions {
            events.append(
                ActEvent(
                    at: action.at, acts: plan.acts(.action(action.action)),
                    person: action.person.flatMap(PersonName.init)))
        }
        events.removeAll { data.asOf < $0.at.date }
        let isByDay = events.contains(where: \.isDay)
        let order = events.enumerated().sorted { a, b in
            let (one, two) = (a.element.at, b.element.at)
            if isByDay, one.date != two.date { return one.date < two.date }
            return (one.milliseconds, a.offset) < (two.milliseconds, b.offset)
        }
        return order.map(\.element)
    }

    private func add(_ document: HistoryDocument, at index: Int, to events: inout [ActEvent]) {
        func add(_ milestone: Obligation.Milestone, on day: CalendarDate?) {
            guard let day, let event = ActEvent(on: day, acts: plan.acts(.document(milestone, document.form)))
            else { return }
            events.append(event)
        }
        add(.issue, on: document.issued)
        add(.delivery, on: document.delivered)
        add(.signing, on: document.signed)
        let routing = documents.first { $0.document == index }
        guard let routing, document.isRecorded else { return add(.approval, on: document.approved) }
        let table = ReplayTable(routing.requirement, program: router.program)
        var watch = ApprovalActs(plan, table, form: document.form)
        var isApproved = false
        let approval = plan.number(of: .document(.approval, document.form))
        _ = router.checker.replay(
            table, document: document, staff: staff, until: nil, asOf: data.asOf
        ) { replay, at, person in
            // What a withdrawal or a return undoes comes to be approved once more.
            let acts = watch?.completed(by: replay) ?? []
            if let approval, acts.contains(approval) { isApproved = true }
            events.append(ActEvent(at: at, acts: acts, person: PersonName(person)))
        }
        if !isApproved, approval != nil { add(.approval, on: document.approved) }
    }
}

/// Whether an obligation is about a case, and how long its periods are there.
struct ObligationScope {
    /// Nil where it applies; what it comes to otherwise.
    let answer: DemandVerdict?
    let periods: [DemandRun.Period]

    /// - Parameter seesDocuments: false where nobody knows which documents there are.
    init(
        _ entry: ObligationPlan.Entry, _ program: Program, _ evaluation: Evaluation, organisation: OrganisationID?,
        on day: CalendarDate, seesDocuments: Bool = true
    ) {
        let provision = program.obligations[entry.id.index].provision
        periods = entry.demands.indices.map { demand in
            switch evaluation.limit(ofDemand: demand, in: entry.id) {
            case .missing: .none
            case .unknown: .unknown
            case let length: .length(length)
            }
        }
        if let from = provision.validFrom, day < from {
            answer = .notConcerned
        } else if let to = provision.validTo, to < day {
            answer = .notConcerned
        } else if !provision.organisations.isEmpty, let organisation, !provision.organisations.contains(organisation) {
            answer = .notConcerned
        } else if entry.dependsOnDocuments, !seesDocuments {
            answer = .open(.documents)
        } else {
            switch evaluation.condition(of: entry.id) {
            case .boolean(true):
                answer = provision.organisations.isEmpty || organisation != nil ? nil : .open(.organisation)
            case .boolean(false): answer = .notConcerned
            default: answer = .open(.condition)
            }
        }
    }

    /// What a demand comes to, where nothing but what happened decides; `judge` says that.
    ///
    /// Where nobody knows whether it applies, an act that never happened concerns it as little as one that does not.
    func verdict(_ judge: () -> DemandVerdict) -> DemandVerdict {
        guard let answer else { return judge() }
        guard answer.state == .open else { return answer }
        return judge().state == .notConcerned ? .notConcerned : answer
    }
}
