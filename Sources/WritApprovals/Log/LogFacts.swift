import WritEvaluation
import WritLanguage
import WritSemantics

/// The facts that a log states of its cases, in columns of their own. A case has those of its first row.
struct LogFacts {
    private struct Column {
        let index: Int
        let name: String
        let field: Int
        let type: ValueType
    }

    private let reader: CaseReader
    private let columns: [Column]
    /// The facts of a case of which the log states none.
    private let unstated: [Value]

    /// - Parameter indices: where the columns of the mapping's facts stand, in its order.
    init(_ log: LogMapping, at indices: [Int], of fields: [RecordType.Field], program: Program, dateOrder: DateOrder?) {
        var defaults = CaseDefaults()
        defaults.dateOrder = dateOrder
        reader = CaseReader(program, defaults: defaults)
        columns = zip(log.facts, indices).map { fact, index in
            Column(index: index, name: fact.column, field: fact.field, type: fields[fact.field].type)
        }
        unstated = fields.map { if case .optional = $0.type { .missing } else { .unknown } }
    }

    /// - Parameter complain: is told the column of each text that is no value of its field, and why; the fact stays unknown.
    func facts(of row: TableReader, complain: (String, any DiagnosticFact) -> Void) -> [Value] {
        guard !columns.isEmpty else { return unstated }
        var facts = unstated
        for column in columns {
            let text = row.text(column.index)
            guard !text.isEmpty else { continue }
            let (value, problem) = reader.value(ofField: text, column.type)
            facts[column.field] = value ?? .unknown
            if let problem { complain(column.name, problem) }
        }
        return facts
    }
}
