package import WritLanguage
package import WritSemantics

/// Reads a staff list that stands outside of a case: a JSON array, or a table with the columns id, person,
/// firm, role, from and to.
package struct StaffReader {
    private var reader: CaseReader
    private let dateOrder: DateOrder?

    package init(_ program: Program, dateOrder: DateOrder? = nil) {
        reader = CaseReader(program)
        self.dateOrder = dateOrder
    }

    package mutating func read(_ bytes: [UInt8], file: String) -> ([StaffRecord], [Diagnostic]) {
        let first = bytes.first {
            $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\t")
        }
        if first == UInt8(ascii: "[") { return reader.readStaff(bytes, file: file) }
        let list = StaffTable(TableReader(CSVReader(bytes)), file: file, dateOrder: dateOrder)
        let (records, diagnostics) = reader.readStaff(list.json, file: file)
        let told = Set(list.problems.map(\.place))
        let others = diagnostics.map(list.placed).filter { !told.contains($0.place) }
        return (list.problems.isEmpty ? records : [], list.problems + others)
    }
}

/// A staff list that is a table, as the JSON array that says the same, so that there is one reader of staff records.
private struct StaffTable {
    private let file: String
    private let names: [String]
    private(set) var json: [UInt8] = []
    /// By row, its line in the table.
    private var lines: [Int] = []
    private(set) var problems: [Diagnostic] = []

    /// How the columns may be called in Chinese.
    private static let titles = [
        "工号": "id", "编号": "id", "人员": "person", "姓名": "person", "单位": "firm", "公司": "firm", "岗位": "role", "角色": "role",
        "起": "from", "任职日期": "from", "止": "to",
        "离任日期": "to",
    ]

    init(_ table: TableReader, file: String, dateOrder: DateOrder?) {
        self.file = file
        var table = table
        names = table.names.map { Self.titles[$0] ?? $0 }
        if names.isEmpty { complain(CaseFact.noHeader, line: 1) }
        if let problem = table.headerProblem {
            complain(InputFact.csv(problem.kind, field: problem.field), line: problem.line)
        }
        var writer = JSONWriter()
        writer.beginArray()
        while table.next() {
            lines.append(table.line)
            switch table.fault {
            case nil: break
            case .malformed(let problem)?:
                complain(InputFact.csv(problem.kind, field: problem.field), line: problem.line)
            case .extraCells(let count, let expected)?:
                complain(CaseFact.extraFields(count: count, expected: expected), line: table.line)
            }
            writer.beginObject()
            for (column, name) in names.enumerated() where !table.cell(column).isEmpty {
                var text = table.text(column)
                var fact = table.isText(column) ? nil : CaseFact.notUTF8
                if name == "from" || name == "to" { fact = Self.write(day: &text, dateOrder) }
                if let fact { complain(fact, line: table.line, column: column + 1, path: name) }
                writer.key(name)
                writer.string(text)
            }
            writer.endObject()
        }
        writer.endArray()
        json = writer.bytes
    }

    /// Turns a day into what JSON writes; answers why it is none.
    private static func write(day text: inout String, _ order: DateOrder?) -> CaseFact? {
        do throws(CellDate.Refusal) {
            let cell = try CellDate.read(text, order: order)
            guard cell.offset == nil else { return .instantForDay(text) }
            text = "\(cell.day)"
            return nil
        } catch {
            switch error {
            case .notADay: return .badDate(text)
            case .unknownOrder: return .unknownDateOrder(text)
            case .serialNumber: return .serialDate(text)
            }
        }
    }

    private mutating func complain(_ fact: any DiagnosticFact, line: Int, column: Int = 0, path: String = "") {
        guard problems.count < CaseReader.maximumComplaints else { return }
        problems.append(Diagnostic(.error, fact, at: .data(file: file, line: line, column: column, path: path)))
    }

    /// A complaint about the array, which names `staff[n].role`, at the row and column of the table.
    func placed(_ diagnostic: Diagnostic) -> Diagnostic {
        guard case .data(_, _, _, let path, _) = diagnostic.place, path.hasPrefix("staff["),
            let close = path.firstIndex(of: "]"), let row = Int(path[path.startIndex..<close].dropFirst(6)),
            lines.indices.contains(row - 1)
        else { return diagnostic }
        let name = String(path[close...].dropFirst(2))
        let column = names.firstIndex(of: name).map { $0 + 1 } ?? 0
        return Diagnostic(
            diagnostic.severity, diagnostic.fact,
            at: .data(file: file, line: lines[row - 1], column: column, path: name), related: diagnostic.related)
    }
}

extension CaseReader {
    fileprivate mutating func readStaff(_ bytes: [UInt8], file: String) -> ([StaffRecord], [Diagnostic]) {
        self.file = file
        firstLine = 1
        diagnostics.removeAll()
        var json = JSONReader()
        json.read(bytes)
        guard json.isUsable, let root = json.tree.root else {
            return ([], json.problems.map { $0.diagnostic(file: file, in: bytes) })
        }
        let records = staff(json.tree, root, "staff")
        return (records, diagnostics)
    }
}
