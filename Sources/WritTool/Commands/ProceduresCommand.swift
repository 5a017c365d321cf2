import Writ
import WritEvaluation
import WritLanguage
import WritSemantics

/// `writ procedures [RULES]`
enum ProceduresCommand: Command {
    static let name = "procedures"
    static let synopsis = "[RULES] [--format text|json|tsv]"
    static let summary = Phrase(
        en: "each procedure of the manual, with what carries it out", zh: "手册的各项程序及其执行内容")
    static let options: [Option] = [
        Option("--format", choices: ["text", "json", "tsv"], "how it is written (default text)", "输出格式（默认 text）")
    ]

    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        if session.arguments.positional.count > 1 { throw .usage(.extraOperand(session.arguments.positional[1])) }
        let rulebook = try session.loadRulebook(rules: session.arguments.positional.first)
        let rows = ProcedureRow.rows(of: rulebook.program)
        switch session.arguments.value("--format") {
        case "json": session.console.output(json(rows))
        case "tsv": session.console.output(Array(tsv(rows).utf8))
        default: session.console.output(text(rows, in: session.console.language))
        }
        return .success
    }

    private static func tsv(_ rows: [ProcedureRow]) -> String {
        var text = "id\ttitle\t" + ProcedureRow.Column.allCases.map(\.rawValue).joined(separator: "\t") + "\n"
        for row in rows {
            let cells = ProcedureRow.Column.allCases.map { column in
                let entries = row.entries(column)
                return entries.isEmpty ? "-" : entries.map(plain).joined(separator: "; ")
            }
            text += ([row.id, plain(row.title)] + cells).joined(separator: "\t") + "\n"
        }
        return text
    }

    /// On one line, without the signs that part columns.
    private static func plain(_ text: String) -> String {
        String(text.map { $0 == "\t" || $0.isNewline ? " " : $0 })
    }

    private static func json(_ rows: [ProcedureRow]) -> [UInt8] {
        var out = JSONWriter(isIndented: true)
        out.beginArray()
        for row in rows {
            out.beginObject()
            out.key("id")
            out.string(row.id)
            out.key("title")
            out.string(row.title)
            for column in ProcedureRow.Column.allCases {
                out.key(column.rawValue)
                out.beginArray()
                for entry in row.entries(column) { out.string(entry) }
                out.endArray()
            }
            out.endObject()
        }
        out.endArray()
        out.newLine()
        return out.bytes
    }

    private static func text(_ rows: [ProcedureRow], in language: MessageLanguage) -> String {
        var text = ""
        for row in rows {
            text += "\(row.id)  \(plain(row.title))\n"
            for column in ProcedureRow.Column.allCases {
                let entries = row.entries(column)
                if entries.isEmpty { continue }
                text += "  " + column.noun.text(in: language)
                text += Phrase(en: ": ", zh: "：").text(in: language)
                text += entries.map(plain).joined(separator: Phrase(en: ", ", zh: "、").text(in: language)) + "\n"
            }
        }
        if rows.isEmpty {
            text += Phrase(
                en: "no heading of the rulebook opens a procedure (`## Shift swap {#shift-swap}`)\n",
                zh: "规则库中没有以标题开始的程序（`## 换班 {#shift-swap}`）\n"
            ).text(in: language)
        }
        return text
    }
}

/// One procedure by the names of what belongs to it.
private struct ProcedureRow {
    enum Column: String, CaseIterable {
        case firms, rules, forms, chains, duties, obligations, examples, clauses

        var noun: Phrase {
            switch self {
            case .firms: Phrase(en: "firms", zh: "公司")
            case .rules: Phrase(en: "rules", zh: "规则")
            case .forms: Phrase(en: "forms", zh: "表单")
            case .chains: Phrase(en: "chains", zh: "审批链")
            case .duties: Phrase(en: "duties", zh: "定期职责")
            case .obligations: Phrase(en: "obligations", zh: "义务")
            case .examples: Phrase(en: "examples", zh: "示例")
            case .clauses: Phrase(en: "clauses", zh: "条款")
            }
        }
    }

    let id: String
    let title: String
    private let columns: [Column: [String]]

    func entries(_ column: Column) -> [String] { columns[column] ?? [] }

    static func rows(of program: Program) -> [ProcedureRow] {
        zip(program.procedures, program.procedureContents()).map { procedure, contents in
            ProcedureRow(
                id: procedure.identity.name, title: procedure.identity.title,
                columns: [
                    .firms: contents.organisations.map { program.organisations[$0.index].identity.name },
                    .rules: contents.rules.map { program.rules[$0.index].identity.name },
                    .forms: contents.forms.map { program.forms[$0.index].name },
                    .chains: contents.chains.map { program.chains[$0.index].identity.name },
                    .duties: contents.duties.map { program.duties[$0].identity.name },
                    .obligations: contents.obligations.map { program.obligations[$0.index].identity.name },
                    .examples: contents.examples.map { program.examples[$0].title },
                    .clauses: contents.clauses.map { id in
                        let clause = program.clauses[id.index]
                        return "\(program.sources[clause.source.index].identity.name) \(clause.number)"
                    },
                ])
        }
    }
}
