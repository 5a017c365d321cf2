import WritApprovals
import WritLanguage
import WritSemantics

/// A second checker, written from the meaning alone: it keeps a list of what was signed and looks everything up by
/// searching it. Slow and short; it knows no indexes, cursors or counters.
struct SimpleChecker {
    /// What happened to a document, in order.
    enum Event {
        case record(ApprovalRecord)
        case act(RoutingAct)
    }

    struct Entry {
        var step: Int
        /// By a countersigner who was asked.
        var isAsked = false
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
        /// Sorted.
        var problems: [String]
    }

    let requirement: ChainRequirement
    let staff: StaffList
    let issued: CalendarDate
    let digest: String
    private var entries: [Entry] = []
    /// Signatures that came after a step was signed, with whoever gave them.
    private var repeats: [(step: Int, person: String)] = []
    /// What ended the last round, until the next one has begun.
    private var rejected: (step: Int?, state: ChainState)?
    private var restarted: (at: Moment, group: Int)?
    /// It goes on from a step that was chosen.
    private var resumes = false
    private var needsSubmission = false
    private var recordsSubmission = false
    private var submittedAt: Moment?
    private var submitters: Set<String> = []
    private var assigned: [(step: Int, role: RoleID, to: String)] = []
    private var asked: [(step: Int, person: String)] = []
    private var turned: [Int: Moment] = [:]
    private var idle: [Int] = []
    /// Persons who have approved since the chain started, or started again.
    private var fresh: Set<String> = []
    /// Steps whose turn it is.
    private var turns: Set<Int> = []

    init(_ requirement: ChainRequirement, staff: StaffList, issued: CalendarDate, digest: String) {
        self.requirement = requirement
        self.staff = staff
        self.issued = issued
        self.digest = digest
    }

    private var steps: [RequiredStep] { requirement.steps }

    static func verdict(
        _ requirement: ChainRequirement, _ events: [Event], staff: StaffList, issued: CalendarDate, digest: String
    ) -> Verdict {
        var checker = SimpleChecker(requirement, staff: staff, issued: issued, digest: digest)
        checker.recordsSubmission = events.contains {
            if case .act(let act) = $0 { act.kind == .submitted } else { false }
        }
        checker.turns = checker.currentTurns()
        var records = 0
        for event in events {
            switch event {
            case .record(let record):
                checker.take(record, records)
                records += 1
                checker.passRepeated(record.decision == .approved ? record.at : nil)
            case .act(let act):
                checker.take(act)
                checker.turns = checker.currentTurns()
            }
        }
        return checker.verdict()
    }

    // MARK: - What is signed

