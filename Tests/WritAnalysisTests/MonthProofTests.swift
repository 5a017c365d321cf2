import Testing
@testable import WritAnalysis
import WritSemantics
import WritTestSupport

/// What the proofs say of whole months and years between two days that anybody may choose, against those days themselves: every
/// day on which an answer can change, from many a first day.
@Suite struct MonthProofTests {
    /// A comparison of one of the measures of two days with a number.
    private struct Atom {
        let measure: String
        let sign: String
        let number: Int

        var text: String {
            switch measure {
            case "days": "seen - born \(sign) \(number) days"
            case "reached": "\(number) months after born \(sign) seen"
            default: "\(measure) from born to seen \(sign) \(number)"
            }
        }

        func holds(_ from: CalendarDate, _ to: CalendarDate) -> Bool? {
            let months = from.months(to: to)
            switch measure {
            case "days": return compare(from.days(to: to), number)
            case "months": return compare(months, number)
            case "years": return compare(months / 12, number)
            default: return from.addingMonths(number).map { compare(Int($0.day), Int(to.day)) }
            }
        }

        private func compare(_ a: Int, _ b: Int) -> Bool {
            switch sign {
            case "<": a < b
            case "<=": a <= b
            case ">": a > b
            case ">=": a >= b
            default: a == b
            }
        }

        /// The later days at which the answer can change, for a first day.
        func edges(_ from: CalendarDate) -> [CalendarDate] {
            func around(_ day: CalendarDate?) -> [CalendarDate] { (-1...1).compactMap { day?.addingDays($0) } }
            switch measure {
            case "days": return around(from.addingDays(number))
            case "reached": return around(from.addingMonths(number))
            default:
                let size = measure == "years" ? 12 : 1
                var days: [CalendarDate] = []
                for months in [number * size, (number + 1) * size, (number - 1) * size] {
                    days += around(from.addingMonths(months))
                    // Backwards, the first day is counted from the later one: ends of months lie up to three days apart.
                    days += (-4...4).compactMap { from.addingMonths(months)?.addingDays($0) }
                }
                return days
            }
        }
    }

    private static func atom(_ random: inout SeededRandom, near base: Int) -> Atom {
        let sign = random.pick("<", "<=", ">", ">=", "=")
        switch random.number(0...4) {
        case 0:
            let days = base * 146_097 / 4_800
            return Atom(measure: "days", sign: sign, number: days + random.number(-5...5))
        case 1: return Atom(measure: "years", sign: sign, number: base / 12 + random.number(-1...1))
        case 2 where base > 0: return Atom(measure: "reached", sign: sign, number: base + random.number(0...1))
        default: return Atom(measure: "months", sign: sign, number: base + random.number(-1...1))
        }
    }

    /// First days: ends of months of a leap year, of the years around it and of a century, and any.
    private static func firstDays(_ random: inout SeededRandom) -> [CalendarDate] {
        var days: [CalendarDate] = []
        for year in [1899, 1900, 2000, 2023, 2024] {
            for month in [1, 2, 3, 4, 12] {
                for day in [1, 15, 28, 29, 30, 31] {
                    if let day = CalendarDate(year: year, month: month, day: day) { days.append(day) }
                }
            }
        }
        for _ in 0..<30 { if let day = CalendarDate(day: random.number(-200_000...200_000)) { days.append(day) } }
        return days + [CalendarDate.first, CalendarDate.last]
    }

    @Test("what is said of months between two days holds of the days", arguments: 0..<120)
    func monthsAgainstDays(_ seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed) &+ 40_000)
        let base = random.pick(0, 1, 6, 12, 24, 216, 720, -1, -12, -216)
        let atoms = (0..<random.number(1...3)).map { _ in Self.atom(&random, near: base) }
        let text = """
            rulebook planted "植入"
            source S "办法"
              clause 1 "一"
            role clerk "经办人"
            case Matter "事项"
              born : Date "起"
              seen : Date "止"
            rule r "规"
              for Matter
              basis S 1
              when \(atoms.map(\.text).joined(separator: " and "))
              require "核" by clerk
            """
        let program = try RulebookUnderTest(text).checked()
        let report = Analyzer.analyze(program)
        let told = Set(report.findings.map(\.fact.id))
        var (somewhere, everywhere) = (false, true)
        for from in Self.firstDays(&random) {
            for to in [from] + atoms.flatMap({ $0.edges(from) }) {
                // A deadline beyond the calendar is no day at all.
                let answers = atoms.map { $0.holds(from, to) }
                if answers.contains(where: { $0 == nil }) { continue }
                let holds = answers.allSatisfy { $0 == true }
                somewhere = somewhere || holds
                everywhere = everywhere && holds
            }
        }
        #expect(!somewhere || !told.contains("rule.never-applies"), "seed \(seed): \(text)")
        #expect(everywhere || !told.contains("condition.always-true"), "seed \(seed): \(text)")
        // Where only some ends of months fulfil an equation, the search may pass them by, and says so.
        let isOpen = told.contains("analysis.undecided")
        #expect(!isOpen || atoms.contains { $0.sign == "=" }, "seed \(seed): \(text)")
        // The days above are all that matter: what none of them fulfils, nothing does.
        #expect(somewhere || isOpen || told.contains("rule.never-applies"), "seed \(seed): \(text)\n\(report.lines)")
    }

    /// The bounds that the search starts from: no month lies beyond, and some lie on them.
    @Test func monthsReachAsFarAsTheBoundsSay() throws {
        #expect(MonthLengths.days(in: 0) == 0...0)
        #expect(MonthLengths.days(in: 1) == 28...31)
        #expect(MonthLengths.days(in: -1) == -31 ... -28)
        #expect(MonthLengths.days(in: 12) == 365...366)
        #expect(MonthLengths.days(in: 4_800) == 146_097...146_097)
        var random = SeededRandom(seed: 7)
        for _ in 0..<20_000 {
            let day = try #require(CalendarDate(day: random.number(-200_000...200_000)))
            let months = random.number(-3_000...9_000)
            guard let reached = day.addingMonths(months) else { continue }
            #expect(MonthLengths.days(in: months).contains(day.days(to: reached)), "\(months) months after \(day)")
        }
    }
}
