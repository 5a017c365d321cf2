import Foundation
import Testing
import WritDocuments

/// The schemas in the program are those under `Forms/schema`. `WRIT_RECORD=1` makes the files anew.
@Suite struct SchemaTextTests {
    @Test(arguments: [("form", SchemaText.ofForms), ("document", SchemaText.ofDocuments)])
    func theProgramCarriesTheSchema(name: String, carried: [UInt8]) throws {
        let schema = try FormFixture.schema(name)
        if ProcessInfo.processInfo.environment["WRIT_RECORD"] != nil {
            let file = "Sources/WritDocuments/Schema/SchemaText+\(name.capitalized).swift"
            try Self.source(name, String(decoding: schema, as: UTF8.self))
                .write(to: FormFixture.root.appending(path: file), atomically: true, encoding: .utf8)
        } else {
            #expect(schema == carried, "run WRIT_RECORD=1 swift test --filter SchemaTextTests")
        }
    }

    private static func source(_ name: String, _ schema: String) -> String {
        let lines = schema.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.isEmpty ? "" : "        " + $0
        }
        return """
            // Made from Forms/schema/\(name).rng by SchemaTextTests.

            extension SchemaText {
                static let \(name): StaticString = #\"""
            \(lines.joined(separator: "\n"))
                    \"""#
            }

            """
    }
}
