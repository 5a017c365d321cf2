import Foundation
import Testing
import WritTestSupport

/// How a command, its options, and the rulebook that it is about are found.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built beside the tests")) struct CommandLineTests {
    private let scratch: ScratchFolder

    init() throws {
        scratch = try ScratchFolder()
        #expect(try ToolRun(["new", "first", "--keywords", "en"], folder: scratch.url).status == 0)
    }

    @Test("`help COMMAND` shows what `COMMAND --help` shows, wherever the options stand")
    func help() throws {
        let page = try ToolRun(["check", "--help", "--lang", "en"])
        #expect(page.status == 0 && page.text.contains("usage: writ check"))
        for words in [
            ["help", "check", "--lang", "en"], ["--lang", "en", "help", "check"], ["--lang=en", "check", "--help"],
            ["--help", "--lang", "en", "check"], ["-h", "check", "--lang", "en"],
        ] {
            let run = try ToolRun(words)
            #expect(run.status == 0 && run.text == page.text, "\(words)")
        }
        let overview = try ToolRun(["help", "--lang", "en"])
        #expect(overview.status == 0 && overview.text.contains("writ help COMMAND"))
        #expect(try ToolRun(["--lang", "en", "--help"]).text == overview.text)
        #expect(try ToolRun(["--version"]).text == ToolRun(["-V"]).text)
        let unknown = try ToolRun(["help", "chekc", "--lang", "en"])
        #expect(unknown.status == 2 && unknown.errors.contains("did you mean `check`?"), "\(unknown.errors)")
    }

    @Test("options before the command are those of the command")
    func optionsFirst() throws {
        let folder = scratch.file("first")
        let first = try ToolRun(["--format", "json", "--rules", "Rules", "check"], folder: folder)
        #expect(first.status == 0 && first.text == "[]\n", "\(first.errors)")
        let foreign = try ToolRun(["--strict", "check", "--lang", "en"], folder: folder)
        #expect(foreign.status == 2 && foreign.errors.contains("usage.unknown-option"), "\(foreign.errors)")
        let none = try ToolRun(["--lang", "en"], folder: folder)
        #expect(none.status == 2 && none.errors.contains("usage.no-command"), "\(none.errors)")
    }

    @Test("the rulebook is found from a folder below it, with its forms")
    func fromBelow() throws {
        let below = scratch.file("first/cases/2026")
        try FileManager.default.createDirectory(at: below, withIntermediateDirectories: true)
        let run = try ToolRun(["run", "../../case.json", "--out", "out"], folder: below)
        #expect(run.status == 0, "\(run.errors)")
        #expect(scratch.files().contains("first/cases/2026/out/L-1/reminder.html"), "\(scratch.files())")
        // A rulebook that is named is not looked for.
        let named = try ToolRun(["check", "--rules", "Rules", "--lang", "en"], folder: below)
        #expect(named.status == 3 && named.errors.contains("file.missing"), "\(named.errors)")
    }

    @Test("the environment names the rulebook, and an option wins over it")
    func environment() throws {
        let rules = scratch.file("first/Rules").path
        let variables = ["WRIT_RULES": rules, "WRIT_FORMS": scratch.file("first/Forms").path]
        let found = try ToolRun(["test", "--lang", "en"], folder: scratch.url, environment: variables)
        #expect(found.status == 0 && found.text.contains("2 passed"), "\(found.errors)")
        let named = try ToolRun(["test", "--rules", "elsewhere"], folder: scratch.url, environment: variables)
        #expect(named.status == 3, "\(named.errors)")
        // Forms that are named must be there.
        let missing = try ToolRun(
            ["check"], folder: scratch.url, environment: ["WRIT_RULES": rules, "WRIT_FORMS": "elsewhere"])
        #expect(missing.status == 3, "\(missing.errors)")
    }

    @Test("`fmt DIR` looks into the folders below")
    func formatFolder() throws {
        let text = try String(contentsOf: scratch.file("first/Rules/loans.writ.md"), encoding: .utf8)
        try scratch.write("first/Rules/more/untidy.writ.md", text.replacing("  clause 1", with: "     clause 1"))
        try scratch.write("first/Rules/cases/untidy.writ.md", text.replacing("  clause 1", with: "     clause 1"))
        let check = try ToolRun(["fmt", "--check", "first/Rules"], folder: scratch.url)
        #expect(check.status == 1 && check.text == "first/Rules/more/untidy.writ.md\n", "\(check.text)\(check.errors)")
        #expect(try ToolRun(["fmt", "first/Rules"], folder: scratch.url).status == 0)
        #expect(try String(contentsOf: scratch.file("first/Rules/more/untidy.writ.md"), encoding: .utf8) == text)
        let empty = try ToolRun(["fmt", "first/Forms"], folder: scratch.url)
        #expect(empty.status == 3 && empty.errors.contains("file.no-rules"), "\(empty.errors)")
    }

    @Test("a misspelled form or value is told with the nearest one")
    func suggestions() throws {
        let folder = scratch.file("first")
        for (wrong, right) in [("remindre", "reminder"), ("remid", "remind")] {
            let run = try ToolRun(["explain", "case.json", wrong, "--lang", "en"], folder: folder)
            #expect(run.status == 2 && run.errors.contains("did you mean `\(right)`?"), "\(run.errors)")
        }
    }
}
