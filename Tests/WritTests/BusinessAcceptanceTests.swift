import Foundation
import Testing
import WritTestSupport

/// What readers with fresh eyes found in each procedure, and where each figure and contradiction of the sources is carried (`Tests/business`).
@Suite struct BusinessAcceptanceTests {
    private static func rows(_ path: String) throws -> [[String]] {
        let url = ProjectFiles.root.appending(path: "Tests/business/\(path).tsv")
        return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst().map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }

    /// The text of a file of the rulebook, or nothing where there is no such file.
    private static func text(_ path: String) -> String {
        (try? String(contentsOf: ProjectFiles.root.appending(path: path), encoding: .utf8)) ?? ""
    }

    @Test func everyProcedureHasItsVerdict() throws {
        let procedures = try Self.rows("lists/procedures").map { $0[0] }
        let verdicts = try Self.rows("acceptance")
        #expect(verdicts.map { $0[0] } == procedures, "a row each, in the order of the list")
        for row in verdicts {
            guard row.count == 9 else {
                Issue.record("\(row[0]) has \(row.count) cells instead of 9")
                continue
            }
            #expect(row.allSatisfy { !$0.isEmpty }, "\(row[0]) has an empty cell")
            #expect(["accepted", "open"].contains(row[8]), "\(row[0]) is \(row[8])")
            #expect(row[8] == "accepted" || row[7] != "–", "\(row[0]) is open without a reason")
        }
        let open = verdicts.filter { $0.last == "open" }.map { $0[0] }
        #expect(open.count * 50 <= procedures.count, "more than 2 % are open: \(open)")
    }

    @Test func everyFigureIsCarriedWithExamplesOnItsSides() throws {
        let figures = try Self.rows("figures")
        let wanted = try Self.rows("lists/figures").map { $0[0] }
        #expect(wanted.count == 112, "109 figures, and three that belong to the pages and not to the sources")
        #expect(Set(figures.map { $0[0] }) == Set(wanted), "a row each")
        for row in figures {
            guard row.count >= 5 else {
                Issue.record("figure \(row[0]) has \(row.count) cells instead of 5")
                continue
            }
            let text = Self.text(row[1])
            #expect(text.contains(row[2]), "figure \(row[0]): nothing is called \(row[2]) in \(row[1])")
            for title in row[3...4] where title != "–" {
                #expect(text.contains("example \"\(title)\""), "figure \(row[0]): no example “\(title)” in \(row[1])")
            }
        }
    }

    @Test func everyContradictionIsResolvedOrKeptOpen() throws {
        let contradictions = try Self.rows("contradictions")
        let wanted = try Self.rows("lists/contradictions").map { $0[0] }
        #expect(Set(contradictions.map { $0[0] }) == Set(wanted), "a row each")
        for row in contradictions {
            guard row.count >= 4 else {
                Issue.record("\(row[0]) has \(row.count) cells instead of 5")
                continue
            }
            let text = Self.text(row[1]).replacing("\n", with: "")
            #expect(!row[2].isEmpty && text.contains(row[2]), "\(row[0]): \(row[1]) does not say “\(row[2])”")
            #expect(["resolved", "otherwise", "open"].contains(row[3]), "\(row[0]) is \(row[3])")
        }
    }

    @Test func everyDutyHasItsRhythm() throws {
        let duties = try Self.rows("duties")
        let wanted = try Self.rows("lists/duties").map { $0[0] }
        #expect(wanted.count == 57)
        #expect(Set(duties.map { $0[0] }) == Set(wanted), "a row each")
        for row in duties {
            guard row.count == 4 else {
                Issue.record("\(row[0]) has \(row.count) cells instead of 4")
                continue
            }
            let parts = Self.text(row[3]).components(separatedBy: "\nduty \(row[1]) ")
            guard parts.count == 2 else {
                Issue.record("\(row[0]): no duty \(row[1]) in \(row[3])")
                continue
            }
            let duty = parts[1].components(separatedBy: "\n\n")[0]
            let isSo = duty.contains("\n  \(row[2]) by ") || duty.contains("\n  \(row[2])\n")
            #expect(isSo, "\(row[1]) is not \(row[2])")
        }
    }

    @Test func everyRoleAndPostIsDeclared() throws {
        let roles = try Self.rows("roles")
        #expect(roles.count == 89)
        let people = Self.text("Rules/common/people.writ.md")
        for row in roles {
            guard row.count == 5 else {
                Issue.record("\(row[0]) has \(row.count) cells instead of 5")
                continue
            }
            #expect(people.contains("\n\(row[2]) \(row[1]) "), "\(row[0]): no \(row[2]) \(row[1])")
        }
    }
}
