import WritLanguage
import WritSemantics

/// Translates what a rulebook says about one case type to formulas over all of its cases.
final class Translator {
    let program: Program
    let space: CaseSpace
    let caseType: RecordID
    /// The case as the rules see it: local 0.
    private(set) var subject: Symbol = .list(.unknown)
    private(set) var facts: [Fact] = []
    private(set) var asOf: Linear
    /// The day whose law decides the case: as-of, or the case's governing date.
    private(set) var lawDay: Linear
    /// One for "no firm named" and one for each organisation of the program.
    private(set) var organisations: [Formula] = []
    private(set) var usedForms: Set<FormID> = []

    /// How many lists the expression that is being translated stands in.
    var depth = 0
    var definitionMemo: [DefinitionKey: Symbol] = [:]
    var rowMemo: [TableKey: [Truth]] = [:]
    /// Whether facts lie within the bounds of their fields.
    private let usesDomains: Bool
    private var parameterMemo: [ParameterID: Symbol] = [:]
    private var calendarMemo: [CalendarID: Int] = [:]
    /// Definitions of which the checks have proved that no two branches, or rows, that hold together give different
    /// values. Of the others the cases in which some do have no value here either.
    var disjoint: Set<DefinitionID> = []
    /// Another version of the rulebook in the same space, with the definitions that mean the same there.
    var twin: (translator: Translator, definitions: [DefinitionID: DefinitionID])?
    /// Definitions whose value may be anything, by one number that both versions share.
    var abstracted: [DefinitionID: DefinitionID] = [:]
    /// Whether what rests on holidays that are not published yet is open, as the evaluator has it.
    var asksWhatIsPublished = false
    /// Called before a definition is translated for the first time.
    var prepare: ((DefinitionID) -> Void)?
    /// What an expression means, spelled out: the same for expressions of both versions that have the same value.
    var meaning: ((Expression) -> String)?
    private var prepared: Set<DefinitionID> = []
    /// The records that are facts of the case, by identity.
    private var records: [Int: RecordSymbol] = [:]

    struct DefinitionKey: Hashable {
        let definition: DefinitionID
        let record: Int
    }
    struct TableKey: Hashable {
        let table: TableID
        let record: Int
    }

    typealias Locals = [Int: Symbol]

    /// - Parameter usesDomains: whether facts lie within the bounds of their fields. Two versions that share a space use
    ///   them only where they agree on them.
    init(_ program: Program, case type: RecordID, in space: CaseSpace, usesDomains: Bool = true) {
        self.program = program
        self.usesDomains = usesDomains
        self.space = space
        caseType = type
        asOf = Linear(variable: space.date("as-of"))
        lawDay = asOf
        let names = [""] + program.organisations.map(\.identity.name)
        organisations = space.choice("organisation", names)
        let fields = program.records[type.index].fields
        var symbols: [Symbol] = []
        for field in fields {
            let (symbol, fact) = unknown(
                field.type, path: field.name, depth: 0, within: usesDomains ? field.domain : nil)
            symbols.append(symbol)
            facts.append(fact)
        }
        if let governing = program.records[type.index].governing, case .number(let day, _) = facts[governing] {
            lawDay = Linear(variable: day)
        }
        subject = fact(RecordSymbol(known: .yes, type: type, identity: space.record(at: ""), fields: symbols))
    }

    private func fact(_ record: RecordSymbol) -> Symbol {
        records[record.identity] = record
        return .record(record)
    }

    /// What a definition is for a record in the other version, where that is known to be the same.
    func shared(_ id: DefinitionID, of record: RecordSymbol) -> Symbol? {
        if let number = abstracted[id], records[record.identity] != nil {
            let (type, span) = (program.definitions[id.index].type, program.definitions[id.index].identity.nameSpan)
            let key = "definition \(number.index) of \(record.identity)"
            return space.abstracting(.notModelled(program.definitions[id.index].identity.name), at: span, key: key) {
                select([(space.input($0 + "?"), unknown(type, path: $0, depth: 0).0)], type: type)
            }
        }
        guard let twin, let same = twin.definitions[id], let other = twin.translator.records[record.identity] else {
            return nil
        }
        return twin.translator.definition(same, of: other)
    }

    func prepareOnce(_ id: DefinitionID) {
        if let prepare, prepared.insert(id).inserted { prepare(id) }
    }

    // MARK: unknowns

