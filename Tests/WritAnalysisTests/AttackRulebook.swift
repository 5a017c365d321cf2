import WritLanguage
import WritSemantics
import WritTestSupport

/// A random rulebook whose cases cannot be listed: lists of hundreds of elements, groups, hours, parameters over time,
/// firms with calendars of their own. What the proofs say of it is attacked with cases built at random.
struct AttackRulebook {
    let seed: UInt64
    private(set) var text = ""
    private var random: SeededRandom
    /// Numbers that something is compared with, which cases are built around.
    private var thresholds: [Int] = [0, 1, 2]

    init(seed: UInt64) {
        self.seed = seed
        random = SeededRandom(seed: seed)
        write()
    }

    private static let head = """
        rulebook attack "攻"
        source S "办法"
          clause 1 "一"
        role clerk "经办人"
        role manager "经理"
        party owner "业主"
        action payment "支付"
        calendar one-calendar "历一"
          weekend Saturday Sunday
          holiday 2026-04-04 to 2026-04-06
          covers 2025-01-01 to 2026-12-31
          zone Asia/Shanghai
        calendar other-calendar "历二"
          weekend Sunday
        organisation one "一公司"
          calendar one-calendar
          clerk
        organisation other "二公司"
          calendar other-calendar
          clerk
          with grace = 2
        chain short "短"
          basis S 1
          step one "审" by clerk
        parameter limit "限" : Integer
          is 3 from 2026-01-01
          is 60 from 2026-05-01
        parameter grace "宽限" : Integer is not stated
        enum Side "侧" left "左" | right "右" | both "双"
        record Item "明细"
          flag : Boolean "标志"
          side : Side "侧"
          v : Integer "值"
          w : Integer? "别值"
        case Matter "事项"
          items : list of Item "明细"
          more : list of Item "其余"
          n : Integer "数"
          urgent : Boolean "急"
          on : Date "日"
          t : DateTime "起"
          u : DateTime "止"
          a : Money "额"
          r : Decimal "率"
          s : Text "文"
          e : Date? "另日"
        judgement serious of Matter "严重" by manager
          basis S 1
        rule always "发函"
          for Matter
          basis S 1
          when as-of >= 2026-03-01
          issue letter to owner about s due 2 days after on
        """

    private mutating func write() {
        var lines = [Self.head]
        for number in 0..<random.number(1...2) {
            lines += ["define flag\(number) of Matter : Integer \"算\"", "  basis S 1"]
            let first = condition(1)
            lines.append("  is 0 when \(first)")
            lines.append("  is 1 when \(random.oneIn(2) ? "not (\(first))" : condition(1))")
            if random.oneIn(3) { lines.append("  is \(random.number(0...1)) otherwise") }
            if random.oneIn(3) { lines.append("  except is 2 when \(condition(1))") }
        }
        for number in 0..<random.number(2...4) { lines += rule(number) }
        text = lines.joined(separator: "\n") + "\n"
    }

    private mutating func rule(_ number: Int) -> [String] {
        var lines = ["rule r\(number) \"规\"", "  for Matter"]
        if random.oneIn(5) { lines.append("  at \(random.pick("one", "other"))") }
        lines.append("  basis S 1")
        if random.oneIn(6) { lines.append("  valid from 2026-02-01") }
        lines.append("  when \(condition(2))")
        if number > 0, random.oneIn(3) { lines.append("  overrides r\(random.number(0...(number - 1)))") }
        let due = random.oneIn(2) ? " due \(random.number(1...3)) days after as-of" : ""
        lines.append(
            "  "
                + random.pick(
                    "issue notice to owner\(due)", "issue notice to owner\(due) approval short", "refuse \"不\"",
                    "hold payment until \(condition(0))", "notify clerk \"数 {n}\"",
                    "for each g in items group by side where count g.items \(compare()) \(threshold())\n    require \"核\" by clerk",
                    "for each i in items where i.v \(compare()) \(random.number(0...3))\n    require \"查\" by clerk until \(condition(0))"
                ))
        return lines
    }

    private mutating func compare() -> String { random.pick(">", ">=", "<", "<=", "=", "!=") }

    private mutating func threshold() -> Int {
        let number = random.pick(0, 1, 2, 3, 7, 19, 20, 21, 50, 99, 100, 101, 300)
        thresholds.append(number)
        return number
    }

