import Foundation
import Testing
import WritLanguage
import WritTestSupport

/// The reference shows every word and every construct of the language.
@Suite struct ReferenceTests {
    private static func reference() throws -> SourceText {
        let url = Corpus.tests.deletingLastPathComponent()
            .appending(path: "Sources/Writ/Writ.docc/LanguageReference.md")
        return SourceText(id: FileID(0), path: "LanguageReference.md", bytes: [UInt8](try Data(contentsOf: url)))
    }

    @Test func everyWordOfTheGrammarStandsInIt() throws {
        let text = String(decoding: try Self.reference().bytes, as: UTF8.self)
        let words = Set(
            text.split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }.map(String.init))
        let missing = KeywordTable.english.spellings.filter { !words.contains($0) }
        #expect(missing.isEmpty, "the reference never shows \(missing)")
    }

    /// The page of words has them all, in the three languages. `WRIT_RECORD=1` writes it anew.
    @Test func everyWordStandsOnItsPage() throws {
        let rows = Keyword.allCases.map { word in KeywordTable.all.map { $0.spelling(of: word) } }
            .sorted { ($0[0].lowercased(), $0[0]) < ($1[0].lowercased(), $1[0]) }
            .map { "| " + $0.map { "`\($0)`" }.joined(separator: " | ") + " |\n" }
        let url = Corpus.tests.deletingLastPathComponent().appending(path: "Sources/Writ/Writ.docc/Keywords.md")
        let page = try String(contentsOf: url, encoding: .utf8)
        let head = try #require(page.range(of: "|---|---|---|\n"))
        let wanted = page[..<head.upperBound] + rows.joined()
        if ProcessInfo.processInfo.environment["WRIT_RECORD"] != nil {
            try wanted.write(to: url, atomically: true, encoding: .utf8)
        }
        #expect(wanted == page, "a word has come or gone: run this test once with WRIT_RECORD=1")
    }

    /// What the parser can make of files, by the names of the cases of its tree: those of random files and of the file that
    /// holds every construct must occur in the code of the reference too.
    @Test func everyConstructIsShownInIt() throws {
        let shown = Constructs.of(Parser.parse(try Self.reference()))
        var known = Constructs.of(
            Parser.parse(try #require(Corpus.file("syntax/valid/everything.writ.md")).source()))
        for seed in UInt64(0)..<200 {
            var source = RandomSource(seed: seed)
            let bytes = Array(source.file(declarations: 8).utf8)
            known.formUnion(
                Constructs.of(Parser.parse(SourceText(id: FileID(0), path: "random.writ", bytes: bytes))))
        }
        let missing = known.subtracting(shown).sorted()
        #expect(missing.isEmpty, "the code of the reference never shows \(missing)")
    }
}

/// The names of all cases of enumerations that occur in a tree, such as `Recurrence.weekdays`.
private enum Constructs {
    static func of(_ tree: SyntaxTree) -> Set<String> {
        var found: Set<String> = []
        for declaration in tree.declarations { collect(declaration, into: &found) }
        return found
    }

    private static func collect(_ value: Any, into found: inout Set<String>) {
        if value is Span || value is String { return }
        let mirror = Mirror(reflecting: value)
        if mirror.displayStyle == .enum {
            let name = mirror.children.first?.label ?? "\(value)"
            if name != "error" { found.insert("\(mirror.subjectType).\(name)") }
        }
        for child in mirror.children { collect(child.value, into: &found) }
    }
}
