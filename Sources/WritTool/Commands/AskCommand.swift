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
        Option.cases, Option.encoding, Option.dates,
        Option("--case", "TYPE", "the case type where the file names none", "文件未写明时的案件类型"),
        Option("--format", choices: ["text", "json"], "how the questions are written", "输出格式"),
    ]

    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        guard !session.arguments.positional.isEmpty else { throw .usage(.missingOperand("CASE")) }
        if session.arguments.positional.count > 1 { throw .usage(.extraOperand(session.arguments.positional[1])) }
        let (rulebook, cases) = try session.loadCases(session.arguments.positional)
        let questions = Questions(Evaluator(rulebook.plan))
        let processor = CaseProcessor(rulebook)
        processor.pictures = session.arguments.positional.first.map { PictureFolder.shelf(beside: $0) }
        var hasErrors = false
        for data in cases {
            let list = list(data, questions, processor)
            // What a case lacks is not all where a value in it is impossible.
            hasErrors = hasErrors || !list.errors.isEmpty
            session.report(Diagnostics(list.errors, files: rulebook.sources.files))
            if session.arguments.value("--format") == "json" {
                session.console.output(json(list, rulebook.program))
            } else {
                session.console.output(text(list, rulebook.program, session.console))
            }
        }
        return hasErrors ? .negative : .success
    }

    /// All that a case still lacks.
    private struct Lacking {
        let type: RecordID
        /// What is open depends on these, the most useful first.
        var questions: [Question] = []
        /// Documents and tasks that are certain leave these open.
        var blanks: [(path: String, title: String, names: [String])] = []
        /// No case can state these.
        var parameters: [ParameterID] = []
        /// Values that are impossible.
        var errors: [Diagnostic] = []
        /// The holidays of these years are not published.
        var years: [Int] = []
    }

    private static func list(_ data: CaseData, _ questions: Questions, _ processor: CaseProcessor) -> Lacking {
        let program = processor.rulebook.program
        var list = Lacking(
            type: data.type, questions: questions.ask(data), parameters: questions.parameters(data),
            years: questions.years(data))
        let result = processor.process(data, targets: .xml)
        list.errors = result.outcome.errors
        var lacking = questions.lacking(result.outcome)
        for document in result.documents {
            let form = program.forms[document.form.index].name
            lacking += document.missing.map { ($0, form) }
        }
        for (need, name) in lacking {
            switch need {
            case .parameter(let id):
                if !list.parameters.contains(id) { list.parameters.append(id) }
            case .holidays(let year):
                if !list.years.contains(year) { list.years.append(year) }
            case .fact(let path):
                if list.questions.contains(where: { $0.path == path }) { continue }
                if let known = list.blanks.firstIndex(where: { $0.path == path }) {
                    if !list.blanks[known].names.contains(name) { list.blanks[known].names.append(name) }
                } else {
                    list.blanks.append((path, program.title(ofFact: path, in: data.type), [name]))
                }
            }
        }
        return list
    }

    private static func text(_ list: Lacking, _ program: Program, _ console: Console) -> String {
        var lines: [String] = []
        func ask(_ number: Int, _ title: String, path: String, choices: [String], neededFor names: [String]) {
            lines.append("\(number). \(title)  (\(path))")
            if !choices.isEmpty { lines.append("     " + choices.joined(separator: " / ")) }
            let titles = names.map { titled($0, program, console) }
            lines.append(
                "     " + console.told(en: "needed for: ", zh: "用于：")
                    + titles.joined(separator: console.told(en: ", ", zh: "、")))
        }
        for (number, question) in list.questions.enumerated() {
            var choices: [String] = []
            switch ValueText.plain(question.type) {
            case .enumeration(let id): choices = program.enums[id.index].values.map(\.title)
            case .boolean: choices = [console.told(en: "yes", zh: "是"), console.told(en: "no", zh: "否")]
            case .record(let id):
                if let judgement = program.judgement(in: id) {
                    let role = program.roles[judgement.role.index].identity.title
                    choices = [
                        console.told(
                            en: "decided by \(role), with the person, the day and the reasons",
                            zh: "由\(role)判断，并写明判断人、日期和理由")
                    ]
                }
            default: break
            }
            if let link = program.link(ofFact: question.path, in: list.type) {
                let title = program.records[link.type.index].identity.title
                choices = [
                    console.told(
                        en: "give all cases of “\(title)” with `--cases FILE`", zh: "请用 `--cases FILE` 给出全部“\(title)”案件"
                    )
                ]
            }
            ask(number + 1, question.title, path: question.path, choices: choices, neededFor: question.neededFor)
        }
        if !list.blanks.isEmpty {
            lines.append(console.told(en: "what is certain leaves blank:", zh: "已确定的文书和事项中留空的："))
        }
        for (number, blank) in list.blanks.enumerated() {
            ask(
                list.questions.count + number + 1, blank.title, path: blank.path, choices: [], neededFor: blank.names)
        }
        for id in list.parameters {
            let identity = program.parameters[id.index].identity
            lines.append(
                "- "
                    + console.told(
                        en:
                            "the source does not state “\(identity.title)” (\(identity.name)); the organisation must set it",
                        zh: "来源未载明“\(identity.title)”（\(identity.name)），须由单位设定"))
        }
        for year in list.years {
            lines.append(
                "- "
                    + console.told(
                        en:
                            "the calendar does not cover \(year): add the holidays of that year once they are published",
                        zh: "日历尚未涵盖\(year)年：该年放假安排公布后请予补充"))
        }
        if lines.isEmpty { lines.append(console.told(en: "nothing is open", zh: "没有待定事项")) }
        return lines.map(SafeText.line).joined(separator: "\n") + "\n"
    }

    /// A form or a rule as people know it, with the name by which `writ explain` takes it.
    private static func titled(_ name: String, _ program: Program, _ console: Console) -> String {
        if let form = program.forms.first(where: { $0.name == name }) {
            return console.told(en: "“\(form.title)” (\(name))", zh: "《\(form.title)》（\(name)）")
        }
        guard let rule = program.rules.first(where: { $0.identity.name == name }) else { return name }
        return console.told(en: "“\(rule.identity.title)” (\(name))", zh: "“\(rule.identity.title)”（\(name)）")
    }

    private static func json(_ list: Lacking, _ program: Program) -> [UInt8] {
        var writer = JSONWriter(isIndented: true)
        func entry(_ path: String, _ title: String, _ names: [String]) {
            writer.beginObject()
            writer.key("fact")
            writer.string(path)
            writer.key("title")
            writer.string(title)
            writer.key("needed-for")
            writer.beginArray()
            for name in names { writer.string(name) }
            writer.endArray()
            writer.endObject()
        }
        writer.beginObject()
        writer.key("ask")
        writer.beginArray()
        for question in list.questions { entry(question.path, question.title, question.neededFor) }
        writer.endArray()
        writer.key("blank")
        writer.beginArray()
        for blank in list.blanks { entry(blank.path, blank.title, blank.names) }
        writer.endArray()
        writer.key("parameters")
        writer.beginArray()
        for id in list.parameters { writer.string(program.parameters[id.index].identity.name) }
        writer.endArray()
        writer.key("holidays")
        writer.beginArray()
        for year in list.years { writer.integer(year) }
        writer.endArray()
        writer.endObject()
        writer.newLine()
        return writer.bytes
    }
}
