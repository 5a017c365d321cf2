package import WritLanguage
package import WritSemantics

/// Reads cases from a CSV file: the header names fields, titles or paths such as `violations[1].kind`; one row is one
/// case, or, with a field to group by, all rows in a run that share it.
///
/// In a group, columns of a list without a position (`charges.amount`) give one element a row.
package struct CSVCaseReader {
    /// Where a column's values go.
    private struct Column {
        enum Part: Equatable {
            case field(Int)
            /// A position from 1; 0 is one element a row.
            case element(Int)
        }
        let name: String
        var parts: [Part] = []
        var type: ValueType = .error
        var envelope: String?
        var isPerRow = false
    }

    private var csv: CSVReader
    private let reader: CaseReader
    private let type: RecordID
    private let file: String
    private var columns: [Column] = []
    private var groupColumn: Int?
    private var header: [Diagnostic] = []
    /// A row with fewer fields than the header was met.
    private var isToldOfFewer = false
    /// Cases read so far, which number those without an id.
    private var count = 0
    /// The first row of the next group, already read.
    private var pending: Row?

    private struct Row {
        let line: Int
        let fields: [String]
        /// Fields that are not UTF-8 or hold what no document can.
        let spoiled: [Int]
        let problem: CSVProblem?
    }

    /// - Parameters:
    ///   - reader: knows the rulebook and what the command line says; its type must be set.
    ///   - grouping: the name, title or path of the field to group by.
    package init?(_ csv: CSVReader, file: String, reader: CaseReader, grouping: String? = nil) {
        guard let type = reader.defaults.type else { return nil }
        self.csv = csv
        self.reader = reader
        self.type = type
        self.file = file
        guard self.csv.next() else {
            header.append(
                Diagnostic(.error, CaseFact.noHeader, at: .data(file: file, line: 1, column: 1, path: "")))
            return
        }
        for index in 0..<self.csv.count { addColumn(self.csv.text(index), isGrouped: grouping != nil) }
        if let grouping {
            groupColumn = columns.firstIndex { $0.name == grouping }
            if groupColumn == nil {
                complain(
                    .unknownColumn(grouping, suggestion: Suggestion.nearest(to: grouping, among: columns.map(\.name))))
            }
        }
    }

    /// What is wrong with the header. With errors there are no cases.
    package var headerDiagnostics: [Diagnostic] { header }

    private mutating func complain(_ fact: CaseFact) {
        header.append(Diagnostic(.error, fact, at: .data(file: file, line: 1, column: 0, path: "")))
    }

    private mutating func addColumn(_ name: String, isGrouped: Bool) {
        let trimmed = Self.trimmed(name)
        var column = Column(name: trimmed)
        if let found = resolve(trimmed, isGrouped: isGrouped) {
            column.parts = found.parts
            column.type = found.type
            column.isPerRow = found.parts.contains { if case .element(0) = $0 { true } else { false } }
        } else if ["id", "as-of", "organisation"].contains(trimmed) {
            column.envelope = trimmed
        } else {
            let fields = reader.program.records[type.index].fields.flatMap { [$0.name, $0.title] }
            complain(.unknownColumn(trimmed, suggestion: Suggestion.nearest(to: trimmed, among: fields)))
        }
        let isKnown = column.envelope != nil || !column.parts.isEmpty
        if isKnown, let first = columns.first(where: { $0.envelope == column.envelope && $0.parts == column.parts }) {
            complain(.twiceGiven(trimmed, as: first.name))
        }
        columns.append(column)
    }

    /// The fields that a path leads through.
    private func resolve(_ path: String, isGrouped: Bool) -> (parts: [Column.Part], type: ValueType)? {
        // A title may hold any character: the whole is tried before its pieces.
        var type = ValueType.record(self.type)
        if let field = reader.vocabulary.fields[self.type.index][path] {
            return ([.field(field)], reader.program.records[self.type.index].fields[field].type)
        }
        var parts: [Column.Part] = []
        for piece in path.split(separator: ".", omittingEmptySubsequences: false) {
            if case .list(let element) = ValueText.plain(type) {
                guard isGrouped else { return nil }
                parts.append(.element(0))
                type = element
            }
            guard case .record(let record) = ValueText.plain(type) else { return nil }
            var name = piece
            var position: Int?
            if piece.hasSuffix("]"), let open = piece.firstIndex(of: "[") {
                guard let number = Int(piece[piece.index(after: open)...].dropLast()), number >= 1, number <= 10_000
                else { return nil }
                position = number
                name = piece[..<open]
            }
            guard let field = reader.vocabulary.fields[record.index][String(name)] else { return nil }
            parts.append(.field(field))
            type = reader.program.records[record.index].fields[field].type
            if let position {
                guard case .list(let element) = ValueText.plain(type) else { return nil }
                parts.append(.element(position))
                type = element
            }
        }
        return (parts, type)
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.first == " " { text = text.dropFirst() }
        while text.last == " " { text = text.dropLast() }
        return String(text)
    }

    // MARK: - Rows

    private mutating func nextRow() -> Row? {
        if let row = pending {
            pending = nil
            return row
        }
        guard csv.next() else { return nil }
        let spoiled = csv.withFields { bytes, ranges in
            ranges.indices.filter { !UTF8Check.isText(UnsafeBufferPointer(rebasing: bytes[ranges[$0]])) }
        }
        return Row(
            line: csv.line, fields: (0..<csv.count).map { csv.text($0) }, spoiled: spoiled, problem: csv.problem)
    }

    /// The next case, or what is wrong with it; nil at the end.
    package mutating func next() -> (CaseData?, [Diagnostic])? {
        guard !header.contains(where: { $0.severity == .error }), let first = nextRow() else { return nil }
        count += 1
        var rows = [first]
        if let groupColumn {
            while let row = nextRow() {
                guard row.fields.indices.contains(groupColumn), first.fields.indices.contains(groupColumn),
                    row.fields[groupColumn] == first.fields[groupColumn]
                else {
                    pending = row
                    break
                }
                rows.append(row)
            }
        }
        return caseData(rows)
    }

    private mutating func caseData(_ rows: [Row]) -> (CaseData?, [Diagnostic]) {
        var diagnostics: [Diagnostic] = []
        var warnings: [Diagnostic] = []
        func complain(_ fact: any DiagnosticFact, _ line: Int, _ column: Int, _ path: String = "") {
            guard diagnostics.count < CaseReader.maximumComplaints else { return }
            diagnostics.append(
                Diagnostic(.error, fact, at: .data(file: file, line: line, column: column, path: path)))
        }
        let record = reader.program.records[type.index]
        var facts: [Value] = record.fields.map { if case .optional = $0.type { .missing } else { .unknown } }
        var asOf = reader.defaults.asOf
        var organisation = reader.defaults.organisation
        var id = String(count)
        for (number, row) in rows.enumerated() {
            if let problem = row.problem { complain(InputFact.csv(problem.kind, field: problem.field), row.line, 0) }
            if row.fields.count > columns.count {
                complain(CaseFact.extraFields(count: row.fields.count, expected: columns.count), row.line, 0)
            }
            // Some programs leave empty columns out at the end of a row, and what was cut off looks the same.
            if row.fields.count < columns.count, row.problem == nil, !isToldOfFewer {
                isToldOfFewer = true
                let fact = CaseFact.fewerFields(count: row.fields.count, expected: columns.count)
                warnings.append(Diagnostic(.warning, fact, at: .data(file: file, line: row.line, column: 0, path: "")))
            }
            for (index, column) in columns.enumerated() where row.fields.indices.contains(index) {
                let text = row.fields[index]
                if number > 0, !column.isPerRow {
                    if rows[0].fields.indices.contains(index), rows[0].fields[index] != text {
                        complain(CaseFact.groupDiffers(column: column.name), row.line, 0, column.name)
                    }
                    continue
                }
                if row.spoiled.contains(index) {
                    complain(CaseFact.notUTF8, row.line, 0, column.name)
                    continue
                }
                switch column.envelope {
                case "id"?: id = text
                case "as-of"?:
                    if let date = CalendarDate.parse(text) {
                        asOf = asOf ?? date
                    } else {
                        complain(CaseFact.badDate(text), row.line, 0, column.name)
                    }
                case "organisation"?:
                    if let number = reader.vocabulary.organisations[text] {
                        organisation = OrganisationID(number)
                    } else if !text.isEmpty {
                        complain(
                            CaseFact.unknownName(
                                text, .organisation,
                                suggestion: Suggestion.nearest(
                                    to: text, among: reader.vocabulary.organisations.keys.sorted())), row.line, 0,
                            column.name)
                    }
                default:
                    if text.isEmpty { continue }
                    switch reader.values.value(text, .field, column.type) {
                    case .success(let value):
                        var target = Value.record(type, facts)
                        set(value, column.parts[...], row: number, in: &target, .record(type))
                        if case .record(_, let fields) = target { facts = fields }
                    case .failure(let problem):
                        complain(problem.fact(in: reader.program), row.line, 0, "facts.\(column.name)")
                    }
                }
            }
        }
        guard let asOf else {
            complain(CaseFact.missingKey("as-of"), rows[0].line, 0)
            return (nil, warnings + diagnostics)
        }
        guard diagnostics.isEmpty else { return (nil, warnings + diagnostics) }
        return (CaseData(type: type, id: id, asOf: asOf, organisation: organisation, facts: facts), warnings)
    }

    /// Puts a value where a column's path leads, making records and list elements on the way.
    private func set(
        _ value: Value, _ parts: ArraySlice<Column.Part>, row: Int, in target: inout Value, _ type: ValueType
    ) {
        guard let part = parts.first else {
            target = value
            return
        }
        prepare(&target, type)
        switch part {
        case .field(let field):
            guard case .record(let id, var fields) = target, fields.indices.contains(field) else { return }
            set(
                value, parts.dropFirst(), row: row, in: &fields[field],
                reader.program.records[id.index].fields[field].type)
            target = .record(id, fields)
        case .element(let position):
            guard case .list(var items) = target, case .list(let element) = ValueText.plain(type) else { return }
            let index = position == 0 ? row : position - 1
            while items.count <= index { items.append(.unknown) }
            set(value, parts.dropFirst(), row: row, in: &items[index], element)
            target = .list(items)
        }
    }

    /// An empty record or list where nothing stands yet.
    private func prepare(_ value: inout Value, _ type: ValueType) {
        switch (value, ValueText.plain(type)) {
        case (.unknown, .record(let id)), (.missing, .record(let id)):
            value = .record(
                id,
                reader.program.records[id.index].fields.map {
                    if case .optional = $0.type { .missing } else { .unknown }
                })
        case (.unknown, .list), (.missing, .list): value = .list([])
        default: break
        }
    }
}
