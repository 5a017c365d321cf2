/// The number of an unknown number of a formula store: a field, the as-of day, or an auxiliary.
typealias NumberVariable = Int32

/// `constant + Σ coefficient × variable`, in order of variable, without zero coefficients.
struct Linear: Hashable, Sendable {
    struct Term: Hashable, Sendable {
        let variable: NumberVariable
        let coefficient: Rational
    }

    var terms: [Term]
    var constant: Rational

    init(constant: Rational) {
        terms = []
        self.constant = constant
    }

    init(variable: NumberVariable, coefficient: Rational = .one) {
        terms = [Term(variable: variable, coefficient: coefficient)]
        constant = .zero
    }

    private init(terms: [Term], constant: Rational) {
        self.terms = terms
        self.constant = constant
    }

    /// The value, where no variable is left in it.
    var value: Rational? { terms.isEmpty ? constant : nil }

    /// Whether a step in computing it left the range of numbers.
    var isInvalid: Bool { constant.isInvalid || terms.contains { $0.coefficient.isInvalid } }

    static func + (a: Linear, b: Linear) -> Linear {
        if b.terms.isEmpty { return Linear(terms: a.terms, constant: a.constant + b.constant) }
        var merged: [Term] = []
        merged.reserveCapacity(a.terms.count + b.terms.count)
        var i = 0
        var j = 0
        while i < a.terms.count || j < b.terms.count {
            if j == b.terms.count || i < a.terms.count && a.terms[i].variable < b.terms[j].variable {
                merged.append(a.terms[i])
                i += 1
            } else if i == a.terms.count || b.terms[j].variable < a.terms[i].variable {
                merged.append(b.terms[j])
                j += 1
            } else {
                let sum = a.terms[i].coefficient + b.terms[j].coefficient
                if !sum.isZero { merged.append(Term(variable: a.terms[i].variable, coefficient: sum)) }
                i += 1
                j += 1
            }
        }
        return Linear(terms: merged, constant: a.constant + b.constant)
    }

    static func - (a: Linear, b: Linear) -> Linear { a + b.scaled(by: Rational(-1)) }

    func scaled(by factor: Rational) -> Linear {
        if factor.isZero { return Linear(constant: .zero) }
        return Linear(
            terms: terms.map { Term(variable: $0.variable, coefficient: $0.coefficient * factor) },
            constant: constant * factor)
    }

    /// The factor that makes the coefficients whole, without a common divisor and with a positive first one.
    var primitiveFactor: Rational {
        guard let first = terms.first else { return .one }
        var denominators: Int128 = 1
        var numerators: UInt128 = 0
        for term in terms {
            let coefficient = term.coefficient
            if coefficient.isInvalid { return .invalid }
            let divisor = Int128(
                Rational.gcd(denominators.magnitude, coefficient.denominator.magnitude))
            let (product, overflow) = denominators.multipliedReportingOverflow(
                by: coefficient.denominator / divisor)
            if overflow { return .invalid }
            denominators = product
            numerators =
                numerators == 0
                ? coefficient.numerator.magnitude
                : Rational.gcd(numerators, coefficient.numerator.magnitude)
        }
        // The common divisor of the numerators divides the scaled coefficients because each fraction is in lowest terms.
        let factor = Rational(denominators, over: Int128(numerators))
        return first.coefficient.isNegative ? -factor : factor
    }
}
