/// Values under which a formula holds. Unknowns that it does not speak of are left out.
struct Model: Sendable {
    var inputs: [Int: Bool] = [:]
    var numbers: [NumberVariable: Rational] = [:]

    /// Whether an input holds; those left out do not.
    func holds(_ formula: Formula, in store: FormulaStore) -> Bool {
        guard case .input(let index) = store.nodes[formula.node] else {
            return (formula.node == 0) != formula.isNegated
        }
        return (inputs[index] ?? false) != formula.isNegated
    }

    /// Whether a formula holds; unknowns left out of the model have their defaults.
    func satisfies(_ formula: Formula, in store: FormulaStore) -> Bool {
        var memo: [Int: Bool] = [:]
        return satisfies(formula, in: store, &memo)
    }

    /// The same for several formulas that share parts.
    func satisfies(_ formula: Formula, in store: FormulaStore, _ memo: inout [Int: Bool]) -> Bool {
        if let known = memo[formula.node] { return known != formula.isNegated }
        var holds = true
        switch store.nodes[formula.node] {
        case .yes: break
        case .input(let index): holds = inputs[index] ?? false
        case .atom(let form, let bound, let isStrict):
            let sum = value(of: store.forms[form], in: store)
            holds = isStrict ? sum < bound : sum <= bound
        case .all(let range):
            for child in store.children[range] where holds { holds = satisfies(child, in: store, &memo) }
        }
        memo[formula.node] = holds
        return holds != formula.isNegated
    }

    func value(of linear: Linear, in store: FormulaStore) -> Rational {
        var sum = linear.constant
        for term in linear.terms {
            sum = sum + term.coefficient * (numbers[term.variable] ?? store.numbers[Int(term.variable)].preferred)
        }
        return sum
    }
}

/// Why a question was not settled.
enum Shortfall: Hashable, Sendable {
    /// More search than the limit allows.
    case tooMuchWork
    /// The values found do not agree with a function that is not linear, time after time.
    case notLinear(OpaqueFunction.Kind)
}

enum Answer: Sendable {
    case possible(Model)
    case impossible
    case undecided(Shortfall)
}

/// One wish for a smallest model, in order of importance.
struct Preference: Sendable {
    enum Wish: Sendable {
        case holds(Formula)
        case equals(NumberVariable, Rational)
    }
    let wish: Wish
    /// Counts as a fact that is set away from its default when the wish is not met.
    let isFact: Bool
}

/// One question to a store: can all of these hold together?
struct Query {
    private let search: ClauseSearch
    private var literals: [Int: Int32] = [:]
    private var columns: [NumberVariable: Int] = [:]
    private var formColumns: [Int: Int] = [:]
    private var formAtoms: [Int: [(bound: Rational, isStrict: Bool, literal: Int32)]] = [:]
    private var pending: [Formula] = []
    /// The choices that the question speaks of.
    private var choices: [Int: Choice] = [:]
    private var inputLiterals: [(input: Int, literal: Int32)] = []
    private var yes: Int32
    private let assertions: [Formula]
    /// What holds of the unknowns that the question speaks of.
    private var constraints: [Formula] = []
    /// The functions whose results the question speaks of.
    private var functions: [Int] = []

    /// The inputs and numbers that the question speaks of.
    var usedInputs: [Int] { inputLiterals.map(\.input) }
    var usedNumbers: some Sequence<NumberVariable> { columns.keys }

    /// The values of a choice that the question speaks of: one of them at most holds, and one does where they are all.
    private struct Choice {
        let members: [Int]
        var spokenOf: Set<Int> = []
        /// That one of them holds.
        var one: Int32

        /// The first value that the question does not speak of.
        var firstOther: Int? { members.first { !spokenOf.contains($0) } }
    }

    /// How much work a question is worth.
    struct Effort: Sendable {
        let conflicts: Int
        let pivots: Int
        /// Clauses looked at.
        let steps: Int
        /// Points at which a function that is not linear is pinned down before the question is given up.
        let refinements: Int

        static let full = Effort(conflicts: 20_000, pivots: 200_000, steps: 60_000_000, refinements: 60)
        static let medium = Effort(conflicts: 5_000, pivots: 40_000, steps: 15_000_000, refinements: 30)
        static let small = Effort(conflicts: 2_000, pivots: 20_000, steps: 6_000_000, refinements: 6)

