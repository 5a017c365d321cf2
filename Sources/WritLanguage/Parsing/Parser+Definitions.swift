/// Values that rules compute: definitions, amendments, decision tables.
extension Parser {
    mutating func definition(_ keyword: Keyword) -> DefinitionDeclaration {
        var head = head(keyword, "a definition", "定义")
        if !isPanicking { expect(.of) }
        let subject = isPanicking ? missingName() : name("a type", "类型")
        var type: TypeSyntax?
        if !isPanicking, keyword == .define || shape == .colon {
            expect(.colon)
            type = isPanicking ? nil : self.type()
        }
        if !isPanicking, head.title == nil { head.title = textIfPresent() }
        var provision = ProvisionSyntax()
        var seen: Seen = [:]
        var branches: [BranchSyntax] = []
        clauses(of: keyword, Self.provisionKeywords + [.is, .except]) { parser, clause in
            switch clause {
            case .is, .except: branches.append(parser.branch())
            case .basis where !branches.isEmpty:
                // On a line of its own below a branch it still belongs to the branch.
                parser.mark(.part)
                let last = branches.removeLast()
                let start = parser.current.start
                parser.advance(as: .basis)
                let basis = parser.basisBody(from: start)
                branches.append(
                    BranchSyntax(
                        isException: last.isException, value: last.value, condition: last.condition,
                        basis: last.basis + [basis], span: last.span.joined(to: basis.span)))
            default: parser.provision(clause, &provision, &seen)
            }
        }
        require(.is, of: keyword, head, when: branches.isEmpty)
        return DefinitionDeclaration(
            head: finished(head), isAmendment: keyword == .amend, subject: subject, type: type, provision: provision,
            branches: branches)
    }

    /// `judgement grade of Complaint : Grade "等级" by manager`
    mutating func judgement() -> JudgementDeclaration {
        var head = head(.judgement, "a judgement", "判断")
        if !isPanicking { expect(.of) }
        let subject = isPanicking ? missingName() : name("a type", "类型")
        var type: TypeSyntax?
        if !isPanicking, take(.colon) { type = self.type() }
        if !isPanicking, head.title == nil { head.title = textIfPresent() }
        if !isPanicking { expect(.by) }
        let role = isPanicking ? missingName() : name("a role", "岗位")
        var basis: [BasisSyntax] = []
        clauses(of: .judgement, [.basis]) { parser, _ in
            let start = parser.current.start
            parser.advance(as: .basis)
            basis.append(parser.basisBody(from: start))
        }
        return JudgementDeclaration(head: finished(head), subject: subject, type: type, role: role, basis: basis)
    }

    /// `is VALUE when CONDITION`, `except is …`
    private mutating func branch() -> BranchSyntax {
        let start = current.start
        let isException = take(.except)
        expect(.is)
        let value = isPanicking ? errorExpression() : branchValue()
        var condition = BranchSyntax.Guard.always
        if !isPanicking, word == .when {
            align(1)
            advance(as: .when)
            listContext.isInBranch = true
            condition = .when(expression())
            listContext.isInBranch = false
        } else if !isPanicking, word == .otherwise {
            advance(as: .otherwise)
            condition = .otherwise
        }
        return BranchSyntax(
            isException: isException, value: value, condition: condition, basis: [], span: span(from: start))
    }

    /// A value, `missing` for none, or `not stated`. A field of the name `missing` is reached in parentheses.
    private mutating func branchValue() -> ExpressionSyntax {
        if word == .not, peekWord() == .stated { return notStated() }
        guard word == .missing else { return expression() }
        let next = peek()
        let follows = next.shape == .word ? next.candidate : nil
        let endsValue =
            next.startsLine || next.shape == .end || follows?.startsDeclaration == true
            || [.when, .otherwise, .basis, .is, .except].contains(follows)
        guard endsValue else { return expression() }
        let start = current.start
        advance(as: .missing)
        return node(.absent, from: start)
    }

    // MARK: Decision tables

    mutating func table() -> TableDeclaration {
        var head = head(.table, "a table", "决策表")
        if !isPanicking { expect(.for) }
        let subject = isPanicking ? missingName() : name("a type", "类型")
        if !isPanicking, head.title == nil { head.title = textIfPresent() }
        var provision = ProvisionSyntax()
        var seen: Seen = [:]
        var policy = TableDeclaration.Policy.unique
        var columns: TableColumns?
        var rows: [TableDeclaration.Row] = []
        clauses(of: .table, Self.provisionKeywords + [.policy], own: { $0.shape == .bar || $0.shape == .tableRule }) {
            parser, clause in
            switch clause {
            case .policy:
                parser.once(.policy, &seen)
                parser.advance(as: .policy)
                switch parser.word {
                case .unique: parser.advance(as: .unique)
                case .first:
                    parser.advance(as: .first)
                    policy = .first
                case .collect:
                    parser.advance(as: .collect)
                    policy = .collect
                default: parser.fail(.oneOf(["unique", "first", "collect"]))
                }
            case .table:
                parser.mark(.row)
                if parser.shape == .tableRule {
                    parser.advance()
                } else if let columns {
                    if let row = parser.row(columns) { rows.append(row) }
                } else {
                    columns = parser.tableHead()
                }
            default: parser.provision(clause, &provision, &seen)
            }
        }
        return TableDeclaration(
            head: finished(head), subject: subject, provision: provision, policy: policy,
            inputs: columns?.inputs ?? [], outputs: columns?.outputs ?? [], rows: rows)
    }

