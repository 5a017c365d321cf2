package import WritApprovals
package import WritEvaluation
package import WritSemantics

/// The number of a document, as far as it is known.
package enum DocumentNumber: Sendable, Equatable {
    case unknown
    /// The running number within the form's pattern.
    case sequence(Int)
    /// The whole number, as the case's history has it.
    case full(String)
}

/// A document that another one takes the place of.
package struct RevokedDocument: Sendable, Equatable {
    /// Empty where its form has no numbers.
    package let number: String
    package let title: String
    /// Its own date, in ISO 8601.
    package let date: String
    package let reason: String

    package init(number: String, title: String, date: String, reason: String) {
        self.number = number
        self.title = title
        self.date = date
        self.reason = reason
    }
}

/// What one document is filled with. Handed from hand to hand, so it is one object.
package final class DocumentInput: Sendable {
    /// The case; absent for a blank.
    package let held: HeldCase?
    package let issue: Outcome.Issue?
    /// For what else follows from the case: reasons, tasks.
    package let outcome: Outcome?
    package let number: DocumentNumber
    /// This document as the case's history knows it, where it was issued before.
    package let record: HistoryDocument?
    package let approval: ChainStatus?
    /// The chain as SVG, put into the view as it is; empty where there is none.
    package let diagram: [UInt8]
    /// The document of which this one takes the place, and which it revokes by name.
    package let revokes: RevokedDocument?
    /// On a routing sheet: the digest of the document that it belongs to, and how far that has come.
    package let sheetOf: String?
    let stage: DocumentStage?
    /// Who issues it: the organisation of the case or, on a blank, the one that is asked for.
    let issuer: OrganisationID?

    /// A form to be filled in by hand.
    package static let blank = DocumentInput(
        held: nil, issue: nil, outcome: nil, number: .unknown, record: nil, approval: nil, diagram: [])

    /// A form to be filled in by hand that an organisation issues.
    package static func blank(of organisation: OrganisationID) -> DocumentInput {
        DocumentInput(
            held: nil, issue: nil, outcome: nil, number: .unknown, record: nil, approval: nil, diagram: [],
            issuer: organisation)
    }

    /// The document that an issue of an outcome asks for. The number is that of the case's history where it has one.
    package static func document(
        _ issue: Outcome.Issue, of outcome: Outcome, for held: HeldCase,
        approval: consuming ChainStatus? = nil, number: DocumentNumber = .unknown, diagram: [UInt8] = []
    ) -> DocumentInput {
        let record = record(of: issue, in: held.data.history)
        var chosen = number
        if chosen == .unknown, let known = record?.number { chosen = .full(known) }
        return DocumentInput(
            held: held, issue: issue, outcome: outcome, number: chosen, record: record, approval: approval,
            diagram: diagram)
    }

    /// The document of the history that an issue is about.
    private static func record(of issue: Outcome.Issue, in history: [HistoryDocument]) -> HistoryDocument? {
        if history.isEmpty { return nil }
        let form = issue.form
        let earlier = history.filter { $0.form == form && $0.about == issue.about }
        // What an issue is about tells its document from others of its form.
        if issue.about != nil { return earlier.last }
        let position = issue.ordinal - 1
        return issue.ordinal == 0 ? earlier.last : earlier.indices.contains(position) ? earlier[position] : nil
    }

    /// The same under another number.
    /// - Parameter revokes: the document of which it takes the place.
    package func numbered(_ number: DocumentNumber, revokes: RevokedDocument?) -> DocumentInput {
        DocumentInput(
            held: held, issue: issue, outcome: outcome, number: number, record: record, approval: approval,
            diagram: diagram, revokes: revokes)
    }

    /// The same for the routing sheet of the document.
    /// - Parameters:
    ///   - digest: of the document.
    ///   - stage: how far it has come; the sheet itself prints nothing that could be unknown.
    package func sheet(of digest: String, _ stage: DocumentStage, diagram: [UInt8]) -> DocumentInput {
        DocumentInput(
            held: held, issue: issue, outcome: outcome, number: number, record: record, approval: approval,
            diagram: diagram, sheetOf: digest, stage: stage)
    }

    private init(
        held: HeldCase?, issue: Outcome.Issue?, outcome: Outcome?, number: DocumentNumber, record: HistoryDocument?,
        approval: ChainStatus?, diagram: [UInt8], revokes: RevokedDocument? = nil, sheetOf: String? = nil,
        stage: DocumentStage? = nil, issuer: OrganisationID? = nil
    ) {
        self.issuer = issuer ?? held?.data.organisation
        self.sheetOf = sheetOf
        self.stage = stage
        self.held = held
        self.issue = issue
        self.outcome = outcome
        self.number = number
        self.record = record
        self.approval = approval
        self.diagram = diagram
        self.revokes = revokes
    }
}

/// How far a document has come; the raw values stand in the record.
package enum DocumentStage: String, Sendable {
    case blank, draft
    case awaitingApproval = "awaiting-approval"
    case approved, issued

    /// What the rules, the approvals and the history make of it. A document that prints something unknown is a draft,
    /// which shows only when it is written.
    package static func of(_ input: DocumentInput) -> DocumentStage {
        guard input.held != nil else { return .blank }
        if let stage = input.stage { return stage }
        if input.issue?.status == .open { return .draft }
        let done: DocumentStage = input.record?.issued == nil ? .approved : .issued
        if let approval = input.approval {
            switch approval.state {
            case .approved: return done
            case .pending, .notStated, .open, .stated, .notInForce, .unreadable: return .awaitingApproval
            case .rejected, .returned, .withdrawn: return .draft
            }
        }
        return input.issue?.chain == nil ? done : .awaitingApproval
    }
}
