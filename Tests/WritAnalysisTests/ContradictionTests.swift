import Foundation
import Testing
import WritAnalysis
import WritApprovals
import WritLanguage
import WritTestSupport

/// Contradictions of the sources, their clauses put down as they stand: `writ check` finds each of them.
@Suite struct ContradictionTests {
    static let files = Corpus.files(in: "contradictions").filter { $0.path.hasSuffix(".writ.md") }

    /// What is so in every case has no case that shows it.
    private static let universal: Set = ["rule.never-applies", "override.never-applies", "consequence.held-forever"]

    @Test("a contradiction of the sources is found where it stands", arguments: files)
    func found(_ file: Corpus.File) throws {
        let form = Corpus.file(file.path.replacing(".writ.md", with: ".xml"))
        let rulebook = RulebookUnderTest(file, form: form)
        var diagnostics = rulebook.diagnostics
        var lines: [String] = []
        if let program = rulebook.program, !diagnostics.contains(where: { $0.severity == .error }) {
            let report = Analyzer.analyze(program)
            diagnostics += report.findings.map { $0.diagnostic(in: program) } + OrganisationProofs.check(program)
            lines = report.lines
            for finding in report.findings where !Self.universal.contains(finding.check) {
                #expect(finding.witness != nil, "\(finding.check) has no case that shows it")
            }
        }
        let difference = Corpus.difference(file, diagnostics, sources: rulebook.sources)
        #expect(difference == nil, "\(difference ?? "")\n\(lines.joined(separator: "\n"))")
        #expect(!file.expected.isEmpty)
    }

    // MARK: the page

    private struct Row {
        let number: String
        let verdict: String
        let reason: String
    }

    private static let rows: [Row] = {
        let root = Corpus.tests.deletingLastPathComponent()
        let page = root.appending(path: "Sources/Writ/Writ.docc/Contradictions.md")
        guard let text = try? String(contentsOf: page, encoding: .utf8) else { return [] }
        return text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 4, let number = cells.first, number.first == "X" || number.first == "L",
                Int(number.dropFirst()) != nil
            else { return nil }
            return Row(number: number, verdict: cells[2], reason: cells[3])
        }
    }()

    @Test("the page tells of all 137, each once") func everyNumber() {
        let wanted =
            (1...114).map { String(format: "X%02d", $0) } + (1...23).map { String(format: "L%02d", $0) }
        #expect(Self.rows.map(\.number) == wanted)
        #expect(Set(Self.rows.map(\.verdict)) == ["found", "open", "outside"])
        #expect(!Self.rows.contains { $0.reason.isEmpty })
    }

    /// `found` stands only where a file of the corpus holds the contradiction and the named checks find it.
    @Test("the page says of each what the corpus shows") func pageAgreesWithCorpus() throws {
        var shown: Set<String> = []
        for row in Self.rows where row.verdict == "found" {
            let marked = row.reason.split(separator: "`", omittingEmptySubsequences: false).enumerated()
                .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
            let name = try #require(marked.last, "\(row.number) names no file")
            let file = try #require(
                Self.files.first { $0.path == "contradictions/\(name).writ.md" }, "\(row.number): there is no \(name)")
            shown.insert(file.path)
            let ids = Set(marked.dropLast())
            #expect(!ids.isEmpty, "\(row.number) names no check")
            #expect(ids.isSubset(of: Set(file.expected.map(\.id))), "\(row.number): \(name) does not show \(ids)")
        }
        #expect(shown == Set(Self.files.map(\.path)))
    }

    @Test("the page counts right") func figures() throws {
        let root = Corpus.tests.deletingLastPathComponent()
        let page = root.appending(path: "Sources/Writ/Writ.docc/Contradictions.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        func count(_ verdict: String) -> Int { Self.rows.filter { $0.verdict == verdict }.count }
        for words in [
            "Of the 137, \(count("found")) are *found*", "In \(count("open")) the source",
            "\(count("outside")) are *outside*",
        ] { #expect(text.contains(words), "the page does not say “\(words)”") }
    }
}
