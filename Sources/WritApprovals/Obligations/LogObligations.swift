import WritEvaluation
import WritLanguage
import WritSemantics

/// The obligations about the cases of a log, by what the log tells of them.
final class LogObligations {
    /// What decides whether obligations apply, and for how long their periods run.
    private struct ScopeKey: Hashable {
        let day: CalendarDate
        let facts: [Value]
        /// The case, where rules look at others.
        let id: String
    }

    let names: LogActNames
    var plan: ObligationPlan { names.plan }
    private let program: Program
    private let evaluator: Evaluator
    private let type: RecordID
    private let organisation: OrganisationID?
    private let judge: ObligationJudge
    /// By obligation and demand, an act that the log does not record.
    private let unrecorded: [[Obligation.Act?]]
    private var scopes: [ScopeKey: [ObligationScope]] = [:]
    private var courses: LikeCourses

    /// Nil where no obligation is about the cases of the log.
    init?(
        _ router: CaseRouter, log: LogMapping, use: (form: FormID, type: RecordID)?, type: RecordID?,
        organisation: OrganisationID?, asOf: CalendarDate, isComplete: Bool
    ) {
        guard let type, let plan = router.obligations[type] else { return nil }
        courses = LikeCourses(plan)
        names = LogActNames(plan: plan, form: use?.form)
        self.type = type
        self.organisation = organisation
        program = router.program
        evaluator = router.evaluator
        judge = ObligationJudge(
            clock: StepClock(calendar: router.program.calendar(at: organisation)), asOf: asOf, isComplete: isComplete)
        let recorded = LogObligations.acts(of: log, form: use?.form)
        unrecorded = plan.entries.map { entry in
            router.program.obligations[entry.id.index].demands.map { demand in
                (demand.acts + demand.others).first { !recorded.contains($0) }
            }
        }
    }

    /// What a log tells of, where it happened.
    private static func acts(of log: LogMapping, form: FormID?) -> Set<Obligation.Act> {
        var acts: Set<Obligation.Act> = []
        for meaning in log.activities.values {
            switch meaning {
            case .submitted: if let form { acts.insert(.document(.issue, form)) }
            case .action(let action): acts.insert(.action(action))
            case .reached(let milestone): if let form { acts.insert(.document(milestone, form)) }
            case .decision(.approved, let step):
                if let form { acts.insert(.document(.approval, form)) }
                if let step { acts.insert(.step(step, of: log.chain)) }
            case .decision, .returned, .act, .ignored: break
            }
        }
        return acts
    }

    /// - Parameter events: everything of the case that the log tells, by time.
    func verdicts(
        _ events: [ActEvent], facts: [Value], of id: String, on day: CalendarDate
    ) -> [ObligationVerdict] {
        let course = ObligationJudge.Course(events)
        return courses.verdicts(of: course) { judged(course, scopes(facts, of: id, on: day)) }
    }

    private func judged(_ course: ObligationJudge.Course, _ scopes: [ObligationScope]) -> [ObligationVerdict] {
        plan.entries.indices.map { index in
            let entry = plan.entries[index]
            return ObligationVerdict(
                obligation: entry.id,
                demands: entry.demands.indices.map { number in
                    scopes[index].verdict {
                        if let act = unrecorded[index][number] { return .open(.unrecorded(act)) }
                        return judge.judge(entry.demands[number], scopes[index].periods[number], course)
                    }
                })
        }
    }

    private func scopes(
        _ facts: [Value], of id: String, on day: CalendarDate
    ) -> [ObligationScope] {
        let key =
            plan.isConditional
            ? ScopeKey(day: day, facts: facts, id: id)
            : ScopeKey(day: .first, facts: [], id: "")
        if let known = scopes[key] { return known }
        let data = CaseData(type: type, id: id, asOf: day, organisation: organisation, facts: facts)
        let evaluation = evaluator.evaluate(data)
        let found = plan.entries.map { entry in
            ObligationScope(
                entry, program, evaluation, organisation: organisation, on: data.lawDay(in: program),
                seesDocuments: false)
        }
        if scopes.count >= LogChecker.memoryLimit { scopes = [:] }
        scopes[key] = found
        return found
    }
}

/// The acts of obligations that the events of a log are.
final class LogActNames {
    let plan: ObligationPlan
    /// The document of the log's chain.
    let form: FormID?
    /// By number of the activity in the log.
    private var known: [[Int32]?] = []

    init(plan: ObligationPlan, form: FormID?) {
        self.plan = plan
        self.form = form
    }

    /// What an event is by itself; what a decision completes comes from the replay.
    /// - Parameter activity: what the log calls it, which always means the same.
    func acts(of meaning: LogMapping.Meaning, called activity: Int32) -> [Int32] {
        let place = Int(activity)
        if known.indices.contains(place), let acts = known[place] { return acts }
        let acts = acts(of: meaning)
        if place >= 0 {
            if known.count <= place { known += repeatElement(nil, count: place + 1 - known.count) }
            known[place] = acts
        }
        return acts
    }

    private func acts(of meaning: LogMapping.Meaning) -> [Int32] {
        switch meaning {
        case .submitted: form.map { plan.acts(.document(.issue, $0)) } ?? []
        case .action(let action): plan.acts(.action(action))
        case .reached(let milestone): form.map { plan.acts(.document(milestone, $0)) } ?? []
        case .decision, .returned, .act, .ignored: []
        }
    }
}
