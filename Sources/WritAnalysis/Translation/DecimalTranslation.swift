import WritSemantics

/// Sums, products and quotients of numbers that have 18 places at most, as the evaluator has them.
///
/// A quotient such as a third ends at the eighteenth place. Compared or rounded as it is, it comes out as the exact fraction
/// does, because fractions that differ lie further apart. What is computed further with it does not: three thirds of 10 are
/// not 10. So the exact fraction is carried along with the number as it is computed, an unknown that the search pins down at
/// points, and any further step takes that.
extension Translator {
    /// How far a number that was rounded at the eighteenth place lies from the exact one, at most, and more than that: what
    /// is near enough needs no figures of 18 digits.
    private static let tolerance = Rational(1, over: 1_000_000_000)

    func sum(_ a: Linear, _ b: Linear) -> Linear {
        switch (space.computed(a), space.computed(b)) {
        case (nil, nil): return a + b
        case (let first?, nil): return space.note(a + b, computedAs: first + b)
        case (nil, let second?): return space.note(a + b, computedAs: a + second)
        case (let first?, let second?): return first + second
        }
    }

    func negated(_ number: Linear) -> Linear {
        let negative = number.scaled(by: Rational(-1))
        guard let computed = space.computed(number) else { return negative }
        return space.note(negative, computedAs: computed.scaled(by: Rational(-1)))
    }

    func product(_ a: Linear, _ b: Linear) -> Linear {
        if let factor = a.value { return scaled(b, by: factor) }
        if let factor = b.value { return scaled(a, by: factor) }
        let (a, b) = (space.computed(a) ?? a, space.computed(b) ?? b)
        let arguments = [a, b].sorted { left, right in
            (left.terms.first?.variable ?? 0) < (right.terms.first?.variable ?? 0)
        }
        let places = space.places(of: a) + space.places(of: b)
        let isExact = places <= Decimal.maximumScale
        let limit = space.furthest(a, b)
        let (result, isNew) = space.store.apply(
            isExact ? .product : .roundedProduct, arguments, isInteger: space.isWhole(a) && space.isWhole(b),
            lower: -limit, upper: limit)
        let value = Linear(variable: result)
        if !isNew { return value }
        space.setPlaces(min(places, Decimal.maximumScale), of: result)
        // The sign of a product follows from the signs of its factors; one that is rounded may be 0 all the same.
        let zero = space.store.or(space.store.isZero(a), space.store.isZero(b))
        let negativeA = space.store.atMostZero(a, isStrict: true)
        let negativeB = space.store.atMostZero(b, isStrict: true)
        let differ = space.store.or(
            space.store.and(negativeA, !negativeB), space.store.and(!negativeA, negativeB))
        let (negative, none) = (space.store.atMostZero(value, isStrict: true), space.store.isZero(value))
        space.store.constrain(number: result, space.store.implies(zero, none))
        let isSettled = isExact ? !zero : space.store.and(!zero, !none)
        if isExact { space.store.constrain(number: result, space.store.implies(none, zero)) }
        space.store.constrain(number: result, space.store.implies(isSettled, space.store.same(differ, negative)))
        return value
    }

    private func scaled(_ number: Linear, by factor: Rational) -> Linear {
        if factor.isZero { return Linear(constant: .zero) }
        if factor == .one { return number }
        if factor == Rational(-1) { return negated(number) }
        let number = space.computed(number) ?? number
        let scaled = number.scaled(by: factor)
        guard let places = factor.places, space.places(of: number) + places > Decimal.maximumScale, places > 0 else {
            return scaled
        }
        let factor = Linear(constant: factor)
        if let value = number.value {
            return space.evaluate(.roundedProduct, [value, factor.constant]).map(Linear.init(constant:)) ?? scaled
        }
        return rounded(.roundedProduct, [number, factor], near: scaled)
    }

