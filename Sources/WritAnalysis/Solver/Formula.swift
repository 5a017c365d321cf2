import WritLanguage

/// A Boolean formula of a `FormulaStore`: a node number and a sign, so that negation costs nothing.
struct Formula: Hashable, Sendable {
    /// Twice the node, plus 1 where negated.
    let code: Int32

    static let yes = Formula(code: 0)
    static let no = Formula(code: 1)

    var node: Int { Int(code >> 1) }
    var isNegated: Bool { code & 1 == 1 }

    static prefix func ! (formula: Formula) -> Formula { Formula(code: formula.code ^ 1) }
}

/// What cannot be told exactly by linear arithmetic: a number that is a function of others.
///
/// The search treats it as any number within the bounds stated beside it, then looks whether the values agree with the
/// function, and if they do not adds the one point (for products: the one line) that they got wrong.
struct OpaqueFunction: Sendable {
    enum Kind: Hashable, Sendable {
        case product
        /// A product that has more places than numbers can have, and is rounded there.
        case roundedProduct
        case quotient
        case monthsAfter
        /// The same, and the day behind the last one where the calendar ends before.
        case monthsReached
        case workingDaysAfter(calendar: Int)
        /// Rolled to a working day.
        case rolled(calendar: Int, CalendarDeclaration.Roll)
        case monthsBetween
        case workingDaysBetween(calendar: Int)
        /// The months from the year 0 to the month of a day.
        case monthNumber
        /// How many times a whole number holds another, the rest left out. It is linear in whole numbers; as a function it follows
        /// where its number is put right.
        case wholes(of: Int, isFloored: Bool)
        /// The first or last day of a week, month or longer period.
        case edge(isFirst: Bool, CalendarPeriod)
        /// The next or last one of some weekdays.
        case nearest(Weekdays, isAfter: Bool)
        /// Anything that is not modelled; `place` tells one from the other.
        case unmodelled(place: Int)
    }
    let kind: Kind
    let arguments: [Linear]
    let result: NumberVariable

    /// Whether a later first argument never gives an earlier result, the others being equal.
    var isMonotone: Bool {
        switch kind {
        case .monthsAfter, .monthsReached, .workingDaysAfter, .rolled, .monthNumber, .edge, .nearest: true
        default: false
        }
    }

    var isUnmodelled: Bool { if case .unmodelled = kind { true } else { false } }
}

/// Formulas over Boolean unknowns and linear comparisons, each stored once.
///
/// A store is filled while a rulebook is translated; a `Query` asks it whether a formula can hold.
struct FormulaStore: Sendable {
    enum Node: Sendable {
        case yes
        case input(Int)
        /// `form ≤ bound`, or `form < bound`.
        case atom(form: Int, bound: Rational, isStrict: Bool)
        /// All of a range of `children`.
        case all(Range<Int>)
    }
    struct NumberInfo: Sendable {
        let name: String
        let isInteger: Bool
        let lower: Rational
        let upper: Rational
        /// The value that a smallest case gives it.
        var preferred: Rational
        /// What holds of it wherever it is used.
        var constraints: [Formula] = []
        /// The index of the function that it is the result of.
        var function: Int?
    }
    private struct AtomKey: Hashable {
        let form: Int
        let bound: Rational
        let isStrict: Bool
    }
    private struct FunctionKey: Hashable {
        let kind: OpaqueFunction.Kind
        let arguments: [Linear]
    }

    private(set) var nodes: [Node] = [.yes]
    private(set) var children: [Formula] = []
    private(set) var inputs: [(name: String, node: Int, constraints: [Formula])] = []
    /// Inputs of which exactly one holds, such as the values of an enumeration.
    private(set) var choices: [[Int]] = []
    /// The choice that an input belongs to, and which of its values it is.
    private(set) var choiceOf: [Int: (choice: Int, value: Int)] = [:]
    private(set) var numbers: [NumberInfo] = []
    /// Sums of variables without a constant, primitive; those of one variable included.
    private(set) var forms: [Linear] = []
    private(set) var functions: [OpaqueFunction] = []
    /// Inputs that stand for comparisons that were lost.
    private(set) var lostInputs: Set<Int> = []
    private var formIndex: [Linear: Int] = [:]
    private var allIndex: [[Int32]: Int] = [:]
    private var atomIndex: [AtomKey: Int] = [:]
    private var functionIndex: [FunctionKey: NumberVariable] = [:]

    /// A comparison with a number beyond may come out either way: the numbers that are looked at end not far from it.
    private static let farthest = Rational(Int128(1_000_000_000_000_000_000) * 1000)

    init() {}

    // MARK: Boolean structure

    mutating func input(_ name: String) -> Formula {
        nodes.append(.input(inputs.count))
        inputs.append((name, nodes.count - 1, []))
        return Formula(code: Int32((nodes.count - 1) * 2))
    }

    /// One input for each name, exactly one of which holds. A question that speaks of few of them is not burdened with the
    /// others.
    mutating func choice(_ names: [String]) -> [Formula] {
        var members: [Int] = []
        let formulas = names.map { name in
            choiceOf[inputs.count] = (choices.count, members.count)
            members.append(inputs.count)
            return input(name)
        }
        choices.append(members)
        return formulas
    }

    /// That one of the values of a choice holds: of all of them one always does.
    mutating func one(of values: [Formula]) -> Formula {
        if let first = values.first, case .input(let input) = nodes[first.node], let (choice, _) = choiceOf[input],
            choices[choice].count == values.count,
            zip(values, choices[choice]).allSatisfy({ !$0.isNegated && $0.node == inputs[$1].node })
        {
            return .yes
        }
        return any(values)
    }

