import Foundation
import Testing
import WritDocuments
import WritEvaluation
import WritLanguage
import WritSemantics

/// One form with every element, filled in several ways, compared byte by byte with what was read by people.
/// `WRIT_RECORD=1` writes the files anew.
@Suite struct GoldenDocumentsTests {
    private static let folder = FormFixture.root.appending(path: "Tests/Golden/documents")

    private static func bench() throws -> DocumentBench {
        let form = try String(contentsOf: folder.appending(path: "reminder.form.xml"), encoding: .utf8)
        let fixture = try FormFixture(rules: TestRulebook.text, forms: [("reminder", form)])
        // That a field of an element has the name of one of the case is noted.
        #expect(fixture.diagnostics.allSatisfy { $0.severity == .note }, "\(fixture.messages)")
        var bench = DocumentBench(fixture)
        bench.pictures = TestPictures.shelf
        return bench
    }

    @Test func theFilledDocument() throws {
        let document = try #require(try Self.bench().documents(TestCase.repair, number: .sequence(7)).first)
        try compare(document, "filled")
        // The parameter `fee` is not stated, so the document is a draft that says so.
        #expect(document.stage == .draft)
        #expect(document.missing.map { "\($0)" }.joined().contains("parameter"))
    }

    @Test func theSameInputGivesTheSameBytes() throws {
        let first = try #require(try Self.bench().documents(TestCase.repair).first)
        let second = try #require(try Self.bench().documents(TestCase.repair).first)
        #expect(first.xml == second.xml && first.html == second.html)
    }

    @Test func unknownFactsAreBlanks() throws {
        var data = TestCase.repair
        for index in [0, 1, 6, 10] { data.facts[index] = .unknown }
        let document = try #require(try Self.bench().documents(data).first)
        try compare(document, "unknown")
        #expect(document.stage == .draft)
        for path in ["unit", "owner-name", "urgent", "kind"] {
            #expect(document.missing.contains(.fact(path)), "\(path)")
        }
    }

    @Test func theBlank() throws {
        let bench = try Self.bench()
        try compare(bench.blank(try bench.fixture.plan("reminder")), "blank")
    }

    @Test func theFormUsesTheWholeVocabulary() throws {
        let form = try String(contentsOf: Self.folder.appending(path: "reminder.form.xml"), encoding: .utf8)
        for name in Vocabulary.names {
            #expect(form.contains("<\(name)"), "\(name) is not in the form")
        }
    }

    private func compare(_ document: DocumentBench.Written, _ name: String) throws {
        let schema = try RelaxNGSchema(FormFixture.schema("document"))
        let problem = schema.validate(document.xml)
        #expect(problem == nil, "\(problem.map { "\($0.line): \($0.message)" } ?? "")\n\(document.record)")
        for (bytes, ending) in [(document.xml, "xml"), (Self.withoutStyle(document.view), "html")] {
            let url = Self.folder.appending(path: "\(name).\(ending)")
            if ProcessInfo.processInfo.environment["WRIT_RECORD"] != nil { try Data(bytes).write(to: url) }
            let expected = try [UInt8](Data(contentsOf: url))
            #expect(bytes == expected, "\(name).\(ending) differs:\n\(difference(expected, bytes))")
        }
    }

    /// The style sheet is judged by eye and by the judges, not byte by byte.
    private static func withoutStyle(_ view: String) -> [UInt8] {
        guard let start = view.range(of: "<style>"), let end = view.range(of: "</style>") else {
            return Array(view.utf8)
        }
        return Array((view[..<start.upperBound] + view[end.lowerBound...]).utf8)
    }

    private func difference(_ expected: [UInt8], _ found: [UInt8]) -> String {
        let wanted = String(decoding: expected, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let got = String(decoding: found, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let index =
            zip(wanted, got).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(wanted.count, got.count)
        func line(_ lines: [Substring]) -> String { lines.indices.contains(index) ? String(lines[index]) : "(ends)" }
        return "line \(index + 1)\n- \(line(wanted))\n+ \(line(got))"
    }
}
