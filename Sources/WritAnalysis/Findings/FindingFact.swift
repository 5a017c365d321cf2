package import WritLanguage

/// What a check found, as data; `FindingWording` tells it.
package enum FindingFact: DiagnosticFact {
    case branchesDisagree(definition: String)
    case definitionGap(definition: String)
    case branchNeverApplies(definition: String, isShadowed: Bool)
    case rowsDisagree(table: String, row: Int, other: Int, pairs: Int)
    /// `number` is that of the region without a row, of so many; `isAll` where there are no others.
    case tableGap(table: String, number: Int, of: Int, isAll: Bool)
    case rowNeverApplies(table: String, row: Int, isShadowed: Bool)
    case ruleNeverApplies(rule: String, isOverridden: Bool)
    case overrideNeverApplies(rule: String, overridden: String)
    case alwaysTrue(place: String)
    case refusedAndIssued(form: String)
    case heldForever(action: String, needs: String?)
    case neverDue(what: String)
    case twoDeadlines(form: String)
    case conflictingDocuments(form: String)
    case exampleExpectsNothing
    case exampleExpectsTheImpossible(what: String)
    case exampleRepeats
    case monthEnd(form: String, date: String, day: String)
    case holidayTable(form: String, calendar: String, last: String)
    case mayPrintNothing(form: String, text: String)
    case chainCanBeEmpty(chain: String, form: String)
    case taskTwice(task: String, isPerson: Bool)
    case conflictingNotices(to: Phrase)
    case parameterBeforeStart(parameter: String, start: String)
    case versionGap(rule: String, successor: String, first: String, last: String)
    case divisionByZero(divisor: String)
    case circularDocuments(forms: [String])
    case circularHolds(actions: [String])
    case owedAndForbidden(what: String, isHeld: Bool)
    case overflow(what: String)
    case holdWithoutDocument(action: String, forms: [String])
    case ruleSubsumed(rule: String, by: String)
    case deadlineShorterThanChain(form: String, chain: String)
    case obligationNeverApplies(obligation: String)
    /// `act` cannot happen without breaking one of them; nil where no course of a case keeps them.
    case obligationsClash(obligations: [String], act: Phrase?)
    case undecided(check: String, reason: Undecidable, parameter: String?)
    case unreplayed(check: String)

    package var id: String {
        switch self {
        case .branchesDisagree: "definition.overlap"
        case .definitionGap: "definition.gap"
        case .branchNeverApplies: "definition.dead-branch"
        case .rowsDisagree: "table.overlap"
        case .tableGap: "table.gap"
        case .rowNeverApplies: "table.dead-row"
        case .ruleNeverApplies: "rule.never-applies"
        case .overrideNeverApplies: "override.never-applies"
        case .alwaysTrue: "condition.always-true"
        case .refusedAndIssued: "consequence.refused-and-issued"
        case .heldForever: "consequence.held-forever"
        case .neverDue: "consequence.never-follows"
        case .twoDeadlines: "consequence.two-deadlines"
        case .conflictingDocuments: "consequence.conflicting-documents"
        case .exampleExpectsNothing, .exampleExpectsTheImpossible, .exampleRepeats: "example.tests-nothing"
        case .monthEnd: "deadline.month-end"
        case .holidayTable: "deadline.holiday-table"
        case .mayPrintNothing: "form.may-print-nothing"
        case .chainCanBeEmpty: "chain.can-be-empty"
        case .taskTwice: "consequence.task-twice"
        case .conflictingNotices: "consequence.conflicting-notices"
        case .parameterBeforeStart: "parameter.before-start"
        case .versionGap: "rule.version-gap"
        case .divisionByZero: "arithmetic.division-by-zero"
        case .circularDocuments: "consequence.circular-documents"
        case .circularHolds: "consequence.circular-holds"
        case .owedAndForbidden: "consequence.owed-and-forbidden"
        case .overflow: "arithmetic.overflow"
        case .holdWithoutDocument: "consequence.hold-without-document"
        case .ruleSubsumed: "rule.subsumed"
        case .deadlineShorterThanChain: "deadline.shorter-than-chain"
        case .obligationNeverApplies: "obligation.never-applies"
        case .obligationsClash: "obligation.contradictory"
        case .undecided: "analysis.undecided"
        case .unreplayed: "analysis.unreplayed"
        }
    }

    package var wording: Wording { wording(in: .english) }

    package func wording(in keywords: KeywordTable) -> Wording {
        FindingWording.wording(of: self, keywords)
    }
}
