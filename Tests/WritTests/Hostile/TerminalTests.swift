import Foundation
import Testing
import WritLanguage
import WritTestSupport

/// What a case, a log or a path says is shown on the terminal and never obeyed by it.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is built beside the tests")) struct TerminalTests {
    private static let root = Corpus.tests.deletingLastPathComponent()

    /// Clears the line, turns text round, ends the line and claims that all is well.
    private static let evil = "A\u{202E}\u{9B}2K\nall is well\nB"

    /// Nothing but line ends acts.
    private static func actors(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { $0 != "\n" && !SafeText.isHarmless($0) }
    }

    private static func complaint() throws -> String {
        let folder = root.appending(path: "Rules/cases/complaints")
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder.path()).filter { $0.hasSuffix(".json") }.sorted()
                .first)
        return try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    /// A sound case with the number replaced, as JSON.
    private func evilCase() throws -> String {
        let json = try Self.complaint()
        let id = try #require(json.firstMatch(of: /"id"\s*:\s*"([^"]*)"/)?.1)
        let quoted = String(decoding: try JSONEncoder().encode(Self.evil), as: UTF8.self)
        return json.replacing("\"\(id)\"", with: quoted)
    }

    @Test(arguments: [["run"], ["route"], ["explain"], ["ask"]], ["en", "zh-Hans", "zh-Hant"])
    func noCommandLetsACaseAct(_ command: [String], _ language: String) throws {
        let scratch = try ScratchFolder()
        try scratch.write("case.json", try evilCase())
        let run = try ToolRun(
            command + [
                scratch.file("case.json").path(), "--rules", Self.root.appending(path: "Rules").path(), "--forms",
                Self.root.appending(path: "Forms").path(), "--lang", language,
            ], folder: scratch.url)
        #expect(
            Self.actors(run.text).isEmpty && Self.actors(run.errors).isEmpty, "\(command): \(run.text)\(run.errors)")
        #expect(!(run.text + run.errors).split(separator: "\n").contains("all is well"))
        // `ask` tells what is open and not of which case.
        #expect(
            command == ["ask"] || (run.text + run.errors).contains("\\u{202E}"),
            "what cannot be shown is shown escaped: \(run.text)")
    }

    @Test func noPathActs() throws {
        let scratch = try ScratchFolder()
        let name = "a\u{1B}[2Jb\u{202E}.json"
        for arguments in [["run", name], ["run", "x.json", "--rules", name], [name], ["run", "--\(name)"]] {
            let run = try ToolRun(arguments, folder: scratch.url)
            #expect(run.status != 0)
            #expect(Self.actors(run.errors).isEmpty, "\(run.errors.debugDescription)")
        }
    }

    @Test func noRuleFileActs() throws {
        let scratch = try ScratchFolder()
        try scratch.write("Rules/a.writ", "role clerk \"\u{1B}[2J经办人\u{202E}\"\nrole clerk \"\u{9B}x\"\n")
        for format in [[], ["--format", "text"]] {
            let run = try ToolRun(["check", "--forms", "none", "--color", "never"] + format, folder: scratch.url)
            #expect(run.status == 1 && run.errors.contains("text.bidi-control"), "\(run.errors)")
            #expect(Self.actors(run.errors + run.text).isEmpty)
        }
    }
}
