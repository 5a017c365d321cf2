package import WritEvaluation
package import WritLanguage
package import WritSemantics

/// One step that a document's chain requires in one case: conditions decided, `line from … to …` spelled out.
package struct RequiredStep: Sendable {
    /// Why nobody can be named for a step.
    package enum Gap: Sendable, Equatable {
        /// The source names the step and not who takes it.
        case notStated
        /// A line runs along the chart of an organisation, and the case does not say which one.
        case organisationUnknown
        /// The chart has no way up from the first role of the line to its last.
        case lineBroken(OrganisationID)
    }

    /// The person whom the case names for a step.
    package enum Named: Sendable, Equatable {
        case person(PersonName)
        /// The case does not tell yet.
        case unknown(field: String)
        /// The case says that there is nobody, or names somebody by a text that is no name.
        case nobody(field: String)
    }

    package struct Escalation: Sendable {
        package let to: RoleID
        /// A duration; `unknown` where it depends on what is not known.
        package let after: Value

        package init(to: RoleID, after: Value) {
            self.to = to
            self.after = after
        }
    }

    /// `legal`, or `line.1`, `line.2` for the levels of a line.
    package let id: String
    package let title: String
    /// The index of the step in `Chain.steps`.
    package let declared: Int
    /// Those who may or must sign: one role; all of them; any `needed` of them. Empty where nobody can be named.
    package let roles: [RoleID]
    /// How many of `roles` must approve.
    package let needed: Int
    /// Who of the role must sign, where the chain leaves that to the case.
    package let named: Named?
    /// When it comes: steps of the same stage run side by side, stages run in order, from 0.
    package let stage: Int
    /// Steps that run beside each other (`with`) form a group; groups run in order, from 0.
    package let group: Int
    /// Steps of the same branch of a group follow one another: the levels of a line.
    package let branch: Int
    /// A duration; `unknown` where it depends on what is not known; absent where the chain sets no limit.
    package let within: Value?
    package let escalation: Escalation?
    /// To whom it may be passed on beside those who hold its role.
    package let delegation: Chain.Delegation
    package let citations: [ClauseID]
    package let span: Span
    /// False where its condition depends on facts that are not known.
    package let isCertain: Bool
    /// What would tell whether it is needed.
    package let needs: [Outcome.Need]
    package let gap: Gap?

    package init(
        id: String, title: String, declared: Int, roles: [RoleID], needed: Int, named: Named? = nil, stage: Int,
        group: Int, branch: Int, within: Value? = nil, escalation: Escalation? = nil,
        delegation: Chain.Delegation = .none, citations: [ClauseID], span: Span,
        isCertain: Bool = true, needs: [Outcome.Need] = [], gap: Gap? = nil
    ) {
        self.id = id
        self.title = title
        self.declared = declared
        self.roles = roles
        self.needed = needed
        self.named = named
        self.stage = stage
        self.group = group
        self.branch = branch
        self.within = within
        self.escalation = escalation
        self.delegation = delegation
        self.citations = citations
        self.span = span
        self.isCertain = isCertain
        self.needs = needs
        self.gap = gap
    }
}

/// What a chain requires in one case.
package struct ChainRequirement: Sendable {
    package let chain: ChainID
    package let organisation: OrganisationID?
    /// In the order in which they are taken.
    package let steps: [RequiredStep]
    /// Steps that this case does not need.
    package let skipped: [SkippedStep]
    /// Persons who may not approve, such as the proposer.
    package let apart: Set<PersonName>
    /// The fields that are to name them and do not tell yet.
    package let openApart: [String]
    package let distinctPersons: Bool
    /// A step passes by itself where its person has approved before.
    package let repeatedPass: Bool
    package let substitutions: [Substitution]
    /// The index in `Chain.steps` from which a rejected or returned document starts again.
    package let restart: Int
    package let calendar: WorkCalendar?
    /// False where the chain does not apply at the firm, or not on the day: it approves nothing then.
    package let isInForce: Bool

    package init(
        chain: ChainID, organisation: OrganisationID?, steps: [RequiredStep], skipped: [SkippedStep] = [],
        apart: Set<PersonName> = [], openApart: [String] = [], distinctPersons: Bool = false,
        repeatedPass: Bool = false, substitutions: [Substitution] = [],
        restart: Int = 0,
        calendar: WorkCalendar? = nil, isInForce: Bool = true
    ) {
        self.chain = chain
        self.organisation = organisation
        self.steps = steps
        self.skipped = skipped
        self.apart = apart
        self.openApart = openApart
        self.distinctPersons = distinctPersons
        self.repeatedPass = repeatedPass
        self.substitutions = substitutions
        self.restart = restart
        self.calendar = calendar
        self.isInForce = isInForce
    }
}

extension ChainRequirement {
    /// Whether the case leaves open who may not approve.
    package var isApartOpen: Bool { !openApart.isEmpty }
}

