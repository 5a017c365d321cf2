import WritSemantics

/// Who can take a step now, by the staff list: holders of its roles and those who stand in for them, without persons
/// who may not approve.
enum NextPersons {
    static func of(_ status: StepStatus, in document: DocumentRouting, _ routing: CaseRouting) -> [String] {
        let awaited = status.awaited.map(\.text)
        if status.isPersonal { return awaited }
        if case .person(let name)? = status.step.named { return [name.text] + awaited }
        guard !routing.staff.isEmpty else { return awaited }
        let day = routing.data.asOf
        let requirement = document.requirement
        let signed = Set(status.records.filter { $0.decision == .approved && status.state != .invalid }.map(\.role))
        var roles = status.step.roles.filter { !signed.contains($0) }
        for substitution in requirement.substitutions
        where roles.contains(substitution.absent) && substitution.from <= day && day <= substitution.to {
            roles.append(substitution.role)
        }
        func persons(_ name: PersonName) -> Set<PersonName> { routing.staff.persons(named: name) }
        var barred = Set(requirement.apart.flatMap(persons))
        if requirement.distinctPersons {
            for step in document.status.steps where step.state == .approved {
                barred.formUnion(step.records.compactMap { PersonName($0.person) }.flatMap(persons))
            }
        }
        var seen: Set<PersonName> = []
        return awaited
            + roles.flatMap { routing.staff.holders(of: $0, on: day) }.filter {
                !barred.contains($0) && seen.insert($0).inserted
            }.map(\.text)
    }
}
