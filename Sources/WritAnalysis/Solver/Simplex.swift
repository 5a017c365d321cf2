/// Linear arithmetic over exact fractions with bounds that come and go: the general simplex of Dutertre and de Moura.
///
/// Each bound carries the literal that asserted it, so that a contradiction is explained by the literals that cause it.
struct Simplex {
    struct Bound {
        let value: DeltaRational
        /// The literal that asserts the bound; `Simplex.always` for the bounds of the variable's own domain.
        let reason: Int32
    }
    enum Verdict {
        case feasible
        /// The literals that cannot hold together; all of them are asserted.
        case infeasible([Int32])
        /// A number left the range of exact arithmetic, or the work limit was reached.
        case gaveUp
    }

    static let always: Int32 = -1

    private struct Undo {
        let column: Int
        let isUpper: Bool
        let bound: Bound?
    }
    private struct Entry {
        let column: Int32
        var coefficient: Rational
    }

    private(set) var lower: [Bound?] = []
    private(set) var upper: [Bound?] = []
    private(set) var value: [DeltaRational] = []
    /// For a basic column its row, otherwise -1.
    private var rowOf: [Int] = []
    /// Row i says `column owner[i] = Σ coefficient × nonbasic column`, in order of column.
    private var rows: [[Entry]] = []
    private var owner: [Int] = []
    private var trail: [Undo] = []
    private(set) var pivots = 0
    let pivotLimit: Int

    init(pivotLimit: Int) { self.pivotLimit = pivotLimit }

    mutating func addColumn(lower: Rational?, upper: Rational?) -> Int {
        let column = value.count
        self.lower.append(lower.map { Bound(value: DeltaRational($0), reason: Simplex.always) })
        self.upper.append(upper.map { Bound(value: DeltaRational($0), reason: Simplex.always) })
        var start = DeltaRational.zero
        if let lower, start.real < lower { start = DeltaRational(lower) }
        if let upper, upper < start.real { start = DeltaRational(upper) }
        value.append(start)
        rowOf.append(-1)
        return column
    }

    /// Adds a column that is a sum of others, none of which is basic yet.
    mutating func addRow(_ terms: [(column: Int, coefficient: Rational)]) -> Int {
        let column = addColumn(lower: nil, upper: nil)
        var sum = DeltaRational.zero
        var entries: [Int32: Rational] = [:]
        for term in terms {
            sum = sum + term.coefficient * value[term.column]
            let row = rowOf[term.column]
            if row >= 0 {
                for entry in rows[row] {
                    entries[entry.column, default: .zero] =
                        entries[entry.column, default: .zero] + term.coefficient * entry.coefficient
                }
            } else {
                entries[Int32(term.column), default: .zero] =
                    entries[Int32(term.column), default: .zero] + term.coefficient
            }
        }
        value[column] = sum
        rowOf[column] = rows.count
        rows.append(
            entries.filter { !$0.value.isZero }.sorted { $0.key < $1.key }
                .map { Entry(column: $0.key, coefficient: $0.value) })
        owner.append(column)
        return column
    }

    var mark: Int { trail.count }

    mutating func undo(to mark: Int) {
        while trail.count > mark, let last = trail.popLast() {
            if last.isUpper { upper[last.column] = last.bound } else { lower[last.column] = last.bound }
        }
        // Values stay: they satisfied the bounds at the last feasible point, and fewer bounds hold now.
    }

    mutating func assertUpper(_ column: Int, _ bound: DeltaRational, _ reason: Int32) -> Verdict {
        if let old = upper[column], old.value <= bound { return .feasible }
        if let low = lower[column], bound < low.value { return conflict(reason, low.reason) }
        trail.append(Undo(column: column, isUpper: true, bound: upper[column]))
        upper[column] = Bound(value: bound, reason: reason)
        if bound < value[column] { move(column, to: bound) }
        return .feasible
    }

    mutating func assertLower(_ column: Int, _ bound: DeltaRational, _ reason: Int32) -> Verdict {
        if let old = lower[column], bound <= old.value { return .feasible }
        if let high = upper[column], high.value < bound { return conflict(reason, high.reason) }
        trail.append(Undo(column: column, isUpper: false, bound: lower[column]))
        lower[column] = Bound(value: bound, reason: reason)
        if value[column] < bound { move(column, to: bound) }
        return .feasible
    }

    private func conflict(_ a: Int32, _ b: Int32) -> Verdict {
        .infeasible(Set([a, b]).filter { $0 != Simplex.always }.sorted())
    }

    private mutating func move(_ column: Int, to target: DeltaRational) {
        guard rowOf[column] < 0 else { return }
        let change = target - value[column]
        value[column] = target
        for row in rows.indices {
            if let coefficient = coefficient(row, column) {
                value[owner[row]] = value[owner[row]] + coefficient * change
            }
        }
    }

