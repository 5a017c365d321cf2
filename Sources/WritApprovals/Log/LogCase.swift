import WritSemantics

/// One case of a log while it is open. Its size depends on the chain and not on the number of its events.
struct LogCase: Sendable {
    /// A held action that happened before the chain was done.
    struct EarlyAction: Sendable {
        let action: ActionID
        let line: Int
        let at: Moment
        /// The chain had been signed to its end, so that what is wrong with a signature is the cause.
        let lookedApproved: Bool
        let rule: RuleID?
        let citations: [ClauseID]
    }

    let id: String
    /// What the log states of it.
    let facts: [Value]
    var replay: ChainReplay
    var events = 0
    var rejections = 0
    let first: Moment
    var last: Moment
    /// Bit i: milestone i was reached.
    var milestones: [UInt64]
    var early: [EarlyAction] = []

    init(id: String, facts: [Value], replay: ChainReplay, at moment: Moment, milestoneCount: Int) {
        self.id = id
        self.facts = facts
        self.replay = replay
        first = moment
        last = moment
        milestones = Array(repeating: 0, count: (milestoneCount + 63) / 64)
    }

    mutating func reach(_ milestone: Int) { milestones[milestone / 64] |= 1 << UInt64(milestone % 64) }

    func has(_ milestone: Int) -> Bool { milestones[milestone / 64] & (1 << UInt64(milestone % 64)) != 0 }

    /// How far it has come, as far as the log tells: steps that may not have been needed are not waited for.
    var state: ChainState { replay.isApproved ? .approved : replay.state }

    /// What is wrong with the finished case, each problem at its cause.
    func problems() -> [LogProblem] {
        let findings = replay.findings(asOf: nil)
        var problems = findings.map { finding in
            let step = replay.table.steps[finding.step]
            return LogProblem(
                kind: finding.kind, step: finding.step, subject: step.id, line: finding.record, action: nil,
                finding: finding, citations: step.citations, rule: nil)
        }
        for early in early where findings.isEmpty || !early.lookedApproved {
            problems.append(
                LogProblem(
                    kind: .actedBeforeApproval, step: nil, subject: "", line: early.line, action: early,
                    finding: nil, citations: early.citations, rule: early.rule))
        }
        return problems
    }
}

/// One thing wrong with a case of a log.
struct LogProblem: Sendable {
    let kind: RoutingProblemKind
    let step: Int?
    /// The id of the step.
    let subject: String
    /// The line of the event at fault.
    let line: Int?
    let action: LogCase.EarlyAction?
    let finding: ChainFinding?
    let citations: [ClauseID]
    let rule: RuleID?
}
