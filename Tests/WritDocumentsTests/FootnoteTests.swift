import Foundation
import Testing
import WritDocuments
import WritEvaluation
import WritLanguage
import WritSemantics

/// Footnotes, lines to write on, groups kept with what follows, places for two to sign.
@Suite struct FootnoteTests {
    private func bench(_ body: String, language: String = "zh-Hans") throws -> DocumentBench {
        let form = """
            <form xmlns="urn:writ:form:1" id="reminder" for="Repair" title="催告书" lang="\(language)"><body>\(body)</body></form>
            """
        let fixture = try FormFixture(rules: TestRulebook.text, forms: [("reminder", form)])
        #expect(fixture.diagnostics.isEmpty, "\(fixture.messages)")
        return DocumentBench(fixture)
    }

    private func document(_ body: String, language: String = "zh-Hans") throws -> DocumentBench.Written {
        let document = try #require(bench(body, language: language).documents(TestCase.repair).first)
        let problem = try RelaxNGSchema(FormFixture.schema("document")).validate(document.xml)
        #expect(problem == nil, "\(problem?.message ?? "")\n\(document.record)")
        return document
    }

    @Test func theTextsStandAtTheEndInTheOrderOfTheirMarks() throws {
        let document = try document(
            """
            <p>房号<value of="unit"/><footnote>以<value of="owner-name"/>的登记为准</footnote>。</p>
            <table each="i in items"><column title="部位"><value of="i.place"/><footnote when="i.dear">大额：<value of="i.sum"/></footnote></column></table>
            <p>完<footnote>另有说明</footnote></p><colophon><line>抄送：档案</line></colophon>
            """)
        #expect(document.record.contains("<value field=\"unit\" of=\"unit\">3-1201</value><footnote>①</footnote>。"))
        #expect(
            document.record.contains(
                """
                <footnotes>
                <note><label>①</label>以<value field="owner-name" of="owner-name">王某</value>的登记为准</note>
                <note><label>②</label>大额：<value field="items[1].sum" of="i.sum" value="1200">¥1,200.00</value></note>
                <note><label>③</label>另有说明</note>
                </footnotes>
                """), "\(document.record)")
        #expect(document.view.contains("<sup class=\"note\">②</sup>"))
        #expect(document.view.contains("<div role=\"listitem\"><span class=\"n\">③</span>另有说明</div>\n</div>\n"))
        try document.keep(as: "footnotes")
    }

    @Test func theyStandWhereTheFormPutsThem() throws {
        let document = try document("<p>甲<footnote>一</footnote></p><footnotes/><p>乙<footnote>二</footnote></p>")
        let view = document.view
        let places = ["甲<sup", "</span>一</div>", "乙<sup", "</span>二</div>"].compactMap {
            view.range(of: $0)?.lowerBound
        }
        #expect(places.count == 4 && places == places.sorted())
        #expect(view.components(separatedBy: "class=\"notes\"").count == 3)
    }

    @Test func aFormWithoutThemHasNone() throws {
        #expect(!(try document("<p>甲</p><footnotes/>").record.contains("footnotes")))
    }

    @Test func englishCountsThemInFigures() throws {
        #expect(
            try document("<p>A<footnote>b</footnote></p>", language: "en").view.contains("<sup class=\"note\">1</sup>"))
    }

    /// Written twice, because what it prints is not known, a document has its footnotes once.
    @Test func aDraftHasThemOnce() throws {
        let document = try document("<p><value of=\"fee\"/><footnote>一</footnote></p>")
        #expect(document.stage == .draft)
        #expect(document.record.components(separatedBy: "<note>").count == 2)
    }

    @Test func aBlankHasThem() throws {
        let bench = try bench("<p>甲<footnote>见<value of=\"unit\"/></footnote></p>")
        let blank = bench.blank(try bench.fixture.plan("reminder"))
        #expect(blank.record.contains("<note><label>①</label>见<value"))
    }

    @Test func linesAndKeepingAndSignatures() throws {
        let document = try document(
            """
            <lines count="3"/><fields columns="1"><field label="说明" lines="4"><value of="unit"/></field></fields>
            <group keep="next"><p>甲</p></group>
            <signatures columns="2"><signature party="owner" represented="true"/><signature role="steward" date="false"/></signatures>
            """)
        #expect(document.record.contains("<lines count=\"3\"></lines>"))
        #expect(document.view.components(separatedBy: "<div class=\"line\"></div>").count == 4)
        #expect(document.view.contains("<dd class=\"l4\">"))
        #expect(document.view.contains("<div class=\"keep next\">"))
        #expect(document.view.contains("<div class=\"signatures two\">"))
        for piece in ["业主（盖章）：", "代表人（签字）：", "管理员（签字）："] {
            #expect(document.view.contains(piece) && document.record.contains(piece), "\(piece)")
        }
        try document.keep(as: "lines-and-signatures")
    }
}
