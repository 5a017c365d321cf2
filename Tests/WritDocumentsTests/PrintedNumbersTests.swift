import Testing
import WritDocuments
import WritLanguage
import WritSemantics

/// How many places a number has in print, and what a blank makes of alternatives.
@Suite struct PrintedNumbersTests {
    private func bench(_ body: String) throws -> DocumentBench {
        let form =
            "<form xmlns=\"urn:writ:form:1\" id=\"reminder\" for=\"Repair\" title=\"单\"><body>\(body)</body></form>"
        let fixture = try FormFixture(rules: TestRulebook.text, forms: [("reminder", form)])
        #expect(fixture.diagnostics.isEmpty, "\(fixture.messages)")
        return DocumentBench(fixture)
    }

    // The area is 89.5, the rate 0.05 per cent.
    @Test(arguments: [
        ("area\" decimals=\"0", "90"), ("area\" decimals=\"0\" round=\"down", "89"), ("area\" decimals=\"2", "89.50"),
        ("area * 1000\" as=\"grouped\" decimals=\"1", "89,500.0"), ("0 - area\" decimals=\"0", "-90"),
        ("0 - area\" decimals=\"0\" round=\"down", "-89"), ("area + 0.01\" decimals=\"1\" round=\"up", "89.6"),
        ("rate\" decimals=\"1", "0.1%"), ("rate\" decimals=\"3", "0.050%"), ("rate\" decimals=\"0\" round=\"up", "1%"),
        ("¥10.006\" as=\"money\" decimals=\"1", "¥10.0"),
        ("¥1234.5\" as=\"amount\" decimals=\"0\" round=\"up", "1,235"),
    ])
    func placesAndRounding(_ value: String, _ printed: String) throws {
        let document = try #require(try bench("<p><value of=\"\(value)\"/></p>").documents(TestCase.repair).first)
        #expect(document.view.contains(">\(printed)<"), "\(document.view.suffix(300))")
    }

    @Test func theRecordKeepsTheValue() throws {
        let document = try #require(
            try bench("<p><value of=\"area\" decimals=\"0\"/></p>").documents(TestCase.repair).first)
        #expect(document.record.contains("value=\"89.5\">90</value>"), "\(document.record)")
    }

    @Test func whatHasNoDecimalsIsTold() throws {
        let form = """
            <form xmlns="urn:writ:form:1" id="reminder" for="Repair" title="单"><body><p><value of="unit" decimals="1"/></p></body></form>
            """
        let fixture = try FormFixture(rules: TestRulebook.text, forms: [("reminder", form)])
        #expect(fixture.diagnostics.map(\.fact.id) == ["form.no-decimals"])
    }

    @Test func aBlankTicksOneOfTheAlternatives() throws {
        let bench = try bench(
            "<p><choose><option when=\"urgent\">甲</option><otherwise>乙</otherwise></choose></p>")
        #expect(bench.blank(try bench.fixture.plan("reminder")).view.contains("☐甲☐乙"))
        let document = try #require(bench.documents(TestCase.repair).first)
        #expect(!document.view.contains("☐"))
    }

    @Test func datesAndNumbersWithUnitsStayWhole() throws {
        let document = try #require(
            try bench("<p><value of=\"received\"/><value of=\"limit\"/><value of=\"unit\"/></p>").documents(
                TestCase.repair
            ).first)
        #expect(document.view.contains("<span class=\"v\">2026年3月2日</span><span class=\"v\">"))
        #expect(document.view.contains("<bdi><span class=\"v\">3-1201</span></bdi>"))
    }
}
