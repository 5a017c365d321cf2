import WritLanguage

extension ExpressionTyper {
    /// A chain of `and` (or of `or`), of any length: each part is read knowing that those before it are true (false).
    mutating func junction(_ syntax: ExpressionSyntax) -> Expression {
        guard case .binary(let operation, _, _) = syntax.kind else { return error(syntax.span) }
        var parts: [ExpressionSyntax] = []
        var spans: [Span] = []
        var rest = syntax
        while case .binary(operation, let left, let right) = rest.kind {
            parts.append(right)
            spans.append(rest.span)
            rest = left
        }
        let outer = known
        var result = condition(rest)
        for (part, span) in zip(parts.reversed(), spans.reversed()) {
            // The narrowing of what came before, one part at a time.
            let last = lastOperand(of: result, operation)
            let facts = Narrowing(last)
            known.formUnion(operation == .and ? facts.whenTrue : facts.whenFalse)
            let next = condition(part)
            result = Expression(
                operation == .and ? .and(result, next) : .or(result, next), type: .boolean, span: span)
        }
        known = outer
        return result
    }

    private func lastOperand(of expression: Expression, _ operation: BinaryOperator) -> Expression {
        switch (expression.kind, operation) {
        case (.and(_, let last), .and), (.or(_, let last), .or): last
        default: expression
        }
    }

    mutating func presence(
        _ operand: ExpressionSyntax, _ span: Span, _ make: (Expression) -> Expression.Kind
    ) -> Expression {
        let operand = check(operand, narrows: false)
        if operand.type == .error { return Expression(make(operand), type: .boolean, span: span) }
        guard operand.type.isOptional else {
            reportNeverMissing(operand)
            return error(span)
        }
        return Expression(make(operand), type: .boolean, span: span)
    }

    private mutating func reportNeverMissing(_ operand: Expression) {
        if case .field(let base, let part) = operand.kind, part == Judgement.Part.decision.rawValue,
            case .record(let id) = base.type, names.records[id.index].isJudgement
        {
            return report(TypeFact.judgementNeverMissing, at: operand.span)
        }
        report(
            TypeFact.neverMissing(what: spelling(of: operand), type: names.describe(operand.type)), at: operand.span)
    }

    mutating func orElse(
        _ first: ExpressionSyntax, _ second: ExpressionSyntax, _ expected: ValueType?, _ span: Span
    ) -> Expression {
        let first = check(first, expecting: expected?.madeOptional, narrows: false)
        guard case .optional(let inner) = first.type else {
            if first.type != .error { reportNeverMissing(first) }
            _ = check(second, expecting: expected)
            return error(span)
        }
        let second = check(second, expecting: inner)
        if second.type == .error { return error(span) }
        guard let type = joined(inner, second.type) else {
            _ = coerced(second, to: inner)
            return error(span)
        }
        let fallback = coerced(second, to: type)
        return Expression(.orElse(coerced(first, to: type.madeOptional), fallback), type: type, span: span)
    }

    mutating func conditional(
        if test: ExpressionSyntax, then: ExpressionSyntax, otherwise: ExpressionSyntax, expected: ValueType?,
        span: Span
    ) -> Expression {
        let test = condition(test)
        let facts = Narrowing(test)
        let then = knowing(facts.whenTrue) { $0.check(then, expecting: expected) }
        let hint = expected ?? (then.type == .error ? nil : then.type)
        let otherwise = knowing(facts.whenFalse) { $0.check(otherwise, expecting: hint) }
        guard let type = joined(then.type, otherwise.type) else {
            _ = coerced(otherwise, to: then.type)
            return error(span)
        }
        if type.isOptional, let expected, !expected.isOptional {
            // Only one of the two may be what is missing; it is told where it stands.
            let (first, second) = (present(then), present(otherwise))
            return error(first.span.joined(to: second.span))
        }
        return Expression(
            .conditional(test, coerced(then, to: type), coerced(otherwise, to: type)), type: type, span: span)
    }

    mutating func inSet(_ operand: ExpressionSyntax, _ values: [ExpressionSyntax], _ span: Span) -> Expression {
        let operand = present(check(operand))
        if operand.type != .error, !names.isComparable(operand.type) {
            report(TypeFact.notComparable(type: names.describe(operand.type)), at: operand.span)
            return error(span)
        }
        let values = values.map { check($0, expecting: operand.type) }
        let type = widest(operand, values)
        return Expression(
            .inSet(coerced(operand, to: type), values.map { coerced($0, to: type) }), type: .boolean, span: span)
    }

    /// The type of the operand, or Decimal where a whole number stands beside decimals.
    private func widest(_ operand: Expression, _ others: [Expression]) -> ValueType {
        operand.type == .integer && others.contains { $0.type == .decimal } ? .decimal : operand.type
    }

    mutating func inRange(_ operand: ExpressionSyntax, _ range: RangeSyntax, _ span: Span) -> Expression {
        let operand = present(check(operand))
        if operand.type != .error, !names.isOrdered(operand.type) {
            reportNotOrdered(operand)
            return error(span)
        }
        let lower = range.lower.map { check($0, expecting: operand.type) }
        let upper = range.upper.map { check($0, expecting: operand.type) }
        let type = widest(operand, [lower, upper].compactMap(\.self))
        return Expression(
            .inRange(
                coerced(operand, to: type), lower: lower.map { coerced($0, to: type) },
                upper: upper.map { coerced($0, to: type) }, includesLower: range.includesLower,
                includesUpper: range.includesUpper), type: .boolean, span: span)
    }

    /// The expression, where it cannot be missing; otherwise that is reported.
    mutating func present(_ expression: Expression) -> Expression {
        guard case .optional(let inner) = expression.type else { return expression }
        reportUntested(expression, inner)
        return error(expression.span)
    }
}
