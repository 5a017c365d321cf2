import WritApprovals
import WritLanguage
import WritSemantics

/// A second checker, written from the meaning alone: it keeps a list of what was signed and looks everything up by
/// searching it. Slow and short; it knows no indexes, cursors or counters.
struct SimpleChecker {
    struct Entry {
        var step: Int
        /// The role whose signature it stands for; absent for a signature by a role that has none in the step.
        var role: RoleID?
        var number: Int
        var person: String
        var at: Moment
        var defect: RoutingProblemKind?
        var blocker: Int?
        var isLate = false
    }

    struct Verdict: Equatable {
        var state: ChainState
        var steps: [StepState]
        var problems: Set<String>
    }

    let requirement: ChainRequirement
    let staff: StaffList
    let issued: CalendarDate
    let digest: String
    private var entries: [Entry] = []
    /// Signatures that came after a step was signed, with whoever gave them.
    private var repeats: [(step: Int, person: String)] = []
    private var rejected: (step: Int?, decision: ApprovalDecision)?
    private var restarted: (at: Moment, group: Int)?

    init(_ requirement: ChainRequirement, staff: StaffList, issued: CalendarDate, digest: String) {
        self.requirement = requirement
        self.staff = staff
        self.issued = issued
        self.digest = digest
    }

    private var steps: [RequiredStep] { requirement.steps }

    static func verdict(
        _ requirement: ChainRequirement, _ records: [ApprovalRecord], staff: StaffList, issued: CalendarDate,
        digest: String
    ) -> Verdict {
        var checker = SimpleChecker(requirement, staff: staff, issued: issued, digest: digest)
        for (number, record) in records.enumerated() { checker.take(record, number) }
        return checker.verdict()
    }

    // MARK: - What is signed

    private func signed(_ step: Int) -> Int { entries.filter { $0.step == step }.count }
    private func valid(_ step: Int) -> Int { entries.filter { $0.step == step && $0.defect == nil }.count }
    private func isAttempted(_ step: Int) -> Bool { signed(step) >= steps[step].needed }
    private func isApproved(_ step: Int) -> Bool { valid(step) >= steps[step].needed }

    private func precedes(_ a: Int, _ b: Int) -> Bool {
        steps[a].group < steps[b].group || (steps[a].branch == steps[b].branch && a < b)
    }

    private func blocker(_ step: Int) -> Int? {
        steps.indices.first { precedes($0, step) && steps[$0].isCertain && !isAttempted($0) }
    }

    private func date(_ duration: Value?, from start: CalendarDate?) -> CalendarDate? {
        guard case .duration(let days, .days)? = duration else { return nil }
        return start?.addingDays(Int(days))
    }

    /// The day on which the last signature that a step waited for was given.
    private func start(_ step: Int) -> CalendarDate? {
        func completed(_ earlier: Int) -> Moment? {
            let times = entries.filter { $0.step == earlier }.map(\.at).sorted { $0.milliseconds < $1.milliseconds }
            return times.count >= steps[earlier].needed
                ? firstCompletion[earlier] ?? times[steps[earlier].needed - 1] : nil
        }
        let before = steps.indices.filter { precedes($0, step) && steps[$0].isCertain }
        if before.contains(where: { !isAttempted($0) }) { return nil }
        var latest: Moment?
        for earlier in before {
            if let at = completed(earlier), latest.map({ $0.milliseconds < at.milliseconds }) ?? true { latest = at }
        }
        if let restarted, steps[step].group == restarted.group,
            !before.contains(where: { steps[$0].branch == steps[step].branch })
        {
            return restarted.at.date
        }
        return latest?.date ?? issued
    }

    /// When a step had been signed often enough for the first time in its round.
    private var firstCompletion: [Int: Moment] = [:]

    // MARK: - One record

    private func mayAct(_ record: ApprovalRecord, for role: RoleID) -> Bool {
        if record.role == role { return record.onBehalfOf == nil || record.onBehalfOf == role }
        if let absent = record.onBehalfOf, absent != role { return false }
        return requirement.substitutions.contains {
            $0.role == record.role && $0.absent == role && $0.from <= record.at.date && record.at.date <= $0.to
        }
    }

    private func isFree(_ step: Int, _ role: RoleID) -> Bool {
        !isApproved(step) && !entries.contains { $0.step == step && $0.role == role && $0.defect == nil }
    }

