import Foundation
import Testing
import WritLanguage
import WritTestSupport

/// Random files that the grammar allows: read without a complaint, kept whole, and laid out in one way.
@Suite struct RandomSourceTests {
    private func parse(_ text: String) -> SyntaxTree {
        Parser.parse(SourceText(id: FileID(0), path: "random.writ", bytes: Array(text.utf8)))
    }

    @Test func theParserReadsWhatTheGrammarAllows() {
        for seed in Self.seeds {
            var source = RandomSource(seed: seed)
            let text = source.file(declarations: 8)
            let tree = parse(text)
            if !tree.diagnostics.isEmpty {
                let printer = DiagnosticPrinter(language: .en, colour: false, sources: [tree.source])
                Issue.record("seed \(seed): \(printer.text(tree.diagnostics))\n\(text)")
                return
            }
            #expect(Fidelity.problem(of: tree) == nil, "seed \(seed)")
        }
    }

    @Test func formattingChangesNothingButLayout() {
        for seed in Self.seeds {
            var source = RandomSource(seed: seed)
            let tree = parse(source.file(declarations: 8))
            let once = Formatter.format(tree)
            let again = parse(String(decoding: once, as: UTF8.self))
            let twice = Formatter.format(again)
            if twice != once || SyntaxDump.text(again) != SyntaxDump.text(tree)
                || Fidelity.visible(once) != Fidelity.visible(tree.source.bytes)
            {
                Issue.record(
                    """
                    seed \(seed): \(again.diagnostics.map(\.fact.wording.message.en)) stable \(twice == once) \
                    tree \(SyntaxDump.text(again) == SyntaxDump.text(tree))
                    --- source
                    \(String(decoding: tree.source.bytes, as: UTF8.self))
                    --- once
                    \(String(decoding: once, as: UTF8.self))
                    --- twice
                    \(String(decoding: twice, as: UTF8.self))
                    """)
                return
            }
        }
    }

    /// More with `WRIT_RANDOM_SOURCES=20000`.
    static let seeds: Range<UInt64> = {
        let count = ProcessInfo.processInfo.environment["WRIT_RANDOM_SOURCES"].flatMap { UInt64($0) }
        return 0..<(count ?? 300)
    }()
}
