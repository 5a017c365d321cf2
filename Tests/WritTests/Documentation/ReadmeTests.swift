import Foundation
import Testing
import Writ
import WritTestSupport

/// What the README shows is what the project holds and does.
@Suite struct ReadmeTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        .standardized

    @Test func theRuleIsTheRulebooks() throws {
        let file = try String(
            contentsOf: Self.root.appending(path: "Rules/property-office/decoration-violation.writ.md"), encoding: .utf8
        )
        let shown = try #require(try MarkdownFences("README.md").texts("writ").first)
        for part in shown.split(separator: "\n\n") { #expect(file.contains(part), "\(part)") }
    }

    /// The code of "As a library", with the case of "In one screen".
    @Test func theLibraryDoesWhatIsShown() throws {
        let page = try MarkdownFences("README.md")
        let json = try #require(page.texts("json").first)
        let rulebook = try Rulebook.load(
            rules: Self.root.appending(path: "Rules").path(), forms: Self.root.appending(path: "Forms").path())
        for warning in rulebook.messages { Issue.record("\(warning.text)") }
        let matter = try rulebook.readCase(Array(json.utf8), named: "case.json")
        let outcome = rulebook.evaluate(matter)
        #expect(!outcome.isRefused)
        #expect(outcome.json.contains("\"ZX-2026-0302-01\""))
        let notice = try #require(outcome.issuances.first { $0.form == "rectification-notice" })
        #expect(notice.title == "装修违规整改通知单")
        #expect(notice.due != nil)
        #expect(notice.html.count > 1000)
    }
}
