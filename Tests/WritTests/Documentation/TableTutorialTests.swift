import Foundation
import Testing
import WritTestSupport

/// "From a table to a letter", followed to the letter by somebody who has only the page and the command.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built beside the tests")) struct TableTutorialTests {
    /// Where the page has its reader save each block: text, and whether it is added to what stands there.
    private static let files: [String: [(path: String, isAdded: Bool)]] = [
        "csv": [("members.csv", false), ("spring.csv", false)],
        "markdown": [
            ("club/Rules/dues.writ.md", false), ("club/Rules/dues.writ.md", true), ("club/Rules/dues.writ.md", true),
            ("club/Rules/juniors.writ.md", false), ("club/Rules/juniors.writ.md", false),
        ],
        "xml": [("club/Forms/reminder.xml", false)],
    ]

    @Test func thePageIsFollowed() throws {
        let folder = try ScratchFolder()
        var saved: [String: Int] = [:]
        var place = folder.url
        var said = ""
        var commands = 0
        for block in try MarkdownFences("Sources/Writ/Writ.docc/FromATable.md").blocks {
            switch block.language {
            case "sh", "sh fails":
                said = ""
                for line in block.text.split(separator: "\n") {
                    said += try follow(String(line), fails: block.language.hasSuffix("fails"), at: &place)
                    commands += 1
                }
            case "text":
                for line in block.text.split(separator: "\n") {
                    #expect(said.contains(line), "the page promises “\(line)”:\n\(said)")
                }
            case "letter":
                let page = try String(contentsOf: folder.file("club/letters/M-101/reminder.html"), encoding: .utf8)
                let shown = page.replacing(/<[^>]+>/, with: "").replacing("\u{A0}", with: " ")
                for line in block.text.split(separator: "\n") {
                    #expect(shown.contains(line), "the letter does not say “\(line)”:\n\(shown)")
                }
            default:
                let number = saved[block.language, default: 0]
                let file = try #require(Self.files[block.language])[number]
                saved[block.language] = number + 1
                let before = file.isAdded ? try String(contentsOf: folder.file(file.path), encoding: .utf8) + "\n" : ""
                try folder.write(file.path, before + block.text)
            }
        }
        #expect(saved == Self.files.mapValues(\.count) && commands >= 12)
        // What the reader has now is laid out as the formatter lays it out, and what was late is still reminded.
        #expect(try ToolRun(["fmt", "--check"], folder: folder.file("club")).status == 0)
        #expect(try ToolRun(["test"], folder: folder.file("club")).status == 0)
    }

    private func follow(_ line: String, fails: Bool, at place: inout URL) throws -> String {
        let words = line.split(separator: " ").map(String.init)
        switch words.first {
        case "cd": place = place.appending(path: words[1])
        case "rm":
            for path in words.dropFirst() { try FileManager.default.removeItem(at: place.appending(path: path)) }
        case "writ":
            let run = try ToolRun(words.dropFirst() + ["--lang", "en"], folder: place)
            #expect((run.status != 0) == fails, "\(line): \(run.errors)")
            return run.errors + run.text
        default: Issue.record("the page shows a command that this test does not know: \(line)")
        }
        return ""
    }
}
