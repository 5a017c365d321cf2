/// An exact decimal number: `coefficient` × 10^-`scale`, always in lowest terms, so that equal numbers are equal values.
///
/// The magnitude of the coefficient is at most `Int128.max`, so that a number always has a negative. What does not
/// fit is `nil` and never a wrong number.
public struct Decimal: Hashable, Sendable, Comparable {
    /// The digits. They are stored as two words: an `Int128` would make every value that can hold a number half again as
    /// large.
    @inlinable
    public var coefficient: Int128 { Int128(truncatingIfNeeded: high) << 64 | Int128(truncatingIfNeeded: low) }
    @usableFromInline let low: UInt64
    @usableFromInline let high: Int64
    /// 0…18.
    public let scale: UInt8

    package static let maximumScale = 18
    package static let zero = Decimal(0)
    package static let one = Decimal(1)

    /// A whole number.
    @inlinable
    public init(_ integer: Int64) {
        low = UInt64(bitPattern: integer)
        high = integer >> 63
        scale = 0
    }

    /// Parts that are already in lowest terms and in range.
    @inlinable
    public init(normal coefficient: Int128, _ scale: UInt8) {
        low = UInt64(truncatingIfNeeded: coefficient)
        high = Int64(truncatingIfNeeded: coefficient >> 64)
        self.scale = scale
    }

    /// `coefficient` × 10^-`scale`, brought to lowest terms; `nil` where that is out of range.
    package init?(coefficient: Int128, scale: Int) {
        guard scale >= 0, scale <= 38, coefficient != Int128.min else { return nil }
        var left = coefficient
        var places = scale
        if coefficient == 0 {
            places = 0
        } else if let small = Int64(exactly: coefficient) {
            var small = small
            while places > 0 {
                let (quotient, remainder) = small.quotientAndRemainder(dividingBy: 10)
                guard remainder == 0 else { break }
                small = quotient
                places -= 1
            }
            left = Int128(small)
        } else {
            while places > 0 {
                let (quotient, remainder) = left.quotientAndRemainder(dividingBy: 10)
                guard remainder == 0 else { break }
                left = quotient
                places -= 1
            }
        }
        guard places <= Decimal.maximumScale else { return nil }
        self.init(normal: left, UInt8(truncatingIfNeeded: places))
    }

    /// The number as an `Int64`, where it is whole and fits.
    package var integer: Int64? { scale == 0 ? Int64(exactly: coefficient) : nil }

    /// Whether it is 0.
    @inlinable public var isZero: Bool { coefficient == 0 }
    /// Whether it is below 0.
    @inlinable public var isNegative: Bool { coefficient < 0 }

    /// 10^`exponent` for 0…38.
    static func power(_ exponent: Int) -> Int128 {
        exponent >= 0 && exponent < powers.count ? powers[exponent] : 0
    }

    private static let powers: [Int128] = {
        var powers: [Int128] = [1]
        for _ in 0..<38 { powers.append((powers.last ?? 1) &* 10) }
        return powers
    }()
}

// MARK: - Arithmetic

extension Decimal {
    /// `nil` on overflow.
    package static func + (a: Decimal, b: Decimal) -> Decimal? {
        var left = a.coefficient
        var right = b.coefficient
        let scale = max(a.scale, b.scale)
        if a.scale < scale {
            let (product, overflow) = left.multipliedReportingOverflow(by: power(Int(scale - a.scale)))
            if overflow { return nil }
            left = product
        } else if b.scale < scale {
            let (product, overflow) = right.multipliedReportingOverflow(by: power(Int(scale - b.scale)))
            if overflow { return nil }
            right = product
        }
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? nil : Decimal(coefficient: sum, scale: Int(scale))
    }

    /// `nil` on overflow.
    package static func - (a: Decimal, b: Decimal) -> Decimal? { a + -b }

    package static prefix func - (a: Decimal) -> Decimal { Decimal(normal: -a.coefficient, a.scale) }

