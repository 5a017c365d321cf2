import Foundation
import Testing
import WritDocuments
import WritEvaluation
import WritLanguage
import WritSemantics
import WritTestSupport

/// Merged cells, groups with subtotals.
@Suite struct TableRowsTests {
    private static func form(_ table: String) -> String {
        "<form xmlns=\"urn:writ:form:1\" id=\"reminder\" for=\"Repair\" title=\"催告书\"><body>\(table)</body></form>"
    }

    private static func data(_ items: [(kind: Int, place: String, sum: Int64)]) -> CaseData {
        var data = TestCase.repair
        data.facts[12] = .list(
            items.map { item in
                let place: Value = item.place.isEmpty ? .unknown : .text(item.place)
                return .record(
                    RecordID(0), [.enumeration(EnumID(0), item.kind), place, .decimal(Decimal(item.sum)), .missing])
            })
        return data
    }

    private func document(_ table: String, _ data: CaseData) throws -> DocumentBench.Written {
        let fixture = try FormFixture(rules: TestRulebook.text, forms: [("reminder", Self.form(table))])
        // That a field of the element has the name of one of the case is noted.
        #expect(fixture.diagnostics.allSatisfy { $0.severity == .note }, "\(fixture.messages)")
        let document = try #require(DocumentBench(fixture).documents(data).first)
        let problem = try RelaxNGSchema(FormFixture.schema("document")).validate(document.xml)
        #expect(problem == nil, "\(problem.map { "\($0.line): \($0.message)" } ?? "")\n\(document.record)")
        return document
    }

    /// The cells of each row as a reader sees them, those that reach down repeated; read by tags and nothing else.
    private func grid(_ markup: String, row: String, cells: [String], span: String) throws -> [[String]] {
        var grid: [[String]] = []
        var open: [Int: (text: String, rows: Int)] = [:]
        for piece in markup.components(separatedBy: "<\(row)>").dropFirst() {
            let end = try #require(piece.range(of: "</\(row)>"))
            var line: [String] = []
            func goOn() {
                while let above = open[line.count], above.rows > 0 {
                    open[line.count] = (above.text, above.rows - 1)
                    line.append(above.text)
                }
            }
            for cell in cells.reduce(
                [String(piece[..<end.lowerBound])],
                { parts, cell in
                    parts.flatMap { $0.components(separatedBy: "</\(cell)>") }
                })
            {
                let name = cells.first { cell.contains("<\($0)") }
                guard let name, let start = cell.range(of: "<\(name)"),
                    let close = cell.range(of: ">", range: start.upperBound..<cell.endIndex)
                else { continue }
                goOn()
                let attributes = String(cell[start.upperBound..<close.lowerBound])
                let text = String(cell[close.upperBound...].replacing(/<[^>]*>/, with: ""))
                let rows = attributes.firstMatch(of: try Regex<(Substring, Substring)>("\(span)=\"([0-9]+)\""))
                open[line.count] = (text, (rows.flatMap { Int($0.output.1) } ?? 1) - 1)
                line.append(text)
            }
            goOn()
            grid.append(line)
        }
        return grid
    }

    @Test func cellsThatSayTheSameAreOne() throws {
        let table = """
            <table each="i in items" numbered="序号"><column title="类别" merge="true" header="true"><value of="i.kind"/></column>
            <column title="部位" merge="true"><value of="i.place"/></column><column title="金额"><value of="i.sum" as="amount"/></column></table>
            """
        let document = try document(
            table, Self.data([(0, "客厅", 1), (0, "客厅", 2), (0, "阳台", 3), (1, "阳台", 4), (1, "", 5), (1, "", 6)]))
        #expect(document.record.components(separatedBy: "<cell rows=\"3\"><value field=\"items[1].kind\"").count == 2)
        #expect(document.record.components(separatedBy: "<cell rows=\"2\">").count == 2)
        #expect(document.view.contains("<th rowspan=\"3\" scope=\"row\">墙体</th>"))
        #expect(document.view.contains("<td rowspan=\"2\"><bdi>客厅</bdi></td>"))
        // A place of another kind is another cell, and what is to be filled in stands alone.
        #expect(document.view.components(separatedBy: "<bdi>阳台</bdi>").count == 3)
        #expect(document.view.components(separatedBy: "<span class=\"blank\">").count == 3)
        try document.keep(as: "merged-rows")
    }