    private enum Place { case own(Int, RoleID), guest(Int), nowhere }

    private func place(_ record: ApprovalRecord) -> Place {
        let named = steps.indices.filter { steps[$0].id == record.step }
        let candidates = named.isEmpty ? Array(steps.indices) : named
        // The role's own signature goes before one that it gives for somebody else.
        for isOwn in [true, false] {
            for step in candidates {
                for role in steps[step].roles
                where (role == record.role) == isOwn && mayAct(record, for: role) && isFree(step, role) {
                    return .own(step, role)
                }
            }
        }
        if let step = candidates.first(where: { steps[$0].escalation?.to == record.role && !isApproved($0) }) {
            if let end = date(steps[step].escalation?.after, from: start(step)), record.decision == .approved,
                record.at.date <= end
            {
                return .guest(step)
            }
            if let role = steps[step].roles.first(where: { isFree(step, $0) }) { return .own(step, role) }
        }
        for step in candidates {
            for role in steps[step].roles where mayAct(record, for: role) { return .own(step, role) }
        }
        if candidates.count == 1, let step = candidates.first { return .guest(step) }
        let open = steps.indices.filter { steps[$0].isCertain && !isAttempted($0) }
        return open.first.map { .guest($0) } ?? .nowhere
    }

    /// A name without the white space around it.
    private func plain(_ person: String) -> String { String(person.drop { $0 == " " }) }

    private func personProblem(_ record: ApprovalRecord, at step: Int) -> RoutingProblemKind? {
        guard let name = PersonName(record.person) else { return .nobody }
        if record.role != Office.customer {
            switch staff.standing(of: name, in: record.role, on: record.at.date) {
            case .holds: break
            case .lacksRole: return .wrongRole
            case .unknownPerson: return .unknownPerson
            case .severalPersons: return .severalPersons
            }
        }
        guard let named = steps[step].named else { return nil }
        let isOwn = steps[step].roles.contains(record.role) || steps[step].escalation?.to != record.role
        switch named {
        case .person(let right): return isOwn && right.text != plain(record.person) ? .wrongPerson : nil
        case .nobody: return isOwn ? .wrongPerson : nil
        case .unknown: return nil
        }
    }

    private mutating func take(_ record: ApprovalRecord, _ number: Int) {
        let place = place(record)
        if record.decision != .approved {
            reject(record, number, place)
            return
        }
        let step: Int
        var defect: RoutingProblemKind?
        var role: RoleID?
        switch place {
        case .nowhere: return
        case .guest(let found): (step, defect) = (found, .wrongRole)
        case .own(let found, let own): (step, role) = (found, own)
        }
        if isApproved(step) || (role.map { !isFree(step, $0) } ?? false) {
            if defect == nil, personProblem(record, at: step) == nil { repeats.append((step, plain(record.person))) }
            return
        }
        let blocker = blocker(step)
        if defect == nil {
            defect = self.defect(record, at: step, blocker: blocker)
        }
        if blocker == nil { rejected = nil }
        let end = date(steps[step].within, from: start(step))
        sign(
            Entry(
                step: step, role: role, number: number, person: record.person, at: record.at, defect: defect,
                blocker: blocker, isLate: end.map { $0 < record.at.date } ?? false))
    }

    private func defect(_ record: ApprovalRecord, at step: Int, blocker: Int?) -> RoutingProblemKind? {
        if let problem = personProblem(record, at: step) { return problem }
        if requirement.apart.contains(where: { $0.text == plain(record.person) }) { return .selfApproval }
        if requirement.distinctPersons,
            entries.contains(where: { plain($0.person) == plain(record.person) && $0.defect == nil })
                || repeats.contains(where: { $0.person == plain(record.person) && $0.step != step })
        {
            return .samePersonTwice
        }
        if record.at.date < issued { return .beforeIssue }
        if blocker != nil { return rejected != nil ? .afterRejection : .outOfOrder }
        return record.digest == digest ? nil : .afterChange
    }

