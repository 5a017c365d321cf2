import Foundation
import Testing
import WritLanguage

@Suite struct ParserTests {
    @Test func parsesTheRulebook() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Rules")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path()).filter { $0.hasSuffix(".md") }
        for file in files {
            let bytes = [UInt8](try Data(contentsOf: folder.appending(path: file)))
            let source = SourceText(id: FileID(0), path: file, bytes: bytes)
            let tree = Parser.parse(source)
            for diagnostic in tree.diagnostics {
                if case .span(let span) = diagnostic.place {
                    let (line, column) = source.position(at: Int(span.start))
                    Issue.record(
                        "\(file):\(line):\(column): \(diagnostic.fact.id) \(diagnostic.fact.wording.message.en)")
                }
            }
            #expect(tree.diagnostics.isEmpty)
        }
    }
}
