package import WritLanguage
package import WritSemantics

/// How people are told of a consequence.
extension Outcome.Consequence {
    /// As a line among all that follows from a case: what is to be done, by whom, by when.
    package func listed(in program: Program) -> Phrase {
        switch self {
        case .issue(let issue):
            let roles = issue.to.map { program.roles[$0.index].identity.title }
            let title = program.forms[issue.form.index].title
            let due = Self.deadline(issue.due, issue.time)
            return Phrase(
                en: "issue “\(title)”" + (roles.isEmpty ? "" : " to \(roles.joined(separator: ", "))") + due.en,
                zh: "出具《\(title)》" + (roles.isEmpty ? "" : "，送\(roles.joined(separator: "、"))") + due.zh)
        case .require(let requirement):
            let role = program.roles[requirement.by.index].identity.title
            let due = Self.deadline(requirement.due, requirement.time)
            return Phrase(
                en: "\(role): \(requirement.task)\(due.en)", zh: "\(role)：\(requirement.task)\(due.zh)")
        case .refuse(let refusal):
            return Phrase(en: "refused: \(refusal.reason)", zh: "不予办理：\(refusal.reason)")
        case .hold(let hold):
            let action = program.actions[hold.action.index].identity.title
            return Phrase(en: "held: \(action)", zh: "暂缓：\(action)")
        case .notify(let notification):
            let role = program.roles[notification.to.index].identity.title
            return Phrase(
                en: "tell \(role): \(notification.message)", zh: "告知\(role)：\(notification.message)")
        }
    }

    private static func deadline(_ value: Value?, _ time: TimeOfDay?) -> Phrase {
        guard let value else { return Phrase(en: "", zh: "") }
        let day: Phrase? =
            switch value {
            case .date(let date): Phrase(en: date.description, zh: date.description)
            case .dateTime(let moment): Phrase(en: moment.description, zh: moment.description)
            default: nil
            }
        let hour = time.map { " \($0)" } ?? ""
        return Phrase(en: ", due \(day?.en ?? "open")\(hour)", zh: "，期限 \(day?.zh ?? "待定")\(hour)")
    }

    /// As what an explanation begins with, in the names that rules use.
    package func explained(in program: Program) -> Phrase {
        switch self {
        case .issue(let issue):
            let form = program.forms[issue.form.index]
            let text = Phrase(en: "`\(form.name)` is issued", zh: "出具《\(form.title)》（`\(form.name)`）")
            guard let due = issue.due, due != .unknown else { return text }
            let day = ValueText.text(due, .date, in: program) + (issue.time.map { " \($0)" } ?? "")
            return Phrase(en: "\(text.en), due \(day)", zh: "\(text.zh)，期限 \(day)")
        case .require(let requirement):
            return Phrase(en: "“\(requirement.task)” is required", zh: "要求“\(requirement.task)”")
        case .refuse(let refusal):
            return Phrase(en: "the case is refused: “\(refusal.reason)”", zh: "案件被拒绝：“\(refusal.reason)”")
        case .hold(let hold):
            let action = program.actions[hold.action.index].identity
            return Phrase(en: "`\(action.name)` is held", zh: "暂缓\(action.title)")
        case .notify(let notification):
            let role = program.roles[notification.to.index].identity
            return Phrase(
                en: "`\(role.name)` is told “\(notification.message)”",
                zh: "告知\(role.title)“\(notification.message)”")
        }
    }
}
