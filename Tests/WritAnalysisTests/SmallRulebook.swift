import WritLanguage
import WritSemantics
import WritTestSupport

/// A random rulebook over facts of which every case that matters can be listed.
///
/// Numbers are compared with small constants and with each other, also when rounded, so that a few values on either side
/// of where an answer changes stand for all. Days lie in stated bounds; where there are any, the as-of day is one of the
/// things that vary, because the calendar tells as-of days apart.
struct SmallRulebook {
    enum Domain {
        case choice([String])
        case boolean
        case whole(ClosedRange<Int>)
        case money
        /// Days around the as-of day.
        case day(ClosedRange<Int>)
        case optionalWhole(ClosedRange<Int>)
        /// Items with a flag, a choice and nothing else, up to so many.
        case items(Int)

        var size: Int {
            switch self {
            case .choice(let names): names.count
            case .boolean: 2
            case .whole(let range), .day(let range): range.count
            case .money: SmallRulebook.amounts.count
            case .optionalWhole(let range): range.count + 1
            case .items(let most): (0...most).reduce(0) { total, length in total + power(6, length) }
            }
        }
    }

    /// In hundredths: on either side of each whole amount, and of where a tenth rounds to it.
    static let amounts =
        (0...3).flatMap { whole in [-6, -5, -1, 0, 1, 5, 6].map { whole * 100 + $0 } } + [399, 400, 401]
    /// How far as-of days lie from the middle one, where days are compared with them: further than any day and any length
    /// that is counted from it.
    static let asOfDays = -14...22
    static let asOf = CalendarDate(year: 2026, month: 3, day: 2) ?? .first

    let seed: UInt64
    private(set) var fields: [(name: String, domain: Domain)] = []
    private(set) var text = ""
    private var random: SeededRandom
    /// Boolean and whole-number definitions of the case that conditions may use.
    private var flags: [String] = []
    private var levels: [String] = []
    /// Whether items have a defined number.
    private var hasRate = false

    init(seed: UInt64) {
        self.seed = seed
        random = SeededRandom(seed: seed)
        write()
    }

    private var hasDay: Bool { fields.contains { if case .day = $0.domain { true } else { false } } }

    /// How many cases there are.
    var size: Int { fields.reduce(hasDay ? Self.asOfDays.count : 1) { $0 * $1.domain.size } }

    // MARK: text

    private mutating func write() {
        var lines = [
            "rulebook small \"小\"", "source S \"办法\"", "  clause 1 \"一\"", "role clerk \"经办人\"", "role manager \"经理\"",
            "party owner \"业主\"", "action payment \"支付\"",
            "calendar office \"日历\"", "  weekend Saturday Sunday", "  holiday 2026-03-05 to 2026-03-06",
            "  workday 2026-03-08", "chain short \"短\"", "  basis S 1",
            "  step one \"审\" by clerk",
            "enum Kind \"类别\" k0 \"零\" < k1 \"一\" < k2 \"二\"", "enum Side \"侧\" left \"左\" | right \"右\" | both \"双\"",
            "record Item \"明细\"", "  flag : Boolean \"标志\"", "  side : Side \"侧\"",
        ]
        chooseFields()
        lines.append("case Matter \"事项\"")
        for field in fields { lines.append("  \(field.name) : \(type(field.domain)) \"栏\"") }
        if fields.contains(where: { $0.name == "items" }), random.oneIn(3) {
            lines += branches(of: "Item", named: "rate", value: .whole) { $0.itemCondition("", 2) }
            hasRate = true
        }
        for number in 0..<random.number(1...2) {
            let isFlag = random.oneIn(2)
            let name = isFlag ? "flag\(number)" : "level\(number)"
            lines += branches(of: "Matter", named: name, value: isFlag ? .boolean : .whole) { $0.condition(2) }
            if isFlag { flags.append(name) } else { levels.append(name) }
        }
        if random.oneIn(2) { lines += table() }
        for number in 0..<random.number(1...4) { lines += rule(number) }
        text = lines.joined(separator: "\n") + "\n"
    }

