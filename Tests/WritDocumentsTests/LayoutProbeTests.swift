import Testing
import WritDocuments
import WritSemantics

/// A document that fills several pages of the profile `gbt9704` with nothing but characters, for the judges that count
/// lines and characters in print.
@Suite struct LayoutProbeTests {
    private static let text = String(
        repeating: "物业管理处依照合同和管理规约的约定对房屋及配套设施设备进行维修养护管理并维护环境卫生和秩序", count: 60)

    private static let form = """
        <form xmlns="urn:writ:form:1" id="reminder" for="Repair" title="版面检验" profile="gbt9704">
          <body><p indent="false">\(text)</p></body>
        </form>
        """

    @Test func theProbeIsWritten() throws {
        let bench = DocumentBench(try FormFixture(rules: TestRulebook.text, forms: [("reminder", Self.form)]))
        let document = try #require(bench.documents(TestCase.repair).first)
        #expect(document.view.contains(Self.text))
        try document.keep(as: "probe")
    }
}
