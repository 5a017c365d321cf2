import WritEvaluation
import WritSemantics

/// Which actions the rules hold in a case of a log, as far as a log can tell. It knows the documents of its own chain; of
/// others, and of what becomes of its own besides approval, it knows nothing, and what depends on that is open.
struct LogHolds {
    /// What the log tells of the document.
    struct Key: Hashable {
        let day: CalendarDate
        let facts: [Value]
        let isSubmitted: Bool
        /// Nil where nobody can tell.
        let isApproved: Bool?
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
    /// Documents on which holds depend and of which the log tells nothing.
    let foreign: [FormID]
    /// Whether holds ask more of the chain's own document than its approval.
    private let asksBeyondApproval: Bool
    private var known: [Key: [ActionID: Answer]] = [:]

    init(_ evaluator: Evaluator, type: RecordID, form: FormID?, organisation: OrganisationID?) {
        self.evaluator = evaluator
        self.type = type
        self.form = form
        self.organisation = organisation
        var foreign: [FormID] = []
        var asksBeyondApproval = false
        for rule in evaluator.plan.program.rules where rule.subject == type {
            for consequence in rule.consequences {
                guard case .hold(_, let until) = consequence.kind else { continue }
                for expression in [until] + [rule.condition].compactMap({ $0 }) {
                    for mentioned in DocumentMentions.forms(in: expression)
                    where mentioned != form && !foreign.contains(mentioned) { foreign.append(mentioned) }
                    if DocumentMentions.asksBeyondApproval(of: form, in: expression) { asksBeyondApproval = true }
                }
            }
        }
        self.foreign = foreign
        self.asksBeyondApproval = asksBeyondApproval
    }

    /// The actions that are held, or may be.
    mutating func held(_ key: Key) -> [ActionID: Answer] {
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

    /// The case as it may stand: with no document that the log does not know, with all of them, and with each alone.
    private func variants(_ key: Key) -> [CaseData] {
        var choices: [Set<Int>] = [[]]
        let open = foreign.count + (asksBeyondApproval ? 1 : 0)
        if open > 0 { choices.append(Set(0..<open)) }
        if open > 1 { choices += (0..<open).map { [$0] } }
        let approvals = key.isApproved.map { [$0] } ?? [false, true]
        return choices.flatMap { choice in approvals.map { data(key, isApproved: $0, choice) } }
    }

    private func data(_ key: Key, isApproved: Bool, _ choice: Set<Int>) -> CaseData {
        var history: [HistoryDocument] = []
        if let form, key.isSubmitted {
            let isDone = asksBeyondApproval && choice.contains(foreign.count)
            history.append(
                HistoryDocument(
                    form: form, issued: key.day, delivered: isDone ? key.day : nil, signed: isDone ? key.day : nil,
                    approved: isApproved ? key.day : nil))
        }
        for (index, other) in foreign.enumerated() where choice.contains(index) {
            history.append(
                HistoryDocument(
                    form: other, issued: key.day, delivered: key.day, signed: key.day, approved: key.day))
        }
        return CaseData(
            type: type, id: "", asOf: key.day, organisation: organisation, facts: key.facts, history: history)
    }
}