    /// Any value of a type: the facts of the case, and whatever is not modelled.
    func unknown(
        _ type: ValueType, path: String, depth: Int, within domain: ValueDomain? = nil
    ) -> (Symbol, Fact) {
        func number(
            _ suffix: String, isInteger: Bool, _ lower: Rational, _ upper: Rational, unit: Int = 1,
            preferred: Rational = .zero
        ) -> NumberVariable {
            func bound(_ value: Value?) -> Rational? {
                value.flatMap(ValueDomain.number).map { Rational($0) * Rational(unit) }
            }
            let least = max(lower, bound(domain?.lower) ?? lower)
            let most = min(upper, bound(domain?.upper) ?? upper)
            return space.number(
                path + suffix, isInteger: isInteger, lower: least, upper: most,
                preferred: min(max(preferred, least), most))
        }
        func numeric(_ number: NumberVariable, _ coefficient: Rational = .one) -> (Symbol, Fact) {
            let value = Linear(variable: number, coefficient: coefficient)
            return (.number([NumberCase(condition: .yes, value: value)]), .number(number, type))
        }
        let whole = Rational(Int128(Int64.max))
        switch type {
        case .boolean:
            let input = space.input(path)
            return (.boolean(Truth(input)), .boolean(input))
        case .integer: return numeric(number(":n", isInteger: true, -whole - .one, whole))
        case .decimal: return numeric(number(":d", isInteger: false, -CaseSpace.widest, CaseSpace.widest))
        case .percent:
            let percentage = number(":p", isInteger: false, -CaseSpace.widest, CaseSpace.widest)
            space.setPlaces(CaseSpace.placesOfFacts + 2, of: percentage)
            return numeric(percentage)
        case .money:
            return numeric(
                number(":m", isInteger: true, -CaseSpace.widest, CaseSpace.widest, unit: 100), Rational(1, over: 100))
        case .text:
            return numeric(space.number(path + ":t", isInteger: true, lower: .zero, upper: whole))
        case .date:
            return numeric(
                number(
                    ":day", isInteger: true, CaseSpace.earliest, CaseSpace.latest,
                    preferred: Rational(Int(CaseSpace.ordinaryDay.day))))
        case .dateTime:
            let day: Int128 = 86_400_000
            return numeric(
                space.number(
                    path + ":ms", isInteger: true, lower: CaseSpace.earliest * Rational(day),
                    upper: CaseSpace.latest * Rational(day),
                    preferred: Rational(Int(CaseSpace.ordinaryDay.day)) * Rational(day)))
        case .duration: return numeric(number(":u", isInteger: true, -whole - .one, whole))
        case .timeOfDay: return numeric(number(":u", isInteger: true, .zero, Rational(86_399_999)))
        case .weekday: return numeric(number(":u", isInteger: true, .one, Rational(7)))
        case .enumeration(let id):
            let names = program.enums[id.index].values.map(\.name)
            let values = space.choice(path, names)
            return (.choice(values), .choice(id, values))
        case .optional(let inner):
            let present = space.input(path + "?")
            let (symbol, fact) = unknown(inner, path: path, depth: depth, within: domain)
            return (.optional(present: present, missing: !present, symbol), .optional(present, fact))
        case .record(let id):
            let parts = program.records[id.index].fields.map {
                unknown(
                    $0.type, path: path + "." + $0.name, depth: depth + 1, within: usesDomains ? $0.domain : nil)
            }
            // What a person has decided was decided by the day of the case.
            let day = Judgement.Part.day.rawValue
            if program.records[id.index].isJudgement, day < parts.count, case .number(let decided, _) = parts[day].1 {
                space.store.constrain(
                    number: decided, space.store.atMostZero(Linear(variable: decided) - asOf))
            }
            return (
                fact(RecordSymbol(known: .yes, type: id, identity: space.record(at: path), fields: parts.map(\.0))),
                .record(id, parts.map(\.1))
            )
        case .list(let element): return unknownList(of: element, path: path, depth: depth)
        case .group(let key, let element):
            let (value, _) = unknown(key, path: path + ".key", depth: depth + 1)
            guard case .list(let items) = unknownList(of: element, path: path + ".items", depth: depth + 1).0 else {
                return (.list(.unknown), .list([]))
            }
            return (.group(key: value, items: items), .list([]))
        case .error: return (.list(.unknown), .list([]))
        }
    }

    private func unknownList(of element: ValueType, path: String, depth: Int) -> (Symbol, Fact) {
        let needed = space.lists[ListNeeds.pattern(of: path)]
        // Records within records without end are cut off somewhere.
        let isDeep = depth > 3
        var elements: [ListSymbol.Element] = []
        var facts: [(present: Formula, copies: NumberVariable?, fact: Fact)] = []
        var previous: Formula?
        for index in 0..<(isDeep ? 0 : needed.elements) {
            let place = "\(path)[\(index + 1)]"
            let present = space.input(place)
            if let previous { space.store.constrain(input: present, space.store.implies(present, previous)) }
            previous = present
            let (symbol, fact) = unknown(element, path: place, depth: depth + 1)
            let copies = needed.standForMany ? space.copies(place) : nil
            let number = copies.map { Linear(variable: $0) } ?? Linear(constant: .one)
            elements.append(ListSymbol.Element(present: present, value: symbol, copies: number))
            facts.append((present, copies, fact))
        }
        var hidden = ListSymbol.Hidden.none
        if isDeep || needed.hidden != .none {
            hidden = .init(
                exists: space.more(path, after: previous ?? .yes), mattersToAll: isDeep || needed.hidden == .forAll)
        }
        return (.list(ListSymbol(known: .yes, elements: elements, hidden: hidden)), .list(facts))
    }

