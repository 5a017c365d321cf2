package import WritLanguage

extension Decimal {
    /// Rounded to at most so many places after the point.
    package func rounded(places: Int, _ rounding: Rounding) -> Decimal {
        let places = max(0, places)
        guard Int(scale) > places else { return self }
        let unit = Decimal.power(Int(scale) - places)
        let (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: unit)
        if remainder == 0 { return self }
        let fromMiddle = remainder.magnitude.multipliedReportingOverflow(by: 2).partialValue
        let isFurther =
            switch rounding {
            case .up: true
            case .down: false
            case .ceiling: coefficient > 0
            case .floor: coefficient < 0
            case .halfUp: fromMiddle >= unit.magnitude
            case .halfEven: fromMiddle > unit.magnitude || (fromMiddle == unit.magnitude && quotient % 2 != 0)
            }
        let rounded = isFurther ? quotient + (coefficient < 0 ? -1 : 1) : quotient
        return Decimal(coefficient: rounded, scale: places) ?? self
    }
}
