import Foundation
import Testing
import WritDocuments
import WritLanguage
import WritSemantics
import WritTestSupport

/// The forms that come with the project, filled with the cases of its examples. `WRIT_DOCUMENTS=DIR` keeps what they
/// make, for the judges under `Tests/judge`.
@Suite struct ProjectFormsTests {
    static func fixture() throws -> FormFixture {
        try FormFixture(rules: ProjectFiles.files("Rules", ".writ.md"), forms: ProjectFiles.files("Forms", ".xml"))
    }

    @Test func everyFormCompilesAndIsValid() throws {
        let fixture = try Self.fixture()
        #expect(fixture.errors.isEmpty, "\(fixture.messages)")
        let schema = try RelaxNGSchema(FormFixture.schema("form"))
        for source in fixture.sources where source.path.hasSuffix(".xml") {
            let problem = schema.validate(source.bytes)
            #expect(problem == nil, "\(source.path): \(problem.map { "\($0.line): \($0.message)" } ?? "")")
        }
    }

    /// The clauses of the firm's own manuals mean nothing to those outside, who keep a copy.
    @Test func noFormShowsItsClausesToOutsiders() throws {
        let parties = try Set(
            ProjectFiles.files("Rules", ".writ.md").flatMap { file in
                String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
                    line.hasPrefix("party ") ? line.split(separator: " ")[1] : nil
                }
            }.map(String.init))
        #expect(parties.count > 10)
        let sent: Set = ["notice", "letter", "report", "contract", "announcement", "certificate"]
        for source in try Self.fixture().sources where source.path.hasSuffix(".xml") {
            let form = String(decoding: source.bytes, as: UTF8.self)
            // What leaves the house by its genre has the clauses on its routing sheet.
            if sent.contains(where: { form.contains("genre=\"\($0)\"") }) { continue }
            let isKeptOutside = parties.contains { form.contains("<copy keeper=\"\($0)\"") }
            #expect(!isKeptOutside || !form.contains("<basis"), "\(source.path)")
        }
    }

    @Test func everyDocumentOfTheExamplesIsValid() throws {
        let bench = DocumentBench(try Self.fixture())
        let schema = try RelaxNGSchema(FormFixture.schema("document"))
        var count = 0
        for (index, example) in bench.fixture.program.examples.enumerated() {
            for document in bench.documents(example.input, number: .sequence(index + 1)) {
                let problem = schema.validate(document.xml)
                #expect(
                    problem == nil,
                    "\(example.title), \(document.form): \(problem.map { "\($0.line): \($0.message)" } ?? "")\n\(document.record)"
                )
                try document.keep(as: "\(index)-\(document.form)-\(document.ordinal)")
                count += 1
            }
        }
        #expect(count >= 20)
    }

    @Test func everyBlankIsValid() throws {
        let bench = DocumentBench(try Self.fixture())
        let schema = try RelaxNGSchema(FormFixture.schema("document"))
        for form in bench.fixture.program.forms {
            let document = bench.blank(try bench.fixture.plan(form.name))
            let problem = schema.validate(document.xml)
            #expect(
                problem == nil, "\(form.name): \(problem.map { "\($0.line): \($0.message)" } ?? "")\n\(document.record)"
            )
            #expect(document.stage == .blank)
            #expect(document.missing.isEmpty)
            try document.keep(as: "blank-\(document.form)")
        }
    }
}
