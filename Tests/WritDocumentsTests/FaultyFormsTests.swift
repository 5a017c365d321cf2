import Testing
import WritDocuments
import WritLanguage
import WritSemantics
import WritTestSupport

/// Each faulty form gives exactly the diagnostic that stands beside its mistake.
@Suite struct FaultyFormsTests {
    @Test func theCorpusIsLarge() {
        #expect(Corpus.files(in: "forms").count >= 60)
    }

    @Test(arguments: Corpus.files(in: "forms"))
    func oneMistakeGivesOneDiagnostic(file: Corpus.File) throws {
        let rules = SourceText(id: FileID(0), path: "rules.writ", bytes: Array(TestRulebook.text.utf8))
        let source = file.source(1)
        let trees = [Parser.parse(rules)]
        let reading = FormReader.read(source)
        let headers = [reading.header].compactMap { $0 }
        let checked = Checker.check(trees: trees, forms: headers + TestRulebook.otherForms, formSources: [])
        let program = try #require(checked.program, "\(printed(checked.diagnostics, [rules, source]))")
        let found = FormCompiler.compile([reading], program: program).diagnostics
        let difference = Corpus.difference(file, found, sources: [rules, source])
        #expect(difference == nil, "\(difference ?? "")")
        #expect(found.allSatisfy { !$0.fact.wording.message.zh.isEmpty && !$0.fact.wording.message.en.isEmpty })
    }

    private func printed(_ diagnostics: [Diagnostic], _ sources: [SourceText]) -> String {
        DiagnosticPrinter(language: .en, colour: false, sources: sources).text(diagnostics)
    }
}
