import Foundation
import Testing
import WritLanguage
import WritTestSupport

/// Pages to fill in and documents speak the language of their form.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is built beside the tests")) struct DocumentLanguageTests {
    private static let rules = """
        source M "code"
          clause 1 "one"
        role clerk "clerk"
        party owner "owner"
        enum Kind "kind" small "small" < large "large"
        record Item "item"
          place : Text "place"
        case Matter "matter"
          kind   : Kind "kind"
          amount : Money "amount"
          days   : working days "days"
          hours  : hours "hours"
          rate   : Percent "rate"
          sure   : Boolean "sure"
          day    : Date "day"
          at     : DateTime "at"
          maybe  : Text? "maybe"
          items  : list of Item "items"
        rule act "act"
          for Matter
          basis M 1
          issue notice to owner due 3 days after day
        """

    private static func form(_ language: String, _ title: String) -> String {
        """
        <form xmlns="urn:writ:form:1" id="notice" for="Matter" title="\(title)" lang="\(language)">
          <body>
            <p><value of="amount" as="money-capital"/> <value of="days"/> <value of="hours"/> <value of="sure"/></p>
            <p><value of="day"/> <value of="rate"/></p>
          </body>
        </form>
        """
    }

    private func folder(_ language: String, _ title: String) throws -> ScratchFolder {
        let scratch = try ScratchFolder()
        try scratch.write("Rules/r.writ", Self.rules)
        try scratch.write("Forms/notice.xml", Self.form(language, title))
        try scratch.write(
            "case.json",
            """
            {"case": "Matter", "id": "a", "as-of": "2026-03-02", "facts": {"kind": "small", "amount": "26.30", "days": 3, "hours": 2,
            "rate": "5%", "sure": true, "day": "2026-03-02", "at": "2026-03-02T10:00:00+08:00", "items": []}}
            """)
        return scratch
    }

    private func pages(_ language: String, _ title: String) throws -> [(name: String, text: String)] {
        let scratch = try folder(language, title)
        let run = try ToolRun(["run", "case.json", "--out", "out"], folder: scratch.url)
        #expect(run.status == 0, "\(run.errors)")
        let documents = scratch.file("out")
        var pages: [(name: String, text: String)] = []
        let paths = FileManager.default.enumerator(atPath: documents.path())?.compactMap { $0 as? String } ?? []
        for path in paths.sorted() where path.hasSuffix(".html") || path.hasSuffix(".xml") {
            pages.append((path, try String(contentsOf: documents.appending(path: path), encoding: .utf8)))
        }
        #expect(pages.count >= 2)
        let intake = try ToolRun(["form", "notice", "--intake"], folder: scratch.url)
        #expect(intake.status == 0, "\(intake.errors)")
        let blank = try ToolRun(["form", "notice", "--blank"], folder: scratch.url)
        return pages + [("intake", intake.text), ("blank", blank.text)]
    }

    /// What is told: without tags, and without the style, whose fonts have Chinese names.
    private static func told(_ page: String) throws -> String {
        var text = page
        for pattern in ["<style[^>]*>.*?</style>", "<script[^>]*>.*?</script>", "<[^>]*>"] {
            let expression = try NSRegularExpression(pattern: pattern, options: [.dotMatchesLineSeparators])
            text = expression.stringByReplacingMatches(
                in: text, range: NSRange(text.startIndex..., in: text), withTemplate: "\n")
        }
        return text
    }

    @Test func traditionalFormsHoldNoSimplifiedCharacter() throws {
        for (name, page) in try pages("zh-Hant", "通知單") {
            let told = try Self.told(page)
            #expect(TraditionalChinese.text(told) == told, "\(name): \(told)")
        }
    }

    /// Boxes to tick are set apart by the wide space of Chinese print, which is no word of any language.
    @Test func englishFormsHoldNoChinese() throws {
        for (name, page) in try pages("en", "Notice") {
            let chinese = try Self.told(page).unicodeScalars.filter {
                (0x3001..<0x3040).contains($0.value) || (0x3400..<0xA000).contains($0.value)
            }
            #expect(chinese.isEmpty, "\(name): \(String(String.UnicodeScalarView(chinese)))")
        }
    }

    /// What lies behind the text of a document that is not final is told in its language too.
    @Test func theMarkBehindTheTextIsInTheLanguageOfTheForm() throws {
        for (language, words) in [("en", "FOR APPROVAL"), ("zh-Hant", "送審稿")] {
            for (name, page) in try pages(language, "Notice") where name.hasSuffix(".html") {
                #expect(page.contains("body.awaiting-approval::before{content:\"\(words)\""))
                #expect(!page.contains("送审稿"))
            }
        }
    }

    @Test func aPageToFillInRunsNoScriptButItsOwn() throws {
        let scratch = try folder("zh-Hans", "通知单")
        let page = try ToolRun(["form", "notice", "--intake"], folder: scratch.url).text
        let start = try #require(page.range(of: "<script>"))
        let end = try #require(page.range(of: "</script>"))
        let hash = SHA256.base64(Array(page[start.upperBound..<end.lowerBound].utf8))
        #expect(page.contains("script-src 'sha256-\(hash)'"), "the page should name sha256-\(hash)")
    }
}
