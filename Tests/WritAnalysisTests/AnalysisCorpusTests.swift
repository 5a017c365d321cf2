import Testing
import WritAnalysis
import WritLanguage
import WritTestSupport

/// Rulebooks with one known fault or none, each fault written beside the line that it is about.
@Suite struct AnalysisCorpusTests {
    static let files = Corpus.files(in: "analysis")

    @Test("the fault that is planted is found, and nothing else", arguments: files)
    func plantedFault(_ file: Corpus.File) throws {
        let rulebook = RulebookUnderTest(file)
        let program = try rulebook.checked()
        let report = Analyzer.analyze(program)
        let difference = Corpus.difference(file, report.findings.map(\.diagnostic), sources: rulebook.sources)
        #expect(difference == nil, "\(difference ?? "")\n\(report.lines.joined(separator: "\n"))")
        for finding in report.findings where finding.severity == .error { #expect(finding.witness != nil) }
    }

    @Test("the corpus covers every check")
    func coverage() {
        let folders = Set(Self.files.compactMap { $0.path.split(separator: "/").dropFirst().first.map(String.init) })
        #expect(Self.files.count >= 60)
        #expect(folders.isSuperset(of: ["definition.overlap", "table.gap", "rule.never-applies", "sound"]))
    }
}
