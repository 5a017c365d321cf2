package import WritSemantics

/// One evaluated case: its outcome, and answers to further questions about it, computed when asked.
///
/// Unsafe memory: it is used by one thread at a time, and no access to its state begins while another runs: whoever is handed the
/// interpreter by `withInterpreter` must not reach it otherwise meanwhile. On this rests every `@exclusivity(unchecked)` below.
package final class Evaluation {
    /// Used by one thread at a time and never from within itself, so nothing has to watch over it at run time. Other targets
    /// reach the state by what is computed here: of their own accesses the run time would keep books.
    @exclusivity(unchecked) var interpreter: Interpreter
    @exclusivity(unchecked) private var current = Outcome.nothing
    @exclusivity(unchecked) private var held: HeldCase
    @exclusivity(unchecked) private var hasFacts = true
    /// Whether it holds a case at all; without one, nothing follows and nothing is known.
    @exclusivity(unchecked) private(set) var holdsCase = false
    /// Rules from which the same follows in every case, and what that is.
    @exclusivity(unchecked) private var fixedRules = OwnedArray<Int32>()
    @exclusivity(unchecked) private var fixedOutcome: Outcome?

    package init(_ plan: Plan) {
        interpreter = Interpreter(plan)
        held = HeldCase(.none)
    }

    package var plan: Plan { interpreter.plan }

    /// What follows for the case, once it was evaluated.
    package var outcome: Outcome { current }

    /// The case, without its facts where it was read straight from text and nobody asked for them as values.
    package var head: HeldCase { held }

    /// Calls with the interpreter, which must not be reached otherwise meanwhile.
    package func withInterpreter<Result>(_ body: (inout Interpreter) -> Result) -> Result { body(&interpreter) }

    /// Whether the case has earlier documents, and whether held actions were recorded.
    package var hasHistory: Bool { !held.data.history.isEmpty }
    package var hasActions: Bool { !held.data.actions.isEmpty }

    /// The case with its facts.
    package var data: CaseData {
        if !hasFacts {
            var data = held.data
            data.facts = interpreter.facts.caseFacts()
            held = HeldCase(data)
            hasFacts = true
        }
        return held.data
    }

    /// How many records were looked at: the case, those in it, and other cases.
    package var recordCount: Int { interpreter.facts.instances.count }

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
        holdsCase = true
        interpreter.load(data)
    }

    /// Takes a case whose facts a scanner has put into the store.
    func begin(_ head: HeldCase) {
        interpreter.begin(head.data)
        held = head
        if let zone = interpreter.workCalendar?.zone {
            if plan.hasMoments { interpreter.facts.read(by: zone) }
            if hasHistory || hasActions { held = HeldCase(head.data.at(zone)) }
        }
        interpreter.joinCases()
        hasFacts = false
        holdsCase = true
    }

    /// Holds no case any more, where the one that was to come could not be read.
    func forget() {
        interpreter.facts.clear()
        held = HeldCase(.none)
        hasFacts = true
        holdsCase = false
        current = .nothing
    }

    /// Finds what follows for the case that it holds. Where no value has a part in it, that is what followed from the same
    /// rules before.
    package func evaluate() {
        guard holdsCase else {
            current = .nothing
            return
        }
        guard interpreter.hasRules, interpreter.findFixedRules() else { return evaluateAnew() }
        if let fixedOutcome, fixedRules.holdsSame(as: interpreter.applying) {
            current =
                interpreter.reached.isEmpty ? fixedOutcome : Outcome(fixedOutcome, defined: interpreter.definedValues())
            return
        }
        evaluateAnew()
        guard current.errors.isEmpty else { return }
        fixedRules.removeAll()
        fixedRules.append(last: interpreter.applying.count, of: interpreter.applying)
        fixedOutcome = Outcome(current, defined: [])
    }

    private func evaluateAnew() {
        let drafts = interpreter.drafts()
        var builder = OutcomeBuilder(isAlone: drafts.count == 1)
        for draft in drafts { builder.add(draft, &interpreter) }
        // A rulebook of definitions alone is asked for all of them.
        if !interpreter.hasRules {
            for definition in interpreter.plan.records[interpreter.type].definitions {
                interpreter.report(interpreter.definition(definition, of: .record(0)))
            }
        }
        current = builder.finish(&interpreter, defined: interpreter.definedValues())
    }

    // MARK: - Questions

    func value(of expression: PlannedExpression, locals: [Value] = [], arguments: [Value] = []) -> Value {
        interpreter.arguments = arguments.map { interpreter.facts.slot($0, instance: 0, field: 0, position: 0) }
        let outer = interpreter.enter(
            max(expression.localCount, Int32(truncatingIfNeeded: locals.count + 1)), subject: interpreter.subject)
        for (index, value) in locals.enumerated() {
            let slot = interpreter.facts.slot(value, instance: 0, field: 0, position: 0)
            interpreter.bind(Int32(truncatingIfNeeded: index + 1), to: slot)
        }
        let slot = interpreter.run(expression.root)
        interpreter.leave(outer)
        return interpreter.facts.value(slot)
    }

    /// The value that an example expects something of, in the example's own case.
    package func value(ofExpectation expectation: Int, inExample example: Int) -> Value {
        guard interpreter.plan.expectations.indices.contains(example),
            interpreter.plan.expectations[example].indices.contains(expectation),
            let planned = interpreter.plan.expectations[example][expectation]
        else { return .unknown }
        return value(of: planned)
    }

    /// A definition's value for the case itself.
    package func value(of definition: DefinitionID) -> Value {
        guard interpreter.plan.definitions.indices.contains(definition.index),
            Int(interpreter.plan.definitions[definition.index].subject) == interpreter.type
        else { return .unknown }
        return interpreter.facts.value(
            interpreter.definition(Int32(truncatingIfNeeded: definition.index), of: interpreter.subject))
    }

    /// The condition of a step of a chain; true where it has none, unknown where facts are missing or the chain is about
    /// another type of case.
    package func condition(ofStep step: Int, in chain: ChainID) -> Value {
        guard let planned = self.step(step, chain) else { return .unknown }
        guard let condition = planned.condition else { return .boolean(true) }
        return isAbout(chain) ? value(of: condition) : .unknown
    }

    /// The facts and figures that would tell whether a step of a chain is needed.
    package func needs(ofStep step: Int, in chain: ChainID) -> [Outcome.Need] {
        guard let condition = self.step(step, chain)?.condition, isAbout(chain) else { return [] }
        interpreter.arguments = []
        var trace = NeedTrace()
        let outer = interpreter.enter(max(condition.localCount, 1), subject: interpreter.subject)
        interpreter.collectNeeds(condition.root, &trace)
        interpreter.leave(outer)
        return interpreter.outcomeNeeds(trace)
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

    /// Whether an obligation is about the case; unknown where facts are missing, false in another type of case.
    package func condition(of obligation: ObligationID) -> Value {
        guard interpreter.plan.obligations.indices.contains(obligation.index) else { return .unknown }
        guard interpreter.plan.program.obligations[obligation.index].subject.index == interpreter.type else {
            return .boolean(false)
        }
        return interpreter.plan.obligations[obligation.index].condition.map { value(of: $0) } ?? .boolean(true)
    }

    /// `within`: the period of one demand of an obligation; missing where it has none.
    package func limit(ofDemand demand: Int, in obligation: ObligationID) -> Value {
        guard interpreter.plan.obligations.indices.contains(obligation.index),
            interpreter.plan.obligations[obligation.index].within.indices.contains(demand)
        else { return .unknown }
        return interpreter.plan.obligations[obligation.index].within[demand].map { value(of: $0) } ?? .missing
    }

    private func step(_ step: Int, _ chain: ChainID) -> PlannedStep? {
        guard interpreter.plan.chains.indices.contains(chain.index),
            interpreter.plan.chains[chain.index].indices.contains(step)
        else { return nil }
        return interpreter.plan.chains[chain.index][step]
    }

    private func isAbout(_ chain: ChainID) -> Bool {
        interpreter.plan.program.chains[chain.index].subject.map { $0.index == interpreter.type } ?? true
    }

    /// The calendar in force for the case.
    package var calendar: WorkCalendar? { interpreter.workCalendar }

    /// The value of a parameter in force for the case; unknown where nothing states it.
    package func value(of parameter: ParameterID) -> Value {
        interpreter.situation.parameters.indices.contains(parameter.index)
            ? interpreter.facts.value(interpreter.situation.parameters[parameter.index]) : .unknown
    }
}

extension CaseData {
    /// What an evaluation holds before it is given a case.
    fileprivate static var none: CaseData {
        CaseData(type: RecordID(0), id: "", asOf: .first, organisation: nil, facts: [])
    }
}
