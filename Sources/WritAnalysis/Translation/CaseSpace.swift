import WritLanguage
import WritSemantics

/// All cases of one type at once: an unknown for each fact, for the as-of day, the firm and the earlier documents.
///
/// Two versions of a rulebook share one space, so that facts of the same name are the same unknown. It lives within one
/// analysis and is never shared between threads.
final class CaseSpace {
    var store = FormulaStore()
    /// The elements that are looked at of each list.
    let lists: ListBounds
    /// What the questions see of constructs that are not modelled: anything at all.
    private(set) var abstractInputs: [Int: (Undecidable, Span)] = [:]
    private(set) var abstractNumbers: [NumberVariable: (Undecidable, Span)] = [:]
    /// The inputs that say that a list has more elements than are modelled.
    private(set) var moreInputs: [Int: String] = [:]
    private var rests: [RestKey: NumberVariable] = [:]
    private(set) var calendars: [WorkCalendar] = []
    /// Wishes for a smallest case, in order.
    private(set) var wishes: [Preference] = []

    private var inputs: [String: Formula] = [:]
    private var numbers: [String: NumberVariable] = [:]
    private var choices: [String: [String: Formula]] = [:]
    /// The values at a path that all versions declare.
    private var declared: [String: Set<String>] = [:]
    private var textNumbers: [String: Int] = [:]
    private var texts: [String] = []
    private var recordCount = 0
    private var recordsByPath: [String: Int] = [:]
    /// Names of numbers that depend on the case, so that equal ones share one.
    var names: [[NumberCase]: NumberVariable] = [:]
    /// What numbers are when they are rounded to whole ones, so that the same is one unknown.
    var roundings: [RoundingKey: NumberVariable] = [:]
    /// Exact fractions that the evaluator rounds at the eighteenth place, each with the number that it has then.
    var computedNumbers: [Linear: Linear] = [:]
    /// The places that numbers may have which are not whole, where they are not those of plain facts.
    private(set) var placesOfNumbers: [NumberVariable: Int] = [:]
    private var abstractCount = 0
    /// The reason and place to record for unknowns that are made now.
    private var abstraction: (Undecidable, Span)?

    /// A Monday that is a working day almost everywhere: dates and the as-of day are this day unless something else
    /// is needed.
    static let ordinaryDay = CalendarDate(year: 2026, month: 3, day: 2) ?? .first

    static let earliest = Rational(Int(CalendarDate.first.day))
    static let latest = Rational(Int(CalendarDate.last.day))

    /// Numbers that are looked at lie within, so that sums and products of them stay exact. What is compared with a number
    /// beyond `FormulaStore.farthest` is left open.
    static let widest = Rational(Int128(1_000_000_000_000_000_000) * 1_000_000)

    /// Texts of a smallest case are in the language of the rulebook's own titles.
    private let isChinese: Bool

    /// - Parameter type: the type of the cases, whose titles tell the language.
    init(lists: ListBounds, of type: RecordType) {
        self.lists = lists
        let titles = [type.identity.title] + type.fields.map(\.title)
        isChinese = titles.contains { $0.unicodeScalars.contains { $0.value >= 0x2E80 } }
    }

    // MARK: unknowns

    func input(_ path: String, isFact: Bool = true) -> Formula {
        if let known = inputs[path] { return known }
        let formula = store.input(path)
        inputs[path] = formula
        note(input: formula)
        if abstraction == nil { wishes.append(Preference(wish: .holds(!formula), isFact: isFact)) }
        return formula
    }

    private func note(input formula: Formula) {
        if let abstraction, case .input(let index) = store.nodes[formula.node] { abstractInputs[index] = abstraction }
    }

    func number(_ path: String, isInteger: Bool, limit: Rational, preferred: Rational = .zero) -> NumberVariable {
        number(path, isInteger: isInteger, lower: -limit, upper: limit, preferred: preferred)
    }

