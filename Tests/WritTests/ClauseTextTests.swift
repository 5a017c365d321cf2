import Foundation
import Testing
import Writ
import WritAnalysis
import WritLanguage
import WritSemantics
import WritTestSupport

/// What clauses say, in the rulebook or in the source's own text, and what becomes of a change of it.
@Suite struct ClauseTextTests {
    private static let rules = """
        source M "办法"
          text "texts/M.md" edition "2026"
          clause 4.2.1 "受理" says "二十四小时内受理"
          clause 4.2.2 "记录"
          clause 4.3 "答复"
        role clerk "职员"
        organisation firm "公司"
          clerk
        case C "投诉"
          on : Date "日期"
        rule r "受理" for C basis M 4.2.1, 4.2.2, 4.3 require "受理" by clerk

        """
    private static let text = """
        # 办法

        ## 4.2.2 记录

        逐项记录，
        并签名。

        ## 答复 {#4.3}

        三日内答复。

        ## 附则
        """

    private static func folder(_ text: String = text) throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try folder.write("Rules/area/r.writ", rules)
        try folder.write("Rules/area/texts/M.md", text)
        return folder
    }

    private static func compile(_ folder: ScratchFolder) throws -> CompiledRulebook.Compilation {
        CompiledRulebook.compile(
            try RulebookSources.read(rules: folder.file("Rules").path, forms: nil, formsAreRequired: false))
    }

    @Test func textsComeFromTheClauseOrFromTheSource() throws {
        let program = try #require(try Self.compile(try Self.folder()).rulebook).program
        #expect(program.clauses.map(\.text) == ["二十四小时内受理", "逐项记录，\n并签名。", "三日内答复。"])
        #expect(program.sources.map(\.edition) == ["2026"])
    }

    @Test func aChangedTextChangesWhatIsSignedOffAndNoOutcome() throws {
        let first = try #require(try Self.compile(try Self.folder()).rulebook).program
        let changed = Self.text.replacing("三日", with: "五日")
        let second = try #require(try Self.compile(try Self.folder(changed)).rulebook).program
        let (was, now) = (MeaningDigests(first), MeaningDigests(second))
        #expect(was.digest(key: "clause M 4.3") != now.digest(key: "clause M 4.3"))
        // What rests on the clause was signed with its text.
        #expect(was.digest(key: "rule r") != now.digest(key: "rule r"))
        #expect(first.digest == second.digest)
    }

    @Test func whatIsNotThereIsTold() throws {
        let folder = try Self.folder("## 4.2.2 记录\n逐项记录。\n")
        #expect(try Self.compile(folder).diagnostics.map(\.fact.id) == ["clause.no-text"])
        try FileManager.default.removeItem(at: folder.file("Rules/area/texts/M.md"))
        #expect(try Self.compile(folder).diagnostics.map(\.fact.id) == ["source.no-text"])
        for name in ["../../secret.md", "/etc/hosts"] {
            let outside = try Self.folder()
            try outside.write("secret.md", "## 4.3\n密\n")
            try outside.write("Rules/area/r.writ", Self.rules.replacing("texts/M.md", with: name))
            #expect(try Self.compile(outside).diagnostics.map(\.fact.id) == ["source.no-text"], "\(name)")
        }
    }

    @Test func theSiteShowsItBesideTheRule() throws {
        let folder = try Self.folder()
        let run = try ToolRun(["review", "--forms", "none", "--out", "site"], folder: folder.url)
        #expect(run.status == 0, "\(run.errors)")
        let pages = folder.files(below: "site").filter { $0.hasSuffix(".html") }
        let text = try pages.map { try String(contentsOf: folder.file("site/" + $0), encoding: .utf8) }.joined()
        #expect(text.contains("三日内答复。") && text.contains("二十四小时内受理") && text.contains("版本：2026"))
    }
}
