import WritSemantics

/// Whose turn it is, since when, and until when.
extension ChainReplay {
    /// Moves past groups whose steps were all attempted; the next one begins.
    mutating func advance(at moment: Moment?) {
        while firstOpenGroup < openInGroup.count, openInGroup[firstOpenGroup] == 0 {
            firstOpenGroup += 1
            guard firstOpenGroup < groupStart.count else { return }
            groupStart[firstOpenGroup] = moment.map { .moment($0) } ?? groupStart[firstOpenGroup - 1]
            if table.requirement.repeatedPass, let moment { arrive(in: firstOpenGroup, at: moment) }
        }
    }

    /// The first step that should have been signed before a step and was not.
    mutating func blocker(of step: Int) -> Int? {
        if firstOpenGroup < table.steps[step].group { return firstOpenStep() }
        return firstOpenStep(inBranchOf: step, before: step)
    }

    /// The first step that others wait for and that was not attempted.
    mutating func firstOpenStep() -> Int? {
        guard firstOpenGroup < table.groupCount else { return nil }
        let end = table.firstOfGroup[firstOpenGroup + 1]
        var cursor = groupCursor[firstOpenGroup]
        while cursor < end, !table.blocks[cursor] || isAttempted(cursor) { cursor += 1 }
        groupCursor[firstOpenGroup] = cursor
        return cursor < end ? cursor : nil
    }

    mutating func firstOpenStep(inBranchOf step: Int, before end: Int) -> Int? {
        let branch = table.firstOfBranch[step]
        var cursor = branchCursor[branch]
        while cursor < end, !table.blocks[cursor] || isAttempted(cursor) { cursor += 1 }
        branchCursor[branch] = cursor
        return cursor < end ? cursor : nil
    }

    /// When a step's turn came.
    func start(of step: Int) -> StepClock.Start {
        if let moment = acts.turnedAt[step] { return .moment(moment) }
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
}
