import Foundation
import Testing
import Writ
import WritAnalysis
import WritLanguage
import WritReview
import WritTestSupport

/// The site speaks one language a page.
@Suite struct SiteLanguageTests {
    private static func pages(_ text: String, _ chinese: MessageLanguage) throws -> [(path: String, text: String)] {
        let sources = RulebookSources(rules: [(path: "r.writ", bytes: Array(text.utf8))], forms: [])
        let compilation = CompiledRulebook.compile(sources)
        let rulebook = try #require(compilation.rulebook, "\(compilation.diagnostics)")
        let material = ReviewMaterial.gather(
            rulebook, title: "样例", signOffs: SignOffRegister(), findings: RulebookFindings.all(of: compilation))
        return ReviewSite.files(material, chinese: chinese).map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }
    }

    private static let rules = """
        rulebook r "装修管理"
        source M "规程"
          clause 1 "办理"
          clause 2 "说明" prose
        role clerk "经办人"
        role manager "经理"
        enum Kind "类别" minor "一般" < major "重大"
        organisation office "管理处"
          manager
          clerk under manager
        calendar work "工作日历"
          weekend Saturday Sunday
        case Matter "来件"
          kind   : Kind "类别"
          amount : Money "金额"
          day    : Date "受理日期"
        parameter days-left "办理期限" : days
          basis M 1
          is 3 days
        define grade of Matter : Kind "等级"
          basis M 1
          is major when amount >= ¥5,000
          is minor otherwise
        rule act "重大的，查办"
          for Matter
          basis M 1
          when grade = major
          require "查办" by clerk due days-left after day
        duty look "巡查"
          basis M 1
          every Monday
          by clerk
        example "一件重大来件"
          for Matter as of 2026-03-02
          given kind = major, amount = ¥6,000, day = 2026-03-02
          expect require "查办" by clerk
        """

    /// The text of a page without its tags, and without what is quoted: code, names and prose.
    private static func told(_ page: String) throws -> String {
        var text = page
        for pattern in ["<(code|pre|style|script)[^>]*>.*?</\\1>", "<span class=\"name\">.*?</span>", "<[^>]*>"] {
            let expression = try NSRegularExpression(pattern: pattern, options: [.dotMatchesLineSeparators])
            text = expression.stringByReplacingMatches(
                in: text, range: NSRange(text.startIndex..., in: text), withTemplate: "\n")
        }
        return text
    }

    @Test func traditionalPagesHoldNoSimplifiedCharacter() throws {
        var count = 0
        for (path, page) in try Self.pages(Self.rules, .zhHant) where path.hasSuffix(".html") && !path.hasPrefix("en/")
        {
            let told = try Self.told(page)
            #expect(TraditionalChinese.text(told) == told, "\(path)")
            #expect(page.contains("<html lang=\"zh-Hant\">"))
            count += 1
        }
        #expect(count >= 7)
    }

    @Test func simplifiedPagesHoldNoTraditionalOne() throws {
        for (path, page) in try Self.pages(Self.rules, .zhHans) where !path.hasPrefix("en/") {
            #expect(page.contains("<html lang=\"zh-Hans\">") && page.contains("法律审阅"), "\(path)")
            #expect(!page.contains("審閱") && !page.contains("規則"), "\(path)")
        }
    }

    /// With English titles nothing Chinese is left but the way to the Chinese pages.
    @Test func englishPagesHoldNoChinese() throws {
        var english = Self.rules
        for (chinese, word) in [
            ("装修管理", "works"), ("规程", "code"), ("办理期限", "time left"), ("办理", "handling"), ("说明", "remark"),
            ("经办人", "clerk"),
            ("经理", "manager"), ("类别", "kind"), ("一般", "minor"), ("重大的，查办", "major: look"), ("一件重大来件", "one case"),
            ("重大", "major"), ("管理处", "office"), ("工作日历", "work"), ("来件", "matter"), ("金额", "amount"), ("受理日期", "day"),
            ("等级", "grade"), ("查办", "look"), ("巡查", "walk"),
        ] { english = english.replacing("\"\(chinese)\"", with: "\"\(word)\"") }
        #expect(!Self.hasChinese(english))
        var count = 0
        for (path, page) in try Self.pages(english, .zhHant) where path.hasPrefix("en/") {
            let told = try Self.told(page).replacing("中文", with: "").replacing("样例", with: "")
            #expect(!Self.hasChinese(told), "\(path): \(told.filter { Self.hasChinese(String($0)) })")
            count += 1
        }
        #expect(count >= 7)
    }

    private static func hasChinese(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x3000..<0x3040).contains($0.value) || (0x3400..<0xA000).contains($0.value) }
    }

    /// A page that the program writes lets a browser load nothing, and run no script but its own.
    @Test func everyPageHasAPolicy() throws {
        for (path, page) in try Self.pages(Self.rules, .zhHans) {
            #expect(page.contains("http-equiv=\"Content-Security-Policy\""), "\(path)")
            let start = try #require(page.range(of: "<script>"), "\(path)")
            let end = try #require(page.range(of: "</script>"))
            let hash = SHA256.base64(Array(page[start.upperBound..<end.lowerBound].utf8))
            #expect(page.contains("script-src 'sha256-\(hash)'"), "\(path) should name sha256-\(hash)")
        }
    }
}
