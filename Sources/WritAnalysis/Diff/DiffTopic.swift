import WritLanguage
import WritSemantics

/// A kind of consequence that two versions are compared by.
enum DiffTopic: CaseIterable {
    case document, refusal, hold, task, notice

    var appears: DiffReport.Aspect {
        switch self {
        case .document: .required
        case .refusal: .refused
        case .hold: .held
        case .task: .task
        case .notice: .notified
        }
    }

    var vanishes: DiffReport.Aspect {
        switch self {
        case .document: .noLongerRequired
        case .refusal: .noLongerRefused
        case .hold: .noLongerHeld
        case .task: .noLongerTask
        case .notice: .noLongerNotified
        }
    }

    /// How the lines of an outcome begin that are about a subject. Texts may hold values, so they are not told apart.
    func key(_ subject: String) -> String {
        switch self {
        case .document: "issue \(subject)"
        case .refusal: "refuse "
        case .hold: "hold \(subject)"
        case .task: "require "
        case .notice: "notify "
        }
    }

    /// What a consequence of this kind is about, by a name that both versions share, and its title.
    func subject(_ consequence: Consequence, _ program: Program) -> (name: String, title: String)? {
        func title(_ role: RoleID) -> String { program.roles[role.index].identity.title }
        switch (self, consequence.kind) {
        case (.document, .issue(let form, _, _, _, _)):
            return (program.forms[form.index].name, "《\(program.forms[form.index].title)》")
        case (.refusal, .refuse(let reason)): return (reason.plain, "“\(reason.plain)”")
        case (.hold, .hold(let action, _)):
            let identity = program.actions[action.index].identity
            return (identity.name, "“\(identity.title)”")
        case (.task, .require(let task, let role, _, _)):
            return ("\(task.plain) (\(program.roles[role.index].identity.name))", "“\(task.plain)”（\(title(role))）")
        case (.notice, .notify(let role, let text)):
            return ("\(program.roles[role.index].identity.name): \(text.plain)", "“\(text.plain)”（\(title(role))）")
        default: return nil
        }
    }
}
