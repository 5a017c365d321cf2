import WritSemantics

/// Small changes of values: the next one to either side, and as far as one value lies from another.
enum ValueStep {
    /// The smallest difference that a type can hold and that people would name.
    private static func unit(_ type: ValueType) -> Decimal {
        switch ValueText.plain(type) {
        case .money: Decimal(coefficient: 1, scale: 2) ?? .one
        case .percent: Decimal(coefficient: 1, scale: 4) ?? .one
        case .decimal: Decimal(coefficient: 1, scale: 2) ?? .one
        default: .one
        }
    }

    /// A fact moved by the distance between two values, and by one step less and more. Both ways round, because an
    /// expression may fall where the fact rises.
    static func moved(_ fact: Value, _ type: ValueType, from own: Value, to bound: Value) -> [Value] {
        let step = unit(type)
        if case .missing = fact { return around(bound, step, type) }
        guard let own = number(own), let bound = number(bound), let difference = bound - own else { return [] }
        var distances: [Decimal] = []
        for distance in [difference, -difference] {
            distances.append(distance)
            if let more = distance + step { distances.append(more) }
            if let less = distance - step { distances.append(less) }
        }
        return distances.compactMap { distance in distance.isZero ? nil : adding(distance, to: fact, type) }
    }

    /// What a fact that has no value could be: the bound, and one step to either side of it.
    private static func around(_ bound: Value, _ step: Decimal, _ type: ValueType) -> [Value] {
        let isSame =
            switch (bound, ValueText.plain(type)) {
            case (.integer, .integer), (.duration, .duration), (.date, .date): true
            case (.decimal, .decimal), (.decimal, .money), (.decimal, .percent): true
            default: false
            }
        guard isSame else { return [] }
        return [bound, adding(step, to: bound, type), adding(-step, to: bound, type)].compactMap { $0 }
    }

    private static func number(_ value: Value) -> Decimal? {
        switch value {
        case .integer(let number): Decimal(number)
        case .decimal(let number): number
        case .date(let date): Decimal(Int64(date.day))
        case .duration(let count, _): Decimal(count)
        default: nil
        }
    }

    private static func adding(_ distance: Decimal, to fact: Value, _ type: ValueType) -> Value? {
        switch fact {
        case .integer(let number):
            guard let sum = Decimal(number) + distance else { return nil }
            return sum.integer.map { .integer($0) }
        case .duration(let count, let unit):
            guard let sum = Decimal(count) + distance else { return nil }
            return sum.integer.map { .duration($0, unit) }
        case .decimal(let number):
            guard let sum = number + distance else { return nil }
            if case .money = ValueText.plain(type), sum.scale > 2 { return nil }
            return .decimal(sum)
        case .date(let date):
            guard let days = distance.integer.flatMap({ Int(exactly: $0) }) else { return nil }
            return date.addingDays(days).map { .date($0) }
        default: return nil
        }
    }

    /// All values of a type that has few of them.
    static func all(of type: ValueType, in program: Program) -> [Value]? {
        switch ValueText.plain(type) {
        case .boolean: [.boolean(true), .boolean(false)]
        case .enumeration(let id): program.enums[id.index].values.indices.map { .enumeration(id, $0) }
        default: nil
        }
    }

    /// How far apart two values are, for choosing the smaller of two changes: a step within a type that has few values
    /// counts as one, a number by its relative change.
    static func distance(_ a: Value, _ b: Value) -> Double {
        guard let first = number(a), let second = number(b), let difference = second - first else { return 1 }
        let size = abs(approximate(difference))
        if case .date = a { return size / 365 }
        return size / (abs(approximate(first)) + 1)
    }

    private static func approximate(_ number: Decimal) -> Double {
        var value = Double(number.coefficient)
        for _ in 0..<number.scale { value /= 10 }
        return value
    }
}