        func scaled(toPercent percent: Int) -> Effort {
            func part(_ count: Int) -> Int { max(1, count / 100 * percent + count % 100 * percent / 100) }
            return Effort(
                conflicts: part(conflicts), pivots: part(pivots), steps: part(steps), refinements: part(refinements))
        }
    }

    private let refinementLimit: Int
    /// What the search would rather have, in order.
    private var wished: [Int32] = []
    private let absent: [Int: String]

    /// `absent` are inputs that do not hold.
    init(
        _ store: FormulaStore, _ assertions: [Formula], without absent: [Int: String] = [:], effort: Effort = .full
    ) {
        search = ClauseSearch(
            conflictLimit: effort.conflicts, stepLimit: effort.steps, pivotLimit: effort.pivots)
        refinementLimit = effort.refinements
        self.assertions = assertions
        self.absent = absent
        yes = 0
        yes = search.addVariable(isDecidable: false) * 2
        search.add([yes])
        literals[0] = yes
        for assertion in assertions { require(assertion, store) }
        orderBounds()
    }

    /// Answers, and where the answer is a model makes it a small one: wishes are met in order as far as they can be.
    mutating func solve(
        _ store: inout FormulaStore, preferring wishes: [Preference],
        evaluate: (OpaqueFunction, [Rational]) -> Rational?
    ) -> Answer {
        let first = refine(&store, evaluate)
        guard case .possible(let model) = first, !wishes.isEmpty else { return first }
        let preferred = wishLiterals(wishes, &store)
        wished = preferred.map(\.literal)
        search.prefer(wished)
        guard case .possible(var best) = refine(&store, evaluate) else { return first }
        var least = best
        if let shorter = shortenFractions(
            best, wishes: wishes, preferred: preferred.map(\.literal), in: &store, evaluate: evaluate)
        {
            best = shorter
            least = shorter
        }
        _ = model
        // Fewer facts away from their defaults than the order of wishes alone gives.
        let facts = preferred.filter(\.isFact).map(\.literal)
        while facts.count <= 60 {
            let away = facts.filter { search.value($0) < 0 }.count
            guard away >= 2, boundAway(facts, below: away), case .possible(let fewer) = refine(&store, evaluate)
            else { break }
            least =
                shortenFractions(
                    fewer, wishes: wishes, preferred: preferred.map(\.literal), in: &store, evaluate: evaluate) ?? fewer
        }
        return .possible(least)
    }

    // MARK: translation to clauses

    private mutating func require(_ formula: Formula, _ store: FormulaStore) {
        search.add([literal(formula, store)])
        while let next = pending.popLast() { search.add([literal(next, store)]) }
    }

    /// The literal of a formula, with the clauses that define it. Works off a stack: formulas can be deep.
    private mutating func literal(_ formula: Formula, _ store: FormulaStore) -> Int32 {
        var stack = [formula.node]
        while let node = stack.last {
            if literals[node] != nil {
                stack.removeLast()
                continue
            }
            guard case .all(let range) = store.nodes[node] else {
                literals[node] = leaf(node, store)
                stack.removeLast()
                continue
            }
            let open = store.children[range].filter { literals[$0.node] == nil }
            if !open.isEmpty {
                stack.append(contentsOf: open.map(\.node))
                continue
            }
            let gate = search.addVariable(isDecidable: false) * 2
            var back: [Int32] = [gate]
            for child in store.children[range] {
                guard let known = literals[child.node] else { continue }
                let literal = known ^ (child.isNegated ? 1 : 0)
                search.add([gate ^ 1, literal])
                back.append(literal ^ 1)
            }
            search.add(back)
            literals[node] = gate
            stack.removeLast()
        }
        return (literals[formula.node] ?? yes) ^ (formula.isNegated ? 1 : 0)
    }

    private mutating func leaf(_ node: Int, _ store: FormulaStore) -> Int32 {
        switch store.nodes[node] {
        case .input(let input):
            let literal = search.addVariable(isDecidable: true) * 2
            inputLiterals.append((input, literal))
            if absent[input] != nil {
                search.add([literal ^ 1])
                return literal
            }
            if let (choice, _) = store.choiceOf[input] { speak(of: input, literal, choice, store) }
            pending.append(contentsOf: store.inputs[input].constraints)
            constraints.append(contentsOf: store.inputs[input].constraints)
            return literal
        case .atom(let form, let bound, let isStrict):
            let variable = search.addVariable(isDecidable: true)
            let terms = store.forms[form].terms
            let isWhole = terms.allSatisfy { store.numbers[Int($0.variable)].isInteger }
            let above: DeltaRational =
                isWhole
                ? DeltaRational(bound + .one) : DeltaRational(bound, delta: isStrict ? .zero : .one)
            search.bind(
                variable,
                to: .init(
                    column: column(form, store),
                    whenTrue: DeltaRational(bound, delta: isStrict ? Rational(-1) : .zero), whenFalse: above))
            formAtoms[form, default: []].append((bound, isStrict, variable * 2))
            return variable * 2
        case .yes, .all:
            return yes
        }
    }