    /// Exact up to 18 places, beyond that rounded half up (away from zero) at 18 places; `nil` on overflow.
    package static func * (a: Decimal, b: Decimal) -> Decimal? {
        let scale = Int(a.scale) + Int(b.scale)
        let (product, overflow) = a.coefficient.multipliedReportingOverflow(by: b.coefficient)
        if !overflow {
            if scale <= maximumScale { return Decimal(coefficient: product, scale: scale) }
            return quotient(product, by: power(scale - maximumScale), scale: maximumScale)
        }
        let wide = a.coefficient.magnitude.multipliedFullWidth(by: b.coefficient.magnitude)
        let isNegative = (a.coefficient < 0) != (b.coefficient < 0)
        // As many places as fit: where the number is exact with those, nothing is lost.
        var places = min(scale, maximumScale)
        let mustBeExact = scale <= maximumScale
        while places >= 0 {
            let divisor = power(scale - places).magnitude
            if wide.high < divisor {
                let (quotient, remainder) = divisor.dividingFullWidth((wide.high, wide.low))
                let isExact = remainder == 0
                if !isExact && (mustBeExact || places < maximumScale) { return nil }
                let rounded = quotient.addingReportingOverflow(remainder >= divisor - remainder ? 1 : 0)
                if !rounded.overflow, let result = signed(rounded.partialValue, isNegative) {
                    return Decimal(coefficient: result, scale: places)
                }
            }
            places -= 1
        }
        return nil
    }

    /// Exact where it ends within 18 places, otherwise rounded half up (away from zero) at 18 places; `nil` on
    /// overflow and on division by zero.
    package static func / (a: Decimal, b: Decimal) -> Decimal? {
        if b.coefficient == 0 { return nil }
        let isNegative = (a.coefficient < 0) != (b.coefficient < 0)
        var places = maximumScale
        while places >= 0 {
            // a / b = (a.coefficient × 10^exponent / b.coefficient) × 10^-places
            let exponent = places + Int(b.scale) - Int(a.scale)
            let (divisor, tooBig) = b.coefficient.magnitude.multipliedReportingOverflow(
                by: power(max(0, -exponent)).magnitude)
            if tooBig { return nil }
            let factor = power(max(0, exponent)).magnitude
            let (low, overflow) = a.coefficient.magnitude.multipliedReportingOverflow(by: factor)
            let high = overflow ? a.coefficient.magnitude.multipliedFullWidth(by: factor).high : 0
            if high < divisor {
                let (quotient, remainder) =
                    high == 0
                    ? low.quotientAndRemainder(dividingBy: divisor)
                    : divisor.dividingFullWidth((high, low))
                if remainder != 0 && places < maximumScale { return nil }
                let isUp = remainder != 0 && remainder >= divisor - remainder
                let rounded = quotient.addingReportingOverflow(isUp ? 1 : 0)
                if !rounded.overflow, let result = signed(rounded.partialValue, isNegative) {
                    return Decimal(coefficient: result, scale: places)
                }
            }
            places -= 1
        }
        return nil
    }

    /// Rounded half up, away from zero, to at most so many places after the point.
    package func roundedHalfUp(places: Int) -> Decimal {
        let places = max(0, places)
        guard Int(scale) > places else { return self }
        return Decimal.quotient(coefficient, by: Decimal.power(Int(scale) - places), scale: places) ?? self
    }

    /// The product with 10^`places`, exactly; `nil` where that is out of range.
    package func shifted(places: Int) -> Decimal? {
        if places <= Int(scale) {
            let scale = Int(scale) - places
            return scale <= 38 ? Decimal(coefficient: coefficient, scale: scale) : nil
        }
        guard places - Int(scale) <= 38 else { return coefficient == 0 ? self : nil }
        let (product, overflow) = coefficient.multipliedReportingOverflow(by: Decimal.power(places - Int(scale)))
        return overflow ? nil : Decimal(coefficient: product, scale: 0)
    }

    private static func quotient(_ number: Int128, by divisor: Int128, scale: Int) -> Decimal? {
        let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
        let isUp = remainder != 0 && remainder.magnitude >= divisor.magnitude - remainder.magnitude
        return Decimal(coefficient: isUp ? quotient + (number < 0 ? -1 : 1) : quotient, scale: scale)
    }

    private static func signed(_ magnitude: UInt128, _ isNegative: Bool) -> Int128? {
        guard let value = Int128(exactly: magnitude) else { return nil }
        return isNegative ? -value : value
    }

    /// The smaller one is less.
    public static func < (a: Decimal, b: Decimal) -> Bool {
        if a.scale == b.scale { return a.coefficient < b.coefficient }
        if (a.coefficient < 0) != (b.coefficient < 0) { return a.coefficient < 0 }
        if a.scale < b.scale {
            let (left, overflow) = a.coefficient.multipliedReportingOverflow(by: power(Int(b.scale - a.scale)))
            return overflow ? a.coefficient < 0 : left < b.coefficient
        }
        let (right, overflow) = b.coefficient.multipliedReportingOverflow(by: power(Int(a.scale - b.scale)))
        return overflow ? b.coefficient > 0 : a.coefficient < right
    }
}
