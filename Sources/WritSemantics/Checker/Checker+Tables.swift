import WritLanguage

extension Checker {
    mutating func checkTables() {
        var outputs: [[DefinitionID]] = Array(repeating: [], count: collected.tables.count)
        for (index, head) in definitionHeads.enumerated() {
            if case .table(let table, _) = head.origin { outputs[table].append(DefinitionID(index)) }
        }
        for (index, declaration) in collected.tables.enumerated() {
            guard let subject = names.recordIDs[declaration.subject.text] else { continue }
            var typer = typer(subject)
            let provision = provision(declaration.provision)
            let inputs = declaration.inputs.map { typer.check($0.expression) }
            let types = declaration.outputs.map { output -> ValueType in
                guard let id = definitionNames[subject.index][output.name.text] else { return .error }
                let type = definitionHeads[id.index].type
                guard declaration.policy == .collect, case .list(let element) = type else { return type }
                return element
            }
            var rows: [DecisionTable.Row] = []
            for row in declaration.rows {
                let found = row.cells.count + row.outputs.count
                if row.cells.count != inputs.count || row.outputs.count != types.count {
                    report(
                        DeclarationFact.tableArity(expected: inputs.count + types.count, found: found), at: row.span)
                    continue
                }
                let cells = zip(row.cells, inputs).map { cell, input in
                    self.cell(cell.cell, input.type.bare, &typer)
                }
                let values = row.outputs.indices.map { number in
                    let type = types[number]
                    typer.unstated = unstatedParameter(declaration.outputs[number].name.text, of: subject)
                    return typer.assigned(inUnit(row.outputs[number], of: type.bare), to: type)
                }
                rows.append(
                    DecisionTable.Row(
                        cells: cells, outputs: values, citations: citations(row.basis), span: row.span))
            }
            for output in outputs[index] { dependencies[output.index] = typer.used }
            finish(typer)
            tables.append(
                DecisionTable(
                    identity: identity(declaration.head), subject: subject, provision: provision,
                    policy: declaration.policy, inputs: inputs, outputs: outputs[index], rows: rows,
                    localCount: typer.localCount))
        }
        for (index, definition) in definitions.enumerated() {
            guard case .table(let table, let output) = definition.origin, tables.indices.contains(table.index) else {
                continue
            }
            definitions[index] = Definition(
                identity: definition.identity, subject: definition.subject, type: definition.type,
                origin: .table(table, output: output), localCount: tables[table.index].localCount)
        }
    }

    /// A bare number in a column of money or of lengths of time is in the unit of the column.
    private func inUnit(_ syntax: ExpressionSyntax, of type: ValueType) -> ExpressionSyntax {
        guard case .number(let digits) = syntax.kind else { return syntax }
        switch type {
        case .money: return ExpressionSyntax(kind: .money(digits, mark: names.currency.code), span: syntax.span)
        case .duration(let unit): return ExpressionSyntax(kind: .duration(syntax, unit, times: 1), span: syntax.span)
        default: return syntax
        }
    }

    private mutating func cell(
        _ cell: TableDeclaration.Cell, _ type: ValueType, _ typer: inout ExpressionTyper
    ) -> DecisionTable.Cell {
        switch cell {
        case .any, .error: return .any
        case .not(let inner): return .not(self.cell(inner, type, &typer))
        case .either(let cells):
            var parts: [DecisionTable.Cell] = []
            for cell in cells { parts.append(self.cell(cell, type, &typer)) }
            return .either(parts)
        case .values(let values):
            if let first = values.first, type != .error, !names.isComparable(type) {
                typer.report(TypeFact.notComparable(type: names.describe(type)), at: first.span)
                return .any
            }
            let constants = values.compactMap { constant($0, type, &typer) }
            return constants.count == values.count ? .values(constants) : .any
        case .comparison(let operation, let bound):
            switch operation {
            case .equal: return self.cell(.values([bound]), type, &typer)
            case .notEqual: return .not(self.cell(.values([bound]), type, &typer))
            default: break
            }
            guard let value = orderedConstant(bound, type, &typer) else { return .any }
            switch operation {
            case .less: return .range(lower: nil, upper: value, includesLower: false, includesUpper: false)
            case .lessOrEqual: return .range(lower: nil, upper: value, includesLower: false, includesUpper: true)
            case .greater: return .range(lower: value, upper: nil, includesLower: false, includesUpper: false)
            case .greaterOrEqual: return .range(lower: value, upper: nil, includesLower: true, includesUpper: false)
            default: return .any
            }
        case .range(let range):
            let lower = range.lower.map { orderedConstant($0, type, &typer) }
            let upper = range.upper.map { orderedConstant($0, type, &typer) }
            if case .some(nil) = lower { return .any }
            if case .some(nil) = upper { return .any }
            return .range(
                lower: lower ?? nil, upper: upper ?? nil, includesLower: range.includesLower,
                includesUpper: range.includesUpper)
        }
    }

    private func orderedConstant(
        _ syntax: ExpressionSyntax, _ type: ValueType, _ typer: inout ExpressionTyper
    ) -> Value? {
        if type != .error, !names.isOrdered(type) {
            typer.reportNotOrdered(Expression(.error, type: type, span: syntax.span))
            return nil
        }
        return constant(syntax, type, &typer)
    }

    private func constant(_ syntax: ExpressionSyntax, _ type: ValueType, _ typer: inout ExpressionTyper) -> Value? {
        let expression = typer.check(inUnit(syntax, of: type), as: type)
        if expression.type == .error { return nil }
        guard let value = expression.constantValue else {
            typer.report(TypeFact.notConstant, at: syntax.span)
            return nil
        }
        return value
    }
}
