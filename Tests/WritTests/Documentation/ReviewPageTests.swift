import Foundation
import Testing
import WritTestSupport

/// "Review a rulebook", followed to the letter in a copy of the project: every command ends as the page says, and says what the
/// page says.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is built beside the tests")) struct ReviewPageTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        .standardized

    @Test func thePageIsFollowed() throws {
        let folder = try ScratchFolder()
        for part in ["Rules", "Forms", "Tests/Corpus/contradictions"] {
            let copy = folder.file(part)
            try FileManager.default.createDirectory(
                at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
            try FileManager.default.copyItem(at: Self.root.appending(path: part), to: copy)
        }
        var said = ""
        var commands = 0
        for block in try MarkdownFences("Sources/Writ/Writ.docc/Review.md").blocks {
            switch block.language {
            case "review", "review fails":
                said = ""
                for line in block.text.split(separator: "\n") {
                    said += try follow(String(line), fails: block.language.hasSuffix("fails"), in: folder)
                    commands += 1
                }
            case "expect":
                for line in block.text.split(separator: "\n") {
                    #expect(said.contains(line), "the page promises “\(line)”:\n\(said)")
                }
            default: break
            }
        }
        #expect(commands >= 10)
        let index = try String(contentsOf: folder.file("site/changes.html"), encoding: .utf8)
        #expect(index.contains("《装修违规整改通知单》的期限不同"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("found").path()).isEmpty == false)
    }

    private func follow(_ line: String, fails: Bool, in folder: ScratchFolder) throws -> String {
        let words = Self.words(line)
        switch words.first {
        case "cp":
            try FileManager.default.copyItem(at: folder.file(words[2]), to: folder.file(words[3]))
            return ""
        case "edit":
            let text = try String(contentsOf: folder.file(words[1]), encoding: .utf8)
            #expect(text.contains(words[2]), "\(words[1]) has no “\(words[2])”")
            try folder.write(words[1], text.replacing(words[2], with: words[3]))
            return ""
        case "writ":
            let run = try ToolRun(Array(words.dropFirst()) + ["--lang", "en"], folder: folder.url)
            #expect(run.status == (fails ? 1 : 0), "\(line): \(run.errors)")
            return run.errors + run.text
        default:
            Issue.record("the page shows a command that this test does not know: \(line)")
            return ""
        }
    }

    /// The words of a command line, quoted ones as one.
    private static func words(_ line: String) -> [String] {
        line.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap { number, part in
            number.isMultiple(of: 2) ? part.split(separator: " ").map(String.init) : [String(part)]
        }
    }
}
