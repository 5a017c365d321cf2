package import WritSemantics

/// One thing that is wrong with the records of a document, before it is put into words.
package struct ChainFinding: Sendable, Equatable {
    package let kind: RoutingProblemKind
    /// The step at which it is reported.
    package let step: Int
    /// The record at fault, as the caller numbers records; absent where the fault is that there is none.
    package let record: Int?
    /// Other steps that it concerns, in the order of the chain: those signed too early, or on another text.
    package let others: [Int]
    /// Why an act changes nothing.
    var idle: ActState.Idle.Reason?
    /// To whom a step was passed on, or an act was to be.
    var recipient: String?

    init(
        kind: RoutingProblemKind, step: Int, record: Int?, others: [Int] = [], idle: ActState.Idle.Reason? = nil,
        recipient: String? = nil
    ) {
        self.kind = kind
        self.step = step
        self.record = record
        self.others = others
        self.idle = idle
        self.recipient = recipient
    }
}

extension ChainReplay {
    /// What is wrong now, each problem once and at its cause, in the order of steps. Linear in the number of slots.
    ///
    /// - Parameter asOf: the day on which it is asked, to tell what is overdue; absent where that is of no interest.
    package func findings(asOf: CalendarDate?) -> [ChainFinding] {
        let missing = missingSteps()
        var findings: [ChainFinding] = []
        var isWrong = [Bool](repeating: false, count: table.steps.count)
        var changed = Grouping()
        var afterRejection = Grouping()
        var afterWithdrawal = Grouping()
        var premature: [Int: Grouping] = [:]
        for step in table.steps.indices where !isApproved(step) {
            if missing[step] {
                findings.append(ChainFinding(kind: .missingStep, step: step, record: nil, others: []))
                isWrong[step] = true
            }
            forEachSlot(of: step) { slot in
                guard let defect = slots[slot].defect else { return }
                isWrong[step] = true
                switch defect {
                case .afterChange: changed.add(step, slots[slot])
                case .afterRejection: afterRejection.add(step, slots[slot])
                case .afterWithdrawal: afterWithdrawal.add(step, slots[slot])
                case .passedOn:
                    findings.append(
                        ChainFinding(
                            kind: .wrongPerson, step: step, record: slots[slot].record,
                            recipient: acts.assignments[slot]?.to.text))
                case .premature(let blocker):
                    if !missing[blocker] { premature[blocker, default: Grouping()].add(step, slots[slot]) }
                default:
                    if let kind = defect.ownKind {
                        findings.append(
                            ChainFinding(kind: kind, step: step, record: slots[slot].record, others: []))
                    }
                }
            }
        }
        if let finding = changed.finding(.afterChange) { findings.append(finding) }
        if let finding = afterRejection.finding(.afterRejection) { findings.append(finding) }
        if let finding = afterWithdrawal.finding(.afterWithdrawal) { findings.append(finding) }
        for idle in acts.idle {
            findings.append(
                ChainFinding(
                    kind: .noEffect, step: idle.step, record: idle.number, idle: idle.reason, recipient: idle.recipient)
            )
        }
        for (blocker, group) in premature {
            if let first = group.first {
                findings.append(
                    ChainFinding(kind: .outOfOrder, step: blocker, record: first.record, others: group.steps))
            }
        }
        findings += lateSteps(asOf: asOf, isWrong: isWrong)
        let kinds = RoutingProblemKind.allCases
        return findings.sorted { a, b in
            if a.step != b.step { return a.step < b.step }
            if a.kind != b.kind {
                return (kinds.firstIndex(of: a.kind) ?? 0) < (kinds.firstIndex(of: b.kind) ?? 0)
            }
            return (a.record ?? -1) < (b.record ?? -1)
        }
    }

    /// Several defective records with one cause.
    private struct Grouping {
        var steps: [Int] = []
        var first: Slot?
        var firstStep = 0

        mutating func add(_ step: Int, _ slot: Slot) {
            if steps.last != step { steps.append(step) }
            if first.map({ slot.order < $0.order }) ?? true {
                first = slot
                firstStep = step
            }
        }

        func finding(_ kind: RoutingProblemKind) -> ChainFinding? {
            first.map { ChainFinding(kind: kind, step: firstStep, record: $0.record, others: steps) }
        }
    }

    /// Steps that nobody signed although a later one was.
    private func missingSteps() -> [Bool] {
        var missing = [Bool](repeating: false, count: table.steps.count)
        if awaitsRestart { return missing }
        var lastGroup = -1
        var lastOfBranch: [Int: Int] = [:]
        for step in table.steps.indices {
            var isSigned = false
            forEachSlot(of: step) { slot in
                if slots[slot].isAttempted, slots[slot].defect != .afterRejection,
                    slots[slot].defect != .afterWithdrawal
                {
                    isSigned = true
                }
            }
            guard isSigned else { continue }
            lastGroup = max(lastGroup, table.steps[step].group)
            lastOfBranch[table.firstOfBranch[step]] = step
        }
        for step in table.steps.indices where table.blocks[step] && !isAttempted(step) {
            missing[step] =
                table.steps[step].group < lastGroup || step < lastOfBranch[table.firstOfBranch[step]] ?? -1
        }
        return missing
    }

    /// Steps that were approved too late, and those that are overdue.
    private func lateSteps(asOf: CalendarDate?, isWrong: [Bool]) -> [ChainFinding] {
        let ready = readySteps()
        return table.steps.indices.compactMap { step in
            guard !isWrong[step] else { return nil }
            if isApproved(step) {
                var late: [Int] = []
                forEachSlot(of: step) { slot in if slots[slot].isValid && slots[slot].isLate { late.append(slot) } }
                guard let last = late.max(by: { slots[$0].order < slots[$1].order }) else { return nil }
                return ChainFinding(kind: .tooLate, step: step, record: slots[last].record, others: [])
            }
            guard let asOf, ready[step], !awaitsRestart, table.blocks[step], let due = due(of: step),
                StepClock.isAfter(asOf, due)
            else { return nil }
            return ChainFinding(kind: .tooLate, step: step, record: nil, others: [])
        }
    }

    /// Steps before which everything is approved.
    func readySteps() -> [Bool] {
        var ready = [Bool](repeating: false, count: table.steps.count)
        var openGroup = Int.max
        for step in table.steps.indices where table.blocks[step] && !isApproved(step) {
            openGroup = min(openGroup, table.steps[step].group)
        }
        for step in table.steps.indices where table.steps[step].group <= openGroup {
            let isFirst = table.firstOfBranch[step] == step
            ready[step] = isFirst || (ready[step - 1] && (isApproved(step - 1) || !table.blocks[step - 1]))
        }
        return ready
    }
}

extension ChainReplay.Defect {
    /// The problem that a defect is on its own; those with a common cause are gathered first.
    fileprivate var ownKind: RoutingProblemKind? {
        switch self {
        case .nobody: .nobody
        case .wrongPerson: .wrongPerson
        case .unknownPerson: .unknownPerson
        case .severalPersons: .severalPersons
        case .wrongRole: .wrongRole
        case .selfApproval: .selfApproval
        case .samePersonTwice: .samePersonTwice
        case .beforeIssue: .beforeIssue
        case .passedOn: .wrongPerson
        case .afterRejection, .afterWithdrawal, .premature, .afterChange: nil
        }
    }
}
