/// What a random rulebook declares, as far as its expressions need to know.
struct RandomModel {
    /// A type as the generator sees it; optional ones are marked where they are declared.
    enum Kind: Hashable {
        case boolean, integer, decimal, money, percent, text, date, dateTime
        case days, workingDays, months, hours
        /// The number of an enumeration.
        case enumeration(Int)
    }

    /// Something with a name and a type: a field, a definition, a parameter.
    struct Member {
        let name: String
        let kind: Kind
        let isOptional: Bool
    }

    struct Enumeration {
        let name: String
        let values: [String]
        let isOrdered: Bool
    }

    struct Record {
        let name: String
        let isCase: Bool
        /// It is what cases see of each other, of which a rulebook says nothing.
        var isImage = false
        var fields: [Member] = []
        /// Lists of records, as fields or definitions: the name and the number of the record type.
        var lists: [(name: String, record: Int)] = []
        /// Lists of plain values.
        var plainLists: [(name: String, kind: Kind)] = []
        /// Fields and definitions that hold one record.
        var parts: [(name: String, record: Int, isOptional: Bool)] = []
        /// Whether something of it is decided by a person, so that no rule can write one out.
        var hasJudgement = false
        /// Those that may be used so far, so that no definition needs itself.
        var definitions: [Member] = []
    }

    var enumerations: [Enumeration] = []
    var records: [Record] = []
    var parameters: [Member] = []
    var organisations: [String] = []
    var forms: [String] = []
    var roles: [String] = []
    var chains: [String] = []
    var actions: [String] = []
    var clauses: [String] = []
    /// What each issue of a form must state, by form.
    var arguments: [String: [Member]] = [:]
    var calendars: [String] = []
    /// Without one, nothing may count working days.
    var hasCalendar = false

    func text(_ kind: Kind) -> String {
        switch kind {
        case .boolean: "Boolean"
        case .integer: "Integer"
        case .decimal: "Decimal"
        case .money: "Money"
        case .percent: "Percent"
        case .text: "Text"
        case .date: "Date"
        case .dateTime: "DateTime"
        case .days: "days"
        case .workingDays: "working days"
        case .months: "months"
        case .hours: "hours"
        case .enumeration(let number): enumerations[number].name
        }
    }

    /// Every kind that a field may have.
    var kinds: [Kind] {
        [.boolean, .integer, .decimal, .money, .percent, .text, .date, .dateTime, .days, .months, .hours]
            + (hasCalendar ? [.workingDays] : []) + enumerations.indices.map { .enumeration($0) }
    }
}

/// What may be named at one place of a rulebook.
struct RandomScope {
    var members: [RandomModel.Member] = []
    var lists: [(text: String, record: Int)] = []
    var plainLists: [(text: String, kind: RandomModel.Kind)] = []
    /// Records that may be absent: what must be known before their fields are named, and those fields.
    var optionalParts: [(text: String, fields: [RandomModel.Member])] = []
    /// Whether the case's history may be asked.
    var seesHistory = false

    /// The members of a record, each written with a prefix such as `v1.`.
    mutating func add(_ record: RandomModel.Record, prefix: String, model: RandomModel) {
        for member in record.fields + record.definitions {
            members.append(
                RandomModel.Member(name: prefix + member.name, kind: member.kind, isOptional: member.isOptional))
        }
        for part in record.parts where !part.isOptional {
            for member in model.records[part.record].fields + model.records[part.record].definitions {
                members.append(
                    RandomModel.Member(
                        name: "\(prefix)\(part.name).\(member.name)", kind: member.kind, isOptional: member.isOptional))
            }
        }
        for part in record.parts where part.isOptional {
            optionalParts.append((prefix + part.name, model.records[part.record].fields))
        }
        for list in record.lists { lists.append((prefix + list.name, list.record)) }
        for list in record.plainLists { plainLists.append((prefix + list.name, list.kind)) }
    }
}