    private mutating func speak(of input: Int, _ literal: Int32, _ number: Int, _ store: FormulaStore) {
        var choice = choices[number] ?? Choice(members: store.choices[number], one: literal)
        if !choice.spokenOf.isEmpty {
            let (before, one) = (choice.one, search.addVariable(isDecidable: false) * 2)
            search.add([literal ^ 1, before ^ 1])
            search.add([before ^ 1, one])
            search.add([literal ^ 1, one])
            search.add([one ^ 1, before, literal])
            choice.one = one
        }
        choice.spokenOf.insert(input)
        if choice.spokenOf.count == choice.members.count { search.add([choice.one]) }
        choices[number] = choice
    }

    private mutating func column(_ form: Int, _ store: FormulaStore) -> Int {
        if let known = formColumns[form] { return known }
        let terms = store.forms[form].terms
        let parts = terms.map { (column: self.column(of: $0.variable, store), coefficient: $0.coefficient) }
        let column: Int
        if parts.count == 1 { column = parts[0].column } else { column = search.simplex.addRow(parts) }
        formColumns[form] = column
        return column
    }

    private mutating func column(of number: NumberVariable, _ store: FormulaStore) -> Int {
        if let known = columns[number] { return known }
        let info = store.numbers[Int(number)]
        let column = search.simplex.addColumn(lower: info.lower, upper: info.upper)
        if info.isInteger { search.markInteger(column) }
        columns[number] = column
        pending.append(contentsOf: info.constraints)
        constraints.append(contentsOf: info.constraints)
        if let function = info.function {
            functions.append(function)
            for argument in store.functions[function].arguments {
                for term in argument.terms { _ = self.column(of: term.variable, store) }
            }
        }
        return column
    }

    /// `x ≤ 3` implies `x ≤ 5`: told as clauses, most questions need no arithmetic at all.
    private mutating func orderBounds() {
        for (_, atoms) in formAtoms.sorted(by: { $0.key < $1.key }) {
            let sorted = atoms.sorted {
                $0.bound != $1.bound ? $0.bound < $1.bound : $0.isStrict && !$1.isStrict
            }
            for (a, b) in zip(sorted, sorted.dropFirst()) { search.add([a.literal ^ 1, b.literal]) }
        }
    }

    // MARK: models

    /// Solves, and pins functions that are not linear down until the values agree with them.
    private mutating func refine(
        _ store: inout FormulaStore, _ evaluate: (OpaqueFunction, [Rational]) -> Rational?
    ) -> Answer {
        for _ in 0..<refinementLimit {
            switch search.solve() {
            case .unsatisfiable: return .impossible
            case .gaveUp: return .undecided(.tooMuchWork)
            case .satisfiable: break
            }
            let model = readModel()
            let pending = functions.sorted().map { store.functions[$0] }.filter { !$0.isUnmodelled }
            if pending.isEmpty { return .possible(model) }
            let (repaired, wrong) = repair(model, pending, store, evaluate)
            if wrong.isEmpty { return .possible(model) }
            if let found = neighbour(of: repaired, model, pending, store, evaluate) { return .possible(found) }
            last = wrong.first?.function.kind
            let lemmas = wrong.map { point in
                store.and(
                    lemma(point.function, point.arguments, point.actual, &store), monotone(point, &store, evaluate))
            }
            for lemma in lemmas { require(lemma, store) }
            for point in wrong where point.function.kind == .monthsBetween {
                let bounds = monthBounds(point.function.result, store)
                if thresholds[point.function.result] == bounds { continue }
                thresholds[point.function.result] = bounds
                require(store.monthThresholds(point.function, at: bounds, besides: pending), store)
            }
            tryFactors(wrong, model, &store)
        }
        return .undecided(last.map(Shortfall.notLinear) ?? .tooMuchWork)
    }

    /// Values of one factor of a product that are tried before the search is left to itself: with it the product is linear.
    private static let simpleFactors = [1, 10, 100, 1000, 10_000].map { Rational($0) }

