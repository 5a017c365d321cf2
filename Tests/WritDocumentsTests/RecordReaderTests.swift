import Foundation
import Testing
import WritDocuments
import WritTestSupport

/// The short road of records in canonical form says what the long one says, of sound records and of spoilt ones.
@Suite struct RecordReaderTests {
    private static func records() throws -> [[UInt8]] {
        let folder = FormFixture.root.appending(path: "Tests/Golden/documents")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return try files.filter { $0.pathExtension == "xml" }.sorted { $0.path() < $1.path() }
            .map { Array(try Data(contentsOf: $0)) }
            .filter { String(decoding: $0, as: UTF8.self).contains("<document xmlns=\"urn:writ:document:1\"") }
    }

    /// The tree, RELAX NG and C14N of libxml2, and nothing kept from record to record.
    private struct LongRoad: ~Copyable {
        let schema: RelaxNGSchema

        init() throws { schema = try RelaxNGSchema(FormFixture.schema("document")) }

        func read(_ record: [UInt8]) -> String {
            if schema.validate(record) != nil { return "refused" }
            return (try? RecordDigest(of: record)).map { "\($0)" } ?? "no record"
        }
    }

    private static func short(_ record: [UInt8], _ reader: RecordReader) -> String {
        do throws(XMLTree.Problem) {
            return try reader.read(record).map { "\($0)" } ?? "no record"
        } catch {
            return "refused"
        }
    }

    private static let pieces = [
        "", " ", "\n", "\t", "\r", "&", "&amp;", "&lt;", "&gt;", "&quot;", "&#xD;", "&#10;", "&#x41;", "<", ">", "\"",
        "'", "/", "=",
        "<!-- a -->", "<?a b?>", "<![CDATA[a]]>", "]]>", "\u{0}", "\u{1}", "\u{7F}", "\u{85}", "\u{FFFE}", "\u{FEFF}",
        "甲", "a", "0", "-",
        "<b>甲</b>", "<b></b>", "<b/>", "<p>甲</p>", "<em></em>", " xmlns=\"urn:writ:document:1\"", " xmlns=\"\"",
        " xmlns:a=\"b\"", " a:b=\"c\"", " xml:space=\"preserve\"", " xml:id=\"a\"", " state=\"unknown\"", " of=\"a\"",
        " value=\"x\"",
        " value=\"2026-02-29\"", "<!DOCTYPE document>",
    ]
    private static let values = [
        "", " ", "a b", "0", "1", "12", "012", "2026", "20260", "9999999999", "+1", "2026-03-02", "2026-02-30",
        "2026-13-01", "0026-03-02",
        "2026-03-02T09:30:00", "2026-03-02T09:30:00Z", "2026-03-02T09:30:00+08:00", "2026-03-02T24:30:00",
        "2026-03-02T09:30",
        "2026-03-02T09:30:00+99:00", "2026-03-02T09:30:60", "en", "draft", "issued", "true", "unknown", "missing",
        "refuse", "甲", "&lt;",
        "&gt;", ">", "&#9;", String(repeating: "1", count: 64), String(repeating: "a", count: 64),
        String(repeating: "b", count: 64), String(repeating: "A", count: 64), String(repeating: "a", count: 63),
    ]

