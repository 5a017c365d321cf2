import Testing
import WritDocuments
import WritLanguage
import WritSemantics

/// Printed columns add up to their totals, or `check` says why they may not.
@Suite struct PrintedSumsTests {
    private static let rules = """
        source S "计费办法"
          clause 1 "计费"
        role clerk "经办人"
        party payer "缴费人"
        organisation office "管理处"
          clerk
        record Line "明细"
          price    : Money "单价"
          quantity : Decimal "数量"
          pieces   : Integer "件数"
        case Bill "账单"
          lines : list of Line "明细"
        define fee of Line : Money "金额" basis S 1
          is price * quantity otherwise
        define raw of Bill : Money "合计（不舍入）" basis S 1
          is sum of l.price * l.quantity for l in lines otherwise
        define total of Bill : Money "合计" basis S 1
          is sum of l.fee for l in lines otherwise
        rule bill "账单"
          for Bill
          basis S 1
          issue bill to payer
        """

    private func found(_ cell: String, _ total: String?) throws -> [String] {
        let last = total.map { "<total label=\"合计\"><value of=\"\($0)\" as=\"amount\"/></total>" } ?? ""
        let form = """
            <form xmlns="urn:writ:form:1" id="bill" for="Bill" title="账单"><body>
              <table each="l in lines"><column title="名称"><value of="l.pieces"/></column>
                <column title="金额"><value of="\(cell)" as="amount"/></column>\(last)</table>
            </body></form>
            """
        let fixture = try FormFixture(rules: Self.rules, forms: [("bill", form)])
        #expect(fixture.errors.isEmpty, "\(fixture.messages)")
        return fixture.diagnostics.map(\.fact.id)
    }

    @Test(arguments: [
        ("l.price * l.quantity", "raw"), ("l.price / 3", "total"), ("l.fee", "raw"),
        ("l.fee", "sum of l.price * l.quantity for l in lines"), ("l.price * l.pieces + l.price / 3", "total"),
    ])
    func whatMayDifferIsTold(cell: String, total: String) throws {
        #expect(try found(cell, total).contains("form.unrounded-sum"))
    }

    @Test(arguments: [
        ("l.fee", "total"), ("l.price", "total"), ("l.price * l.pieces", "sum of l.price * l.pieces for l in lines"),
    ])
    func whatAddsUpIsNotTold(cell: String, total: String) throws {
        #expect(try found(cell, total) == [])
    }

    private func found(table: String) throws -> [String] {
        let form = """
            <form xmlns="urn:writ:form:1" id="bill" for="Bill" title="账单"><body>\(table)</body></form>
            """
        let fixture = try FormFixture(rules: Self.rules, forms: [("bill", form)])
        #expect(fixture.errors.isEmpty, "\(fixture.messages)")
        return fixture.diagnostics.map(\.fact.id)
    }

    /// Fewer decimals in the rows than there are.
    @Test func coarseRowsAreTold() throws {
        func table(_ cell: String, _ total: String) -> String {
            """
            <table each="l in lines"><column title="金额">\(cell)</column><total label="合计">\(total)</total></table>
            """
        }
        let sum = "<value of=\"sum of l.quantity for l in lines\"/>"
        #expect(
            try found(table: table("<value of=\"l.fee\" decimals=\"0\"/>", "<value of=\"total\"/>")) == [
                "form.coarse-sum"
            ])
        #expect(try found(table: table("<value of=\"l.quantity\" decimals=\"1\"/>", sum)) == ["form.coarse-sum"])
        #expect(try found(table: table("<value of=\"l.quantity\"/>", sum)) == [])
        #expect(try found(table: table("<value of=\"l.fee\" decimals=\"2\"/>", "<value of=\"total\"/>")) == [])
        #expect(try found(table: table("<value of=\"l.quantity\" decimals=\"1\"/>", "<value of=\"total\"/>")) == [])
    }

    /// Rows of some elements over the sum of all.
    @Test func aTotalOfOtherElementsIsTold() throws {
        func table(_ each: String, _ total: String) -> String {
            """
            <table each="\(each)"><column title="金额"><value of="l.fee"/></column><total label="合计"><value of="\(total)"/></total></table>
            """
        }
        let some = "l in lines where l.pieces > 0"
        #expect(try found(table: table(some, "total")) == ["form.sum-of-others"])
        #expect(try found(table: table(some, "sum of k.fee for k in lines")) == ["form.sum-of-others"])
        #expect(try found(table: table(some, "sum of k.fee for k in (lines where pieces > 0)")) == [])
        #expect(try found(table: table("l in lines", "total")) == [])
    }

    @Test func withoutATotalThereIsNothingToAddUp() throws {
        #expect(try found("l.price * l.quantity", nil) == [])
    }
}