    private mutating func chooseFields() {
        let all: [(name: String, domain: Domain)] = [
            ("kind", .choice(["k0", "k1", "k2"])), ("urgent", .boolean), ("side", .choice(["left", "right", "both"])),
            ("n", .whole(-8...12)), ("m", .whole(-8...12)), ("amount", .money), ("on", .day(-5...6)),
            ("o", .optionalWhole(-1...5)), ("items", .items(2)), ("paid", .boolean),
        ]
        while fields.count < 2 || (fields.count < 4 && random.chance(70)) {
            let next = random.pick(all, or: all[0])
            if fields.contains(where: { $0.name == next.name }) { continue }
            fields.append(next)
            let most = hasDay ? 1500 : 700
            if size > most {
                fields.removeLast()
                if size > most / 3 { break }
            }
        }
    }

    private static func day(_ distance: Int) -> CalendarDate { asOf.addingDays(distance) ?? asOf }

    private func type(_ domain: Domain) -> String {
        switch domain {
        case .choice(let names): names[0] == "k0" ? "Kind" : "Side"
        case .boolean: "Boolean"
        case .whole: "Integer"
        case .money: "Money"
        // What is asked of the calendar comes round again: no day counts but those that are listed.
        case .day(let days):
            "Date from \(Self.day(days.lowerBound)) to \(Self.day(days.upperBound))"
        case .optionalWhole: "Integer?"
        case .items: "list of Item"
        }
    }

    private enum ValueKind { case boolean, whole }

    private mutating func branches(
        of type: String, named name: String, value: ValueKind, _ condition: (inout SmallRulebook) -> String
    ) -> [String] {
        func constant(_ random: inout SeededRandom) -> String {
            value == .boolean ? random.pick("true", "false") : "\(random.number(0...2))"
        }
        var lines = ["define \(name) of \(type) : \(value == .boolean ? "Boolean" : "Integer") \"算\"", "  basis S 1"]
        let count = random.number(1...3)
        var last: String?
        for _ in 0..<count {
            // The negation of an earlier condition makes sound definitions likely.
            let text = last.flatMap { random.oneIn(2) ? "not (\($0))" : nil } ?? condition(&self)
            last = text
            lines.append("  is \(constant(&random)) when \(text)")
        }
        if random.oneIn(2) { lines.append("  is \(constant(&random)) otherwise") }
        if random.oneIn(3) { lines.append("  except is \(constant(&random)) when \(condition(&self))") }
        if random.oneIn(6) { lines.append("  except is \(constant(&random)) when \(condition(&self))") }
        return lines
    }

    private mutating func table() -> [String] {
        let usable = fields.filter { field in
            switch field.domain {
            case .choice, .boolean, .whole, .money, .optionalWhole: true
            case .day, .items: false
            }
        }
        if usable.isEmpty { return [] }
        var columns = Array(usable.prefix(random.number(1...2))).map { ($0.name, $0.domain) }
        if let level = levels.first, random.oneIn(3) { columns.append((level, .whole(0...2))) }
        let policy = random.pick("unique", "unique", "first")
        var lines = ["table grid for Matter \"表\"", "  basis S 1"]
        if policy == "first" { lines.append("  policy first") }
        lines.append("  | \(columns.map(\.0).joined(separator: " | ")) || out : Integer |")
        lines.append("  |---||---|")
        for _ in 0..<random.number(1...4) {
            lines.append("  | \(columns.map { cell($0.1) }.joined(separator: " | ")) || \(random.number(0...2)) |")
        }
        if random.oneIn(2) { lines.append("  | \(columns.map { _ in "-" }.joined(separator: " | ")) || 1 |") }
        levels.append("out")
        return lines
    }

    private mutating func cell(_ domain: Domain) -> String {
        if random.oneIn(3) { return "-" }
        func number() -> String {
            if case .money = domain { "\(random.number(0...3))" } else { "\(random.number(0...4))" }
        }
        switch domain {
        case .boolean: return random.pick("true", "false")
        case .choice(let names):
            let one = random.pick(names, or: "k0")
            let other = random.pick(names, or: "k0")
            return random.pick(one, one == other ? one : "\(one), \(other)", "not(\(one))")
        default:
            let low = random.number(0...2)
            let high = low + random.number(0...2)
            // Amounts are listed up to three and a little.
            let top = if case .money = domain { min(high, 3) } else { high }
            return random.pick(
                "\(random.pick("<", "<=", ">", ">=")) \(number())", number(),
                "\(random.pick("[", "("))\(low)..\(top)\(random.pick("]", ")"))",
                "not(\(number()))")
        }
    }