    func number(
        _ path: String, isInteger: Bool, lower: Rational, upper: Rational, preferred: Rational = .zero
    ) -> NumberVariable {
        if let known = numbers[path] { return known }
        let variable = store.number(path, isInteger: isInteger, lower: lower, upper: upper, preferred: preferred)
        numbers[path] = variable
        if let abstraction {
            abstractNumbers[variable] = abstraction
        } else {
            wishes.append(Preference(wish: .equals(variable, preferred), isFact: true))
        }
        return variable
    }

    func date(_ path: String) -> NumberVariable {
        number(
            path, isInteger: true, lower: CaseSpace.earliest, upper: CaseSpace.latest,
            preferred: Rational(Int(CaseSpace.ordinaryDay.day)))
    }

    /// One input for each value, exactly one of which holds. Values of an earlier version that this one lacks stay
    /// possible in the space; `undeclaredEverywhere` rules them out.
    func choice(_ path: String, _ names: [String]) -> [Formula] {
        declared[path] = declared[path]?.intersection(names) ?? Set(names)
        if let known = choices[path] { return names.map { known[$0] ?? .no } }
        var known: [String: Formula] = [:]
        let formulas: [Formula]
        if names.count == 2 {
            // The second value is the input, so that the first is what a smallest case has.
            let second = input(path + "=" + names[1])
            formulas = [!second, second]
        } else if names.count <= 1 {
            formulas = names.map { _ in .yes }
        } else {
            formulas = store.choice(names.map { path + "=" + $0 })
            for (name, formula) in zip(names, formulas) {
                inputs[path + "=" + name] = formula
                note(input: formula)
            }
            if abstraction == nil {
                for (index, formula) in formulas.enumerated() {
                    wishes.append(Preference(wish: .holds(formula), isFact: index == 0))
                }
            }
        }
        for (name, formula) in zip(names, formulas) { known[name] = formula }
        choices[path] = known
        return formulas
    }

    /// That no choice has a value which one of the versions that share the space does not declare.
    func undeclaredEverywhere() -> [Formula] {
        choices.keys.sorted().flatMap { path -> [Formula] in
            let kept = declared[path] ?? []
            return (choices[path] ?? [:]).filter { !kept.contains($0.key) }.sorted { $0.key < $1.key }.map { !$0.value }
        }
    }

    /// Everything made by `body` stands for a construct that is not modelled. Constructs of the same key have the same
    /// value in every case.
    func abstracting<T>(_ reason: Undecidable, at span: Span, key: String? = nil, _ body: (String) -> T) -> T {
        let outer = abstraction
        abstraction = (reason, span)
        defer { abstraction = outer }
        if let key { return body("?\(key)") }
        abstractCount += 1
        return body("?\(abstractCount)")
    }

    /// The identity of the record at a path, the same in both versions that share the space.
    func record(at path: String) -> Int {
        if let known = recordsByPath[path] { return known }
        let identity = nextRecord()
        recordsByPath[path] = identity
        return identity
    }

    func nextRecord() -> Int {
        recordCount += 1
        return recordCount
    }

    /// That a list has more elements than are modelled, the last of which is there then. No case that is shown has such
    /// a list; what cannot be shown is looked for among longer lists too before it is called impossible.
    func more(_ path: String, after last: Formula) -> Formula {
        // Versions that share the space speak of the same elements.
        if let known = inputs[path + "[…]"] { return known }
        let formula = store.input(path + "[…]")
        inputs[path + "[…]"] = formula
        if last != .yes { store.constrain(input: formula, store.implies(formula, last)) }
        if case .input(let index) = store.nodes[formula.node] { moreInputs[index] = path }
        return formula
    }

    /// What the elements that are not modelled come to in one sum or count: any number. Sums that are the same for every
    /// element have the same rest.
    func rest(_ key: RestKey, isWhole: Bool) -> NumberVariable {
        if let known = rests[key] { return known }
        let isCount = if case .count = key.kind { true } else { false }
        let variable = store.number(
            "", isInteger: isWhole, lower: isCount ? .zero : -CaseSpace.widest, upper: CaseSpace.widest)
        rests[key] = variable
        return variable
    }

