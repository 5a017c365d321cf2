import WritLanguage
import WritSemantics

/// What is wrong with the names of persons in one matter: names that cannot be read, and names that look like one.
struct PersonProblems {
    private(set) var found: [RoutingProblem] = []

    init(_ data: CaseData, _ documents: [DocumentRouting], program: Program) {
        var names: [PersonName] = []
        var seen: Set<PersonName> = []
        func add(_ text: String) {
            if let name = PersonName(text), seen.insert(name).inserted { names.append(name) }
        }
        let fields = Set(
            documents.flatMap { document in
                let chain = program.chains[document.requirement.chain.index]
                return chain.apart + chain.steps.compactMap(\.named)
            })
        let record = program.records[data.type.index]
        for (field, value) in zip(record.fields, data.facts) where fields.contains(field.name) {
            guard case .text(let text) = value else { continue }
            if case .hidden(let scalar, let place) = PersonName.read(text) {
                found.append(PersonProblems.hidden(scalar, at: place, in: field))
            }
            add(text)
        }
        for document in data.history {
            for record in document.approvals { add(record.person) }
        }
        for action in data.actions { add(action.person ?? "") }
        found += LookAlikes.pairs(names).map(PersonProblems.alike)
    }

    private static func hidden(_ scalar: Unicode.Scalar, at place: Int, in field: RecordType.Field) -> RoutingProblem {
        let code = "U+" + String(scalar.value, radix: 16, uppercase: true)
        return RoutingProblem(
            kind: .hiddenCharacter, form: nil, step: nil, record: nil, rule: nil, citations: [], span: field.span,
            message: Phrase(
                en: "`\(field.name)` names nobody: its character \(place), \(code), cannot be seen",
                zh: "`\(field.title)`未能指明任何人：其第\(place)个字符（\(code)）不可见"),
            remedy: Phrase(en: "take the character out", zh: "请删除该字符"))
    }

    static func alike(_ first: PersonName, _ second: PersonName) -> RoutingProblem {
        RoutingProblem(
            kind: .lookAlike, form: nil, step: nil, record: nil, rule: nil, citations: [], span: nil,
            message: Phrase(
                en: "`\(first.text)` and `\(second.text)` look alike and are not the same name",
                zh: "`\(first.text)`与`\(second.text)`形似而并非同一姓名"),
            remedy: Phrase(
                en: "write one person in one way, or note that they are two", zh: "同一人请统一写法；确为两人的，请予注明"))
    }
}
