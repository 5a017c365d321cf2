import WritEvaluation
import WritLanguage
import WritSemantics

/// The facts that a log states of its cases, in columns of their own. A case has those of the earliest row that states them; of
/// rows of one moment, the first in the file. A fact in the column of the time is the time of the case's first row.
struct LogFacts {
    private struct Column {
        let index: Int
        let name: String
        let field: Int
        let type: ValueType
    }

    /// Of a row whose time cannot be read: what it states counts after all others.
    static let undated = Int64.max

    private let reader: CaseReader
    private let columns: [Column]
    private let timeFields: [(field: Int, isDay: Bool)]
    /// The facts of a case of which the log states none: what it has no column for is not known.
    let unstated: [Value]

    /// - Parameter indices: where the columns of the mapping's facts stand, in its order.
    init(_ log: LogMapping, at indices: [Int], of fields: [RecordType.Field], program: Program, dateOrder: DateOrder?) {
        var defaults = CaseDefaults()
        defaults.dateOrder = dateOrder
        reader = CaseReader(program, defaults: defaults)
        var columns: [Column] = []
        var timeFields: [(field: Int, isDay: Bool)] = []
        for (fact, index) in zip(log.facts, indices) {
            let type = fields[fact.field].type
            if fact.column == log.timeColumn, let isDay = LogFacts.isDay(type) {
                timeFields.append((fact.field, isDay))
            } else {
                columns.append(Column(index: index, name: fact.column, field: fact.field, type: type))
            }
        }
        self.columns = columns
        self.timeFields = timeFields
        unstated = fields.map { _ in .unknown }
    }

    /// Whether a type of time is one of days; nil of other types.
    private static func isDay(_ type: ValueType) -> Bool? {
        switch type {
        case .optional(let inner): isDay(inner)
        case .date: true
        case .dateTime: false
        default: nil
        }
    }

    /// What the time of a case's first row states.
    func date(_ open: inout LogCase) {
        guard let first = open.first else { return }
        for (field, isDay) in timeFields { open.facts[field] = isDay ? .date(first.date) : .dateTime(first) }
    }

    /// Takes what a row states into its case, and notes where rows state different things.
    /// - Parameter at: when the row happened, in milliseconds.
    /// - Returns: the column of each text that is no value of its field, and why; the fact stays unknown.
    func read(
        _ row: TableReader, at: Int64, into open: inout LogCase
    ) -> [(column: String, problem: any DiagnosticFact)] {
        guard !columns.isEmpty else { return [] }
        let line = Int32(truncatingIfNeeded: row.line)
        if isSame(row, open.factTexts) {
            for place in open.stated.indices where at < open.stated[place].milliseconds {
                open.stated[place] = LogStatement(milliseconds: at, line: line)
            }
            return []
        }
        var problems: [(column: String, problem: any DiagnosticFact)] = []
        let isFirst = open.stated.isEmpty
        var texts = isFirst ? columns.map { _ in "" } : self.texts(open.factTexts)
        if isFirst {
            open.stated = columns.map { _ in LogStatement(milliseconds: LogFacts.undated, line: line) }
        }
        for (place, column) in columns.enumerated() where texts.indices.contains(place) {
            let text = row.text(column.index)
            let before = texts[place]
            if text.isEmpty {
                if isFirst, case .optional = column.type { open.facts[column.field] = .missing }
                continue
            }
            let isEarlier = before.isEmpty || at < open.stated[place].milliseconds
            if text != before {
                let (value, problem) = reader.value(ofField: text, column.type)
                if let problem { problems.append((column.name, problem)) }
                if !before.isEmpty, let value, value != open.facts[column.field] {
                    note(
                        column.field, earlier: isEarlier ? text : before, later: isEarlier ? before : text,
                        line: isEarlier ? open.stated[place].line : line, in: &open)
                }
                if isEarlier {
                    // One that cannot be read leaves the fact unknown.
                    open.facts[column.field] = value ?? .unknown
                    texts[place] = text
                }
            }
            if isEarlier { open.stated[place] = LogStatement(milliseconds: at, line: line) }
        }
        open.factTexts = Array(texts.joined(separator: "\u{1F}").utf8)
        return problems
    }

    /// Notes that two rows state different values; the first few of each case.
    private func note(_ field: Int, earlier: String, later: String, line: Int32, in open: inout LogCase) {
        for index in open.rare.changes.indices where open.rare.changes[index].field == field {
            open.rare.changes[index].from = earlier
        }
        open.rare.changes.removeAll { $0.field == field && $0.to == earlier }
        let isKnown = open.rare.changes.contains { $0.field == field && $0.to == later }
        guard open.rare.changes.count < 8, !isKnown else { return }
        open.rare.changes.append(LogChange(field: field, line: Int(line), from: earlier, to: later))
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
