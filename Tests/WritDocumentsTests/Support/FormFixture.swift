import Foundation
import WritDocuments
import WritLanguage
import WritSemantics

/// A rulebook with its forms, read and checked together.
struct FormFixture {
    let program: Program
    let forms: FormSet
    let diagnostics: [Diagnostic]
    let sources: [SourceText]

    var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }
    var messages: String { DiagnosticPrinter(language: .en, colour: false, sources: sources).text(diagnostics) }

    struct Failure: Error, CustomStringConvertible { let description: String }

    init(rules: [(String, [UInt8])], forms: [(String, [UInt8])], profiles: PrintProfiles = PrintProfiles()) throws {
        let ruleTexts = rules.enumerated().map {
            SourceText(id: FileID($0.offset), path: $0.element.0, bytes: $0.element.1)
        }
        let formTexts = forms.enumerated().map {
            SourceText(id: FileID(rules.count + $0.offset), path: $0.element.0, bytes: $0.element.1)
        }
        sources = ruleTexts + formTexts
        let trees = ruleTexts.map { Parser.parse($0) }
        let readings = formTexts.map { FormReader.read($0) }
        let checked = Checker.check(trees: trees, forms: readings.compactMap(\.header), formSources: formTexts)
        let problems = trees.flatMap(\.diagnostics) + checked.diagnostics
        guard let program = checked.program else {
            let printer = DiagnosticPrinter(language: .en, colour: false, sources: sources)
            throw Failure(description: printer.text(problems))
        }
        self.program = program
        let compiled = FormCompiler.compile(readings, program: program, profiles: profiles)
        self.forms = compiled.forms
        diagnostics = compiled.diagnostics
    }

    init(rules: String, forms: [(String, String)]) throws {
        try self.init(
            rules: [("test.writ", Array(rules.utf8))], forms: forms.map { ("Forms/" + $0.0 + ".xml", Array($0.1.utf8)) }
        )
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func schema(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: root.appending(path: "Forms/schema/\(name).rng")))
    }

    func plan(_ name: String) throws -> FormPlan {
        guard let index = program.forms.firstIndex(where: { $0.name == name }), let plan = forms.plan(of: FormID(index))
        else { throw Failure(description: "no plan for \(name):\n\(messages)") }
        return plan
    }
}
