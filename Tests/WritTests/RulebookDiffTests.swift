import Foundation
import Testing
import Writ
import WritAnalysis
import WritEvaluation
import WritLanguage
import WritSemantics
import WritTestSupport

/// What `writ diff` says of changes to the project's own rulebook.
@Suite struct RulebookDiffTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

    /// The rulebook, with texts replaced that must be there.
    private static func program(_ edits: [(from: String, to: String)] = []) throws -> Program {
        var rules = try ProjectFiles.files("Rules", ".writ.md")
        for (from, to) in edits {
            let number = try #require(
                rules.firstIndex { String(decoding: $0.bytes, as: UTF8.self).contains(from) }, "no file says “\(from)”")
            let text = String(decoding: rules[number].bytes, as: UTF8.self)
            rules[number].bytes = Array(text.replacing(from, with: to, maxReplacements: 1).utf8)
        }
        let compilation = CompiledRulebook.compile(
            RulebookSources(rules: rules, forms: try ProjectFiles.files("Forms", ".xml")))
        let errors = compilation.diagnostics.filter { $0.severity == .error }.map(\.fact.wording.message.en)
        return try #require(compilation.rulebook, "\(errors)").program
    }

    private static func compare(_ edits: (from: String, to: String)...) throws -> DiffReport {
        let report = Diff.compare(try program(), try program(edits))
        for region in report.regions {
            #expect(!region.gone.isEmpty || !region.come.isEmpty, "\(region.subject) shows no difference")
        }
        #expect(report.undecided.isEmpty, "\(report.undecided)")
        return report
    }

    private static let major = """
        when open-major > 0
          issue rectification-notice to owner
        """

    @Test func aThresholdThatMoves() throws {
        let report = try Self.compare((Self.major, Self.major.replacing("> 0", with: "> 1")))
        #expect(report.regions.map(\.subject) == ["rectification-notice"])
        let region = try #require(report.regions.first)
        #expect(region.aspect == .noLongerRequired)
        // The smallest case: one violation, which is major.
        let lists = region.witness.facts.compactMap { if case .list(let items) = $0 { items } else { nil } }
        #expect(lists.map(\.count) == [1])
        #expect(region.come.isEmpty)
        #expect(report.textChanges.isEmpty)
    }

    @Test func anotherAddressee() throws {
        let report = try Self.compare((Self.major, Self.major + ", contractor"))
        #expect(report.regions.map(\.aspect) == [.addressee])
        #expect(report.regions.first?.come.first?.text.contains("to owner, contractor") == true)
    }

    @Test func anotherDeadline() throws {
        let report = try Self.compare(
            ("due rectification-days after ((issue date", "due second-notice-days after ((issue date"))
        #expect(report.regions.map(\.aspect) == [.deadline])
        #expect(report.regions.first?.subject == "rectification-notice")
    }

    @Test func aSettingOfOneFirm() throws {
        let report = try Self.compare(
            ("with rectification-days     = 7 days", "with rectification-days     = 9 days"))
        #expect(report.regions.map(\.aspect) == [.deadline])
        let organisation = try #require(report.regions.first?.witness.organisation)
        #expect(try Self.program().organisations[organisation.index].identity.name == "property-office")
        #expect(report.textChanges.contains { $0.kind == .changed && $0.declaration == "organisation property-office" })
    }

    @Test func anotherApprover() throws {
        let report = try Self.compare(
            ("by line from administrator to assistant within", "by line from administrator to office-director within"))
        #expect(report.regions.map(\.aspect) == [.approval, .approval])
        #expect(report.regions.map(\.subject) == ["rectification-notice", "second-rectification-notice"])
        // The line of the firm, spelled out.
        let come = report.regions.first?.come.first?.text ?? ""
        #expect(come.contains("administrator → assistant → office-director"), "\(come)")
        #expect(report.textChanges.map(\.declaration) == ["chain rectification"])
    }

    @Test func oneRuleMoreAndOneLess() throws {
        let rule = """
            rule many-violations "违规五项以上"
              for Decoration
              at property-office
              basis M2 4.2.1.2
              when count violations >= 5
              refuse "违规过多"


            """
        let more = try Self.compare(("rule major-violation", rule + "rule major-violation"))
        #expect(more.regions.map(\.aspect) == [.refused])
        // Five elements, though most questions are asked of lists of one.
        let lists = more.regions.first?.witness.facts.compactMap {
            if case .list(let items) = $0 { items } else { nil }
        }
        #expect(lists?.map(\.count) == [5])
        let less = Diff.compare(
            try Self.program([("rule major-violation", rule + "rule major-violation")]), try Self.program())
        #expect(less.regions.map(\.aspect) == [.noLongerRefused])
    }

    @Test func wordsAlone() throws {
        let prose = try Self.compare(("催缴逐级进行，前一级到期没有结果，才进入后一级", "催缴逐级进行，前级到期无果，方入后级"))
        #expect(prose.isEquivalent)
        #expect(prose.textChanges.map(\.declaration) == ["prose property-office/fee-arrears-escalation.writ.md"])
        let title = try Self.compare(("重大违规，向业主发整改通知", "重大违规的，向业主发整改通知"))
        #expect(title.isEquivalent)
        #expect(title.textChanges.map(\.declaration) == ["rule major-violation"])
        #expect(title.textChanges.map(\.kind) == [.reworded])
    }

    @Test func layoutAlone() throws {
        let report = try Self.compare(
            (Self.major, Self.major.replacing("when open-major > 0", with: "when   open-major   >   0")))
        #expect(report.isEquivalent)
        #expect(report.textChanges.isEmpty)
    }

    @Test func theSameInOtherWords() throws {
        let condition = try Self.compare(
            (Self.major, Self.major.replacing("open-major > 0", with: "not (open-major < 1)")))
        #expect(condition.isEquivalent)
        // A value over a sum of any number of charges: equal whatever the sum is.
        let value = try Self.compare(
            (
                "is late-fee-limit when accrued-late-fee > late-fee-limit",
                "is late-fee-limit when accrued-late-fee >= late-fee-limit"
            ))
        #expect(value.isEquivalent)
        #expect(value.textChanges.map(\.declaration) == ["define late-fee"])
    }

    @Test func aTypeThatGrows() throws {
        let report = try Self.compare(
            (
                "enum Severity \"违规等级\" minor \"一般\" < major \"重大\"",
                "enum Severity \"违规等级\" minor \"一般\" < major \"重大\" < grave \"特大\""
            ))
        // No outcome of a case that both read differs; cases with the new value only one of them reads.
        #expect(report.isEqualForAllCases && !report.isEquivalent)
        #expect(report.otherEffects.map(\.declaration) == ["enum Severity"])
    }

    @Test func casesAtHandAreCounted() throws {
        let (old, new) = (
            try Self.program(), try Self.program([(Self.major, Self.major.replacing("> 0", with: "> 1"))])
        )
        var comparison = CaseComparison(old: old, new: new)
        var (before, after) = (CaseReader(old), CaseReader(new))
        let folder = Self.root.appending(path: "Rules/cases/decoration")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted() {
            let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
            guard let first = before.read(bytes, file: name).0, let second = after.read(bytes, file: name).0
            else { continue }
            comparison.add(old: first, new: second)
        }
        #expect(comparison.cases >= 5)
        #expect(comparison.changed >= 1)
        #expect(comparison.changed < comparison.cases)
        #expect(comparison.counts.first?.key == "issue rectification-notice")
    }

    @Test(.enabled(if: ToolRun.isBuilt, "writ is not built"))
    func aFormThatReadsOtherwiseIsNoEquivalence() throws {
        let scratch = try ScratchFolder()
        let forms = scratch.url.appending(path: "Forms")
        try FileManager.default.copyItem(at: Self.root.appending(path: "Forms"), to: forms)
        func run(_ more: String...) throws -> ToolRun {
            try ToolRun(
                ["diff", "Rules", "Rules", "--old-forms", "Forms", "--forms", forms.path(), "--lang", "zh-Hans"] + more,
                folder: Self.root)
        }
        let same = try run()
        #expect(same.status == 0 && same.text.hasPrefix("等效："), "\(same.errors)")
        let file = forms.appending(path: "property-office/rectification-notice.xml")
        let text = try String(contentsOf: file, encoding: .utf8)
        try text.replacing("<body>", with: "<!-- 说明 -->\n  <body>").write(to: file, atomically: true, encoding: .utf8)
        #expect(try run().status == 0)
        try text.replacing("<body>", with: "<body><p>请配合。</p>").write(to: file, atomically: true, encoding: .utf8)
        let changed = try run()
        #expect(changed.status == 1 && changed.text.contains("有变化：文书格式《装修违规整改通知单》"), "\(changed.text)")
    }

    @Test(.enabled(if: ToolRun.isBuilt, "writ is not built"))
    func casesThatOneVersionReadsAreCountedApart() throws {
        let scratch = try ScratchFolder()
        let old = """
            rulebook r "样例"
            source M "规程"
              clause 1 "登记"
            role clerk "经办人"
            case Matter "来件"
              name : Text "姓名"
            rule enter "登记"
              for Matter
              basis M 1
              require "登记" by clerk
            """
        let visit = "\ncase Visit \"来访\"\n  name : Text \"姓名\"\n"
        try scratch.write("old/r.writ", old)
        try scratch.write("new/r.writ", old.replacing("\"登记\" by", with: "\"立即登记\" by") + visit)
        try scratch.write(
            "cases.jsonl",
            ["Matter", "Visit"].map {
                "{\"case\":\"\($0)\",\"id\":\"\($0)\",\"as-of\":\"2026-03-02\",\"facts\":{\"name\":\"甲\"}}\n"
            }.joined())
        let run = try ToolRun(
            ["diff", "old", "new", "--cases", "cases.jsonl", "--lang", "zh-Hans"], folder: scratch.url)
        #expect(run.status == 1)
        for line in [
            "来件：不再要求的任务：“登记”（经办人）", "案例：来件，2026-03-02；姓名：甲", "1 个案件中有 1 个变化", "1  任务“登记”",
            "1  仅新版规则可读取",
        ] { #expect(run.text.contains(line), "\(run.text)\(run.errors)") }
        // A case that no version can read is a mistake of the file.
        try scratch.write("cases.jsonl", "{\"case\":\"Other\",\"as-of\":\"2026-03-02\",\"facts\":{}}\n")
        #expect(try ToolRun(["diff", "old", "new", "--cases", "cases.jsonl"], folder: scratch.url).status == 3)
    }

    @Test(.enabled(if: ToolRun.isBuilt, "writ is not built"))
    func theCommandWritesTextDataAndAPage() throws {
        let scratch = try ScratchFolder()
        let rules = scratch.url.appending(path: "Rules")
        try FileManager.default.copyItem(at: Self.root.appending(path: "Rules"), to: rules)
        let file = rules.appending(path: "property-office/decoration-violation.writ.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        try text.replacing(Self.major, with: Self.major.replacing("> 0", with: "> 1"))
            .write(to: file, atomically: true, encoding: .utf8)
        let arguments = ["diff", Self.root.appending(path: "Rules").path(), rules.path(), "--lang", "en"]
        func run(_ more: String...) throws -> ToolRun { try ToolRun(arguments + more, folder: Self.root) }
        let plain = try run()
        #expect(plain.status == 1)
        #expect(plain.text.contains("`rectification-notice` is no longer required"))
        let json = try run(
            "--format", "json", "--cases",
            Self.root.appending(path: "Rules/cases/batch/patrols-2026-03-02.jsonl").path())
        let data = try #require(
            try JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any], "\(json.errors)")
        #expect(data["equivalent"] as? Bool == false)
        #expect((data["cases"] as? [String: Any])?["count"] as? Int == 4)
        let region = (data["regions"] as? [[String: Any]])?.first
        #expect((region?["before"] as? [String])?.isEmpty == false)
        // The witness is a case: the command itself shows what follows from it.
        let witness = scratch.file("witness.json")
        try JSONSerialization.data(withJSONObject: try #require(region?["witness"])).write(to: witness)
        let replay = try ToolRun(["run", witness.path(), "--lang", "en"], folder: Self.root)
        #expect(replay.text.contains("rectification-notice") || replay.text.contains("装修违规整改通知单"), "\(replay.text)")
        #expect(try run("--format", "html").text.hasPrefix("<!DOCTYPE html>"))
        // And the site shows it beside the rest.
        let site = scratch.url.appending(path: "site")
        let review = try ToolRun(
            ["review", rules.path(), "--since", Self.root.appending(path: "Rules").path(), "--out", site.path()],
            folder: Self.root)
        #expect(review.status == 0, "\(review.errors)")
        let page = try String(contentsOf: site.appending(path: "changes.html"), encoding: .utf8)
        #expect(page.contains("不再须出具《装修违规整改通知单》"))
        #expect(page.contains("#rule-major-violation"))
    }
}
