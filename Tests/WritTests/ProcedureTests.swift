import Foundation
import Testing
import Writ
import WritLanguage
import WritSemantics
import WritTestSupport

/// Headings that open procedures, and what belongs to each.
@Suite struct ProcedureTests {
    private static let manual = """
        # 手册

        ```writ
        source M "手册"
          clause 1 "换班"
          clause 2 "交接"
          clause 3 "逾期"
        role clerk "职员"
        organisation firm "公司"
          clerk
        case Swap "换班"
          on : Date "日期"
        ```

        ## 换班 {#shift-swap}

        ```bash
        # no heading {#not-a-procedure}
        ```

        ```writ
        chain swap-approval "换班审批"
          basis M 1
          step sign by clerk
        rule swap "换班须登记"
          for Swap basis M 1 at firm
          issue swap-slip to clerk approval swap-approval
        example "登记"
          for Swap as of 2026-03-02 at firm
          given on = 2026-03-03
          expect issue swap-slip
        ```

        ### 说明

        ```writ
        duty count "每周统计"
          basis M 1
          every Saturday by clerk
          issue swap-count
        ```

        ### 交接 {#handover}

        ```writ
        rule handover "交接"
          for Swap basis M 2
          require "交接" by clerk
        ```

        ## 逾期 {#late}

        ```writ
        rule late "逾期"
          for Swap basis M 3
          notify clerk "逾期"
        ```

        """

    private static func compile(_ text: String) -> CompiledRulebook.Compilation {
        CompiledRulebook.compile(RulebookSources(rules: [("Rules/m.writ.md", Array(text.utf8))], forms: nil))
    }

    @Test func everythingBelongsToTheInnermostHeading() throws {
        let compilation = Self.compile(Self.manual)
        #expect(compilation.diagnostics.map(\.fact.id) == [])
        let program = try #require(compilation.rulebook).program
        #expect(program.procedures.map(\.identity.name) == ["shift-swap", "handover", "late"])
        #expect(program.procedures.map(\.identity.title) == ["换班", "交接", "逾期"])
        #expect(program.procedures[1].parent?.index == 0)
        let contents = program.procedureContents()
        #expect(
            contents.map { $0.rules.map { program.rules[$0.index].identity.name } } == [
                ["swap"], ["handover"], ["late"],
            ])
        #expect(contents[0].forms.map { program.forms[$0.index].name } == ["swap-slip", "swap-count"])
        #expect(contents[0].duties.map { program.duties[$0].identity.name } == ["count"])
        #expect(contents[0].examples.count == 1)
        #expect(contents[0].chains.count == 1 && contents[1].chains.isEmpty)
        #expect(contents[0].organisations.map { program.organisations[$0.index].identity.name } == ["firm"])
        #expect(contents.map { $0.clauses.map { program.clauses[$0.index].number } } == [["1"], ["2"], ["3"]])
    }

    @Test func namesAreGivenOnceAndSpelledAsNames() {
        let twice = Self.compile(Self.manual.replacing("{#late}", with: "{#shift-swap}"))
        #expect(twice.diagnostics.map(\.fact.id) == ["procedure.duplicate"])
        for wrong in ["{#a b}", "{#}", "{#1.2}", "{#x .class}"] {
            let ids = Self.compile(Self.manual.replacing("{#late}", with: wrong)).diagnostics.map(\.fact.id)
            #expect(ids == ["syntax.procedure-id"], "\(wrong)")
        }
    }

    @Test func aHeadingChangesNoDigest() throws {
        let before = try #require(Self.compile(Self.manual).rulebook).program.digest
        let after = try #require(Self.compile(Self.manual.replacing(" {#late}", with: "")).rulebook).program.digest
        #expect(before == after)
    }

    @Test func theCommandListsThemFromSubfolders() throws {
        let folder = try ScratchFolder()
        try folder.write("Rules/area/m.writ.md", Self.manual)
        try folder.write("Rules/cases/sample.writ.md", "```writ\nthis is no rule\n```\n")
        for (path, id) in [("area/swap-slip", "swap-slip"), ("swap-count", "swap-count")] {
            try folder.write(
                "Forms/\(path).xml",
                "<form xmlns=\"urn:writ:form:1\" id=\"\(id)\" title=\"表\" lang=\"zh-Hans\"><body><p>文</p></body></form>"
            )
        }
        try folder.write("Forms/schema/no-form.xml", "<nothing/>")
        let run = try ToolRun(["procedures", "--format", "tsv"], folder: folder.url)
        #expect(run.status == 0, "\(run.errors)")
        let rows = run.text.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
        #expect(
            rows.first == [
                "id", "title", "firms", "rules", "forms", "chains", "duties", "obligations", "examples", "clauses",
            ])
        #expect(
            rows.dropFirst().first == [
                "shift-swap", "换班", "firm", "swap", "swap-slip; swap-count", "swap-approval", "count", "-", "登记",
                "M 1",
            ])
        #expect(rows.last == ["late", "逾期", "-", "late", "-", "-", "-", "-", "-", "M 3"])
        let json = try ToolRun(["procedures", "--format", "json"], folder: folder.url)
        let list = try #require(try JSONSerialization.jsonObject(with: Data(json.output)) as? [[String: Any]])
        #expect(list.map { $0["id"] as? String } == ["shift-swap", "handover", "late"])
        #expect(list.first?["forms"] as? [String] == ["swap-slip", "swap-count"])
    }
}