    private mutating func condition(_ depth: Int) -> String {
        if depth > 0, random.oneIn(2) {
            return "(\(condition(depth - 1)) \(random.pick("and", "or")) \(condition(depth - 1)))"
        }
        if random.oneIn(6) { return "not (\(atom()))" }
        return atom()
    }

    private mutating func atom() -> String {
        let list = random.pick("items", "items", "more")
        switch random.number(0...18) {
        case 15: return number()
        case 16: return day()
        case 17: return textual()
        case 18: return neighbour()
        case 0, 1, 2: return "count \(list) \(compare()) \(threshold())"
        case 3, 4, 5: return "count (\(list) where \(item(""))) \(compare()) \(threshold())"
        case 6: return "count (\(list) where \(item(""))) \(compare()) count (\(list) where \(item("")))"
        case 7: return "count \(list) + n \(compare()) \(threshold())"
        case 8: return "(sum of x.v for x in (\(list) where flag)) \(compare()) \(threshold())"
        case 9: return "(some g in (\(list) group by side) satisfies count g.items \(compare()) \(threshold()))"
        case 10: return "(\(random.pick("some", "every")) x in \(list) satisfies \(item("x.")))"
        case 11: return "\(random.pick("24", "48", "72")) hours after t \(compare()) u"
        case 12: return "\(random.number(0...4)) working days after on \(compare()) as-of"
        case 13: return "n \(compare()) \(random.pick("limit", "grace"))"
        default: return random.pick("urgent", "n \(compare()) \(threshold())", "as-of >= 2026-05-01")
        }
    }

    /// Numbers that are rounded, or have no end.
    private mutating func number() -> String {
        let edge = threshold()
        return random.pick(
            "a / 3 * 3 \(compare()) a", "a / 7 * 2 \(compare()) ¥\(edge)", "r / 3 + r / 3 + r / 3 \(compare()) r",
            "a / 3 \(compare()) ¥\(edge)", "round a / 3 to 2 places half-even \(compare()) ¥\(edge)",
            "round a to 0 places \(random.pick("half-up", "down", "up")) \(compare()) ¥\(edge)",
            "floor of r \(compare()) \(edge)", "ceiling of (r / 2) \(compare()) \(edge)", "a * r \(compare()) ¥\(edge)",
            "r * r \(compare()) \(edge)", "-n \(compare()) n", "(if urgent then a else a * 2) \(compare()) ¥\(edge)")
    }

    /// Parts of dates, kinds of days, moments, what is not there, and what a person decides.
    private mutating func day() -> String {
        random.pick(
            "month of on \(compare()) 4", "day of on \(compare()) 28", "weekday of on \(compare()) Saturday",
            "on is a working day", "on is a holiday", "last day of month of on \(compare()) as-of",
            "weeks from on to as-of \(compare()) 1", "months from on to as-of \(compare()) 0",
            "next Monday after on \(compare()) as-of", "working days from on to as-of \(compare()) 2",
            "date of t \(compare()) as-of", "time of u \(compare()) 12:00", "e is known",
            "(e or else as-of) \(compare()) on",
            "serious", "(not serious)", "serious.on \(compare()) on", "letter is issued", "letter is not delivered",
            "letter is overdue", "(issue date of letter or else as-of) \(compare()) on")
    }

    private mutating func textual() -> String {
        random.pick(
            "s = \"甲\"", "s != \"甲乙\"", "s in {\"甲\", \"乙\"}", "s contains \"甲\"", "s starts with \"甲\"",
            "s ends with \"乙\"", "\"甲\" in ([s, \"丙\"])", "(s contains \"\" or urgent)")
    }

    /// What depends on the order of a list.
    private mutating func neighbour() -> String {
        let list = random.pick("items", "(items sorted by v)")
        return random.pick(
            "(some x in items satisfies ((next of x in \(list)).v or else 0) > x.v)",
            "(some x in items satisfies (previous of x in \(list)) is missing)",
            "((first of x.v for x in \(list)) or else 9) \(compare()) \(random.number(0...3))",
            "((last of x.v for x in \(list)) or else 9) \(compare()) \(random.number(0...3))",
            "((max of x.v for x in items) or else 0) \(compare()) \(random.number(0...3))")
    }

