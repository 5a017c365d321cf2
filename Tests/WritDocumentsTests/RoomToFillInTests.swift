import Testing
import WritSemantics

@testable import WritDocuments

/// What is printed where something is to be written by hand, and how much room labels have.
@Suite struct RoomToFillInTests {
    private func view(_ body: String, _ language: String = "zh-Hans") throws -> String {
        let form = """
            <form xmlns="urn:writ:form:1" id="reminder" for="Repair" title="催告书" lang="\(language)"><body>\(body)</body></form>
            """
        let fixture = try FormFixture(rules: TestRulebook.text, forms: [("reminder", form)])
        #expect(fixture.errors.isEmpty, "\(fixture.messages)")
        return DocumentBench(fixture).blank(try fixture.plan("reminder")).view
    }

    /// A sum has its sign before the room or its unit behind it, as its format has.
    @Test(arguments: [
        ("money", "¥＿＿＿＿＿＿"), ("money-yuan", "＿＿＿＿＿＿元"), ("amount", "＿＿＿＿＿＿"), ("money-capital", "＿＿＿＿＿＿＿＿＿＿"),
    ]) func sums(format: String, room: String) throws {
        let view = try view("<p>共<value of=\"total\" as=\"\(format)\"/>。</p>")
        #expect(view.contains("<span class=\"blank\">\(room)</span>"), "\(view)")
    }

    @Test func labelsHaveTheRoomThatTheyNeed() throws {
        #expect(LabelWidth.of(["房号", "业主姓名", "统一社会信用代码"], columns: 2) == nil)
        #expect(LabelWidth.of(["法定代表人或者代理人的联系电话以及住所"], columns: 2) == 11)
        #expect(LabelWidth.of(["Unit", "Date of receipt"], columns: 2) == nil)
        #expect(LabelWidth.of(["Unit", "Day on which the application was received"], columns: 1) == 12)
        #expect(LabelWidth.of(["Responsibilities"], columns: 2) == 10)
        #expect(LabelWidth.of(["Responsibilities"], columns: 3) == nil)
        let page = try view("<fields columns=\"2\"><field of=\"unit\" label=\"法定代表人或者代理人的联系电话以及住所\"/></fields>")
        #expect(page.contains("<dl class=\"fields c2 w11\">") && page.contains(".w11 dt{flex-basis:11em}"))
        #expect(try view("<fields><field of=\"unit\"/></fields>").contains("<dl class=\"fields c2\">"))
    }

    /// A heading of its own, none, or that of its kind.
    @Test(arguments: [(" title=\"\"", ""), (" title=\"事项\"", "事项"), ("", "应办事项")])
    func aHeadingOfMessagesMayBeLeftOut(title: String, heading: String) throws {
        let view = try view("<messages of=\"require\"\(title)/>")
        #expect(view.contains("<p class=\"caption\">") == !heading.isEmpty && view.contains("\(heading)"))
    }
}
