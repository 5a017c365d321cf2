import Foundation
import Testing
import WritTestSupport

/// How many files one addition touches, as the contributor's guide tells it: counted anew in the sources.
@Suite struct TouchCountTests {
    private static let root = Corpus.tests.deletingLastPathComponent()

    /// What the guide counts: the words of its row, the most files that such an addition may touch, and what stands in each of
    /// them.
    private static let additions: [(row: String, most: Int, pattern: String)] = [
        ("a function of expressions (`length of`)", 10, #"\btextLength\b|\bceiling,? length\b"#),
        (
            "a consequence (`refuse`)", 15,
            #"(?<![?\w)])\.refuse\b|\bcase refuse\b|, refuse\b|\brefuse hold\b|<value>refuse<"#
        ),
        ("an element of forms (`attachments`)", 8, #"[".]attachments\b|let attachments: String"#),
        ("a check (`consequence.circular-holds`)", 3, #"\bcircularHolds\b|\bConsequenceCircularHolds\b"#),
    ]

    @Test func theGuideCountsWhatIsThere() throws {
        let page = Self.root.appending(path: "Sources/Writ/Writ.docc/Contributing.md")
        let lines = try String(contentsOf: page, encoding: .utf8).split(separator: "\n")
        for addition in Self.additions {
            let line = try #require(lines.first { $0.hasPrefix("| \(addition.row) |") }, "no row for \(addition.row)")
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            let told = Set(cells[2].matches(of: /`([^`]+)`/).map { String($0.1) })
            let found = try Self.files(matching: addition.pattern)
            #expect(Set(found) == told, "\(addition.row)")
            #expect(cells[1] == "\(found.count)" && Set(found).count == found.count, "\(addition.row)")
            #expect(found.count <= addition.most, "\(addition.row) touches \(found.count) files")
        }
    }

    /// The names of the files of the program in which an expression matches outside of comments; those of the measuring program
    /// are none of the program's.
    private static func files(matching pattern: String) throws -> [String] {
        let expression = try NSRegularExpression(pattern: pattern)
        let folder = root.appending(path: "Sources")
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        var found: [String] = []
        for case let file as URL in all ?? .init()
        where file.pathExtension == "swift" && !file.path.contains("/WritBench/") {
            let text = try String(contentsOf: file, encoding: .utf8)
            let holds = text.split(separator: "\n").contains { line in
                guard !line.drop(while: { $0 == " " }).hasPrefix("//") else { return false }
                let line = String(line)
                return expression.firstMatch(in: line, range: NSRange(line.startIndex..., in: line)) != nil
            }
            if holds { found.append(file.lastPathComponent) }
        }
        return found
    }
}
