import Foundation
import Testing
import WritLanguage
import WritSemantics
import WritTestSupport

import WritDocuments

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Whatever a case says, the document is well-formed and says the same.
@Suite struct EscapingTests {
    private static let form = """
        <form xmlns="urn:writ:form:1" id="reminder" for="Repair" title="催告 &lt;&amp;&quot;'&gt; 書">
          <body>
            <addressee><value of="owner-name"/>：</addressee>
            <p><b><value of="unit"/></b></p>
            <fields><field of="unit"/><field label="a &lt; b &amp; c"><value of="owner-name"/></field></fields>
            <table each="i in items" numbered="#"><column title="]]&gt;"><value of="i.place"/></column></table>
          </body>
        </form>
        """
    private static let pieces = [
        "<", "&", "\"", "'", ">", "]]>", "&amp;", "&#60;", "\r", "一二三四五六七", "abcdefghijklm", "<script>", "<!--", "-->",
        "{unit}", "\\", "\t", "\n",
        "房", "號", "𠮷", "𣗋", "e\u{301}", "👩‍👩‍👧", "\u{200F}", "\u{3000}", "\u{FEFF}", " ", "a", "0", "\u{85}", "\u{2028}",
    ]

    @Test func everyTextComesBackAsItWas() throws {
        let fixture = try FormFixture(rules: TestRulebook.text, forms: [("reminder", Self.form)])
        #expect(fixture.errors.isEmpty, "\(fixture.messages)")
        let bench = DocumentBench(fixture)
        let schema = try RelaxNGSchema(FormFixture.schema("document"))
        let seed = UInt64(ProcessInfo.processInfo.environment["WRIT_SEED"] ?? "") ?? 20_260_302
        var random = SeededRandom(seed: seed)
        var tags: Set<Int> = []
        for round in 0..<300 {
            let texts = (0..<3).map { _ in
                // A text of white space alone is no text.
                (0..<random.number(0...6)).map { _ in random.pick(Self.pieces, or: "") }.joined() + "。"
            }
            var data = TestCase.repair
            data.facts[0] = .text(texts[0])
            data.facts[1] = .text(texts[1])
            data.facts[12] = .list([
                .record(RecordID(0), [.enumeration(EnumID(0), 0), .text(texts[2]), .decimal(.one), .missing])
            ])
            let document = try #require(bench.documents(data).first)
            #expect(schema.validate(document.xml) == nil, "seed \(seed), round \(round)")
            let values = try TextOfXML.values(document.xml)
            #expect(values["unit"] == [texts[0], texts[0]], "seed \(seed), round \(round)")
            #expect(values["owner-name"] == [texts[1], texts[1]], "seed \(seed), round \(round)")
            #expect(values["items[1].place"] == [texts[2]], "seed \(seed), round \(round)")
            // The view has only the markup of the form: a value adds no tag and no entity of its own.
            tags.insert(document.view.count { $0 == "<" })
        }
        #expect(tags.count == 1, "seed \(seed)")
    }

    /// Every byte that markup minds, at every place of texts of several lengths: eight bytes are looked at together.
    @Test func noPlaceHidesAMark() {
        let marks: [(text: String, inText: String, inAttribute: String)] = [
            ("<", "&lt;", "&lt;"), (">", "&gt;", ">"), ("&", "&amp;", "&amp;"), ("\"", "\"", "&quot;"),
            ("\r", "&#xD;", "&#xD;"), ("\n", "\n", "&#xA;"), ("\t", "\t", "&#x9;"), ("\u{1}", "\u{FFFD}", "\u{FFFD}"),
            ("\u{FFFE}", "\u{FFFD}", "\u{FFFD}"), ("，", "，", "，"), ("\u{7F}", "\u{7F}", "\u{7F}"),
        ]
        for filler in ["a", "市", "\u{3F}"] {
            for length in [0, 1, 5, 7, 8, 9, 16, 23] {
                for (mark, inText, inAttribute) in marks {
                    for place in 0...length {
                        let before = String(repeating: filler, count: place)
                        let after = String(repeating: filler, count: length - place)
                        var (text, attribute): ([UInt8], [UInt8]) = ([], [])
                        text.appendText(before + mark + after)
                        attribute.appendAttribute(before + mark + after)
                        #expect(String(decoding: text, as: UTF8.self) == before + inText + after)
                        #expect(String(decoding: attribute, as: UTF8.self) == before + inAttribute + after)
                    }
                }
            }
        }
    }

    @Test func whatXMLForbidsBecomesAReplacement() {
        var bytes: [UInt8] = []
        bytes.appendText("a\u{0}b\u{1F}c\u{FFFE}d\u{FFFF}e\r")
        #expect(String(decoding: bytes, as: UTF8.self) == "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e&#xD;")
    }

    @Test func attributesKeepWhiteSpace() {
        var bytes: [UInt8] = []
        bytes.appendAttribute("a\"b\tc\nd<&>'")
        #expect(String(decoding: bytes, as: UTF8.self) == "a&quot;b&#x9;c&#xA;d&lt;&amp;>'")
    }
}

/// The texts of `<value>` by field, read by an independent parser.
final class TextOfXML: NSObject, XMLParserDelegate {
    private var values: [String: [String]] = [:]
    private var field: String?
    private var text = ""

    static func values(_ xml: [UInt8]) throws -> [String: [String]] {
        let reader = TextOfXML()
        let parser = XMLParser(data: Data(xml))
        parser.delegate = reader
        guard parser.parse() else { throw parser.parserError ?? CocoaError(.coderInvalidValue) }
        return reader.values
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        guard name == "value" else { return }
        field = attributes["field"]
        text = ""
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        guard name == "value", let field else { return }
        values[field, default: []].append(text)
        self.field = nil
    }
}
