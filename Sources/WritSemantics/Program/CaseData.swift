/// One case: facts, history, and which firm it belongs to. Read from JSON or CSV, written in an example, or made by a proof.
package struct CaseData: Sendable, Equatable {
    package var type: RecordID
    package var id: String
    package var asOf: CalendarDate
    package var organisation: OrganisationID?
    /// One value a field of the case type; `.unknown` and `.missing` as the type says.
    package var facts: [Value]
    package var history: [HistoryDocument]
    package var actions: [ActionRecord]
    package var staff: [StaffRecord]

    package init(
        type: RecordID, id: String, asOf: CalendarDate, organisation: OrganisationID?, facts: [Value],
        history: [HistoryDocument] = [], actions: [ActionRecord] = [], staff: [StaffRecord] = []
    ) {
        self.type = type
        self.id = id
        self.asOf = asOf
        self.organisation = organisation
        self.facts = facts
        self.history = history
        self.actions = actions
        self.staff = staff
    }
}

extension CaseData {
    /// The day whose law decides the case: that of its governing date, where the type names one.
    package func lawDay(in program: Program) -> CalendarDate {
        guard let field = program.records[type.index].governing, facts.indices.contains(field),
            case .date(let day) = facts[field]
        else { return asOf }
        return day
    }
}

/// An earlier document of the case.
package struct HistoryDocument: Sendable, Equatable {
    package var form: FormID
    /// Which of several documents of the form it was.
    package var about: String?
    package var number: String?
    package var issued: CalendarDate?
    package var due: CalendarDate?
    package var delivered: CalendarDate?
    package var signed: CalendarDate?
    /// The day on which it was finally approved, by the word of the history; where people's decisions are recorded, these decide.
    package var approved: CalendarDate?
    /// Of the document's record, as approved now.
    package var digest: String?
    package var approvals: [ApprovalRecord]
    /// What people did about it on its way beside deciding on it.
    package var acts: [RoutingAct]

    package init(
        form: FormID, about: String? = nil, number: String? = nil, issued: CalendarDate? = nil,
        due: CalendarDate? = nil,
        delivered: CalendarDate? = nil, signed: CalendarDate? = nil, approved: CalendarDate? = nil,
        digest: String? = nil, approvals: [ApprovalRecord] = [], acts: [RoutingAct] = []
    ) {
        self.form = form
        self.about = about
        self.number = number
        self.issued = issued
        self.due = due
        self.delivered = delivered
        self.signed = signed
        self.approved = approved
        self.digest = digest
        self.approvals = approvals
        self.acts = acts
    }
}

extension HistoryDocument {
    /// Whether decisions or acts of people are recorded. These then say whether it is approved, whatever day the history states.
    package var isRecorded: Bool { !approvals.isEmpty || acts.contains { $0.kind != .copied } }
}

/// One decision on a document.
package struct ApprovalRecord: Sendable, Hashable {
    /// The id of the step, such as `legal` or `line.2`; absent where the record does not say.
    package var step: String?
    package var role: RoleID
    package var person: String
    package var decision: ApprovalDecision
    package var at: Moment
    package var digest: String?
    /// The role for which the person acted as a substitute.
    package var onBehalfOf: RoleID?
    /// The step to which it was returned, where one was chosen.
    package var backTo: String?
    package var remarks: String?

    package init(
        step: String?, role: RoleID, person: String, decision: ApprovalDecision, at: Moment, digest: String? = nil,
        onBehalfOf: RoleID? = nil, backTo: String? = nil, remarks: String? = nil
    ) {
        self.step = step
        self.role = role
        self.person = person
        self.decision = decision
        self.at = at
        self.digest = digest
        self.onBehalfOf = onBehalfOf
        self.backTo = backTo
        self.remarks = remarks
    }
}

/// What somebody did about a document on its way, beside deciding on it.
package struct RoutingAct: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        /// It was handed in, for the first time or again.
        case submitted
        /// Whoever proposed it took it back.
        case withdrawn
        /// Whoever was to take a step handed it on to another person.
        case passedOn = "passed-on"
        /// Whoever was to take a step asked another person to approve it as well.
        case countersignerAdded = "countersigner-added"
        /// A copy went to somebody; nothing follows from it.
        case copied

        /// Whether it is done in a step, by one who may take it.
        package var isOfStep: Bool { self == .passedOn || self == .countersignerAdded }
        /// Whether it says to whom.
        package var hasRecipient: Bool { isOfStep || self == .copied }
    }
    package var kind: Kind
    /// The id of the step; absent where the act is of none or the record does not say.
    package var step: String?
    /// As whom the person acted.
    package var role: RoleID?
    package var person: String
    package var recipient: String?
    package var at: Moment
    package var remarks: String?

    package init(
        _ kind: Kind, step: String? = nil, role: RoleID? = nil, person: String, recipient: String? = nil, at: Moment,
        remarks: String? = nil
    ) {
        self.kind = kind
        self.step = step
        self.role = role
        self.person = person
        self.recipient = recipient
        self.at = at
        self.remarks = remarks
    }
}

/// A held action that happened.
package struct ActionRecord: Sendable, Hashable {
    package var action: ActionID
    package var at: Moment
    package var person: String?

    package init(action: ActionID, at: Moment, person: String? = nil) {
        self.action = action
        self.at = at
        self.person = person
    }
}

/// Who held which role when.
package struct StaffRecord: Sendable, Hashable {
    /// What tells persons of one name apart, such as the number of their badge.
    package var id: String?
    package var person: String
    /// Where the person holds the role; at every firm where absent.
    package var firm: OrganisationID?
    package var role: RoleID
    package var from: CalendarDate?
    package var to: CalendarDate?

    package init(
        id: String? = nil, person: String, firm: OrganisationID? = nil, role: RoleID, from: CalendarDate? = nil,
        to: CalendarDate? = nil
    ) {
        self.id = id
        self.person = person
        self.firm = firm
        self.role = role
        self.from = from
        self.to = to
    }
}
