package import WritSemantics

/// One evaluated case: its outcome, and answers to further questions about it, computed when asked.
///
/// It is used by one thread at a time, and no access to its state begins while another runs: whoever is handed the machine
/// by `withMachine` must not reach it otherwise meanwhile. On this rests every `@exclusivity(unchecked)` below.
package final class Evaluation {
    /// Used by one thread at a time and never from within itself, so nothing has to watch over it at run time. Other targets
    /// reach the state by what is computed here: of their own accesses the run time would keep books.
    @exclusivity(unchecked) var machine: Machine
    @exclusivity(unchecked) private var current = Outcome.nothing
    @exclusivity(unchecked) private var held: HeldCase
    @exclusivity(unchecked) private var hasFacts = true
    /// Rules from which the same follows in every case, and what that is.
    @exclusivity(unchecked) private var fixedRules = Memory<Int32>()
    @exclusivity(unchecked) private var fixedOutcome: Outcome?

    package init(_ plan: Plan) {
        machine = Machine(plan)
        held = HeldCase(CaseData(type: RecordID(0), id: "", asOf: .first, organisation: nil, facts: []))
    }

    package var plan: Plan { machine.plan }

    /// What follows for the case, once it was evaluated.
    package var outcome: Outcome { current }

    /// The case, without its facts where it was read straight from text and nobody asked for them as values.
    package var head: HeldCase { held }

    /// Calls with the machine, which must not be reached otherwise meanwhile.
    package func withMachine<Result>(_ body: (inout Machine) -> Result) -> Result { body(&machine) }

    /// Whether the case has earlier documents, and whether held actions were recorded.
    package var hasHistory: Bool { !held.data.history.isEmpty }
    package var hasActions: Bool { !held.data.actions.isEmpty }

    /// The case with its facts.
    package var data: CaseData {
        if !hasFacts {
            var data = held.data
            data.facts = machine.facts()
            held = HeldCase(data)
            hasFacts = true
        }
        return held.data
    }

    /// Takes a case; `evaluate()` finds what follows.
    package func load(_ data: CaseData) {
        var data = data
        if plan.hasMoments || !data.history.isEmpty || !data.actions.isEmpty,
            let zone = plan.program.calendar(at: data.organisation)?.zone
        {
            data = data.at(zone)
        }
        held = HeldCase(data)
        hasFacts = true
        machine.load(data)
    }

    /// Takes a case whose facts a scanner has put into the machine.
    func begin(_ head: HeldCase) {
        machine.begin(head.data)
        held = head
        if let zone = machine.workCalendar?.zone {
            if plan.hasMoments { machine.read(by: zone) }
            if hasHistory || hasActions { held = HeldCase(head.data.at(zone)) }
        }
        hasFacts = false
    }

    /// Finds what follows for the case that it holds. Where no value has a part in it, that is what followed from the same
    /// rules before.
    package func evaluate() {
        guard machine.hasRules, machine.findFixedRules() else { return evaluateAnew() }
        if let fixedOutcome, fixedRules.holdsSame(as: machine.applying) {
            current =
                machine.reached.isEmpty ? fixedOutcome : Outcome(fixedOutcome, defined: machine.definedValues())
            return
        }
        evaluateAnew()
        guard current.errors.isEmpty else { return }
        fixedRules.removeAll()
        fixedRules.append(last: machine.applying.count, of: machine.applying)
        fixedOutcome = Outcome(current, defined: [])
    }

    private func evaluateAnew() {
        let drafts = machine.drafts()
        var builder = OutcomeBuilder(isAlone: drafts.count == 1)
        for draft in drafts { builder.add(draft, &machine) }
        // A rulebook of definitions alone is asked for all of them.
        if !machine.hasRules {
            for definition in machine.plan.records[machine.type].definitions {
                machine.report(machine.definition(definition, of: .record(0)))
            }
        }
        current = builder.finish(&machine, defined: machine.definedValues())
    }

    // MARK: - Questions

    func value(of expression: PlannedExpression, locals: [Value] = [], arguments: [Value] = []) -> Value {
        machine.arguments = arguments.map { machine.slot($0, instance: 0, field: 0, position: 0) }
        let outer = machine.enter(
            max(expression.localCount, Int32(truncatingIfNeeded: locals.count + 1)), subject: .record(0))
        for (index, value) in locals.enumerated() {
            machine.locals[machine.frame + index + 1] = machine.slot(value, instance: 0, field: 0, position: 0)
        }
        let slot = machine.run(expression.root)
        machine.leave(outer)
        return machine.value(slot)
    }

    /// The value that an example expects something of, in the example's own case.
    package func value(ofExpectation expectation: Int, inExample example: Int) -> Value {
        guard machine.plan.expectations.indices.contains(example),
            machine.plan.expectations[example].indices.contains(expectation),
            let planned = machine.plan.expectations[example][expectation]
        else { return .unknown }
        return value(of: planned)
    }

    /// A definition's value for the case itself.
    package func value(of definition: DefinitionID) -> Value {
        guard machine.plan.definitions.indices.contains(definition.index),
            Int(machine.plan.definitions[definition.index].subject) == machine.type
        else { return .unknown }
        return machine.value(machine.definition(Int32(truncatingIfNeeded: definition.index), of: .record(0)))
    }

    /// The condition of a step of a chain; true where it has none, unknown where facts are missing or the chain is about
    /// another type of case.
    package func condition(ofStep step: Int, in chain: ChainID) -> Value {
        guard let planned = self.step(step, chain) else { return .unknown }
        guard let condition = planned.condition else { return .boolean(true) }
        return isAbout(chain) ? value(of: condition) : .unknown
    }

    /// `within`: how long a step of a chain may take; missing where it has no limit.
    package func limit(ofStep step: Int, in chain: ChainID) -> Value {
        guard let within = self.step(step, chain)?.within else { return .missing }
        return value(of: within)
    }

    /// After how long a step of a chain is escalated; missing where it is not.
    package func escalation(ofStep step: Int, in chain: ChainID) -> Value {
        guard let after = self.step(step, chain)?.escalation else { return .missing }
        return value(of: after)
    }

    private func step(_ step: Int, _ chain: ChainID) -> PlannedStep? {
        guard machine.plan.chains.indices.contains(chain.index),
            machine.plan.chains[chain.index].indices.contains(step)
        else { return nil }
        return machine.plan.chains[chain.index][step]
    }

    private func isAbout(_ chain: ChainID) -> Bool {
        machine.plan.program.chains[chain.index].subject.map { $0.index == machine.type } ?? true
    }

    /// The calendar in force for the case.
    package var calendar: WorkCalendar? { machine.workCalendar }

    /// The value of a parameter in force for the case; unknown where nothing states it.
    package func value(of parameter: ParameterID) -> Value {
        machine.situation.parameters.indices.contains(parameter.index)
            ? machine.value(machine.situation.parameters[parameter.index]) : .unknown
    }
}