    /// `a / b`; nothing where that cannot be told.
    func quotient(_ a: Linear, _ b: Linear, type: ValueType) -> Linear? {
        let isTruncated: Bool
        switch type {
        case .integer, .duration: isTruncated = true
        default: isTruncated = false
        }
        let (dividend, divisor) = (space.computed(a) ?? a, space.computed(b) ?? b)
        if let factor = divisor.value {
            if factor.isZero { return Linear(constant: .zero) }
            let exact = dividend.scaled(by: Rational.one / factor)
            if isTruncated, space.isWhole(exact) { return exact }
            if !isTruncated {
                if let value = dividend.value {
                    return space.evaluate(.quotient, [value, factor]).map(Linear.init(constant:))
                }
                if space.places(of: exact) <= Decimal.maximumScale { return exact }
                let computed = rounded(.quotient, [dividend, divisor], near: exact)
                // What was rounded before is not the exact fraction of anything.
                if space.places(of: dividend) == Decimal.maximumScale { return computed }
                return space.note(exact, computedAs: computed)
            }
        }
        if isTruncated { return nil }
        let (result, isNew) = space.store.apply(
            .quotient, [dividend, divisor], isInteger: false, lower: -CaseSpace.largest, upper: CaseSpace.largest)
        if isNew { space.setPlaces(Decimal.maximumScale, of: result) }
        return Linear(variable: result)
    }

    /// A number that is rounded at the eighteenth place.
    private func rounded(_ kind: OpaqueFunction.Kind, _ arguments: [Linear], near exact: Linear) -> Linear {
        let limit = space.furthest(exact) + .one
        let (result, isNew) = space.store.apply(kind, arguments, isInteger: false, lower: -limit, upper: limit)
        let value = Linear(variable: result)
        if isNew {
            space.setPlaces(Decimal.maximumScale, of: result)
            bound(result, value - exact, from: -Translator.tolerance, to: Translator.tolerance)
        }
        return value
    }
}

extension CaseSpace {
    /// No number of the language lies further from 0.
    static let largest = Rational(Int128(1_000_000_000_000_000_000) * 10_000_000_000_000_000_000)

    /// Decimals of cases are looked at with so many places, percentages with two more. With more of them a product could be
    /// rounded that is taken as exact.
    static let placesOfFacts = 9

    func isWhole(_ linear: Linear) -> Bool {
        linear.constant.isInteger
            && linear.terms.allSatisfy { $0.coefficient.isInteger && store.numbers[Int($0.variable)].isInteger }
    }

    /// The places that a number may need; more than there can be where it may not end.
    func places(of linear: Linear) -> Int {
        let endless = Decimal.maximumScale + 1
        return linear.terms.reduce(linear.constant.places ?? endless) { most, term in
            let places = store.numbers[Int(term.variable)].isInteger ? 0 : placesOfNumbers[term.variable]
            return max(most, (places ?? CaseSpace.placesOfFacts) + (term.coefficient.places ?? endless))
        }
    }

    /// How far from 0 a number may lie.
    func furthest(_ linear: Linear) -> Rational {
        var furthest = linear.constant.magnitude
        for term in linear.terms {
            let info = store.numbers[Int(term.variable)]
            furthest = furthest + term.coefficient.magnitude * max(info.lower.magnitude, info.upper.magnitude)
        }
        return furthest.isInvalid ? CaseSpace.largest : min(furthest, CaseSpace.largest)
    }

    /// How far from 0 the product of two numbers may lie.
    func furthest(_ a: Linear, _ b: Linear) -> Rational {
        let product = furthest(a) * furthest(b)
        return product.isInvalid ? CaseSpace.largest : min(product, CaseSpace.largest)
    }

    /// The number as it is computed, where that is not the exact one.
    func computed(_ linear: Linear) -> Linear? { computedNumbers[linear] }

    func note(_ exact: Linear, computedAs computed: Linear) -> Linear {
        computedNumbers[exact] = computed
        return exact
    }
}

extension Rational {
    /// The places after the point; nothing where it has no end.
    fileprivate var places: Int? {
        var (rest, twos, fives) = (denominator, 0, 0)
        guard rest > 0 else { return nil }
        while rest % 2 == 0 { (rest, twos) = (rest / 2, twos + 1) }
        while rest % 5 == 0 { (rest, fives) = (rest / 5, fives + 1) }
        return rest == 1 ? max(twos, fives) : nil
    }
}
