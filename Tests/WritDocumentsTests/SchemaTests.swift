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

    /// The net says something only of forms of which nothing was said, and says where.
    @Test func theNetCatchesWhatNothingElseDoes() throws {
        let form = "<form xmlns=\"urn:writ:form:1\" id=\"a\" title=\"b\">\n<body>\n  <p>甲</p>\n</body></form>"
        let source = SourceText(id: FileID(3), path: "a.xml", bytes: Array(form.utf8))
        #expect(SchemaNet.check([source], besides: []).isEmpty)
        let strict = String(decoding: SchemaText.ofForms, as: UTF8.self)
            .replacing("<element name=\"p\">", with: "<element name=\"q\">")
        let found = SchemaNet.check([source], besides: [], schema: Array(strict.utf8))
        #expect(found.map(\.fact.id) == ["form.schema"])
        let place = try #require(found.first?.place)
        // libxml2 blames the element whose content is not right.
        let start = try #require(form.range(of: "<body>")).lowerBound.utf16Offset(in: form)
        #expect(place == .span(Span(file: FileID(3), start: start, end: start + 6)))
        #expect(found[0].fact.wording.message.zh == "表单的模式不接受此处的 `body`")
        #expect(SchemaNet.check([source], besides: found, schema: Array(strict.utf8)).isEmpty)
        // A schema that cannot be read is told too.
        #expect(SchemaNet.check([source], besides: [], schema: Array("<grammar/>".utf8)).count == 1)
    }

    /// A long form is held against the schema in pieces: each block is looked at, and the place is that in the form.
    @Test(arguments: [0, 1, 999, 1000, 2499]) func longFormsAreValidatedInPieces(at index: Int) throws {
        func form(_ block: String) -> String {
            var blocks = [String](repeating: "<p>甲</p>", count: 2500)
            blocks[index] = block
            return "<form xmlns=\"urn:writ:form:1\" id=\"a\" title=\"b\">\n<body>\n" + blocks.joined(separator: "\n")
                + "\n</body></form>"
        }
        func check(_ form: String) -> [Diagnostic] {
            SchemaNet.check([SourceText(id: FileID(3), path: "a.xml", bytes: Array(form.utf8))], besides: [])
        }
        #expect(check(form("<heading>乙</heading>")).isEmpty)
        let faulty = form("<section title=\"c\"><p odd=\"d\"/></section>")
        let found = check(faulty)
        #expect(found.map(\.fact.id) == ["form.schema"])
        guard case .span(let span)? = found.first?.place else {
            Issue.record("no place")
            return
        }
        let text = Array(faulty.utf8)[span.range]
        #expect(String(decoding: text, as: UTF8.self).contains("odd="), "\(span)")
    }

    @Test func recordsAreValidatedWithoutAFile() throws {
        let reader = try RecordReader()
        #expect(throws: XMLTree.Problem.self) {
            _ = try reader.read(Array("<document xmlns=\"urn:writ:document:1\"/>".utf8))
        }
    }

    private static func compile(_ text: String) throws {
        _ = try RelaxNGSchema(Array(text.utf8))
    }
}
