import Testing
import WritLanguage
import WritTestSupport

@Suite("Lines as wide as the terminal")
struct LineFillingTests {
    @Test("English is broken at spaces, what goes on is indented")
    func english() {
        let text = LineFilling(columns: 20).text("  rules: return-it, first-review, ask\nshort\n")
        #expect(text == "  rules: return-it,\n    first-review,\n    ask\nshort\n")
    }

    @Test("Chinese counts double; no line begins with a closing sign nor ends with an opening one")
    func chinese() {
        let filling = LineFilling(columns: 20)
        #expect(filling.text("一二三四五六七八九十，十一") == "一二三四五六七八九\n  十，十一")
        #expect(filling.text("一二三四五六七八九（十）一") == "一二三四五六七八九\n  （十）一")
        #expect(filling.text("return-it、first、second") == "return-it、first、\n  second")
    }

    @Test("A path keeps its length")
    func path() {
        #expect(
            LineFilling(columns: 20).text("see /a/very/long/path/to/a/file.writ here")
                == "see\n  /a/very/long/path/to/a/file.writ\n  here")
    }

    @Test("No character but blanks is lost, and no line that could be broken is too wide", arguments: 1...200)
    func anyText(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let columns = Int.random(in: 20...90, using: &random)
        let letters = Array("abc 一二，。（）“”`-  é𠮷\n")
        let count = Int.random(in: 0...400, using: &random)
        let text = String((0..<count).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] })
        let filled = LineFilling(columns: columns).text(text)
        #expect(filled.filter { $0 != " " && $0 != "\n" } == text.filter { $0 != " " && $0 != "\n" }, "seed \(seed)")
        for line in filled.split(separator: "\n") where DisplayWidth.of(String(line)) > columns {
            let words = line.drop { $0 == " " }
            // Only blanks at the beginning and one piece that signs hold together may be wider.
            #expect(!words.contains(" ") || line.prefix { $0 == " " }.count >= columns - 2, "seed \(seed): \(line)")
        }
    }

    @Test("A message, its help and its label end where the terminal does")
    func message() {
        let source = SourceText(id: FileID(0), path: "a.writ", bytes: Array("rule a \"A\" for Nowhere\n".utf8))
        let tree = Parser.parse(source)
        let plain = DiagnosticPrinter(language: .en, colour: false, columns: 40, sources: [source])
        let filled = DiagnosticPrinter(language: .en, colour: false, columns: 40, fillsLines: true, sources: [source])
        #expect(!tree.diagnostics.isEmpty)
        for diagnostic in tree.diagnostics {
            let lines = filled.text(diagnostic).split(separator: "\n")
            #expect(lines.allSatisfy { DisplayWidth.of(String($0)) <= 40 }, "\(lines)")
            let words = { (text: String) in text.split { $0 == " " || $0 == "\n" || $0 == "|" } }
            #expect(words(filled.text(diagnostic)) == words(plain.text(diagnostic)))
        }
    }
}
