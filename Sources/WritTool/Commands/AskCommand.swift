import Writ
import WritEvaluation
import WritLanguage
import WritSemantics

/// `writ ask CASE`
enum AskCommand: Command {
    static let name = "ask"
    static let synopsis = "CASE"
    static let summary = Phrase(en: "which facts are still needed, most useful first", zh: "列出仍需的事实，最有用者在前")
    static let options = [
        Option("--case", "TYPE", "the case type where the file names none", "文件未写明时的案件类型"),
        Option("--format", choices: ["text", "json"], "how the questions are written", "输出格式"),
    ]

    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        guard !session.arguments.positional.isEmpty else { throw .usage(.missingOperand("CASE")) }
        if session.arguments.positional.count > 1 { throw .usage(.extraOperand(session.arguments.positional[1])) }
        let rulebook = try session.loadRulebook()
        let questions = Questions(Evaluator(rulebook.plan))
        for data in try session.readCases(session.arguments.positional, rulebook) {
            let asked = questions.ask(data)
            let parameters = questions.parameters(data)
            if session.arguments.value("--format") == "json" {
                session.console.output(json(asked, parameters, rulebook.program))
            } else {
                session.console.output(text(asked, parameters, rulebook.program, session.console.language))
            }
        }
        return .success
    }

    private static func text(
        _ questions: [Question], _ parameters: [ParameterID], _ program: Program, _ language: MessageLanguage
    ) -> String {
        func pick(_ en: String, _ zh: String) -> String { Phrase(en: en, zh: zh).text(in: language) }
        if questions.isEmpty, parameters.isEmpty { return pick("nothing is open\n", "没有待定事项\n") }
        var lines: [String] = []
        for (number, question) in questions.enumerated() {
            lines.append("\(number + 1). \(question.title)  (\(question.path))")
            if case .enumeration(let id) = unwrapped(question.type) {
                lines.append("     " + program.enums[id.index].values.map(\.title).joined(separator: " / "))
            }
            lines.append("     " + pick("needed for: ", "用于：") + question.neededFor.joined(separator: pick(", ", "、")))
        }
        for id in parameters {
            let identity = program.parameters[id.index].identity
            lines.append(
                "- "
                    + pick(
                        "the source does not state “\(identity.title)” (\(identity.name)); the organisation must set it",
                        "来源未载明“\(identity.title)”（\(identity.name)），须由单位设定"))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func json(_ questions: [Question], _ parameters: [ParameterID], _ program: Program) -> [UInt8] {
        var writer = JSONWriter(isIndented: true)
        writer.beginObject()
        writer.key("ask")
        writer.beginArray()
        for question in questions {
            writer.beginObject()
            writer.key("fact")
            writer.string(question.path)
            writer.key("title")
            writer.string(question.title)
            writer.key("needed-for")
            writer.beginArray()
            for name in question.neededFor { writer.string(name) }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
        writer.key("parameters")
        writer.beginArray()
        for id in parameters { writer.string(program.parameters[id.index].identity.name) }
        writer.endArray()
        writer.endObject()
        writer.newLine()
        return writer.bytes
    }

    private static func unwrapped(_ type: ValueType) -> ValueType {
        if case .optional(let inner) = type { return inner }
        return type
    }
}
