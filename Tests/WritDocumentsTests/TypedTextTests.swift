import Testing
import WritDocuments
import WritEvaluation
import WritSemantics

/// What people typed, as the view shows it.
@Suite struct TypedTextTests {
    private static let form = """
        <form xmlns="urn:writ:form:1" id="reminder" for="Repair" title="催告书">
          <body><addressee><value of="owner-name"/>：</addressee><p>房号<value of="unit"/>，电话<value of="phone" else="无"/>。</p></body>
        </form>
        """

    private func document(_ change: (inout CaseData) -> Void) throws -> DocumentBench.Written {
        let fixture = try FormFixture(rules: TestRulebook.text, forms: [("reminder", Self.form)])
        #expect(fixture.errors.isEmpty, "\(fixture.messages)")
        var data = TestCase.repair
        change(&data)
        return try #require(DocumentBench(fixture).documents(data).first)
    }

    /// A text of another direction turns nothing around it, and its lines stay lines.
    @Test(arguments: ["אבג", "一\n二\n三", "\u{202E}甲乙", "3-1201"])
    func itStandsApart(text: String) throws {
        let view = try document { $0.facts[1] = .text(text) }.view
        #expect(view.contains("<p class=\"addressee\"><bdi>\(text)</bdi>：</p>"), "\(view)")
        #expect(view.contains("bdi{white-space:pre-line"))
    }

    @Test(arguments: ["", " ", "\n\t", "\u{3000}\u{3000} "])
    func whiteSpaceIsNoText(text: String) throws {
        let document = try document { $0.facts[1] = .text(text) }
        #expect(document.stage == .draft)
        #expect(document.missing == [.fact("owner-name")])
        #expect(document.record.contains("<value field=\"owner-name\" of=\"owner-name\" state=\"unknown\">＿"))
        // Where the form says what stands in its place, that stands there.
        let other = try self.document { $0.facts[2] = .text(text) }
        #expect(
            other.record.contains("of=\"phone\" state=\"missing\">无</value>") && !other.missing.contains(.fact("phone"))
        )
        #expect(try self.document { $0.facts[1] = .text("\u{3001}") }.record.contains(">\u{3001}</value>"))
    }

    @Test func nothingComesFromElsewhere() throws {
        let view = try document { _ in }.view
        #expect(view.contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"))
        #expect(!view.contains("script"))
    }
}