    /// Lets the search try factors at the edges of their comparisons, or simple ones, first.
    private mutating func tryFactors(_ wrong: [Point], _ model: Model, _ store: inout FormulaStore) {
        var trials: [Int32] = []
        for point in wrong where point.function.kind == .product {
            let result = Linear(variable: point.function.result)
            for (index, factor) in point.function.arguments.enumerated() {
                guard factor.terms.count == 1, let variable = factor.terms.first?.variable else { continue }
                let scale = factor.terms[0].coefficient
                let edges = candidates(variable, near: .zero, store).prefix(6).map { $0 * scale + factor.constant }
                for value in edges + Query.simpleFactors {
                    let isHere = store.isZero(factor - Linear(constant: value))
                    let other = point.function.arguments[1 - index].scaled(by: value)
                    require(store.implies(isHere, store.isZero(result - other)), store)
                    trials.append(literal(isHere, store))
                }
            }
        }
        while let next = pending.popLast() { search.add([literal(next, store)]) }
        if !trials.isEmpty { search.prefer(trials + wished) }
    }

    private struct Point {
        let function: OpaqueFunction
        let arguments: [Rational]
        let actual: Rational?
    }

    /// The model with the results that the functions really have, and those that the search had wrong. Functions stand
    /// in the order in which they depend on each other.
    private func repair(
        _ model: Model, _ functions: [OpaqueFunction], _ store: FormulaStore,
        _ evaluate: (OpaqueFunction, [Rational]) -> Rational?
    ) -> (Model, [Point]) {
        var repaired = model
        var wrong: [Point] = []
        for function in functions {
            let arguments = function.arguments.map { repaired.value(of: $0, in: store) }
            let actual = evaluate(function, arguments)
            if actual != model.numbers[function.result] {
                wrong.append(Point(function: function, arguments: arguments, actual: actual))
            }
            if let actual { repaired.numbers[function.result] = actual }
        }
        return (repaired, wrong)
    }

    /// A model that really holds, near one that the search found: the same, or with one day moved by up to two weeks.
    private func neighbour(
        of repaired: Model, _ model: Model, _ functions: [OpaqueFunction], _ store: FormulaStore,
        _ evaluate: (OpaqueFunction, [Rational]) -> Rational?
    ) -> Model? {
        if holds(repaired, store) { return repaired }
        var days: Set<NumberVariable> = []
        for function in functions {
            for argument in function.arguments {
                for term in argument.terms where store.numbers[Int(term.variable)].function == nil {
                    days.insert(term.variable)
                }
            }
        }
        for day in days.sorted() where store.numbers[Int(day)].isInteger {
            guard let start = model.numbers[day] else { continue }
            for distance in 1...14 {
                for step in [distance, -distance] {
                    var moved = model
                    moved.numbers[day] = start + Rational(step)
                    let (candidate, _) = repair(moved, functions, store, evaluate)
                    if holds(candidate, store) { return candidate }
                }
            }
        }
        return nil
    }

    /// Whether a model fulfils the question and what holds of all unknowns in it.
    private func holds(_ model: Model, _ store: FormulaStore) -> Bool {
        for (number, value) in model.numbers {
            let info = store.numbers[Int(number)]
            if value.isInvalid || value < info.lower || info.upper < value { return false }
            if info.isInteger, !value.isInteger { return false }
        }
        var memo: [Int: Bool] = [:]
        return (assertions + constraints).allSatisfy { model.satisfies($0, in: store, &memo) }
    }

    private var last: OpaqueFunction.Kind?
    /// The edges of counts of months that the search has been told.
    private var thresholds: [NumberVariable: Set<Int>] = [:]

    private func lemma(
        _ function: OpaqueFunction, _ arguments: [Rational], _ actual: Rational?, _ store: inout FormulaStore
    ) -> Formula {
        let result = Linear(variable: function.result)
        if case .product = function.kind, function.arguments.count == 2 {
            // Where one factor has this value, the product is linear in the other.
            let parts = (0..<2).map { index in
                store.implies(
                    store.isZero(function.arguments[index] - Linear(constant: arguments[index])),
                    store.isZero(result - function.arguments[1 - index].scaled(by: arguments[index])))
            }
            return store.all(parts + [saddle(function, arguments, &store)])
        }
        let here = store.all(
            zip(function.arguments, arguments).map { store.isZero($0 - Linear(constant: $1)) })
        guard let actual else { return !here }
        return store.implies(here, store.isZero(result - Linear(constant: actual)))
    }

