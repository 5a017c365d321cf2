import WritLanguage
import WritSemantics

/// Steps of a chain that divide an amount into bands: finds amounts between two bands that belong to none.
///
/// Bands are read off conditions that bound one and the same field or definition by constants or by parameters with one
/// value. A chain with other conditions on the same amount is left to the proofs over all cases.
enum AmountBands {
    struct Gap {
        let amount: String
        let below: Chain.Step
        let above: Chain.Step
    }

    /// What is bounded: a path of fields below the case, or a definition.
    private struct Subject: Hashable {
        let path: [Int]
    }

    private struct Bound {
        let value: Decimal
        let isIncluded: Bool
    }

    private struct Band {
        var lower: Bound?
        var upper: Bound?
        let step: Chain.Step
    }

    static func gaps(in chain: Chain, _ program: Program) -> [Gap] {
        var bands: [Subject: [Band]] = [:]
        var kinds: [Subject: ValueType] = [:]
        for step in chain.steps {
            guard let condition = step.condition, let (subject, type, bounds) = bounds(condition, program) else {
                continue
            }
            kinds[subject] = type
            bands[subject, default: []].append(Band(lower: bounds.lower, upper: bounds.upper, step: step))
        }
        return bands.sorted { $0.key.path.lexicographicallyPrecedes($1.key.path) }.flatMap { subject, bands in
            gaps(bands, kinds[subject] ?? .decimal, program.currency)
        }
    }

    /// Walks the bands from below and looks where none continues.
    private static func gaps(_ bands: [Band], _ type: ValueType, _ currency: Currency) -> [Gap] {
        let sorted = bands.sorted { a, b in
            guard let first = a.lower else { return b.lower != nil }
            guard let second = b.lower else { return false }
            return first.value != second.value ? first.value < second.value : first.isIncluded && !second.isIncluded
        }
        var gaps: [Gap] = []
        var reach: (bound: Bound?, step: Chain.Step)?
        for band in sorted {
            if let current = reach, let upper = current.bound, let lower = band.lower {
                let isApart =
                    upper.value < lower.value
                    || (upper.value == lower.value && !upper.isIncluded && !lower.isIncluded)
                if isApart, let amount = example(above: upper, below: lower, type, currency) {
                    gaps.append(Gap(amount: amount, below: current.step, above: band.step))
                }
            }
            guard let current = reach else {
                reach = (band.upper, band.step)
                continue
            }
            guard let upper = current.bound else { return gaps }
            guard let next = band.upper else { return gaps }
            if upper.value < next.value || (upper.value == next.value && next.isIncluded) { reach = (next, band.step) }
        }
        return gaps
    }

    /// A value of the type that lies between two bounds, if there is one.
    private static func example(above lower: Bound, below upper: Bound, _ type: ValueType, _ currency: Currency)
        -> String?
    {
        if !lower.isIncluded { return text(lower.value, type, currency) }
        let step: Decimal? =
            switch type {
            case .integer: Decimal(1)
            case .money: Decimal(coefficient: 1, scale: 2)
            default: Decimal(coefficient: 1, scale: 6)
            }
        guard let step, let next = lower.value + step else { return nil }
        guard next < upper.value || (next == upper.value && !upper.isIncluded) else { return nil }
        return text(next, type, currency)
    }

    private static func text(_ value: Decimal, _ type: ValueType, _ currency: Currency) -> String {
        type == .money ? "\(currency.sign)\(value)" : "\(value)"
    }

    // MARK: - Reading conditions

    private static func bounds(
        _ condition: Expression, _ program: Program
    ) -> (Subject, ValueType, (lower: Bound?, upper: Bound?))? {
        switch condition.kind {
        case .compare(let comparison, let left, let right):
            if let (subject, type) = subject(left), let value = constant(right, program) {
                return bounds(comparison, subject, type, value)
            }
            if let (subject, type) = subject(right), let value = constant(left, program) {
                return bounds(mirrored(comparison), subject, type, value)
            }
            return nil
        case .inRange(let value, let lower, let upper, let includesLower, let includesUpper):
            guard let (subject, type) = subject(value) else { return nil }
            var bounds: (lower: Bound?, upper: Bound?) = (nil, nil)
            if let lower {
                guard let value = constant(lower, program) else { return nil }
                bounds.lower = Bound(value: value, isIncluded: includesLower)
            }
            if let upper {
                guard let value = constant(upper, program) else { return nil }
                bounds.upper = Bound(value: value, isIncluded: includesUpper)
            }
            return (subject, type, bounds)
        case .and(let left, let right):
            guard let a = bounds(left, program), let b = bounds(right, program), a.0 == b.0,
                a.2.lower == nil || b.2.lower == nil, a.2.upper == nil || b.2.upper == nil
            else { return nil }
            return (a.0, a.1, (a.2.lower ?? b.2.lower, a.2.upper ?? b.2.upper))
        default: return nil
        }
    }

    private static func bounds(
        _ comparison: Comparison, _ subject: Subject, _ type: ValueType, _ value: Decimal
    ) -> (Subject, ValueType, (lower: Bound?, upper: Bound?))? {
        switch comparison {
        case .less: (subject, type, (nil, Bound(value: value, isIncluded: false)))
        case .lessOrEqual: (subject, type, (nil, Bound(value: value, isIncluded: true)))
        case .greater: (subject, type, (Bound(value: value, isIncluded: false), nil))
        case .greaterOrEqual: (subject, type, (Bound(value: value, isIncluded: true), nil))
        case .equal:
            (subject, type, (Bound(value: value, isIncluded: true), Bound(value: value, isIncluded: true)))
        case .notEqual: nil
        }
    }

    private static func mirrored(_ comparison: Comparison) -> Comparison {
        switch comparison {
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        case .equal, .notEqual: comparison
        }
    }

    private static func subject(_ expression: Expression) -> (Subject, ValueType)? {
        var path: [Int] = []
        var current = expression
        while true {
            switch current.kind {
            case .field(let record, let index):
                path.append(index)
                current = record
            case .definition(let record, let definition):
                path.append(-1 - definition.index)
                current = record
            case .widened(let inner), .rounded(let inner): current = inner
            case .orElse(let inner, let fallback):
                guard case .constant = fallback.kind else { return nil }
                current = inner
            case .local(0): return path.isEmpty ? nil : (Subject(path: path), expression.type)
            default: return nil
            }
        }
    }

    private static func constant(_ expression: Expression, _ program: Program) -> Decimal? {
        switch expression.kind {
        case .constant(.decimal(let value)): value
        case .constant(.integer(let value)): Decimal(value)
        case .widened(let inner), .rounded(let inner): constant(inner, program)
        case .parameter(let id) where program.parameters[id.index].values.count == 1:
            switch program.parameters[id.index].values[0].value {
            case .decimal(let value): value
            case .integer(let value): Decimal(value)
            default: nil
            }
        default: nil
        }
    }
}
