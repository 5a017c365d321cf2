extension KeywordTable {
    /// 1 for the name of Monday in any of the languages, and so on; nil for what is no weekday.
    package static func weekday(named name: String) -> Int? {
        let weekdays: [Keyword] = [.monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday]
        for table in all {
            if let number = weekdays.firstIndex(where: { table.spelling(of: $0) == name }) { return number + 1 }
        }
        return nil
    }

    /// The table that a file draws on: that of the first word by which only one language begins a declaration; English
    /// where there is none. In a literate file prose is passed over.
    package static func used(in source: SourceText) -> KeywordTable {
        var isRules = !source.path.hasSuffix(".md")
        var ambiguous: KeywordTable?
        for line in 1...min(source.lineStarts.count, longestSearch) {
            var bytes = source.lineBytes(line)
            if line == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
            if bytes.starts(with: "```".utf8) {
                isRules.toggle()
                continue
            }
            guard isRules else { continue }
            let word = bytes.prefix { $0 > UInt8(ascii: " ") }
            guard !word.isEmpty else { continue }
            let tables = all.filter { table in
                Keyword.allCases.contains { $0.startsDeclaration && word.elementsEqual(table.spelling(of: $0).utf8) }
            }
            if tables.count == 1 { return tables[0] }
            // Simplified and traditional characters often agree; a later declaration tells.
            ambiguous = ambiguous ?? tables.first
        }
        return ambiguous ?? english
    }

    /// So many lines are looked at: a file that declares nothing in them is no reason to read on.
    private static let longestSearch = 2000
}
