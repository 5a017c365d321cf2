import Testing
import Writ
import WritAnalysis
import WritLanguage
import WritReview
import WritSemantics

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

    /// `[…](…)` leads to the page of a rule file, to a procedure on it, to the files of a folder, and nowhere else.
    @Test func linksBetweenManualsLeadToTheirPages() throws {
        let fence = "\n```writ\n\(Self.rules)\n```\n"
        let first = """
            # 规程

            [换班](shifts/swap.writ.md)、[请假](./shifts/../shifts/swap.writ.md#leave "请假")、[班次](shifts/)、[全部](../Rules/)、
            [没有的](shifts/none.writ.md)、[无此程序](shifts/swap.writ.md#none)、[网页](https://example.org/shifts/swap.writ.md)、
            [外面](../../../other.writ.md)、[案件](cases/)、[空](x%2)。

            """
        let second = "# 换班 {#swap}\n\n见[首页](../README.writ.md)、[上文](#swap)、[别处](#none)。\n\n## 请假 {#leave}\n\n略。\n"
        let sources = RulebookSources(
            rules: [
                ("Rules/README.writ.md", Array((first + fence).utf8)),
                ("Rules/shifts/swap.writ.md", Array(second.utf8)),
            ], forms: [])
        let rulebook = try #require(CompiledRulebook.compile(sources).rulebook)
        let material = ReviewMaterial.gather(
            rulebook, title: "样例", signOffs: SignOffRegister(), findings: Self.findings(rulebook))
        let files = Dictionary(
            ReviewSite.files(material, chinese: .zhHans).map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) },
            uniquingKeysWith: { first, _ in first })
        for (path, links) in [
            (
                "manual-README.html",
                [
                    "<a href=\"manual-swap.html\">换班</a>", "<a href=\"manual-swap.html#procedure-leave\">请假</a>",
                    "<a href=\"index.html#manuals-shifts\">班次</a>", "<a href=\"index.html#manuals\">全部</a>",
                    "<span>没有的</span>", "<a href=\"manual-swap.html\">无此程序</a>", "<span>网页</span>", "<span>外面</span>",
                    "<span>案件</span>", "<span>空</span>",
                ]
            ),
            (
                "manual-swap.html",
                [
                    "<a href=\"manual-README.html\">首页</a>", "<a href=\"#procedure-swap\">上文</a>", "<span>别处</span>",
                    "id=\"procedure-swap\"", "id=\"procedure-leave\"",
                ]
            ),
            ("index.html", ["id=\"manuals-shifts\"", "<a href=\"manual-swap.html\">换班</a>"]),
        ] {
            for page in [path, "en/" + path] {
                let text = try #require(files[page])
                for link in links { #expect(text.contains(link), "\(page) lacks \(link)") }
            }
        }
        for (path, page) in files { #expect(!page.contains("{#"), "\(path) prints the id of a heading") }
    }

    /// A rulebook that nobody has read yet is not one of which nothing is open.
    @Test func whatNobodySignedIsOpen() throws {
        let rulebook = try compiled(Self.rules)
        let material = ReviewMaterial.gather(
            rulebook, title: "样例", signOffs: SignOffRegister(), findings: Self.findings(rulebook))
        let count = material.digests.entries.count
        let files = ReviewSite.files(material, chinese: .zhHans)
        for (path, words, nothing) in [
            ("index.html", "尚无人签核的项目：\(count) 项", "没有待处理的事项"),
            ("en/index.html", "items that nobody has signed off yet: \(count)", "nothing is open"),
        ] {
            let page = String(decoding: try #require(files.first { $0.path == path }).bytes, as: UTF8.self)
            #expect(page.contains(words) && !page.contains(nothing), "\(path)")
        }
    }

    /// Names that a reader takes for one may be one person's, who cannot review what that person has reviewed.
    @Test func oneReviewerInTwoSpellingsIsOne() throws {
        let day = try #require(CalendarDate.parse("2026-03-02"))
        func standing(_ names: [String]) -> SignOffRegister.Standing {
            var register = SignOffRegister(reviewers: 2)
            for name in names {
                register.add(
                    SignOffRegister.Entry(
                        item: "rule act", digest: "d", reviewer: name, date: day, decision: .accepted, remarks: ""))
            }
            return register.standing(of: "rule act", digest: "d")
        }
        #expect(standing(["Lee", "lee", "Ｌｅｅ", "L e e"]) == .awaiting)
        #expect(standing(["Lee", "lee", "Kim"]) == .signed)
        #expect(standing(["Lee", "Kim"]) == .signed)
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
            ("changes.html", ["Rules-2025", "新增任务：“立即查办”（经办人）", "不再要求的任务：“查办”（经办人）", "经办人须：立即查办", "措辞变化：来源「规程」"]),
            ("en/changes.html", ["a new task", "no longer required", "other words: source M"]),
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