    /// A truth that may be any, of elements that are not modelled; the same wherever the same is asked.
    func free(_ key: String?) -> Formula {
        guard let key else { return store.input("") }
        if let known = inputs["?" + key] { return known }
        let formula = store.input("?" + key)
        inputs["?" + key] = formula
        return formula
    }

    /// How many equal elements one element of a list stands for.
    func copies(_ path: String) -> NumberVariable {
        number(path + ":#", isInteger: true, lower: .one, upper: CaseSpace.widest, preferred: .one)
    }

    func setPlaces(_ places: Int, of number: NumberVariable) { placesOfNumbers[number] = places }

    // MARK: plain cases

    /// That every date of the case is this one; without one, that each is so many days before the as-of day.
    func allDates(are date: CalendarDate?, before days: Int = 0) -> Formula {
        guard let asOf = numbers["as-of"] else { return .yes }
        let base = date.map { Linear(constant: Rational(Int($0.day))) } ?? Linear(variable: asOf)
        let day = base - Linear(constant: Rational(days))
        return store.all(
            numbers.keys.sorted().filter { $0.hasSuffix(":day") }.compactMap { path in
                numbers[path].map { store.isZero(Linear(variable: $0) - day) }
            })
    }

    /// That the as-of day is this one.
    func asOf(is date: CalendarDate) -> Formula {
        numbers["as-of"].map { store.isZero(Linear(variable: $0) - Linear(constant: Rational(Int(date.day)))) } ?? .yes
    }

    /// That every amount of money among the facts is nothing, ¥1,000 or ¥100,000.
    func roundAmounts() -> Formula {
        store.all(
            numbers.keys.sorted().filter { $0.hasSuffix(":m") && !$0.hasPrefix("?") }.compactMap { path in
                numbers[path].map { number in
                    store.any(
                        [0, 100_000, 10_000_000].map { fen in
                            store.isZero(Linear(variable: number) - Linear(constant: Rational(fen)))
                        })
                }
            })
    }

    /// That every percentage among the facts is this one.
    func allPercentages(are value: Rational) -> Formula {
        store.all(
            numbers.keys.sorted().filter { $0.hasSuffix(":p") && !$0.hasPrefix("?") }.compactMap { path in
                numbers[path].map { store.isZero(Linear(variable: $0) - Linear(constant: value)) }
            })
    }

    // MARK: texts and calendars

    func number(ofText text: String) -> Int {
        if let known = textNumbers[text] { return known }
        texts.append(text)
        textNumbers[text] = texts.count
        return texts.count
    }

    /// 0 is the text of facts about which nothing matters.
    func text(numbered number: Int) -> String {
        if number >= 1, number <= texts.count { return texts[number - 1] }
        var candidate =
            switch (number, isChinese) {
            case (0, true): "甲"
            case (0, false): "A"
            case (_, true): "文\(number)"
            case (_, false): "text \(number)"
            }
        while textNumbers[candidate] != nil { candidate += "·" }
        return candidate
    }

    /// The number of a calendar; two that move no day differently have the same.
    func index(of calendar: WorkCalendar) -> Int {
        if let known = calendars.firstIndex(where: { $0.agrees(with: calendar) }) { return known }
        calendars.append(calendar)
        return calendars.count - 1
    }
}

/// What tells one sum or count over the elements that are not modelled from another: what it is for those that are.
struct RestKey: Hashable {
    struct Part: Hashable {
        let present: Formula
        var cases: [NumberCase] = []
        let copies: Linear
    }
    enum Kind: Hashable {
        case sum([Part])
        case count([Part])
    }
    let more: Formula
    let kind: Kind
}

extension WorkCalendar {
    /// Whether both say the same of every day and move deadlines alike.
    func agrees(with other: WorkCalendar) -> Bool {
        roll == other.roll && covered == other.covered && zone == other.zone && worksLike(other)
    }
}
