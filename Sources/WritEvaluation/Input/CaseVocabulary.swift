import WritLanguage
import WritSemantics

/// The names and titles by which data may call what a rulebook declares, looked up in constant time.
struct CaseVocabulary: Sendable {
    let program: Program
    /// Names win over titles.
    private(set) var caseTypes: [String: Int] = [:]
    /// For each record type its fields.
    private(set) var fields: [[String: Int]] = []
    private(set) var enumValues: [[String: Int]] = []
    private(set) var forms: [String: Int] = [:]
    private(set) var roles: [String: Int] = [:]
    private(set) var organisations: [String: Int] = [:]
    private(set) var actions: [String: Int] = [:]

    init(_ program: Program) {
        self.program = program
        let cases = program.records.enumerated().filter { $0.element.isCase }
        caseTypes = Self.index(cases.map { ($0.offset, $0.element.identity.name, $0.element.identity.title) })
        fields = program.records.map { record in
            Self.index(record.fields.enumerated().map { ($0.offset, $0.element.name, $0.element.title) })
        }
        enumValues = program.enums.map { type in
            Self.index(type.values.enumerated().map { ($0.offset, $0.element.name, $0.element.title) })
        }
        forms = Self.index(program.forms.enumerated().map { ($0.offset, $0.element.name, $0.element.title) })
        roles = Self.index(
            program.roles.enumerated().map { ($0.offset, $0.element.identity.name, $0.element.identity.title) })
        organisations = Self.index(
            program.organisations.enumerated().map { ($0.offset, $0.element.identity.name, $0.element.identity.title) })
        actions = Self.index(
            program.actions.enumerated().map { ($0.offset, $0.element.identity.name, $0.element.identity.title) })
    }

    private static func index(_ entries: [(Int, name: String, title: String)]) -> [String: Int] {
        var index: [String: Int] = [:]
        index.reserveCapacity(2 * entries.count)
        // Two things with one title can only be told apart by name.
        var shared: [String] = []
        for (number, _, title) in entries {
            if index.updateValue(number, forKey: title) != nil { shared.append(title) }
        }
        for title in shared { index[title] = nil }
        for (number, name, _) in entries { index[name] = number }
        return index
    }
}
