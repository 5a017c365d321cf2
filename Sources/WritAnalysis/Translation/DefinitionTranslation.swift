import WritLanguage
import WritSemantics

/// Definitions, tables and rules, as the evaluator settles them.
extension Translator {
    /// The value of a definition for a record.
    func definition(_ id: DefinitionID, of record: RecordSymbol) -> Symbol {
        let key = DefinitionKey(definition: id, record: record.identity)
        if let known = definitionMemo[key] { return known }
        if let same = shared(id, of: record) {
            definitionMemo[key] = same
            return same
        }
        prepareOnce(id)
        let definition = program.definitions[id.index]
        let symbol: Symbol
        switch definition.origin {
        case .branches(let branches):
            let conditions = branchConditions(branches, of: record)
            let values = branches.map { translate($0.value, [0: .record(record)]) }
            symbol = settle(decided(branches, conditions), values, id, definition.type)
        case .table(let table, let output):
            symbol = self.table(program.tables[table.index], table, output, record, id, definition.type)
        }
        definitionMemo[key] = symbol
        return symbol
    }

    /// Where each branch gives the value: a condition beside it that has no value leaves the whole open.
    private func decided(
        _ branches: [Branch], _ conditions: [(holds: Truth, applies: Formula)]
    ) -> [Formula] {
        func settled(_ isException: Bool) -> Formula {
            space.store.all(
                zip(branches, conditions).filter { $0.0.isException == isException }
                    .map { space.store.or($0.1.holds.yes, $0.1.holds.no) })
        }
        let (exceptions, plain) = (settled(true), settled(false))
        return zip(branches, conditions).map { branch, condition in
            space.store.and(condition.applies, branch.isException ? exceptions : plain)
        }
    }

    /// Where each branch holds by itself (in force, its condition true), and where it is the one that gives the value
    /// because nothing that wins over it can hold.
    func branchConditions(
        _ branches: [Branch], of record: RecordSymbol
    ) -> [(holds: Truth, applies: Formula)] {
        let holds = branches.map { branch -> Truth in
            let inForce = Truth(inForce(branch.provision))
            guard case .when(let condition) = branch.condition else { return inForce }
            return both(inForce, truth(translate(condition, [0: .record(record)])))
        }
        var noException: [Formula] = []
        var noPlain: [Formula] = []
        for (branch, truth) in zip(branches, holds) {
            if branch.isException {
                noException.append(truth.no)
            } else if !branch.isOtherwise {
                noPlain.append(truth.no)
            }
        }
        let exceptions = space.store.all(noException)
        let plain = space.store.all(noPlain)
        return zip(branches, holds).map { branch, truth in
            if branch.isException { return (truth, truth.yes) }
            if branch.isOtherwise { return (truth, space.store.all([truth.yes, exceptions, plain])) }
            return (truth, space.store.and(truth.yes, exceptions))
        }
    }

    /// The value of the branch or row that applies; none where two apply that disagree.
    private func settle(
        _ applies: [Formula], _ values: [Symbol], _ id: DefinitionID, _ type: ValueType
    ) -> Symbol {
        var conditions = applies
        for (a, b) in disagreements[id] ?? [] where a < conditions.count && b < conditions.count {
            let clash = space.store.and(
                space.store.and(applies[a], applies[b]), !equalValues(values[a], values[b], type).yes)
            conditions[a] = space.store.and(conditions[a], !clash)
            conditions[b] = space.store.and(conditions[b], !clash)
        }
        return select(Array(zip(conditions, values)), type: type)
    }

    func equalValues(_ a: Symbol, _ b: Symbol, _ type: ValueType) -> Truth {
        equal(a, b, at: Expression(.constant(.unknown), type: type, span: Span(file: FileID(0), start: 0, end: 0)))
    }

    // MARK: tables

    /// Where the cells of each row fit.
    func rowConditions(_ table: DecisionTable, _ id: TableID, of record: RecordSymbol) -> [Truth] {
        let key = TableKey(table: id, record: record.identity)
        if let known = rowMemo[key] { return known }
        let rows = table.rows.map { fits($0.cells, table, of: record) }
        rowMemo[key] = rows
        return rows
    }

    /// Where a record fits cells, one for each input of a table.
    func fits(_ cells: [DecisionTable.Cell], _ table: DecisionTable, of record: RecordSymbol) -> Truth {
        all(
            zip(cells, table.inputs).compactMap { cell, input in
                if case .any = cell { return nil }
                return matches(cell, translate(input, [0: .record(record)]), input)
            })
    }

