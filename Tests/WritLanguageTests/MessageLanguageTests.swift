import Testing
import WritLanguage
import WritSemantics
import WritTestSupport

/// Messages speak one language: nothing of one leaks into the other but what they quote.
@Suite struct MessageLanguageTests {
    @Test(arguments: Corpus.files(in: "syntax") + Corpus.files(in: "semantics"))
    func everyFactSpeaksOneLanguage(_ file: Corpus.File) {
        let tree = Parser.parse(file.source())
        let quotable = Set(String(decoding: file.bytes, as: UTF8.self).unicodeScalars)
        for diagnostic in tree.diagnostics + Checker.check(trees: [tree], forms: nil).diagnostics {
            let wording = diagnostic.fact.wording
            let phrases =
                [wording.message, wording.label, wording.help].compactMap { $0 } + diagnostic.related.map(\.label)
            for phrase in phrases {
                let chinese = phrase.en.unicodeScalars.filter { Self.isChinese($0) && !quotable.contains($0) }
                // `5,000 元` is how the language writes money.
                #expect(chinese.allSatisfy { $0 == "元" }, "\(diagnostic.fact.id): \(phrase.en)")
                #expect(Self.outsideCode(phrase.zh).unicodeScalars.contains(where: Self.isChinese), "\(phrase.zh)")
                let traditional = phrase.text(in: .zhHant)
                #expect(TraditionalChinese.text(traditional) == traditional, "\(traditional)")
            }
        }
    }

    private static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
        (0x3000..<0x3040).contains(scalar.value) || (0x3400..<0xA000).contains(scalar.value)
            || (0xFF00..<0xFFF0).contains(scalar.value)
    }

    private static func outsideCode(_ text: String) -> String {
        text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .compactMap { $0.isMultiple(of: 2) ? String($1) : nil }.joined()
    }

    /// What is told in traditional Chinese is told from the simplified wording alone.
    @Test func oneWordingGivesAllThree() {
        let phrase = Phrase(en: "the rule `规则` applies", zh: "规则 `规则` 适用")
        #expect(MessageLanguage.allCases.map { phrase.text(in: $0) } == [phrase.en, phrase.zh, "規則 `规则` 適用"])
    }
}
