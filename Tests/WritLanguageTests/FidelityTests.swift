import Foundation
import Testing
import WritLanguage
import WritTestSupport

/// The tree keeps every byte, and the formatter changes nothing but white space.
@Suite struct FidelityTests {
    static let files =
        Corpus.files(in: "syntax")
        + ((try? ProjectFiles.files("Rules", ".writ.md")) ?? []).map { Corpus.File(path: $0.path, bytes: $0.bytes) }

    @Test func theProjectsRulesAreAmongThem() {
        #expect(Self.files.count { $0.path.hasPrefix("Rules/") } > 100)
    }

    @Test(arguments: files) func tokensAndTheSpaceBetweenThemAreTheFile(_ file: Corpus.File) {
        #expect(Fidelity.problem(of: Parser.parse(file.source())) == nil)
    }

    @Test(arguments: files) func formattingTwiceIsFormattingOnce(_ file: Corpus.File) {
        let tree = Parser.parse(file.source())
        let once = Formatter.format(tree)
        let again = Parser.parse(SourceText(id: FileID(0), path: file.path, bytes: once))
        #expect(String(decoding: Formatter.format(again), as: UTF8.self) == String(decoding: once, as: UTF8.self))
        #expect(SyntaxDump.text(again) == SyntaxDump.text(tree))
        #expect(Fidelity.visible(once) == Fidelity.visible(file.bytes))
    }

    @Test func aFileWithAMistakeIsLeftAsItIs() {
        let text = "role   manager\nrole 5\n"
        let tree = Parser.parse(SourceText(id: FileID(0), path: "a.writ", bytes: Array(text.utf8)))
        #expect(Formatter.format(tree) == Array(text.utf8))
    }

    @Test func lineEndsAndTheByteOrderMarkAreKept() {
        let text = "\u{FEFF}role   manager   \"经理\"\r\n\r\n\r\nrole deputy\r\n"
        let tree = Parser.parse(SourceText(id: FileID(0), path: "a.writ", bytes: Array(text.utf8)))
        #expect(tree.diagnostics.isEmpty)
        #expect(
            String(decoding: Formatter.format(tree), as: UTF8.self)
                == "\u{FEFF}role manager \"经理\"\r\n\r\nrole deputy\r\n")
    }
}