    /// Random rows with few different values: merged or not, the table says the same, and never more than it has to.
    @Test func aMergedTableSaysWhatItSaysUnmerged() throws {
        let seed = UInt64.random(in: 1...UInt64.max)
        var random = SeededRandom(seed: seed)
        let columns = [
            "<column title=\"类别\" MERGE><value of=\"i.kind\"/></column>",
            "<column title=\"部位\" MERGE>在<b><value of=\"i.place\"/></b><span when=\"i.sum > ¥1\">&lt;贵&gt;</span></column>",
            "<column title=\"金额\"><value of=\"i.sum\" as=\"amount\"/></column>",
        ].joined()
        for _ in 0..<40 {
            let items = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                (
                    kind: Int.random(in: 0...1, using: &random),
                    place: ["甲", "乙"][Int.random(in: 0...1, using: &random)],
                    sum: Int64.random(in: 1...2, using: &random)
                )
            }
            var data = Self.data(items)
            // Something must be due, so that there is a document.
            if items.isEmpty { data = Self.data([(0, "甲", 1)]) }
            let table = "<table each=\"i in items\">\(columns)</table>"
            let merged = try document(table.replacing("MERGE", with: "merge=\"true\""), data)
            let plain = try document(table.replacing("MERGE", with: ""), data)
            for (one, other, row, cells, span) in [
                (merged.record, plain.record, "row", ["cell"], "rows"),
                (merged.view, plain.view, "tr", ["td"], "rowspan"),
            ] {
                let expected = try grid(other, row: row, cells: cells, span: span)
                #expect(try grid(one, row: row, cells: cells, span: span) == expected, "seed \(seed)\n\(one)")
            }
            let kinds = items.map(\.kind)
            let runs = zip(kinds, kinds.dropFirst()).count { $0 != $1 } + 1
            if !items.isEmpty {
                #expect(
                    merged.view.components(separatedBy: "<td>").count
                        + merged.view.components(separatedBy: "<td rowspan").count - 2 >= runs)
            }
        }
    }

    /// Rows of which it is not known whether they belong there are told in one, and nothing says that there are none.
    @Test func undecidedRowsAreOneRow() throws {
        let table = """
            <table each="i in items where i.place = &quot;甲&quot;" numbered="序号" empty="无"><column title="部位"><value of="i.place"/></column>
            <column title="金额"><value of="i.sum" as="amount"/></column></table>
            <items><item each="i in items where i.place = &quot;甲&quot;"><value of="i.sum"/></item></items>
            """
        func rows(_ places: String...) throws -> (rows: [String], document: DocumentBench.Written) {
            let document = try self.document(table, Self.data(places.map { (0, $0, 1) }))
            let body = try #require(
                document.view.components(separatedBy: "<tbody>\n").last?.components(separatedBy: "</tbody>").first)
            return (
                body.split(separator: "\n").map { $0.replacing(/<[^>]*>/, with: "|") }.map {
                    $0.split(separator: "|").joined(separator: " ")
                }, document
            )
        }
        let (some, written) = try rows("", "甲", "", "")
        #expect(some == ["1 甲 1.00", "（有3行待定）"])
        #expect(written.view.contains("<tr class=\"undecided\"><td colspan=\"3\">（有3行待定）</td></tr>"))
        #expect(written.view.contains("<div role=\"listitem\" class=\"undecided\">（有3项待定）</div>"))
        #expect(written.record.contains(">（有3行待定）</undecided>") && written.stage == .draft)
        #expect(try rows("甲", "").rows == ["1 甲 1.00", "（待定）"])
        #expect(try rows("", "").rows == ["（有2行待定）"])
        #expect(try rows("乙").rows == ["无"])
        // A list that is not known is not empty.
        var unknown = TestCase.repair
        unknown.facts[12] = .unknown
        let view = try self.document(table, unknown).view
        #expect(view.contains("<td colspan=\"3\">（待定）</td>") && !view.contains("无"))
    }

    @Test func subtotalsAddUpToTheTotal() throws {
        let table = """
            <table groups="g in items group by kind" each="i in g.items" numbered="序号" empty="无">
              <column title="类别" merge="true"><value of="g.key"/></column><column title="部位"><value of="i.place"/></column>
              <column title="金额" align="right"><value of="i.sum" as="amount"/></column>
              <subtotal label="小计"><value of="sum of j.sum for j in g.items" as="amount"/></subtotal>
              <total label="合计"><value of="total" as="amount"/></total>
            </table>
            """
        let document = try document(table, Self.data([(1, "甲", 10), (0, "乙", 20), (1, "丙", 30), (0, "丁", 40)]))
        let rows = document.view.components(separatedBy: "<tr").dropFirst().map {
            $0.replacing(/<[^>]*>|^[^>]*>|\n/, with: "|")
        }
        let said = rows.map { $0.split(separator: "|").joined(separator: " ") }
        #expect(
            Array(said.dropFirst().prefix(7)) == [
                "1 外立面 甲 10.00", "2 丙 30.00", "小计 40.00", "3 墙体 乙 20.00", "4 丁 40.00", "小计 60.00", "合计 100.00",
            ], "\(said)")
        #expect(document.record.contains("<subtotal>\n<label>小计</label>\n<content>"))
        try document.keep(as: "subtotals")
    }

    /// Rows whose amounts are rounded one by one under a subtotal of unrounded amounts are told.
    @Test func aSubtotalIsCheckedAsATotalIs() throws {
        let table = """
            <table groups="g in items group by kind" each="i in g.items"><column title="部位"><value of="i.place"/></column>
            <column title="金额"><value of="i.sum * 0.333" as="amount"/></column>
            <subtotal label="小计"><value of="sum of j.sum * 0.333 for j in g.items" as="amount"/></subtotal></table>
            """
        let fixture = try FormFixture(rules: TestRulebook.text, forms: [("reminder", Self.form(table))])
        let warnings = fixture.diagnostics.filter { $0.severity != .note }
        #expect(warnings.map(\.fact.id) == ["form.unrounded-sum"], "\(fixture.messages)")
    }

    /// A hundred thousand rows in proportion, merged or not.
    @Test func manyRowsMergeInProportion() throws {
        let table = """
            <table each="i in items"><column title="类别" merge="true"><value of="i.kind"/></column>
            <column title="金额"><value of="i.sum"/></column></table>
            """
        let fixture = try FormFixture(rules: TestRulebook.text, forms: [("reminder", Self.form(table))])
        let bench = DocumentBench(fixture)
        func seconds(_ count: Int) throws -> Double {
            let data = Self.data((0..<count).map { ($0 / 3 % 2, "甲", 1) })
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            let start = Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
            let document = try #require(bench.documents(data).first)
            #expect(document.record.components(separatedBy: "rows=\"3\"").count > count / 3 - 2)
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9 - start
        }
        let few = try seconds(1500)
        let ratio = try seconds(6000) / few
        #expect(ratio < 9, "\(ratio) times the time for four times the rows")
    }
}
