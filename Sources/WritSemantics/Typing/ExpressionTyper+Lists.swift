import WritLanguage

extension ExpressionTyper {
    /// An expression that must be a list.
    mutating func list(_ syntax: ExpressionSyntax, expecting expected: ValueType? = nil) -> Expression {
        let expression = check(syntax, expecting: expected)
        switch expression.type {
        case .list, .error: return expression
        case .optional(.list(let element)): reportUntested(expression, .list(element))
        default: report(TypeFact.notList(found: names.describe(expression.type)), at: syntax.span)
        }
        return error(syntax.span)
    }

    /// What the elements of a list expression are.
    func elementType(of list: Expression) -> ValueType {
        if case .list(let type) = list.type { return type }
        return .error
    }

    mutating func quantified(
        _ variable: Name, _ list: ExpressionSyntax, _ body: ExpressionSyntax, isSome: Bool, _ span: Span
    ) -> Expression {
        let list = self.list(list)
        let local = newLocal()
        let scope = Scope.variable(name: variable.text, local: local, elementType(of: list))
        let body = within(scope) { typer in
            typer.knowing(Narrowing.elements(of: list, as: local)) { $0.condition(body) }
        }
        let kind: Expression.Kind =
            isSome ? .some(local: local, in: list, body) : .every(local: local, in: list, body)
        return Expression(kind, type: .boolean, span: span)
    }

    /// `xs where c`: the fields of the element are names in `c`.
    mutating func filter(
        _ list: ExpressionSyntax, _ condition: ExpressionSyntax, _ expected: ValueType?, _ span: Span
    ) -> Expression {
        let list = self.list(list, expecting: expected)
        let local = newLocal()
        let condition = ofElement(list, local) { $0.condition(condition) }
        if list.type == .error { return error(span) }
        return Expression(.filter(local: local, in: list, condition), type: list.type, span: span)
    }

    mutating func group(_ list: ExpressionSyntax, by key: ExpressionSyntax, _ span: Span) -> Expression {
        let list = self.list(list)
        let local = newLocal()
        let key = ofElement(list, local) { $0.check(key) }
        guard case .list(let element) = list.type, key.type != .error else { return error(span) }
        if case .optional(let inner) = key.type {
            reportUntested(key, inner)
            return error(span)
        }
        guard names.isComparable(key.type) else {
            report(TypeFact.notComparable(type: names.describe(key.type)), at: key.span)
            return error(span)
        }
        return Expression(
            .group(local: local, in: list, key: key), type: .list(.group(key: key.type, element: element)), span: span)
    }

    /// `xs sorted by e`
    mutating func sorted(
        _ list: ExpressionSyntax, by key: ExpressionSyntax, _ expected: ValueType?, _ span: Span
    ) -> Expression {
        let list = self.list(list, expecting: expected)
        let local = newLocal()
        let key = ofElement(list, local) { typer in typer.present(typer.check(key)) }
        if list.type == .error || key.type == .error { return error(span) }
        guard names.isOrdered(key.type) else {
            reportNotOrdered(key)
            return error(span)
        }
        return Expression(.sorted(local: local, in: list, key: key), type: list.type, span: span)
    }

    /// `next of x in xs`, of a record of the list.
    mutating func neighbour(
        of element: ExpressionSyntax, in list: ExpressionSyntax, _ isNext: Bool, _ span: Span
    ) -> Expression {
        let list = self.list(list)
        let type = elementType(of: list)
        let element = check(element, as: type)
        if list.type == .error || element.type == .error { return error(span) }
        guard case .record = type else {
            report(TypeFact.notRecordList(found: names.describe(list.type)), at: list.span)
            return error(span)
        }
        return Expression(.neighbour(isNext: isNext, element, in: list), type: .optional(type), span: span)
    }

    /// `x in xs`: some element of the list is equal to it.
    mutating func inList(_ operand: ExpressionSyntax, _ list: ExpressionSyntax, _ span: Span) -> Expression {
        let list = self.list(list)
        let type = elementType(of: list)
        let value = present(check(operand, expecting: type == .error ? nil : type))
        let failed = Expression(.error, type: .boolean, span: span)
        if list.type == .error || value.type == .error || type == .error { return failed }
        guard let joined = joined(value.type, type) else {
            _ = coerced(value, to: type)
            return failed
        }
        guard names.isComparable(joined) else {
            report(TypeFact.notComparable(type: names.describe(joined)), at: list.span)
            return failed
        }
        let local = newLocal()
        let element = Expression(.local(local), type: type, span: list.span)
        let same = Expression(
            .compare(.equal, coerced(value, to: joined), coerced(element, to: joined)), type: .boolean, span: span)
        return Expression(.some(local: local, in: list, same), type: .boolean, span: span)
    }

    /// Runs `body` with the members of a list's elements as names.
    private mutating func ofElement<Result>(
        _ list: Expression, _ local: Int, _ body: (inout ExpressionTyper) -> Result
    ) -> Result {
        let facts = Narrowing.elements(of: list, as: local)
        if case .record(let record) = elementType(of: list) {
            return within(.record(local: local, record)) { $0.knowing(facts, body) }
        }
        return knowing(facts, body)
    }

    mutating func summary(
        _ kind: ListSummary, of body: ExpressionSyntax?, variable: Name?, in list: ExpressionSyntax,
        expected: ValueType?, span: Span
    ) -> Expression {
        let list = self.list(list)
        let local = newLocal()
        var value = Expression(.local(local), type: elementType(of: list), span: list.span)
        var typedBody: Expression?
        if let body {
            let facts = Narrowing.elements(of: list, as: local)
            if let variable {
                value = within(.variable(name: variable.text, local: local, value.type)) { typer in
                    typer.knowing(facts) { $0.check(body, expecting: expected?.bare) }
                }
            } else {
                value = ofElement(list, local) { $0.check(body, expecting: expected?.bare) }
            }
            typedBody = value
        }
        if value.type == .error || list.type == .error { return error(span) }
        switch kind {
        case .first, .last:
            return Expression(
                .summary(kind, body: typedBody, local: local, in: list), type: value.type.madeOptional, span: span)
        case .min, .max, .sum:
            if case .optional(let inner) = value.type {
                reportUntested(value, inner)
                return error(span)
            }
            if kind == .sum {
                guard isSummable(value.type) else {
                    report(TypeFact.notSummable(type: names.describe(value.type)), at: value.span)
                    return error(span)
                }
                return Expression(
                    .summary(kind, body: typedBody, local: local, in: list), type: value.type, span: span)
            }
            guard names.isOrdered(value.type) else {
                reportNotOrdered(value)
                return error(span)
            }
            // The least of values that are written out is always there.
            let type = isWrittenOut(list) ? value.type : .optional(value.type)
            return Expression(.summary(kind, body: typedBody, local: local, in: list), type: type, span: span)
        }
    }

    /// `[a, b]`
    private func isWrittenOut(_ list: Expression) -> Bool {
        if case .list(let elements) = list.kind { !elements.isEmpty } else { false }
    }

    private func isSummable(_ type: ValueType) -> Bool {
        switch type {
        case .integer, .decimal, .money, .percent, .duration: true
        default: false
        }
    }

    mutating func reportNotOrdered(_ expression: Expression) {
        var isEnum = false
        if case .enumeration = expression.type { isEnum = true }
        report(
            TypeFact.notOrdered(type: names.describe(expression.type), isUnorderedEnum: isEnum), at: expression.span)
    }
}
