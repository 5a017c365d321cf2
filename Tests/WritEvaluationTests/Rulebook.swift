import Testing
import WritEvaluation
import WritLanguage
import WritSemantics

/// Rules as text made into a program, for tests; every diagnostic of an error fails the test.
enum TestRulebook {
    static func program(_ files: [String]) throws -> Program {
        let trees = files.enumerated().map { number, text in
            Parser.parse(SourceText(id: FileID(number), path: "rules\(number).writ", bytes: Array(text.utf8)))
        }
        for tree in trees {
            for diagnostic in tree.diagnostics where diagnostic.severity == .error {
                Issue.record("\(diagnostic.fact.id): \(diagnostic.fact.wording.message.en)")
            }
        }
        let result = Checker.check(trees: trees, forms: nil)
        for diagnostic in result.diagnostics where diagnostic.severity == .error {
            Issue.record("\(diagnostic.fact.id): \(diagnostic.fact.wording.message.en) at \(diagnostic.place)")
        }
        return try #require(result.program)
    }
}