    /// States what holds of an input wherever it is used.
    mutating func constrain(input formula: Formula, _ constraint: Formula) {
        if case .input(let index) = nodes[formula.node] { inputs[index].constraints.append(constraint) }
    }

    mutating func all(_ parts: [Formula]) -> Formula {
        var codes: [Int32] = []
        codes.reserveCapacity(parts.count)
        for part in parts {
            if part == .no { return .no }
            if part == .yes { continue }
            codes.append(part.code)
        }
        if codes.count > 1 {
            codes.sort()
            var kept: [Int32] = []
            kept.reserveCapacity(codes.count)
            for code in codes where kept.last != code {
                if let last = kept.last, last ^ 1 == code { return .no }
                kept.append(code)
            }
            codes = kept
        }
        if codes.isEmpty { return .yes }
        if codes.count == 1 { return Formula(code: codes[0]) }
        if let known = allIndex[codes] { return Formula(code: Int32(known * 2)) }
        let start = children.count
        children.append(contentsOf: codes.map(Formula.init(code:)))
        nodes.append(.all(start..<children.count))
        allIndex[codes] = nodes.count - 1
        return Formula(code: Int32((nodes.count - 1) * 2))
    }

    mutating func any(_ parts: [Formula]) -> Formula { !all(parts.map { !$0 }) }
    mutating func and(_ a: Formula, _ b: Formula) -> Formula { all([a, b]) }
    mutating func or(_ a: Formula, _ b: Formula) -> Formula { !all([!a, !b]) }
    mutating func implies(_ a: Formula, _ b: Formula) -> Formula { !all([a, !b]) }
    mutating func same(_ a: Formula, _ b: Formula) -> Formula {
        all([implies(a, b), implies(b, a)])
    }

    // MARK: numbers

    mutating func number(
        _ name: String, isInteger: Bool, lower: Rational, upper: Rational, preferred: Rational = .zero
    ) -> NumberVariable {
        numbers.append(
            NumberInfo(
                name: name, isInteger: isInteger, lower: lower, upper: upper,
                preferred: max(lower, min(upper, preferred))))
        return NumberVariable(numbers.count - 1)
    }

    mutating func constrain(number: NumberVariable, _ constraint: Formula) {
        if constraint != .yes { numbers[Int(number)].constraints.append(constraint) }
    }

    /// The number that a function gives for its arguments; the same one for the same arguments.
    mutating func apply(
        _ kind: OpaqueFunction.Kind, _ arguments: [Linear], isInteger: Bool, lower: Rational, upper: Rational
    ) -> (result: NumberVariable, isNew: Bool) {
        let key = FunctionKey(kind: kind, arguments: arguments)
        if let known = functionIndex[key] { return (known, false) }
        let result = number("", isInteger: isInteger, lower: lower, upper: upper)
        numbers[Int(result)].function = functions.count
        functions.append(OpaqueFunction(kind: kind, arguments: arguments, result: result))
        functionIndex[key] = result
        return (result, true)
    }

    /// `linear ≤ 0`, or `linear < 0`.
    mutating func atMostZero(_ linear: Linear, isStrict: Bool = false) -> Formula {
        if linear.isInvalid { return lost() }
        if let value = linear.value {
            return (isStrict ? value.isNegative : !value.isPositive) ? .yes : .no
        }
        let factor = linear.primitiveFactor
        let scaled = linear.scaled(by: factor)
        if scaled.isInvalid { return lost() }
        let isWhole = scaled.terms.allSatisfy { numbers[Int($0.variable)].isInteger }
        let bound = -scaled.constant
        var form = scaled
        form.constant = .zero
        if factor.isNegative {
            // form ≥ bound (or >): the negation of form < bound (or ≤).
            if isWhole {
                let least = isStrict ? bound.floor + .one : bound.ceiling
                return !atom(form, least - .one, isStrict: false)
            }
            return !atom(form, bound, isStrict: !isStrict)
        }
        if isWhole {
            return atom(form, isStrict ? bound.ceiling - .one : bound.floor, isStrict: false)
        }
        return atom(form, bound, isStrict: isStrict)
    }

    /// A comparison of numbers that left the range of exact arithmetic: it may come out either way.
    private mutating func lost() -> Formula {
        lostInputs.insert(inputs.count)
        return input("")
    }

    mutating func isZero(_ linear: Linear) -> Formula {
        if linear.isInvalid { return lost() }
        if let value = linear.value { return value.isZero ? .yes : .no }
        return all([atMostZero(linear), atMostZero(linear.scaled(by: Rational(-1)))])
    }

    private mutating func atom(_ form: Linear, _ bound: Rational, isStrict: Bool) -> Formula {
        if FormulaStore.farthest < bound.magnitude { return lost() }
        if form.terms.count == 1 {
            let info = numbers[Int(form.terms[0].variable)]
            if isStrict ? info.upper < bound : info.upper <= bound { return .yes }
            if isStrict ? bound <= info.lower : bound < info.lower { return .no }
        }
        let index: Int
        if let known = formIndex[form] {
            index = known
        } else {
            index = forms.count
            forms.append(form)
            formIndex[form] = index
        }
        let key = AtomKey(form: index, bound: bound, isStrict: isStrict)
        if let known = atomIndex[key] { return Formula(code: Int32(known * 2)) }
        nodes.append(.atom(form: index, bound: bound, isStrict: isStrict))
        atomIndex[key] = nodes.count - 1
        return Formula(code: Int32((nodes.count - 1) * 2))
    }
}
