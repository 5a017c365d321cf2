import Testing
import Writ
import WritAnalysis
import WritLanguage
import WritReview

@Suite struct ReviewSiteTests {
    static let rules = """
        rulebook r "样例"
        source M "规程"
          clause 1 "登记"
        role clerk "经办人"
        enum Kind "类别" minor "一般" < major "重大"
        case Matter "事项"
          kind : Kind "类别"
        rule act "重大的，查办"
          for Matter
          basis M 1
          when kind = major
          require "查办" by clerk
        """

    private func compiled(_ text: String) throws -> CompiledRulebook {
        let sources = RulebookSources(rules: [(path: "r.writ", bytes: Array(text.utf8))], forms: [])
        return try #require(CompiledRulebook.compile(sources).rulebook)
    }

    private static func findings(_ rulebook: CompiledRulebook) -> RulebookFindings {
        RulebookFindings.all(of: CompiledRulebook.compile(rulebook.sources))
    }

    @Test func aRuleIsReadOutBesideItsClause() throws {
        let rulebook = try compiled(Self.rules)
        let material = ReviewMaterial.gather(
            rulebook, title: "样例", signOffs: SignOffRegister(), findings: Self.findings(rulebook))
        let files = ReviewSite.files(material, chinese: .zhHans)
        let manual = try #require(files.first { $0.path == "manual-r.html" })
        let page = String(decoding: manual.bytes, as: UTF8.self)
        #expect(page.contains("凡事项，类别为重大的，经办人应当查办。"))
        #expect(page.contains("href=\"source-M.html#clause-M-1\""))
        #expect(files.contains { $0.path == "en/manual-r.html" })
    }

    @Test func manualsOfOneNameHavePagesOfTheirOwn() throws {
        let other = """
            rule also "轻微的，记录"
              for Matter
              basis M 1
              when kind = minor
              require "记录" by clerk
            """
        let sources = RulebookSources(
            rules: [("a/r.writ", Array(Self.rules.utf8)), ("b/R.writ", Array(other.utf8))], forms: [])
        let rulebook = try #require(CompiledRulebook.compile(sources).rulebook)
        let files = ReviewSite.files(
            ReviewMaterial.gather(
                rulebook, title: "样例", signOffs: SignOffRegister(), findings: Self.findings(rulebook)),
            chinese: .zhHans)
        let pages = files.filter { $0.path.hasPrefix("manual-") }
        #expect(pages.map(\.path) == ["manual-r.html", "manual-R~2.html"])
        #expect(zip(pages, ["应当查办", "应当记录"]).allSatisfy { String(decoding: $0.bytes, as: UTF8.self).contains($1) })
        #expect(Set(files.map { $0.path.lowercased() }).count == files.count)
    }

    @Test func aSignOffOutlivesLayoutAndCommentsAndNoChangeOfMeaning() throws {
        func digest(_ text: String) throws -> String? {
            MeaningDigests(try compiled(text).program).digest(key: "rule act")
        }
        let signed = try #require(try digest(Self.rules))
        let relaid = Self.rules.replacing("when kind", with: "-- 说明\n  when   kind")
        #expect(try digest(relaid) == signed)
        #expect(try digest(Self.rules.replacing("kind = major", with: "kind >= major")) != signed)
    }

    @Test func changesSinceAnotherVersionHaveAPage() throws {
        let old = try compiled(Self.rules)
        let new = try compiled(
            Self.rules.replacing("require \"查办\"", with: "require \"立即查办\"").replacing("\"登记\"", with: "\"登记受理\""))
        let comparison = ReviewMaterial.Comparison(
            Diff.compare(old.program, new.program), of: old.program, with: new.program, since: "Rules-2025")
        let material = ReviewMaterial.gather(
            new, title: "样例", signOffs: SignOffRegister(), findings: Self.findings(new), changes: comparison)
        let files = ReviewSite.files(material, chinese: .zhHans)
        for (path, words) in [
            ("changes.html", ["Rules-2025", "新增任务：“立即查办”（经办人）", "不再要求的任务：“查办”（经办人）", "经办人须：立即查办", "仅文字变化：来源「规程」"]),
            ("en/changes.html", ["a new task", "no longer required", "text only: source M"]),
        ] {
            let page = String(decoding: try #require(files.first { $0.path == path }).bytes, as: UTF8.self)
            for word in words { #expect(page.contains(word), "\(path) lacks “\(word)”") }
            #expect(page.contains("#rule-act"))
        }
        // Without another version there is no such page, and nothing leads to one.
        let plain = ReviewSite.files(
            ReviewMaterial.gather(
                new, title: "样例", signOffs: SignOffRegister(), findings: Self.findings(new)),
            chinese: .zhHans)
        #expect(!plain.contains { $0.path.hasSuffix("changes.html") })
        #expect(!plain.contains { String(decoding: $0.bytes, as: UTF8.self).contains("changes.html") })
    }
}
