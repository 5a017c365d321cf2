/// An exact fraction in lowest terms.
///
/// A result that does not fit 128 bits is *invalid*, and so is everything computed from it; the decision procedure then
/// answers "undecided" and never with a wrong number.
package struct Rational: Hashable, Sendable {
    package let numerator: Int128
    /// Positive; 0 marks an invalid number.
    package let denominator: Int128

    package static let zero = Rational(0)
    package static let one = Rational(1)
    package static let invalid = Rational(unchecked: 0, 0)

    package init(_ value: Int128) {
        numerator = value
        denominator = 1
    }

    package init(_ value: Int) { self.init(Int128(value)) }

    private init(unchecked numerator: Int128, _ denominator: Int128) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// `numerator / denominator`; invalid where the denominator is zero.
    package init(_ numerator: Int128, over denominator: Int128) {
        guard denominator != 0, denominator != .min, numerator != .min else {
            self = .invalid
            return
        }
        let divisor = Rational.gcd(numerator.magnitude, denominator.magnitude)
        let sign: Int128 = denominator < 0 ? -1 : 1
        self.init(
            unchecked: sign * (numerator / Int128(divisor)), sign * (denominator / Int128(divisor)))
    }

    package var isInvalid: Bool { denominator == 0 }
    package var isInteger: Bool { denominator == 1 }
    package var isZero: Bool { numerator == 0 && denominator != 0 }
    package var isNegative: Bool { numerator < 0 }
    package var isPositive: Bool { numerator > 0 }

    package static func gcd(_ a: UInt128, _ b: UInt128) -> UInt128 {
        if a <= UInt128(UInt64.max), b <= UInt128(UInt64.max) {
            var x = UInt64(a)
            var y = UInt64(b)
            while y != 0 { (x, y) = (y, x % y) }
            return UInt128(max(x, 1))
        }
        var x = a
        var y = b
        while y != 0 { (x, y) = (y, x % y) }
        return max(x, 1)
    }

    package static func + (a: Rational, b: Rational) -> Rational {
        if a.denominator == 1, b.denominator == 1 {
            let (sum, overflow) = a.numerator.addingReportingOverflow(b.numerator)
            return overflow ? .invalid : Rational(sum)
        }
        guard !a.isInvalid, !b.isInvalid else { return .invalid }
        let (left, o1) = a.numerator.multipliedReportingOverflow(by: b.denominator)
        let (right, o2) = b.numerator.multipliedReportingOverflow(by: a.denominator)
        let (top, o3) = left.addingReportingOverflow(right)
        let (bottom, o4) = a.denominator.multipliedReportingOverflow(by: b.denominator)
        return o1 || o2 || o3 || o4 ? .invalid : Rational(top, over: bottom)
    }

    package static prefix func - (a: Rational) -> Rational {
        a.numerator == .min ? .invalid : Rational(unchecked: -a.numerator, a.denominator)
    }

    package static func - (a: Rational, b: Rational) -> Rational { a + -b }

    package static func * (a: Rational, b: Rational) -> Rational {
        if a.denominator == 1, b.denominator == 1 {
            let (product, overflow) = a.numerator.multipliedReportingOverflow(by: b.numerator)
            return overflow ? .invalid : Rational(product)
        }
        guard !a.isInvalid, !b.isInvalid else { return .invalid }
        let g1 = Int128(gcd(a.numerator.magnitude, b.denominator.magnitude))
        let g2 = Int128(gcd(b.numerator.magnitude, a.denominator.magnitude))
        let (top, o1) = (a.numerator / g1).multipliedReportingOverflow(by: b.numerator / g2)
        let (bottom, o2) = (a.denominator / g2).multipliedReportingOverflow(by: b.denominator / g1)
        return o1 || o2 ? .invalid : Rational(unchecked: top, bottom)
    }

    package static func / (a: Rational, b: Rational) -> Rational {
        guard !a.isInvalid, !b.isInvalid, !b.isZero else { return .invalid }
        return b.numerator < 0
            ? a * Rational(unchecked: -b.denominator, -b.numerator)
            : a * Rational(unchecked: b.denominator, b.numerator)
    }

    /// The greatest integer that is not above it.
    package var floor: Rational {
        guard denominator > 1 else { return self }
        let quotient = numerator / denominator
        return Rational(numerator < 0 ? quotient - 1 : quotient)
    }

    /// The least integer that is not below it.
    package var ceiling: Rational { isInteger ? self : floor + .one }

    package var magnitude: Rational { isNegative ? -self : self }
}

extension Rational: Comparable {
    package static func < (a: Rational, b: Rational) -> Bool {
        if a.denominator == b.denominator { return a.numerator < b.numerator }
        let (left, o1) = a.numerator.multipliedReportingOverflow(by: b.denominator)
        let (right, o2) = b.numerator.multipliedReportingOverflow(by: a.denominator)
        if !o1, !o2 { return left < right }
        return lessByExpansion(a, b)
    }

    /// Compares integer parts, then the reciprocals of what is left, for numbers whose cross products overflow.
    private static func lessByExpansion(_ a: Rational, _ b: Rational) -> Bool {
        guard !a.isInvalid, !b.isInvalid else { return false }
        let (p, q) = (a.floor, b.floor)
        if p.numerator != q.numerator { return p.numerator < q.numerator }
        let (restA, restB) = (a - p, b - q)
        if restA.isInvalid || restB.isInvalid { return false }
        if restB.isZero { return false }
        if restA.isZero { return true }
        return Rational.one / restB < Rational.one / restA
    }
}

/// A number plus an infinitely small part: `x < 3` is `x ≤ 3 - δ`, so that strict bounds need no special treatment.
struct DeltaRational: Hashable, Sendable, Comparable {
    var real: Rational
    var delta: Rational

    static let zero = DeltaRational(.zero)

    init(_ real: Rational, delta: Rational = .zero) {
        self.real = real
        self.delta = delta
    }

    static func < (a: DeltaRational, b: DeltaRational) -> Bool {
        a.real == b.real ? a.delta < b.delta : a.real < b.real
    }

    static func + (a: DeltaRational, b: DeltaRational) -> DeltaRational {
        DeltaRational(a.real + b.real, delta: a.delta.isZero ? b.delta : a.delta + b.delta)
    }

    static func - (a: DeltaRational, b: DeltaRational) -> DeltaRational {
        DeltaRational(a.real - b.real, delta: b.delta.isZero ? a.delta : a.delta - b.delta)
    }

    static func * (factor: Rational, a: DeltaRational) -> DeltaRational {
        DeltaRational(factor * a.real, delta: a.delta.isZero ? .zero : factor * a.delta)
    }

    var isInvalid: Bool { real.isInvalid || delta.isInvalid }
}
