import WritLanguage

/// What names mean in expressions: types with their members, values, parameters and forms.
struct NameTables: Sendable {
    private(set) var enums: [EnumType] = []
    private(set) var records: [RecordType] = []
    private(set) var enumIDs: [String: EnumID] = [:]
    private(set) var recordIDs: [String: RecordID] = [:]
    private var valueIndices: [[String: Int]] = []
    private var valueOwners: [String: [EnumID]] = [:]
    private var fieldIndices: [[String: Int]] = []
    private var definitionIDs: [[String: DefinitionID]] = []
    private(set) var definitionTypes: [ValueType] = []
    private(set) var parameterIDs: [String: ParameterID] = [:]
    private(set) var parameterTypes: [ValueType] = []
    private(set) var formIDs: [String: FormID] = [:]
    private(set) var forms: [FormSummary] = []
    /// Names that stand where something could not be read, or in declarations that were left out: that they are not
    /// found is a consequence of a mistake that has been told.
    var suspects: Set<String> = []
    /// What amounts are in.
    var currency = Currency.yuan

    init() {}

    /// The names of a checked program, for the expressions of its forms.
    init(_ program: Program) {
        currency = program.currency
        for type in program.enums { add(type) }
        for record in program.records { reserve(record.identity.name) }
        for (index, record) in program.records.enumerated() { complete(RecordID(index), record) }
        for parameter in program.parameters { add(parameter.identity.name, parameter.type) }
        for definition in program.definitions {
            add(definition.identity.name, of: definition.subject, definition.type)
        }
        for form in program.forms { add(form) }
    }

    // MARK: adding

    mutating func add(_ type: EnumType) {
        let id = EnumID(enums.count)
        enums.append(type)
        enumIDs[type.identity.name] = id
        var indices: [String: Int] = [:]
        for (index, value) in type.values.enumerated() where indices[value.name] == nil {
            indices[value.name] = index
            valueOwners[value.name, default: []].append(id)
        }
        valueIndices.append(indices)
    }

    /// Gives a record its number, so that others can mention it before its fields are known.
    @discardableResult
    mutating func reserve(_ name: String) -> RecordID {
        let id = RecordID(fieldIndices.count)
        recordIDs[name] = id
        fieldIndices.append([:])
        definitionIDs.append([:])
        return id
    }

    /// Records are completed in the order of their numbers.
    mutating func complete(_ id: RecordID, _ record: RecordType) {
        records.append(record)
        for (index, field) in record.fields.enumerated() where fieldIndices[id.index][field.name] == nil {
            fieldIndices[id.index][field.name] = index
        }
    }

    @discardableResult
    mutating func add(_ parameter: String, _ type: ValueType) -> ParameterID {
        let id = ParameterID(parameterTypes.count)
        parameterIDs[parameter] = id
        parameterTypes.append(type)
        return id
    }

    @discardableResult
    mutating func add(_ definition: String, of record: RecordID, _ type: ValueType) -> DefinitionID {
        let id = DefinitionID(definitionTypes.count)
        definitionTypes.append(type)
        definitionIDs[record.index][definition] = id
        return id
    }

    @discardableResult
    mutating func add(_ form: FormSummary) -> FormID {
        let id = FormID(forms.count)
        forms.append(form)
        formIDs[form.name] = id
        return id
    }

    mutating func replace(_ id: FormID, by form: FormSummary) { forms[id.index] = form }

    // MARK: asking

    func field(_ name: String, of record: RecordID) -> Int? { fieldIndices[record.index][name] }

    func definition(_ name: String, of record: RecordID) -> DefinitionID? { definitionIDs[record.index][name] }

    func value(_ name: String, of type: EnumID) -> Int? { valueIndices[type.index][name] }

    /// The enumerations that have a value of that name.
    func owners(ofValue name: String) -> [EnumID] { valueOwners[name] ?? [] }

    /// The fields and definitions of a record, for suggestions.
    func members(of record: RecordID) -> [String] {
        (Array(fieldIndices[record.index].keys) + Array(definitionIDs[record.index].keys)).sorted()
    }

    func values(of type: EnumID) -> [String] { enums[type.index].values.map(\.name) }

    func name(of record: RecordID) -> String { records[record.index].identity.name }

    /// A type as it is written.
    func describe(_ type: ValueType) -> String {
        switch type {
        case .boolean: "Boolean"
        case .integer: "Integer"
        case .decimal: "Decimal"
        case .money: "Money"
        case .percent: "Percent"
        case .text: "Text"
        case .date: "Date"
        case .dateTime: "DateTime"
        case .duration(let unit): unit.text
        case .enumeration(let id): enums[id.index].identity.name
        case .record(let id): records[id.index].identity.name
        case .list(let element): "list of \(describe(element))"
        case .optional(let type): "\(describe(type))?"
        case .timeOfDay: "time"
        case .weekday: "weekday"
        case .group(_, let element): "group of \(describe(element))"
        case .error: "?"
        }
    }

    func isOrdered(_ type: ValueType) -> Bool {
        switch type {
        case .integer, .decimal, .money, .percent, .date, .dateTime, .duration, .timeOfDay, .weekday: true
        case .enumeration(let id): enums[id.index].isOrdered
        default: false
        }
    }

    func isComparable(_ type: ValueType) -> Bool {
        switch type {
        case .boolean, .text, .enumeration: true
        default: isOrdered(type)
        }
    }
}
