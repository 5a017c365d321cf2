import Foundation
import Testing
import WritDocuments
import WritLanguage

/// The schemas agree with each other, with the vocabulary that the reader knows, and with the reference page.
@Suite struct SchemaTests {
    @Test(arguments: ["form", "document"])
    func bothSyntaxesSayTheSame(name: String) throws {
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/trang") else {
            print("trang is not installed: the two syntaxes of the schema are not compared")
            return
        }
        let schema = FormFixture.root.appending(path: "Forms/schema")
        let made = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).rng")
        defer { try? FileManager.default.removeItem(at: made) }
        let trang = try Process.run(
            URL(filePath: "/usr/bin/trang"), arguments: [schema.appending(path: "\(name).rnc").path(), made.path()])
        trang.waitUntilExit()
        #expect(trang.terminationStatus == 0)
        #expect(try Data(contentsOf: made) == Data(contentsOf: schema.appending(path: "\(name).rng")))
    }

    @Test func theSchemaHasTheElementsOfTheVocabulary() throws {
        let schema = String(decoding: try FormFixture.schema("form"), as: UTF8.self)
        let pattern = try Regex("<element name=\"([a-z-]+)\"", as: (Substring, Substring).self)
        let names = Set(schema.matches(of: pattern).map { String($0.output.1) })
        #expect(names == Set(Vocabulary.names))
    }

    @Test func theSchemaHasTheFormats() throws {
        let schema = String(decoding: try FormFixture.schema("form"), as: UTF8.self)
        for format in ValueFormat.allCases {
            #expect(schema.contains("<value>\(format.rawValue)</value>"), "\(format)")
        }
    }

    @Test func theReferenceNamesEverything() throws {
        let page = try String(
            contentsOf: FormFixture.root.appending(path: "Sources/Writ/Writ.docc/Forms.md"), encoding: .utf8)
        for name in Vocabulary.names { #expect(page.contains("<\(name)"), "\(name) is not in the reference") }
        for format in ValueFormat.allCases {
            #expect(page.contains("`\(format.rawValue)`"), "\(format) is not in the reference")
        }
    }

    @Test func theValidatorSaysWhy() throws {
        let schema = try RelaxNGSchema(FormFixture.schema("form"))
        func problem(_ text: String) -> RelaxNGSchema.Problem? { schema.validate(Array(text.utf8)) }
        #expect(problem("<form xmlns=\"urn:writ:form:1\" id=\"a\" title=\"b\"><body/></form>") == nil)
        #expect(problem("<form xmlns=\"urn:writ:form:1\" id=\"a\"><body/></form>") != nil)
        #expect(problem("<form")?.line == 1)
        #expect(problem("<!DOCTYPE form [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><form/>")?.message == "DOCTYPE")
        #expect(throws: RelaxNGSchema.Problem.self) { try Self.compile("<grammar/>") }
    }

    private static func compile(_ text: String) throws {
        _ = try RelaxNGSchema(Array(text.utf8))
    }
}
