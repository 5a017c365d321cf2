import WritLanguage
package import WritSemantics

extension ReferenceEvaluator {
    /// A branch or a table row: whether it holds, and what it would give.
    private struct Candidate {
        let number: Int
        let holds: Answer
        let value: Answer

        var isUnsettled: Bool { !holds.isTrue && !holds.isFalse }
    }

    /// What has to be known to settle candidates: how they are chosen, and how an error is told.
    private struct Choice {
        let policy: TableDeclaration.Policy
        let span: Span
        let disagreement: String
        let gap: String
        /// Tells apart the outputs of one table.
        var output = 0
    }

    /// A defined value of a record.
    package func definition(_ id: DefinitionID, of record: Value) -> Answer {
        let definition = program.definitions[id.index]
        switch definition.origin {
        case .branches(let branches):
            let choice = Choice(
                policy: .unique, span: definition.identity.nameSpan, disagreement: "branches-disagree",
                gap: "no-branch")
            let inForce = branches.enumerated().filter { isInForce($0.element.provision) }
            func candidates(_ belongs: (Branch) -> Bool) -> [Candidate] {
                inForce.filter { belongs($0.element) }.map { candidate($0.offset, $0.element, record) }
            }
            return settle(
                [
                    candidates(\.isException), candidates { !$0.isException && !$0.isOtherwise },
                    candidates { !$0.isException && $0.isOtherwise },
                ], choice)
        case .table(let table, let output):
            return self.table(program.tables[table.index], output, record)
        }
    }

    private func candidate(_ number: Int, _ branch: Branch, _ record: Value) -> Candidate {
        var holds = Answer(true)
        if case .when(let condition) = branch.condition { holds = evaluate(condition, [0: record]) }
        return Candidate(number: number, holds: holds, value: evaluate(branch.value, [0: record]))
    }

    private func table(_ table: DecisionTable, _ output: Int, _ record: Value) -> Answer {
        let choice = Choice(
            policy: table.policy, span: table.identity.nameSpan, disagreement: "rows-disagree", gap: "no-row",
            output: output)
        guard isInForce(table.provision) else {
            let name = program.definitions[table.outputs[output].index].identity.nameSpan
            return fault("no-row", name, [output])
        }
        let inputs = table.inputs.map { evaluate($0, [0: record]) }
        let candidates = table.rows.enumerated().map { number, row in
            Candidate(
                number: number, holds: zip(row.cells, inputs).reduce(Answer(true)) { $0.and(matches($1.0, $1.1)) },
                value: evaluate(row.outputs[output], [0: record]))
        }
        return settle([candidates], choice)
    }

    /// Whether a value fits a cell. A missing value fits `-` and `not(…)`.
    private func matches(_ cell: DecisionTable.Cell, _ input: Answer) -> Answer {
        switch cell {
        case .any: return Answer(true)
        case .not(let cell): return matches(cell, input).negated
        case .either(let cells): return cells.reduce(Answer(false)) { $0.or(matches($1, input)) }
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
        case .any, .not, .either: return Answer(true)
        }
    }

    /// Tries every way in which the candidates of the first group may turn out whose conditions are neither true nor false;
    /// where none of the group holds, the next one decides. What all ways give is certain.
    private func settle(_ groups: [[Candidate]], _ choice: Choice) -> Answer {
        guard var group = groups.first else { return fault(choice.gap, choice.span, [choice.output]) }
        if choice.policy == .collect { return collected(group) }
        if choice.policy == .first, let decisive = group.firstIndex(where: \.holds.isTrue) {
            group = Array(group[...decisive])
        }
        // Nothing that may come beside them lifts an error among those that surely hold.
        if choice.policy == .unique, let fault = settled(group.filter(\.holds.isTrue), choice)?.fault {
            return .error(fault)
        }
        let unsettled = group.filter(\.isUnsettled)
        guard unsettled.count <= 12 else { return .unknown }
        let ways = (0..<(1 << unsettled.count)).map { way in
            let chosen = unsettled.indices.filter { way & (1 << $0) != 0 }.map { unsettled[$0].number }
            let holding = group.filter { $0.holds.isTrue || chosen.contains($0.number) }
            return settled(holding, choice) ?? settle(Array(groups.dropFirst()), choice)
        }
        return ways.count == 1 ? ways[0] : self.choice(ways, under: unsettled.map(\.holds))
    }

    private func collected(_ group: [Candidate]) -> Answer {
        if let fault = group.map(\.holds).firstFault { return fault }
        if group.contains(where: { $0.holds == .unknown }) { return .unknown }
        return .value(.list(group.filter(\.holds.isTrue).map(\.value.stored)))
    }

    /// What some candidates of one group come to, all of which hold; nothing where there are none.
    private func settled(_ holding: [Candidate], _ choice: Choice) -> Answer? {
        guard let first = holding.first else { return nil }
        if choice.policy == .first { return first.value }
        var isSame = true
        for (index, one) in holding.enumerated() {
            if one.value.fault != nil { return one.value }
            for earlier in holding[..<index] {
                let same = compare(.equal, earlier.value, one.value)
                if same.isFalse {
                    return fault(choice.disagreement, choice.span, [choice.output, earlier.number, one.number])
                }
                // Of three, one may be equal to each of two others; they need not be surely equal to each other.
                if !same.isTrue { isSame = false }
            }
        }
        return isSame ? first.value : .unknown
    }
}

extension Branch {
    fileprivate var isOtherwise: Bool {
        if case .otherwise = condition { true } else { false }
    }
}
