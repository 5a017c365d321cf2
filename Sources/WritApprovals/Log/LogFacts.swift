import WritEvaluation
import WritLanguage
import WritSemantics

/// The facts that a log states of its cases, in columns of their own. A case has those of the first row that states them.
struct LogFacts {
    private struct Column {
        let index: Int
        let name: String
        let field: Int
        let type: ValueType
    }

    private let reader: CaseReader
    private let columns: [Column]
    /// The facts of a case of which the log states none: what it has no column for is not known.
    let unstated: [Value]

    /// - Parameter indices: where the columns of the mapping's facts stand, in its order.
    init(_ log: LogMapping, at indices: [Int], of fields: [RecordType.Field], program: Program, dateOrder: DateOrder?) {
        var defaults = CaseDefaults()
        defaults.dateOrder = dateOrder
        reader = CaseReader(program, defaults: defaults)
        columns = zip(log.facts, indices).map { fact, index in
            Column(index: index, name: fact.column, field: fact.field, type: fields[fact.field].type)
        }
        unstated = fields.map { _ in .unknown }
    }

    /// Takes what a row states into its case, and notes where it states something else than an earlier row.
    /// - Returns: the column of each text that is no value of its field, and why; the fact stays unknown.
    func read(_ row: TableReader, into open: inout LogCase) -> [(column: String, problem: any DiagnosticFact)] {
        guard !columns.isEmpty, !isSame(row, open.factTexts) else { return [] }
        var problems: [(column: String, problem: any DiagnosticFact)] = []
        let isFirst = open.factTexts.isEmpty
        let earlier = isFirst ? [] : texts(open.factTexts)
        var kept: [String] = []
        for (place, column) in columns.enumerated() {
            let text = row.text(column.index)
            let before = earlier.indices.contains(place) ? earlier[place] : ""
            if text.isEmpty || text == before {
                if isFirst, text.isEmpty, case .optional = column.type { open.facts[column.field] = .missing }
                kept.append(before)
                continue
            }
            let (value, problem) = reader.value(ofField: text, column.type)
            if let problem { problems.append((column.name, problem)) }
            if before.isEmpty {
                // The row that first states a fact counts, and one that cannot be read leaves it unknown.
                open.facts[column.field] = value ?? .unknown
                kept.append(text)
            } else {
                if value != nil, value != open.facts[column.field], open.changes.count < 8,
                    !open.changes.contains(where: { $0.field == column.field && $0.to == text })
                {
                    open.changes.append(LogChange(field: column.field, line: row.line, from: before, to: text))
                }
                kept.append(before)
            }
        }
        open.factTexts = Array(kept.joined(separator: "\u{1F}").utf8)
        return problems
    }

    private func texts(_ bytes: [UInt8]) -> [String] {
        bytes.split(separator: 0x1F, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether a row states the same as the one that was read before, byte for byte.
    private func isSame(_ row: TableReader, _ known: [UInt8]) -> Bool {
        var place = 0
        for (number, column) in columns.enumerated() {
            if number > 0 {
                guard place < known.count, known[place] == 0x1F else { return false }
                place += 1
            }
            let field = row.cell(column.index)
            guard place + field.count <= known.count, known[place..<place + field.count].elementsEqual(field) else {
                return false
            }
            place += field.count
        }
        return place == known.count && place > 0
    }
}
