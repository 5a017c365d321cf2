package import WritLanguage
package import WritSemantics

/// One step that a document's chain requires in one case: conditions decided, `line from … to …` spelled out.
package struct RequiredStep: Sendable {
    /// `legal`, or `line.1`, `line.2` for the levels of a line.
    package let id: String
    package let title: String
    /// The index of the step in `Chain.steps`.
    package let declared: Int
    /// Those who may or must sign: one role; all of them; any `needed` of them. Empty where the source does not state it.
    package let roles: [RoleID]
    /// How many of `roles` must approve.
    package let needed: Int
    /// Steps of the same stage run side by side; stages run in order, from 0.
    package let stage: Int
    package let citations: [ClauseID]
    package let span: Span
    /// `open` where its condition depends on facts that are not known.
    package let isCertain: Bool
}

/// How far a step has come.
package enum StepState: String, Sendable { case waiting, next, approved, rejected, returned, skipped, invalid }

package struct StepStatus: Sendable {
    package let step: RequiredStep
    package let state: StepState
    /// The last day or moment for it, where the chain sets one and it can be computed.
    package let due: Value?
    /// The records that count towards it, in order of time.
    package let records: [ApprovalRecord]
    /// Why it is skipped or invalid.
    package let reason: Phrase?
}

/// How far a document has come.
package enum ChainState: String, Sendable { case pending, approved, rejected, returned, notStated = "not-stated" }

/// What is wrong with how a document was approved. Raw values are the stable ids without the prefix `approval.`.
package enum RoutingProblemKind: String, Sendable, CaseIterable {
    case missingStep = "missing-step", outOfOrder = "out-of-order", wrongRole = "wrong-role"
    case unknownPerson = "unknown-person", selfApproval = "self-approval", samePersonTwice = "same-person-twice"
    case afterChange = "after-change", beforeIssue = "before-issue", tooLate = "too-late"
    case afterRejection = "after-rejection", actedBeforeApproval = "acted-before-approval"
}

package struct RoutingProblem: Sendable {
    package let kind: RoutingProblemKind
    package let form: FormID?
    /// The id of the step it is about.
    package let step: String?
    /// An index into the document's records (or the case's actions for `acted-before-approval`).
    package let record: Int?
    package let rule: RuleID?
    package let citations: [ClauseID]
    package let span: Span?
    package let message: Phrase
    /// What would put it right.
    package let remedy: Phrase
}

/// The chain of one document: what it requires, what was done, what is wrong.
package struct ChainStatus: Sendable {
    package let chain: ChainID
    package let form: FormID
    package let state: ChainState
    package let steps: [StepStatus]
    package let problems: [RoutingProblem]
}