package struct SkippedStep: Sendable {
    package let step: RequiredStep
    package let reason: Phrase

    package init(step: RequiredStep, reason: Phrase) {
        self.step = step
        self.reason = reason
    }
}

/// How far a step has come.
package enum StepState: String, Sendable, CaseIterable {
    case waiting, next, approved, rejected, returned, skipped, invalid
}

package struct StepStatus: Sendable {
    package let step: RequiredStep
    package let state: StepState
    /// The last day or moment for it, where the chain sets one and it can be computed.
    package let due: Value?
    /// The records that count towards it, in order of time; for an invalid step, those that do not.
    package let records: [ApprovalRecord]
    /// Why it is skipped, invalid, or cannot be filled.
    package let reason: Phrase?
    /// Persons whom it waits for by name: those to whom it was passed on, and countersigners who were asked.
    package let awaited: [PersonName]
    /// Whether it waits for nobody else.
    package let isPersonal: Bool
    /// Whether everything before it is in order, so that it can be taken (or taken again) now.
    package let isReady: Bool
}

/// One thing that somebody did about a document on its way, beside deciding on it.
package struct ActStatus: Sendable {
    package let act: RoutingAct
    /// The same as a sentence.
    package let text: Phrase
    /// What is wrong with it.
    package let problems: [RoutingProblemKind]
}

/// How far a document has come.
package enum ChainState: String, Sendable, CaseIterable {
    case pending, approved, rejected, returned, withdrawn, notStated = "not-stated"
    /// Whatever is certainly needed is approved; whether that is all, or by the right person, depends on what is not known.
    case open
    /// The history states that it was approved, and not by whom: nothing could be checked.
    case stated
    /// The chain does not apply at the firm, or not on the day.
    case notInForce = "not-in-force"
    /// A row of the log has no time that can be read, so that nothing can be said of the case.
    case unreadable
}

/// What is wrong with how a document was approved. Raw values are the stable ids without the word
/// before the point.
package enum RoutingProblemKind: String, Sendable, CaseIterable {
    case missingStep = "missing-step", outOfOrder = "out-of-order", wrongRole = "wrong-role"
    case unknownPerson = "unknown-person", wrongPerson = "wrong-person", selfApproval = "self-approval",
        samePersonTwice = "same-person-twice"
    case nobody
    case afterChange = "after-change", beforeIssue = "before-issue", tooLate = "too-late"
    case afterRejection = "after-rejection", afterWithdrawal = "after-withdrawal", noEffect = "no-effect"
    case actedBeforeApproval = "acted-before-approval"
    case contradicted, sentUnapproved = "sent-unapproved"
    case unknownStep = "unknown-step", inTheFuture = "in-the-future", recordOutOfOrder = "record-out-of-order"
    case textDiffers = "text-differs"
    case numberTwice = "number-twice", factChanged = "fact-changed", unreadableRow = "unreadable-row"
    case hiddenCharacter = "hidden-character", lookAlike = "look-alike", severalPersons = "several"
    case judgementByOther = "by-other"
    case obligationBroken = "obligation-broken"
    case stageNotAllowed = "not-allowed", stageOverdue = "overdue"

    /// The stable id, `approval.missing-step`.
    package var id: String {
        switch self {
        case .unknownStep, .inTheFuture, .textDiffers, .numberTwice, .factChanged, .unreadableRow: "record." + rawValue
        case .recordOutOfOrder: "record.out-of-order"
        case .hiddenCharacter, .lookAlike, .severalPersons: "person." + rawValue
        case .judgementByOther: "judgement." + rawValue
        case .obligationBroken: "obligation.broken"
        case .stageNotAllowed, .stageOverdue: "stage." + rawValue
        default: "approval." + rawValue
        }
    }
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
    /// In the order of the chain, those that this case does not need among them.
    package let steps: [StepStatus]
    package let problems: [RoutingProblem]
    /// When the last approval that it needed was given.
    package let approvedAt: Moment?
    /// Whether the answer may change with facts that the case does not state.
    package let isOpen: Bool
    /// What is not known and decides whether it is approved.
    package let open: [Phrase]
    /// What people did about it on its way beside deciding on it.
    package let acts: [ActStatus]

    /// The steps whose turn it is, those to be taken again among them; none of what was withdrawn, until it is handed in again.
    package var next: [StepStatus] {
        state == .withdrawn ? [] : steps.filter { $0.isReady && $0.state != .approved && $0.state != .skipped }
    }

    /// Whether records can tell that it is approved: the chain is in force, and its source says who approves.
    var isJudged: Bool { state != .notInForce && state != .notStated }

    /// The day of its final approval, for `FORM is approved`.
    package var approvedOn: CalendarDate? { state == .approved ? approvedAt?.date : nil }
}
