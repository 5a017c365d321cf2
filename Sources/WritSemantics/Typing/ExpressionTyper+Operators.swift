import WritLanguage

extension ExpressionTyper {
    mutating func negated(_ operand: ExpressionSyntax, _ expected: ValueType?, _ span: Span) -> Expression {
        let operand = present(check(operand, expecting: expected))
        switch operand.kind {
        case .constant(.integer(let number)) where number != .min:
            return Expression(.constant(.integer(-number)), type: operand.type, span: span)
        case .constant(.duration(let number, let unit)) where number != .min:
            return Expression(.constant(.duration(-number, unit)), type: operand.type, span: span)
        case .constant(.decimal(let number)):
            return Expression(.constant(.decimal(-number)), type: operand.type, span: span)
        default: break
        }
        switch operand.type {
        case .integer, .decimal, .money, .percent, .duration:
            return Expression(.negate(operand), type: operand.type, span: span)
        case .error: return error(span)
        default:
            report(
                TypeFact.mismatch(expected: "Decimal", found: names.describe(operand.type), hint: nil), at: operand.span
            )
            return error(span)
        }
    }

    mutating func binary(
        _ operation: BinaryOperator, _ left: ExpressionSyntax, _ right: ExpressionSyntax, expected: ValueType?,
        span: Span
    ) -> Expression {
        let (left, right) = pair(left, right)
        // Both are told before anything else is said of the two together.
        let (a, b) = (present(left), present(right))
        if a.type == .error || b.type == .error {
            return Comparison(rawValue: operation.rawValue) == nil
                ? error(span) : Expression(.error, type: .boolean, span: span)
        }
        if let comparison = Comparison(rawValue: operation.rawValue) { return compared(comparison, a, b, span) }
        guard let arithmetic = Arithmetic(rawValue: operation.rawValue) else { return error(span) }
        return calculated(arithmetic, a, b, span)
    }

    /// Two operands, each of which may tell what a bare name on the other side means.
    private mutating func pair(_ left: ExpressionSyntax, _ right: ExpressionSyntax) -> (Expression, Expression) {
        if isBareValue(left), !isBareValue(right) {
            let second = check(right)
            let first = check(left, expecting: second.type == .error ? nil : second.type.bare)
            return (first, second)
        }
        let first = check(left)
        let second = check(right, expecting: first.type == .error ? nil : first.type.bare)
        return (first, second)
    }

    private func isBareValue(_ syntax: ExpressionSyntax) -> Bool {
        if case .name(let name) = syntax.kind { return !isInScope(name) }
        return false
    }

    private mutating func compared(_ comparison: Comparison, _ a: Expression, _ b: Expression, _ span: Span)
        -> Expression
    {
        let result = Expression(.error, type: .boolean, span: span)
        let type = joined(a.type, b.type) ?? joinedAsDuration(a, b)
        guard let type, let left = widened(a, to: type), let right = widened(b, to: type) else {
            // The mistake is mostly in what the other side is compared with.
            report(
                TypeFact.mismatch(
                    expected: names.describe(a.type), found: names.describe(b.type),
                    hint: hint(expected: a.type, found: b.type) ?? hint(expected: b.type, found: a.type)), at: b.span)
            return result
        }
        if !names.isComparable(type) {
            report(TypeFact.notComparable(type: names.describe(type)), at: a.span)
            return result
        }
        if comparison != .equal, comparison != .notEqual, !names.isOrdered(type) {
            reportNotOrdered(a)
            return result
        }
        if let path = ValuePath(left), path == ValuePath(right) {
            report(TypeFact.sameOnBothSides(what: spelling(of: left) ?? ""), at: span, .warning)
        }
        return Expression(.compare(comparison, left, right), type: .boolean, span: span)
    }

    /// `days from a to b` beside a length of time is one, too.
    private func joinedAsDuration(_ a: Expression, _ b: Expression) -> ValueType? {
        if case .duration = a.type, widened(b, to: a.type) != nil { return a.type }
        if case .duration = b.type, widened(a, to: b.type) != nil { return b.type }
        return nil
    }

    private mutating func calculated(_ operation: Arithmetic, _ a: Expression, _ b: Expression, _ span: Span)
        -> Expression
    {
        if let moved = moved(operation, a, b, span) { return moved }
        var (left, right) = (a, b)
        if operation == .add || operation == .subtract, let type = joinedAsDuration(a, b) {
            left = widened(a, to: type) ?? a
            right = widened(b, to: type) ?? b
        }
        guard let type = ExpressionTyper.result(of: operation, left.type, right.type) else {
            report(
                TypeFact.operands(
                    operation: operation.rawValue, left: names.describe(a.type), right: names.describe(b.type),
                    hint: arithmeticHint(operation, a.type, b.type)), at: span)
            return error(span)
        }
        // Whole numbers among decimals become decimals, so that every later stage reckons with one kind.
        if type != .integer, !isDuration(type) {
            left = widened(left, to: .decimal) ?? left
            right = widened(right, to: .decimal) ?? right
        }
        return Expression(.arithmetic(operation, left, right), type: type, span: span)
    }