    private func own(_ step: Int) -> [Entry] { entries.filter { $0.step == step && !$0.isAsked } }
    /// Whether everyone who was asked to countersign did, validly or not.
    private func countersigned(_ step: Int, validly: Bool) -> Bool {
        asked.filter { $0.step == step }.allSatisfy { asked in
            entries.contains {
                $0.step == step && $0.isAsked && plain($0.person) == asked.person && (!validly || $0.defect == nil)
            }
        }
    }
    private func isAttempted(_ step: Int) -> Bool {
        own(step).count >= steps[step].needed && countersigned(step, validly: false)
    }
    private func isOwnApproved(_ step: Int) -> Bool {
        own(step).filter { $0.defect == nil }.count >= steps[step].needed
    }
    private func isApproved(_ step: Int) -> Bool { isOwnApproved(step) && countersigned(step, validly: true) }

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
        if let turned = turned[step] { return turned.date }
        let before = steps.indices.filter { precedes($0, step) && steps[$0].isCertain }
        if before.contains(where: { !isAttempted($0) }) { return nil }
        var latest: Moment?
        for earlier in before {
            if let at = firstCompletion[earlier], latest.map({ $0.milliseconds < at.milliseconds }) ?? true {
                latest = at
            }
        }
        if let restarted, steps[step].group == restarted.group,
            !before.contains(where: { steps[$0].branch == steps[step].branch })
        {
            return restarted.at.date
        }
        return latest?.date ?? submittedAt?.date ?? issued
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
        !isOwnApproved(step)
            && !entries.contains { $0.step == step && $0.role == role && $0.defect == nil && !$0.isAsked }
    }

    /// `unfit` is a place that was passed on to whoever signed, and for which the role does not suit.
    private enum Place { case own(Int, RoleID), unfit(Int, RoleID), asked(Int), guest(Int), nowhere }

    private func candidates(_ name: String?) -> [Int] {
        let named = steps.indices.filter { steps[$0].id == name }
        return named.isEmpty ? Array(steps.indices) : named
    }

    /// The place of a record by who signed.
    private func personal(_ record: ApprovalRecord, _ candidates: [Int]) -> Place? {
        guard PersonName(record.person) != nil else { return nil }
        let name = plain(record.person)
        for step in candidates {
            if asked.contains(where: { $0 == (step, name) }),
                !entries.contains(where: {
                    $0.step == step && $0.isAsked && plain($0.person) == name && $0.defect == nil
                })
            {
                return .asked(step)
            }
            for role in steps[step].roles
            where assigned.contains(where: { $0.step == step && $0.role == role && $0.to == name })
                && isFree(step, role)
            {
                let substitutes = requirement.substitutions.contains {
                    $0.role == record.role && $0.absent == role && $0.from <= record.at.date && record.at.date <= $0.to
                }
                var suits = record.role == role || substitutes
                switch steps[step].delegation {
                case .none: break
                case .anyone: suits = true
                case .roles(let roles): suits = suits || roles.contains(record.role)
                }
                if suits { return .own(step, role) }
                if let place = ownPlace(record, candidates), place.isFree { return nil }
                return .unfit(step, role)
            }
        }
        return nil
    }

    /// Where a role signs for itself, or else for somebody whom it stands in for; a free place before others.
    private func ownPlace(_ record: ApprovalRecord, _ candidates: [Int]) -> (step: Int, role: RoleID, isFree: Bool)? {
        var filled: (step: Int, role: RoleID, isFree: Bool)?
        for isOwn in [true, false] {
            let all = candidates.flatMap { step in steps[step].roles.map { (step: step, role: $0) } }
                .filter { ($0.role == record.role) == isOwn && mayAct(record, for: $0.role) }
            if let free = all.first(where: { isFree($0.step, $0.role) }) { return (free.step, free.role, true) }
            if filled == nil, let last = all.last { filled = (last.step, last.role, false) }
        }
        return filled
    }

    private func place(_ record: ApprovalRecord) -> Place {
        let candidates = candidates(record.step)
        if let place = personal(record, candidates) { return place }
        // The role's own signature goes before one that it gives for somebody else.
        for isOwn in [true, false] {
            for step in candidates {
                for role in steps[step].roles
                where (role == record.role) == isOwn && mayAct(record, for: role) && isFree(step, role) {
                    return .own(step, role)
                }
            }
        }
        if let step = candidates.first(where: { steps[$0].escalation?.to == record.role && !isOwnApproved($0) }) {
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

    private func personProblem(_ record: ApprovalRecord, at place: Place) -> RoutingProblemKind? {
        guard let name = PersonName(record.person) else { return .nobody }
        if record.role != Office.customer {
            switch staff.standing(of: name, in: record.role, on: record.at.date) {
            case .holds: break
            case .lacksRole: return .wrongRole
            case .unknownPerson: return .unknownPerson
            case .severalPersons: return .severalPersons
            }
        }
        guard case .own(let step, let role) = place else { return nil }
        if !steps[step].roles.contains(record.role), steps[step].escalation?.to == record.role { return nil }
        if let passed = assigned.first(where: { $0.step == step && $0.role == role }) {
            return passed.to == plain(record.person) ? nil : .wrongPerson
        }
        switch steps[step].named {
        case .person(let right)?: return right.text != plain(record.person) ? .wrongPerson : nil
        case .nobody?: return .wrongPerson
        case .unknown?, nil: return nil
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
        var isAsked = false
        switch place {
        case .nowhere: return
        case .guest(let found): (step, defect) = (found, .wrongRole)
        case .own(let found, let own): (step, role) = (found, own)
        case .unfit(let found, let own): (step, role, defect) = (found, own, .wrongRole)
        case .asked(let found): (step, isAsked) = (found, true)
        }
        if !isAsked, isOwnApproved(step) || (role.map { !isFree(step, $0) } ?? false) {
            if defect == nil, personProblem(record, at: place) == nil { repeats.append((step, plain(record.person))) }
            return
        }
        let blocker = blocker(step)
        if defect == nil {
            defect = self.defect(record, at: step, place, blocker: blocker)
        }
        if blocker == nil, !needsSubmission, !recordsSubmission || resumes { rejected = nil }
        let end = date(steps[step].within, from: start(step))
        sign(
            Entry(
                step: step, isAsked: isAsked, role: role, number: number, person: record.person, at: record.at,
                defect: defect, blocker: blocker, isLate: end.map { $0 < record.at.date } ?? false))
    }

    private func defect(
        _ record: ApprovalRecord, at step: Int, _ place: Place, blocker: Int?
    ) -> RoutingProblemKind? {
        if let problem = personProblem(record, at: place) { return problem }
        if requirement.apart.contains(where: { $0.text == plain(record.person) }) { return .selfApproval }
        if requirement.distinctPersons,
            entries.contains(where: { plain($0.person) == plain(record.person) && $0.defect == nil })
                || repeats.contains(where: { $0.person == plain(record.person) && $0.step != step })
        {
            return .samePersonTwice
        }
        if record.at.date < issued { return .beforeIssue }
        if needsSubmission { return .afterWithdrawal }
        if recordsSubmission {
            if submittedAt == nil { return .beforeIssue }
            if rejected != nil, !resumes { return .afterRejection }
        }
        if blocker != nil { return rejected != nil ? .afterRejection : .outOfOrder }
        return record.digest == digest ? nil : .afterChange
    }

    private mutating func sign(_ entry: Entry) {
        let step = entry.step
        if entry.defect == nil { fresh.insert(plain(entry.person)) }
        if entry.isAsked {
            let name = plain(entry.person)
            let rest = entries.filter { !($0.step == step && $0.isAsked && plain($0.person) == name) }
            entries = rest
        } else if steps[step].roles.count == 1 {
            entries.removeAll { $0.step == step && !$0.isAsked }
        } else if let role = entry.role {
            entries.removeAll { $0.step == step && $0.role == role && !$0.isAsked }
        } else {
            let guests = entries.indices.filter {
                entries[$0].step == step && entries[$0].role == nil && !entries[$0].isAsked
            }
            if guests.count >= steps[step].needed, let last = guests.last { entries.remove(at: last) }
        }
        entries.append(entry)
        if isAttempted(step), firstCompletion[step] == nil { firstCompletion[step] = entry.at }
    }

    private mutating func reject(_ record: ApprovalRecord, _ number: Int, _ place: Place) {
        if rejected != nil { return }
        let isNamed = steps.contains { $0.id == record.step }
        var at: Int?
        func entry(_ step: Int, _ role: RoleID?, isAsked: Bool = false, _ defect: RoutingProblemKind) -> Entry {
            Entry(
                step: step, isAsked: isAsked, role: role, number: number, person: record.person, at: record.at,
                defect: defect)
        }
        switch place {
        case .nowhere: break
        case .guest(let step):
            if isNamed {
                if !isOwnApproved(step) { sign(entry(step, nil, .wrongRole)) }
                return
            }
        case .unfit(let step, let role):
            if isNamed {
                sign(entry(step, role, .wrongRole))
                return
            }
        case .asked(let step):
            if let defect = personProblem(record, at: place) {
                sign(entry(step, nil, isAsked: true, defect))
                return
            }
            at = step
        case .own(let step, let role):
            if let defect = personProblem(record, at: place) {
                if isFree(step, role) { sign(entry(step, role, defect)) }
                return
            }
            at = step
        }
        let isReturn = record.decision == .returned
        rejected = (at, isReturn ? .returned : .rejected)
        resumes = false
        if isReturn, let name = record.backTo {
            let reach = reach
            if let target = steps.indices.first(where: { steps[$0].id == name }),
                at.map({ target == $0 || precedes(target, $0) || steps[target].group < steps[$0].group })
                    ?? (steps[target].group <= reach)
            {
                resumes = true
                clear(from: steps[target].group, target, record.at)
            } else {
                clear(from: restartGroup(at), nil, record.at)
                idle.append(at ?? 0)
            }
            return
        }
        clear(from: restartGroup(at), nil, record.at)
    }

    private func restartGroup(_ step: Int?) -> Int {
        let restart = declaredRestart
        return min(restart, step.map { steps[$0].group } ?? restart)
    }

    private var declaredRestart: Int {
        steps.filter { $0.declared >= requirement.restart }.map(\.group).min() ?? steps.last?.group ?? 0
    }

    /// The group of the first step that is not signed.
    private var reach: Int {
        steps.indices.first { steps[$0].isCertain && !isAttempted($0) }.map { steps[$0].group } ?? Int.max
    }

    private mutating func clear(from group: Int, _ target: Int?, _ at: Moment) {
        let reach = reach
        func isCleared(_ step: Int) -> Bool {
            target.map { step == $0 || precedes($0, step) } ?? (steps[step].group >= group)
        }
        let cleared = Set(steps.indices.filter(isCleared))
        entries.removeAll { cleared.contains($0.step) }
        repeats.removeAll { cleared.contains($0.step) }
        asked.removeAll { cleared.contains($0.step) }
        assigned.removeAll { cleared.contains($0.step) }
        turned = turned.filter { !cleared.contains($0.key) }
        for step in cleared { firstCompletion[step] = nil }
        for index in entries.indices
        where entries[index].defect == .afterChange && steps[entries[index].step].group < declaredRestart {
            entries[index].defect = nil
        }
        fresh = []
        idle = []
        guard group <= reach else { return }
        if let target { turned[target] = at } else { restarted = (at, group) }
    }

    // MARK: - Acts

    private mutating func take(_ act: RoutingAct) {
        let name = PersonName(act.person) == nil ? nil : plain(act.person)
        switch act.kind {
        case .copied: break
        case .submitted:
            if submittedAt == nil { submittedAt = act.at }
            if rejected != nil, resumes {
                for step in turned.keys { turned[step] = act.at }
            } else if rejected != nil {
                let first = steps.indices.first { steps[$0].isCertain && !isAttempted($0) }
                if let first { restarted = (act.at, steps[first].group) }
            }
            if let name { submitters.insert(name) }
            rejected = nil
            needsSubmission = false
        case .withdrawn:
            if needsSubmission { return }
            let place = steps.indices.first { steps[$0].isCertain && !isAttempted($0) } ?? 0
            let proposers = submitters.union(requirement.apart.map(\.text))
            let isDone = rejected == nil && steps.indices.allSatisfy { isApproved($0) }
            guard let name, !recordsSubmission || submittedAt != nil, !isDone,
                proposers.isEmpty || proposers.contains(name)
            else {
                idle.append(place)
                return
            }
            rejected = (nil, .withdrawn)
            resumes = false
            needsSubmission = true
            submittedAt = nil
            clear(from: 0, nil, act.at)
        case .passedOn, .countersignerAdded: takeOfStep(act, name)
        }
    }

    private mutating func takeOfStep(_ act: RoutingAct, _ name: String?) {
        let candidates = candidates(act.step)
        guard let name, rejected == nil || resumes, !needsSubmission, !recordsSubmission || submittedAt != nil else {
            idle.append(candidates[0])
            return
        }
        let record = ApprovalRecord(
            step: act.step, role: act.role ?? RoleID(-1), person: act.person, decision: .approved, at: act.at)
        var place: (step: Int, role: RoleID)?
        switch personal(record, candidates) {
        case .own(let step, let role)?: place = (step, role)
        case .asked(let step)?:
            idle.append(step)
            return
        case .unfit?:
            idle.append(candidates[0])
            return
        default: place = ownPlace(record, candidates).map { ($0.step, $0.role) }
        }
        guard let (step, role) = place, personProblem(record, at: .own(step, role)) == nil else {
            idle.append(place?.step ?? candidates[0])
            return
        }
        let to = act.recipient.flatMap { PersonName($0)?.text }
        guard blocker(step) == nil, let to, to != name else {
            idle.append(step)
            return
        }
        let isFree = isFree(step, role)
        if act.kind == .passedOn {
            guard isFree, mayReceive(to, step, role, act.at.date) else {
                idle.append(step)
                return
            }
            assigned.removeAll { $0.step == step && $0.role == role }
            assigned.append((step, role, to))
        } else {
            let isMine = entries.contains {
                $0.step == step && $0.role == role && !$0.isAsked && $0.defect == nil && plain($0.person) == name
            }
            guard firstCompletion[step] == nil, isFree || isMine, !asked.contains(where: { $0 == (step, to) }) else {
                idle.append(step)
                return
            }
            asked.append((step, to))
        }
    }

    private func mayReceive(_ to: String, _ step: Int, _ role: RoleID, _ day: CalendarDate) -> Bool {
        guard let name = PersonName(to) else { return false }
        func holds(_ role: RoleID) -> Bool {
            !staff.lists(role) || staff.standing(of: name, in: role, on: day) == .holds
        }
        switch steps[step].delegation {
        case .anyone: return staff.standing(of: name, in: role, on: day) != .unknownPerson
        case .roles(let roles) where roles.contains(where: holds): return true
        default: break
        }
        if steps[step].named != nil { return false }
        return holds(role)
            || requirement.substitutions.contains {
                $0.absent == role && $0.from <= day && day <= $0.to && holds($0.role)
            }
    }

    // MARK: - Persons who come again

    private func currentTurns() -> Set<Int> {
        Set(steps.indices.filter { steps[$0].isCertain && !isAttempted($0) && blocker($0) == nil })
    }

    /// - Parameter at: when somebody approved; nil where a round was ended.
    private mutating func passRepeated(_ at: Moment?) {
        defer { turns = currentTurns() }
        guard requirement.repeatedPass, let at else { return }
        while rejected == nil, let step = currentTurns().subtracting(turns).min() {
            turns.insert(step)
            for role in steps[step].roles where isFree(step, role) {
                var only: String?
                switch steps[step].named {
                case .person(let name)?: only = name.text
                case nil:
                    let holders = staff.holders(of: role, on: at.date)
                    if holders.count == 1 { only = holders[0].text }
                default: break
                }
                guard let only, fresh.contains(only) else { continue }
                sign(Entry(step: step, role: role, number: -1, person: only, at: at))
            }
        }
    }

    // MARK: - The end

    private func verdict() -> Verdict {
        var problems: [String] = []
        func report(_ kind: RoutingProblemKind, _ step: Int, _ number: Int?) {
            problems.append("\(kind.rawValue) at \(steps[step].id), record \(number.map(String.init) ?? "none")")
        }
        let open = steps.indices.filter { !isApproved($0) }
        let missing = steps.indices.filter { step in
            rejected == nil && steps[step].isCertain && !isAttempted(step)
                && entries.contains {
                    $0.defect != .afterRejection && $0.defect != .afterWithdrawal && precedes(step, $0.step)
                }
        }
        for step in missing { report(.missingStep, step, nil) }
        let faults = entries.filter { open.contains($0.step) && $0.defect != nil }
        for step in idle { report(.noEffect, step, nil) }
        for kind in [RoutingProblemKind.afterChange, .afterRejection, .afterWithdrawal] {
            if let first = faults.filter({ $0.defect == kind }).min(by: { $0.number < $1.number }) {
                report(kind, first.step, first.number)
            }
        }
        for blocker in steps.indices where !missing.contains(blocker) {
            let early = faults.filter { $0.defect == .outOfOrder && $0.blocker == blocker }
            if let first = early.min(by: { $0.number < $1.number }) { report(.outOfOrder, blocker, first.number) }
        }
        for fault in faults {
            guard let kind = fault.defect,
                ![.afterChange, .afterRejection, .afterWithdrawal, .outOfOrder].contains(kind)
            else {
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
            if let rejected, rejected.step == step { return rejected.state == .returned ? .returned : .rejected }
            if entries.contains(where: { $0.step == step && $0.defect != nil }) { return .invalid }
            let isBlocked = steps.indices.contains { precedes($0, step) && steps[$0].isCertain && !isApproved($0) }
            return isBlocked ? .waiting : .next
        }
        let state: ChainState
        if let rejected {
            state = rejected.state
        } else {
            state = open.isEmpty ? .approved : .pending
        }
        return Verdict(state: state, steps: states, problems: problems.sorted())
    }
}
