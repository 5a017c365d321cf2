import Writ
import WritApprovals
import WritEvaluation
import WritLanguage
import WritSemantics

/// An outcome for people: what must be done, by whom, by when, and on which clause it rests.
struct OutcomeText {
    let program: Program
    let language: MessageLanguage

    private func pick(_ en: String, _ zh: String) -> String { Phrase(en: en, zh: zh).text(in: language) }

    /// - Parameter folder: where the documents were written, if they were.
    func text(_ result: CaseProcessor.Result, folder: String?) -> String {
        let outcome = result.outcome
        let data = result.routing.data
        var lines = ["\(data.id)  \(program.records[data.type.index].identity.title)  \(data.asOf)"]
        for (index, issue) in outcome.issues.enumerated() {
            let form = program.forms[issue.form.index]
            let to = issue.to.map { program.roles[$0.index].identity.title }.joined(separator: pick(", ", "、"))
            var line = mark(issue.status) + pick("issue ", "出具") + "《\(form.title)》"
            if !to.isEmpty { line += pick(" to \(to)", "，送\(to)") }
            if let due = issue.due { line += pick(", due \(text(due, issue))", "，期限 \(text(due, issue))") }
            lines.append(line)
            if let status = result.routing.status(ofIssue: index) {
                let chain = program.chains[status.chain.index].identity.title
                lines.append(
                    pick(
                        "      approval “\(chain)”: \(status.state.word.en)",
                        "      审批“\(chain)”：\(status.state.word.zh)"))
            }
            lines += reasons(issue.because, issue.needs, issue.lacks, data.type)
            if let folder, let document = result.documents.first(where: { $0.issue == index }) {
                lines.append("      → \(folder)/\(result.folder)/\(document.name).html")
                if !document.missing.isEmpty {
                    lines.append("      " + pick("left blank: ", "留空：") + names(document.missing, data.type))
                }
            }
        }
        for requirement in outcome.requirements {
            let role = program.roles[requirement.by.index].identity.title
            var line = mark(requirement.status) + pick("\(role): \(requirement.task)", "\(role)：\(requirement.task)")
            if let due = requirement.due { line += pick(", due \(plain(due))", "，期限 \(plain(due))") }
            lines.append(line)
            lines += reasons(requirement.because, requirement.needs, requirement.lacks, data.type)
        }
        for refusal in outcome.refusals {
            lines.append(mark(refusal.status) + pick("refused: \(refusal.reason)", "不予办理：\(refusal.reason)"))
            lines += reasons(refusal.because, refusal.needs, refusal.lacks, data.type)
        }
        for hold in outcome.holds {
            let action = program.actions[hold.action.index].identity.title
            lines.append(mark(hold.status) + pick("held: \(action)", "暂缓：\(action)"))
            for cause in hold.because {
                guard case .hold(_, let until) = program.consequence(of: cause).kind else { continue }
                let text = program.text(of: until.span)
                lines.append("      " + pick("until: \(text)", "直到：\(text)"))
            }
            lines += reasons(hold.because, hold.needs, [], data.type)
        }
        for notification in outcome.notifications {
            let role = program.roles[notification.to.index].identity.title
            lines.append(
                mark(notification.status)
                    + pick("tell \(role): \(notification.message)", "告知\(role)：\(notification.message)"))
            lines += reasons(notification.because, notification.needs, notification.lacks, data.type)
        }
        for problem in result.routing.problems {
            let form = problem.form.map {
                pick(program.forms[$0.index].title + ": ", "《\(program.forms[$0.index].title)》：")
            }
            lines.append("  ! " + (form ?? "") + problem.message.text(in: language))
        }
        if lines.count == 1 { lines.append("  " + pick("nothing follows from the rules", "规则未要求任何事项")) }
        return lines.joined(separator: "\n") + "\n\n"
    }

    /// Certain consequences stand out by a filled mark, open ones by a question mark.
    private func mark(_ status: WritEvaluation.Outcome.Status) -> String { status == .certain ? "  ● " : "  ? " }

    private func reasons(
        _ causes: [WritEvaluation.Outcome.Cause], _ needs: [WritEvaluation.Outcome.Need],
        _ lacks: [WritEvaluation.Outcome.Need], _ type: RecordID
    ) -> [String] {
        var lines = causes.map { cause in
            let clauses = cause.citations.map { id in
                let clause = program.clauses[id.index]
                return "\(program.sources[clause.source.index].identity.name) \(clause.number)"
            }
            let rule = program.rules[cause.rule.index].identity.title
            return "      "
                + pick(
                    "because of “\(rule)” (\(clauses.joined(separator: ", ")))",
                    "依据“\(rule)”（\(clauses.joined(separator: "、"))）")
        }
        if !lacks.isEmpty { lines.append("      " + pick("not known yet: ", "尚缺：") + names(lacks, type)) }
        if !needs.isEmpty { lines.append("      " + pick("depends on: ", "取决于：") + names(needs, type)) }
        return lines
    }

    private func names(_ needs: [WritEvaluation.Outcome.Need], _ type: RecordID) -> String {
        needs.map { need in
            switch need {
            case .fact(let path): pick(path, "\(program.title(ofFact: path, in: type))（\(path)）")
            case .parameter(let id):
                pick(
                    "\(program.parameters[id.index].identity.name) (not stated)",
                    "\(program.parameters[id.index].identity.title)（来源未载明）")
            }
        }.joined(separator: pick(", ", "、"))
    }

    private func text(_ due: Value, _ issue: WritEvaluation.Outcome.Issue) -> String { plain(due) }

    private func plain(_ value: Value) -> String {
        switch value {
        case .date(let date): date.description
        case .dateTime(let moment): moment.description
        default: pick("open", "待定")
        }
    }
}
