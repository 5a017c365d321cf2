package import WritLanguage
import WritSemantics

/// One case of a log, event by event, with what is right and wrong.
package struct LogTimeline: Sendable {
    private let language: MessageLanguage
    private let columns: Int

    package init(language: MessageLanguage, columns: Int = 80) {
        self.language = language
        self.columns = max(40, columns)
    }

    private func told(_ en: String, _ zh: String) -> String { Phrase(en: en, zh: zh).text(in: language) }

    package func text(_ result: LogResult) -> String {
        let verdict = result.verdict
        let problems = result.problems
        let chain = result.program.chains[result.judge.log.chain.index].identity
        var lines = ColumnText.wrapped(
            "\(result.name)  \(chain.title)  " + told("as of \(result.judge.asOf)", "基准日\(result.judge.asOf)")
                + told(": ", "：") + result.state.word.text(in: language), to: columns)
        lines.append("")
        for event in verdict.events {
            let role = result.texts.roles.text(event.role)
            let person = result.texts.persons.text(event.person)
            let to = verdict.recipients[event.line].map { result.texts.persons.text($0) }
            let wrong = problems.filter { $0.line == Int(event.line) }
            let mark = wrong.isEmpty ? (result.judge.meaning(event, result.texts) == nil ? "? " : "  ") : "! "
            let who = [person, role].filter { !$0.isEmpty }.joined(separator: told(", ", "，"))
            lines += ColumnText.wrapped(
                mark + RoutingWording.time(event.at) + "  " + result.texts.activities.text(event.activity)
                    + (who.isEmpty ? "" : told(" (\(who))", "（\(who)）")) + (to.map { " → \($0)" } ?? "")
                    + told("  row \(event.line)", "  第\(event.line)行"),
                to: columns)
            for problem in wrong { lines += self.problem(problem) }
        }
        let shown = Set(verdict.events.map { Int($0.line) })
        let rest = problems.filter { problem in problem.line.map { !shown.contains($0) } ?? true }
        if !rest.isEmpty { lines.append("") }
        for problem in rest { lines += self.problem(problem) }
        lines.append("")
        if problems.isEmpty {
            let isAll =
                result.state != .open && result.judge.log.personColumn != nil && result.judge.log.roleColumn != nil
            lines.append(
                isAll
                    ? told("nothing is wrong", "未发现问题") : told("nothing is wrong in what the log tells", "就日志所载，未发现问题"))
        }
        for action in verdict.open {
            let identity = result.program.actions[action.index].identity
            lines += ColumnText.wrapped(
                told(
                    "whether `\(identity.name)` came too early the log does not tell",
                    "`\(identity.title)`是否过早，日志无从得知"), to: columns)
        }
        lines += obligations(result)
        if !verdict.next.isEmpty {
            let steps = verdict.next.map { verdict.table.steps[$0].title }
            lines += ColumnText.wrapped(
                told("next: ", "下一步：") + steps.joined(separator: told(", ", "、")), to: columns)
        }
        return lines.map { SafeText.line($0) + "\n" }.joined()
    }

    /// Why obligations are open.
    private func obligations(_ result: LogResult) -> [String] {
        guard let plan = result.judge.obligations?.plan else { return [] }
        let wording = ObligationWording(result.program, plan)
        return result.verdict.obligations.flatMap { verdict in
            let obligation = result.program.obligations[verdict.obligation.index]
            return zip(verdict.demands, obligation.demands).flatMap { found, demand -> [String] in
                guard let doubt = found.doubt else { return [] }
                let head = obligation.identity.titled.text(in: language)
                let word = ObligationState.open.word.text(in: language)
                let reason = wording.reason(doubt, demand).text(in: language)
                return ColumnText.wrapped(head + told(": ", "：") + word + told(": ", "：") + reason, to: columns)
            }
        }
    }

    private func problem(_ problem: LogProblem) -> [String] {
        ColumnText.wrapped(
            problem.kind.title.text(in: language) + " (\(problem.kind.id))" + told(": ", "：")
                + problem.message.text(in: language), to: columns - 4
        ).map { "    " + $0 }
    }
}
