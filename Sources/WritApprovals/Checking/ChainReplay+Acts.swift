package import WritSemantics

/// What people do about a document beside deciding on it: handing it in and taking it back, passing a step on, asking for a
/// countersigner. A copy has no effect.
extension ChainReplay {
    package mutating func take(_ act: RoutingAct, number: Int) {
        order += 1
        switch act.kind {
        case .submitted: submit(at: act.at, by: act.person)
        case .withdrawn: withdraw(act, number)
        case .passedOn: passOn(act, number)
        case .countersignerAdded: addCountersigner(act, number)
        case .copied: break
        }
    }

    private mutating func idle(
        _ act: RoutingAct, _ number: Int, at step: Int?, _ reason: ActState.Idle.Reason
    ) {
        guard !table.steps.isEmpty else { return }
        let place = step ?? firstOpenStep() ?? 0
        acts.idle.append(ActState.Idle(number: number, step: place, reason: reason, recipient: act.recipient))
    }

    // MARK: - Withdrawal

    /// Whoever proposed or handed in a document takes it back, as long as it is not approved to the end.
    private mutating func withdraw(_ act: RoutingAct, _ number: Int) {
        if needsSubmission { return }
        let name = person(act.person)
        if name == nil, subject.recordsPersons { return idle(act, number, at: nil, .nobody) }
        if subject.recordsSubmission, !isSubmitted { return idle(act, number, at: nil, .notHandedIn) }
        if isApproved, state == .approved { return idle(act, number, at: nil, .alreadyApproved) }
        let proposers = apart.union(submitters)
        let isKnown = !table.requirement.isApartOpen || isProposerKnown || !submitters.isEmpty
        if let name, isKnown, !proposers.isEmpty, !proposers.contains(name) {
            return idle(act, number, at: nil, .notProposer)
        }
        end(Rejection(step: nil, ending: .withdrawn, record: number, at: act.at))
        needsSubmission = true
        isSubmitted = false
        clear(from: 0, at: act.at)
    }

    // MARK: - In a step

    /// A slot that somebody may take now.
    private struct Turn {
        let slot: Int
        let step: Int
        let name: PersonName?
    }

    /// The slot that whoever acts may take now by a role of the step; nil where there is none, which is noted.
    private mutating func turn(_ act: RoutingAct, _ number: Int) -> Turn? {
        guard let range = range(of: act.step) else { return nil }
        let name = person(act.person)
        if name == nil, subject.recordsPersons {
            idle(act, number, at: range.first, .nobody)
            return nil
        }
        if awaitsRestart && !resumesInside || needsSubmission || subject.recordsSubmission && !isSubmitted {
            idle(act, number, at: range.first, .notInTurn)
            return nil
        }
        let record = ApprovalRecord(
            step: act.step, role: act.role ?? RoleID(-1), person: act.person, decision: .approved, at: act.at)
        let personal = acts.isEmpty ? nil : personalPlace(record, in: range)
        let found = personal.map { $0.defect == nil ? $0.slot : nil } ?? ownSlot(record, in: range)
        guard let slot = found, slot < table.stepOfSlot.count, personDefect(record, name, in: slot) == nil else {
            idle(act, number, at: found.map { self.step(of: $0) } ?? range.first, .mayNotTake)
            return nil
        }
        let step = step(of: slot)
        if blocker(of: step) != nil {
            idle(act, number, at: step, .notInTurn)
            return nil
        }
        return Turn(slot: slot, step: step, name: name)
    }

    /// To whom an act is; nil where it says so of nobody in particular, or of whoever acts.
    private mutating func recipient(_ act: RoutingAct, _ number: Int, _ turn: Turn) -> PersonName? {
        guard let name = act.recipient.flatMap({ person($0) }), (staff?.persons(named: name).count ?? 1) == 1 else {
            idle(act, number, at: turn.step, .noRecipient)
            return nil
        }
        if name == turn.name {
            idle(act, number, at: turn.step, .toOneself)
            return nil
        }
        return name
    }

    private mutating func passOn(_ act: RoutingAct, _ number: Int) {
        guard let turn = turn(act, number), let name = recipient(act, number, turn) else { return }
        if isFilled(turn.slot) { return idle(act, number, at: turn.step, .alreadyDone) }
        guard mayReceive(name, turn.slot, on: act.at.date) else {
            return idle(act, number, at: turn.step, .notDelegable)
        }
        acts.assign(turn.slot, ActState.Assignment(to: name, by: turn.name))
    }

    /// Whether a slot may be passed on to a person: one of those to whom the step may be delegated, or a holder of its role. Where no
    /// list says who holds it, that shows when the person signs.
    private func mayReceive(_ name: PersonName, _ slot: Int, on day: CalendarDate) -> Bool {
        let step = table.steps[step(of: slot)]
        let list = staff.flatMap { $0.isEmpty ? nil : $0 }
        func holds(_ role: RoleID) -> Bool {
            list.map { !$0.lists(role) || $0.standing(of: name, in: role, on: day) == .holds } ?? true
        }
        switch step.delegation {
        case .anyone: return list?.standing(of: name, in: RoleID(-1), on: day) != .unknownPerson
        case .roles(let roles): if roles.contains(where: holds) { return true }
        case .none: if step.named != nil { return false }
        }
        guard let role = table.role(of: slot), step.named == nil else { return false }
        return holds(role)
            || table.substitutions.contains { substitute, absences in
                holds(substitute) && absences.contains { $0.absent == role && $0.from <= day && day <= $0.to }
            }
    }

