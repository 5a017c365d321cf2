import WritEvaluation
import WritLanguage
import WritSemantics

/// Which actions the rules hold in a case of a log, as far as a log can tell. It knows the documents of its own chain; of
/// others, and of what becomes of its own besides approval, it knows nothing, and what depends on that is open. One object, so that
/// what it has worked out is not copied with each case.
final class LogHolds {
    /// What the log tells of the document.
    struct Key: Hashable {
        let day: CalendarDate
        let facts: [Value]
        let isSubmitted: Bool
        /// Nil where nobody can tell.
        let isApproved: Bool?
        var delivered: CalendarDate?
        var signed: CalendarDate?
        /// The case, where rules look at others: two with the same facts may then differ.
        var id = ""
        /// How the foreign documents stand, in their order; empty where nothing is known of any.
        var others: [LogProgress.Stage] = []
    }

    struct Answer {
        let hold: Outcome.Hold
        /// It is held whatever the log leaves open.
        let isCertain: Bool
    }

    private let evaluator: Evaluator
    private let type: RecordID
    private let form: FormID?
    private let organisation: OrganisationID?
    /// The actions that some rule holds.
    private let actions: Set<ActionID>
    /// Documents on which holds depend and of which the log tells nothing.
    let foreign: [FormID]
    /// By foreign document, whether holds ask more of it than its approval.
    private let asksBeyond: [Bool]
    /// Whether holds ask more of the chain's own document than its approval.
    private let asksBeyondApproval: Bool
    /// What the log tells of its document beside its approval, so that it did not happen where it is not there.
    private let told: Set<Obligation.Milestone>
    private var known: [Key: [ActionID: Answer]] = [:]

    init(_ evaluator: Evaluator, _ log: LogMapping, type: RecordID, form: FormID?, organisation: OrganisationID?) {
        self.evaluator = evaluator
        told = Set(log.activities.values.compactMap { if case .reached(let milestone) = $0 { milestone } else { nil } })
        self.type = type
        self.form = form
        self.organisation = organisation
        var foreign: [FormID] = []
        var asksBeyond: [Bool] = []
        var asksBeyondApproval = false
        var actions: Set<ActionID> = []
        for rule in evaluator.plan.program.rules where rule.subject == type {
            for consequence in rule.consequences {
                guard case .hold(let action, let until) = consequence.kind else { continue }
                actions.insert(action)
                for expression in [until] + [rule.condition].compactMap({ $0 }) {
                    for mentioned in DocumentMentions.forms(in: expression) where mentioned != form {
                        if !foreign.contains(mentioned) {
                            foreign.append(mentioned)
                            asksBeyond.append(false)
                        }
                        if LogHolds.asksMoreThanStage(of: mentioned, in: expression),
                            let index = foreign.firstIndex(of: mentioned)
                        {
                            asksBeyond[index] = true
                        }
                    }
                    if DocumentMentions.asksBeyondApproval(of: form, in: expression) { asksBeyondApproval = true }
                }
            }
        }
        self.actions = actions
        self.foreign = foreign
        self.asksBeyond = asksBeyond
        self.asksBeyondApproval = asksBeyondApproval
    }

    /// Whether any rule holds an action.
    func canHold(_ action: ActionID) -> Bool { actions.contains(action) }

    /// The actions that are held, or may be.
    func held(_ key: Key) -> [ActionID: Answer] {
        if let answers = known[key] { return answers }
        var counts: [ActionID: (hold: Outcome.Hold, certain: Int)] = [:]
        let cases = variants(key)
        for data in cases {
            for hold in evaluator.evaluate(data).outcome.holds {
                let earlier = counts[hold.action]
                let isCertain = hold.status == .certain
                counts[hold.action] = (
                    isCertain ? hold : earlier?.hold ?? hold, (earlier?.certain ?? 0) + (isCertain ? 1 : 0)
                )
            }
        }
        let answers = counts.mapValues { Answer(hold: $0.hold, isCertain: $0.certain == cases.count) }
        if known.count >= LogChecker.memoryLimit { known = [:] }
        known[key] = answers
        return answers
    }

    /// Whether an expression asks of another chain's document more than whether it is issued or approved: what became of it
    /// else, or on which day.
    private static func asksMoreThanStage(of form: FormID, in expression: Expression) -> Bool {
        if DocumentMentions.asksBeyondApproval(of: form, in: expression) { return true }
        var asks = false
        expression.forEach { part in
            if case .documentDate(_, let mentioned) = part.kind, mentioned == form { asks = true }
        }
        return asks
    }

    /// How a foreign document stands, where that is all that is asked of it.
    private func stage(_ index: Int, _ key: Key) -> LogProgress.Stage {
        guard key.others.indices.contains(index) else { return .unknown }
        return asksBeyond[index] && key.others[index] != .absent ? .unknown : key.others[index]
    }

    /// The case as it may stand: with no document that the log does not know, with all of them, and with each alone.
    private func variants(_ key: Key) -> [CaseData] {
        var choices: [Set<Int>] = [[]]
        let open =
            foreign.indices.filter { stage($0, key) == .unknown } + (asksBeyondApproval ? [foreign.count] : [])
        if !open.isEmpty { choices.append(Set(open)) }
        if open.count > 1 { choices += open.map { [$0] } }
        let approvals = key.isApproved.map { [$0] } ?? [false, true]
        return choices.flatMap { choice in approvals.map { data(key, isApproved: $0, choice) } }
    }

    private func data(_ key: Key, isApproved: Bool, _ choice: Set<Int>) -> CaseData {
        var history: [HistoryDocument] = []
        if let form, key.isSubmitted {
            let isDone = asksBeyondApproval && choice.contains(foreign.count)
            func day(_ known: CalendarDate?, _ milestone: Obligation.Milestone) -> CalendarDate? {
                known ?? (isDone && !told.contains(milestone) ? key.day : nil)
            }
            history.append(
                HistoryDocument(
                    form: form, issued: key.day, delivered: day(key.delivered, .delivery),
                    signed: day(key.signed, .signing), approved: isApproved ? key.day : nil))
        }
        for (index, other) in foreign.enumerated() {
            switch stage(index, key) {
            case .absent: break
            case .begun: history.append(HistoryDocument(form: other, issued: key.day))
            case .approved: history.append(HistoryDocument(form: other, issued: key.day, approved: key.day))
            case .unknown where choice.contains(index):
                history.append(
                    HistoryDocument(
                        form: other, issued: key.day, delivered: key.day, signed: key.day, approved: key.day))
            case .unknown: break
            }
        }
        return CaseData(
            type: type, id: key.id, asOf: key.day, organisation: organisation, facts: key.facts, history: history)
    }
}
