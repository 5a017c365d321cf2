import Testing
import Writ
import WritLanguage
import WritSemantics

/// Each block of the page of worked examples is a rulebook without mistakes whose examples come out as they say.
@Suite struct WorkedExamplesTests {
    private static let blocks = (try? MarkdownFences("Sources/Writ/Writ.docc/WorkedExamples.md"))?.texts("writ") ?? []

    @Test func thePageHasThem() { #expect(Self.blocks.count >= 8) }

    @Test(arguments: blocks.indices) func itComesOutAsItSays(_ index: Int) throws {
        let text = Self.blocks[index]
        let sources = RulebookSources(rules: [(path: "r.writ", bytes: Array(text.utf8))], forms: nil)
        let compilation = CompiledRulebook.compile(sources)
        let told = compilation.diagnostics.map(\.fact.wording.message.en)
        let rulebook = try #require(compilation.rulebook, "\(told)")
        #expect(told.isEmpty, "\(told)")
        let results = ExampleRunner(rulebook).run()
        #expect(!results.isEmpty)
        for result in results {
            let failures = result.failures.map(\.fact.wording.message.en)
            #expect(result.passed, "\(rulebook.program.examples[result.example].title): \(failures)")
        }
    }
}