    /// What (a - a₀)(b - b₀) being positive or negative says of a product of a and b, around where the search was wrong and
    /// around the nearest numbers that the factors are compared with.
    private func saddle(
        _ function: OpaqueFunction, _ arguments: [Rational], _ store: inout FormulaStore
    ) -> Formula {
        let (a, b) = (function.arguments[0], function.arguments[1])
        let result = Linear(variable: function.result)
        func corners(_ index: Int) -> [Rational] {
            let factor = function.arguments[index]
            guard factor.terms.count == 1, let term = factor.terms.first else { return [arguments[index]] }
            let place = (arguments[index] - factor.constant) / term.coefficient
            let edges = candidates(term.variable, near: place, store).prefix(3)
            return [arguments[index]] + edges.map { $0 * term.coefficient + factor.constant }
        }
        var parts: [Formula] = []
        for first in corners(0) {
            for second in corners(1) {
                let (low, high) = (Linear(constant: first) - a, Linear(constant: second) - b)
                let plane = b.scaled(by: first) + a.scaled(by: second) - Linear(constant: first * second)
                let isAbove = store.atMostZero(plane - result)
                let isBelow = store.atMostZero(result - plane)
                let (aHigh, bHigh) = (store.atMostZero(low), store.atMostZero(high))
                let (aLow, bLow) = (
                    store.atMostZero(low.scaled(by: Rational(-1))), store.atMostZero(high.scaled(by: Rational(-1)))
                )
                parts += [
                    store.implies(store.and(aHigh, bHigh), isAbove), store.implies(store.and(aLow, bLow), isAbove),
                    store.implies(store.and(aHigh, bLow), isBelow), store.implies(store.and(aLow, bHigh), isBelow),
                ]
            }
        }
        return store.all(parts)
    }

    /// Days after which a later day never comes earlier: what a function gives around a point bounds it on either side.
    private func monotone(
        _ point: Point, _ store: inout FormulaStore, _ evaluate: (OpaqueFunction, [Rational]) -> Rational?
    ) -> Formula {
        let rest = point.function.arguments.dropFirst()
        guard point.function.isMonotone, let day = point.arguments.first, rest.allSatisfy({ $0.value != nil }) else {
            return .yes
        }
        let result = Linear(variable: point.function.result)
        var parts: [Formula] = []
        for distance in [-400, -120, -30, -8, 0, 8, 30, 120, 400] {
            let here = day + Rational(distance)
            guard let value = evaluate(point.function, [here] + point.arguments.dropFirst()) else { continue }
            let offset = point.function.arguments[0] - Linear(constant: here)
            let height = result - Linear(constant: value)
            parts.append(store.implies(store.atMostZero(offset), store.atMostZero(height)))
            let isLater = store.atMostZero(offset.scaled(by: Rational(-1)))
            parts.append(store.implies(isLater, store.atMostZero(height.scaled(by: Rational(-1)))))
        }
        return store.all(parts)
    }

    private func readModel() -> Model {
        var model = Model()
        for (input, literal) in inputLiterals { model.inputs[input] = search.value(literal) > 0 }
        // Where it is none of the values that are spoken of, it is the first of the others.
        for (_, choice) in choices where search.value(choice.one) < 0 {
            if let other = choice.firstOther { model.inputs[other] = true }
        }
        let delta = search.simplex.smallDelta()
        for (number, column) in columns {
            let value = search.simplex.value[column]
            model.numbers[number] = value.real + value.delta * delta
        }
        return model
    }

    // MARK: small models

    /// The wishes about unknowns that the question speaks of, as literals, with a few simple values for each number
    /// that cannot have its default.
    private mutating func wishLiterals(
        _ wishes: [Preference], _ store: inout FormulaStore
    ) -> [(literal: Int32, isFact: Bool)] {
        let used = Set(inputLiterals.map(\.input))
        // The first value that is not spoken of stands for all of those.
        var others: [Int: Int32] = [:]
        for (_, choice) in choices { if let other = choice.firstOther { others[other] = choice.one } }
        var result: [(literal: Int32, isFact: Bool)] = []
        var fallbacks: [(literal: Int32, isFact: Bool)] = []
        for wish in wishes {
            switch wish.wish {
            case .holds(let formula):
                guard case .input(let input) = store.nodes[formula.node] else { continue }
                if used.contains(input) {
                    result.append((literal(formula, store), wish.isFact))
                } else if let one = others[input] {
                    result.append((one ^ 1, wish.isFact))
                }
            case .equals(let number, let value):
                guard columns[number] != nil else { continue }
                let variable = Linear(variable: number)
                let first = store.isZero(variable - Linear(constant: value))
                result.append((literal(first, store), wish.isFact))
                for candidate in candidates(number, near: value, store) {
                    let formula = store.isZero(variable - Linear(constant: candidate))
                    fallbacks.append((literal(formula, store), false))
                }
            }
        }
        while let next = pending.popLast() { search.add([literal(next, store)]) }
        return result + fallbacks
    }

