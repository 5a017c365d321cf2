import WritLanguage
import WritSemantics

/// Whether the persons of a staff list can complete a chain on a day: every signature by a holder of the role or a
/// substitute, and by distinct persons where the chain asks for them.
struct StaffingProof {
    /// One signature that every document with the chain needs.
    private struct Signature {
        let step: Chain.Step
        let role: RoleID
        let persons: [PersonName]
    }

    let program: Program
    let staff: StaffList
    let day: CalendarDate
    private(set) var found: [Diagnostic] = []

    init(program: Program, staff: StaffList, day: CalendarDate) {
        self.program = program
        self.staff = staff
        self.day = day
    }

    /// Looks at unconditional steps for one role and at lines: what is certain to be needed.
    mutating func check(_ id: ChainID, _ chain: Chain, at organisations: [Int]) {
        for organisation in organisations.isEmpty ? [nil] : organisations.map(Optional.some) {
            let chart = organisation.map { OrganisationChart(program.organisations[$0]) }
            let plan = ChainPlan(id, chain, organisation: organisation.map { OrganisationID($0) }, chart: chart)
            let substitutions =
                chain.substitutions + (organisation.map { program.organisations[$0].substitutions } ?? [])
            let staff = staff.at(organisation.map { OrganisationID($0) })
            var signatures: [Signature] = []
            for planned in plan.steps where planned.needed == planned.roles.count {
                let step = chain.steps[planned.declared]
                guard step.condition == nil else { continue }
                for role in planned.roles where !program.roles[role.index].isParty {
                    let persons = persons(for: role, substitutions, among: staff)
                    if persons.isEmpty {
                        add(
                            .nobodyHolds(
                                chain: chain.identity.name, step: planned.id,
                                role: program.roles[role.index].identity.name, day: day), at: step.span)
                    } else {
                        signatures.append(Signature(step: step, role: role, persons: persons))
                    }
                }
            }
            if chain.distinctPersons { distinct(signatures, chain) }
        }
    }

    private mutating func add(_ fact: OrganisationFact, at span: Span) {
        found.append(Diagnostic(.warning, fact, at: .span(span)))
    }

    private func persons(
        for role: RoleID, _ substitutions: [Substitution], among staff: StaffList
    ) -> [PersonName] {
        let standIns = substitutions.filter { $0.absent == role && $0.from <= day && day <= $0.to }
        return ([role] + standIns.map(\.role)).flatMap { staff.holders(of: $0, on: day) }
    }

    /// Gives each signature a person of its own, moving earlier ones where that helps; reports the first that stays
    /// without.
    private mutating func distinct(_ signatures: [Signature], _ chain: Chain) {
        var pairs = Pairs()
        for index in signatures.indices {
            if assign(index, signatures, &pairs) { continue }
            let rivals = signatures[index].persons.compactMap { pairs.signatureOf[$0] }
            guard let person = signatures[index].persons.first, let rival = rivals.first else { continue }
            add(
                .onePersonTwice(
                    chain: chain.identity.name, person: person.text,
                    steps: [signatures[rival].step.name, signatures[index].step.name], day: day),
                at: signatures[index].step.span)
            return
        }
    }

    /// Who takes which signature.
    private struct Pairs {
        var signatureOf: [PersonName: Int] = [:]
        var personOf: [Int: PersonName] = [:]
    }

    /// Breadth first along persons who could hand over their signature to another.
    private func assign(_ start: Int, _ signatures: [Signature], _ pairs: inout Pairs) -> Bool {
        var queue = [start]
        var cameBy: [PersonName: Int] = [:]
        var next = 0
        while next < queue.count {
            let index = queue[next]
            next += 1
            for person in signatures[index].persons where cameBy[person] == nil {
                cameBy[person] = index
                if let taken = pairs.signatureOf[person] {
                    queue.append(taken)
                    continue
                }
                var free: PersonName? = person
                while let current = free, let signature = cameBy[current] {
                    free = signature == start ? nil : pairs.personOf[signature]
                    pairs.personOf[signature] = current
                    pairs.signatureOf[current] = signature
                }
                return true
            }
        }
        return false
    }
}
