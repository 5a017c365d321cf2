import Writ
import WritLanguage
import WritSemantics

/// `writ schema CASETYPE`
enum SchemaCommand: Command {
    static let name = "schema"
    static let synopsis = "CASETYPE"
    static let summary = Phrase(en: "JSON Schema of a case type", zh: "案件类型的 JSON Schema")
    static let options: [Option] = []

    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        guard let name = session.arguments.positional.first else { throw .usage(.missingOperand("CASETYPE")) }
        if session.arguments.positional.count > 1 { throw .usage(.extraOperand(session.arguments.positional[1])) }
        let rulebook = try session.loadRulebook()
        let type = try rulebook.caseType(named: name)
        session.console.output(CaseSchema.json(of: type, in: rulebook.program))
        return .success
    }
}

extension CompiledRulebook {
    /// The case type with a name or a title.
    func caseType(named name: String) throws(Failure) -> RecordID {
        let types = program.records.enumerated().filter(\.element.isCase)
        if let found = types.first(where: { $0.element.identity.name == name || $0.element.identity.title == name }) {
            return RecordID(found.offset)
        }
        throw .usage(
            .unknownName(
                kind: Phrase(en: "case type", zh: "案件类型"), name, among: types.map(\.element.identity.name)))
    }

    /// The form with a name or a title.
    func form(named name: String) throws(Failure) -> FormID {
        if let index = program.forms.firstIndex(where: { $0.name == name || $0.title == name }) { return FormID(index) }
        throw .usage(
            .unknownName(kind: Phrase(en: "form", zh: "表单"), name, among: program.forms.map(\.name)))
    }
}
