import Foundation
import Testing
import WritTestSupport

/// Pages to fill in, as the command writes them. What a browser makes of them is for `Tests/judge/intake`.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built"))
struct IntakeTests {
    private let folder = Corpus.tests.appending(path: "Data/intake")

    private func writ(_ arguments: String...) throws -> ToolRun { try ToolRun(arguments, folder: folder) }

    @Test func everyFactIsAskedForInItsOwnWay() throws {
        let page = try writ("form", "everything", "--intake")
        #expect(page.status == 0, "\(page.errors)")
        let expected = [
            "text": "text", "flag": "boolean", "maybe": "boolean", "whole": "whole", "number": "code", "money": "code",
            "rate": "rate", "day": "code", "moment": "time", "days": "whole", "workdays": "whole", "level": "code",
            "place": "record", "parts": "list", "dates": "list", "none": "list", "open": "list", "left-out": "text",
            "unknown": "code", "road": "text", "floor": "whole", "tags": "list",
        ]
        for (name, kind) in expected {
            let found = page.text.matches(of: /data-kind="([a-z]+)"[^>]* data-name="([^"]*)"/).filter { $0.2 == name }
            #expect(found.contains { $0.1 == kind }, "\(name): \(found.map(\.1))")
        }
        #expect(page.text.contains("<option value=\"high\">高</option>"))
        #expect(page.text.contains("每个部件一项"), "the documentation of a field is shown beside it")
    }

    @Test func thePageStandsAloneAndIsTheSameEachTime() throws {
        let page = try writ("form", "everything", "--intake")
        #expect(page.output == (try writ("form", "everything", "--intake")).output)
        #expect(!page.text.contains("http:") && !page.text.contains("https:") && !page.text.contains(" src="))
        #expect(page.text.components(separatedBy: "<script").count == 2)
        let identifiers = page.text.matches(of: /\ id="([^"]*)"/).map(\.1)
        #expect(Set(identifiers).count == identifiers.count)
    }

    /// Words of the rulebook are text on the page, whatever they hold.
    @Test func titlesAreNoMarkup() throws {
        let scratch = try ScratchFolder()
        try scratch.write(
            "Rules/a.writ",
            "case Odd \"<b>&\"\n  x : Text \"</script><img src=x>\"\nrule r \"r\"\n  for Odd\n  issue odd to owner\n"
                + "party owner \"业主\"\n")
        try scratch.write(
            "Forms/odd.xml",
            "<form xmlns=\"urn:writ:form:1\" id=\"odd\" for=\"Odd\" title=\"&lt;i>\"><body><p>x</p></body></form>")
        let page = try ToolRun(["form", "odd", "--intake"], folder: scratch.url)
        #expect(page.status == 0, "\(page.errors)")
        #expect(page.text.contains("&lt;/script&gt;&lt;img src=x&gt;") && page.text.contains("<h1>&lt;i&gt;</h1>"))
        #expect(!page.text.contains("<img"))
    }

    @Test func whatCannotBeAskedForIsTold() throws {
        #expect(try writ("form", "everything").status == 2)
        #expect(try writ("form", "everything", "--intake", "--blank").status == 2)
        #expect(try writ("form", "everything", "--intake", "--format", "xml").status == 2)
        let scratch = try ScratchFolder()
        try scratch.write("Rules/a.writ", "role clerk \"办事员\"\n")
        try scratch.write(
            "Forms/blank.xml",
            "<form xmlns=\"urn:writ:form:1\" id=\"blank\" title=\"空\"><body><p>x</p></body></form>")
        let page = try ToolRun(["form", "blank", "--intake"], folder: scratch.url)
        #expect(page.status == 2 && page.errors.contains("usage.form-without-case"), "\(page.errors)")
    }
}
