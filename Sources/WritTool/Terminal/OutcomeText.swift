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
        for (index, consequence) in outcome.consequences.enumerated() {
            lines.append(mark(consequence.status) + text(consequence))
            if let status = result.routing.status(ofIssue: index) {
                let chain = program.chains[status.chain.index].identity.title
                lines.append(
                    pick(
                        "      approval “\(chain)”: \(status.state.word.en)",
                        "      审批“\(chain)”：\(status.state.word.zh)"))
            }
            if consequence.kind == .hold { lines += ends(consequence) }
            lines += reasons(consequence, data.type)
            if let folder, let document = result.documents.first(where: { $0.issue == index }) {
                lines.append("      → \(folder)/\(result.folder)/\(document.name).html")
                if !document.missing.isEmpty {
                    lines.append("      " + pick("left blank: ", "留空：") + names(document.missing, data.type))
                }
            }
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

    private func text(_ consequence: WritEvaluation.Outcome.Consequence) -> String {
        switch consequence {
        case .issue(let issue):
            let to = issue.to.map { program.roles[$0.index].identity.title }.joined(separator: pick(", ", "、"))
            var line = pick("issue ", "出具") + "《\(program.forms[issue.form.index].title)》"
            if !to.isEmpty { line += pick(" to \(to)", "，送\(to)") }
            return line + due(issue.due)
        case .require(let requirement):
            let role = program.roles[requirement.by.index].identity.title
            return pick("\(role): \(requirement.task)", "\(role)：\(requirement.task)") + due(requirement.due)
        case .refuse(let refusal): return pick("refused: \(refusal.reason)", "不予办理：\(refusal.reason)")
        case .hold(let hold):
            let action = program.actions[hold.action.index].identity.title
            return pick("held: \(action)", "暂缓：\(action)")
        case .notify(let notification):
            let role = program.roles[notification.to.index].identity.title
            return pick("tell \(role): \(notification.message)", "告知\(role)：\(notification.message)")
        }
    }

    private func due(_ value: Value?) -> String {
        guard let value else { return "" }
        return pick(", due \(plain(value))", "，期限 \(plain(value))")
    }

    /// What ends a hold, as each rule writes it.
    private func ends(_ hold: WritEvaluation.Outcome.Consequence) -> [String] {
        hold.because.compactMap { cause in
            guard let until = program.consequence(of: cause).until else { return nil }
            let text = program.text(of: until.span)
            return "      " + pick("until: \(text)", "直到：\(text)")
        }
    }

    /// Certain consequences stand out by a filled mark, open ones by a question mark.
    private func mark(_ status: WritEvaluation.Outcome.Status) -> String { status == .certain ? "  ● " : "  ? " }

    private func reasons(_ consequence: WritEvaluation.Outcome.Consequence, _ type: RecordID) -> [String] {
        var lines = consequence.because.map { cause in
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
        let (lacks, needs) = (consequence.lacks, consequence.needs)
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

    private func plain(_ value: Value) -> String {
        switch value {
        case .date(let date): date.description
        case .dateTime(let moment): moment.description
        default: pick("open", "待定")
        }
    }
}
