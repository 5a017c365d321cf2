import Foundation
import Testing
import Writ
import WritAnalysis
import WritLanguage
import WritTestSupport

/// What keeps a sign-off and what lets it lapse.
@Suite struct SignOffTests {
    static let rules = """
        rulebook r "样例"
        source M "规程"
          clause 1 "登记"
          clause 2 "查办"
        role clerk "经办人"
        enum Kind "类别" minor "一般" < major "重大"
        case Matter "事项"
          kind : Kind "类别"
          received : Date "收到日期"
          acted : Date? "查办日期"
        case Month "月报"
          number : Integer "件数"
        parameter period "办理期限" : days
          basis M 2
          is 3 days
        define grave of Matter : Boolean "重大"
          basis M 2
          is kind >= major
        duty summary "汇总"
          basis M 1
          every Monday by clerk
        stages of Matter "过程"
          basis M 1
          stage open "受理" on received by clerk within period to done
          stage done "办结" on acted
        report monthly "月报" for Month from Matter
          basis M 1
          where grave
          with number = count
        rule act "重大的，查办"
          for Matter
          basis M 2
          when grave
          require "查办" by clerk due period after received
        rule enter "登记"
          for Matter
          basis M 1
          require "登记" by clerk
        """

    private func digests(_ text: String) throws -> MeaningDigests {
        let sources = RulebookSources(rules: [(path: "r.writ", bytes: Array(text.utf8))], forms: [])
        let compilation = CompiledRulebook.compile(sources)
        return MeaningDigests(try #require(compilation.rulebook?.program, "\(compilation.diagnostics)"))
    }

    /// The keys whose digests differ between the rules as they are and as changed.
    private func lapsed(_ old: String, _ new: String) throws -> Set<String> {
        let changed = Self.rules.replacing(old, with: new)
        #expect(changed != Self.rules, "\(old) is not in the rules")
        let (before, after) = (try digests(Self.rules), try digests(changed))
        return Set(before.entries.filter { after.digest(key: $0.key) != $0.digest }.map(\.key))
    }

    @Test func waysAndReportsCarryTheirEffect() throws {
        #expect(try lapsed(" by clerk within period to done", " within period to done").contains("stages Matter"))
        #expect(try lapsed("= count", "= count where acted is missing").contains("report monthly"))
        let grave = try lapsed("is kind >= major", "is kind >= minor")
        #expect(grave.isSuperset(of: ["report monthly", "rule act"]) && !grave.contains("stages Matter"))
        #expect(try lapsed("is 3 days", "is 4 days").contains("stages Matter"))
        #expect(try lapsed("stages of Matter", "-- 说明\nstages   of Matter").isEmpty)
    }

    @Test func layoutCommentsAndKeywordsKeepIt() throws {
        #expect(try lapsed("  when grave\n", "  when   grave -- 说明\n").isEmpty)
        #expect(try lapsed("duty summary", "--- 每周一次\nduty summary").isEmpty)
        let formatted = Respeller.respell(
            Parser.parse(SourceText(id: FileID(0), path: "r.writ", bytes: Array(Self.rules.utf8))),
            in: .zhHans)
        let (before, after) = (try digests(Self.rules), try digests(String(decoding: formatted, as: UTF8.self)))
        #expect(before.entries.map(\.digest) == after.entries.map(\.digest))
    }

    @Test func whatARuleUsesCounts() throws {
        let all: Set = [
            "parameter period", "define overdue in stage open of Matter", "rule act", "stages Matter", "clause M 1",
            "clause M 2",
        ]
        let grave: Set = ["define grave of Matter", "rule act", "report monthly", "clause M 1", "clause M 2"]
        #expect(try lapsed("is 3 days", "is 5 days") == all)
        #expect(try lapsed("kind >= major", "kind = minor") == grave)
        // The order of the values is what `>=` goes by.
        #expect(
            try lapsed("minor \"一般\" < major \"重大\"", "major \"重大\" < minor \"一般\"")
                == grave)
        #expect(try lapsed("every Monday", "every Friday") == ["duty summary", "clause M 1"])
        #expect(
            try lapsed("clause 1 \"登记\"", "clause 1 \"登记受理\"")
                == [
                    "clause M 1", "rule enter", "duty summary", "stages Matter", "report monthly",
                    "define in stage open of Matter", "define in stage done of Matter",
                    "define overdue in stage open of Matter",
                ])
    }

    @Test func wordsThatAReaderSeesCount() throws {
        #expect(try lapsed("\"登记\" by clerk", "\"立即登记\" by clerk") == ["rule enter", "clause M 1"])
        #expect(
            try lapsed("role clerk \"经办人\"", "role clerk \"专员\"")
                == ["rule enter", "rule act", "duty summary", "stages Matter", "clause M 1", "clause M 2"])
    }

    @Test(.enabled(if: ToolRun.isBuilt, "the command is built beside the tests"))
    func manyAreSignedAtOnce() throws {
        let folder = try ScratchFolder()
        try folder.write("rules/r.writ", Self.rules)
        func sign(_ item: String) throws -> ToolRun {
            try ToolRun(
                [
                    "review", "rules", "--sign", item, "--reviewer", "王律师", "--date", "2026-03-02", "--decision",
                    "accepted",
                ], folder: folder.url)
        }
        let clauses = try sign("clause M *")
        #expect(clauses.text == "rules/signoffs.jsonl: clause M 1\nrules/signoffs.jsonl: clause M 2\n")
        let unknown = try sign("rule ac")
        #expect(unknown.status == 2 && unknown.errors.contains("rule act"), "\(unknown.errors)")
        #expect(try sign("form *").status == 2)
    }

    @Test(.enabled(if: ToolRun.isBuilt, "the command is built beside the tests"), arguments: ["rules", "rules/r.writ"])
    func theCommandSaysWhatLapsed(_ rulebook: String) throws {
        let folder = try ScratchFolder()
        try folder.write("rules/r.writ", Self.rules)
        let sign = try ToolRun(
            [
                "review", rulebook, "--sign", "rule act", "--reviewer", "王律师", "--date", "2026-03-02", "--decision",
                "accepted", "--remarks", "同意",
            ], folder: folder.url)
        #expect(sign.status == 0, "\(sign.errors)")
        try folder.write("rules/r.writ", Self.rules.replacing("when grave", with: "when  grave  -- 说明"))
        let kept = try ToolRun(["check", rulebook], folder: folder.url)
        #expect(!kept.errors.contains("signoff.lapsed"), "\(kept.errors)")
        try folder.write("rules/r.writ", Self.rules.replacing("is 3 days", with: "is 5 days"))
        let check = try ToolRun(["check", rulebook, "--lang", "zh-Hans"], folder: folder.url)
        #expect(check.errors.contains("signoff.lapsed") && check.errors.contains("王律师"), "\(check.errors)")
        let site = try ToolRun(["review", rulebook, "--out", "site"], folder: folder.url)
        #expect(site.status == 0, "\(site.errors)")
        let sheet = try String(contentsOf: folder.file("site/signoff.html"), encoding: .utf8)
        #expect(sheet.contains("签核已失效") && sheet.contains("王律师") && sheet.contains("2026年3月2日"))
    }
}
