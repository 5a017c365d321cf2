import Testing
import WritEvaluation
import WritLanguage
import WritSemantics

/// An evaluation that was given no case, or one that could not be read, says nothing and breaks nothing.
@Suite struct EmptyEvaluationTests {
    private func expectNothing(_ evaluation: Evaluation) {
        evaluation.evaluate()
        let outcome = evaluation.outcome
        #expect(outcome.consequences.isEmpty && outcome.issues.isEmpty && outcome.defined.isEmpty)
        #expect(outcome.errors.isEmpty)
        for definition in evaluation.plan.program.definitions.indices {
            #expect(evaluation.value(of: DefinitionID(definition)) == .unknown)
        }
        #expect(evaluation.value(ofExpectation: 0, inExample: 0) == .unknown)
        #expect(evaluation.trace().entries.isEmpty)
        #expect(evaluation.partsAtWork().isEmpty)
        #expect(evaluation.data.facts.isEmpty)
    }

    @Test func noCase() throws {
        expectNothing(Evaluation(Plan(try TestRulebook.program([EvaluatorTests.rules]))))
        expectNothing(Evaluation(Plan(try TestRulebook.program(["rulebook empty \"空\"\n"]))))
    }

    /// What a refused case left behind is no part of any answer, and the next case is read as ever.
    @Test(arguments: ["", "{", "[]", #"{"case":"Decoration","as-of":"2026-03-02","facts":{"unit":"3-1","deposit":[}}"#])
    func aCaseThatIsRefused(text: String) throws {
        let program = try TestRulebook.program([EvaluatorTests.rules])
        var reader = CaseReader(program)
        let evaluation = Evaluation(Plan(program))
        let usual = Array(#"{"case":"Decoration","id":"1","as-of":"2026-03-02","facts":{"unit":"3-1"}}"#.utf8)
        for _ in 0..<2 {
            #expect(usual.withBytes { reader.read($0, file: "c.json", into: evaluation) }.isRead)
            evaluation.evaluate()
            let before = evaluation.outcome
            #expect(
                !Array(text.utf8).withBytes { reader.read($0, file: "c.json", into: evaluation) }.isRead)
            expectNothing(evaluation)
            #expect(usual.withBytes { reader.read($0, file: "c.json", into: evaluation) }.isRead)
            evaluation.evaluate()
            #expect(evaluation.outcome.consequences.map(\.kind) == before.consequences.map(\.kind))
        }
    }
}
