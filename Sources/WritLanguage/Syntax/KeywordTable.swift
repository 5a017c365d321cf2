/// How one language spells the words of the grammar. Languages are data: the parser knows keywords only.
package struct KeywordTable: Sendable {
    /// Indexed by `Keyword.rawValue`.
    package let spellings: [String]

    package func spelling(of keyword: Keyword) -> String {
        let index = Int(keyword.rawValue)
        return index < spellings.count ? spellings[index] : ""
    }

    /// A table from words in the order of `Keyword.allCases`, separated by white space.
    init(words: String) {
        spellings = words.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)
    }

    package static let english = KeywordTable(
        words: """
            rulebook source role party action organisation calendar enum record case parameter define
            amend table rule chain duty example log
            clause prose rejected basis at valid from to under with substitute for weekend holiday
            workday deadlines roll forward backward covers is not stated when otherwise except of policy
            unique first collect issue due approval require by until refuse hold notify each in where
            overrides step all any line within escalate after apart distinct persons restart every day
            month year on as given history expect no open missing refused column activity submitted
            approved returned ignored number issued delivered signed overdue
            or and if then else some satisfies known count sum min max last before group true false
            date delivery signing working days months hours hour as-of
            list Boolean Integer Decimal Money Percent Text Date DateTime
            Monday Tuesday Wednesday Thursday Friday Saturday Sunday
            """)

    /// Every table that a file may draw on.
    package static let all: [KeywordTable] = [english]
}

/// Finds the keyword that some bytes spell, in any table.
struct KeywordIndex: Sendable {
    private let slots: [UInt8]
    private let spellings: [(bytes: [UInt8], keyword: Keyword)]
    private let mask: Int

    static let shared = KeywordIndex(tables: KeywordTable.all)

    init(tables: [KeywordTable]) {
        var entries: [(bytes: [UInt8], keyword: Keyword)] = []
        for table in tables {
            for keyword in Keyword.allCases {
                let bytes = Array(table.spelling(of: keyword).utf8)
                if !bytes.isEmpty, !entries.contains(where: { $0.bytes == bytes }) { entries.append((bytes, keyword)) }
            }
        }
        spellings = entries
        let size = 2048
        mask = size - 1
        // Two bytes a slot: the number of the entry, counted from 1.
        var table = [UInt8](repeating: 0, count: size * 2)
        for (number, entry) in entries.enumerated() {
            var slot = Self.hash(entry.bytes[...]) & mask
            while table[slot * 2] != 0 || table[slot * 2 + 1] != 0 { slot = (slot + 1) & mask }
            table[slot * 2] = UInt8((number + 1) & 0xFF)
            table[slot * 2 + 1] = UInt8((number + 1) >> 8)
        }
        slots = table
    }

    private static func hash(_ bytes: ArraySlice<UInt8>) -> Int {
        var value: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: value >> 20)
    }

    func keyword(_ bytes: ArraySlice<UInt8>) -> Keyword? {
        if bytes.count > 24 { return nil }
        var slot = Self.hash(bytes) & mask
        while true {
            let number = Int(slots[slot * 2]) | Int(slots[slot * 2 + 1]) << 8
            if number == 0 { return nil }
            let entry = spellings[number - 1]
            if entry.bytes.elementsEqual(bytes) { return entry.keyword }
            slot = (slot + 1) & mask
        }
    }
}
