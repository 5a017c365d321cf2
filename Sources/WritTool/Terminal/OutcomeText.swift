import Writ
import WritApprovals
import WritEvaluation
import WritLanguage
import WritReview
import WritSemantics

/// An outcome for people: what must be done, by whom, by when, and on which clause it rests.
struct OutcomeText: Teller {
    let program: Program
    let language: MessageLanguage

    /// - Parameters:
    ///   - place: which of how many cases it is, where there are several.
    ///   - folder: where the documents were written, if they were.
    func text(_ result: CaseProcessor.Result, place: (number: Int, of: Int)?, folder: String?) -> String {
        let outcome = result.outcome
        let data = result.routing.data
        let heading = "\(data.id)  \(program.records[data.type.index].identity.title)  \(data.asOf)"
        var lines = [place.map { "── \($0.number)/\($0.of) ──  \(heading)" } ?? heading]
        for (index, consequence) in outcome.consequences.enumerated() {
            lines.append(mark(consequence.status) + told(consequence.listed(in: program)))
            if let status = result.routing.status(ofIssue: index) {
                let chain = program.chains[status.chain.index].identity.title
                lines.append(
                    told(
                        en: "      approval “\(chain)”: \(status.state.word.en)",
                        zh: "      审批“\(chain)”：\(status.state.word.zh)"))
            }
            if consequence.kind == .hold { lines += ends(consequence) }
            lines += reasons(consequence, data.type)
            if let folder, let document = result.documents.first(where: { $0.issue == index }) {
                for file in document.files where file.name.hasSuffix(".html") {
                    lines.append("      → \(folder)/\(result.folder)/\(file.name)")
                }
                if !document.missing.isEmpty {
                    lines.append("      " + told(en: "left blank: ", zh: "留空：") + names(document.missing, data.type))
                }
            }
        }
        if !result.routing.documents.isEmpty {
            lines.append("  " + told(result.routing.staffOrigin.word))
        }
        for problem in result.routing.problems {
            let form = problem.form.map {
                told(en: program.forms[$0.index].title + ": ", zh: "《\(program.forms[$0.index].title)》：")
            }
            lines.append("  ! " + (form ?? "") + problem.message.text(in: language))
        }
        if result.hasErrors {
            lines.append(
                "  ! "
                    + told(
                        en: "not all that follows is known: a value could not be worked out (see the errors)",
                        zh: "尚不能断定全部结果：有数值无法算出（见错误提示）"))
        } else if lines.count == 1 {
            lines.append("  " + told(en: "nothing follows from the rules", zh: "规则未要求任何事项"))
        }
        return lines.map(SafeText.line).joined(separator: "\n") + "\n\n"
    }

    /// How many cases there were, and what came of them.
    func total(_ results: [CaseProcessor.Result], writesDocuments: Bool) -> String {
        let documents = results.reduce(0) { $0 + $1.documents.count }
        let (refused, faulty) = (results.count(where: \.isRefused), results.count(where: \.hasErrors))
        return told(
            en: Plural.of("case", results.count) + (writesDocuments ? ", " + Plural.of("document", documents) : "")
                + ", \(refused) refused, \(faulty) with errors",
            zh: "案件 \(results.count) 件" + (writesDocuments ? "，文书 \(documents) 份" : "")
                + "，拒绝 \(refused) 件，计算出错 \(faulty) 件") + "\n"
    }

    /// What ends a hold, by each rule.
    private func ends(_ hold: WritEvaluation.Outcome.Consequence) -> [String] {
        let style = SentenceStyle(program: program, language: language)
        return hold.because.compactMap { cause in
            style.end(of: program.consequence(of: cause)).map { "      " + told(en: "until: \($0)", zh: "直到：\($0)") }
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
                + told(
                    en: "because of “\(rule)” (\(clauses.joined(separator: ", ")))",
                    zh: "依据“\(rule)”（\(clauses.joined(separator: "、"))）")
        }
        let (lacks, needs) = (consequence.lacks, consequence.needs)
        if !lacks.isEmpty { lines.append("      " + told(en: "not known yet: ", zh: "尚缺：") + names(lacks, type)) }
        if !needs.isEmpty { lines.append("      " + told(en: "depends on: ", zh: "取决于：") + names(needs, type)) }
        return lines
    }

    private func names(_ needs: [WritEvaluation.Outcome.Need], _ type: RecordID) -> String {
        needs.map { need in
            switch need {
            case .holidays(let year): told(en: "the holidays of \(year) (not published)", zh: "\(year)年放假安排（尚未公布）")
            case .fact(let path): told(en: path, zh: "\(program.title(ofFact: path, in: type))（\(path)）")
            case .parameter(let id): name(program.parameters[id.index])
            }
        }.joined(separator: told(en: ", ", zh: "、"))
    }

    /// A parameter without a value on the day of the case: the source is silent, or speaks of later days only.
    private func name(_ parameter: Parameter) -> String {
        guard let start = parameter.values.first?.from else {
            return told(en: "\(parameter.identity.name) (not stated)", zh: "\(parameter.identity.title)（来源未载明）")
        }
        return told(
            en: "\(parameter.identity.name) (stated from \(start) on)",
            zh: "\(parameter.identity.title)（自 \(start) 起有规定）")
    }
}
