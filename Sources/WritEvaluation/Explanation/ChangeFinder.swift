package import WritSemantics

/// One fact given another value, with everything else as it is.
package struct Change: Sendable {
    package let fact: FactReference
    package let value: Value
}

/// Finds the smallest single change of a case after which something comes out otherwise. Candidates come from the atoms on
/// which it turns; each is tried by evaluating the changed case, so that nothing is claimed that was not seen.
struct ChangeFinder {
    static let mostTrials = 400
    /// So many values are evaluated anew over all trials, so that a case with a long list gets fewer of them.
    static let mostValues = 2_000_000

    let evaluator: Evaluator
    let data: CaseData

    /// Changes of different facts, the smallest first.
    func changes(
        _ candidates: [(fact: FactReference, value: Value)], atMost count: Int = 3,
        after isReached: (Evaluation) -> Bool
    ) -> [Change] {
        var ordered: [(fact: FactReference, value: Value, distance: Double)] = []
        var seen: Set<Change.Key> = []
        for (fact, value) in candidates where value != fact.value {
            guard seen.insert(Change.Key(path: fact.path, value: value)).inserted else { continue }
            ordered.append((fact, value, ValueStep.distance(fact.value, value)))
        }
        // Equal distances keep the order in which the rules ask.
        let sorted = ordered.enumerated().sorted { a, b in
            (a.element.distance, a.offset) < (b.element.distance, b.offset)
        }
        var found: [Change] = []
        let trial = Evaluation(evaluator.plan)
        var values = 0
        for (_, candidate) in sorted.prefix(Self.mostTrials) {
            if found.contains(where: { $0.fact.path == candidate.fact.path }) { continue }
            guard values < Self.mostValues else { break }
            var changed = data
            guard Self.set(candidate.value, candidate.fact.steps[...], in: &changed.facts) else { continue }
            evaluator.evaluate(changed, reusing: trial)
            values += trial.interpreter.facts.fields.count
            guard trial.outcome.errors.isEmpty, isReached(trial) else { continue }
            found.append(Change(fact: candidate.fact, value: candidate.value))
            if found.count == count { break }
        }
        return found
    }

    /// Replaces the fact at the end of a way from a record's fields; false where the way leads nowhere.
    static func set(_ value: Value, _ steps: ArraySlice<FactReference.Step>, in fields: inout [Value]) -> Bool {
        guard let step = steps.first, fields.indices.contains(step.field) else { return false }
        if steps.count == 1 {
            fields[step.field] = value
            return true
        }
        switch fields[step.field] {
        case .record(let type, var inner):
            guard set(value, steps.dropFirst(), in: &inner) else { return false }
            fields[step.field] = .record(type, inner)
        case .list(var items):
            guard items.indices.contains(step.position - 1),
                case .record(let type, var inner) = items[step.position - 1],
                set(value, steps.dropFirst(), in: &inner)
            else { return false }
            items[step.position - 1] = .record(type, inner)
            fields[step.field] = .list(items)
        default: return false
        }
        return true
    }
}

extension Change {
    fileprivate struct Key: Hashable {
        let path: String
        let value: Value
    }
}

extension Inquiry {
    /// Values worth trying for the facts behind a condition: where its atoms turn, those of the definitions it uses
    /// included, and every value of the types that have few.
    func candidates(_ condition: Int32) -> [(fact: FactReference, value: Value)] {
        guard condition >= 0 else { return [] }
        var found: [Atom] = []
        atoms(condition, &found)
        var candidates = found.flatMap(\.candidates)
        var trace = FactTrace()
        collectFacts(condition, &trace)
        for fact in trace.facts {
            for value in ValueStep.all(of: fact.type, in: plan.program) ?? [] { candidates.append((fact, value)) }
            if case .optional(let inner) = fact.type {
                candidates.append((fact, .missing))
                if case .date = inner, let day = CalendarDate(day: Int(evaluation.interpreter.situation.asOf)) {
                    candidates.append((fact, .date(day)))
                }
            }
        }
        for (instance, number) in trace.definitions {
            candidates += self.candidates(ofDefinition: number, .record(instance))
        }
        return candidates
    }

    private func candidates(
        ofDefinition number: Int32, _ record: Slot
    ) -> [(fact: FactReference, value: Value)] {
        let definition = plan.definitions[Int(number)]
        var candidates: [(fact: FactReference, value: Value)] = []
        if definition.table >= 0 {
            let table = Int(definition.table)
            return within(plan.tables[table].localCount, subject: record) { tableCandidates(table) }
        }
        let first = Int(definition.firstBranch)
        let count = Int(definition.exceptionCount + definition.plainCount)
        within(definition.localCount, subject: record) {
            for index in first..<first + count where plan.branches[index].condition >= 0 {
                var found: [Atom] = []
                atoms(plan.branches[index].condition, &found)
                candidates += found.flatMap(\.candidates)
            }
        }
        return candidates
    }

    /// The bounds of a table's columns nearest to the values that the case has.
    private func tableCandidates(_ table: Int) -> [(fact: FactReference, value: Value)] {
        var candidates: [(fact: FactReference, value: Value)] = []
        for (number, input) in plan.tables[table].inputs.enumerated() {
            let column = plan.tables[table].index.columns[number]
            var trace = FactTrace()
            collectFacts(input, &trace)
            let own = run(input)
            guard case .places = column.kind, own.isCertain, own.tag != .missing, let fact = trace.facts.first else {
                continue
            }
            let stretch = column.stretch(of: TableInterval.place(of: own, scale: column.scale))
            for near in max(1, stretch - 2)..<max(1, min(column.starts.count, stretch + 4)) {
                let bound = Int128(column.starts[near] >> 1)
                let value: Value? =
                    own.tag == .decimal
                    ? Decimal(coefficient: bound, scale: column.scale).map { .decimal($0) }
                    : own.tag == .date ? CalendarDate(day: Int(bound)).map { .date($0) } : .integer(Int64(bound))
                guard let value else { continue }
                for moved in ValueStep.moved(fact.value, fact.type, from: self.value(own), to: value) {
                    candidates.append((fact, moved))
                }
            }
        }
        return candidates
    }
}
