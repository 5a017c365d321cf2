import WritSemantics

/// Where a record belongs.
extension ChainReplay {
    struct Placement {
        let slot: Int
        let defect: Defect?

        init(_ slot: Int, _ defect: Defect? = nil) {
            self.slot = slot
            self.defect = defect
        }
    }

    /// The slot that a record is about; `nil` where the case does not need it.
    mutating func place(_ record: ApprovalRecord, mayEscalateEarly: Bool = false) -> Placement? {
        guard let range = range(of: record.step) else { return nil }
        if !acts.isEmpty, let placement = personalPlace(record, in: range) { return placement }
        if let slot = ownSlot(record, in: range), !isFilled(slot) { return Placement(slot) }
        if let placement = escalatedSlot(record, in: range, isEarlyAllowed: mayEscalateEarly) { return placement }
        if let slot = ownSlot(record, in: range) { return Placement(slot) }
        if range.count == 1, table.steps[range.lowerBound].roles.isEmpty {
            return Placement(table.firstSlot[range.lowerBound])
        }
        return misfit(in: range)
    }

    /// The steps that a record may be about by its name for them; nil where the case needs none of them.
    func range(of name: String?) -> Range<Int>? {
        var range = 0..<table.steps.count
        if let name {
            if let step = table.stepNamed[name] {
                range = step..<(step + 1)
            } else {
                guard let declared = table.declaredNamed[name], let levels = table.stepsOfDeclared[declared] else {
                    return nil
                }
                range = levels
            }
        }
        return range.isEmpty ? nil : range
    }

    /// The role of which a declared step waits next, where a decision does not say in which it was made: of several levels or
    /// signers that the person holds by the list, else the first. Nil where nothing of the step is left.
    func awaitedRole(in declared: Int, for person: String, on day: CalendarDate) -> RoleID? {
        guard let levels = table.stepsOfDeclared[declared] else { return nil }
        var first: RoleID?
        for step in levels {
            for slot in table.ownSlots(of: step) where !slots[slot].isAttempted {
                guard let role = table.role(of: slot) else { continue }
                if first == nil { first = role }
                guard let staff, !staff.isEmpty, let name = self.person(person) else { return role }
                if staff.standing(of: name, in: role, on: day) == .holds { return role }
            }
        }
        return first
    }

    /// A slot for the role that acted, or for one that it stands in for on that day; one to be filled before others.
    mutating func ownSlot(_ record: ApprovalRecord, in range: Range<Int>) -> Int? {
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
            let step = steps.first(where: { range.contains($0) && !isOwnApproved($0) })
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
