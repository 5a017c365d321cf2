/// Rows of comma-separated values as spreadsheets read them.
enum SpreadsheetRow {
    /// The byte order mark by which spreadsheets know UTF-8.
    static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    static func bytes(_ fields: [String]) -> [UInt8] {
        Array(fields.map(cell).joined(separator: ",").utf8) + [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
    }

    /// A field as RFC 4180 has it. What a spreadsheet would run as a formula is marked as text.
    private static func cell(_ text: String) -> String {
        var text = text
        if let first = text.utf8.first,
            [UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "\t")].contains(
                first)
        {
            text = "'" + text
        }
        guard
            text.utf8.contains(where: {
                [UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains($0)
            })
        else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