    private mutating func rule(_ number: Int) -> [String] {
        var lines = ["rule r\(number) \"规\"", "  for Matter", "  basis S 1"]
        if number > 0, random.oneIn(3) { lines.append("  overrides r\(random.number(0...(number - 1)))") }
        if random.chance(90) { lines.append("  when \(condition(2))") }
        switch random.number(0...7) {
        case 0: lines.append("  refuse \"不予办理\"")
        case 1: lines.append("  hold payment until \(condition(1))")
        case 2: lines.append("  require \"核对\" by clerk until \(condition(1))")
        case 3: lines.append("  issue permit to owner approval short")
        case 4 where fields.contains { $0.name == "items" }:
            lines.append("  for each i in items where \(itemCondition("i.", 1))")
            lines.append("    notify clerk \"明细\"")
        case 5: lines.append("  notify clerk \"知悉\"")
        default:
            let days = random.number(3...4)
            let due = random.oneIn(4) ? "" : " due \(days) days after as-of"
            lines.append("  issue notice to \(random.pick("owner", "owner", "manager"))\(due)")
        }
        return lines
    }

    // MARK: conditions

    private mutating func condition(_ depth: Int) -> String {
        if depth > 0, random.chance(60) {
            switch random.number(0...4) {
            case 0: return "not (\(condition(depth - 1)))"
            case 1...2: return "(\(condition(depth - 1)) and \(condition(depth - 1)))"
            default: return "(\(condition(depth - 1)) or \(condition(depth - 1)))"
            }
        }
        if random.oneIn(6), let flag = flags.last { return flag }
        if random.oneIn(6), let level = levels.last { return "\(level) = \(random.number(0...2))" }
        if random.oneIn(12), let flag = flags.last {
            let (first, second) = (random.number(0...2), random.number(0...2))
            return "(if \(flag) then \(first) else \(second)) \(random.pick("=", "<", ">=")) \(random.number(0...2))"
        }
        if random.oneIn(12), let level = levels.last {
            return "(if \(level) = \(random.number(0...2)) then \(condition(0)) else \(condition(0)))"
        }
        let field = random.pick(fields, or: fields[0])
        let compare = random.pick("<", "<=", "=", "!=", ">", ">=")
        switch field.domain {
        case .choice(let names):
            let name = random.pick(names, or: names[0])
            if names[0] == "k0" { return "\(field.name) \(compare) \(name)" }
            return random.pick(
                "\(field.name) = \(name)", "\(field.name) != \(name)",
                "\(field.name) in {\(name), \(random.pick(names, or: names[0]))}")
        case .boolean: return field.name
        case .whole where random.oneIn(4):
            let half = random.pick("half-up", "half-even", "up", "down")
            return random.pick(
                "(round \(field.name) / 2 to 0 places \(half)) \(compare) \(random.number(-1...3))",
                "(floor of (\(field.name) / 3)) \(compare) \(random.number(-1...2))",
                "(ceiling of (\(field.name) / 4)) \(compare) \(random.number(-1...2))")
        case .whole:
            let other = fields.first { $0.name != field.name && isWhole($0.domain) }
            if let other, random.oneIn(2) {
                return "\(field.name) + \(random.number(0...2)) \(compare) \(other.name)"
            }
            return random.pick(
                "\(field.name) \(compare) \(random.number(0...4))",
                "\(field.name) in [\(random.number(0...2))..\(random.number(2...4)))",
                "\(field.name) * 2 \(compare) \(random.number(0...8))")
        case .money where random.oneIn(4):
            return random.pick(
                "(floor of \(field.name)) \(compare) ¥\(random.number(0...3))",
                "(round \(field.name) to 1 places half-even) \(compare) ¥\(random.number(0...3))")
        case .money: return "\(field.name) \(compare) ¥\(random.number(0...3))"
        case .day where random.oneIn(2): return dayCondition(field.name, compare)
        case .day:
            let days = random.number(0...4)
            return random.pick(
                "\(days) days after \(field.name) \(compare) as-of",
                "(days from \(field.name) to as-of) \(compare) \(days)")
        case .optionalWhole:
            return random.pick(
                "\(field.name) is known", "\(field.name) is missing",
                "(\(field.name) or else \(random.number(0...3))) \(compare) \(random.number(0...4))",
                "(\(field.name) is known and \(field.name) \(compare) \(random.number(0...4)))")
        case .items:
            return random.pick(
                "(some i in items satisfies \(itemCondition("i.", 1)))",
                "(every i in items satisfies \(itemCondition("i.", 1)))",
                "count (items where \(itemCondition("", 1))) \(random.pick(">=", "<", "=")) 1", "count items >= 1",
                "count items = 0")
        }
    }

