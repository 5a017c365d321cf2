import WritLanguage
package import WritSemantics

/// Draws random cases for a checked rulebook: facts that are stated, missing and unknown, history and firm.
package struct RandomCase {
    let program: Program
    package var random: SeededRandom

    package init(program: Program, seed: UInt64) {
        self.program = program
        random = SeededRandom(seed: seed)
    }

    /// A case of the type that is declared as one; `unknown` is the share of required facts left out, in percent.
    package mutating func draw(_ number: Int, unknown: Int) -> CaseData? {
        guard let index = program.records.firstIndex(where: \.isCase) else { return nil }
        let organisation: OrganisationID? =
            program.organisations.isEmpty || random.oneIn(4)
            ? nil : OrganisationID(random.number(0...(program.organisations.count - 1)))
        var history: [HistoryDocument] = []
        if !program.forms.isEmpty, random.oneIn(2) {
            for _ in 0..<random.number(1...3) { history.append(document()) }
        }
        return CaseData(
            type: RecordID(index), id: "case-\(number)", asOf: date(), organisation: organisation,
            facts: fields(of: RecordID(index), unknown: unknown, depth: 0), history: history)
    }

    private mutating func document() -> HistoryDocument {
        HistoryDocument(
            form: FormID(random.number(0...(program.forms.count - 1))),
            number: random.oneIn(2) ? "〔2026〕\(random.number(1...20))号" : nil, issued: optionalDate(),
            due: optionalDate(), delivered: optionalDate(), signed: optionalDate(), approved: optionalDate())
    }

    private mutating func optionalDate() -> CalendarDate? { random.oneIn(2) ? date() : nil }

    private mutating func fields(of type: RecordID, unknown: Int, depth: Int) -> [Value] {
        program.records[type.index].fields.map { value($0.type, unknown: unknown, depth: depth + 1) }
    }

    /// A value of a type, which may be absent as the type allows.
    package mutating func value(_ type: ValueType, unknown: Int, depth: Int = 0) -> Value {
        if case .optional(let inner) = type {
            return random.chance(40) ? .missing : value(inner, unknown: 0, depth: depth)
        }
        if random.chance(unknown) { return .unknown }
        switch type {
        case .boolean: return .boolean(random.oneIn(2))
        case .integer:
            return .integer(random.chance(97) ? Int64(random.number(-2...9)) : random.pick(Int64.max, Int64.min, 0))
        case .decimal: return decimal("0", "0.5", "1.25", "3", "-2.75", "0.001", "12.75")
        case .money: return decimal("0", "12.5", "1000", "5000", "0.01", "7.35", "-3")
        case .percent: return decimal("0", "0.05", "0.12", "0.0005", "1")
        case .text: return .text(random.pick("", "甲", "乙", "𠮷", "a", "丙\"\\\n", "国🏢"))
        case .date: return .date(date())
        case .dateTime: return moment()
        case .duration(let unit): return .duration(random.chance(98) ? Int64(random.number(0...20)) : 4_000_000, unit)
        case .enumeration(let id):
            return .enumeration(id, random.number(0...(program.enums[id.index].values.count - 1)))
        case .record(let id) where program.records[id.index].isJudgement: return judgement(id)
        case .record(let id): return .record(id, fields(of: id, unknown: unknown, depth: depth))
        case .list(let element):
            let count = random.number(0...(depth > 1 ? 2 : 4))
            return .list((0..<count).map { _ in value(element, unknown: unknown, depth: depth) })
        case .optional, .group, .timeOfDay, .weekday, .error: return .unknown
        }
    }

    /// A decision that counts: before the day of every case, by somebody and with reasons.
    private mutating func judgement(_ type: RecordID) -> Value {
        let decision = value(program.records[type.index].fields[0].type, unknown: 0)
        return .record(type, [decision, .text(random.pick("甲", "Ann")), .date(.first), .text("已核实")])
    }

    private mutating func decimal(_ choices: String...) -> Value {
        Decimal(parsing: random.pick(choices, or: "0")).map { .decimal($0) } ?? .unknown
    }

    private mutating func moment() -> Value {
        let text = random.pick(
            "2026-03-02T10:00:00+08:00", "2026-05-01T00:30:00+08:00", "2026-02-28T23:59:59+08:00",
            "2026-10-10T12:00:00+08:00", "2026-03-01T20:00:00-05:00")
        return Moment.parse(text).map { .dateTime($0) } ?? .unknown
    }

    private mutating func date() -> CalendarDate {
        let start = CalendarDate(year: 2026, month: 1, day: 1) ?? .first
        let marked = random.pick("2026-01-31", "2026-02-28", "2026-03-02", "2026-05-01", "2024-02-29", "2026-10-03")
        if random.oneIn(3), let date = CalendarDate.parse(marked) { return date }
        return start.addingDays(random.number(0...300)) ?? start
    }

    // MARK: completion

    /// The case with some of its unknown facts stated at random; with `all`, every one.
    package mutating func completed(_ input: CaseData, all: Bool) -> CaseData {
        var input = input
        let fields = program.records[input.type.index].fields
        input.facts = zip(fields, input.facts).map { complete($0.1, $0.0.type, all) }
        return input
    }

    private mutating func complete(_ value: Value, _ type: ValueType, _ all: Bool) -> Value {
        switch (value, type) {
        case (.unknown, _): return all || random.oneIn(2) ? self.value(type, unknown: all ? 0 : 30) : .unknown
        case (_, .optional(let inner)): return complete(value, inner, all)
        case (.record(let id, let values), _):
            let fields = program.records[id.index].fields
            return .record(id, zip(fields, values).map { complete($0.1, $0.0.type, all) })
        case (.list(let items), .list(let element)): return .list(items.map { complete($0, element, all) })
        default: return value
        }
    }

    /// States the facts at some paths below `facts`, such as `list[2].field`.
    package mutating func stating(_ paths: [String], in input: CaseData) -> CaseData {
        var input = input
        let fields = program.records[input.type.index].fields
        for (index, field) in fields.enumerated() {
            input.facts[index] = state(input.facts[index], field.type, at: field.name, paths)
        }
        return input
    }

    private mutating func state(_ value: Value, _ type: ValueType, at path: String, _ paths: [String]) -> Value {
        if value == .unknown { return paths.contains(path) ? self.value(type, unknown: 0) : value }
        switch (value, type) {
        case (_, .optional(let inner)): return state(value, inner, at: path, paths)
        case (.record(let id, let values), _):
            let fields = program.records[id.index].fields
            return .record(
                id, zip(fields, values).map { state($0.1, $0.0.type, at: "\(path).\($0.0.name)", paths) })
        case (.list(let items), .list(let element)):
            return .list(
                items.enumerated().map { state($0.element, element, at: "\(path)[\($0.offset + 1)]", paths) })
        default: return value
        }
    }
}
