import Foundation
import Testing
import WritDocuments
import WritLanguage
import WritTestSupport

/// Forms that nobody writes by accident.
@Suite struct HostileFormsTests {
    private func facts(_ bytes: [UInt8]) -> [String] {
        FormReader.read(SourceText(id: FileID(0), path: "a.xml", bytes: bytes)).diagnostics.map(\.fact.id)
    }

    @Test func depthIsBounded() {
        let deep = String(repeating: "<group>", count: 100_000)
        #expect(
            facts(Array("<form xmlns=\"urn:writ:form:1\" id=\"a\" title=\"b\"><body>\(deep)".utf8)) == ["form.too-deep"]
        )
    }

    @Test func sizeIsBounded() {
        #expect(facts([UInt8](repeating: 0x20, count: 9_000_000)) == ["form.too-large"])
    }

    @Test func bytesThatAreNotText() {
        #expect(facts([0x3C, 0x66, 0xFF, 0xFE]) == ["form.not-utf8"])
        #expect(facts([0xED, 0xA0, 0x80]) == ["form.not-utf8"])
        #expect(facts([]) == ["form.not-well-formed"])
        #expect(facts([0xEF, 0xBB, 0xBF]) == ["form.not-well-formed"])
    }

    private func read(_ text: String) -> FormReader.Reading {
        FormReader.read(SourceText(id: FileID(0), path: "a.xml", bytes: Array(text.utf8)))
    }

    private static let open = "<form xmlns=\"urn:writ:form:1\" id=\"a\" title=\"b\"><body>"
    private static let close = "</body></form>"

    /// libxml2 compares each attribute with all others before it tells of them: it must not see so many.
    @Test(arguments: [201, 10_000, 900_000]) func attributesAreBounded(count: Int) {
        let many = (0..<count).map { " a\($0)=\"\"" }.joined()
        let bytes = Array("\(Self.open)<p\(many)/>\(Self.close)".utf8)
        #expect(
            facts(bytes) == [bytes.count > MarkupReader.maximumSize ? "form.too-large" : "form.too-many-attributes"])
    }

    /// Neither text with signs of equality nor comments are attributes.
    @Test func equalsSignsAreNoAttributes() {
        let signs = String(repeating: "a=\"b\" ", count: 10_000)
        #expect(
            read("\(Self.open)<p>\(signs)</p><!--<p \(signs)>--><p><![CDATA[<p \(signs)>]]></p>\(Self.close)")
                .diagnostics.isEmpty)
    }

    /// What libxml2 would let pass, or take for the end of the file.
    @Test(arguments: [
        ("\u{0}", 0), ("<p>甲\u{FFFE}</p>", 6), ("<p align=\"\u{FFFF}\"/>", 10), ("<!--\u{1}-->", 4), ("<?a \u{B}?>", 4),
        ("<p><![CDATA[\u{FFFF}]]></p>", 12), ("<p>&#0;</p>", 3), ("<p>&#xFFFE;</p>", 3), ("<p>&#xD800;</p>", 3),
    ])
    func forbiddenCharactersAreToldWhereTheyStand(text: String, offset: Int) throws {
        let found = try #require(read(Self.open + text + Self.close).diagnostics.first)
        #expect(found.fact.id == "form.not-well-formed")
        #expect(found.place == .span(Span(file: FileID(0), start: Self.open.utf8.count + offset, end: end(found))))
        // A file does not end at a zero.
        #expect(read(Self.open + Self.close + "\u{0}<p/>").diagnostics.map(\.fact.id) == ["form.not-well-formed"])
    }

    private func end(_ diagnostic: Diagnostic) -> Int {
        if case .span(let span) = diagnostic.place { span.range.upperBound } else { 0 }
    }

    /// No entity but the five, from nowhere, and no encoding but UTF-8.
    @Test(arguments: [
        ("<!DOCTYPE form [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><form>&a;</form>", "form.doctype"),
        ("<!DOCTYPE form SYSTEM \"http://localhost/a.dtd\"><form/>", "form.doctype"),
        ("<!DOCTYPE form PUBLIC \"-//a\" \"a.dtd\"><form/>", "form.doctype"),
        ("<!DOCTYPE", "form.doctype"), ("<!--a--><!DOCTYPE form><form/>", "form.doctype"),
        ("<form><!DOCTYPE form></form>", "form.doctype"), ("<form>&nbsp;</form>", "form.not-well-formed"),
        ("<form title=\"&a;\"/>", "form.not-well-formed"), ("<!ENTITY a \"b\"><form/>", "form.not-well-formed"),
        ("<?xml version=\"1.0\" encoding=\"GBK\"?><form/>", "form.not-well-formed"),
        ("<?xml version=\"1.0\" encoding=\"UTF-16\"?><form/>", "form.not-well-formed"),
        ("<?xml version=\"1.1\"?><form/>", "form.not-well-formed"), ("<?xml?><form/>", "form.not-well-formed"),
        (" <?xml version=\"1.0\"?><form/>", "form.not-well-formed"), ("<a:form/>", "form.prefix"),
        ("<form xmlns:a=\"b\"/>", "form.prefix"), ("<form xml:lang=\"zh\"/>", "form.prefix"),
        ("<form a:b=\"\"/>", "form.prefix"), ("<form xmlns=\"urn:a\"/>", "form.wrong-namespace"),
    ])
    func nothingComesFromElsewhere(text: String, id: String) {
        #expect(read(text).diagnostics.map(\.fact.id) == [id])
    }

    /// libxml2 hands out an ampersand of a value as a reference, and normalises line ends.
    @Test func attributesSayWhatTheyMean() throws {
        let root = try #require(
            read(
                "<form xmlns=\"urn:writ:form:1\" id=\"a\" title=\"&amp;&#38;&amp;#38;&lt;&#10;\n\r\n\t&quot;\"><body/></form>"
            ).root)
        #expect(root.attribute("title")?.value.string == "&&&#38;<\n   \"")
        #expect(
            root.attribute("title")?.value.offsets.count == root.attribute("title").map { $0.value.bytes.count + 1 })
    }

    /// Any prefix and any damage of a good form gives diagnostics, never a trap, and at most one where it is no XML.
    @Test func damageIsReported() throws {
        let good = Array(
            try String(
                contentsOf: FormFixture.root.appending(path: "Tests/Golden/documents/reminder.form.xml"),
                encoding: .utf8
            ).utf8)
        for length in stride(from: 0, to: good.count - 1, by: 7) {
            #expect(facts(Array(good[..<length])).count == 1, "cut off after \(length) bytes")
        }
        var random = SeededRandom(seed: 7)
        let fixture = try FormFixture(rules: TestRulebook.text, forms: [("reminder", TestRulebook.reminder)])
        for _ in 0..<400 {
            var bytes = good
            for _ in 0..<random.number(1...3) {
                let at = random.number(0...(bytes.count - 2))
                switch random.number(0...2) {
                case 0: bytes[at] = UInt8(truncatingIfNeeded: random.number(0...255))
                case 1: bytes.remove(at: at)
                default: bytes.insert(random.pick(Array("<>&\"'/= ".utf8), or: 0x3C), at: at)
                }
            }
            let reading = FormReader.read(SourceText(id: FileID(1), path: "reminder.xml", bytes: bytes))
            _ = FormCompiler.compile([reading], program: fixture.program)
        }
    }
}
