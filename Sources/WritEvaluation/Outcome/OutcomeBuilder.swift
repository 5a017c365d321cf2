import WritLanguage
import WritSemantics

/// Joins the consequences of all rules into an outcome: equal ones become one with several causes, and documents of one
/// form that differ are an error that names both places.
struct OutcomeBuilder {
    let program: Program
    private var issues: [Document] = []
    private var requirements: [Outcome.Requirement] = []
    private var refusals: [Outcome.Refusal] = []
    private var holds: [Outcome.Hold] = []
    private var notifications: [Outcome.Notification] = []
    /// Where each consequence that others may join stands in its list.
    private var places: [Key: [Int]] = [:]

    /// What two consequences must share to be one.
    private enum Key: Hashable {
        case issue(FormID, [RoleID], ChainID?, due: Value?, [Value])
        case requirement(String, RoleID, due: Value?)
        case refusal(String)
        case hold(ActionID)
        case notification(RoleID, String)
    }

    /// An issue while others may still join it.
    private struct Document {
        let form: FormID
        let to: [RoleID]
        let chain: ChainID?
        var draft: DraftConsequence
        var causes: [(rule: Int, consequence: Int)]
        var because: [Outcome.Cause]
    }

    /// There is only one consequence, which none can join.
    private let isAlone: Bool

    init(program: Program, isAlone: Bool) {
        self.program = program
        self.isAlone = isAlone
    }

    mutating func add(_ draft: DraftConsequence, _ machine: inout Machine) {
        let consequence = program.rules[draft.rule].consequences[draft.consequence]
        let cause = Outcome.Cause(
            rule: RuleID(draft.rule), consequence: draft.consequence, citations: consequence.citations,
            span: consequence.span)
        let due = draft.due.map { machine.value($0) }
        let status: Outcome.Status = draft.isCertain ? .certain : .open
        switch consequence.kind {
        case .issue(let form, let to, _, _, let chain):
            add(
                Document(
                    form: form, to: to, chain: chain, draft: draft, causes: [(draft.rule, draft.consequence)],
                    because: [cause]), machine)
        case .require(_, let role, _, _):
            let key = Key.requirement(draft.text, role, due: due)
            if let index = places[key]?.first {
                let known = requirements[index]
                requirements[index] = Outcome.Requirement(
                    task: known.task, by: known.by, due: known.due, status: joined(known.status, status),
                    because: joined(known.because, cause), needs: joined(known.status, known.needs, draft))
            } else {
                places[key] = [requirements.count]
                requirements.append(
                    Outcome.Requirement(
                        task: draft.text, by: role, due: due, status: status, because: [cause], needs: draft.needs))
            }
        case .refuse:
            let key = Key.refusal(draft.text)
            if let index = places[key]?.first {
                let known = refusals[index]
                refusals[index] = Outcome.Refusal(
                    reason: known.reason, status: joined(known.status, status), because: joined(known.because, cause),
                    needs: joined(known.status, known.needs, draft))
            } else {
                places[key] = [refusals.count]
                refusals.append(
                    Outcome.Refusal(reason: draft.text, status: status, because: [cause], needs: draft.needs))
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
                    because: joined(known.because, cause), needs: joined(known.status, known.needs, draft))
            } else {
                places[key] = [notifications.count]
                notifications.append(
                    Outcome.Notification(
                        to: role, message: draft.text, status: status, because: [cause], needs: draft.needs))
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

    // MARK: - Documents

    private mutating func add(_ document: Document, _ machine: borrowing Machine) {
        if isAlone { return issues.append(document) }
        let values = document.draft.arguments.map { machine.value($0) }
        let key = Key.issue(
            document.form, document.to, document.chain, due: document.draft.due.map { machine.value($0) }, values)
        // What is not known is never surely equal.
        let isCertain = document.draft.arguments.allSatisfy(\.isCertain) && document.draft.due?.isCertain ?? true
        for index in isCertain ? places[key] ?? [] : [] {
            // One `for each` gives one document an element, however equal they are.
            if issues[index].causes.contains(where: { $0 == document.causes[0] }) { continue }
            issues[index].causes += document.causes
            issues[index].because += document.because
            let known = issues[index].draft
            issues[index].draft.needs = joined(known.isCertain ? .certain : .open, known.needs, document.draft)
            issues[index].draft.isCertain = known.isCertain || document.draft.isCertain
            return
        }
        if isCertain, document.draft.element < 0 || places[key] == nil { places[key, default: []].append(issues.count) }
        issues.append(document)
    }

    private func same(_ a: Document, _ b: Document, _ machine: borrowing Machine) -> Truth {
        if a.to != b.to || a.chain != b.chain { return .no }
        if (a.draft.due == nil) != (b.draft.due == nil) { return .no }
        var result = Truth.yes
        var pairs = Array(zip(a.draft.arguments, b.draft.arguments))
        if let first = a.draft.due, let second = b.draft.due { pairs.append((first, second)) }
        for (first, second) in pairs {
            switch machine.equals(first, second) {
            case .yes: continue
            case .no: return .no
            case .unknown, .error: result = .unknown
            }
        }
        return result
    }

    /// Reports certain documents of one form that surely differ and that no single `for each` makes.
    private func reportDifferences(_ machine: inout Machine) {
        // The first document of each cause stands for all that its `for each` makes.
        var representatives: [FormID: [Int]] = [:]
        for (index, second) in issues.enumerated() where second.draft.isCertain {
            for first in (representatives[second.form] ?? []).map({ issues[$0] }) {
                let share = first.causes.contains { cause in second.causes.contains { $0 == cause } }
                guard !share, same(first, second, machine) == .no else { continue }
                _ = machine.fail(
                    .issuesDisagree(form: second.form.index, first: first.causes[0], second: second.causes[0]),
                    span: second.because[0].span)
                break
            }
            let known = representatives[second.form] ?? []
            if !known.contains(where: { issues[$0].causes[0] == second.causes[0] }) {
                representatives[second.form] = known + [index]
            }
        }
    }

    mutating func finish(_ machine: inout Machine, defined: [Outcome.Defined]) -> Outcome {
        if issues.count > 1 { reportDifferences(&machine) }
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
                because: issue.because, needs: issue.draft.needs)
        }
        return Outcome(
            errors: machine.errors.map { $0.diagnostic(in: program) }, issues: documents, requirements: requirements,
            refusals: refusals, holds: holds, notifications: notifications, defined: defined)
    }
}
