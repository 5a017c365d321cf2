import WritEvaluation
import WritLanguage
import WritSemantics

/// Where a document lists the consequences of one kind: `<messages of="refuse"/>`.
struct MessagesSlot: Sendable {
    let kind: Outcome.Consequence.Kind
    let title: String
    /// What stands there where there are none.
    let empty: String

    /// What stands above the list where the form says nothing else.
    static func title(of kind: Outcome.Consequence.Kind) -> Phrase {
        switch kind {
        case .issue: Phrase(en: "Documents", zh: "出具的文书")
        case .require: Phrase(en: "To be done", zh: "应办事项")
        case .refuse: Phrase(en: "Reasons for refusal", zh: "不予办理的理由")
        case .hold: Phrase(en: "On hold", zh: "暂停事项")
        case .notify: Phrase(en: "Notifications", zh: "通知事项")
        }
    }

    /// One line for each of them.
    func lines(of outcome: Outcome?, _ plan: FormPlan, _ program: Program) -> [String] {
        guard let outcome else { return [] }
        return outcome.consequences.filter { $0.kind == kind }.map { consequence in
            let text = line(consequence, plan, program)
            return consequence.status == .open ? text + plan.words.undecided : text
        }
    }

    private func line(_ consequence: Outcome.Consequence, _ plan: FormPlan, _ program: Program) -> String {
        func title(_ role: RoleID) -> String { program.roles[role.index].identity.title }
        let colon = plan.words.colon
        switch consequence {
        case .issue(let issue): return program.forms[issue.form.index].title
        case .require(let requirement):
            return title(requirement.by) + colon + requirement.task + deadline(requirement, plan)
        case .refuse(let refusal): return refusal.reason
        case .hold(let hold): return program.actions[hold.action.index].identity.title
        case .notify(let notification): return title(notification.to) + colon + notification.message
        }
    }

    private func deadline(_ requirement: Outcome.Requirement, _ plan: FormPlan) -> String {
        guard let day = requirement.due else { return "" }
        var text = Array((plan.words.pause + plan.words.deadline + plan.words.colon).utf8)
        if case .unknown = day {
            text.appendText(plan.words.undecided)
        } else {
            let format: ValueFormat = if case .dateTime = day { .dateTime } else { .longDate }
            plan.printer.print(day, as: format, into: &text)
        }
        if let time = requirement.time { text.appendText(" \(time)") }
        return String(decoding: text, as: UTF8.self)
    }
}
