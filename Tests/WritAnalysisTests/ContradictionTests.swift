import Testing
import WritAnalysis
import WritTestSupport

/// Contradictions of the sources, their clauses put down as they stand: the proofs find each of them.
@Suite struct ContradictionTests {
    static let files = Corpus.files(in: "contradictions")

    @Test("a contradiction of the sources is found where it stands", arguments: files)
    func found(_ file: Corpus.File) throws {
        let rulebook = RulebookUnderTest(file)
        let program = try rulebook.checked()
        let report = Analyzer.analyze(program)
        let difference = Corpus.difference(
            file, report.findings.map { $0.diagnostic(in: program) }, sources: rulebook.sources)
        #expect(difference == nil, "\(difference ?? "")\n\(report.lines.joined(separator: "\n"))")
        #expect(!file.expected.isEmpty)
    }

    @Test("there are at least thirty of them") func count() { #expect(Self.files.count >= 30) }
}
