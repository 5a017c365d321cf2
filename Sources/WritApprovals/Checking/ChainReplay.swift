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
///
/// A record costs constant time, amortised; memory depends on the steps alone.
package struct ChainReplay: Sendable {
    enum Defect: Sendable, Equatable {
        case nobody, unknownPerson, severalPersons, wrongRole, wrongPerson, selfApproval, samePersonTwice, beforeIssue,
            afterRejection
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

        var isAttempted: Bool { record >= 0 }
        var isValid: Bool { record >= 0 && defect == nil }
    }

    struct Rejection: Sendable {
        let step: Int?
        let decision: ApprovalDecision
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
    private(set) var slots: [Slot]
    /// Slots of each step that were attempted, and that are validly filled.
    private(set) var attempts: [Int]
    private(set) var approvals: [Int]
    /// When a step was attempted often enough.
    private(set) var attemptedAt: [Moment?]
    private(set) var groupStart: [StepClock.Start]
    private(set) var rejection: Rejection?
    /// After a rejection, until the chain has started again.
    private(set) var awaitsRestart = false
    private(set) var isSubmitted = false
    /// Steps that others wait for: not yet attempted in each group, and not yet approved altogether.
    private var openInGroup: [Int]
    private var unapproved: Int
    private var firstOpenGroup = 0
    private var groupCursor: [Int]
    private var branchCursor: [Int]
    private var guestCursor: [Int]
    private var fillCursor: [Int]
    private var listingCursor: [Int]
    private var touched: [Int] = []
    private var signatures: [PersonName: Int] = [:]
    /// Steps that somebody signed once more after they were signed: it changes nothing there, and whoever did has had a hand in them.
    private var repeats: [PersonName: Set<Int>] = [:]
    /// Persons who may not approve: those whom the case names, and whoever handed the document in.
    private(set) var apart: Set<PersonName>
    private var isProposerKnown = false
    private var order = 0

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
    }

    /// Whether every step that can be asked for is approved.
    package var isApproved: Bool { unapproved == 0 && !awaitsRestart && table.requirement.isInForce }

    /// How far the document has come.
    package var state: ChainState {
        if !table.requirement.isInForce { return .notInForce }
        if awaitsRestart { return rejection?.decision == .returned ? .returned : .rejected }
        var isPending = false
        var isOpen = table.requirement.isApartOpen && subject.recordsPersons && !isProposerKnown
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

    func isAttempted(_ step: Int) -> Bool { attempts[step] >= table.steps[step].needed }
    func isApproved(_ step: Int) -> Bool { approvals[step] >= table.steps[step].needed }

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
    private func person(_ text: String) -> PersonName? {
        PersonName(text).map { staff?.person(named: $0) ?? $0 }
    }

    /// Whether nobody can tell for whom a step is: the case does not say, or by a name that several of the list have.
    private func isNamedOpen(_ step: Int) -> Bool {
        switch table.steps[step].named {
        case .unknown?: true
        case .person(let name)?: staff.map { $0.persons(named: name).count > 1 } ?? false
        case .nobody?, nil: false
        }
    }

    /// The document was handed in, for the first time or again.
    package mutating func submit(at moment: Moment) {
        if !isSubmitted, table.groupCount > 0 { groupStart[0] = .moment(moment) }
        if awaitsRestart, firstOpenGroup < groupStart.count { groupStart[firstOpenGroup] = .moment(moment) }
        isSubmitted = true
        awaitsRestart = false
    }

    /// Whether a rejection or return took effect; one that only confirms an earlier one does not.
    @discardableResult
    package mutating func take(_ record: ApprovalRecord, number: Int) -> Bool {
        order += 1
        if record.decision == .approved {
            approve(record, number: number)
            return false
        }
        return reject(record, number: number)
    }

    // MARK: - Approvals

    private mutating func approve(_ record: ApprovalRecord, number: Int) {
        guard let placement = place(record) else { return }
        let slot = placement.slot
        let step = table.stepOfSlot[slot]
        let name = person(record.person)
        guard !slots[slot].isValid, !isApproved(step) else {
            if let name, placement.defect == nil, personDefect(record, name, in: step) == nil {
                repeats[name, default: []].insert(step)
            }
            return
        }
        let defect = placement.defect ?? defect(of: record, by: name, in: step)
        let due = table.clock.end(of: table.steps[step].within, from: start(of: step))
        if awaitsRestart, defect != .afterRejection, !subject.recordsSubmission, blocker(of: step) == nil {
            awaitsRestart = false
        }
        fill(
            slot,
            Slot(
                record: number, order: order, person: name, at: record.at, defect: defect,
                isLate: due.map { StepClock.isAfter(record.at, $0) } ?? false,
                isUnverified: isUnverified(record, in: step)))
        if defect == nil { count(slot) }
    }

    /// Puts an attempt into a slot; when its step was attempted often enough, what waits for it may begin.
    private mutating func fill(_ slot: Int, _ attempt: Slot) {
        let step = table.stepOfSlot[slot]
        if !slots[slot].isAttempted {
            touched.append(slot)
            attempts[step] += 1
        }
        slots[slot] = attempt
        guard attempts[step] == table.steps[step].needed, attemptedAt[step] == nil else { return }
        attemptedAt[step] = attempt.at
        if table.blocks[step] {
            openInGroup[table.steps[step].group] -= 1
            advance(at: attempt.at)
        }
    }

    /// A slot became validly filled.
    private mutating func count(_ slot: Int) {
        let step = table.stepOfSlot[slot]
        approvals[step] += 1
        if approvals[step] == table.steps[step].needed, table.blocks[step] { unapproved -= 1 }
        if let person = slots[slot].person { signatures[person, default: 0] += 1 }
    }

    /// What is wrong with an approval by someone whose role fits, the most basic defect first.
    private mutating func defect(of record: ApprovalRecord, by name: PersonName?, in step: Int) -> Defect? {
        if let defect = personDefect(record, name, in: step) { return defect }
        if let name {
            if apart.contains(name) { return .selfApproval }
            if table.requirement.distinctPersons,
                (signatures[name] ?? 0) > 0 || repeats[name]?.contains(where: { $0 != step }) ?? false
            {
                return .samePersonTwice
            }
        }
        if let issued = subject.issued, record.at.date < issued { return .beforeIssue }
        if subject.recordsSubmission {
            if !isSubmitted { return .beforeIssue }
            if awaitsRestart { return .afterRejection }
        }
        if let blocker = blocker(of: step) { return awaitsRestart ? .afterRejection : .premature(blocker: blocker) }
        if let digest = record.digest, let reference = subject.digest, digest != reference { return .afterChange }
        return nil
    }

    /// What is wrong with who acted in a step.
    private func personDefect(_ record: ApprovalRecord, _ name: PersonName?, in step: Int) -> Defect? {
        guard let name else { return subject.recordsPersons ? .nobody : nil }
        if let staff, !staff.isEmpty, !table.parties.contains(record.role) || staff.lists(record.role) {
            switch staff.standing(of: name, in: record.role, on: record.at.date) {
            case .holds: break
            case .lacksRole: return .wrongRole
            case .unknownPerson: return .unknownPerson
            case .severalPersons: return .severalPersons
            }
        }
        guard let named = table.steps[step].named, !isEscalated(record, to: step), !isNamedOpen(step) else {
            return nil
        }
        switch named {
        case .person(let person): return (staff?.person(named: person) ?? person) == name ? nil : .wrongPerson
        case .unknown: return nil
        case .nobody: return .wrongPerson
        }
    }

    private func isUnverified(_ record: ApprovalRecord, in step: Int) -> Bool {
        isNamedOpen(step) && !isEscalated(record, to: step)
    }

    /// Whether a role acts in a step since its time is over, and not since the step is its own.
    private func isEscalated(_ record: ApprovalRecord, to step: Int) -> Bool {
        table.steps[step].escalation?.to == record.role && !table.steps[step].roles.contains(record.role)
    }

    // MARK: - Rejections

    private mutating func reject(_ record: ApprovalRecord, number: Int) -> Bool {
        if awaitsRestart { return false }
        if let name = record.step, !table.knows(step: name) { return false }
        var step: Int?
        if let placement = place(record, mayEscalateEarly: true) {
            let place = table.stepOfSlot[placement.slot]
            let isNamed = record.step != nil
            let name = person(record.person)
            if let defect = placement.defect ?? personDefect(record, name, in: place) {
                if isNamed || placement.defect == nil {
                    if !slots[placement.slot].isValid, !isApproved(place) {
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
        rejection = Rejection(step: step, decision: record.decision, record: number, at: record.at)
        awaitsRestart = true
        clear(from: min(table.restartGroup, step.map { table.steps[$0].group } ?? table.restartGroup), at: record.at)
        return true
    }

    /// Takes back everything from a group on; what stands before stays approved, whatever the document says now.
    private mutating func clear(from group: Int, at moment: Moment) {
        for (name, steps) in repeats { repeats[name] = steps.filter { table.steps[$0].group < group } }
        var kept: [Int] = []
        for slot in touched {
            let step = table.stepOfSlot[slot]
            if table.steps[step].group < group {
                kept.append(slot)
                if slots[slot].defect == .afterChange {
                    slots[slot].defect = nil
                    count(slot)
                }
                continue
            }
            if slots[slot].isValid {
                if approvals[step] == table.steps[step].needed, table.blocks[step] { unapproved += 1 }
                approvals[step] -= 1
                if let person = slots[slot].person, let count = signatures[person] {
                    signatures[person] = count > 1 ? count - 1 : nil
                }
            }
            if attemptedAt[step] != nil {
                attemptedAt[step] = nil
                if table.blocks[step] { openInGroup[table.steps[step].group] += 1 }
            }
            attempts[step] -= 1
            slots[slot] = Slot()
            let listing = table.listingOfSlot[slot]
            if listing >= 0 { listingCursor[listing] = min(listingCursor[listing], table.rankOfSlot[slot]) }
            guestCursor[step] = table.guestSlots(of: step).lowerBound
            fillCursor[step] = table.firstSlot[step]
            let branch = table.firstOfBranch[step]
            branchCursor[branch] = min(branchCursor[branch], step)
            groupCursor[table.steps[step].group] = min(groupCursor[table.steps[step].group], step)
        }
        touched = kept
        if group <= firstOpenGroup {
            firstOpenGroup = group
            if group < groupStart.count { groupStart[group] = .moment(moment) }
            advance(at: moment)
        }
    }

    // MARK: - Order

    /// Moves past groups whose steps were all attempted; the next one begins.
    private mutating func advance(at moment: Moment?) {
        while firstOpenGroup < openInGroup.count, openInGroup[firstOpenGroup] == 0 {
            firstOpenGroup += 1
            guard firstOpenGroup < groupStart.count else { return }
            groupStart[firstOpenGroup] = moment.map { .moment($0) } ?? groupStart[firstOpenGroup - 1]
        }
    }

    /// The first step that should have been signed before a step and was not.
    private mutating func blocker(of step: Int) -> Int? {
        if firstOpenGroup < table.steps[step].group { return firstOpenStep() }
        return firstOpenStep(inBranchOf: step, before: step)
    }

    /// The first step that others wait for and that was not attempted.
    private mutating func firstOpenStep() -> Int? {
        guard firstOpenGroup < table.groupCount else { return nil }
        let end = table.firstOfGroup[firstOpenGroup + 1]
        var cursor = groupCursor[firstOpenGroup]
        while cursor < end, !table.blocks[cursor] || isAttempted(cursor) { cursor += 1 }
        groupCursor[firstOpenGroup] = cursor
        return cursor < end ? cursor : nil
    }

    private mutating func firstOpenStep(inBranchOf step: Int, before end: Int) -> Int? {
        let branch = table.firstOfBranch[step]
        var cursor = branchCursor[branch]
        while cursor < end, !table.blocks[cursor] || isAttempted(cursor) { cursor += 1 }
        branchCursor[branch] = cursor
        return cursor < end ? cursor : nil
    }

    /// When a step's turn came.
    func start(of step: Int) -> StepClock.Start {
        if table.firstOfBranch[step] < step {
            if let moment = attemptedAt[step - 1] { return .moment(moment) }
            if table.blocks[step - 1] { return .unknown }
        }
        return groupStart[table.steps[step].group]
    }

    /// The year whose holidays are not published and on which a step's last day depends.
    func unpublishedYear(of step: Int) -> Int? {
        table.clock.unpublishedYear(of: table.steps[step].within, from: start(of: step))
    }

    func due(of step: Int) -> Value? { table.clock.end(of: table.steps[step].within, from: start(of: step)) }

    // MARK: - Places

    private struct Placement {
        let slot: Int
        let defect: Defect?

        init(_ slot: Int, _ defect: Defect? = nil) {
            self.slot = slot
            self.defect = defect
        }
    }

    /// The slot that a record is about; `nil` where the case does not need it.
    private mutating func place(_ record: ApprovalRecord, mayEscalateEarly: Bool = false) -> Placement? {
        var range = 0..<table.steps.count
        if let name = record.step {
            if let step = table.stepNamed[name] {
                range = step..<(step + 1)
            } else {
                guard let declared = table.declaredNamed[name], let levels = table.stepsOfDeclared[declared] else {
                    return nil
                }
                range = levels
            }
        }
        guard !range.isEmpty else { return nil }
        if let slot = ownSlot(record, in: range), !isFilled(slot) { return Placement(slot) }
        if let placement = escalatedSlot(record, in: range, isEarlyAllowed: mayEscalateEarly) { return placement }
        if let slot = ownSlot(record, in: range) { return Placement(slot) }
        if range.count == 1, table.steps[range.lowerBound].roles.isEmpty {
            return Placement(table.firstSlot[range.lowerBound])
        }
        return misfit(in: range)
    }

    private func isFilled(_ slot: Int) -> Bool { slots[slot].isValid || isApproved(table.stepOfSlot[slot]) }

    /// A slot for the role that acted, or for one that it stands in for on that day; one to be filled before others.
    private mutating func ownSlot(_ record: ApprovalRecord, in range: Range<Int>) -> Int? {
        let date = record.at.date
        if let absent = record.onBehalfOf, absent != record.role {
            return table.substitutes(record.role, for: absent, on: date) ? slot(for: absent, in: range) : nil
        }
        var filled: Int?
        for role in [record.role] + table.absentRoles(coveredBy: record.role, on: date) {
            guard let slot = slot(for: role, in: range) else { continue }
            if !isFilled(slot) { return slot }
            filled = filled ?? slot
        }
        return filled
    }

    /// The first slot for a role that is still to be filled; where all are, the last one.
    private mutating func slot(for role: RoleID, in range: Range<Int>) -> Int? {
        if range.count < table.steps.count {
            let declared = table.steps[range.lowerBound].declared
            guard let slot = table.slotOfRole[ReplayTable.RoleInStep(declared: declared, role: role)],
                range.contains(table.stepOfSlot[slot])
            else { return nil }
            return slot
        }
        guard let listing = table.listingOfRole[role] else { return nil }
        let candidates = table.listings[listing]
        var cursor = listingCursor[listing]
        while cursor < candidates.count, isFilled(candidates[cursor]) { cursor += 1 }
        listingCursor[listing] = cursor
        return cursor < candidates.count ? candidates[cursor] : candidates.last
    }

    private mutating func escalatedSlot(
        _ record: ApprovalRecord, in range: Range<Int>, isEarlyAllowed: Bool
    ) -> Placement? {
        guard let steps = table.escalations[record.role],
            let step = steps.first(where: { range.contains($0) && !isApproved($0) })
        else { return nil }
        guard !isEarlyAllowed,
            let end = table.clock.end(of: table.steps[step].escalation?.after, from: start(of: step)),
            !StepClock.isAfter(record.at, end)
        else { return Placement(unfilledSlot(of: step)) }
        return Placement(guestSlot(of: step), .wrongRole)
    }

    /// A record by a role that has no step here stands in the way of the first step that is still to be signed.
    private mutating func misfit(in range: Range<Int>) -> Placement? {
        let step: Int?
        if range.count == table.steps.count {
            step = firstOpenStep() ?? (range.count == 1 ? range.lowerBound : nil)
        } else if range.count == 1 {
            step = range.lowerBound
        } else {
            step = firstOpenStep(inBranchOf: range.lowerBound, before: range.upperBound)
        }
        return step.map { Placement(guestSlot(of: $0), .wrongRole) }
    }

    /// The slot that keeps the next signature by a role that has none in a step.
    private mutating func guestSlot(of step: Int) -> Int {
        let slots = table.guestSlots(of: step)
        let cursor = guestCursor[step]
        if cursor + 1 < slots.upperBound { guestCursor[step] = cursor + 1 }
        return min(cursor, slots.upperBound - 1)
    }

    /// The first slot of a step that a valid signature can fill and none does.
    private mutating func unfilledSlot(of step: Int) -> Int {
        let last = table.ownSlots(of: step).upperBound - 1
        var cursor = fillCursor[step]
        while cursor < last, slots[cursor].isValid { cursor += 1 }
        fillCursor[step] = cursor
        return cursor
    }
}