    /// Any value of the type of a construct that is not modelled, or none: answers that depend on it are checked by replay
    /// or reported as undecided.
    func notModelled(_ what: Undecidable, _ expression: Expression, _ locals: Locals? = nil) -> Symbol {
        space.abstracting(what, at: expression.span, key: key(of: expression, locals)) { path in
            let value = unknown(expression.type, path: path, depth: 0).0
            return select([(space.input(path + " known"), value)], type: expression.type)
        }
    }

    /// A key that expressions share only where they have the same value: they say the same about the same records.
    func key(of expression: Expression, _ locals: Locals?) -> String? {
        guard let meaning, let locals else { return nil }
        var key = meaning(expression)
        for (number, symbol) in locals.sorted(by: { $0.key < $1.key }) {
            guard case .record(let record) = symbol else { return nil }
            key += " \(number)=\(record.identity)"
        }
        return key
    }

    // MARK: provisions, parameters, calendars

    /// Whether something is in force on the as-of day for the firm.
    func inForce(_ provision: Provision) -> Formula {
        var parts: [Formula] = []
        if let from = provision.validFrom { parts.append(isAtLeast(lawDay, Rational(Int(from.day)))) }
        if let to = provision.validTo { parts.append(isAtMost(lawDay, Rational(Int(to.day)))) }
        if !provision.organisations.isEmpty {
            parts.append(space.store.any(provision.organisations.map { organisations[$0.index + 1] }))
        }
        return space.store.all(parts)
    }

    func isAtLeast(_ linear: Linear, _ bound: Rational) -> Formula {
        space.store.atMostZero(Linear(constant: bound) - linear)
    }

    func isAtMost(_ linear: Linear, _ bound: Rational) -> Formula {
        space.store.atMostZero(linear - Linear(constant: bound))
    }

    /// The firm's own setting in force, else the rulebook's, else nothing.
    func parameter(_ id: ParameterID) -> Symbol {
        if let known = parameterMemo[id] { return known }
        let parameter = program.parameters[id.index]
        var cases: [(Formula, Symbol)] = []
        let stated = dated(parameter.values.map { ($0.from, $0.value) })
        for (index, present) in organisations.enumerated() {
            var open: Formula = present
            if index > 0 {
                let own = program.organisations[index - 1].settings.filter { $0.parameter == id }
                for (condition, value) in dated(own.map { ($0.from, $0.value) }) {
                    let here = space.store.and(present, condition)
                    // What the firm leaves open has no value.
                    if value != .unknown { cases.append((here, constant(value, type: parameter.type))) }
                    open = space.store.and(open, !condition)
                }
            }
            for (condition, value) in stated {
                cases.append((space.store.and(open, condition), constant(value, type: parameter.type)))
            }
        }
        let symbol = select(cases, type: parameter.type)
        parameterMemo[id] = symbol
        return symbol
    }

    /// The latest value in force on the as-of day, each with the days on which it is.
    private func dated(_ values: [(from: CalendarDate?, value: Value)]) -> [(Formula, Value)] {
        let sorted = values.sorted { ($0.from ?? .first) < ($1.from ?? .first) }
        return sorted.enumerated().map { index, entry in
            var parts: [Formula] = []
            if let from = entry.from { parts.append(isAtLeast(lawDay, Rational(Int(from.day)))) }
            if index + 1 < sorted.count, let next = sorted[index + 1].from {
                parts.append(isAtMost(lawDay, Rational(Int(next.day) - 1)))
            }
            return (space.store.all(parts), entry.value)
        }
    }

    /// The calendars that may be in force, each with the firms for which it is.
    func calendarsInForce() -> [(condition: Formula, calendar: Int)] {
        let only: CalendarID? = program.calendars.count == 1 ? CalendarID(0) : nil
        var cases: [(condition: Formula, calendar: Int)] = []
        for (index, present) in organisations.enumerated() {
            let own = index > 0 ? program.organisations[index - 1].calendar : nil
            guard let id = own ?? only else { continue }
            let number: Int
            if let known = calendarMemo[id] {
                number = known
            } else {
                number = space.index(of: program.calendars[id.index])
                calendarMemo[id] = number
            }
            if let same = cases.firstIndex(where: { $0.calendar == number }) {
                cases[same].condition = space.store.or(cases[same].condition, present)
            } else {
                cases.append((present, number))
            }
        }
        return cases
    }

    /// The state of the newest earlier document of a form: whether each of its dates is there, and the date.
    func documentDate(_ date: DocumentDate, of form: FormID) -> (present: Formula, day: Linear) {
        let isNew = usedForms.insert(form).inserted
        func state(_ date: DocumentDate) -> (present: Formula, day: Linear) {
            let path = "history.\(program.forms[form.index].name).\(date.rawValue)"
            return (space.input(path), Linear(variable: space.date(path + ":day")))
        }
        // What lies after the day of the case has not happened.
        if isNew {
            for past in DocumentDate.allCases where past != .due {
                let (present, day) = state(past)
                space.store.constrain(
                    input: present, space.store.implies(present, space.store.atMostZero(day - asOf)))
            }
        }
        return state(date)
    }
}
