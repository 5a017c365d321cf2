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
        let outer = depth
        depth = 0
        defer { depth = outer }
        let definition = program.definitions[id.index]
        let symbol: Symbol
        switch definition.origin {
        case .branches(let branches):
            let alternatives = zip(branches, branchConditions(branches, of: record)).map { branch, condition in
                (branch, Alternative(holds: condition.holds, value: translate(branch.value, [0: .record(record)])))
            }
            func tier(_ belongs: (Branch) -> Bool) -> [Alternative] {
                alternatives.filter { belongs($0.0) }.map(\.1)
            }
            symbol = value(
                of: [
                    tier(\.isException), tier { !$0.isException && !$0.isOtherwise },
                    tier { !$0.isException && $0.isOtherwise },
                ], areDisjoint: disjoint.contains(id), type: definition.type, at: definition.identity.nameSpan)
        case .table(let table, let output):
            symbol = self.table(
                program.tables[table.index], table, output: output, of: record, id: id, type: definition.type)
        }
        definitionMemo[key] = symbol
        return symbol
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

    func equalValues(_ a: Symbol, _ b: Symbol, _ type: ValueType) -> Truth {
        equal(a, b, at: Expression(.constant(.unknown), type: type, span: Span(file: FileID(0), start: 0, end: 0)))
    }

    // MARK: tables

    /// Where the cells of each row fit.
    func rowConditions(_ table: DecisionTable, _ id: TableID, of record: RecordSymbol) -> [Truth] {
        let key = TableKey(table: id, record: record.identity)
        if let known = rowMemo[key] { return known }
        let inputs = table.inputs.map { tableInput($0, record) }
        let rows = table.rows.map { fits($0.cells, table, inputs) }
        rowMemo[key] = rows
        return rows
    }

    /// Where a record fits cells, one for each input of a table.
    func fits(_ cells: [DecisionTable.Cell], _ table: DecisionTable, of record: RecordSymbol) -> Truth {
        fits(cells, table, table.inputs.map { tableInput($0, record) })
    }

    /// What a column of a table is about.
    func tableInput(_ input: Expression, _ record: RecordSymbol) -> Symbol {
        translate(input, [0: .record(record)])
    }

    /// Where the inputs of a table fit cells.
    func fits(_ cells: [DecisionTable.Cell], _ table: DecisionTable, _ inputs: [Symbol]) -> Truth {
        all(
            table.inputs.indices.compactMap { column in
                if case .any = cells[column] { return nil }
                return matches(cells[column], inputs[column], table.inputs[column])
            })
    }

    /// The same value, and any value of its type where it has none.
    func completed(_ symbol: Symbol, _ expression: Expression) -> Symbol {
        let settled = settled(symbol)
        if settled == .yes { return symbol }
        let any = notModelled(.notModelled("any"), expression)
        return select([(settled, symbol), (!settled, any)], type: expression.type)
    }

    /// Whether a value fits a cell. A missing value fits `-` and `not(…)`.
    func matches(_ cell: DecisionTable.Cell, _ input: Symbol, _ expression: Expression) -> Truth {
        switch cell {
        case .any: return .certain
        case .not(let inner): return matches(inner, input, expression).negated
        case .either(let cells): return any(cells.map { matches($0, input, expression) })
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
        _ table: DecisionTable, _ tableID: TableID, output: Int, of record: RecordSymbol, id: DefinitionID,
        type: ValueType
    ) -> Symbol {
        let rows = rowConditions(table, tableID, of: record)
        let inForce = inForce(table.provision)
        let values = table.rows.map { translate($0.outputs[output], [0: .record(record)]) }
        switch table.policy {
        case .unique, .first:
            let alternatives = zip(rows, values).map(Alternative.init)
            return value(
                of: table.policy == .unique ? [alternatives] : alternatives.map { [$0] }, where: inForce,
                areDisjoint: table.policy == .first || disjoint.contains(id), type: type,
                at: table.identity.nameSpan)
        case .collect:
            let known = space.store.all([inForce] + rows.map { space.store.or($0.yes, $0.no) })
            return .list(
                ListSymbol(
                    known: known, elements: rows.indices.map { .init(present: rows[$0].yes, value: values[$0]) },
                    hidden: .none))
        }
    }

    // MARK: rules

    /// Whether a rule binds by its own condition, whatever overrides it.
    func holds(_ rule: Rule) -> Truth {
        let inForce = Truth(inForce(rule.provision))
        guard let condition = rule.condition else { return inForce }
        return both(inForce, truth(translate(condition, [0: subject])))
    }

    /// Whether an obligation applies.
    func holds(_ obligation: Obligation) -> Truth {
        let inForce = Truth(inForce(obligation.provision))
        guard let condition = obligation.condition else { return inForce }
        return both(inForce, truth(translate(condition, [0: subject])))
    }

    /// Whether the consequences of a rule follow.
    func applies(_ id: RuleID, overriders: [RuleID]) -> Truth {
        all([holds(program.rules[id.index])] + overriders.map { holds(program.rules[$0.index]).negated })
    }

    /// One consequence of a rule: the subject alone, or with each element of its `for each`. Of a list without a value it
    /// is open whether anything follows, whatever its elements.
    func instances(of consequence: Consequence) -> [(member: Truth, locals: Locals)] {
        guard let each = consequence.forEach, case .list(let elementType) = each.list.type,
            let list = list(translate(each.list, [0: subject]))
        else { return [(.certain, [0: subject])] }
        var elements = list.elements.map { ($0.present, $0.value) }
        if list.hidden.exists != .no, list.hidden.mattersToAll {
            elements.append((list.hidden.exists, hiddenElement(of: each.list, type: elementType)))
        }
        var instances = elements.map { present, value -> (member: Truth, locals: Locals) in
            let locals: Locals = [0: subject, each.local: value]
            var member = Truth(present)
            if let condition = each.condition { member = both(member, truth(translate(condition, locals))) }
            return (both(Truth(list.known), member), locals)
        }
        if list.known != .yes {
            instances.append((Truth(yes: .no, no: list.known), [0: subject, each.local: empty(elementType)]))
        }
        return instances
    }

    /// Where a consequence that is satisfied by a condition is not yet satisfied.
    func unmet(_ consequence: Consequence, _ locals: Locals) -> Truth {
        consequence.until.map { truth(translate($0, locals)).negated } ?? .certain
    }
}