    /// Whether a value fits a cell. A missing value fits `-` and `not(…)`.
    func matches(_ cell: DecisionTable.Cell, _ input: Symbol, _ expression: Expression) -> Truth {
        switch cell {
        case .any: return .certain
        case .not(let inner): return matches(inner, input, expression).negated
        case .values(let values):
            return present(input, expression) { value, type in
                self.any(values.map { self.equal(value, self.constant($0, type: type), at: expression) })
            }
        case .range(let lower, let upper, let includesLower, let includesUpper):
            return present(input, expression) { value, type in
                var parts: [Truth] = []
                if let lower {
                    let bound = self.constant(lower, type: type)
                    parts.append(
                        self.compare(includesLower ? .greaterOrEqual : .greater, value, bound, at: expression))
                }
                if let upper {
                    let bound = self.constant(upper, type: type)
                    parts.append(self.compare(includesUpper ? .lessOrEqual : .less, value, bound, at: expression))
                }
                return self.all(parts)
            }
        }
    }

    private func present(
        _ input: Symbol, _ expression: Expression, _ test: (Symbol, ValueType) -> Truth
    ) -> Truth {
        guard case .optional(let inner) = expression.type, case .optional(let present, let missing, let value) = input
        else { return test(input, expression.type) }
        let fits = test(value, inner)
        return Truth(
            yes: space.store.and(present, fits.yes),
            no: space.store.or(missing, space.store.and(present, fits.no)))
    }

    private func table(
        _ table: DecisionTable, _ tableID: TableID, _ output: Int, _ record: RecordSymbol, _ id: DefinitionID,
        _ type: ValueType
    ) -> Symbol {
        let rows = rowConditions(table, tableID, of: record)
        // A column that has no value leaves the whole table open, unless no cell of it says anything.
        let used = table.inputs.indices.filter { column in
            table.rows.contains { if case .any = $0.cells[column] { false } else { true } }
        }
        let inForce = space.store.all(
            [inForce(table.provision)]
                + used.map { settled(translate(table.inputs[$0], [0: .record(record)])) })
        func value(_ row: Int) -> Symbol { translate(table.rows[row].outputs[output], [0: .record(record)]) }
        switch table.policy {
        case .unique:
            return settle(
                rows.map { space.store.and(inForce, $0.yes) }, rows.indices.map(value), id, type)
        case .first:
            var open = inForce
            var cases: [(Formula, Symbol)] = []
            for (index, row) in rows.enumerated() {
                cases.append((space.store.and(open, row.yes), value(index)))
                open = space.store.and(open, row.no)
            }
            return select(cases, type: type)
        case .collect:
            let known = space.store.all([inForce] + rows.map { space.store.or($0.yes, $0.no) })
            return .list(
                ListSymbol(
                    known: known, elements: rows.indices.map { .init(present: rows[$0].yes, value: value($0)) }))
        }
    }

    // MARK: rules

    /// Whether a rule binds by its own condition, whatever overrides it.
    func holds(_ rule: Rule) -> Truth {
        let inForce = Truth(inForce(rule.provision))
        guard let condition = rule.condition else { return inForce }
        return both(inForce, truth(translate(condition, [0: subject])))
    }

    /// Whether the consequences of a rule follow.
    func applies(_ id: RuleID, overriders: [RuleID]) -> Truth {
        all([holds(program.rules[id.index])] + overriders.map { holds(program.rules[$0.index]).negated })
    }

    /// One consequence of a rule: the subject alone, or with each element of its `for each`.
    func instances(of consequence: Consequence) -> [(member: Truth, locals: Locals)] {
        guard let each = consequence.forEach else { return [(.certain, [0: subject])] }
        guard let list = list(translate(each.list, [0: subject])) else { return [] }
        return list.elements.map { element in
            let locals: Locals = [0: subject, each.local: element.value]
            var member = Truth(element.present)
            if let condition = each.condition { member = both(member, truth(translate(condition, locals))) }
            let known = list.known
            return (
                Truth(yes: space.store.and(known, member.yes), no: space.store.and(known, member.no)), locals
            )
        }
    }

    /// Where a consequence that is satisfied by a condition is not yet satisfied.
    func unmet(_ consequence: Consequence, _ locals: Locals) -> Truth {
        switch consequence.kind {
        case .require(_, _, _, let until?), .hold(_, let until): truth(translate(until, locals)).negated
        default: .certain
        }
    }
}
