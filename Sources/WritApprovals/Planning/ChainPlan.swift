package import WritSemantics

/// What the evaluation of a case is asked about a chain.
package struct ChainQuestion: Sendable {
    package enum Part: Sendable { case condition, within, escalation }

    package let chain: ChainID
    /// The index in `Chain.steps`.
    package let step: Int
    package let part: Part
    package let expression: Expression
}

/// A chain as it stands in one organisation, with lines spelled out; what depends on the case is left open.
struct ChainPlan: Sendable {
    struct Step: Sendable {
        let id: String
        let title: String
        let declared: Int
        let roles: [RoleID]
        let needed: Int
        let group: Int
        let gap: RequiredStep.Gap?
    }

    let chain: ChainID
    let organisation: OrganisationID?
    /// In the order of groups, within a group in the order of declaration.
    let steps: [Step]

    init(_ id: ChainID, _ chain: Chain, organisation: OrganisationID?, chart: OrganisationChart?) {
        self.chain = id
        self.organisation = organisation
        var groups: [Int] = []
        var groupCount = 0
        for step in chain.steps {
            if let beside = step.parallelTo, groups.indices.contains(beside) {
                groups.append(groups[beside])
            } else {
                groups.append(groupCount)
                groupCount += 1
            }
        }
        var members = [[Int]](repeating: [], count: groupCount)
        for (index, group) in groups.enumerated() { members[group].append(index) }
        var steps: [Step] = []
        for (group, indices) in members.enumerated() {
            for index in indices {
                let step = chain.steps[index]
                func add(_ id: String, _ roles: [RoleID], needed: Int, gap: RequiredStep.Gap? = nil) {
                    steps.append(
                        Step(
                            id: id, title: step.title, declared: index, roles: roles, needed: needed, group: group,
                            gap: gap))
                }
                switch step.signer {
                case .one(let role): add(step.name, [role], needed: 1)
                case .all(let roles):
                    let distinct = ChainPlan.distinct(roles)
                    add(step.name, distinct, needed: distinct.count)
                case .any(let count, let roles):
                    let distinct = ChainPlan.distinct(roles)
                    add(step.name, distinct, needed: max(1, min(count, distinct.count)))
                case .notStated: add(step.name, [], needed: 1, gap: .notStated)
                case .line(let first, let last):
                    guard let chart, let organisation else {
                        add(step.name, [], needed: 1, gap: .organisationUnknown)
                        continue
                    }
                    guard case .levels(let levels) = chart.line(from: first, to: last) else {
                        add(step.name, [], needed: 1, gap: .lineBroken(organisation))
                        continue
                    }
                    for (level, role) in levels.enumerated() { add("\(step.name).\(level + 1)", [role], needed: 1) }
                }
            }
        }
        self.steps = steps
    }

    /// A role named twice signs once.
    private static func distinct(_ roles: [RoleID]) -> [RoleID] {
        var seen: Set<RoleID> = []
        return roles.filter { seen.insert($0).inserted }
    }
}
