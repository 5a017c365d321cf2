import Testing
import WritLanguage
import WritTestSupport

import WritSemantics

/// Faulty rulebooks, each with the one diagnostic that its mistake must give, at its line and column.
@Suite struct CorpusTests {
    static let files = Corpus.files(in: "semantics")

    @Test(arguments: files)
    func oneMistakeIsToldOnce(_ file: Corpus.File) {
        let source = file.source()
        let tree = Parser.parse(source)
        let diagnostics = tree.diagnostics + Checker.check(trees: [tree], forms: nil).diagnostics
        #expect(file.expected.count == 1, "\(file.path) must state one diagnostic")
        if let difference = Corpus.difference(file, diagnostics, sources: [source]) {
            Issue.record("\(difference)")
        }
    }

    @Test func everyMessageIsWordedInBothLanguages() {
        #expect(CorpusTests.files.count >= 80)
        for file in CorpusTests.files {
            let tree = Parser.parse(file.source())
            for diagnostic in Checker.check(trees: [tree], forms: nil).diagnostics {
                let wording = diagnostic.fact.wording
                #expect(!wording.message.en.hasSuffix("."), "\(file.path)")
                #expect(wording.message.en != diagnostic.fact.id, "\(file.path)")
                let isChinese = wording.message.zh.unicodeScalars.contains { $0.value >= 0x4E00 && $0.value < 0xA000 }
                #expect(isChinese, "\(file.path): \(wording.message.zh)")
            }
        }
    }
}