    private mutating func sign(_ entry: Entry) {
        let step = entry.step
        if steps[step].roles.count == 1 {
            entries.removeAll { $0.step == step }
        } else if let role = entry.role {
            entries.removeAll { $0.step == step && $0.role == role }
        } else {
            let guests = entries.indices.filter { entries[$0].step == step && entries[$0].role == nil }
            if guests.count >= steps[step].needed, let last = guests.last { entries.remove(at: last) }
        }
        entries.append(entry)
        if isAttempted(step), firstCompletion[step] == nil { firstCompletion[step] = entry.at }
    }

    private mutating func reject(_ record: ApprovalRecord, _ number: Int, _ place: Place) {
        if rejected != nil { return }
        let isNamed = steps.contains { $0.id == record.step }
        var at: Int?
        switch place {
        case .nowhere: break
        case .guest(let step):
            if isNamed {
                if !isApproved(step) {
                    sign(
                        Entry(
                            step: step, role: nil, number: number, person: record.person, at: record.at,
                            defect: .wrongRole))
                }
                return
            }
        case .own(let step, let role):
            if let defect = personProblem(record, at: step) {
                if isFree(step, role) {
                    sign(
                        Entry(
                            step: step, role: role, number: number, person: record.person, at: record.at,
                            defect: defect))
                }
                return
            }
            at = step
        }
        let restart =
            steps.filter { $0.declared >= requirement.restart }.map(\.group).min() ?? steps.last?.group ?? 0
        let group = min(restart, at.map { steps[$0].group } ?? restart)
        let reach = steps.first { $0.isCertain && !isAttempted(steps.firstIndexOf($0)) }?.group ?? Int.max
        rejected = (at, record.decision)
        entries = entries.filter { steps[$0.step].group < group }
        repeats = repeats.filter { steps[$0.step].group < group }
        for step in steps.indices where steps[step].group >= group { firstCompletion[step] = nil }
        for index in entries.indices where entries[index].defect == .afterChange { entries[index].defect = nil }
        if group <= reach { restarted = (record.at, group) }
    }

    // MARK: - The end

    private func verdict() -> Verdict {
        var problems: Set<String> = []
        func report(_ kind: RoutingProblemKind, _ step: Int, _ number: Int?) {
            problems.insert("\(kind.rawValue) at \(steps[step].id), record \(number.map(String.init) ?? "none")")
        }
        let open = steps.indices.filter { !isApproved($0) }
        let missing = steps.indices.filter { step in
            rejected == nil && steps[step].isCertain && !isAttempted(step)
                && entries.contains { $0.defect != .afterRejection && precedes(step, $0.step) }
        }
        for step in missing { report(.missingStep, step, nil) }
        let faults = entries.filter { open.contains($0.step) && $0.defect != nil }
        for kind in [RoutingProblemKind.afterChange, .afterRejection] {
            if let first = faults.filter({ $0.defect == kind }).min(by: { $0.number < $1.number }) {
                report(kind, first.step, first.number)
            }
        }
        for blocker in steps.indices where !missing.contains(blocker) {
            let early = faults.filter { $0.defect == .outOfOrder && $0.blocker == blocker }
            if let first = early.min(by: { $0.number < $1.number }) { report(.outOfOrder, blocker, first.number) }
        }
        for fault in faults {
            guard let kind = fault.defect, ![.afterChange, .afterRejection, .outOfOrder].contains(kind) else {
                continue
            }
            report(kind, fault.step, fault.number)
        }
        for step in steps.indices where isApproved(step) {
            let late = entries.filter { $0.step == step && $0.defect == nil && $0.isLate }
            if let last = late.max(by: { $0.number < $1.number }) { report(.tooLate, step, last.number) }
        }
        let states = steps.indices.map { step -> StepState in
            if isApproved(step) { return .approved }
            if let rejected, rejected.step == step { return rejected.decision == .returned ? .returned : .rejected }
            if entries.contains(where: { $0.step == step && $0.defect != nil }) { return .invalid }
            let isBlocked = steps.indices.contains { precedes($0, step) && steps[$0].isCertain && !isApproved($0) }
            return isBlocked ? .waiting : .next
        }
        let state: ChainState
        if let rejected {
            state = rejected.decision == .returned ? .returned : .rejected
        } else {
            state = open.isEmpty ? .approved : .pending
        }
        return Verdict(state: state, steps: states, problems: problems)
    }
}

extension [RequiredStep] {
    fileprivate func firstIndexOf(_ step: RequiredStep) -> Int { firstIndex { $0.id == step.id } ?? 0 }
}
