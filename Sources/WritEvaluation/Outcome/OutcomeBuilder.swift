import WritLanguage
import WritSemantics

/// Joins the consequences of all rules into an outcome: equal ones become one with several causes, and documents of one
/// form that differ are an error that names both places.
struct OutcomeBuilder {
    private var issues: [DocumentDraft] = []
    private var requirements: [Outcome.Requirement] = []
    private var refusals: [Outcome.Refusal] = []
    private var holds: [Outcome.Hold] = []
    private var notifications: [Outcome.Notification] = []
    /// Where each consequence that others may join stands in its list.
    private var places: [Key: [Int]] = [:]

    /// The first document of each content, where one instant is equal to itself however it is written.
    private var contents: [Key: Int] = [:]

    /// What two consequences must share to be one.
    private enum Key: Hashable {
        case issue(FormID, [RoleID], ChainID?, due: Value?, [Value])
        case requirement(String, RoleID, due: Value?)
        case refusal(String)
        case hold(ActionID)
        case notification(RoleID, String)
    }

    /// There is only one consequence, which none can join.
    private let isAlone: Bool

    init(isAlone: Bool) {
        self.isAlone = isAlone
    }

    mutating func add(_ draft: DraftConsequence, _ machine: inout Machine) {
        let consequence = machine.plan.program.rules[draft.rule].consequences[draft.consequence]
        let cause = Outcome.Cause(
            rule: RuleID(draft.rule), consequence: draft.consequence, element: draft.element,
            citations: consequence.citations, span: consequence.span)
        let due = draft.due.map { machine.value($0) }
        let status: Outcome.Status = draft.isCertain ? .certain : .open
        switch consequence.kind {
        case .issue(let form, let to, _, _, let chain):
            add(DocumentDraft(form: form, to: to, chain: chain, draft: draft, because: cause), &machine)
        case .require(_, let role, _, _):
            let key = Key.requirement(draft.text, role, due: due)
            if let index = places[key]?.first {
                let known = requirements[index]
                requirements[index] = Outcome.Requirement(
                    task: known.task, by: known.by, due: known.due, status: joined(known.status, status),
                    because: joined(known.because, cause), needs: joined(known.status, known.needs, draft),
                    lacks: joined(known.lacks, draft.lacks))
            } else {
                places[key] = [requirements.count]
                requirements.append(
                    Outcome.Requirement(
                        task: draft.text, by: role, due: due, status: status, because: [cause], needs: draft.needs,
                        lacks: draft.lacks))
            }
        case .refuse:
            let key = Key.refusal(draft.text)
            if let index = places[key]?.first {
                let known = refusals[index]
                refusals[index] = Outcome.Refusal(
                    reason: known.reason, status: joined(known.status, status), because: joined(known.because, cause),
                    needs: joined(known.status, known.needs, draft), lacks: joined(known.lacks, draft.lacks))
            } else {
                places[key] = [refusals.count]
                refusals.append(
                    Outcome.Refusal(
                        reason: draft.text, status: status, because: [cause], needs: draft.needs, lacks: draft.lacks))
            }
        case .hold(let action, _):
            let key = Key.hold(action)
            if let index = places[key]?.first {
                let known = holds[index]
                holds[index] = Outcome.Hold(
                    action: action, status: joined(known.status, status), because: joined(known.because, cause),
                    needs: joined(known.status, known.needs, draft))
            } else {
                places[key] = [holds.count]
                holds.append(Outcome.Hold(action: action, status: status, because: [cause], needs: draft.needs))
            }
        case .notify(let role, _):
            let key = Key.notification(role, draft.text)
            if let index = places[key]?.first {
                let known = notifications[index]
                notifications[index] = Outcome.Notification(
                    to: role, message: known.message, status: joined(known.status, status),
                    because: joined(known.because, cause), needs: joined(known.status, known.needs, draft),
                    lacks: joined(known.lacks, draft.lacks))
            } else {
                places[key] = [notifications.count]
                notifications.append(
                    Outcome.Notification(
                        to: role, message: draft.text, status: status, because: [cause], needs: draft.needs,
                        lacks: draft.lacks))
            }
        }
    }

    private func joined(_ a: Outcome.Status, _ b: Outcome.Status) -> Outcome.Status {
        a == .certain || b == .certain ? .certain : .open
    }

    private func joined(_ causes: [Outcome.Cause], _ cause: Outcome.Cause) -> [Outcome.Cause] {
        causes.contains { $0.rule == cause.rule && $0.consequence == cause.consequence } ? causes : causes + [cause]
    }

    /// What would settle a consequence that several rules have: nothing once one of them is certain.
    private func joined(
        _ status: Outcome.Status, _ needs: [Outcome.Need], _ draft: DraftConsequence
    ) -> [Outcome.Need] {
        if status == .certain || draft.isCertain { return [] }
        return needs + draft.needs.filter { !needs.contains($0) }
    }

    private func joined(_ known: [Outcome.Need], _ more: [Outcome.Need]) -> [Outcome.Need] {
        known + more.filter { !known.contains($0) }
    }

    // MARK: - Documents

    private mutating func add(_ document: DocumentDraft, _ machine: inout Machine) {
        if isAlone { return issues.append(document) }
        let values = document.draft.arguments.map { machine.value($0) }
        let due = document.draft.due.map { machine.value($0) }
        // What is not known in every part is never surely equal.
        guard document.draft.due?.isCertain ?? true, !values.contains(where: \.holdsUnknown) else {
            issues.append(document)
            return
        }
        var document = document
        let key = Key.issue(document.form, document.to, document.chain, due: due, values)
        let known = places[key] ?? []
        let content = Key.issue(document.form, document.to, document.chain, due: due, values.map(\.inUTC))
        document.content = contents[content] ?? issues.count
        contents[content] = document.content
        for index in known {
            // One `for each` gives one document an element, however equal they are.
            if issues[index].isAsked(by: document.causes[0]) { continue }
            issues[index].join(document)
            return
        }
        if document.draft.element < 0 || known.isEmpty { places[key, default: []].append(issues.count) }
        issues.append(document)
    }

    mutating func finish(_ machine: inout Machine, defined: [Outcome.Defined]) -> Outcome {
        let differences = DocumentDifferences(issues.count > 1 && !isAlone ? issues : [], &machine)
        var totals: [FormID: Int] = [:]
        if issues.count > 1 { for issue in issues { totals[issue.form, default: 0] += 1 } }
        var counts: [FormID: Int] = [:]
        let documents = issues.map { issue in
            var ordinal = 0
            if let total = totals[issue.form], total > 1 {
                ordinal = counts[issue.form, default: 0] + 1
                counts[issue.form] = ordinal
            }
            return Outcome.Issue(
                form: issue.form, ordinal: ordinal, to: issue.to,
                due: issue.draft.due.map { machine.value($0) }, status: issue.draft.isCertain ? .certain : .open,
                chain: issue.chain, arguments: issue.draft.arguments.map { machine.value($0) },
                because: issue.because, needs: issue.draft.needs, lacks: issue.draft.lacks)
        }
        var errors: [CaseError] = []
        for number in machine.reported { errors.append(machine.errors[number]) }
        errors += differences.errors(in: machine.plan.program)
        return Outcome(
            errors: errors.isEmpty ? [] : CaseError.diagnostics(errors, in: machine.plan.program),
            issues: documents, requirements: requirements,
            refusals: refusals, holds: holds, notifications: notifications, defined: defined)
    }
}
