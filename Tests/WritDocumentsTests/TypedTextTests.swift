import Testing
import WritEvaluation
import WritLanguage
import WritSemantics

@testable import WritDocuments

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
    @Test(arguments: ["אבג", "一\n二\n三", "\u{202E}甲乙", "王-李"])
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

    /// House numbers and telephone numbers break nowhere, wherever they stand in a text.
    @Test(arguments: [
        ("3-1201", "|3-1201|"), ("A-12-0303室", "|A-12-0303室|"), ("前台，8888-0002转7", "前台，|8888-0002|转7"),
        ("<8888-0002>", "&lt;|8888-0002|&gt;"), ("move-in", "move-in"), ("-5--6-", "-5--6-"), ("5-", "5-"),
        ("1234567890-1234567890", "1234567890-1234567890"), ("二〇二六-三", "二〇二六-三"),
        ("甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲8888-0002", "甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲|8888-0002|"),
    ]) func joinedFiguresStayWhole(text: String, said: String) throws {
        let document = try document { $0.facts[1] = .text(text) }
        let pieces = said.split(separator: "|", omittingEmptySubsequences: false).enumerated().map { index, piece in
            index % 2 == 1 ? "<span class=\"v\">\(piece)</span>" : String(piece)
        }
        #expect(document.view.contains("<p class=\"addressee\"><bdi>\(pieces.joined())</bdi>：</p>"), "\(document.view)")
        #expect(document.record.contains(">\(said.replacing("|", with: ""))</value>"))
    }

    /// Days and sums in the sentences of rules, too.
    @Test(arguments: [
        ("于2026年7月15日前退还3,000.50元", "于|2026年7月15日|前退还|3,000.50元|"), ("7月5日至8日", "|7月5日|至|8日|"),
        ("10时30分到场，年内办结", "|10时30分|到场，年内办结"), ("三月五日", "三月五日"), ("2026年", "|2026年|"),
    ]) func daysInSentencesStayWhole(text: String, said: String) {
        let bytes = Array(text.utf8)
        let found = bytes.withBytes { view in
            var pieces = WholePieces(view)
            var found: [String] = []
            while let piece = pieces.next() { found.append(String(decoding: bytes[piece], as: UTF8.self)) }
            return found
        }
        let wanted = said.split(separator: "|", omittingEmptySubsequences: false).enumerated().filter {
            $0.offset % 2 == 1
        }
        #expect(found == wanted.map { String($0.element) })
    }

    @Test func nothingComesFromElsewhere() throws {
        let view = try document { _ in }.view
        #expect(view.contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"))
        #expect(!view.contains("script"))
    }
}