    struct TableColumns {
        var inputs: [TableDeclaration.Input] = []
        var outputs: [TableDeclaration.Output] = []
        /// A mistake in the head; the rows are then not measured against it.
        var isBroken = false
    }

    private mutating func tableHead() -> TableColumns {
        var columns = TableColumns()
        advance()
        isInRow = true
        while !isPanicking {
            let start = current.start
            let expression = expression()
            columns.inputs.append(TableDeclaration.Input(expression: expression, span: span(from: start)))
            if isPanicking || take(.doubleBar) { break }
            if shape == .bar, peek().shape == .end { fail(.symbol("||")) } else { expect(.bar) }
        }
        while !isPanicking {
            let start = current.start
            let name = name("a value", "值")
            if isPanicking { break }
            if shape != .colon {
                report(.outputWithoutName, at: start..<previousEnd)
                isPanicking = true
                break
            }
            advance()
            let type = type()
            let title = isPanicking ? nil : textIfPresent()
            columns.outputs.append(
                TableDeclaration.Output(name: name, type: type, title: title, span: span(from: start)))
            if isPanicking { break }
            expect(.bar)
            if shape == .end { break }
        }
        columns.isBroken = isPanicking
        isInRow = false
        return columns
    }

    private mutating func row(_ columns: TableColumns) -> TableDeclaration.Row? {
        let start = current.start
        advance()
        isInRow = true
        defer { isInRow = false }
        var cells: [(cell: TableDeclaration.Cell, span: Span)] = []
        while !isPanicking {
            let cellStart = current.start
            let cell = cell()
            cells.append((cell, span(from: cellStart)))
            if isPanicking || take(.doubleBar) { break }
            if shape == .bar, peek().shape == .end { fail(.symbol("||")) } else { expect(.bar) }
        }
        var outputs: [ExpressionSyntax] = []
        while !isPanicking {
            outputs.append(output())
            if isPanicking { break }
            expect(.bar)
            if shape == .end || word == .basis { break }
        }
        if isPanicking { return nil }
        let width = previousEnd
        var basis: [BasisSyntax] = []
        while !isPanicking, word == .basis {
            let basisStart = current.start
            advance(as: .basis)
            basis.append(basisBody(from: basisStart))
        }
        if !isPanicking, shape != .end { reportUnexpected() }
        if isPanicking { return nil }
        if !columns.isBroken, cells.count != columns.inputs.count || outputs.count != columns.outputs.count {
            report(
                .rowWidth(
                    expected: columns.inputs.count + columns.outputs.count, found: cells.count + outputs.count),
                at: start..<width)
            return nil
        }
        return TableDeclaration.Row(cells: cells, outputs: outputs, basis: basis, span: span(from: start))
    }

    /// A value, `-` for none, or `not stated`.
    private mutating func output() -> ExpressionSyntax {
        let start = current.start
        if shape == .minus, peek().shape == .bar {
            advance()
            return node(.absent, from: start)
        }
        if word == .not, peekWord() == .stated { return notStated() }
        return sum()
    }

    private mutating func notStated() -> ExpressionSyntax {
        let start = current.start
        advance(as: .not)
        advance(as: .stated)
        return node(.notStated, from: start)
    }

    private mutating func cell() -> TableDeclaration.Cell {
        if shape == .minus, [.bar, .doubleBar].contains(peek().shape) {
            advance()
            return .any
        }
        if word == .not, peek().shape == .leftParen {
            advance(as: .not)
            let opening = current.start
            advance()
            let inner = plainCell(isLast: true)
            if !isPanicking { expectClosing(.rightParen, openedAt: opening) }
            return .not(inner)
        }
        return plainCell(isLast: false)
    }

    /// Comparisons, ranges and values with commas between them; `isLast` within `not( )`.
    private mutating func plainCell(isLast: Bool) -> TableDeclaration.Cell {
        var cells: [TableDeclaration.Cell] = []
        var values: [ExpressionSyntax] = []
        repeat {
            if let cell = boundedCell(isLast: isLast && cells.isEmpty && values.isEmpty) {
                cells.append(cell)
            } else {
                let outer = listContext
                listContext.isInList = true
                values.append(sum())
                listContext = outer
            }
        } while !isPanicking && take(.comma)
        if isPanicking { return .error }
        if !values.isEmpty { cells.append(.values(values)) }
        return cells.count == 1 ? cells[0] : .either(cells)
    }

    /// A comparison or a range, where one begins.
    private mutating func boundedCell(isLast: Bool) -> TableDeclaration.Cell? {
        if let operation = comparisonOperator() {
            advance()
            let bound = sum()
            return isPanicking ? .error : .comparison(operation, bound)
        }
        guard shape == .leftBracket || (shape == .leftParen && !isLast) else { return nil }
        let range = range()
        return isPanicking ? .error : .range(range)
    }
}
