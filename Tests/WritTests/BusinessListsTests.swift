import Foundation
import Testing
import WritTestSupport

/// What `Tests/business` says of figures and contradictions stands in the rulebook as it says.
@Suite struct BusinessListsTests {
    private static func rows(_ path: String) throws -> [[String]] {
        let url = ProjectFiles.root.appending(path: "Tests/business/\(path).tsv")
        return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst().map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: ProjectFiles.root.appending(path: path), encoding: .utf8)
    }

    /// Each figure is carried by something of that name, and examples stand on both its sides, or there is said to be one side.
    @Test func everyFigureIsCarried() throws {
        let carried = Dictionary(grouping: try Self.rows("figures"), by: { $0[0] })
        for figure in try Self.rows("lists/figures") {
            guard let row = carried[figure[0]]?.first else {
                Issue.record("figure \(figure[0]) \(figure[1]) is not carried")
                continue
            }
            #expect(carried[figure[0]]?.count == 1 && row.count == 5, "figure \(row[0])")
            let text = try Self.text(row[1])
            let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "-" }
            #expect(words.contains { $0 == row[2] }, "figure \(row[0]): nothing is called \(row[2]) in \(row[1])")
            for title in [row[3], row[4]] where title != "–" {
                #expect(text.contains("\"\(title)\""), "figure \(row[0]): no example \(title)")
            }
            #expect(row[3] != row[4] && row[3] != "–", "figure \(row[0])")
        }
        #expect(carried.count == (try Self.rows("lists/figures")).count)
    }

    /// Each contradiction of the sources is resolved in the text of its section, or said to be open.
    @Test func everyContradictionIsSettledInWords() throws {
        let settled = Dictionary(grouping: try Self.rows("contradictions"), by: { $0[0] })
        let wanted = try Self.rows("lists/contradictions")
        #expect(wanted.count == 137)
        for contradiction in wanted {
            guard let row = settled[contradiction[0]]?.first else {
                Issue.record("contradiction \(contradiction[0]) is not settled")
                continue
            }
            #expect(settled[row[0]]?.count == 1 && row.count == 5, "\(row[0])")
            #expect(
                try Self.text(row[1]).contains(row[2]) && row[2].count >= 6,
                "\(row[0]): `\(row[2])` is not in \(row[1])")
            #expect(["resolved", "otherwise", "open"].contains(row[3]), "\(row[0])")
            #expect(row[3] == "resolved" || !row[4].isEmpty, "\(row[0]) gives no reason")
        }
    }
}