    private mutating func item(_ prefix: String) -> String {
        random.pick(
            "\(prefix)flag", "not \(prefix)flag", "\(prefix)side = left", "\(prefix)side != both",
            "\(prefix)v > \(random.number(0...2))", "(\(prefix)w or else 1) = \(random.number(0...2))",
            "\(prefix)w is known")
    }

    // MARK: cases

    /// Cases at random, most of them at the edges of what the rulebook compares.
    func cases(of program: Program, _ count: Int) -> [CaseData] {
        var random = SeededRandom(seed: seed &* 7919 &+ 17)
        guard let matter = program.records.firstIndex(where: \.isCase),
            let item = program.records.firstIndex(where: { !$0.isCase })
        else { return [] }
        func near(_ random: inout SeededRandom) -> Int {
            max(0, random.pick(thresholds, or: 1) + random.number(-1...1))
        }
        func element(_ random: inout SeededRandom) -> Value {
            .record(
                RecordID(item),
                [
                    .boolean(random.oneIn(2)), .enumeration(EnumID(0), random.number(0...2)),
                    .integer(Int64(random.number(0...3))),
                    random.oneIn(3) ? .missing : .integer(Int64(random.number(0...2))),
                ])
        }
        let judgement = program.records.firstIndex(where: \.isJudgement) ?? item
        func amount(_ random: inout SeededRandom) -> Int64 {
            Int64(near(&random)) * 100 + Int64(random.pick(0, 0, 1, 33, 50, 67, 99))
        }
        func list(_ random: inout SeededRandom) -> Value {
            // Few kinds of elements, each so many times.
            let kinds = random.number(1...3)
            var elements: [Value] = []
            for _ in 0..<kinds {
                let one = element(&random)
                elements += repeatElement(
                    one, count: kinds > 1 && random.oneIn(2) ? random.number(0...2) : near(&random))
            }
            return .list(elements)
        }
        let days = [(2025, 12, 31), (2026, 1, 1), (2026, 3, 2), (2026, 4, 3), (2026, 4, 30), (2026, 5, 1)]
            .compactMap { CalendarDate(year: $0.0, month: $0.1, day: $0.2) }
        return (0..<count).map { _ in
            let asOf = random.pick(days, or: SmallRulebook.asOf)
            let start = Int64(asOf.day) * 86_400_000
            let hours = random.pick(23, 24, 25, 47, 48, 49, 71, 72, 73)
            func moment(_ hours: Int) -> Value {
                Moment(milliseconds: start + Int64(hours) * 3_600_000, offsetMinutes: 480).map { .dateTime($0) }
                    ?? .unknown
            }
            let organisation = random.number(0...2)
            func past(_ random: inout SeededRandom) -> CalendarDate? { asOf.addingDays(-random.number(0...9)) }
            let letter = program.forms.firstIndex { $0.name == "letter" }
            let history = letter.map { form in
                HistoryDocument(
                    form: FormID(form), issued: past(&random), due: asOf.addingDays(random.number(-2...2)),
                    delivered: random.oneIn(2) ? past(&random) : nil, signed: random.oneIn(3) ? past(&random) : nil)
            }
            return CaseData(
                type: RecordID(matter), id: "", asOf: asOf,
                organisation: organisation == 0 ? nil : OrganisationID(organisation - 1),
                facts: [
                    list(&random), random.oneIn(2) ? .list([]) : list(&random),
                    .integer(Int64(near(&random) * (random.oneIn(4) ? -1 : 1))), .boolean(random.oneIn(2)),
                    .date(asOf.addingDays(random.number(-40...4)) ?? asOf), moment(0), moment(hours),
                    Decimal(coefficient: Int128(amount(&random)), scale: 2).map { .decimal($0) } ?? .unknown,
                    Decimal(coefficient: Int128(amount(&random)), scale: random.number(0...3)).map { .decimal($0) }
                        ?? .unknown,
                    .text(random.pick("甲", "乙", "甲乙", "丙")),
                    random.oneIn(2) ? .missing : .date(asOf.addingDays(random.number(-3...3)) ?? asOf),
                    .record(
                        RecordID(judgement),
                        [
                            .boolean(random.oneIn(2)), .text("李四"), .date(past(&random) ?? asOf),
                            .text("有据"),
                        ]),
                ], history: random.oneIn(2) ? [] : [history].compactMap { $0 })
        }
    }
}
