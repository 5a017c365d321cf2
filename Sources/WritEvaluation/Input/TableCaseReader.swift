package import WritLanguage
package import WritSemantics

/// Reads cases from a table: one row is one case, or, with a column to group by, all rows in a run that share it.
///
/// In a group, columns of a list without a position (`charges.amount`) give one element a row.
package struct TableCaseReader {
    /// One case as the table gives it.
    package struct Reading {
        /// Nothing where anything is wrong.
        package let data: CaseData?
        package let diagnostics: [Diagnostic]
        /// The line of its first row.
        package let line: Int
    }

    private var table: TableReader
    private let reader: CaseReader
    private let type: RecordID
    private let file: String
    private let columns: [TableColumns.Column]
    private var groupColumn: Int?
    private var header: [Diagnostic] = []
    /// A row with fewer cells than the header was met.
    private var isToldOfFewer = false
    /// Cases read so far, which number those in a table without a column `id`.
    private var count = 0
    /// The table stands on a row that belongs to no case yet.
    private var isPending = false

    /// - Parameters:
    ///   - reader: knows the rulebook and what the command line says; its type must be set.
    ///   - grouping: the name, title or path of the field to group by.
    package init?(_ csv: CSVReader, file: String, reader: CaseReader, grouping: String? = nil) {
        guard let type = reader.defaults.type else { return nil }
        table = TableReader(csv)
        self.reader = reader
        self.type = type
        self.file = file
        let names = table.names
        var columns = TableColumns(
            names, vocabulary: reader.vocabulary, type: type, isGrouped: grouping != nil,
            mapping: reader.defaults.columns)
        if !columns.problems.isEmpty, reader.defaults.columns == nil,
            let fitting = TableColumns.mapping(for: names, of: type, in: reader.program)
        {
            columns = TableColumns(
                names, vocabulary: reader.vocabulary, type: type, isGrouped: grouping != nil, mapping: fitting)
        }
        self.columns = columns.all
        if table.names.isEmpty { complain(CaseFact.noHeader, column: 0) }
        if let problem = table.headerProblem {
            complain(InputFact.csv(problem.kind, field: problem.field), column: problem.field)
        }
        for problem in columns.problems { complain(problem.fact, column: problem.column) }
        if let grouping {
            groupColumn = table.names.firstIndex(of: grouping)
            if groupColumn == nil {
                let suggestion = Suggestion.nearest(to: grouping, among: table.names)
                complain(CaseFact.unknownColumn(grouping, suggestion: suggestion), column: 0)
            }
        }
    }

    /// What is wrong with the header. With errors there are no cases.
    package var headerDiagnostics: [Diagnostic] { header }

    private mutating func complain(_ fact: any DiagnosticFact, column: Int) {
        header.append(
            Diagnostic(.error, fact, at: .data(file: file, line: table.headerLine, column: column, path: "")))
    }

    // MARK: - Cases

    /// The next case, or what is wrong with it; nil at the end.
    package mutating func next() -> Reading? {
        guard header.isEmpty, isPending || table.next() else { return nil }
        isPending = false
        count += 1
        var draft = Draft(self, line: table.line)
        take(row: 0, &draft)
        guard let groupColumn else { return draft.reading(self) }
        let group = table.text(groupColumn)
        var rows = 1
        while table.next() {
            guard table.text(groupColumn) == group else {
                isPending = true
                break
            }
            if rows < CaseReader.maximumElements {
                take(row: rows, &draft)
            } else if rows == CaseReader.maximumElements {
                complain(CaseFact.tooManyElements(limit: rows), &draft)
            }
            rows += 1
        }
        return draft.reading(self)
    }

    /// A case on its way.
    private struct Draft {
        let line: Int
        var facts: TableFacts
        var asOf: CalendarDate?
        var organisation: OrganisationID?
        var id: String
        /// The cells of the first row, which the other rows of a group must repeat.
        var firstRow: [String] = []
        var errors: [Diagnostic] = []
        var warnings: [Diagnostic] = []

        init(_ owner: TableCaseReader, line: Int) {
            self.line = line
            facts = TableFacts(owner.type, in: owner.reader.program)
            asOf = owner.reader.defaults.asOf
            organisation = owner.reader.defaults.organisation
            id = String(owner.count)
        }

        consuming func reading(_ owner: TableCaseReader) -> Reading {
            if asOf == nil, errors.isEmpty {
                let place = Place.data(file: owner.file, line: line, column: 0, path: "as-of")
                errors.append(Diagnostic(.error, CaseFact.missingKey("as-of"), at: place))
            }
            if errors.isEmpty { errors = owner.outside(facts.values, asOf: asOf, line: line) }
            let told = warnings + errors
            guard let asOf, errors.isEmpty else { return Reading(data: nil, diagnostics: told, line: line) }
            let data = CaseData(
                type: owner.type, id: id, asOf: asOf, organisation: organisation, facts: facts.values)
            return Reading(data: data, diagnostics: told, line: line)
        }
    }

    private func complain(_ fact: any DiagnosticFact, _ draft: inout Draft, column: Int? = nil) {
        guard draft.errors.count < CaseReader.maximumComplaints else { return }
        draft.errors.append(Diagnostic(.error, fact, at: place(column, path: column.map { columns[$0].name } ?? "")))
    }

    /// - Parameter line: that of the row on which the table stands, where none is given.
    private func place(_ column: Int?, path: String, line: Int? = nil) -> Place {
        let named = column.map { columns[$0] }.flatMap { $0.head == $0.name ? nil : $0.head }
        return .data(
            file: file, line: line ?? table.line, column: column.map { $0 + 1 } ?? 0, path: path, head: named ?? "")
    }

    /// What a case states that its fields cannot be, and the day whose law decides it where it states none.
    private func outside(_ facts: [Value], asOf: CalendarDate?, line: Int) -> [Diagnostic] {
        var errors: [Diagnostic] = []
        func complain(_ fact: CaseFact, _ path: String) {
            errors.append(Diagnostic(.error, fact, at: place(column(of: path), path: path, line: line)))
        }
        let declared = reader.program.records[type.index]
        if let field = declared.governing, facts[field] == .unknown {
            complain(CaseFact.missingKey(declared.fields[field].name), "facts")
        }
        reportOutside(.record(type, facts), "facts", asOf, complain)
        return errors
    }

    /// The column that states a field of the case; nil where several do or none.
    private func column(of path: String) -> Int? {
        columns.firstIndex { column in
            guard case .value(let steps, _) = column.meaning else { return false }
            if steps.count == 1, case .field(let field)? = steps.first {
                return path == "facts.\(reader.program.records[type.index].fields[field].name)"
            }
            return path == "facts.\(column.name)"
        }
    }

    private func reportOutside(
        _ value: Value, _ path: String, _ asOf: CalendarDate?, _ complain: (CaseFact, String) -> Void
    ) {
        switch value {
        case .list(let items):
            for (index, item) in items.enumerated() { reportOutside(item, "\(path)[\(index + 1)]", asOf, complain) }
        case .record(let type, let values):
            for (field, value) in zip(reader.program.records[type.index].fields, values) {
                let place = "\(path).\(field.name)"
                if let domain = field.domain, !domain.contains(value) {
                    complain(reader.outside(domain, field.type), place)
                }
                if case .record(let id, let parts) = value, reader.program.records[id.index].isJudgement,
                    let problem = CaseReader.problem(ofDecision: parts, asOf: asOf)
                {
                    complain(problem, place)
                }
                reportOutside(value, place, asOf, complain)
            }
        default: break
        }
    }

    /// Takes the row on which the table stands into a case.
    private mutating func take(row: Int, _ draft: inout Draft) {
        switch table.fault {
        case nil: break
        case .malformed(let problem)?: complain(InputFact.csv(problem.kind, field: problem.field), &draft)
        case .extraCells(let count, let expected)?:
            complain(CaseFact.extraFields(count: count, expected: expected), &draft)
        }
        // Some programs leave empty columns out at the end of a row, and what was cut off looks the same.
        if table.isShort, !isToldOfFewer {
            isToldOfFewer = true
            let fact = CaseFact.fewerFields(count: table.count, expected: columns.count)
            draft.warnings.append(Diagnostic(.warning, fact, at: place(nil, path: "")))
        }
        for (index, column) in columns.enumerated() where index < table.count {
            if groupColumn != nil, !column.isPerRow {
                let text = table.text(index)
                if row == 0 {
                    while draft.firstRow.count < index { draft.firstRow.append("") }
                    draft.firstRow.append(text)
                } else {
                    if (draft.firstRow.indices.contains(index) ? draft.firstRow[index] : "") != text {
                        complain(CaseFact.groupDiffers(column: column.head), &draft, column: index)
                    }
                    continue
                }
            }
            guard table.isText(index) else {
                complain(CaseFact.notUTF8, &draft, column: index)
                continue
            }
            take(index, column.meaning, row: row, &draft)
        }
    }

    /// Takes one cell.
    private func take(_ index: Int, _ meaning: TableColumns.Meaning, row: Int, _ draft: inout Draft) {
        let text = table.text(index)
        switch meaning {
        case .envelope("id"): draft.id = text
        case .envelope("as-of"):
            if text.isEmpty { return }
            switch reader.values.value(text, .field, .date) {
            case .success(.date(let date)): draft.asOf = draft.asOf ?? date
            case .success: break
            case .failure(let problem): complain(problem.fact(in: reader.program), &draft, column: index)
            }
        case .envelope:
            if let number = reader.vocabulary.organisations[text] {
                draft.organisation = OrganisationID(number)
            } else if !text.isEmpty {
                let known = reader.vocabulary.organisations.keys.sorted()
                let suggestion = Suggestion.nearest(to: text, among: known)
                complain(CaseFact.unknownName(text, .organisation, suggestion: suggestion), &draft, column: index)
            }
        case .value(let steps, let type):
            if text.isEmpty { return }
            // The blanks of a text are its own.
            let isText = if case .text = ValueText.plain(type) { true } else { false }
            switch reader.values.value(isText ? table.wholeText(index) : text, .field, type) {
            case .success(let value): draft.facts.set(value, at: steps, row: row)
            case .failure(let problem):
                guard draft.errors.count < CaseReader.maximumComplaints else { return }
                let path = "facts.\(columns[index].name)"
                draft.errors.append(
                    Diagnostic(.error, problem.fact(in: reader.program), at: place(index, path: path)))
            }
        case .nameless:
            if !text.isEmpty { complain(CaseFact.namelessColumn, &draft, column: index) }
        case .unknown, .passedOver: break
        }
    }
}
