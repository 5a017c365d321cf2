package import WritEvaluation
package import WritLanguage
package import WritSemantics

/// What follows for a case as plain lines that two versions of a rulebook share: names, not numbers.
package struct OutcomeLines: Sendable {
    package struct Line: Sendable {
        /// What it is about, such as `issue rectification-notice`.
        package let key: String
        /// The same for people: 《装修违规整改通知单》.
        package var subject = Phrase(en: "", zh: "")
        /// All that it says, in names.
        package let text: String
        /// The same for people, in titles.
        package let reading: Phrase
    }

    package private(set) var lines: [Line] = []

    package init(_ evaluation: Evaluation, _ data: CaseData, _ program: Program) {
        let outcome = evaluation.outcome
        for consequence in outcome.consequences { add(consequence, evaluation, data, program) }
        for item in outcome.defined {
            let definition = program.definitions[item.definition.index]
            let value = ValueText.text(item.value, definition.type, in: program)
            lines.append(
                Line(
                    key: item.path,
                    subject: Phrase(en: "value of \(item.path)", zh: "「\(definition.identity.title)」的值"),
                    text: "\(item.path) = \(value)",
                    reading: Phrase(en: "\(item.path) = \(value)", zh: "\(definition.identity.title)：\(value)")))
        }
        for error in outcome.errors {
            let message = error.fact.wording.message
            lines.append(
                Line(
                    key: "error", subject: Phrase(en: "error", zh: "错误"), text: "error[\(error.fact.id)]",
                    reading: Phrase(en: "error: \(message.en)", zh: "错误：\(message.zh)")))
        }
    }

    private static func due(_ value: Value?) -> [String] {
        guard let value else { return [] }
        switch value {
        case .date(let date): return ["\(date)"]
        case .dateTime(let moment): return ["\(moment)"]
        default: return ["…"]
        }
    }

    private mutating func add(
        _ key: String, rest: [String], reading: Phrase, subject: Phrase, due: Value?, status: Outcome.Status
    ) {
        let isOpen = status == .open
        let date = OutcomeLines.due(due).first
        lines.append(
            Line(
                key: key, subject: subject, text: ([key] + rest + (isOpen ? ["(open)"] : [])).joined(separator: " "),
                reading: Phrase(
                    en: (isOpen ? "open: " : "") + reading.en + (date.map { ", by \($0)" } ?? ""),
                    zh: (isOpen ? "待定：" : "") + reading.zh + (date.map { "，期限 \($0)" } ?? ""))))
    }

    private mutating func add(
        _ consequence: Outcome.Consequence, _ evaluation: Evaluation, _ data: CaseData, _ program: Program
    ) {
        switch consequence {
        case .issue(let issue): add(issue, evaluation, data, program)
        case .require(let item):
            let role = program.roles[item.by.index].identity
            add(
                "require “\(item.task)”", rest: ["by \(role.name)"] + OutcomeLines.due(item.due).map { "due \($0)" },
                reading: Phrase(en: "\(role.title): \(item.task)", zh: "\(role.title)须：\(item.task)"),
                subject: Phrase(en: "task “\(item.task)”", zh: "任务“\(item.task)”"), due: item.due, status: item.status)
        case .refuse(let item):
            add(
                "refuse “\(item.reason)”", rest: [],
                reading: Phrase(en: "refused: \(item.reason)", zh: "不予办理：\(item.reason)"),
                subject: Phrase(en: "refusal “\(item.reason)”", zh: "不予办理“\(item.reason)”"), due: nil,
                status: item.status)
        case .hold(let item):
            let action = program.actions[item.action.index].identity
            add(
                "hold \(action.name)", rest: [], reading: Phrase(en: "held: \(action.title)", zh: "暂缓：\(action.title)"),
                subject: Phrase(en: "hold of “\(action.title)”", zh: "暂缓“\(action.title)”"), due: nil,
                status: item.status)
        case .notify(let item):
            let role = program.roles[item.to.index].identity
            add(
                "notify \(role.name) “\(item.message)”", rest: [],
                reading: Phrase(en: "notify \(role.title): \(item.message)", zh: "通知\(role.title)：\(item.message)"),
                subject: Phrase(en: "notice to \(role.title)", zh: "通知\(role.title)"), due: nil, status: item.status)
        }
    }

    private mutating func add(
        _ issue: Outcome.Issue, _ evaluation: Evaluation, _ data: CaseData, _ program: Program
    ) {
        let form = program.forms[issue.form.index]
        let roles = issue.to.map { program.roles[$0.index].identity }
        var rest: [String] = []
        var (en, zh) = ("issue “\(form.title)”", "出具《\(form.title)》")
        if !roles.isEmpty {
            rest.append("to " + roles.map(\.name).joined(separator: ", "))
            en += " to " + roles.map(\.title).joined(separator: ", ")
            zh += "，送" + roles.map(\.title).joined(separator: "、")
        }
        rest += OutcomeLines.due(issue.due).map { "due \($0)" }
        if let chain = issue.chain {
            let steps = ApprovalText.steps(chain, evaluation, data, program)
            rest.append(
                "approval \(program.chains[chain.index].identity.name): " + steps.map(\.en).joined(separator: "; "))
            en += ", approved by " + steps.map(\.en).joined(separator: "; ")
            zh += "，审批：" + steps.map(\.zh).joined(separator: "；")
        }
        for (argument, value) in zip(form.arguments, issue.arguments) {
            let text = "\(argument.name) = \(ValueText.text(value, argument.type, in: program))"
            rest.append(text)
            en += ", " + text
            zh += "，" + text
        }
        add(
            "issue \(form.name)", rest: rest, reading: Phrase(en: en, zh: zh),
            subject: Phrase(en: "“\(form.title)”", zh: "《\(form.title)》"),
            due: issue.due, status: issue.status)
    }

    package var texts: [String] { lines.map(\.text) }

    /// The keys of the lines that only one of the two has, with what each is about.
    package static func changedKeys(_ a: OutcomeLines, _ b: OutcomeLines) -> [(key: String, reading: Phrase)] {
        let (first, second) = (Set(a.texts), Set(b.texts))
        var keys: [(key: String, reading: Phrase)] = []
        var seen: Set<String> = []
        let gone = a.lines.filter { !second.contains($0.text) }
        let come = b.lines.filter { !first.contains($0.text) }
        for line in gone + come where seen.insert(line.key).inserted { keys.append((line.key, line.subject)) }
        return keys
    }
}
