import WritLanguage
import WritSemantics

/// A decision table as boxes, each column a dimension of its own.
struct TableBoxes {
    let table: DecisionTable
    private let scales: [Scale]
    private(set) var boxes: BoxSet
    /// Whether the columns are different facts, so that every point of the boxes is a case.
    let isIndependent: Bool

    /// Cells that name a number beyond are left to the general search; numbers beyond that no cell names are like the ends.
    private static let numbers: ClosedRange<Int64> = -1_000_000_000_000_000_000...1_000_000_000_000_000_000
    /// Boxes that one row may fall into before the table is left to the general search.
    private static let pieceLimit = 64

    /// How the values of a column become whole numbers.
    private enum Scale {
        /// Whole numbers once multiplied by the factor.
        case grid(factor: Rational, ClosedRange<Int64>, isOptional: Bool)
        /// Numbers with fractions: the k-th number that the cells name is 2k + 1, what lies between two is even.
        case cuts([Rational], isOptional: Bool)
        /// Values that are only equal or not; the bit after the last is "any other" for texts, then "missing".
        case values([Value], hasOthers: Bool, isOptional: Bool)
    }

    /// Nothing where a cell cannot be told as boxes.
    init?(_ table: DecisionTable, _ program: Program) {
        self.table = table
        var scales: [Scale] = []
        var fields: Set<Int> = []
        var isIndependent = true
        for (column, input) in table.inputs.enumerated() {
            guard let scale = TableBoxes.scale(input.type, table.rows.map { $0.cells[column] }, program) else {
                return nil
            }
            scales.append(scale)
            if case .field(let record, let index) = input.kind, case .local(0) = record.kind {
                if !fields.insert(index).inserted { isIndependent = false }
            } else if case .asOf = input.kind, table.provision.validFrom == nil, table.provision.validTo == nil {
                if !fields.insert(-1).inserted { isIndependent = false }
            } else {
                isIndependent = false
            }
        }
        self.scales = scales
        self.isIndependent = isIndependent
        boxes = BoxSet(columns: scales.map(TableBoxes.column))
        var outputs = OutputNumbers(rows: table.rows.count)
        var cells: [(lower: Int64, upper: Int64)] = []
        for (number, row) in table.rows.enumerated() {
            let output = outputs.number(of: row.outputs.map(\.unwidened), row: number)
            cells.removeAll(keepingCapacity: true)
            for (column, cell) in row.cells.enumerated() {
                guard let part = TableBoxes.part(cell, scales[column], boxes.columns[column]) else { break }
                cells.append(part)
            }
            if cells.count == row.cells.count {
                boxes.add(row: number, output: output, cells)
                continue
            }
            // A cell that is no single interval makes several boxes of the row, or none.
            var pieces: [[(lower: Int64, upper: Int64)]] = [[]]
            for (column, cell) in row.cells.enumerated() {
                guard let parts = TableBoxes.parts(cell, scales[column], boxes.columns[column]) else { return nil }
                pieces = pieces.flatMap { piece in parts.map { piece + [$0] } }
                if pieces.count > TableBoxes.pieceLimit { return nil }
            }
            for piece in pieces { boxes.add(row: number, output: output, piece) }
        }
    }

    /// Numbers for what rows give: equal values have equal numbers.
    private struct OutputNumbers {
        let rows: Int
        private var single: [Value: Int] = [:]
        private var several: [[Value]: Int] = [:]

        init(rows: Int) { self.rows = rows }

        mutating func number(of outputs: [Expression], row: Int) -> Int {
            if outputs.count == 1, case .constant(let value) = outputs[0].kind {
                if let known = single[value] { return known }
                single[value] = single.count
                return single.count - 1
            }
            var values: [Value] = []
            for output in outputs {
                // A value that is computed may differ from all others; the general search decides.
                guard case .constant(let value) = output.kind else { return rows + row }
                values.append(value)
            }
            if let known = several[values] { return known }
            several[values] = several.count
            return several.count - 1
        }
    }

    // MARK: scales

