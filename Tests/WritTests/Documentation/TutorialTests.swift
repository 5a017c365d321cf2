import Foundation
import Testing
import WritTestSupport

/// "Write your first rule", followed to the letter by somebody who has only the page and the command.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is built beside the tests")) struct TutorialTests {
    private let folder: ScratchFolder
    private let rules: [String]

    init() throws {
        let page = try MarkdownFences("Sources/Writ/Writ.docc/FirstRule.md")
        folder = try ScratchFolder()
        rules = page.texts("markdown")
        try folder.write("ebikes/Forms/charging-notice.xml", try #require(page.texts("xml").first))
        try folder.write("case.json", try #require(page.texts("json").first))
    }

    private func writ(_ arguments: String...) throws -> ToolRun {
        try ToolRun(
            arguments + ["--rules", "ebikes/Rules", "--forms", "ebikes/Forms"], folder: folder.url)
    }

    @Test func clausesWithoutRulesAreTold() throws {
        try FileManager.default.removeItem(at: folder.file("ebikes/Forms/charging-notice.xml"))
        try folder.write("ebikes/Rules/ebikes.writ.md", try #require(rules.first))
        let check = try writ("check")
        #expect(check.status == 0)
        #expect(check.errors.contains("3.2"), "\(check.errors)")
    }

    @Test func thePageEndsWithANotice() throws {
        try folder.write("ebikes/Rules/ebikes.writ.md", rules.joined(separator: "\n"))
        let check = try writ("check")
        #expect(check.status == 0, "\(check.errors)")
        let examples = try writ("test", "--coverage")
        #expect(examples.status == 0)
        #expect(examples.text.contains("covered: 2 of 2"), "every rule and branch is covered: \(examples.text)")
        let run = try writ("run", "case.json", "--out", "out")
        #expect(run.status == 0, "\(run.errors)")
        let notice = try String(contentsOf: folder.file("out/CD-2026-001/charging-notice.html"), encoding: .utf8)
        #expect(notice.replacing(/<[^>]+>/, with: "").contains("请于2026年3月3日前将车辆移出楼道。"))
        let why = try writ("explain", "case.json", "charging-notice").text
        #expect(why.contains("F 3.2") && why.contains("no-charging"), "\(why)")
    }

    @Test func anOpenNoticeNamesTheQuestion() throws {
        try folder.write("ebikes/Rules/ebikes.writ.md", rules.joined(separator: "\n"))
        let sound = try String(contentsOf: folder.file("case.json"), encoding: .utf8)
        let open = sound.replacingOccurrences(of: "\"place\": \"楼道\", ", with: "")
        #expect(open != sound)
        try folder.write("case.json", open)
        let questions = try writ("ask", "case.json").text
        #expect(questions.contains("地点") && questions.contains("charging-notice"), "\(questions)")
    }

    @Test func whatTheNoticeLeavesBlankIsAsked() throws {
        try folder.write("ebikes/Rules/ebikes.writ.md", rules.joined(separator: "\n"))
        let sound = try String(contentsOf: folder.file("case.json"), encoding: .utf8)
        try folder.write("case.json", sound.replacingOccurrences(of: "\"resident-name\": \"王某\", ", with: ""))
        let questions = try writ("ask", "case.json", "--lang", "zh-Hans").text
        #expect(questions.contains("已确定的文书和事项中留空的：\n1. 住户姓名  (resident-name)"), "\(questions)")
        let run = try writ("run", "case.json", "--out", "out", "--lang", "zh-Hans").text
        #expect(run.contains("留空：住户姓名（resident-name）") && run.contains("审批中"), "\(run)")
    }
}
