import Foundation
import Testing
import WritApprovals
import WritEvaluation
import WritLanguage
import WritSemantics

/// Rulebooks written as text.
enum TextRulebook {
    /// The program of a rulebook, with forms of the given names and case types. What the rules do not allow is an issue.
    static func program(
        _ text: String, forms: [(name: String, type: String)] = [], path: String = "test.writ"
    ) -> Program? {
        let source = SourceText(id: FileID(0), path: path, bytes: Array(text.utf8))
        let span = Span(file: FileID(0), start: 0, end: 0)
        let tree = Parser.parse(source)
        let headers = forms.map {
            FormHeader(
                name: $0.name, title: $0.name, subjects: [Name(text: $0.type, span: span)], nameSpan: span, span: span)
        }
        let result = Checker.check(trees: [tree], forms: headers)
        let printer = DiagnosticPrinter(language: .en, colour: false, sources: [source])
        for diagnostic in tree.diagnostics + result.diagnostics where diagnostic.severity == .error {
            Issue.record("\(printer.text(diagnostic))")
        }
        return result.program
    }

    static func router(_ text: String, forms: [(name: String, type: String)] = [], path: String = "test.writ")
        -> CaseRouter?
    {
        program(text, forms: forms, path: path).map { CaseRouter(Evaluator(Plan($0))) }
    }

    /// A file of `Tests/Data`.
    static func data(_ path: String) -> String? {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Data")
        return try? String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
    }
}
