import Testing
import WritAnalysis
import WritLanguage
import WritSemantics
import WritTestSupport

/// A rulebook from text, as the proofs get it.
struct RulebookUnderTest {
    let sources: [SourceText]
    let program: Program?
    let diagnostics: [Diagnostic]

    init(_ texts: [String], path: String = "test") {
        sources = texts.enumerated().map {
            SourceText(id: FileID($0.offset), path: "\(path)\($0.offset).writ", bytes: Array($0.element.utf8))
        }
        let trees = sources.map { Parser.parse($0) }
        let result = Checker.check(trees: trees, forms: nil)
        program = result.program
        diagnostics = trees.flatMap(\.diagnostics) + result.diagnostics
    }

    init(_ text: String) { self.init([text]) }

    init(_ file: Corpus.File) {
        let source = file.source()
        sources = [source]
        let tree = Parser.parse(source)
        let result = Checker.check(trees: [tree], forms: nil)
        program = result.program
        diagnostics = tree.diagnostics + result.diagnostics
    }

    /// The checked program, or a failed test that says why there is none.
    func checked() throws -> Program {
        let errors = diagnostics.filter { $0.severity == .error }.map { diagnostic in
            "\(diagnostic.fact.id) \(diagnostic.place): \(diagnostic.fact.wording.message.en)"
        }
        return try #require(program, "\(errors)\n\(sources.map { String(decoding: $0.bytes, as: UTF8.self) })")
    }
}

extension AnalysisReport {
    /// The findings as one line each.
    var lines: [String] {
        findings.map { finding in
            let witness = finding.witness.map { "\($0.asOf) \($0.facts)" } ?? ""
            return "\(finding.fact.id) \(finding.place.start): \(finding.fact.wording.message.en) \(witness)"
        }
    }
}
