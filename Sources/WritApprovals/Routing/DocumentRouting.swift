package import WritEvaluation
package import WritLanguage
package import WritSemantics

/// One document of a case with its chain: one that exists, or one that is required and does not exist yet.
package struct DocumentRouting: Sendable {
    package let form: FormID
    /// An index into `Outcome.issues`, where the rules require it now.
    package let issue: Int?
    /// An index into the case's history, where it exists.
    package let document: Int?
    package let number: String?
    package let requirement: ChainRequirement
    package let status: ChainStatus
}

/// A case with its outcome and the way of each of its documents.
package struct CaseRouting {
    /// Who says who holds which role.
    package enum StaffOrigin: String, Sendable {
        /// The firm's list.
        case list
        /// The case, for want of a list.
        case caseItself = "case"
        case none
    }

    /// The case with the day of final approval of each document filled in from its records.
    package var data: CaseData { head.data }
    package let head: HeldCase
    package let evaluation: Evaluation
    package let documents: [DocumentRouting]
    /// What is wrong, those of documents first, then held actions that happened too early, then obligations.
    package var problems: [RoutingProblem]
    /// What each obligation about cases of the type comes to.
    package var obligations: [ObligationVerdict] = []
    /// What a reader must know of how the record was read.
    package var notes: [Phrase] = []
    package let staff: StaffList
    package let staffOrigin: StaffOrigin

    package var outcome: Outcome { evaluation.outcome }

    /// The chain of an issue of the outcome.
    package func status(ofIssue index: Int) -> ChainStatus? {
        documents.first { $0.issue == index }?.status
    }
}
