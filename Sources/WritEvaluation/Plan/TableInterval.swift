import WritSemantics

/// A half-open stretch of places on a line.
///
/// A number `n` of the column's unit stands at `2n`, what lies between `n` and the next one at `2n + 1`: so every bound,
/// open or closed, is one place, and every value finer than the unit has one too.
struct TableInterval: Sendable {
    let lower: Int64
    let upper: Int64

    /// Bounds beyond this are not indexed; values beyond it lie outside of all bounds.
    static let limit: Int64 = 1 << 61

    /// The most decimal places that a bound in the cells has; nil where a cell holds something without a place.
    static func scale(of cells: [DecisionTable.Cell]) -> Int? {
        var scale = 0
        func scan(_ value: Value) -> Bool {
            switch value {
            case .boolean, .integer, .date, .dateTime, .duration, .enumeration: return true
            case .decimal(let number):
                scale = max(scale, Int(number.scale))
                return true
            case .unknown, .missing, .text, .record, .list: return false
            }
        }
        func scan(_ cell: DecisionTable.Cell) -> Bool {
            switch cell {
            case .any: true
            case .values(let values): values.allSatisfy(scan)
            case .range(let lower, let upper, _, _): (lower.map(scan) ?? true) && (upper.map(scan) ?? true)
            case .not(let inner): scan(inner)
            case .either(let cells): cells.allSatisfy(scan)
            }
        }
        return cells.allSatisfy(scan) ? scale : nil
    }

    /// The stretches on which a cell holds, in order and apart; nil where a bound is out of reach.
    static func of(_ cell: DecisionTable.Cell, scale: Int) -> [TableInterval]? {
        switch cell {
        case .any: return [TableInterval(lower: Int64.min, upper: Int64.max)]
        case .values(let values):
            var places: Set<Int64> = []
            for value in values {
                guard let place = place(of: value, scale: scale) else { return nil }
                places.insert(place)
            }
            return places.sorted().map { TableInterval(lower: $0, upper: $0 + 1) }
        case .range(let lower, let upper, let includesLower, let includesUpper):
            var from = Int64.min
            var to = Int64.max
            if let lower {
                guard let place = place(of: lower, scale: scale) else { return nil }
                from = includesLower ? place : place + 1
            }
            if let upper {
                guard let place = place(of: upper, scale: scale) else { return nil }
                to = includesUpper ? place + 1 : place
            }
            return from < to ? [TableInterval(lower: from, upper: to)] : []
        case .either(let cells):
            var all: [TableInterval] = []
            for cell in cells {
                guard let own = of(cell, scale: scale) else { return nil }
                all += own
            }
            return united(all)
        case .not(let inner):
            guard let excluded = of(inner, scale: scale) else { return nil }
            var rest: [TableInterval] = []
            var from = Int64.min
            for interval in excluded {
                if from < interval.lower { rest.append(TableInterval(lower: from, upper: interval.lower)) }
                from = interval.upper
            }
            if from < Int64.max { rest.append(TableInterval(lower: from, upper: Int64.max)) }
            return rest
        }
    }

    /// What two or more cells hold on together: in order and apart.
    private static func united(_ intervals: [TableInterval]) -> [TableInterval] {
        var result: [TableInterval] = []
        for interval in intervals.sorted(by: { $0.lower < $1.lower }) {
            if let last = result.last, interval.lower <= last.upper {
                result[result.count - 1] = TableInterval(lower: last.lower, upper: max(last.upper, interval.upper))
            } else {
                result.append(interval)
            }
        }
        return result
    }

    private static func place(of value: Value, scale: Int) -> Int64? {
        let slot: Slot
        switch value {
        case .boolean(let value): slot = .boolean(value)
        case .integer(let value): slot = .integer(value)
        case .decimal(let value): slot = .decimal(value)
        case .date(let value): slot = .date(value)
        case .dateTime(let value): slot = .dateTime(value)
        case .duration(let count, let unit): slot = .duration(count, unit)
        case .enumeration(let type, let value): slot = .enumeration(type, value)
        case .unknown, .missing, .text, .record, .list: return nil
        }
        let place = place(of: slot, scale: scale)
        return place > -limit && place < limit ? place : nil
    }

    /// Where a value stands on a line whose unit has so many decimal places; what is out of reach stands at an end.
    @inline(__always)
    static func place(of slot: Slot, scale: Int) -> Int64 {
        if slot.tag == .decimal, Int(slot.small) <= scale, let small = Int64(exactly: slot.payload) {
            let (scaled, overflow) = small.multipliedReportingOverflow(by: power(scale - Int(slot.small)))
            if !overflow, scaled < limit / 2, scaled > -limit / 2 { return scaled &* 2 }
        } else if slot.tag != .decimal, slot.tag != .integer || scale == 0 {
            let number = slot.int64
            if number < limit / 2, number > -limit / 2 { return number &* 2 }
        }
        return wide(slot, scale: scale)
    }

    private static func wide(_ slot: Slot, scale: Int) -> Int64 {
        let end = slot.payload < 0 ? -limit : limit
        let own = slot.tag == .decimal ? Int(slot.small) : 0
        var number = slot.payload
        var isBetween = false
        if own > scale {
            let divisor = Int128(power(own - scale))
            let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
            number = remainder < 0 ? quotient - 1 : quotient
            isBetween = remainder != 0
        } else if own < scale {
            let (product, overflow) = number.multipliedReportingOverflow(by: Int128(power(scale - own)))
            if overflow { return end }
            number = product
        }
        guard number < Int128(limit / 2), number > -Int128(limit / 2) else { return end }
        return Int64(truncatingIfNeeded: number) &* 2 &+ (isBetween ? 1 : 0)
    }

    /// 10^`exponent` for 0…18.
    @inline(__always)
    private static func power(_ exponent: Int) -> Int64 {
        var power: Int64 = 1
        for _ in 0..<min(max(exponent, 0), 18) { power &*= 10 }
        return power
    }
}
