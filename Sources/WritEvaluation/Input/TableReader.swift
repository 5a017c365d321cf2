import WritLanguage

/// A table as office programs save it (CSV, TSV): a row of names, then rows of cells. The one reader of cases, logs and
/// staff lists; what a cell means is for them to say.
///
/// Columns without a name at the end of the header, and rows without anything in them, are none: spreadsheets leave both
/// behind.
package struct TableReader {
    /// Why a row cannot be used as it is.
    package enum Fault: Sendable, Equatable {
        case malformed(CSVProblem)
        /// There is something in a cell beyond the last name.
        case extraCells(count: Int, expected: Int)
    }

    private var csv: CSVReader
    /// The names of the columns, without the blanks around them; empty where there is no header.
    package let names: [String]
    /// The line of the header.
    package let headerLine: Int
    /// What is wrong with the header itself.
    package let headerProblem: CSVProblem?

    package init(_ csv: CSVReader) {
        var csv = csv
        var names: [String] = []
        if csv.next() { names = (0..<csv.count).map { CellText.trimmed(csv.text($0)) } }
        while names.last == "" { names.removeLast() }
        self.names = names
        headerLine = max(1, csv.line)
        headerProblem = csv.problem
        self.csv = csv
    }

    /// The line on which the current row begins, from 1.
    package var line: Int { csv.line }

    /// How many cells the current row has.
    package var count: Int { csv.count }

    /// Whether the row ends before the header does, and so leaves cells out.
    package var isShort: Bool { csv.count < names.count && csv.problem == nil }

    /// What is wrong with the current row; what can be read of it is there all the same.
    package var fault: Fault? {
        if let problem = csv.problem { return .malformed(problem) }
        if csv.count > names.count, (names.count..<csv.count).contains(where: { !cell($0).isEmpty }) {
            return .extraCells(count: csv.count, expected: names.count)
        }
        return nil
    }

    /// Moves on to the next row that is not blank; false at the end.
    package mutating func next() -> Bool {
        while csv.next() {
            if csv.problem != nil || (0..<csv.count).contains(where: { !cell($0).isEmpty }) { return true }
        }
        return false
    }

    /// A cell of the current row without the blanks around it; empty beyond the row's end.
    package func cell(_ column: Int) -> ArraySlice<UInt8> { CellText.trimmed(csv.field(column)) }

    package func text(_ column: Int) -> String { String(decoding: cell(column), as: UTF8.self) }

    /// A cell as it stands, for what is a text itself.
    package func wholeText(_ column: Int) -> String { csv.text(column) }

    /// Whether a cell is UTF-8 without anything that no document can hold.
    package func isText(_ column: Int) -> Bool {
        csv.withFields { bytes, ranges in
            !ranges.indices.contains(column)
                || UTF8Check.isText(bytes.part(ranges[column]))
        }
    }
}
