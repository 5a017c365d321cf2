/// What a formula surely demands of single unknowns: bounds of sums, values of choices and of Booleans. It may demand more.
///
/// Two formulas whose hulls do not meet cannot hold in one case, which is seen without asking the solver.
struct FormulaHull {
    enum Dimension: Hashable {
        case form(Int)
        case input(Int)
        case choice(Int)
        /// A choice with more values than a word has bits, by the place of the value.
        case place(Int)
    }
    struct Extent {
        var low: Rational?
        var high: Rational?
        /// Of an input or a choice, the values that are left.
        var bits: UInt64 = .max

        var isEmpty: Bool {
            if bits == 0 { return true }
            guard let low, let high else { return false }
            return high < low
        }

        func meeting(_ other: Extent) -> Extent {
            Extent(
                low: low.flatMap { a in other.low.map { max(a, $0) } } ?? low ?? other.low,
                high: high.flatMap { a in other.high.map { min(a, $0) } } ?? high ?? other.high,
                bits: bits & other.bits)
        }

        func joined(_ other: Extent) -> Extent {
            Extent(
                low: low.flatMap { a in other.low.map { min(a, $0) } },
                high: high.flatMap { a in other.high.map { max(a, $0) } }, bits: bits | other.bits)
        }
    }

    var extents: [Dimension: Extent] = [:]
    /// Nothing fulfils it.
    var isEmpty = false
}

/// The hulls of many formulas of one space.
struct FormulaHulls {
    private let space: CaseSpace
    private var memo: [Int32: FormulaHull] = [:]
    /// Alternatives, and parts in parts, beyond which a formula counts as demanding nothing.
    private static let breadth = 64
    private static let depth = 40

    init(_ space: CaseSpace) { self.space = space }

    mutating func hull(of formula: Formula, depth: Int = FormulaHulls.depth) -> FormulaHull {
        if formula == .no { return FormulaHull(isEmpty: true) }
        if formula == .yes || depth == 0 { return FormulaHull() }
        if let known = memo[formula.code] { return known }
        let hull: FormulaHull
        switch space.store.nodes[formula.node] {
        case .yes: hull = FormulaHull()
        case .input(let input):
            if let (choice, value) = space.store.choiceOf[input] {
                if space.store.choices[choice].count <= UInt64.bitWidth {
                    let bit = UInt64(1) << UInt64(value)
                    hull = FormulaHull(extents: [.choice(choice): .init(bits: formula.isNegated ? ~bit : bit)])
                } else if formula.isNegated {
                    hull = FormulaHull()
                } else {
                    let place = Rational(value)
                    hull = FormulaHull(extents: [.place(choice): .init(low: place, high: place)])
                }
            } else {
                hull = FormulaHull(extents: [.input(input): .init(bits: formula.isNegated ? 1 : 2)])
            }
        case .atom(let form, let bound, _):
            if !formula.isNegated {
                hull = FormulaHull(extents: [.form(form): .init(high: bound)])
            } else {
                let isWhole = space.store.forms[form].terms.allSatisfy {
                    space.store.numbers[Int($0.variable)].isInteger
                }
                hull = FormulaHull(extents: [.form(form): .init(low: isWhole ? bound + .one : bound)])
            }
        case .all(let range):
            hull = formula.isNegated ? alternatives(range, depth) : parts(range, depth)
        }
        memo[formula.code] = hull
        return hull
    }

    private mutating func parts(_ range: Range<Int>, _ depth: Int) -> FormulaHull {
        var result = FormulaHull()
        for child in range {
            let part = hull(of: space.store.children[child], depth: depth - 1)
            if part.isEmpty { return part }
            for (dimension, extent) in part.extents {
                let narrowed = result.extents[dimension]?.meeting(extent) ?? extent
                if narrowed.isEmpty { return FormulaHull(isEmpty: true) }
                result.extents[dimension] = narrowed
            }
        }
        return result
    }

    private mutating func alternatives(_ range: Range<Int>, _ depth: Int) -> FormulaHull {
        if range.count > FormulaHulls.breadth { return FormulaHull() }
        var result = FormulaHull(isEmpty: true)
        for child in range {
            let part = hull(of: !space.store.children[child], depth: depth - 1)
            if part.isEmpty { continue }
            if result.isEmpty {
                result = part
                continue
            }
            for (dimension, extent) in result.extents {
                result.extents[dimension] = part.extents[dimension].map(extent.joined)
            }
            if result.extents.isEmpty { break }
        }
        return result
    }
}

/// Which of many formulas can hold together, found by one sweep over their hulls instead of a question for each pair.
struct MeetingPairs {
    /// Unknowns by which formulas are told apart.
    private static let dimensionLimit = 24

    /// The pairs of formulas of different groups whose hulls meet, the earlier first, and whether those are all; no more
    /// than `limit`.
    static func find(
        _ formulas: [(formula: Formula, group: Int)], in space: CaseSpace, limit: Int
    ) -> (pairs: [(Int, Int)], isWhole: Bool) {
        var hulls = FormulaHulls(space)
        var found: [(index: Int, hull: FormulaHull)] = []
        var uses: [FormulaHull.Dimension: Int] = [:]
        for (index, entry) in formulas.enumerated() {
            let hull = hulls.hull(of: entry.formula)
            if hull.isEmpty { continue }
            found.append((index, hull))
            for dimension in hull.extents.keys { uses[dimension, default: 0] += 1 }
        }
        let dimensions = uses.filter { $0.value > 1 }.sorted { $0.value > $1.value }.prefix(dimensionLimit).map(\.key)
        let columns = dimensions.map { Column($0, found.map(\.hull)) }
        var boxes = BoxSet(columns: columns.map(\.kind))
        for (index, hull) in found {
            boxes.add(row: index, output: formulas[index].group, columns.map { $0.cell(of: hull) })
        }
        var pairs: [(Int, Int)] = []
        var isWhole = true
        boxes.forEachConflict { a, b in
            if pairs.count < limit { pairs.append((found[a].index, found[b].index)) } else { isWhole = false }
        }
        return (pairs, isWhole)
    }

    /// One unknown, its bounds numbered in their order.
    private struct Column {
        let dimension: FormulaHull.Dimension
        private var places: [Rational: Int64] = [:]
        let kind: BoxSet.Column

        init(_ dimension: FormulaHull.Dimension, _ hulls: [FormulaHull]) {
            self.dimension = dimension
            switch dimension {
            case .form, .place: break
            case .input, .choice:
                kind = .values(.max)
                return
            }
            var bounds: Set<Rational> = []
            for hull in hulls {
                guard let extent = hull.extents[dimension] else { continue }
                if let low = extent.low { bounds.insert(low) }
                if let high = extent.high { bounds.insert(high) }
            }
            for (place, bound) in bounds.sorted().enumerated() { places[bound] = Int64(place) }
            kind = .interval(lower: -1, upper: Int64(bounds.count))
        }

        func cell(of hull: FormulaHull) -> (lower: Int64, upper: Int64) {
            let extent = hull.extents[dimension] ?? .init()
            guard case .interval(let lower, let upper) = kind else { return (Int64(bitPattern: extent.bits), 0) }
            return (extent.low.flatMap { places[$0] } ?? lower, extent.high.flatMap { places[$0] } ?? upper)
        }
    }
}
