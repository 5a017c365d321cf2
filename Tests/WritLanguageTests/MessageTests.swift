import Testing
import WritLanguage

/// What people see of a diagnostic.
@Suite struct MessageTests {
    private struct Unknown: DiagnosticFact {
        let id = "fact.unknown-name"
        let wording = Wording(
            Phrase(en: "`Decoration` has no field `violation`", zh: "`Decoration` 没有字段 `violation`"),
            label: Phrase(en: "not a field of `Decoration`", zh: "不是 `Decoration` 的字段"),
            help: Phrase(en: "did you mean `violations`?", zh: "是否指 `violations`?"))
    }

    private func source(_ text: String) -> SourceText {
        SourceText(id: FileID(0), path: "Rules/decoration.writ.md", bytes: Array(text.utf8))
    }

    private func diagnostic(_ start: Int, _ end: Int, related: [Diagnostic.Related] = []) -> Diagnostic {
        Diagnostic(.error, Unknown(), at: .span(Span(file: FileID(0), start: start, end: end)), related: related)
    }

    @Test func theStyleOfTheBestCompilers() {
        let text = "\n\n  when some v in violation satisfies v.severity = major\n"
        let printer = DiagnosticPrinter(language: .en, colour: false, sources: [source(text)])
        #expect(
            printer.text(diagnostic(19, 28)) == """
                error[fact.unknown-name]: `Decoration` has no field `violation`
                 --> Rules/decoration.writ.md:3:18
                  |
                3 |   when some v in violation satisfies v.severity = major
                  |                  ^^^^^^^^^ not a field of `Decoration`
                  = help: did you mean `violations`?

                """)
    }

    @Test func caretsStandUnderWideCharacters() {
        let text = "业主𠮷 = violation\n"
        let printer = DiagnosticPrinter(language: .zhHans, colour: false, sources: [source(text)])
        #expect(
            printer.text(diagnostic(13, 22)) == """
                错误[fact.unknown-name]: `Decoration` 没有字段 `violation`
                 --> Rules/decoration.writ.md:1:7
                  |
                1 | 业主𠮷 = violation
                  |          ^^^^^^^^^ 不是 `Decoration` 的字段
                  = 建议: 是否指 `violations`?

                """)
    }

    @Test func longLinesAreCutAroundThePlace() {
        let text = String(repeating: "前", count: 200) + "HERE" + String(repeating: "后", count: 200)
        let printer = DiagnosticPrinter(language: .en, colour: false, columns: 80, sources: [source(text)])
        let lines = printer.text(diagnostic(600, 604)).split(separator: "\n")
        let snippet = String(lines[3])
        #expect(snippet.contains("HERE") && snippet.contains("…"))
        #expect(DisplayWidth.of(snippet) <= 80)
        let carets = String(lines[4])
        let before = snippet.split(separator: "HERE", omittingEmptySubsequences: false).first.map(String.init) ?? ""
        #expect(DisplayWidth.of(before) == carets.prefix { $0 != "^" }.count)
    }

    @Test func controlCharactersNeverReachTheTerminal() {
        let text = "a\u{1B}[31m\u{202E}b\t\u{7}c\n"
        let printer = DiagnosticPrinter(language: .en, colour: false, sources: [source(text)])
        let told = printer.text(diagnostic(0, 1))
        #expect(!told.unicodeScalars.contains { $0.value == 0x1B || $0.value == 7 || $0.value == 0x202E })
    }

    @Test func everyPlaceCanBeTold() {
        let printer = DiagnosticPrinter(language: .en, colour: false, sources: [source("abc")])
        let data = Diagnostic(
            .warning, Unknown(), at: .data(file: "case.json", line: 4, column: 12, path: "facts.violations[1].kind"))
        #expect(printer.text(data).contains("--> case.json:4:12 (facts.violations[1].kind)"))
        #expect(printer.text(Diagnostic(.note, Unknown(), at: .none)).hasPrefix("note[fact.unknown-name]"))
        for start in 0...5 { #expect(!printer.text(diagnostic(start, start)).isEmpty) }
        #expect(!printer.text(diagnostic(90, 99)).isEmpty)
        let related = Diagnostic.Related(
            .span(Span(file: FileID(0), start: 1, end: 2)), Phrase(en: "the first one", zh: "第一次"))
        #expect(printer.text(diagnostic(2, 3, related: [related])).contains("- the first one"))
    }

    @Test func traditionalChineseComesFromSimplified() {
        #expect(Phrase(en: "", zh: "装修违规须发整改通知单").text(in: .zhHant) == "裝修違規須發整改通知單")
        #expect(Phrase(en: "", zh: "关系、重复、批准、日历、若干").text(in: .zhHant) == "關係、重複、批准、日曆、若干")
        #expect(Phrase(en: "", zh: "没有 `装修`").text(in: .zhHant) == "沒有 `装修`")
    }

    @Test func widths() {
        for (text, width) in [
            ("abc", 3), ("业主", 4), ("𠮷𣗋", 4), ("，。", 4), ("é", 1), ("e\u{301}", 1), ("¥5", 2), ("😀", 2),
            ("👩‍👩‍👧", 2), ("ｶ", 1), ("가", 2), ("", 0),
        ] {
            #expect(DisplayWidth.of(text) == width, "\(text)")
        }
    }

    @Test func theNearestWordIsMeant() {
        let fields = ["violations", "unit", "inspector", "业主姓名"]
        #expect(Suggestion.nearest(to: "violation", among: fields) == "violations")
        #expect(Suggestion.nearest(to: "unti", among: fields) == "unit")
        #expect(Suggestion.nearest(to: "业主名", among: fields) == "业主姓名")
        #expect(Suggestion.nearest(to: "price", among: fields) == nil)
        #expect(Suggestion.nearest(to: "x", among: ["y", "z"]) == nil)
    }
}
