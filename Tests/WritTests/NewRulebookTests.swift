import Foundation
import Testing
import WritTestSupport

/// `writ new` leaves a rulebook that works, in each of the languages of keywords.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built beside the tests")) struct NewRulebookTests {
    @Test(
        "it passes `check`, `test`, `fmt --check` and `run`",
        arguments: [
            ("en", "rule remind", "Please return it by March 16, 2026."), ("zh-Hans", "规则 逾期催还", "请于2026年3月16日前归还。"),
            ("zh-Hant", "規則 逾期催還", "請於2026年3月16日前歸還。"),
        ])
    func works(_ language: String, _ rule: String, _ sentence: String) throws {
        let scratch = try ScratchFolder()
        let new = try ToolRun(["new", "first", "--keywords", language], folder: scratch.url)
        #expect(new.status == 0, "\(new.errors)")
        #expect(scratch.files() == ["first/Forms/reminder.xml", "first/Rules/loans.writ.md", "first/case.json"])
        let folder = scratch.file("first")
        let rules = try String(contentsOf: folder.appending(path: "Rules/loans.writ.md"), encoding: .utf8)
        #expect(rules.contains("\n\(rule) "))
        let check = try ToolRun(["check", "--format", "json"], folder: folder)
        #expect(check.status == 0 && check.text == "[]\n", "\(check.text)")
        let test = try ToolRun(["test", "--lang", "en"], folder: folder)
        #expect(test.status == 0 && test.text.contains("2 passed, 0 failed"), "\(test.text)\(test.errors)")
        #expect(try ToolRun(["fmt", "--check"], folder: folder).status == 0)
        let respelled = try ToolRun(["fmt", "--check", "--keywords", language], folder: folder)
        #expect(respelled.status == 0, "every keyword is in the language asked for: \(respelled.text)")
        let run = try ToolRun(["run", "case.json", "--out", "out"], folder: folder)
        #expect(run.status == 0, "\(run.errors)")
        let document = try #require(scratch.files().first { $0.hasSuffix("reminder.html") })
        let page = try String(contentsOf: scratch.file(document), encoding: .utf8)
        #expect(page.replacing(/<[^>]+>/, with: "").contains(sentence), "\(page)")
    }

    @Test("what stands in a folder is left alone")
    func refused() throws {
        let scratch = try ScratchFolder()
        try scratch.write("first/note.txt", "kept")
        let new = try ToolRun(["new", "first", "--lang", "en"], folder: scratch.url)
        #expect(new.status == 3 && new.errors.contains("file.folder-not-empty"), "\(new.errors)")
        #expect(scratch.files() == ["first/note.txt"])
        try FileManager.default.createDirectory(at: scratch.file("empty"), withIntermediateDirectories: true)
        #expect(try ToolRun(["new", "empty"], folder: scratch.url).status == 0)
        #expect(try ToolRun(["new"], folder: scratch.url).status == 2)
    }
}
