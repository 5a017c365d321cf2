import Foundation
import Testing
import Writ
import WritAnalysis
import WritLanguage
import WritReview
import WritSemantics
import WritTestSupport

/// The site of the project's own rulebook, and of one whose titles are English.
@Suite struct SitePagesTests {
    private static let root = Corpus.tests.deletingLastPathComponent()

    private static func site(_ rules: String, _ forms: String) throws -> [String: String] {
        let sources = try RulebookSources.read(
            rules: root.appending(path: rules).path(), forms: root.appending(path: forms).path(),
            formsAreRequired: true)
        let compilation = CompiledRulebook.compile(sources)
        let rulebook = try #require(compilation.rulebook, "\(compilation.diagnostics)")
        let material = ReviewMaterial.gather(
            rulebook, title: rulebook.program.title, signOffs: SignOffRegister(),
            findings: RulebookFindings.all(of: compilation))
        return Dictionary(
            ReviewSite.files(material, chinese: .zhHans).map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) },
            uniquingKeysWith: { first, _ in first })
    }

    private static func matches(_ pattern: String, in text: String) throws -> [String] {
        let expression = try NSRegularExpression(pattern: pattern, options: [.dotMatchesLineSeparators])
        let whole = NSRange(text.startIndex..., in: text)
        return expression.matches(in: text, range: whole).compactMap { match in
            Range(match.range(at: match.numberOfRanges - 1), in: text).map { String(text[$0]) }
        }
    }

    @Test func everyLinkLeadsSomewhere() throws {
        let files = try Self.site("Rules", "Forms")
        let places = try files.mapValues { Set(try Self.matches(" id=\"([^\"]*)\"", in: $0)) }
        for (path, page) in files where !path.hasPrefix("documents/") {
            let ids = try Self.matches(" id=\"([^\"]*)\"", in: page)
            #expect(Set(ids).count == ids.count, "\(path) has an id twice")
            let folder = path.hasPrefix("en/") ? "en/" : ""
            for link in try Self.matches(" href=\"([^\"]*)\"", in: page) {
                let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                var target = parts[0].isEmpty ? path : folder + parts[0]
                if parts[0].hasPrefix("../") { target = String(parts[0].dropFirst(3)) }
                let found = try #require(places[target], "\(path): \(link) leads to no page")
                if parts.count > 1 { #expect(found.contains(parts[1]), "\(path): \(link) leads to no place") }
            }
        }
    }

    @Test func aLawyerFindsWhatSheLooksFor() throws {
        let files = try Self.site("Rules", "Forms")
        for (path, words) in [
            // A clause that is carried out, one that is prose, one that is rejected and why.
            ("source-M2.html", ["4.2.1.2 装修违规的处理", "已由规则执行", "仅为说明", "样例文书："]),
            ("source-M7.html", ["不予采纳的理由：有违真实告知义务"]),
            ("clauses.html", ["source-M2.html", "部分执行", "留有判断余地"]),
            ("coverage.html", ["须执行的条款", "（100 %）", "尚未覆盖（0）"]),
            (
                "manual-decoration-violation.html",
                [
                    "在物业管理处，凡装修巡检，有未整改的重大违规的，应当由片区管理员向业主出具《装修违规整改通知单》，载明的期限为自签发之日的次日起“整改期限”（由各单位设定：物业管理处7日；自2026年7月1日起5日），并按“整改通知签发”程序报批。",
                    "修订原文", "<svg role=\"img\"", "该案件的结果", "样例文书语句：",
                ]
            ),
            // Figures over time and by firm, holidays, who reports to whom.
            ("manual-property-office.html", ["2026年7月1日", "上级"]),
            ("manual-calendars.html", ["自2025年1月1日起", "国庆节", "补班"]),
            ("documents.html", ["document-1.html"]),
            ("document-*", ["逐句依据", "#define-Complaint-limit-on-branch-1\">应当办结的日期第1项</a>", "#parameter-", "#chain-"]),
            ("signoff.html", ["signoff-rule.html", "--sign-from", "已有结论而仍待处理"]),
            (
                "signoff-*",
                ["clause M2 4.2.1.2", "规则“重大违规，向业主发整改通知”", "文书格式《装修违规整改通知单》", "日历“办公日历”"]
            ),
            ("index.html", ["条款覆盖", "请先看这些", "来源未载明的数值", "已由开发公司设定"]),
        ] {
            // All pages whose names begin so.
            let page =
                path.hasSuffix("*")
                ? files.filter { $0.key.hasPrefix(path.dropLast()) }.values.joined() : try #require(files[path])
            for word in words { #expect(page.contains(word), "\(path) lacks “\(word)”") }
        }
    }

    /// The first page of the rulebook leads to each procedure, and no page prints the ids of headings.
    @Test func theFirstPageLeadsToAllProcedures() throws {
        let files = try Self.site("Rules", "Forms")
        let index = try #require(files["manual-README.html"])
        let text = try String(contentsOf: Self.root.appending(path: "Rules/README.writ.md"), encoding: .utf8)
        let named = Set(try Self.matches("\\]\\(([^)]*\\.writ\\.md)\\)", in: text))
        #expect(named.count > 140)
        for path in named {
            let name = path.split(separator: "/").last.map { $0.dropLast(".writ.md".count) } ?? ""
            #expect(index.contains(" href=\"manual-\(name).html\""), "\(path) is not linked")
        }
        for (path, page) in files where !path.hasPrefix("documents/") {
            let ids = try Self.matches("<(?:h[1-6]|a|title)[^>]*>([^<]*\\{#[^<]*)<", in: page)
            #expect(ids.isEmpty, "\(path): \(ids)")
        }
    }

    @Test("the English pages are English", arguments: ["travel", "detroit", "data-protection"])
    func englishIsComplete(_ name: String) throws {
        let files = try Self.site("Tests/Data/\(name)/rules", "Tests/Data/\(name)/forms")
        #expect(files.keys.contains { $0.hasPrefix("en/manual-") })
        for (path, page) in files where path.hasPrefix("en/") {
            let text = page.replacing("中文", with: "").replacing("\"Noto Sans CJK SC\"", with: "")
            // Lines to write on and gaps between boxes are drawn with wide signs in every language.
            let foreign = text.unicodeScalars.filter {
                let isWide = (0x2E80...0x9FFF).contains($0.value) || (0xFF00...0xFFEF).contains($0.value)
                return isWide && $0 != "\u{FF3F}" && $0 != "\u{3000}"
            }
            #expect(foreign.isEmpty, "\(path) says \(String(String.UnicodeScalarView(foreign.prefix(40))))")
        }
    }
}
