import WritLanguage
import WritSemantics

/// The types and names of a rulebook, laid out flat for a reader that goes from bytes to slots. Made once, never changed: it
/// lies in memory of its own, so that reading from it neither counts references nor checks what cannot change.
final class CaseShapes: Sendable {
    struct Shape: BitwiseCopyable {
        let kind: ReadingKind
        let isOptional: Bool
        /// The number of the record type or enumeration, or of the shape of a list's elements.
        let number: Int32
        /// The type itself, among `types`.
        let type: Int32
        /// The number of the field within its record.
        let field: Int32
    }

    struct Record: BitwiseCopyable {
        /// The place of its first field among those of all records.
        let first: Int
        let count: Int
    }

    let types: [ValueType]
    let enumerations: [NameMap]
    /// By record type, its fields by name and title.
    let keys: [NameMap]
    /// By record type, which keys of the envelope are no fields of it.
    let envelope: [[Bool]]
    /// The fields of all record types, one type after the other, each twice: by its name, then by its title.
    let spellings: FixedTable<KeySpelling>
    let shapes: FixedTable<Shape>
    let elements: FixedTable<Shape>
    let records: FixedTable<Record>

    init(_ vocabulary: CaseVocabulary) {
        let program = vocabulary.program
        var builder = Builder(judgements: Set(program.records.indices.filter { program.records[$0].isJudgement }))
        var records: [Record] = []
        var spellings: [KeySpelling] = []
        var shapes: [Shape] = []
        for (number, record) in program.records.enumerated() {
            records.append(Record(first: shapes.count / 2, count: record.fields.count))
            for (place, field) in record.fields.enumerated() {
                let shape = builder.shape(of: field.type, field: Int32(truncatingIfNeeded: place))
                // Titles that do not tell fields apart are no keys.
                let isKey = vocabulary.fields[number][field.title] == place
                for name in [field.name, isKey ? field.title : field.name] {
                    spellings.append(KeySpelling(name))
                    shapes.append(shape)
                }
            }
        }
        keys = vocabulary.fields.map { NameMap($0.map { (name: $0.key, value: $0.value) }) }
        envelope = vocabulary.fields.map { fields in CaseReader.envelope.map { fields[$0] == nil } }
        enumerations = vocabulary.enumValues.map { NameMap($0.map { (name: $0.key, value: $0.value) }) }
        types = builder.types
        self.spellings = FixedTable(spellings)
        self.shapes = FixedTable(shapes)
        elements = FixedTable(builder.elements)
        self.records = FixedTable(records)
    }

    /// Lays types out; those of elements stand apart.
    private struct Builder {
        /// The record types of decisions, which another reader looks into.
        let judgements: Set<Int>
        var elements: [Shape] = []
        var types: [ValueType] = []

        mutating func shape(of type: ValueType, field: Int32) -> Shape {
            let isOptional = if case .optional = type { true } else { false }
            let plain = ValueText.plain(type)
            var number = 0
            var isJudgement = false
            switch plain {
            case .enumeration(let id): number = id.index
            case .record(let id):
                number = id.index
                isJudgement = judgements.contains(id.index)
            case .list(let element):
                let inner = shape(of: element, field: field)
                number = elements.count
                elements.append(inner)
            default: break
            }
            types.append(type)
            return Shape(
                kind: isJudgement ? .other : ReadingKind(plain), isOptional: isOptional,
                number: Int32(truncatingIfNeeded: number),
                type: Int32(truncatingIfNeeded: types.count - 1), field: field)
        }
    }
}

/// How a value of a type is read from JSON by those who go straight from bytes to numbers; `other` by way of its text.
enum ReadingKind: UInt8, BitwiseCopyable, Sendable {
    case boolean, integer, number, money, text, date, enumeration, record, list, other

    /// - Parameter type: without `?`.
    init(_ type: ValueType) {
        switch type {
        case .boolean: self = .boolean
        case .integer: self = .integer
        case .decimal, .percent: self = .number
        case .money: self = .money
        case .text: self = .text
        case .date: self = .date
        case .enumeration: self = .enumeration
        case .record: self = .record
        case .list: self = .list
        case .dateTime, .duration, .timeOfDay, .weekday, .group, .optional, .error: self = .other
        }
    }
}