    /// What a count of months is compared with, as what it may be at most; directly or by the years that it makes.
    private func monthBounds(_ months: NumberVariable, _ store: FormulaStore) -> Set<Int> {
        var sizes: [NumberVariable: Int] = [months: 1]
        for form in formAtoms.keys {
            let terms = store.forms[form].terms
            guard terms.count == 2, let own = terms.first(where: { $0.variable == months }),
                let other = terms.first(where: { $0.variable != months }), store.numbers[Int(other.variable)].isInteger
            else { continue }
            let size = (other.coefficient / own.coefficient).magnitude
            if size.isInteger, let size = Int(exactly: size.numerator), size > 1 { sizes[other.variable] = size }
        }
        var bounds: Set<Int> = []
        for (form, atoms) in formAtoms.sorted(by: { $0.key < $1.key }) {
            let terms = store.forms[form].terms
            guard terms.count == 1, let size = sizes[terms[0].variable] else { continue }
            for atom in atoms where bounds.count < Self.mostThresholds {
                guard let bound = Int(exactly: atom.bound.floor.numerator) else { continue }
                let (product, overflow) = (bound >= 0 ? bound + 1 : bound).multipliedReportingOverflow(by: size)
                if !overflow { bounds.insert(bound >= 0 ? product - 1 : product) }
            }
        }
        return bounds
    }

    /// So many edges of a count of months are looked at: each is true by itself, and none is needed.
    private static let mostThresholds = 64

    /// Values at the edges of the comparisons that a number takes part in, the simplest first.
    private func candidates(_ number: NumberVariable, near value: Rational, _ store: FormulaStore) -> [Rational] {
        var edges: Set<Rational> = []
        for (form, atoms) in formAtoms {
            let terms = store.forms[form].terms
            guard terms.count == 1, terms[0].variable == number else { continue }
            for atom in atoms {
                edges.insert(atom.bound)
                edges.insert(atom.bound + .one)
                edges.insert(atom.bound - .one)
            }
        }
        edges.remove(value)
        return Array(
            edges.sorted {
                let (a, b) = (($0 - value).magnitude, ($1 - value).magnitude)
                return a != b ? a < b : $1 < $0
            }.prefix(12))
    }

    /// Asks for numbers with few places where the first model has long fractions.
    private mutating func shortenFractions(
        _ model: Model, wishes: [Preference], preferred: [Int32], in store: inout FormulaStore,
        evaluate: (OpaqueFunction, [Rational]) -> Rational?
    ) -> Model? {
        var extra: [Int32] = []
        for wish in wishes {
            guard case .equals(let number, _) = wish.wish, let value = model.numbers[number], !value.isInteger,
                !store.numbers[Int(number)].isInteger
            else { continue }
            var power = Rational.one
            for _ in 0...6 {
                let low = (value * power).floor / power
                for candidate in [low, low + Rational.one / power] {
                    let formula = store.isZero(Linear(variable: number) - Linear(constant: candidate))
                    extra.append(literal(formula, store))
                }
                power = power * Rational(10)
            }
        }
        if extra.isEmpty { return nil }
        search.prefer(preferred + extra)
        defer { search.prefer(preferred) }
        guard case .possible(let shorter) = refine(&store, evaluate) else { return nil }
        return shorter
    }

    /// Adds clauses by which fewer than `limit` of the facts are away from their defaults (a sequential counter).
    private func boundAway(_ facts: [Int32], below limit: Int) -> Bool {
        let most = limit - 1
        var previous: [Int32] = []
        for fact in facts {
            var row: [Int32] = []
            for rank in 0..<most {
                let count = search.addVariable(isDecidable: false) * 2
                row.append(count)
                if rank == 0 { search.add([fact, count]) }
                if rank < previous.count { search.add([previous[rank] ^ 1, count]) }
                if rank > 0, rank - 1 < previous.count { search.add([fact, previous[rank - 1] ^ 1, count]) }
            }
            if previous.count == most, let last = previous.last { search.add([fact, last ^ 1]) }
            previous = row
        }
        return true
    }
}
