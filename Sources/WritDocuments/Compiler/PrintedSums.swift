import WritLanguage
import WritSemantics

/// Whether the sums under a table are those of what stands in its rows. Each row is rounded when it is printed, to the fen or as the form
/// says; a sum of what was not rounded before may then differ from the sum of what is printed. And rows of some elements do not add up to
/// the sum of all.
struct PrintedSums {
    private struct Printed {
        let expression: Expression
        let span: Span
        /// How many places the form prints, where it says so.
        let places: Int?
        let isMoney: Bool
    }

    let program: Program
    private var rows: [Printed] = []
    private var totals: [Printed] = []
    /// Lists of which the rows show some elements only.
    private var partial: [[PathPart]] = []
    /// What is added stands in a total or a subtotal.
    var isInTotal = false

    init(program: Program) { self.program = program }

    /// - Parameter places: that the form prints, where it says so.
    mutating func add(_ expression: Expression, _ span: Span, places: Int?) {
        let isMoney: Bool
        switch Self.bare(expression.type) {
        case .money: isMoney = true
        case .decimal: isMoney = false
        default: return
        }
        let printed = Printed(expression: expression, span: span, places: places, isMoney: isMoney)
        if isInTotal { totals.append(printed) } else { rows.append(printed) }
    }

    /// The rows show only those elements of a list that satisfy a condition.
    mutating func showsSome(of list: [PathPart]) { partial.append(list) }

    /// Places where amounts are finer than their print, in tables that have totals of amounts.
    var unrounded: [Span] {
        let sums = totals.filter(\.isMoney)
        guard !sums.isEmpty else { return [] }
        let finer = rows.filter { $0.isMoney && $0.places == nil && Self.isFiner($0.expression) }.map(\.span)
        return finer.isEmpty ? sums.filter { sumsUnrounded($0.expression, depth: 0) }.map(\.span) : finer
    }

    /// Places where the form prints fewer decimals than there may be, over a total of the same kind.
    var coarse: [Span] {
        rows.filter { row in
            guard let places = row.places, totals.contains(where: { $0.isMoney == row.isMoney }) else { return false }
            return row.isMoney ? places < 2 : true
        }.map(\.span)
    }

    /// Totals of all elements of a list under rows of some of them.
    /// - Parameter path: where in the case a list stands; nil where it is none of its own.
    func ofOthers(_ path: (Expression) -> [PathPart]?) -> [Span] {
        guard !partial.isEmpty else { return [] }
        return totals.filter { total in
            lists(in: total.expression, depth: 0).contains { list in path(list).map { partial.contains($0) } ?? false }
        }.map(\.span)
    }

    private static func bare(_ type: ValueType) -> ValueType {
        if case .optional(let inner) = type { bare(inner) } else { type }
    }

    /// Whether an amount may have more than two decimals. Facts are entered in fen, and definitions are rounded to it.
    static func isFiner(_ expression: Expression) -> Bool {
        switch expression.kind {
        case .arithmetic(let operation, let left, let right):
            switch operation {
            case .divide: return true
            case .multiply:
                func isWhole(_ factor: Expression) -> Bool {
                    if case .widened(let inner) = factor.kind { return isWhole(inner) }
                    return factor.type == .integer
                }
                if isWhole(left) { return isFiner(right) }
                return isWhole(right) ? isFiner(left) : true
            case .add, .subtract: return isFiner(left) || isFiner(right)
            }
        case .negate(let inner), .widened(let inner): return isFiner(inner)
        case .orElse(let left, let right): return isFiner(left) || isFiner(right)
        case .conditional(_, let first, let second): return isFiner(first) || isFiner(second)
        case .summary(_, let body, _, _): return body.map { isFiner($0) } ?? false
        default: return false
        }
    }

    /// Whether it adds up amounts for each element that were not rounded; a definition is looked into.
    private func sumsUnrounded(_ expression: Expression, depth: Int) -> Bool {
        sums(in: expression, depth: depth).contains { Self.isFiner($0.body) }
    }

    /// The lists that are added up, element by element.
    private func lists(in expression: Expression, depth: Int) -> [Expression] {
        sums(in: expression, depth: depth).map(\.list)
    }

    /// What is added up, in an expression and in the definitions that it names.
    private func sums(in expression: Expression, depth: Int) -> [(body: Expression, list: Expression)] {
        switch expression.kind {
        case .summary(.sum, let body?, _, let list): return [(body, list)]
        case .widened(let inner), .rounded(let inner), .negate(let inner): return sums(in: inner, depth: depth)
        case .arithmetic(_, let left, let right), .orElse(let left, let right):
            return sums(in: left, depth: depth) + sums(in: right, depth: depth)
        case .conditional(_, let first, let second):
            return sums(in: first, depth: depth) + sums(in: second, depth: depth)
        case .definition(_, let id):
            guard depth < 4, case .branches(let branches) = program.definitions[id.index].origin else { return [] }
            return branches.flatMap { sums(in: $0.value, depth: depth + 1) }
        default: return []
        }
    }
}
