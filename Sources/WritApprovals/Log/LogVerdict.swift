import WritEvaluation
import WritLanguage
import WritSemantics

/// What a log's case comes to. One object, which the report, the results and the pages hand on and do not copy.
final class LogVerdict {
    /// A held action that happened before what it waits for.
    struct EarlyAction: Sendable {
        let action: ActionID
        let event: Int
        let rule: RuleID?
        let citations: [ClauseID]
    }

    /// When the document first went out, or was signed by its addressee.
    struct Sent: Sendable {
        let event: Int
        let isSigned: Bool
        /// The steps that the house had not taken by then.
        let open: [Int]
    }

    let id: String
    /// Which of several documents of its case; empty where the log tells none apart.
    let document: String
    /// Both, as one name.
    let name: String
    let facts: [Value]
    let changes: [LogChange]
    /// By time.
    let events: [LogEvent]
    /// Pairs of events of one moment.
    let ties: Int
    let rows: Int
    let first: Moment?
    let last: Moment?
    let unreadable: [Int32]
    /// Rows that do not say on which of several documents they decide.
    let unattributed: [Int32]
    let recipients: [Int32: Int32]
    let table: ReplayTable
    var state = ChainState.pending
    var early: [EarlyAction] = []
    var sent: Sent?
    var delivered: CalendarDate?
    var signed: CalendarDate?
    /// Held actions of which the log does not tell whether they came too early.
    var open: [ActionID] = []
    /// Events after the day on which it is asked.
    var future: [Int] = []
    /// For each rejection that took effect, what the log calls the role.
    var rejections: [Int32] = []
    var findings: [ChainFinding] = []
    /// The last days of steps that are late.
    var dues: [Int: Value] = [:]
    /// The steps whose turn it is.
    var next: [Int] = []
    var alike: [(PersonName, PersonName)] = []
    var obligations: [ObligationVerdict] = []
    /// How long the case waited for each decision.
    var waits: [LogWait] = []
    /// The declared steps at which it waits now, and for how many minutes.
    var standing: [(step: Int, minutes: Int)] = []
    /// Where it is open: what is not known.
    var openNeeds: [Outcome.Need] = []
    /// When it came to be approved, if it still is.
    var approvedAt: Moment?
    var progress = LogProgress()

    init(_ open: LogCase, events: [LogEvent], ties: Int, table: ReplayTable) {
        id = open.id
        facts = open.facts
        document = open.document
        name = open.name
        let rare = open.rare
        changes = rare.changes
        rows = Int(open.rows)
        first = open.first
        last = open.last
        unreadable = rare.unreadable
        unattributed = rare.unattributed
        recipients = rare.recipients
        self.events = events
        self.ties = ties
        self.table = table
    }

    func finish(_ replay: ChainReplay, asOf: CalendarDate) {
        state = replay.state
        findings = replay.findings(asOf: asOf)
        if state == .open {
            if replay.isApartOpen { openNeeds += table.requirement.openApart.map { .fact($0) } }
            for (index, step) in table.steps.enumerated() {
                if !step.isCertain { openNeeds += step.needs }
                if replay.isUnverified(index), case .unknown(let field)? = step.named { openNeeds.append(.fact(field)) }
            }
        }
        for finding in findings where finding.kind == .tooLate { dues[finding.step] = replay.due(of: finding.step) }
        if state != .approved, state != .withdrawn {
            let ready = replay.readySteps()
            next = table.steps.indices.filter {
                table.steps[$0].isCertain && ready[$0] && !replay.isApproved($0) && table.steps[$0].gap == nil
            }
        }
        alike = LookAlikes.pairs(
            (replay.slots.compactMap(\.person) + replay.apart.sorted { $0.text < $1.text }).uniqued())
    }
}

extension [PersonName] {
    /// Each name once.
    fileprivate func uniqued() -> [PersonName] {
        var seen: Set<PersonName> = []
        return filter { seen.insert($0).inserted }
    }
}