    private static func scale(_ type: ValueType, _ cells: [DecisionTable.Cell], _ program: Program) -> Scale? {
        var type = type
        var isOptional = false
        if case .optional(let inner) = type { (type, isOptional) = (inner, true) }
        switch type {
        case .boolean:
            return .values([.boolean(false), .boolean(true)], hasOthers: false, isOptional: isOptional)
        case .enumeration(let id):
            let values = program.enums[id.index].values.indices.map { Value.enumeration(id, $0) }
            let hasOrder = cells.contains { isRange($0) }
            if values.count > 62 || hasOrder {
                return .grid(factor: .one, 0...Int64(max(0, values.count - 1)), isOptional: isOptional)
            }
            return .values(values, hasOthers: false, isOptional: isOptional)
        case .text:
            let values = Array(Set(cells.flatMap(constants)))
            return values.count > 60 ? nil : .values(values, hasOthers: true, isOptional: isOptional)
        case .integer: return .grid(factor: .one, numbers, isOptional: isOptional)
        case .duration: return .grid(factor: .one, numbers, isOptional: isOptional)
        case .timeOfDay: return .grid(factor: .one, 0...86_399_999, isOptional: isOptional)
        case .weekday: return .grid(factor: .one, 1...7, isOptional: isOptional)
        case .date: return .grid(factor: .one, days(1), isOptional: isOptional)
        case .dateTime: return .grid(factor: .one, days(86_400_000), isOptional: isOptional)
        case .money: return .grid(factor: Rational(100), numbers, isOptional: isOptional)
        case .decimal, .percent:
            let cuts = Set(cells.flatMap(constants).compactMap(number)).sorted()
            return .cuts(cuts, isOptional: isOptional)
        default: return nil
        }
    }

    private static func days(_ unit: Int64) -> ClosedRange<Int64> {
        let (first, last) = (CaseSpace.earliest.numerator, CaseSpace.latest.numerator)
        return Int64(truncatingIfNeeded: first) * unit...Int64(truncatingIfNeeded: last) * unit
    }

    private static func isRange(_ cell: DecisionTable.Cell) -> Bool {
        switch cell {
        case .range: true
        case .not(let inner): isRange(inner)
        case .either(let cells): cells.contains(where: isRange)
        case .any, .values: false
        }
    }

    private static func constants(_ cell: DecisionTable.Cell) -> [Value] {
        switch cell {
        case .any: []
        case .values(let values): values
        case .range(let lower, let upper, _, _): [lower, upper].compactMap { $0 }
        case .not(let inner): constants(inner)
        case .either(let cells): cells.flatMap(constants)
        }
    }

    private static func number(_ value: Value) -> Rational? {
        switch value {
        case .integer(let number), .duration(let number, _): Rational(Int128(number))
        case .decimal(let number): Rational(number)
        case .date(let date): Rational(Int(date.day))
        case .dateTime(let moment): Rational(Int128(moment.milliseconds))
        case .enumeration(_, let index): Rational(index)
        default: nil
        }
    }

    private static func column(_ scale: Scale) -> BoxSet.Column {
        switch scale {
        case .grid(_, let range, let isOptional):
            .interval(lower: range.lowerBound - (isOptional ? 1 : 0), upper: range.upperBound)
        case .cuts(let cuts, let isOptional): .interval(lower: isOptional ? -1 : 0, upper: Int64(2 * cuts.count))
        case .values(let values, let hasOthers, let isOptional):
            .values((1 << UInt64(values.count + (hasOthers ? 1 : 0) + (isOptional ? 1 : 0))) - 1)
        }
    }

    // MARK: cells

    /// A cell that is one interval or one set of values, without detours; nothing where it is not.
    private static func part(
        _ cell: DecisionTable.Cell, _ scale: Scale, _ column: BoxSet.Column
    ) -> (lower: Int64, upper: Int64)? {
        switch (cell, column) {
        case (.any, .interval(let low, let high)): return (low, high)
        case (.any, .values(let all)): return (Int64(bitPattern: all), 0)
        case (.values, .values(let all)):
            guard let set = bits(cell, scale, all), set != 0 else { return nil }
            return (Int64(bitPattern: set), 0)
        case (.range(let lower, let upper, let includesLower, let includesUpper), .interval(_, let high)):
            guard case .grid(let factor, let range, false) = scale else { return nil }
            var (from, to) = (range.lowerBound, high)
            if let lower {
                guard let place = whole(lower, factor), range.contains(place) else { return nil }
                from = max(from, includesLower ? place : place + 1)
            }
            if let upper {
                guard let place = whole(upper, factor), range.contains(place) else { return nil }
                to = min(to, includesUpper ? place : place - 1)
            }
            return from <= to ? (from, to) : nil
        default: return nil
        }
    }

