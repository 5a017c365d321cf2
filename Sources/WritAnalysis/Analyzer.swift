package import WritSemantics

/// Proves what can be proved of a rulebook, and shows a case for what is wrong with it.
package enum Analyzer {
    /// What the checks find, in the order of the files, and how much they proved. `forms` are the values that the forms
    /// print. Each question ends after so many steps as undecided, `effort` times as many as usual, or `percent` of that where
    /// many rulebooks are looked at. `tell` hears what is looked at next.
    package static func analyze(
        _ program: Program, forms: [FormUse] = [], effort: Int = 1, percent: Int = 100,
        tell: (AnalysisProgress) -> Void = { _ in }
    ) -> AnalysisReport {
        let analysis = Analysis(program, forms: forms, percent: effort * percent)
        var progress = AnalysisProgress(
            check: DefinitionOverlap.id, done: 0, total: program.definitionOrder.count + checks.count + 1)
        func begin(_ check: String) {
            progress.check = check
            tell(progress)
            progress.done += 1
        }
        // Values first, in the order in which they depend on each other: what comes later builds on it.
        for definition in program.definitionOrder {
            begin(DefinitionOverlap.id)
            DefinitionOverlap.check(definition, analysis)
            TableOverlap.check(definition, analysis)
        }
        for check in checks {
            begin(check.id)
            check.run(analysis)
        }
        begin(FormMayPrintNothing.id)
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
        ConsequenceHoldWithoutDocument.self, RuleVersionGap.self, RuleSubsumed.self, ObligationNeverApplies.self,
        ObligationContradictory.self, ParameterBeforeStart.self,
        ArithmeticDivisionByZero.self, ArithmeticOverflow.self, ConsequenceCircularHolds.self,
        ConsequenceOwedAndForbidden.self, ConsequenceConflictingNotices.self,
    ]
}

/// How far the proofs have come.
package struct AnalysisProgress: Sendable {
    /// The id of the check that is looked at.
    package internal(set) var check: String
    package internal(set) var done: Int
    package let total: Int
}
