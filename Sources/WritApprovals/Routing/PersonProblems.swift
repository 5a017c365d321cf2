import WritLanguage
import WritSemantics

/// What is wrong with the names of persons in one matter: names that cannot be read, and names that look like one.
struct PersonProblems {
    private(set) var found: [RoutingProblem] = []

    init(_ data: CaseData, _ documents: [DocumentRouting], staff: StaffList, program: Program) {
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
            if let name = PersonName(text), staff.persons(named: name).count > 1 {
                found.append(PersonProblems.several(name, in: field))
            }
            add(text)
        }
        for document in data.history {
            for record in document.approvals { add(record.person) }
            for act in document.acts {
                add(act.person)
                add(act.recipient ?? "")
            }
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

    private static func several(_ name: PersonName, in field: RecordType.Field) -> RoutingProblem {
        RoutingProblem(
            kind: .severalPersons, form: nil, step: nil, record: nil, rule: nil, citations: [], span: field.span,
            message: Phrase(
                en: "`\(field.name)` names \(name.text), and the staff list has several persons of that name",
                zh: "`\(field.title)`载明\(name.text)，而人员名单上有多人同名"),
            remedy: Phrase(
                en: "write the id behind the name, as in \(name.text)（id）", zh: "请在姓名后注明编号，如\(name.text)（编号）"))
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