    /// Something about where a day lies in the calendar.
    private mutating func dayCondition(_ day: String, _ compare: String) -> String {
        let weekday = random.pick("Monday", "Wednesday", "Friday", "Sunday")
        let days = random.number(0...6)
        return random.pick(
            "day of \(day) \(compare) \(random.pick(1, 5, 28))", "month of \(day) \(compare) 3",
            "year of \(day) \(compare) 2026", "weekday of \(day) \(compare) \(weekday)",
            "weekday of \(day) in {\(weekday), Saturday}", "\(day) is a working day", "\(day) is not a holiday",
            "\(day) is a holiday", "last day of month of \(day) \(compare) \(days) days after \(day)",
            "first day of week of \(day) \(compare) as-of", "first day of quarter of \(day) \(compare) 2026-01-01",
            "(next \(weekday), Thursday after \(day)) \(compare) \(days) days after as-of",
            "(last \(weekday) before \(day)) \(compare) 2026-03-01", "(weeks from \(day) to as-of) \(compare) 1")
    }

    private func isWhole(_ domain: Domain) -> Bool { if case .whole = domain { true } else { false } }

    private mutating func itemCondition(_ prefix: String, _ depth: Int) -> String {
        if depth > 0, random.oneIn(2) {
            return "(\(itemCondition(prefix, 0)) \(random.pick("and", "or")) \(itemCondition(prefix, 0)))"
        }
        let side = random.pick("left", "right", "both")
        if hasRate, random.oneIn(5) { return "\(prefix)rate = \(random.number(0...2))" }
        return random.pick(
            "\(prefix)flag", "not \(prefix)flag", "\(prefix)side = \(side)", "\(prefix)side != \(side)")
    }

    // MARK: cases

    /// Every case, one after the other.
    func cases(of program: Program) -> [CaseData] {
        guard let type = program.records.firstIndex(where: \.isCase),
            let item = program.records.firstIndex(where: { !$0.isCase })
        else { return [] }
        let kind = EnumID(0)
        let side = EnumID(1)
        func whole(_ range: ClosedRange<Int>) -> [Value] { range.map { .integer(Int64($0)) } }
        let values = fields.map { field -> [Value] in
            switch field.domain {
            case .choice(let names):
                return names.indices.map { .enumeration(names[0] == "k0" ? kind : side, $0) }
            case .boolean: return [.boolean(false), .boolean(true)]
            case .whole(let range): return whole(range)
            case .money:
                return SmallRulebook.amounts.compactMap { amount in
                    Decimal(coefficient: Int128(amount), scale: 2).map { .decimal($0) }
                }
            case .day(let range): return range.compactMap { SmallRulebook.asOf.addingDays($0).map { .date($0) } }
            case .optionalWhole(let range): return [.missing] + whole(range)
            case .items(let most):
                let kinds: [Value] = [false, true].flatMap { flag in
                    (0..<3).map { .record(RecordID(item), [.boolean(flag), .enumeration(side, $0)]) }
                }
                var lists: [[Value]] = [[]]
                var all: [Value] = [.list([])]
                for _ in 0..<most {
                    lists = lists.flatMap { list in kinds.map { list + [$0] } }
                    all += lists.map { .list($0) }
                }
                return all
            }
        }
        var cases: [[Value]] = [[]]
        for choices in values { cases = cases.flatMap { facts in choices.map { facts + [$0] } } }
        let days = hasDay ? SmallRulebook.asOfDays : 0...0
        return days.flatMap { distance in
            cases.map {
                CaseData(
                    type: RecordID(type), id: "", asOf: SmallRulebook.day(distance), organisation: nil, facts: $0)
            }
        }
    }
}

private func power(_ base: Int, _ exponent: Int) -> Int { (0..<exponent).reduce(1) { total, _ in total * base } }