    /// A value that is a small whole number on a grid.
    private static func whole(_ value: Value, _ factor: Rational) -> Int64? {
        switch value {
        case .integer(let number) where factor == .one: return number.magnitude < 1 << 60 ? number : nil
        case .decimal(let number) where number.scale <= 2 && factor == Rational(100):
            let coefficient = number.coefficient
            guard coefficient.magnitude < 1 << 53 else { return nil }
            return Int64(coefficient) * (number.scale == 0 ? 100 : number.scale == 1 ? 10 : 1)
        default: return nil
        }
    }

    /// The intervals, or the one set of values, of a cell; none where nothing fits it.
    private static func parts(
        _ cell: DecisionTable.Cell, _ scale: Scale, _ column: BoxSet.Column
    ) -> [(lower: Int64, upper: Int64)]? {
        switch column {
        case .values(let all):
            guard let set = bits(cell, scale, all) else { return nil }
            return set == 0 ? [] : [(Int64(bitPattern: set), Int64(0))]
        case .interval(let low, let high):
            return intervals(cell, scale, low, high)
        }
    }

    private static func bits(_ cell: DecisionTable.Cell, _ scale: Scale, _ all: UInt64) -> UInt64? {
        guard case .values(let values, _, _) = scale else { return nil }
        switch cell {
        case .any: return all
        case .not(let inner): return bits(inner, scale, all).map { all & ~$0 }
        case .either(let cells):
            var united: UInt64 = 0
            for cell in cells {
                guard let own = bits(cell, scale, all) else { return nil }
                united |= own
            }
            return united
        case .range: return nil
        case .values(let wanted):
            var bits: UInt64 = 0
            for value in wanted {
                // The values of an enumeration stand in their order.
                if case .enumeration(_, let index) = value, values.indices.contains(index), values[index] == value {
                    bits |= 1 << UInt64(index)
                    continue
                }
                guard let index = values.firstIndex(of: value) else { return nil }
                bits |= 1 << UInt64(index)
            }
            return bits
        }
    }

    private static func intervals(
        _ cell: DecisionTable.Cell, _ scale: Scale, _ low: Int64, _ high: Int64
    ) -> [(lower: Int64, upper: Int64)]? {
        // What is stated begins after the place of "missing".
        var first = low
        switch scale {
        case .grid(_, _, true), .cuts(_, true): first = low + 1
        default: break
        }
        switch cell {
        case .any: return [(low, high)]
        case .either(let cells):
            var parts: [(lower: Int64, upper: Int64)] = []
            for cell in cells {
                guard let own = intervals(cell, scale, low, high) else { return nil }
                parts += own
            }
            return joined(parts)
        case .not(let inner):
            guard let parts = intervals(inner, scale, low, high) else { return nil }
            var rest: [(lower: Int64, upper: Int64)] = []
            var next = low
            for part in parts.sorted(by: { $0.lower < $1.lower }) {
                if next < part.lower { rest.append((next, part.lower - 1)) }
                next = max(next, part.upper + 1)
            }
            if next <= high { rest.append((next, high)) }
            return rest
        case .values(let values):
            var parts: [(lower: Int64, upper: Int64)] = []
            for value in values {
                guard let lower = place(value, scale, roundedUp: true, isOpen: false),
                    let upper = place(value, scale, roundedUp: false, isOpen: false)
                else { return nil }
                if lower <= upper, first <= lower, upper <= high { parts.append((lower, upper)) }
            }
            return joined(parts)
        case .range(let lower, let upper, let includesLower, let includesUpper):
            var (from, to) = (first, high)
            if let lower {
                guard let bound = place(lower, scale, roundedUp: true, isOpen: !includesLower) else { return nil }
                from = max(from, bound)
            }
            if let upper {
                guard let bound = place(upper, scale, roundedUp: false, isOpen: !includesUpper) else { return nil }
                to = min(to, bound)
            }
            return from <= to ? [(from, to)] : []
        }
    }