    private func isDuration(_ type: ValueType) -> Bool {
        if case .duration = type { return true }
        return false
    }

    /// Dates and lengths of time: `d + 7 days` is `7 days after d`, `b - a` is `days from a to b`.
    private mutating func moved(_ operation: Arithmetic, _ a: Expression, _ b: Expression, _ span: Span) -> Expression?
    {
        switch (operation, a.type, b.type) {
        case (.add, .date, .duration), (.subtract, .date, .duration), (.add, .dateTime, .duration),
            (.subtract, .dateTime, .duration):
            return shifted(b, a, isAfter: operation == .add, span)
        case (.add, .duration, .date), (.add, .duration, .dateTime):
            return shifted(a, b, isAfter: true, span)
        case (.subtract, .date, .date): return Expression(.between(.days, b, a), type: .integer, span: span)
        case (.subtract, .dateTime, .dateTime): return Expression(.between(.hours, b, a), type: .integer, span: span)
        default: return nil
        }
    }

    /// The type of a sum, a difference, a product or a quotient; `nil` where there is none.
    private static func result(of operation: Arithmetic, _ a: ValueType, _ b: ValueType) -> ValueType? {
        func isNumber(_ type: ValueType) -> Bool { type == .integer || type == .decimal }
        switch operation {
        case .add, .subtract:
            if isNumber(a), isNumber(b) { return a == b ? a : .decimal }
            switch (a, b) {
            case (.money, .money), (.percent, .percent): return a
            case (.duration, .duration): return a == b ? a : nil
            default: return nil
            }
        case .multiply:
            if isNumber(a), isNumber(b) { return a == b ? a : .decimal }
            switch (a, b) {
            case (.money, .integer), (.money, .decimal), (.money, .percent): return .money
            case (.integer, .money), (.decimal, .money), (.percent, .money): return .money
            case (.percent, .percent), (.percent, .integer), (.integer, .percent): return .percent
            case (.percent, .decimal), (.decimal, .percent): return .percent
            case (.duration, .integer): return a
            case (.integer, .duration): return b
            default: return nil
            }
        case .divide:
            if isNumber(a), isNumber(b) { return .decimal }
            switch (a, b) {
            case (.money, .money), (.percent, .percent): return .decimal
            case (.money, .integer), (.money, .decimal), (.money, .percent): return .money
            case (.percent, .integer), (.percent, .decimal): return .percent
            case (.integer, .percent), (.decimal, .percent): return .decimal
            default: return nil
            }
        }
    }

    private func arithmeticHint(_ operation: Arithmetic, _ a: ValueType, _ b: ValueType) -> TypeFact.Hint? {
        switch operation {
        case .multiply, .divide: isDuration(a) || isDuration(b) ? .useDaysFrom : nil
        case .add, .subtract:
            if a == .date || b == .date {
                .useAfter
            } else {
                hint(expected: a, found: b) ?? hint(expected: b, found: a)
            }
        }
    }

    // MARK: dates

    mutating func shift(
        _ duration: ExpressionSyntax, _ date: ExpressionSyntax, isAfter: Bool, _ span: Span
    ) -> Expression {
        let length = present(check(duration))
        let date = present(check(date))
        switch length.type {
        case .duration, .error: break
        default:
            // `born before 2009-01-01` is meant as a comparison.
            let isDay = (length.type == .date || length.type == .dateTime) && length.type == date.type
            let comparison = isDay ? (isAfter ? ">" : "<") : nil
            report(TypeFact.notDuration(found: names.describe(length.type), comparison: comparison), at: length.span)
            return error(span)
        }
        if date.type != .error, date.type != .date, date.type != .dateTime {
            report(
                TypeFact.mismatch(expected: "Date", found: names.describe(date.type), hint: nil), at: date.span)
            return error(span)
        }
        if length.type == .error || date.type == .error { return error(span) }
        return shifted(length, date, isAfter: isAfter, span)
    }

    private mutating func shifted(_ length: Expression, _ date: Expression, isAfter: Bool, _ span: Span) -> Expression {
        if length.type == .duration(.hours), date.type == .date {
            report(TypeFact.mismatch(expected: "DateTime", found: "Date", hint: nil), at: date.span)
            return error(span)
        }
        if length.type == .duration(.workingDays) { countWorkingDays(span) }
        return Expression(.shift(duration: length, date: date, isAfter: isAfter), type: date.type, span: span)
    }

    mutating func between(
        _ unit: DurationUnit, _ from: ExpressionSyntax, _ to: ExpressionSyntax, _ span: Span
    ) -> Expression {
        if unit == .workingDays { countWorkingDays(span) }
        let type: ValueType = unit == .hours ? .dateTime : .date
        let from = check(from, as: type)
        let to = check(to, as: type)
        if from.type == .error || to.type == .error { return error(span) }
        return Expression(.between(unit, from, to), type: .integer, span: span)
    }
}
