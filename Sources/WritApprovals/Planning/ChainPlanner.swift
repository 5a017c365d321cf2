package import WritEvaluation
import WritLanguage
package import WritSemantics

/// Says what each chain of a rulebook requires in a case. Compiled once for a rulebook; asked once for each document.
package struct ChainPlanner: Sendable {
    package let program: Program
    /// For each chain: where it stands in no organisation, then one for each organisation; one alone where no step
    /// depends on the chart.
    private let plans: [[ChainPlan]]
    /// Where each case type has the fields by which chains name persons.
    private let personFields: [[String: Int]]

    package init(_ program: Program) {
        self.program = program
        let charts = program.organisations.map(OrganisationChart.init)
        personFields = ChainPlanner.personFields(of: program)
        plans = program.chains.enumerated().map { index, chain in
            let id = ChainID(index)
            let usesChart = chain.steps.contains { if case .line = $0.signer { true } else { false } }
            let anywhere = ChainPlan(id, chain, organisation: nil, chart: nil)
            guard usesChart else { return [anywhere] }
            return [anywhere]
                + charts.enumerated().map { organisation, chart in
                    ChainPlan(id, chain, organisation: OrganisationID(organisation), chart: chart)
                }
        }
    }

    /// The organisation that a case belongs to: the one it names, or the only one there is.
    package func organisation(of named: OrganisationID?) -> OrganisationID? {
        named ?? (program.organisations.count == 1 ? OrganisationID(0) : nil)
    }

    /// The calendar in force: the organisation's, else the only one that is declared.
    package func calendar(for organisation: OrganisationID?) -> WorkCalendar? {
        program.calendar(at: organisation)
    }

    /// What a chain requires in a case. `value` gives the value of a step's condition or duration in that case,
    /// `unknown` where it depends on facts that are not known; `needs` names these for a step's condition.
    package func require(
        _ id: ChainID, in data: CaseData, needs: (_ step: Int) -> [Outcome.Need] = { _ in [] },
        value: (ChainQuestion) -> Value
    ) -> ChainRequirement {
        guard program.chains.indices.contains(id.index) else {
            return ChainRequirement(chain: id, organisation: data.organisation, steps: [])
        }
        let chain = program.chains[id.index]
        let organisation = organisation(of: data.organisation)
        let variants = plans[id.index]
        let variant = organisation.map { $0.index + 1 } ?? 0
        let plan = variants.indices.contains(variant) ? variants[variant] : variants[0]
        func ask(_ step: Int, _ part: ChainQuestion.Part, _ expression: Expression?) -> Value? {
            expression.map { value(ChainQuestion(chain: id, step: step, part: part, expression: $0)) }
        }
        let absence = absence(of: chain, in: organisation, on: data.asOf)

        var conditions = [Value](repeating: .boolean(true), count: chain.steps.count)
        if absence == nil {
            for (index, step) in chain.steps.enumerated() {
                if let condition = ask(index, .condition, step.condition) { conditions[index] = condition }
            }
        }
        var required: [RequiredStep] = []
        var skipped: [SkippedStep] = []
        /// The group of the plan, its number among the groups that are needed, and where its stages begin and end.
        var group = (planned: -1, number: -1, base: 0, end: 0)
        var branch = (declared: -1, number: -1, position: 0)
        for planned in plan.steps {
            let isSkipped = absence != nil || conditions[planned.declared] == .boolean(false)
            if !isSkipped, planned.group != group.planned {
                group = (planned.group, group.number + 1, group.end, group.end)
            }
            if planned.declared != branch.declared {
                branch = (planned.declared, branch.number + 1, 0)
            } else {
                branch.position += 1
            }
            let declared = chain.steps[planned.declared]
            let step = RequiredStep(
                id: planned.id, title: planned.title, declared: planned.declared, roles: planned.roles,
                needed: planned.needed, named: declared.named.map { self.named($0, in: data) },
                stage: group.base + branch.position, group: max(0, group.number),
                branch: branch.number, within: isSkipped ? nil : ask(planned.declared, .within, declared.within),
                escalation: declared.escalation.map { escalation in
                    let after = isSkipped ? nil : ask(planned.declared, .escalation, escalation.after)
                    return RequiredStep.Escalation(to: escalation.to, after: after ?? .unknown)
                },
                delegation: declared.delegation,
                citations: declared.citations.isEmpty ? chain.provision.citations : declared.citations,
                span: declared.span, isCertain: conditions[planned.declared] == .boolean(true),
                needs: conditions[planned.declared] == .unknown ? needs(planned.declared) : [], gap: planned.gap)
            if isSkipped {
                skipped.append(SkippedStep(step: step, reason: absence ?? RoutingWording.conditionDoesNotHold))
            } else {
                group.end = max(group.end, step.stage + 1)
                required.append(step)
            }
        }
        return ChainRequirement(
            chain: id, organisation: organisation, steps: required, skipped: skipped,
            apart: persons(named: chain.apart, in: data), openApart: chain.apart.filter { isOpen($0, in: data) },
            distinctPersons: chain.distinctPersons, repeatedPass: chain.repeatedPass,
            substitutions: chain.substitutions
                + (organisation.map { program.organisations[$0.index].substitutions } ?? []),
            restart: chain.restart, calendar: calendar(for: organisation), isInForce: absence == nil)
    }

    /// Why a chain as a whole does not apply to a case.
    private func absence(of chain: Chain, in organisation: OrganisationID?, on date: CalendarDate) -> Phrase? {
        let provision = chain.provision
        if let from = provision.validFrom, date < from { return RoutingWording.notInForce(date) }
        if let to = provision.validTo, to < date { return RoutingWording.notInForce(date) }
        if !provision.organisations.isEmpty {
            guard let organisation, provision.organisations.contains(organisation) else {
                return RoutingWording.notInThisOrganisation
            }
        }
        return nil
    }

    private static func personFields(of program: Program) -> [[String: Int]] {
        let used = Set(program.chains.flatMap { $0.apart + $0.steps.compactMap(\.named) })
        return program.records.map { record in
            guard !used.isEmpty else { return [:] }
            var places: [String: Int] = [:]
            for (index, field) in record.fields.enumerated() where used.contains(field.name) {
                places[field.name] = index
            }
            return places
        }
    }

    /// What a case states in a field that names a person.
    private func fact(_ field: String, in data: CaseData) -> Value {
        guard personFields.indices.contains(data.type.index), let index = personFields[data.type.index][field],
            data.facts.indices.contains(index)
        else { return .unknown }
        return data.facts[index]
    }

    /// The persons whom the case names in some of its text fields.
    private func persons(named fields: [String], in data: CaseData) -> Set<PersonName> {
        var persons: Set<PersonName> = []
        for field in fields {
            if case .text(let text) = fact(field, in: data), let name = PersonName(text) { persons.insert(name) }
        }
        return persons
    }

    /// Whether a case does not tell, or not so that it can be read, whom it names in one of its text fields.
    private func isOpen(_ field: String, in data: CaseData) -> Bool {
        switch fact(field, in: data) {
        case .text(let text): if case .hidden = PersonName.read(text) { true } else { false }
        case .missing: false
        default: true
        }
    }

    /// Who must sign a step that is for the person whom the case names.
    private func named(_ field: String, in data: CaseData) -> RequiredStep.Named {
        switch fact(field, in: data) {
        case .text(let text): PersonName(text).map { .person($0) } ?? .nobody(field: field)
        case .missing: .nobody(field: field)
        default: .unknown(field: field)
        }
    }
}
