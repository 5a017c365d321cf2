import Foundation
import Testing
import WritLanguage
import WritTestSupport

/// Every faulty file of the corpus causes the diagnostics that it states, and no other.
@Suite struct SyntaxCorpusTests {
    static let files = Corpus.files(in: "syntax")

    @Test(arguments: files) func causesWhatItStates(_ file: Corpus.File) {
        let source = file.source()
        let tree = Parser.parse(source)
        if let difference = Corpus.difference(file, tree.diagnostics, sources: [source]) {
            Issue.record("\(difference)")
        }
    }

    @Test func holdsEveryFactThatAFileCanCause() {
        #expect(Self.files.count >= 100)
        let ids = Set(Self.files.flatMap(\.expected).map(\.id))
        for id in Self.facts { #expect(ids.contains(id), "no file of the corpus causes \(id)") }
    }

    /// The ids that a file of reasonable size can cause; `HostileInputTests` has the others.
    static let facts = [
        "unclosed-fence", "unreadable-character", "foreign-symbol", "unterminated-text", "bad-escape",
        "unclosed-interpolation", "money-without-figure", "date-format", "subtraction-without-spaces",
        "ambiguous-comma", "expected-name", "expected-type", "expected-value", "expected-text", "expected-symbol",
        "expected-word", "expected-clause-id", "expected-consequence", "expected-number", "unclosed-bracket",
        "unexpected", "misspelt-word", "unknown-declaration", "unknown-clause", "duplicate-clause", "missing-clause",
        "missing-consequence", "reserved-name", "misplaced-rulebook", "comparison-chain", "state-of-no-form",
        "row-width", "output-without-name", "mixed-order", "number-range",
    ].map { "syntax." + $0 }

    @Test(arguments: files) func reportsInTheOrderOfTheText(_ file: Corpus.File) {
        let places = Parser.parse(file.source()).diagnostics.map { diagnostic -> Int32 in
            if case .span(let span) = diagnostic.place { span.start } else { -1 }
        }
        #expect(places == places.sorted())
    }

    /// The pages for people show nothing that the parser would refuse.
    @Test(arguments: ["LanguageReference.md", "FirstRule.md"]) func theReferenceCanBeRead(_ page: String) throws {
        let url = Corpus.tests.deletingLastPathComponent().appending(path: "Sources/Writ/Writ.docc/\(page)")
        let source = SourceText(id: FileID(0), path: page, bytes: [UInt8](try Data(contentsOf: url)))
        let tree = Parser.parse(source)
        let printer = DiagnosticPrinter(language: .en, colour: false, sources: [source])
        #expect(tree.diagnostics.isEmpty, "\(printer.text(tree.diagnostics))")
    }
}
