import Foundation
import Testing
import WritDocuments
import WritEvaluation
import WritLanguage
import WritSemantics

/// Four times the form, and four times the list, take about four times as long.
@Suite(.serialized) struct LargeFormsTests {
    private static let page = "<form xmlns=\"urn:writ:form:1\" id=\"reminder\" for=\"Repair\" title=\"催告书\"><body>"

    /// Processor time of this thread, which others on the machine do not change much.
    private func seconds(_ body: () throws -> Void) rethrows -> Double {
        func now() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
        let start = now()
        try body()
        return now() - start
    }

    private func ratio(_ work: (Int) throws -> Void) throws -> Double {
        let few = try seconds { try work(2000) }
        return try seconds { try work(8000) } / few
    }

    @Test func paragraphs() throws {
        let found = try ratio { count in
            let body = String(repeating: "<p>房号<value of=\"unit\"/>，请于期限前答复。</p>\n", count: count)
            let fixture = try FormFixture(
                rules: TestRulebook.text, forms: [("reminder", Self.page + body + "</body></form>")])
            #expect(fixture.errors.isEmpty)
            let bench = DocumentBench(fixture)
            #expect(bench.documents(TestCase.repair).first?.xml.count ?? 0 > count * 60)
        }
        #expect(found < 9, "\(found) times the time for four times the paragraphs")
    }

    @Test func rows() throws {
        let table =
            "<table each=\"i in items\"><column title=\"部位\"><value of=\"i.place\"/></column></table></body></form>"
        let bench = DocumentBench(
            try FormFixture(rules: TestRulebook.text, forms: [("reminder", Self.page + table)]))
        for isKnown in [true, false] {
            let found = try ratio { count in
                var data = TestCase.repair
                let place: Value = isKnown ? .text("客厅") : .unknown
                data.facts[12] = .list(
                    (0..<count).map { _ in
                        .record(RecordID(0), [.enumeration(EnumID(0), 0), place, .decimal(.one), .missing])
                    })
                let document = bench.documents(data).first
                #expect(document?.missing.count == (isKnown ? 0 : count))
            }
            #expect(found < 9, "\(found) times the time for four times the rows")
        }
    }
}