    private mutating func addCountersigner(_ act: RoutingAct, _ number: Int) {
        guard let turn = turn(act, number), let name = recipient(act, number, turn) else { return }
        let isOwn = slots[turn.slot].isValid && slots[turn.slot].person == turn.name
        if attemptedAt[turn.step] != nil || isFilled(turn.slot) && !isOwn {
            return idle(act, number, at: turn.step, .alreadyDone)
        }
        let asked = acts.slots(of: turn.step)
        if asked.contains(where: { acts.countersigners[$0 - table.stepOfSlot.count].person == name }) {
            return idle(act, number, at: turn.step, .alreadyAsked)
        }
        if asked.count >= ActState.mostCountersigners { return idle(act, number, at: turn.step, .tooMany) }
        acts.ask(ActState.Countersigner(step: turn.step, person: name, by: turn.name), slot: slots.count)
        slots.append(Slot())
    }

    // MARK: - Places for one person alone

    /// Where a record belongs by who signed: as the countersigner who was asked, or as the person to whom a step was passed on.
    mutating func personalPlace(_ record: ApprovalRecord, in range: Range<Int>) -> Placement? {
        guard let name = person(record.person) else { return nil }
        let own = table.stepOfSlot.count
        func rank(_ slot: Int) -> (Int, Int, Int) { (step(of: slot), slot < own ? 1 : 0, slot) }
        let mine = acts.slots(of: name).filter { range.contains(step(of: $0)) && !isFilled($0) }
        guard let slot = mine.min(by: { rank($0) < rank($1) }) else { return nil }
        if slot >= own || mayTake(record, slot) { return Placement(slot) }
        // In a role of its own the person may be about something else.
        if let other = ownSlot(record, in: range), !isFilled(other) { return nil }
        return Placement(slot, .wrongRole)
    }

    /// Whether the role of a record suits a slot that was passed on.
    private func mayTake(_ record: ApprovalRecord, _ slot: Int) -> Bool {
        if let role = table.role(of: slot) {
            if record.role == role || table.substitutes(record.role, for: role, on: record.at.date) { return true }
        }
        switch table.steps[step(of: slot)].delegation {
        case .none: return false
        case .anyone: return true
        case .roles(let roles): return roles.contains(record.role)
        }
    }

    /// For whom a step waits by name, and whether for nobody else.
    func awaited(in step: Int) -> (names: [PersonName], isAll: Bool) {
        if acts.isEmpty { return ([], false) }
        var names: [PersonName] = []
        var isAll = true
        for slot in table.ownSlots(of: step) where !isFilled(slot) && table.role(of: slot) != nil {
            if let assignment = acts.assignments[slot] { names.append(assignment.to) } else { isAll = false }
        }
        for slot in acts.slots(of: step) where !slots[slot].isValid {
            names.append(acts.countersigners[slot - table.stepOfSlot.count].person)
        }
        return (names, isAll && !names.isEmpty)
    }

    // MARK: - Persons who come again

    /// The turn of a group's first steps has come.
    mutating func arrive(in group: Int, at moment: Moment) {
        for step in table.firstOfGroup[group]..<table.firstOfGroup[group + 1] where table.firstOfBranch[step] == step {
            acts.arrived.append(ActState.Arrival(step: step, at: moment))
        }
    }

    /// Steps whose turn has come pass by themselves where the person whose turn it is has approved before, since the chain started
    /// or started again. Who that is must be certain: the case names the person, or one alone holds the role.
    mutating func passRepeated() {
        while let arrival = acts.arrived.popLast() {
            // What was signed before its turn stands in nobody's way.
            var step = arrival.step
            let branch = table.firstOfBranch[step]
            while step < table.steps.count, table.firstOfBranch[step] == branch, isAttempted(step) { step += 1 }
            guard !awaitsRestart, step < table.steps.count, table.firstOfBranch[step] == branch, table.blocks[step],
                blocker(of: step) == nil
            else { continue }
            for slot in table.ownSlots(of: step) where !isFilled(slot) {
                guard let name = onlyTaker(of: slot, on: arrival.at.date), let record = acts.fresh[name] else {
                    continue
                }
                fill(slot, Slot(record: record, order: order, person: name, at: arrival.at, isAutomatic: true))
                count(slot)
            }
        }
    }

    /// The one person who can take a slot on a day.
    private func onlyTaker(of slot: Int, on day: CalendarDate) -> PersonName? {
        let step = step(of: slot)
        if let named = table.steps[step].named {
            guard case .person(let name) = named, !isNamedOpen(step) else { return nil }
            return staff?.person(named: name) ?? name
        }
        guard let role = table.role(of: slot), let staff, staff.lists(role) else { return nil }
        let holders = staff.holders(of: role, on: day)
        return holders.count == 1 ? holders.first : nil
    }
}
