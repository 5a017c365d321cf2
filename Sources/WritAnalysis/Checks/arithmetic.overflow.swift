import WritEvaluation
import WritLanguage
import WritSemantics

/// Numbers that grow beyond what a value can hold, so that there is none, in a case that somebody might have.
///
/// Facts lie within the bounds of their fields; without bounds, whole numbers up to a thousand million, amounts up to a million
/// million, and rates up to 1,000 % are looked at. What is told is confirmed by evaluating the case.
enum ArithmeticOverflow: Check {
    static let id = "arithmetic.overflow"

    static func run(_ analysis: Analysis) {
        for definition in analysis.program.definitions {
            guard case .branches(let branches) = definition.origin,
                analysis.program.records[definition.subject.index].isCase
            else { continue }
            let translator = analysis.translator(for: definition.subject)
            guard case .record(let record) = translator.subject else { continue }
            let conditions = translator.branchConditions(branches, of: record)
            for (branch, condition) in zip(branches, conditions) {
                check(branch.value, where: condition.applies, translator, analysis)
                if case .when(let guarding) = branch.condition {
                    check(guarding, where: translator.inForce(branch.provision), translator, analysis)
                }
            }
        }
        for rule in analysis.program.rules {
            guard let condition = rule.condition else { continue }
            let translator = analysis.translator(for: rule.subject)
            check(condition, where: translator.inForce(rule.provision), translator, analysis)
        }
    }

    private static func check(
        _ expression: Expression, where reached: Formula, _ translator: Translator, _ analysis: Analysis
    ) {
        var sizes = Magnitudes(analysis.program)
        var found: [Expression] = []
        expression.forEach { part in
            if case .arithmetic = part.kind, sizes.overflows(part) { found.append(part) }
        }
        // The innermost is where it happens.
        for part in found where !part.children.contains(where: { child in found.contains { $0.span == child.span } }) {
            show(part, in: expression, where: reached, translator, analysis)
        }
    }

    private static func show(
        _ part: Expression, in whole: Expression, where reached: Formula, _ translator: Translator, _ analysis: Analysis
    ) {
        guard case .record(let record) = translator.subject else { return }
        var pins: [Formula] = []
        for field in Magnitudes(analysis.program).facts(of: part) {
            guard case .number(let cases) = Magnitudes.bare(record.fields[field.index]), let value = cases.first?.value
            else { continue }
            pins.append(translator.space.store.isZero(value - Linear(constant: Rational(Int128(field.size)))))
        }
        guard case .possible(let model, _) = analysis.ask(translator, [reached] + pins),
            let witness = translator.witness(model, id: "witness")
        else { return analysis.prove(id) }
        let evaluation = Evaluator(Plan(analysis.program, formExpressions: [part])).evaluate(witness)
        guard evaluation.value(of: 0) == .unknown else { return analysis.prove(id) }
        analysis.show(
            id, fact: .overflow(what: analysis.program.text(of: part.span)), severity: .warning, at: part.span,
            in: translator, by: model,
            doubt: nil, replay: Replay(steps: [Replay.Step(expression: part, value: .unknown)]))
    }
}

/// How large what an expression comes to may be.
private struct Magnitudes {
    private let program: Program
    private var known: [DefinitionID: Double] = [:]

    /// Beyond these nothing has a value: whole numbers, and others with the places that they have.
    private static let wholeLimit = 9.2e18
    private static let otherLimit = 1.0e32

    init(_ program: Program) { self.program = program }

    mutating func overflows(_ expression: Expression) -> Bool {
        let isWhole = expression.type == .integer
        return size(expression) > (isWhole ? Magnitudes.wholeLimit : Magnitudes.otherLimit)
    }

    static func bare(_ symbol: Symbol) -> Symbol {
        if case .optional(_, _, let inner) = symbol { inner } else { symbol }
    }

    /// The facts of the case that an expression is made of, each at its largest.
    func facts(of expression: Expression) -> [(index: Int, size: Int64)] {
        var found: [Int: Int64] = [:]
        var stack = [expression]
        var seen: Set<DefinitionID> = []
        while let next = stack.popLast() {
            stack += next.children
            switch next.kind {
            case .field(let base, let index):
                guard case .local(0) = base.kind, let size = Int64(exactly: size(of: next, index).rounded(.down)) else {
                    continue
                }
                found[index] = size
            case .definition(_, let id) where seen.insert(id).inserted:
                if case .branches(let branches) = program.definitions[id.index].origin {
                    stack += branches.map(\.value)
                }
            default: break
            }
        }
        return found.map { ($0.key, $0.value) }.sorted { $0.index < $1.index }
    }

    private func size(of field: Expression, _ index: Int) -> Double {
        guard case .field(let base, _) = field.kind, case .record(let id) = base.type else { return 0 }
        let domain = program.records[id.index].fields[index].domain
        if let upper = domain?.upper.flatMap(ValueDomain.number) { return magnitude(upper) }
        return usual(field.type)
    }

    private func usual(_ type: ValueType) -> Double {
        switch type {
        case .integer: 1e9
        case .decimal, .money: 1e12
        case .percent: 10
        case .duration: 1e5
        case .optional(let inner): usual(inner)
        default: 0
        }
    }

    private func magnitude(_ number: Decimal) -> Double { abs(Double(number.description) ?? 0) }

    private mutating func size(_ expression: Expression) -> Double {
        switch expression.kind {
        case .constant(.integer(let number)): return abs(Double(number))
        case .constant(.decimal(let number)): return magnitude(number)
        case .field(_, let index): return size(of: expression, index)
        case .parameter(let id):
            return program.parameters[id.index].values.map { value in
                ValueDomain.number(value.value).map(magnitude) ?? 0
            }.max() ?? 0
        case .definition(_, let id):
            if let size = known[id] { return size }
            known[id] = 0
            if case .branches(let branches) = program.definitions[id.index].origin {
                known[id] = branches.map { size($0.value) }.max() ?? 0
            }
            return known[id] ?? 0
        case .arithmetic(let operation, let a, let b):
            let (left, right) = (size(a), size(b))
            switch operation {
            case .add, .subtract: return left + right
            case .multiply: return left * right
            case .divide:
                if case .constant = b.unwidened.kind, right > 0 { return left / right }
                return left
            }
        case .negate(let inner), .widened(let inner), .rounded(let inner): return size(inner)
        case .orElse(let a, let b): return max(size(a), size(b))
        case .conditional(_, let a, let b): return max(size(a), size(b))
        default: return 0
        }
    }
}
