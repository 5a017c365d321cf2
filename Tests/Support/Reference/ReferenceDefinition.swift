import WritLanguage
import WritSemantics

extension ReferenceEvaluator {
    /// A branch or a table row: whether it holds, and what it would give.
    private struct Candidate {
        let holds: Answer
        let value: Answer
        let isException: Bool
        var isOtherwise = false
    }

    /// A defined value of a record.
    func definition(_ id: DefinitionID, of record: Value) -> Answer {
        let definition = program.definitions[id.index]
        switch definition.origin {
        case .branches(let branches):
            let candidates = branches.filter { isInForce($0.provision) }.map { branch in
                var candidate = candidate(branch, record)
                if case .otherwise = branch.condition { candidate.isOtherwise = true }
                return candidate
            }
            return settle(candidates, policy: .unique)
        case .table(let table, let output):
            return self.table(program.tables[table.index], output, record)
        }
    }

    private func candidate(_ branch: Branch, _ record: Value) -> Candidate {
        let holds: Answer =
            if case .when(let condition) = branch.condition { evaluate(condition, [0: record]) } else { Answer(true) }
        // A branch that cannot hold may divide by zero; it is not asked.
        let value = holds.isFalse ? .unknown : evaluate(branch.value, [0: record])
        return Candidate(holds: holds, value: value, isException: branch.isException)
    }

    private func table(_ table: DecisionTable, _ output: Int, _ record: Value) -> Answer {
        guard isInForce(table.provision) else { return fault() }
        let inputs = table.inputs.map { evaluate($0, [0: record]) }
        let candidates = table.rows.map { row in
            let holds = zip(row.cells, inputs).reduce(Answer(true)) { $0.and(matches($1.0, $1.1)) }
            let value = holds.isFalse ? .unknown : evaluate(row.outputs[output], [0: record])
            return Candidate(holds: holds, value: value, isException: false)
        }
        return settle(candidates, policy: table.policy)
    }

    /// Whether a value fits a cell. A missing value fits `-` and `not(…)`.
    private func matches(_ cell: DecisionTable.Cell, _ input: Answer) -> Answer {
        switch cell {
        case .any: return Answer(true)
        case .not(let cell): return matches(cell, input).negated
        default: break
        }
        guard case .value(let value) = input else { return input }
        if value == .missing { return Answer(false) }
        switch cell {
        case .values(let choices):
            return choices.reduce(Answer(false)) { $0.or(compare(.equal, input, Answer($1))) }
        case .range(let lower, let upper, let includesLower, let includesUpper):
            var result = Answer(true)
            if let lower {
                result = result.and(compare(includesLower ? .greaterOrEqual : .greater, input, Answer(lower)))
            }
            if let upper {
                result = result.and(compare(includesUpper ? .lessOrEqual : .less, input, Answer(upper)))
            }
            return result
        case .any, .not: return Answer(true)
        }
    }

    /// Tries every way in which the open candidates may turn out. What they all give is certain; anything else is not.
    private func settle(_ candidates: [Candidate], policy: TableDeclaration.Policy) -> Answer {
        if candidates.contains(where: { $0.holds == .error }) { return .error }
        let open = candidates.indices.filter { candidates[$0].holds == .unknown }
        guard open.count <= 12 else { return .unknown }
        var result: Answer?
        var isSettled = true
        for ways in 0..<(1 << open.count) {
            var held = candidates.map(\.holds.isTrue)
            for (bit, index) in open.enumerated() { held[index] = ways & (1 << bit) != 0 }
            let outcome = settled(candidates, held, policy: policy)
            // An evaluator may well meet an error that facts still to come would lift.
            if outcome == .error { _ = fault() }
            if let earlier = result, earlier != outcome { isSettled = false }
            result = outcome
        }
        return isSettled ? result ?? .unknown : .unknown
    }

    /// The value when it is settled which candidates hold.
    private func settled(_ candidates: [Candidate], _ held: [Bool], policy: TableDeclaration.Policy) -> Answer {
        let holding = zip(candidates, held).filter(\.1).map(\.0)
        switch policy {
        case .first: return holding.first?.value ?? .error
        case .collect:
            if holding.contains(where: { $0.value == .error }) { return .error }
            return .value(.list(holding.map(\.value.stored)))
        case .unique:
            let exceptions = holding.filter(\.isException)
            let plain = holding.filter { !$0.isException && !$0.isOtherwise }
            let last = holding.filter { !$0.isException && $0.isOtherwise }
            let group = exceptions.isEmpty ? (plain.isEmpty ? last : plain) : exceptions
            guard let first = group.first else { return .error }
            for other in group.dropFirst() {
                if first.value == .error || other.value == .error { return .error }
                let same = compare(.equal, first.value, other.value)
                if same.isFalse { return .error }
                if !same.isTrue { return .unknown }
            }
            return first.value
        }
    }
}
