import WritEvaluation
import WritLanguage
import WritSemantics

/// Finds held actions that happened before their condition: the case is put back to the moment of the action and
/// evaluated as it stood then.
struct HeldActions {
    let router: CaseRouter
    let data: CaseData
    let staff: StaffList
    let documents: [DocumentRouting]

    func problems() -> [RoutingProblem] {
        let order = data.actions.indices.filter { data.actions[$0].at.date <= data.asOf }.sorted {
            (data.actions[$0].at.milliseconds, $0) < (data.actions[$1].at.milliseconds, $1)
        }
        return order.compactMap(problem)
    }

    private func problem(_ index: Int) -> RoutingProblem? {
        let action = data.actions[index]
        guard let hold = hold(action), hold.status == .certain else { return nil }
        return HeldActions.problem(
            of: action, number: index, hold: hold, program: router.program, forms: documents.map(\.form))
    }

    private func hold(_ action: ActionRecord) -> Outcome.Hold? {
        router.evaluator.evaluate(data(at: action.at)).outcome.holds.first { $0.action == action.action }
    }

    /// The case as it stood at a moment.
    private func data(at moment: Moment) -> CaseData {
        let day = moment.date
        func past(_ date: CalendarDate?) -> CalendarDate? { date.flatMap { $0 <= day ? $0 : nil } }
        var then = data
        then.asOf = day
        then.actions = []
        then.history = []
        for (index, document) in data.history.enumerated() {
            if let issued = document.issued, day < issued { continue }
            var earlier = document
            earlier.delivered = past(document.delivered)
            earlier.signed = past(document.signed)
            earlier.approved = past(document.approved)
            earlier.approvals = []
            earlier.acts = []
            if document.isRecorded, let routing = documents.first(where: { $0.document == index }),
                routing.status.isJudged
            {
                let table = ReplayTable(routing.requirement, program: router.program)
                let replay = router.checker.replay(
                    table, document: document, staff: staff, until: moment, asOf: data.asOf)
                earlier.approved = replay.isApproved ? day : nil
            }
            then.history.append(earlier)
        }
        return then
    }

    // MARK: - Wording

    static func problem(
        of action: ActionRecord, number: Int, hold: Outcome.Hold, program: Program, forms: [FormID]
    ) -> RoutingProblem {
        let cause = hold.because.first
        let identity = program.actions[action.action.index].identity
        let form = cause.flatMap { awaited(by: $0, in: program, among: forms) }
        let what: Phrase
        if let form {
            what = Phrase(
                en: "`\(program.forms[form.index].name)` was ready for it", zh: "`\(program.forms[form.index].title)`完备"
            )
        } else {
            what = Phrase(en: "what it waits for", zh: "其所待条件成就")
        }
        return RoutingProblem(
            kind: .actedBeforeApproval, form: form, step: nil, record: number, rule: cause?.rule,
            citations: cause?.citations ?? [], span: cause?.span,
            message: Phrase(
                en: "`\(identity.name)` happened on \(action.at.date), before \(what.en)",
                zh: "`\(identity.title)`发生于\(action.at.date)，早于\(what.zh)"),
            remedy: Phrase(
                en: "reverse `\(identity.name)`, or complete what it waits for and note the exception on the file",
                zh: "撤回`\(identity.title)`，或补齐其所待手续并在案卷中注明例外情况"))
    }

    /// The document that a hold waits for: the first that its condition names.
    private static func awaited(by cause: Outcome.Cause, in program: Program, among forms: [FormID]) -> FormID? {
        guard program.rules.indices.contains(cause.rule.index) else { return nil }
        let consequences = program.rules[cause.rule.index].consequences
        guard consequences.indices.contains(cause.consequence),
            case .hold(_, let until) = consequences[cause.consequence].kind
        else { return nil }
        return DocumentMentions.forms(in: until).first
    }
}
