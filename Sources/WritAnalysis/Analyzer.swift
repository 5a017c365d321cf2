package import WritSemantics

/// Proves what can be proved of a rulebook, and shows a case for what is wrong with it.
package enum Analyzer {
    /// What the checks find, in the order of the files, and how much they proved. `forms` are the values that the forms
    /// print. Each question ends after so many steps as undecided, `effort` times as many as usual.
    package static func analyze(_ program: Program, forms: [FormUse] = [], effort: Int = 1) -> AnalysisReport {
        let analysis = Analysis(program, forms: forms, effort: effort)
        // Values first, in the order in which they depend on each other: what comes later builds on it.
        for definition in program.definitionOrder {
            DefinitionOverlap.check(definition, analysis)
            TableOverlap.check(definition, analysis)
        }
        for check in checks { check.run(analysis) }
        FormMayPrintNothing.run(analysis)
        return analysis.finish()
    }

    /// The ids of all checks, for what has to hold of each: a corpus, a page.
    package static var ids: [String] {
        [DefinitionOverlap.id, TableOverlap.id, FormMayPrintNothing.id] + checks.map { $0.id }
    }

    private static let checks: [any Check.Type] = [
        DefinitionGap.self, DefinitionDeadBranch.self, TableGap.self, TableDeadRow.self, RuleNeverApplies.self,
        OverrideNeverApplies.self, ConditionAlwaysTrue.self, ConsequenceTwoDeadlines.self,
        ConsequenceRefusedAndIssued.self, ConsequenceHeldForever.self, ConsequenceNeverFollows.self,
        ChainCanBeEmpty.self, ExampleTestsNothing.self, DeadlineMonthEnd.self, DeadlineHolidayTable.self,
        DeadlineShorterThanChain.self, ConsequenceTaskTwice.self, ConsequenceCircularDocuments.self,
        ConsequenceHoldWithoutDocument.self, RuleVersionGap.self, RuleSubsumed.self, ParameterBeforeStart.self,
        ArithmeticDivisionByZero.self, ArithmeticOverflow.self, ConsequenceCircularHolds.self,
        ConsequenceOwedAndForbidden.self,
    ]
}
