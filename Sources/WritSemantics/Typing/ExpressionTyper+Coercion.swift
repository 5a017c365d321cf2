import WritLanguage

extension ValueType {
    /// Without `?`.
    var bare: ValueType {
        if case .optional(let type) = self { return type }
        return self
    }

    var isOptional: Bool {
        if case .optional = self { return true }
        return false
    }

    /// With `?`, once.
    var madeOptional: ValueType { isOptional || self == .error ? self : .optional(self) }
}

extension ExpressionTyper {
    /// The expression as a value of a type: a whole number may become a decimal and a value an optional one; nothing
    /// else is converted.
    mutating func coerced(_ expression: Expression, to type: ValueType) -> Expression {
        if expression.type == type || type == .error || expression.type == .error { return expression }
        if let result = widened(expression, to: type) { return result }
        switch expression.type {
        case .optional(let inner) where inner == type || widened(placeholder(inner, expression.span), to: type) != nil:
            reportUntested(expression, inner)
        default:
            report(
                TypeFact.mismatch(
                    expected: names.describe(type), found: names.describe(expression.type),
                    hint: hint(expected: type, found: expression.type)), at: expression.span)
        }
        return error(expression.span)
    }

    private func placeholder(_ type: ValueType, _ span: Span) -> Expression {
        Expression(.error, type: type, span: span)
    }

    /// `nil` where the types do not agree.
    func widened(_ expression: Expression, to type: ValueType) -> Expression? {
        if expression.type == type { return expression }
        switch (expression.type, type) {
        case (.integer, .decimal):
            if case .constant(.integer(let number)) = expression.kind {
                return Expression(.constant(.decimal(Decimal(number))), type: .decimal, span: expression.span)
            }
            return Expression(.widened(expression), type: .decimal, span: expression.span)
        case (.integer, .duration(let unit)):
            // `days from a to b` is a number until something asks for a length of time.
            if case .between(unit, _, _) = expression.kind {
                return Expression(expression.kind, type: type, span: expression.span)
            }
            return nil
        case (.optional(.integer), .optional(.decimal)):
            return Expression(.widened(expression), type: type, span: expression.span)
        case (.optional, .optional): return nil
        case (_, .optional(let inner)):
            return widened(expression, to: inner).map { Expression(.widened($0), type: type, span: expression.span) }
        case (.list(.error), .list):
            return Expression(expression.kind, type: type, span: expression.span)
        default: return nil
        }
    }

    /// The type that both can become.
    func joined(_ a: ValueType, _ b: ValueType) -> ValueType? {
        if a == b || b == .error { return a }
        if a == .error { return b }
        switch (a, b) {
        case (.integer, .decimal), (.decimal, .integer): return .decimal
        case (.optional(let x), .optional(let y)), (.optional(let x), let y), (let x, .optional(let y)):
            return joined(x, y).map(\.madeOptional)
        default: return nil
        }
    }

    /// Rounds money to the fen, as it is assigned. What has been assigned before is exact already.
    func rounded(_ expression: Expression) -> Expression {
        guard expression.type.bare == .money else { return expression }
        switch expression.kind {
        case .constant(.decimal(let amount)):
            return Expression(
                .constant(.decimal(amount.roundedHalfUp(places: 2))), type: expression.type, span: expression.span)
        case .constant, .definition, .parameter, .rounded: return expression
        case .widened(let inner):
            return Expression(.widened(rounded(inner)), type: expression.type, span: expression.span)
        default: return Expression(.rounded(expression), type: expression.type, span: expression.span)
        }
    }

    mutating func reportUntested(_ expression: Expression, _ type: ValueType) {
        report(
            TypeFact.untested(what: spelling(of: expression), type: names.describe(type)), at: expression.span)
    }

    func hint(expected: ValueType, found: ValueType) -> TypeFact.Hint? {
        switch (expected.bare, found.bare) {
        case (.money, .integer), (.money, .decimal): .writeMoney(names.currency)
        case (.percent, .integer), (.percent, .decimal): .writePercent
        case (.duration(let unit), .integer): .writeDuration(unit)
        case (.duration, .duration): .convertUnit
        case (.date, .duration): .useAfter
        case (.integer, .duration), (.decimal, .duration): .useDaysFrom
        default: nil
        }
    }
}

extension Expression {
    /// The value of a constant expression.
    package var constantValue: Value? {
        switch kind {
        case .constant(let value): return value
        case .widened(let inner), .rounded(let inner): return inner.constantValue
        default: return nil
        }
    }
}