    /// Neighbouring and overlapping intervals as one.
    private static func joined(_ parts: [(lower: Int64, upper: Int64)]) -> [(lower: Int64, upper: Int64)] {
        var result: [(lower: Int64, upper: Int64)] = []
        for part in parts.sorted(by: { $0.lower < $1.lower }) {
            if let last = result.last, part.lower <= last.upper + 1 {
                result[result.count - 1].upper = max(last.upper, part.upper)
            } else {
                result.append(part)
            }
        }
        return result
    }

    /// The first whole number at or above a value (`roundedUp`), or the last at or below it; beyond it where `isOpen`.
    private static func place(_ value: Value, _ scale: Scale, roundedUp: Bool, isOpen: Bool) -> Int64? {
        guard let number = number(value) else { return nil }
        switch scale {
        case .grid(let factor, let range, _):
            let scaled = number * factor
            let whole: Rational
            if roundedUp {
                whole = isOpen ? scaled.floor + .one : scaled.ceiling
            } else {
                whole = isOpen ? scaled.ceiling - .one : scaled.floor
            }
            guard let place = Int64(exactly: whole.numerator) else { return nil }
            if range == numbers, !numbers.contains(place) { return nil }
            // What lies beyond the values of a type is kept just outside of them.
            return max(range.lowerBound - 1, min(range.upperBound + 1, place))
        case .cuts(let cuts, _):
            guard let index = cuts.firstIndex(of: number) else { return nil }
            let middle = Int64(2 * index + 1)
            return isOpen ? (roundedUp ? middle + 1 : middle - 1) : middle
        case .values: return nil
        }
    }

    // MARK: back to cells

    /// Cells that describe a region of the boxes, to look for a case in it; `nil` stands for "missing".
    func cells(of region: [Int64]) -> [DecisionTable.Cell?] {
        scales.indices.map { column in
            let (low, high) = (region[2 * column], region[2 * column + 1])
            switch scales[column] {
            case .values(let values, let hasOthers, _):
                let bits = UInt64(bitPattern: low)
                let known = values.indices.filter { bits & (1 << UInt64($0)) != 0 }.map { values[$0] }
                if !known.isEmpty { return .values(known) }
                if hasOthers, bits & (1 << UInt64(values.count)) != 0 { return .not(.values(values)) }
                return nil
            case .grid(let factor, let range, _):
                let first = max(low, range.lowerBound)
                if high < first { return nil }
                return .range(
                    lower: value(Rational(Int128(first)) / factor, column),
                    upper: value(Rational(Int128(high)) / factor, column), includesLower: true, includesUpper: true)
            case .cuts(let cuts, _):
                let first = max(low, 0)
                if high < first { return nil }
                let (below, isBelowOpen) = edge(first, cuts, isLower: true)
                let (above, isAboveOpen) = edge(high, cuts, isLower: false)
                return .range(
                    lower: below.flatMap { value($0, column) }, upper: above.flatMap { value($0, column) },
                    includesLower: !isBelowOpen, includesUpper: !isAboveOpen)
            }
        }
    }

    private func edge(_ place: Int64, _ cuts: [Rational], isLower: Bool) -> (Rational?, isOpen: Bool) {
        if place % 2 != 0 { return (cuts[Int(place / 2)], false) }
        let index = Int(place / 2) - (isLower ? 1 : 0)
        return cuts.indices.contains(index) ? (cuts[index], true) : (nil, true)
    }

    private func value(_ number: Rational, _ column: Int) -> Value? {
        var type = table.inputs[column].type
        if case .optional(let inner) = type { type = inner }
        switch type {
        case .decimal, .money, .percent: return number.decimal.map { .decimal($0) }
        default: break
        }
        guard let whole = Int64(exactly: number.numerator) else { return nil }
        switch type {
        case .integer, .timeOfDay, .weekday: return .integer(whole)
        case .duration(let unit): return .duration(whole, unit)
        case .date:
            let (first, last) = (Int64(CalendarDate.first.day), Int64(CalendarDate.last.day))
            return CalendarDate(day: Int(min(max(whole, first), last))).map { .date($0) }
        case .dateTime: return Moment(milliseconds: whole, offsetMinutes: 480).map { .dateTime($0) }
        case .enumeration(let id): return .enumeration(id, Int(whole))
        default: return nil
        }
    }
}