    private func coefficient(_ row: Int, _ column: Int) -> Rational? {
        let entries = rows[row]
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if Int(entries[middle].column) < column { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && Int(entries[low].column) == column ? entries[low].coefficient : nil
    }

    /// Looks for values within all bounds. Bland's rule (always the first column that fits) makes it end.
    mutating func check() -> Verdict {
        while true {
            var leaving = -1
            for (row, column) in owner.enumerated() where leaving < 0 || column < owner[leaving] {
                if value[column].isInvalid { return .gaveUp }
                if let low = lower[column], value[column] < low.value { leaving = row }
                if let high = upper[column], high.value < value[column] { leaving = row }
            }
            if leaving < 0 { return .feasible }
            pivots += 1
            if pivots > pivotLimit { return .gaveUp }
            let column = owner[leaving]
            let isLow: Bool
            let target: DeltaRational
            if let low = lower[column], value[column] < low.value {
                (isLow, target) = (true, low.value)
            } else if let high = upper[column] {
                (isLow, target) = (false, high.value)
            } else {
                return .gaveUp
            }
            var entering = -1
            for entry in rows[leaving] {
                let grows = entry.coefficient.isPositive == isLow
                if canMove(Int(entry.column), up: grows) {
                    entering = Int(entry.column)
                    break
                }
            }
            if entering < 0 { return .infeasible(explain(leaving, isLow: isLow)) }
            guard pivot(row: leaving, entering: entering, target: target) else { return .gaveUp }
        }
    }

    private func canMove(_ column: Int, up: Bool) -> Bool {
        if up {
            guard let high = upper[column] else { return true }
            return value[column] < high.value
        }
        guard let low = lower[column] else { return true }
        return low.value < value[column]
    }

    private func explain(_ row: Int, isLow: Bool) -> [Int32] {
        var reasons: Set<Int32> = []
        let column = owner[row]
        if let own = isLow ? lower[column] : upper[column] { reasons.insert(own.reason) }
        for entry in rows[row] {
            let grows = entry.coefficient.isPositive == isLow
            if let bound = grows ? upper[Int(entry.column)] : lower[Int(entry.column)] {
                reasons.insert(bound.reason)
            }
        }
        reasons.remove(Simplex.always)
        return reasons.sorted()
    }

    /// Exchanges a basic column for a nonbasic one and moves the former to `target`. False where a number overflows.
    private mutating func pivot(row: Int, entering: Int, target: DeltaRational) -> Bool {
        guard let factor = coefficient(row, entering) else { return false }
        let leaving = owner[row]
        let step = (Rational.one / factor) * (target - value[leaving])
        if step.isInvalid { return false }
        value[leaving] = target
        value[entering] = value[entering] + step
        for other in rows.indices where other != row {
            if let coefficient = coefficient(other, entering) {
                value[owner[other]] = value[owner[other]] + coefficient * step
            }
        }
        // Solve the row for the entering column.
        let inverse = Rational.one / factor
        var solved: [Entry] = []
        solved.reserveCapacity(rows[row].count)
        var placed = false
        for entry in rows[row] {
            if !placed, Int(entry.column) > leaving {
                solved.append(Entry(column: Int32(leaving), coefficient: inverse))
                placed = true
            }
            if Int(entry.column) == entering { continue }
            solved.append(Entry(column: entry.column, coefficient: -(entry.coefficient * inverse)))
        }
        if !placed { solved.append(Entry(column: Int32(leaving), coefficient: inverse)) }
        rows[row] = solved
        owner[row] = entering
        rowOf[entering] = row
        rowOf[leaving] = -1
        for other in rows.indices where other != row {
            guard let coefficient = coefficient(other, entering) else { continue }
            guard let merged = substitute(rows[other], entering, coefficient, solved) else { return false }
            rows[other] = merged
        }
        return true
    }

    /// `row` with `column` replaced by what `solved` says it is.
    private func substitute(
        _ row: [Entry], _ column: Int, _ factor: Rational, _ solved: [Entry]
    ) -> [Entry]? {
        var merged: [Entry] = []
        merged.reserveCapacity(row.count + solved.count)
        var i = 0
        var j = 0
        while i < row.count || j < solved.count {
            if i < row.count, Int(row[i].column) == column {
                i += 1
                continue
            }
            let entry: Entry
            if j == solved.count || i < row.count && row[i].column < solved[j].column {
                entry = row[i]
                i += 1
            } else if i == row.count || solved[j].column < row[i].column {
                entry = Entry(column: solved[j].column, coefficient: factor * solved[j].coefficient)
                j += 1
            } else {
                entry = Entry(
                    column: row[i].column, coefficient: row[i].coefficient + factor * solved[j].coefficient)
                i += 1
                j += 1
            }
            if entry.coefficient.isInvalid { return nil }
            if !entry.coefficient.isZero { merged.append(entry) }
        }
        return merged
    }

    /// A value for δ that keeps every bound, so that strict bounds can be told as plain numbers.
    func smallDelta() -> Rational {
        var delta = Rational.one
        func narrow(_ low: DeltaRational, _ high: DeltaRational) {
            // low ≤ high; low.real + low.delta·δ ≤ high.real + high.delta·δ must hold.
            let slope = low.delta - high.delta
            if slope.isPositive, low.real < high.real {
                delta = min(delta, (high.real - low.real) / slope)
            }
        }
        for column in value.indices {
            if let low = lower[column] { narrow(low.value, value[column]) }
            if let high = upper[column] { narrow(value[column], high.value) }
        }
        return delta / Rational(2)
    }
}
