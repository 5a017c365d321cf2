package import WritLanguage
package import WritSemantics

/// Reads a staff list that stands outside of a case: a JSON array, or CSV with the columns person, role, from and to.
package struct StaffReader {
    private var reader: CaseReader

    package init(_ program: Program) { reader = CaseReader(program) }

    package mutating func read(_ bytes: [UInt8], file: String) -> ([StaffRecord], [Diagnostic]) {
        let first = bytes.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
        return reader.readStaff(first == 0x5B ? bytes : StaffReader.json(fromCSV: bytes), file: file)
    }

    /// The rows of the CSV as the JSON array that says the same, so that there is one reader of staff records. Row n of the
    /// list is then `staff[n]` in complaints.
    private static func json(fromCSV bytes: [UInt8]) -> [UInt8] {
        var rows = CSVReader(bytes)
        var writer = JSONWriter()
        var header: [String] = []
        writer.beginArray()
        while rows.next() {
            let cells = (0..<rows.count).map { rows.text($0) }
            if header.isEmpty {
                header = cells
                continue
            }
            writer.beginObject()
            for (name, cell) in zip(header, cells) where !cell.isEmpty {
                writer.key(name)
                writer.string(cell)
            }
            writer.endObject()
        }
        writer.endArray()
        return writer.bytes
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
