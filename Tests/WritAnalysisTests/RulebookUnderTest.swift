import Testing
import WritAnalysis
import WritDocuments
import WritLanguage
import WritSemantics
import WritTestSupport

/// A rulebook from text, as the proofs get it.
struct RulebookUnderTest {
    let sources: [SourceText]
    let program: Program?
    let diagnostics: [Diagnostic]
    /// What the form beside the rules prints.
    var printed: [FormUse] = []

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

    /// A rule file of the corpus, with the form of the same name where there is one.
    init(_ file: Corpus.File, form: Corpus.File? = nil) {
        let source = file.source()
        let tree = Parser.parse(source)
        guard let form else {
            sources = [source]
            let result = Checker.check(trees: [tree], forms: nil)
            program = result.program
            diagnostics = tree.diagnostics + result.diagnostics
            return
        }
        sources = [source, form.source(1)]
        let reading = FormReader.read(sources[1])
        let result = Checker.check(
            trees: [tree], forms: [reading.header].compactMap(\.self), formSources: [sources[1]])
        program = result.program
        let compiled = program.map { FormCompiler.compile([reading], program: $0) }
        printed = compiled?.forms.printed ?? []
        diagnostics = tree.diagnostics + result.diagnostics + (compiled?.diagnostics ?? [])
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
