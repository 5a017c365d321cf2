import WritLanguage
import WritSemantics

/// Whether the sums under a table are those of what stands in its rows. Each row is rounded to the fen when it is printed; a sum of
/// amounts that were not rounded before may then differ from the sum of the printed ones.
struct PrintedSums {
    let program: Program
    private var rows: [(expression: Expression, span: Span)] = []
    private var totals: [(expression: Expression, span: Span)] = []
    /// What is added stands in a total or a subtotal.
    var isInTotal = false

    init(program: Program) { self.program = program }

    mutating func add(_ expression: Expression, _ span: Span) {
        guard Self.isMoney(expression.type) else { return }
        if isInTotal { totals.append((expression, span)) } else { rows.append((expression, span)) }
    }

    /// Places where what is printed is finer than its print, in tables that have totals of amounts.
    var unrounded: [Span] {
        guard !totals.isEmpty else { return [] }
        let finer = rows.filter { Self.isFiner($0.expression) }.map(\.span)
        return finer.isEmpty ? totals.filter { sumsUnrounded($0.expression, depth: 0) }.map(\.span) : finer
    }

    private static func isMoney(_ type: ValueType) -> Bool {
        switch type {
        case .money: true
        case .optional(let inner): isMoney(inner)
        default: false
        }
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
        switch expression.kind {
        case .summary(.sum, let body?, _, _): return Self.isFiner(body)
        case .widened(let inner), .rounded(let inner), .negate(let inner): return sumsUnrounded(inner, depth: depth)
        case .arithmetic(_, let left, let right), .orElse(let left, let right):
            return sumsUnrounded(left, depth: depth) || sumsUnrounded(right, depth: depth)
        case .conditional(_, let first, let second):
            return sumsUnrounded(first, depth: depth) || sumsUnrounded(second, depth: depth)
        case .definition(_, let id):
            guard depth < 4, case .branches(let branches) = program.definitions[id.index].origin else { return false }
            return branches.contains { sumsUnrounded($0.value, depth: depth + 1) }
        default: return false
        }
    }
}
