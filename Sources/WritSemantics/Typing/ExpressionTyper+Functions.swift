import WritLanguage

extension ExpressionTyper {
    /// Places that a number can be rounded to.
    private static let places = 0...12

    /// What the language works out by name. The parser gives each function as many operands as it has.
    mutating func function(_ function: Function, _ operands: [ExpressionSyntax], _ span: Span) -> Expression {
        guard let operand = operands.first else { return error(span) }
        switch function {
        case .year, .month, .dayOfMonth: return of(operand, as: .date, function, .integer, span)
        case .weekday: return of(operand, as: .date, function, .weekday, span)
        case .date: return of(operand, as: .dateTime, function, .date, span)
        case .time: return of(operand, as: .dateTime, function, .timeOfDay, span)
        case .edge, .nearest: return of(operand, as: .date, function, .date, span)
        case .isWorkingDay, .isHoliday:
            countWorkingDays(span)
            return of(operand, as: .date, function, .boolean, span)
        case .wholes: return of(operand, as: .integer, function, .integer, span)
        case .rounded(let places, let rounding): return rounded(operand, places: places, rounding, span)
        case .floor: return wholeNumber(operand, function, .floor, span)
        case .ceiling: return wholeNumber(operand, function, .ceiling, span)
        case .textLength: return of(operand, as: .text, function, .integer, span)
        case .contains, .starts, .ends:
            let text = check(operand, as: .text)
            let part = operands.count > 1 ? check(operands[1], as: .text) : error(span)
            if text.type == .error || part.type == .error { return Expression(.error, type: .boolean, span: span) }
            return Expression(.function(function, [text, part]), type: .boolean, span: span)
        }
    }

    private mutating func of(
        _ operand: ExpressionSyntax, as type: ValueType, _ function: Function, _ result: ValueType, _ span: Span
    ) -> Expression {
        let operand = check(operand, as: type)
        if operand.type == .error { return error(span) }
        return Expression(.function(function, [operand]), type: result, span: span)
    }

    /// A decimal, an amount or a percentage; the places of a percentage are those that it is written with.
    private mutating func rounded(
        _ operand: ExpressionSyntax, places: Int, _ rounding: Rounding, _ span: Span
    ) -> Expression {
        guard Self.places.contains(places) else {
            report(TypeFact.roundedTooFar(most: Self.places.upperBound), at: span)
            return error(span)
        }
        guard let number = fraction(operand) else { return error(span) }
        let own = number.type == .percent ? places + 2 : places
        return Expression(.function(.rounded(places: own, rounding), [number]), type: number.type, span: span)
    }

    /// `floor of e`: a whole number; whole yuan of an amount, whole per cent of a percentage.
    private mutating func wholeNumber(
        _ operand: ExpressionSyntax, _ function: Function, _ rounding: Rounding, _ span: Span
    ) -> Expression {
        guard let number = fraction(operand) else { return error(span) }
        if number.type == .decimal { return Expression(.function(function, [number]), type: .integer, span: span) }
        let places = number.type == .percent ? 2 : 0
        return Expression(.function(.rounded(places: places, rounding), [number]), type: number.type, span: span)
    }

    /// A number that can have places after the point; otherwise that is reported.
    private mutating func fraction(_ operand: ExpressionSyntax) -> Expression? {
        let number = present(check(operand, expecting: .decimal))
        switch number.type {
        case .decimal, .money, .percent: return number
        case .integer: return widened(number, to: .decimal)
        case .error: return nil
        default:
            report(
                TypeFact.mismatch(expected: "Decimal", found: names.describe(number.type), hint: nil), at: number.span)
            return nil
        }
    }
}
