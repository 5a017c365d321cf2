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
            let value = ValueText.phrase(item.value, definition.type, in: program)
            lines.append(
                Line(
                    key: item.path,
                    subject: Phrase(en: "value of \(item.path)", zh: "「\(definition.identity.title)」的值"),
                    text: "\(item.path) = \(value.zh)",
                    reading: Phrase(
                        en: "\(item.path) = \(value.en)", zh: "\(definition.identity.title)：\(value.zh)")))
        }
        for error in outcome.errors {
            let message = error.fact.wording.message
            lines.append(
                Line(
                    key: "error", subject: Phrase(en: "error", zh: "错误"), text: "error[\(error.fact.id)]",
                    reading: Phrase(en: "error: \(message.en)", zh: "错误：\(message.zh)")))
        }
    }

    static func due(_ value: Value?, _ time: TimeOfDay?) -> [String] {
        guard let value else { return [] }
        let hour = time.map { " \($0)" } ?? ""
        switch value {
        case .date(let date): return ["\(date)\(hour)"]
        case .dateTime(let moment): return ["\(moment)\(hour)"]
        default: return ["…\(hour)"]
        }
    }

    mutating func add(
        _ key: String, rest: [String], reading: Phrase, subject: Phrase, due: Value?, time: TimeOfDay? = nil,
        status: Outcome.Status
    ) {
        let isOpen = status == .open
        let date = OutcomeLines.due(due, time).first
        lines.append(
            Line(
                key: key, subject: subject, text: ([key] + rest + (isOpen ? ["(open)"] : [])).joined(separator: " "),
                reading: Phrase(
                    en: (isOpen ? "open: " : "") + reading.en + (date.map { ", by \($0)" } ?? ""),
                    zh: (isOpen ? "待定：" : "") + reading.zh + (date.map { "，期限 \($0)" } ?? ""))))
    }

    mutating func add(
        _ issue: Outcome.Issue, _ evaluation: Evaluation, _ data: CaseData, _ program: Program
    ) {
        let form = program.forms[issue.form.index]
        let roles = issue.to.map { program.roles[$0.index].identity }
        var rest: [String] = []
        let title = EnglishWords.of(form.name, titled: form.title)
        var (en, zh) = ("issue “\(title)”", "出具《\(form.title)》")
        if !roles.isEmpty {
            rest.append("to " + roles.map(\.name).joined(separator: ", "))
            en += " to " + roles.map(\.words.en).joined(separator: ", ")
            zh += "，送" + roles.map(\.title).joined(separator: "、")
        }
        if let about = issue.about {
            rest.append("about “\(about)”")
            en += " about “\(about)”"
            zh += "（\(about)）"
        }
        rest += OutcomeLines.due(issue.due, issue.time).map { "due \($0)" }
        if let chain = issue.chain {
            let steps = ApprovalText.steps(chain, evaluation, data, program)
            rest.append(
                "approval \(program.chains[chain.index].identity.name): " + steps.map(\.en).joined(separator: "; "))
            en += ", approved by " + steps.map(\.en).joined(separator: "; ")
            zh += "，审批：" + steps.map(\.zh).joined(separator: "；")
        }
        for (argument, value) in zip(form.arguments, issue.arguments) {
            let said = ValueText.phrase(value, argument.type, in: program)
            rest.append("\(argument.name) = \(said.zh)")
            en += ", \(argument.name) = \(said.en)"
            zh += "，\(argument.name) = \(said.zh)"
        }
        add(
            "issue \(form.name)", rest: rest, reading: Phrase(en: en, zh: zh),
            subject: Phrase(en: "“\(title)”", zh: "《\(form.title)》"),
            due: issue.due, time: issue.time, status: issue.status)
    }

    package var texts: [String] { lines.map(\.text) }

    /// The keys of the lines that only one of the two has, with what each is about.
    package static func changedKeys(_ a: OutcomeLines, _ b: OutcomeLines) -> [(key: String, reading: Phrase)] {
        var keys: [(key: String, reading: Phrase)] = []
        var seen: Set<String> = []
        let changed = surplus(of: a.lines, over: b.lines) + surplus(of: b.lines, over: a.lines)
        for line in changed where seen.insert(line.key).inserted { keys.append((line.key, line.subject)) }
        return keys
    }

    /// The lines that others lack, or have less often.
    static func surplus(of lines: [Line], over others: [Line]) -> [Line] {
        var left: [String: Int] = [:]
        for line in others { left[line.text, default: 0] += 1 }
        return lines.filter { line in
            guard let count = left[line.text], count > 0 else { return true }
            left[line.text] = count - 1
            return false
        }
    }
}
