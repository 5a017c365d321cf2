import WritEvaluation
package import WritLanguage
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

extension DiffReport {
    /// What kind of consequence or value differs.
    package enum Aspect: String, Sendable, CaseIterable {
        case required, noLongerRequired = "no-longer-required", deadline, addressee, approval, contents
        case refused, noLongerRefused = "no-longer-refused", held, noLongerHeld = "no-longer-held"
        case task, noLongerTask = "no-longer-task", notified, noLongerNotified = "no-longer-notified"
        case value

        /// What has changed of a subject, called by its name and, in Chinese, by its title.
        func title(of name: String, zh: String) -> Phrase {
            switch self {
            case .required: Phrase(en: "\(name) is now required", zh: "现在须出具\(zh)")
            case .noLongerRequired: Phrase(en: "\(name) is no longer required", zh: "不再须出具\(zh)")
            case .deadline: Phrase(en: "the deadline of \(name) differs", zh: "\(zh)的期限不同")
            case .addressee: Phrase(en: "\(name) goes to others", zh: "\(zh)的送达对象不同")
            case .approval: Phrase(en: "\(name) is approved otherwise", zh: "\(zh)的审批不同")
            case .contents: Phrase(en: "\(name) says something else", zh: "\(zh)的内容不同")
            case .refused: Phrase(en: "now refused: \(name)", zh: "现在不予办理：\(zh)")
            case .noLongerRefused: Phrase(en: "no longer refused: \(name)", zh: "不再拒绝：\(zh)")
            case .held: Phrase(en: "\(name) is now held", zh: "现在暂缓\(zh)")
            case .noLongerHeld: Phrase(en: "\(name) is no longer held", zh: "不再暂缓\(zh)")
            case .task: Phrase(en: "a new task: \(name)", zh: "新增任务：\(zh)")
            case .noLongerTask: Phrase(en: "a task no longer required: \(name)", zh: "不再要求的任务：\(zh)")
            case .notified: Phrase(en: "now notified: \(name)", zh: "现在通知：\(zh)")
            case .noLongerNotified: Phrase(en: "no longer notified: \(name)", zh: "不再通知：\(zh)")
            case .value: Phrase(en: "the value of \(name) differs", zh: "\(zh)的值不同")
            }
        }
    }
}

extension OutcomeLines {
    /// The line of a consequence, by which it is found again in the other version.
    mutating func add(
        _ consequence: Outcome.Consequence, _ evaluation: Evaluation, _ data: CaseData, _ program: Program
    ) {
        switch consequence {
        case .issue(let issue): add(issue, evaluation, data, program)
        case .require(let item):
            let role = program.roles[item.by.index].identity
            let words = role.words
            add(
                "require “\(item.task)”",
                rest: ["by \(role.name)"] + OutcomeLines.due(item.due, item.time).map { "due \($0)" },
                reading: Phrase(en: "\(words.en): \(item.task)", zh: "\(role.title)须：\(item.task)"),
                subject: Phrase(en: "task “\(item.task)”", zh: "任务“\(item.task)”"), due: item.due, time: item.time,
                status: item.status)
        case .refuse(let item):
            add(
                "refuse “\(item.reason)”", rest: [],
                reading: Phrase(en: "refused: \(item.reason)", zh: "不予办理：\(item.reason)"),
                subject: Phrase(en: "refusal “\(item.reason)”", zh: "不予办理“\(item.reason)”"), due: nil,
                status: item.status)
        case .hold(let item):
            let action = program.actions[item.action.index].identity
            let words = action.words
            add(
                "hold \(action.name)", rest: [], reading: Phrase(en: "held: \(words.en)", zh: "暂缓：\(action.title)"),
                subject: Phrase(en: "hold of “\(words.en)”", zh: "暂缓“\(action.title)”"), due: nil,
                status: item.status)
        case .notify(let item):
            let role = program.roles[item.to.index].identity
            let words = role.words
            add(
                "notify \(role.name) “\(item.message)”", rest: [],
                reading: Phrase(en: "notify \(words.en): \(item.message)", zh: "通知\(role.title)：\(item.message)"),
                subject: Phrase(en: "notice to \(words.en)", zh: "通知\(role.title)"), due: nil, status: item.status)
        }
    }
}