    private static func spoilt(_ record: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
        var text = record
        for _ in 0..<Int.random(in: 1...2, using: &random) {
            switch Int.random(in: 0..<6, using: &random) {
            case 0:
                text[Int.random(in: 0..<text.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            case 1:
                let start = Int.random(in: 0..<text.count - 40, using: &random)
                text.removeSubrange(start..<start + Int.random(in: 1...40, using: &random))
            case 2:
                let piece = pieces.randomElement(using: &random) ?? ""
                text.insert(contentsOf: piece.utf8, at: Int.random(in: 0..<text.count, using: &random))
            case 3:
                // Before the end of a tag, or behind it: where pieces make well-formed records.
                let piece = pieces.randomElement(using: &random) ?? ""
                let ends = text.indices.filter { text[$0] == UInt8(ascii: ">") }
                if let end = ends.randomElement(using: &random) {
                    text.insert(contentsOf: piece.utf8, at: end + Int.random(in: 0...1, using: &random))
                }
            default:
                let signs = text.indices.dropLast().filter {
                    text[$0] == UInt8(ascii: "=") && text[$0 + 1] == UInt8(ascii: "\"")
                }
                guard let sign = signs.randomElement(using: &random),
                    let end = text[(sign + 2)...].firstIndex(of: UInt8(ascii: "\""))
                else { continue }
                text.replaceSubrange(sign + 2..<end, with: (values.randomElement(using: &random) ?? "").utf8)
            }
        }
        return text
    }

    @Test func bothRoadsSayTheSame() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("seed \(seed)")
        var random = SeededRandom(seed: seed)
        let long = try LongRoad()
        let reader = try RecordReader()
        let records = try Self.records()
        try #require(records.count > 2)
        for record in records {
            #expect(long.read(record) != "refused")
            // Once with the skeleton unknown, once known.
            for _ in 0..<2 { #expect(Self.short(record, reader) == long.read(record)) }
        }
        #expect(reader.known == records.count, "records as Writ writes them take the short road")
        var refused = 0
        for _ in 0..<2500 {
            guard let record = records.randomElement(using: &random) else { continue }
            let text = Self.spoilt(record, &random)
            let wanted = long.read(text)
            if wanted == "refused" { refused += 1 }
            #expect(Self.short(text, reader) == wanted, "seed \(seed): \(String(decoding: text, as: UTF8.self))")
        }
        #expect(refused > 400)
        #expect(reader.known - records.count > 100, "\(reader.known)")
    }

    /// What skeletons leave out, no rule of the schema looks at.
    @Test func theSchemaLooksAtNothingElse() throws {
        let schema = String(decoding: try FormFixture.schema("document"), as: UTF8.self)
        for name in ["case", "field", "about", "rulebook", "path", "alt", "id", "roles", "when", "each"] {
            #expect(schema.contains("<attribute name=\"\(name)\"/>"), "\(name)")
            #expect(!schema.contains("<attribute name=\"\(name)\">"), "\(name)")
        }
        // The attribute `value` of the element of that name is free.
        let values = schema.components(separatedBy: "<element name=\"value\">")
        #expect(values.count == 2)
        #expect(
            values.last?.components(separatedBy: "</element>").first?.contains("<attribute name=\"value\"/>") == true)
        // Texts of elements are text and no more: data and words stand in attributes, and in two definitions for them.
        var rest = schema
        for pattern in ["(?s)<!--.*?-->", "<attribute name=\"[a-z-]+\"/>", "(?s)<attribute .*?</attribute>"] {
            rest.replace(try Regex(pattern), with: "")
        }
        #expect(rest.components(separatedBy: "<data ").count == 3)
        for absent in ["<value", "<list", "<attribute", "<anyName", "<ref name=\"name\"", "<ref name=\"digest\""] {
            #expect(!rest.contains(absent), "\(absent)")
        }
        // No word of the schema is of a class.
        for word in schema.matches(of: try Regex("<value>([^<]*)</value>", as: (Substring, Substring).self)) {
            #expect(word.output.1.contains { $0.isLetter } && word.output.1.count < 30, "\(word.output.1)")
        }
        let types = schema.matches(of: try Regex("<data type=\"([A-Za-z]+)\"", as: (Substring, Substring).self))
        let known: Set<Substring> = [
            "date", "dateTime", "positiveInteger", "nonNegativeInteger", "gYear", "token", "string",
        ]
        #expect(Set(types.map(\.output.1)).isSubset(of: known))
        #expect(
            Set(
                schema.matches(of: try Regex("<param name=\"pattern\">([^<]*)<", as: (Substring, Substring).self))
                    .map(\.output.1)) == ["\\S+", "[0-9a-f]{64}"])
    }
}
