package import WritSemantics

/// The steps that a case requires, indexed for replay. Built once for a requirement, and one object that all documents with it
/// share.
///
/// A step has one *slot* for each signature that may fill it, and where there are several, slots behind them for
/// signatures by roles that have none. Slots are numbered through; a record is placed in constant time by role and step.
package final class ReplayTable: Sendable {
    struct RoleInStep: Hashable {
        let declared: Int
        let role: RoleID
    }

    package let requirement: ChainRequirement
    var steps: [RequiredStep] { requirement.steps }
    /// The first slot of each step, with the number of slots at the end.
    let firstSlot: [Int]
    let stepOfSlot: [Int]
    /// Slots for the same role in the order of steps; `rank` is a slot's place there.
    let listings: [[Int]]
    let listingOfRole: [RoleID: Int]
    let listingOfSlot: [Int]
    let rankOfSlot: [Int]
    let slotOfRole: [RoleInStep: Int]
    let stepNamed: [String: Int]
    /// Names of declared steps, those that the case does not need among them.
    let declaredNamed: [String: Int]
    /// The required steps of each declared step: none, one, or the levels of a line.
    let stepsOfDeclared: [Int: Range<Int>]
    /// The first step of each group, with the number of steps at the end.
    let firstOfGroup: [Int]
    /// The first step of the branch that a step belongs to.
    let firstOfBranch: [Int]
    /// Whether later steps wait for a step: it is certainly required, and somebody can take it.
    let blocks: [Bool]
    let substitutions: [RoleID: [Substitution]]
    /// Steps that a role takes when they are escalated.
    let escalations: [RoleID: [Int]]
    let restartGroup: Int
    let parties: Set<RoleID>
    let clock: StepClock

    package init(_ requirement: ChainRequirement, program: Program) {
        self.requirement = requirement
        let steps = requirement.steps
        var firstSlot: [Int] = []
        var stepOfSlot: [Int] = []
        var listings: [[Int]] = []
        var listingOfRole: [RoleID: Int] = [:]
        var listingOfSlot: [Int] = []
        var rankOfSlot: [Int] = []
        var slotOfRole: [RoleInStep: Int] = [:]
        var stepNamed: [String: Int] = [:]
        var stepsOfDeclared: [Int: Range<Int>] = [:]
        var firstOfGroup: [Int] = []
        var firstOfBranch: [Int] = []
        var escalations: [RoleID: [Int]] = [:]
        for (index, step) in steps.enumerated() {
            if firstOfGroup.count <= step.group { firstOfGroup.append(index) }
            let continues = index > 0 && steps[index - 1].branch == step.branch
            firstOfBranch.append(continues ? firstOfBranch[index - 1] : index)
            stepNamed[step.id] = index
            stepsOfDeclared[step.declared] = (stepsOfDeclared[step.declared]?.lowerBound ?? index)..<(index + 1)
            if let escalation = step.escalation { escalations[escalation.to, default: []].append(index) }
            firstSlot.append(stepOfSlot.count)
            for role in step.roles {
                let slot = stepOfSlot.count
                stepOfSlot.append(index)
                let listing = listingOfRole[role] ?? listings.count
                if listing == listings.count {
                    listings.append([])
                    listingOfRole[role] = listing
                }
                listingOfSlot.append(listing)
                rankOfSlot.append(listings[listing].count)
                listings[listing].append(slot)
                let key = RoleInStep(declared: step.declared, role: role)
                if slotOfRole[key] == nil { slotOfRole[key] = slot }
            }
            for _ in 0..<(step.roles.isEmpty ? 1 : step.roles.count > 1 ? step.needed : 0) {
                stepOfSlot.append(index)
                listingOfSlot.append(-1)
                rankOfSlot.append(0)
            }
        }
        firstSlot.append(stepOfSlot.count)
        firstOfGroup.append(steps.count)
        self.firstSlot = firstSlot
        self.stepOfSlot = stepOfSlot
        self.listings = listings
        self.listingOfRole = listingOfRole
        self.listingOfSlot = listingOfSlot
        self.rankOfSlot = rankOfSlot
        self.slotOfRole = slotOfRole
        self.stepNamed = stepNamed
        self.stepsOfDeclared = stepsOfDeclared
        self.firstOfGroup = firstOfGroup
        self.firstOfBranch = firstOfBranch
        self.escalations = escalations
        blocks = steps.map { $0.isCertain && $0.gap == nil }
        var declaredNamed: [String: Int] = [:]
        if program.chains.indices.contains(requirement.chain.index) {
            for (index, step) in program.chains[requirement.chain.index].steps.enumerated() {
                declaredNamed[step.name] = index
            }
        }
        self.declaredNamed = declaredNamed
        substitutions = Dictionary(grouping: requirement.substitutions, by: \.role)
        let groups = steps.filter { $0.declared >= requirement.restart }.map(\.group)
        restartGroup = groups.min() ?? steps.last?.group ?? 0
        var parties: Set<RoleID> = []
        for (index, role) in program.roles.enumerated() where role.isParty { parties.insert(RoleID(index)) }
        self.parties = parties
        clock = StepClock(calendar: requirement.calendar)
    }

    /// Whether a record may name a step so: a required one, or a declared one that stands for its levels or is not needed.
    func knows(step name: String) -> Bool { stepNamed[name] != nil || declaredNamed[name] != nil }

    /// The number in the chain of a step that a record names, or of the step whose level it is.
    func declared(_ name: String?) -> Int? {
        name.flatMap { name in stepNamed[name].map { steps[$0].declared } ?? declaredNamed[name] }
    }

    var groupCount: Int { firstOfGroup.count - 1 }

    func slots(of step: Int) -> Range<Int> { firstSlot[step]..<firstSlot[step + 1] }

    /// Those of a step's slots that a valid signature can fill.
    func ownSlots(of step: Int) -> Range<Int> {
        firstSlot[step]..<(firstSlot[step] + max(1, steps[step].roles.count))
    }

    /// Those of a step's slots that keep signatures by other roles: the one slot of a step for one signature.
    func guestSlots(of step: Int) -> Range<Int> {
        steps[step].roles.count > 1 ? ownSlots(of: step).upperBound..<firstSlot[step + 1] : slots(of: step)
    }

    /// The role whose signature a slot keeps; nil for those that keep signatures by other roles.
    func role(of slot: Int) -> RoleID? {
        let step = stepOfSlot[slot]
        let place = slot - firstSlot[step]
        return steps[step].roles.indices.contains(place) ? steps[step].roles[place] : nil
    }

    /// Whether a role stands in for another on a day.
    func substitutes(_ role: RoleID, for absent: RoleID, on date: CalendarDate) -> Bool {
        (substitutions[role] ?? []).contains { $0.absent == absent && $0.from <= date && date <= $0.to }
    }

    /// The roles for which a role stands in on a day.
    func absentRoles(coveredBy role: RoleID, on date: CalendarDate) -> [RoleID] {
        (substitutions[role] ?? []).filter { $0.from <= date && date <= $0.to }.map(\.absent)
    }
}
