/// A formula with everything taken away that may still change: what holds of the rest wherever the whole can hold, however
/// the others come out.
struct Projection {
    private let space: CaseSpace
    private let inputs: Set<Int>
    private let numbers: Set<NumberVariable>
    /// Inputs that can hold only where a formula over what stays does.
    private let bounds: [Int: Formula]
    private var memo: [Int32: Formula] = [:]
    /// Parts in parts beyond which a formula counts as open.
    private static let depth = 400

    /// `facts` are those that stay as they are.
    init(_ translator: Translator, bounds: [Int: Formula] = [:]) {
        space = translator.space
        var inputs: Set<Int> = []
        var numbers: Set<NumberVariable> = []
        func keep(_ formula: Formula) {
            if case .input(let index) = translator.space.store.nodes[formula.node] { inputs.insert(index) }
        }
        func keep(_ fact: Fact) {
            switch fact {
            case .boolean(let formula): keep(formula)
            case .number(let variable, _): numbers.insert(variable)
            case .choice(_, let values): values.forEach(keep)
            case .record(_, let parts): parts.forEach(keep)
            // What is not stated yet may be stated later, and a list may grow.
            case .optional, .list: break
            }
        }
        translator.facts.forEach(keep)
        translator.organisations.forEach(keep)
        self.inputs = inputs
        self.numbers = numbers
        self.bounds = bounds
    }

    /// Holds wherever the formula can come to hold.
    mutating func upper(_ formula: Formula, depth: Int = Projection.depth) -> Formula {
        if formula == .yes || formula == .no { return formula }
        if depth == 0 { return .yes }
        if let known = memo[formula.code] { return known }
        let result: Formula
        switch space.store.nodes[formula.node] {
        case .yes: result = formula
        case .input(let index):
            if let bound = bounds[index] {
                result = formula.isNegated ? .yes : bound
            } else {
                result = inputs.contains(index) ? formula : .yes
            }
        case .atom(let form, _, _):
            let isKept = space.store.forms[form].terms.allSatisfy { numbers.contains($0.variable) }
            result = isKept ? formula : .yes
        case .all(let range):
            var parts: [Formula] = []
            for child in space.store.children[range] {
                parts.append(upper(formula.isNegated ? !child : child, depth: depth - 1))
            }
            result = formula.isNegated ? space.store.any(parts) : space.store.all(parts)
        }
        memo[formula.code] = result
        return result
    }
}
