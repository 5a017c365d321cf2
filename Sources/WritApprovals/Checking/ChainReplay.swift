package import WritSemantics

/// Plays the records of one document, in order of time, against what its chain requires.
///
/// The meaning, in one place:
/// - A rejection or a return ends a *round*; the steps from which the chain starts again are cleared, and only the last
///   round is judged.
/// - A record in its step's slot is an *attempt*, valid or not. A step is approved when enough valid approvals fill it;
///   from then on further records for it change nothing, so that a defect which was put right is no longer a problem.
/// - Order is judged by attempts: whoever signs after a step was signed signs in good faith, even if that signature
///   proves to be invalid. An approval before an earlier step's attempt is premature and does not count.
/// - A record has at most one defect, the most basic: person, role, independence, time, order, content.
/// - Whoever is to take a step may pass it on: it is then for that person alone. A countersigner who is asked has a slot of
///   the step beside its own, without which the step is not approved.
/// - A withdrawal takes back everything; the document begins anew when it is handed in again.
///
/// A record costs constant time, amortised; memory depends on the steps, and on the acts that are no decisions.
package struct ChainReplay: Sendable {
    enum Defect: Sendable, Equatable {
        case nobody, unknownPerson, severalPersons, wrongRole, wrongPerson, selfApproval, samePersonTwice, beforeIssue,
            afterRejection, afterWithdrawal
        /// The step was passed on to another person.
        case passedOn
        /// An earlier step had not been signed.
        case premature(blocker: Int)
        case afterChange
    }

    struct Slot: Sendable {
        /// The record's number as the caller counts; negative while there is none.
        var record = -1
        /// When it was replayed, for order among records of the same time.
        var order = 0
        var person: PersonName?
        var at: Moment?
        var defect: Defect?
        var isLate = false
        /// Nobody can tell yet whether it is by the person whom the case names.
        var isUnverified = false
        /// It passed by itself: the record is what its person approved before.
        var isAutomatic = false

        var isAttempted: Bool { record >= 0 }
        var isValid: Bool { record >= 0 && defect == nil }
    }

    /// What ended a round.
    struct Rejection: Sendable {
        enum Ending: Sendable { case rejected, returned, withdrawn }
        let step: Int?
        let ending: Ending
        let record: Int
        let at: Moment
    }

    /// What the document itself says.
    package struct Subject: Sendable {
        package var issued: CalendarDate?
        package var digest: String?
        /// Whether it is recorded when the document is handed in, as in an event log: then nothing can be approved
        /// before, and a rejected document starts again only when it is handed in again.
        package var recordsSubmission = false
        /// Whether decisions are recorded with their persons; where they are, a blank one is nobody's.
        package var recordsPersons = true

        package init(
            issued: CalendarDate? = nil, digest: String? = nil, recordsSubmission: Bool = false,
            recordsPersons: Bool = true
        ) {
            self.issued = issued
            self.digest = digest
            self.recordsSubmission = recordsSubmission
            self.recordsPersons = recordsPersons
        }
    }

    let table: ReplayTable
    let staff: StaffList?
    let subject: Subject
    var slots: [Slot]
    /// Slots of each step that were attempted, and that are validly filled.
    var attempts: [Int]
    var approvals: [Int]
    /// When a step was attempted often enough.
    var attemptedAt: [Moment?]
    var groupStart: [StepClock.Start]
    var rejection: Rejection?
    /// After a rejection, until the chain has started again.
    var awaitsRestart = false
    var isSubmitted = false
    /// Steps that others wait for: not yet attempted in each group, and not yet approved altogether.
    var openInGroup: [Int]
    var unapproved: Int
    var firstOpenGroup = 0
    var groupCursor: [Int]
    var branchCursor: [Int]
    var guestCursor: [Int]
    var fillCursor: [Int]
    var listingCursor: [Int]
    var touched: [Int] = []
    var signatures: [PersonName: Int] = [:]
    /// Steps that somebody signed once more after they were signed: it changes nothing there, and whoever did has had a hand in them.
    var repeats: [PersonName: Set<Int>] = [:]
    /// Persons who may not approve: those whom the case names, and whoever handed the document in.
    var apart: Set<PersonName>
    var isProposerKnown = false
    /// Whoever handed the document in.
    var submitters: Set<PersonName> = []
    /// What was passed on, and who was asked to countersign.
    var acts = ActState()
    /// It was returned to a step that was chosen, and goes on from there without being handed in again.
    var resumesInside = false
    /// It was withdrawn, and nothing counts until it is handed in again.
    var needsSubmission = false
    var order = 0

    package init(_ table: ReplayTable, staff: StaffList?, subject: Subject) {
        self.table = table
        self.staff = staff
        self.subject = subject
        apart =
            staff.map { list in Set(table.requirement.apart.flatMap { list.persons(named: $0) }) }
            ?? table.requirement.apart
        let count = table.steps.count
        slots = Array(repeating: Slot(), count: table.stepOfSlot.count)
        attempts = Array(repeating: 0, count: count)
        approvals = Array(repeating: 0, count: count)
        attemptedAt = Array(repeating: nil, count: count)
        groupStart = Array(repeating: .unknown, count: table.groupCount)
        openInGroup = Array(repeating: 0, count: table.groupCount)
        groupCursor = table.firstOfGroup
        branchCursor = table.firstOfBranch
        guestCursor = table.steps.indices.map { table.guestSlots(of: $0).lowerBound }
        fillCursor = table.firstSlot
        listingCursor = Array(repeating: 0, count: table.listings.count)
        unapproved = 0
        for (index, step) in table.steps.enumerated() where table.blocks[index] {
            openInGroup[step.group] += 1
            unapproved += 1
        }
        if table.groupCount > 0, let issued = subject.issued { groupStart[0] = .day(issued) }
        advance(at: nil)
        acts.arrived.removeAll()
    }

    /// Whether every step that can be asked for is approved.
    package var isApproved: Bool { unapproved == 0 && !awaitsRestart && table.requirement.isInForce }

    /// How far the document has come.
    package var state: ChainState {
        if !table.requirement.isInForce { return .notInForce }
        if awaitsRestart {
            switch rejection?.ending {
            case .returned?: return .returned
            case .withdrawn?: return .withdrawn
            case .rejected?, nil: return .rejected
            }
        }
        var isPending = false
        var isOpen = isApartOpen
        for (index, step) in table.steps.enumerated() {
            if isApproved(index) {
                if isUnverified(index) { isOpen = true }
            } else {
                if step.gap == .notStated, step.isCertain { return .notStated }
                if step.isCertain { isPending = true } else { isOpen = true }
            }
        }
        return isPending ? .pending : isOpen ? .open : .approved
    }

    /// Whether nobody can tell who may not approve, although it is told who approved.
    var isApartOpen: Bool { table.requirement.isApartOpen && subject.recordsPersons && !isProposerKnown }

    func isAttempted(_ step: Int) -> Bool {
        attempts[step] >= table.steps[step].needed && acts.unattempted(of: step) == 0
    }
    func isApproved(_ step: Int) -> Bool { isOwnApproved(step) && acts.unapproved(of: step) == 0 }
    /// Whether those approved whom the chain asks for, whatever countersigners do.
    func isOwnApproved(_ step: Int) -> Bool { approvals[step] >= table.steps[step].needed }
    func isFilled(_ slot: Int) -> Bool {
        slots[slot].isValid || (slot < table.stepOfSlot.count && isOwnApproved(table.stepOfSlot[slot]))
    }
    func step(of slot: Int) -> Int {
        slot < table.stepOfSlot.count ? table.stepOfSlot[slot] : acts.countersigners[slot - table.stepOfSlot.count].step
    }

    /// Calls with each slot of a step, those of countersigners behind its own.
    func forEachSlot(of step: Int, _ body: (Int) -> Void) {
        for slot in table.slots(of: step) { body(slot) }
        for slot in acts.slots(of: step) { body(slot) }
    }

    /// Whether a step counts as approved only as far as anybody can tell yet.
    func isUnverified(_ step: Int) -> Bool {
        guard isNamedOpen(step) else { return false }
        return table.slots(of: step).contains { slots[$0].isValid && slots[$0].isUnverified }
    }

    /// Whoever hands a document in may not approve it, where the chain keeps its proposer apart and nobody else names one.
    package mutating func keepApart(_ name: PersonName) {
        apart.formUnion(staff?.persons(named: name) ?? [name])
        isProposerKnown = true
    }

    /// The person whom a text names, as the list of staff knows that person.
    func person(_ text: String) -> PersonName? {
        PersonName(text).map { staff?.person(named: $0) ?? $0 }
    }

    /// Whether nobody can tell for whom a step is: the case does not say, or by a name that several of the list have.
    func isNamedOpen(_ step: Int) -> Bool {
        switch table.steps[step].named {
        case .unknown?: true
        case .person(let name)?: staff.map { $0.persons(named: name).count > 1 } ?? false
        case .nobody?, nil: false
        }
    }

    /// The document was handed in, for the first time or again.
    package mutating func submit(at moment: Moment, by name: String = "") {
        if !isSubmitted, table.groupCount > 0 { groupStart[0] = .moment(moment) }
        if awaitsRestart, resumesInside {
            for step in acts.turnedAt.keys { acts.turnedAt[step] = moment }
        } else if awaitsRestart, firstOpenGroup < groupStart.count {
            groupStart[firstOpenGroup] = .moment(moment)
        }
        if let name = person(name) { submitters.insert(name) }
        isSubmitted = true
        awaitsRestart = false
        needsSubmission = false
    }

    /// Whether a rejection or return took effect; one that only confirms an earlier one does not.
    @discardableResult
    package mutating func take(_ record: ApprovalRecord, number: Int) -> Bool {
        order += 1
        guard record.decision == .approved else {
            defer { acts.arrived.removeAll() }
            return reject(record, number: number)
        }
        approve(record, number: number)
        passRepeated()
        return false
    }

    // MARK: - Approvals

    private mutating func approve(_ record: ApprovalRecord, number: Int) {
        guard let placement = place(record) else { return }
        let slot = placement.slot
        let step = step(of: slot)
        let name = person(record.person)
        guard !isFilled(slot) else {
            if let name, placement.defect == nil, personDefect(record, name, in: slot) == nil {
                repeats[name, default: []].insert(step)
            }
            return
        }
        let defect = placement.defect ?? defect(of: record, by: name, in: slot)
        let due = table.clock.end(of: table.steps[step].within, from: start(of: step))
        if awaitsRestart, defect != .afterRejection, !needsSubmission, !subject.recordsSubmission || resumesInside,
            blocker(of: step) == nil
        {
            awaitsRestart = false
        }
        fill(
            slot,
            Slot(
                record: number, order: order, person: name, at: record.at, defect: defect,
                isLate: due.map { StepClock.isAfter(record.at, $0) } ?? false,
                isUnverified: isUnverified(record, in: slot)))
        if defect == nil { count(slot) }
    }

    /// Puts an attempt into a slot; when its step was attempted often enough, what waits for it may begin.
    mutating func fill(_ slot: Int, _ attempt: Slot) {
        let step = step(of: slot)
        if !slots[slot].isAttempted {
            touched.append(slot)
            if slot < table.stepOfSlot.count { attempts[step] += 1 } else { acts.attempt(step) }
        }
        slots[slot] = attempt
        guard attemptedAt[step] == nil, isAttempted(step) else { return }
        attemptedAt[step] = attempt.at
        if table.requirement.repeatedPass, let at = attempt.at, step + 1 < table.steps.count,
            table.firstOfBranch[step + 1] == table.firstOfBranch[step]
        {
            acts.arrived.append(ActState.Arrival(step: step + 1, at: at))
        }
        if table.blocks[step] {
            openInGroup[table.steps[step].group] -= 1
            advance(at: attempt.at)
        }
    }

    /// A slot became validly filled.
    mutating func count(_ slot: Int) {
        let step = step(of: slot)
        if slot < table.stepOfSlot.count { approvals[step] += 1 } else { acts.approve(step) }
        if table.blocks[step], isApproved(step) { unapproved -= 1 }
        guard let person = slots[slot].person else { return }
        signatures[person, default: 0] += 1
        if table.requirement.repeatedPass { acts.fresh[person] = slots[slot].record }
    }

    /// What is wrong with an approval by someone whose role fits, the most basic defect first.
    private mutating func defect(of record: ApprovalRecord, by name: PersonName?, in slot: Int) -> Defect? {
        let step = step(of: slot)
        if let defect = personDefect(record, name, in: slot) { return defect }
        if let name {
            if apart.contains(name) { return .selfApproval }
            if table.requirement.distinctPersons,
                (signatures[name] ?? 0) > 0 || repeats[name]?.contains(where: { $0 != step }) ?? false
            {
                return .samePersonTwice
            }
        }
        if let issued = subject.issued, record.at.date < issued { return .beforeIssue }
        if needsSubmission { return .afterWithdrawal }
        if subject.recordsSubmission {
            if !isSubmitted { return .beforeIssue }
            if awaitsRestart, !resumesInside { return .afterRejection }
        }
        if let blocker = blocker(of: step) { return awaitsRestart ? .afterRejection : .premature(blocker: blocker) }
        if let digest = record.digest, let reference = subject.digest, digest != reference { return .afterChange }
        return nil
    }

    /// What is wrong with who acted in a step.
    func personDefect(_ record: ApprovalRecord, _ name: PersonName?, in slot: Int) -> Defect? {
        guard let name else { return subject.recordsPersons ? .nobody : nil }
        if let staff, !staff.isEmpty, !table.parties.contains(record.role) || staff.lists(record.role) {
            switch staff.standing(of: name, in: record.role, on: record.at.date) {
            case .holds: break
            case .lacksRole: return .wrongRole
            case .unknownPerson: return .unknownPerson
            case .severalPersons: return .severalPersons
            }
        }
        let step = step(of: slot)
        if isEscalated(record, to: step) || slot >= table.stepOfSlot.count { return nil }
        if let assignment = acts.assignments[slot] { return assignment.to == name ? nil : .passedOn }
        guard let named = table.steps[step].named, !isNamedOpen(step) else { return nil }
        switch named {
        case .person(let person): return (staff?.person(named: person) ?? person) == name ? nil : .wrongPerson
        case .unknown: return nil
        case .nobody: return .wrongPerson
        }
    }

    private func isUnverified(_ record: ApprovalRecord, in slot: Int) -> Bool {
        let step = step(of: slot)
        return isNamedOpen(step) && !isEscalated(record, to: step) && slot < table.stepOfSlot.count
            && acts.assignments[slot] == nil
    }

    /// Whether a role acts in a step since its time is over, and not since the step is its own.
    func isEscalated(_ record: ApprovalRecord, to step: Int) -> Bool {
        table.steps[step].escalation?.to == record.role && !table.steps[step].roles.contains(record.role)
    }

    // MARK: - Rejections

    private mutating func reject(_ record: ApprovalRecord, number: Int) -> Bool {
        if awaitsRestart { return false }
        if let name = record.step, !table.knows(step: name) { return false }
        var step: Int?
        if let placement = place(record, mayEscalateEarly: true) {
            let place = self.step(of: placement.slot)
            let isNamed = record.step != nil
            let name = person(record.person)
            if let defect = placement.defect ?? personDefect(record, name, in: placement.slot) {
                if isNamed || placement.defect == nil {
                    if !isFilled(placement.slot) {
                        fill(
                            placement.slot,
                            Slot(
                                record: number, order: order, person: name, at: record.at, defect: defect))
                    }
                    return false
                }
                // Nobody said at which step: anyone may stop a document.
            } else {
                step = place
            }
        }
        let isReturn = record.decision == .returned
        end(Rejection(step: step, ending: isReturn ? .returned : .rejected, record: number, at: record.at))
        if isReturn, let name = record.backTo {
            switch target(name, from: step) {
            case .step(let target):
                resumesInside = true
                clear(from: table.steps[target].group, target: target, at: record.at)
                return true
            case .none(let reason):
                clearForRestart(from: step, at: record.at)
                acts.idle.append(ActState.Idle(number: number, step: step ?? 0, reason: reason, recipient: name))
                return true
            }
        }
        clearForRestart(from: step, at: record.at)
        return true
    }

    /// A round is over.
    mutating func end(_ rejection: Rejection) {
        self.rejection = rejection
        awaitsRestart = true
        resumesInside = false
    }

    private mutating func clearForRestart(from step: Int?, at moment: Moment) {
        clear(from: min(table.restartGroup, step.map { table.steps[$0].group } ?? table.restartGroup), at: moment)
    }

    private enum Target {
        case step(Int)
        case none(ActState.Idle.Reason)
    }

    /// The step to which a document was returned. It must not come behind the one from which it was.
    private func target(_ name: String, from step: Int?) -> Target {
        let levels = table.declaredNamed[name].flatMap { table.stepsOfDeclared[$0] }
        guard let target = table.stepNamed[name] ?? levels?.lowerBound else { return .none(.targetUnknown) }
        let isEarlier =
            if let step {
                table.steps[target].group < table.steps[step].group
                    || table.firstOfBranch[target] == table.firstOfBranch[step] && target <= step
            } else {
                table.steps[target].group <= firstOpenGroup
            }
        return isEarlier ? .step(target) : .none(.targetLater)
    }

    /// Takes back everything from a group on, or from a step that was chosen and what comes behind it. What stands before where
    /// the chain starts again stays approved, whatever the document says now.
    mutating func clear(from group: Int, target: Int? = nil, at moment: Moment) {
        let table = table
        func isCleared(_ step: Int) -> Bool {
            let own = table.steps[step].group
            guard let target, own == group else { return own >= group }
            return step >= target && table.firstOfBranch[step] == table.firstOfBranch[target]
        }
        for (name, steps) in repeats { repeats[name] = steps.filter { !isCleared($0) } }
        var kept: [Int] = []
        for slot in touched {
            let step = step(of: slot)
            let isOwn = slot < table.stepOfSlot.count
            guard isCleared(step) else {
                kept.append(slot)
                if slots[slot].defect == .afterChange, table.steps[step].group < table.restartGroup {
                    slots[slot].defect = nil
                    count(slot)
                }
                continue
            }
            if slots[slot].isValid {
                if table.blocks[step], isApproved(step) { unapproved += 1 }
                if isOwn { approvals[step] -= 1 } else { acts.takeBackApproval(step) }
                if let person = slots[slot].person, let count = signatures[person] {
                    signatures[person] = count > 1 ? count - 1 : nil
                }
            }
            if attemptedAt[step] != nil {
                attemptedAt[step] = nil
                if table.blocks[step] { openInGroup[table.steps[step].group] += 1 }
            }
            slots[slot] = Slot()
            guard isOwn else { continue }
            attempts[step] -= 1
            let listing = table.listingOfSlot[slot]
            if listing >= 0 { listingCursor[listing] = min(listingCursor[listing], table.rankOfSlot[slot]) }
            guestCursor[step] = table.guestSlots(of: step).lowerBound
            fillCursor[step] = table.firstSlot[step]
            let branch = table.firstOfBranch[step]
            branchCursor[branch] = min(branchCursor[branch], step)
            groupCursor[table.steps[step].group] = min(groupCursor[table.steps[step].group], step)
        }
        touched = kept
        let asked = acts.countersigners
        acts.forget(isCleared) {
            $0 < table.stepOfSlot.count ? table.stepOfSlot[$0] : asked[$0 - table.stepOfSlot.count].step
        }
        if group <= firstOpenGroup {
            firstOpenGroup = group
            if let target {
                acts.turnedAt[target] = moment
            } else if group < groupStart.count {
                groupStart[group] = .moment(moment)
            }
            advance(at: moment)
        }
        acts.arrived.removeAll()
    }
}
