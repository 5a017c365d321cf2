import Foundation
import Testing
import WritAnalysis
import WritLanguage
import WritSemantics
import WritTestSupport

/// Rulebooks with one known fault or none, each fault written beside the line that it is about.
@Suite struct AnalysisCorpusTests {
    static let files = Corpus.files(in: "analysis").filter { !$0.path.hasSuffix(".xml") }

    @Test("the fault that is planted is found, and nothing else", arguments: files)
    func plantedFault(_ file: Corpus.File) throws {
        let form = Corpus.file(file.path.replacingOccurrences(of: ".writ", with: ".xml"))
        let rulebook = RulebookUnderTest(file, form: form)
        let program = try rulebook.checked()
        #expect(!rulebook.diagnostics.contains { $0.severity == .error })
        let report = Analyzer.analyze(program, forms: rulebook.printed)
        for file in [file, form].compactMap(\.self) {
            let difference = Corpus.difference(
                file, report.findings.map { $0.diagnostic(in: program) }, sources: rulebook.sources)
            #expect(difference == nil, "\(difference ?? "")\n\(report.lines.joined(separator: "\n"))")
        }
        for finding in report.findings where finding.severity == .error { #expect(finding.witness != nil) }
    }

    @Test("the case shown with a finding is that very case when it is pasted into the rulebook", arguments: files)
    func shownCases(_ file: Corpus.File) throws {
        let source = String(decoding: file.source().bytes, as: UTF8.self)
        guard !file.path.hasSuffix(".md") else { return }
        let program = try RulebookUnderTest(source).checked()
        for finding in Analyzer.analyze(program).findings {
            guard let witness = finding.witness else { continue }
            let lines = finding.diagnostic(in: program).example + ["expect no refused"]
            // Hundreds of equal elements are told as one with their number.
            if lines.contains(where: { $0.contains(" × ") }) { continue }
            let pasted = source + "\nexample \"见证\"\n" + lines.map { "  \($0)\n" }.joined()
            let read = try #require(try RulebookUnderTest(pasted).checked().examples.last).input
            #expect(read.facts == witness.facts, "\(pasted)")
            #expect(read.asOf == witness.asOf && read.organisation == witness.organisation)
            #expect(read.history == witness.history, "\(pasted)")
        }
    }

    /// By the list of checks itself: a new one without faulty rulebooks or without a page fails here.
    @Test("every check has faulty rulebooks and a page", arguments: Analyzer.ids)
    func coverage(_ id: String) throws {
        let faulty = Corpus.files(in: "analysis").filter { file in
            file.path.contains("/\(id)/") && !file.expected.isEmpty
        }
        #expect(!faulty.isEmpty, "no rulebook below Tests/Corpus/analysis/\(id) states what it finds")
        #expect(faulty.contains { $0.expected.contains { $0.id == id } })
        let pages = Corpus.tests.deletingLastPathComponent().appending(path: "Sources/Writ/Writ.docc")
        let page = try String(contentsOf: pages.appending(path: "Checks/\(id).md"), encoding: .utf8)
        #expect(page.hasPrefix("# \(id)\n"))
        let list = try String(contentsOf: pages.appending(path: "Checks.md"), encoding: .utf8)
        #expect(list.contains("](Checks/\(id).md)"))
    }

    @Test("sound rulebooks are there to be passed over")
    func soundness() {
        #expect(Analyzer.ids.count >= 18 && Set(Analyzer.ids).count == Analyzer.ids.count)
        #expect(Self.files.count { $0.path.contains("/sound/") } >= 5)
    }
}
