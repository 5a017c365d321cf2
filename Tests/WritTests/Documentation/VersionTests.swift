import Foundation
import Testing
import WritTestSupport

/// The version is said once, and the change log knows it.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is built beside the tests")) struct VersionTests {
    @Test func theChangeLogBeginsWithTheVersion() throws {
        let run = try ToolRun(["--version"])
        let version = try #require(run.text.split(separator: " ").last?.split(separator: "\n").first)
        let page = Corpus.tests.deletingLastPathComponent().appending(path: "Sources/Writ/Writ.docc/ChangeLog.md")
        let log = try String(contentsOf: page, encoding: .utf8)
        let newest = log.split(separator: "\n").first { $0.hasPrefix("## ") }
        #expect(newest?.hasPrefix("## \(version)") == true, "\(newest ?? "")")
    }
}
