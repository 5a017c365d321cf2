import Testing
import WritEvaluation
import WritLanguage
import WritSemantics

/// What the language works out by name, by examples whose values were worked out by hand.
@Suite struct FunctionTests {
    private static let head = """
        rulebook r "样例"
        source S "规程"
          clause 1 "一"
        calendar office "日历"
          weekend Saturday Sunday
          holiday 2026-02-16 to 2026-02-22 "春节"
          workday 2026-02-28
          covers 2026-01-01 to 2026-12-31
          zone +08:00
        record Shift "班次"
          starts : DateTime "上班"
          ends   : DateTime "下班"
          worker : Text "人员"
        case Matter "事项"
          on     : Date? "日期"
          at     : DateTime? "时刻"
          amount : Money? "金额"
          rate   : Percent? "费率"
          share  : Decimal? "比例"
          name   : Text? "名称"
          words  : list of Text? "禁用语"
          shifts : list of Shift? "班次"

        """

    /// The value of an expression over a case, as the reference of the language writes it.
    private func value(_ expression: String, _ type: String, given: String = "") throws -> String {
        let text =
            Self.head + "define x of Matter : \(type) \"值\"\n  basis S 1\n  is \(expression)\n"
            + "example \"例\"\n  for Matter as of 2026-03-02\n" + (given.isEmpty ? "" : "  given \(given)\n")
            + "  expect no refused\n"
        let program = try TestRulebook.program([text])
        let example = try #require(program.examples.first)
        let plan = Plan(program)
        let outcome = Evaluator(plan).evaluate(example.input).outcome
        guard let value = Self.defined("x", outcome) else { return "none" }
        return ValueText.text(value, program.definitions[0].type, in: program)
    }

    private static func defined(_ name: String, _ outcome: Outcome) -> Value? {
        outcome.defined.first { $0.path == name }?.value
    }

    @Test(arguments: [
        ("year of 2026-03-02", "Integer", "2026"), ("month of 2026-03-02", "Integer", "3"),
        ("day of 2026-03-02", "Integer", "2"), ("weekday of 2026-03-02 = Monday", "Boolean", "是"),
        ("weekday of 2026-03-01 in {Saturday, Sunday}", "Boolean", "是"),
        ("weekday of 2026-03-01 in [Monday..Friday]", "Boolean", "否"),
        ("first day of week of 2026-03-01", "Date", "2026-02-23"),
        ("last day of week of 2026-03-02", "Date", "2026-03-08"),
        ("first day of month of 2024-02-29", "Date", "2024-02-01"),
        ("last day of month of 2024-02-01", "Date", "2024-02-29"),
        ("last day of quarter of 2026-05-31", "Date", "2026-06-30"),
        ("first day of quarter of 2026-12-31", "Date", "2026-10-01"),
        ("last day of half-year of 2026-07-01", "Date", "2026-12-31"),
        ("first day of half-year of 2026-06-30", "Date", "2026-01-01"),
        ("last day of year of 2026-01-01", "Date", "2026-12-31"),
        ("next Monday after 2026-03-02", "Date", "2026-03-09"),
        ("next Tuesday, Friday after 2026-03-04", "Date", "2026-03-06"),
        ("next Tuesday, Friday after 2026-03-06", "Date", "2026-03-10"),
        ("last Monday before 2026-03-02", "Date", "2026-02-23"),
        ("2026-02-16 is a holiday", "Boolean", "是"), ("2026-02-14 is a holiday", "Boolean", "否"),
        ("2026-02-14 is not a working day", "Boolean", "是"), ("2026-02-28 is a working day", "Boolean", "是"),
        ("2 weeks after 2026-03-02", "Date", "2026-03-16"), ("1 quarter after 2026-11-30", "Date", "2027-02-28"),
        ("1 half-year before 2026-08-31", "Date", "2026-02-28"), ("1 year after 2024-02-29", "Date", "2025-02-28"),
        ("weeks from 2026-03-02 to 2026-03-15", "Integer", "1"),
        ("weeks from 2026-03-15 to 2026-03-02", "Integer", "-1"),
        ("years from 2008-03-03 to as-of", "Integer", "17"), ("years from 2008-03-02 to as-of", "Integer", "18"),
        ("years from 2024-02-29 to 2025-02-28", "Integer", "1"),
        ("quarters from 2026-01-31 to 2026-07-30", "Integer", "1"),
        ("half-years from 2026-01-31 to 2026-07-31", "Integer", "1"),
    ])
    func days(_ expression: String, _ type: String, _ expected: String) throws {
        #expect(try value(expression, type) == expected, "\(expression)")
    }

    @Test(arguments: [
        ("round 2.345 to 2 places", "Decimal", "2.35"), ("round (-2.345) to 2 places", "Decimal", "-2.35"),
        ("round 2.345 to 2 places half-even", "Decimal", "2.34"),
        ("round 2.355 to 2 places half-even", "Decimal", "2.36"),
        ("round 2.341 to 2 places up", "Decimal", "2.35"), ("round (-2.341) to 2 places up", "Decimal", "-2.35"),
        ("round 2.349 to 2 places down", "Decimal", "2.34"), ("round 2 to 2 places", "Decimal", "2"),
        ("floor of 2.9", "Integer", "2"), ("floor of (-2.1)", "Integer", "-3"), ("ceiling of 2.1", "Integer", "3"),
        ("ceiling of (-2.9)", "Integer", "-2"), ("floor of ¥99.99", "Money", "¥99.00"),
        ("ceiling of ¥99.01", "Money", "¥100.00"), ("round ¥12.34 / 3 to 1 places", "Money", "¥4.10"),
        ("round ¥10 / 4 to 0 places half-even", "Money", "¥2.00"),
        ("round 94.995% to 2 places", "Percent", "95%"), ("round 94.995% to 2 places down", "Percent", "94.99%"),
        ("floor of 94.99%", "Percent", "94%"),
        ("length of \"\"", "Integer", "0"), ("length of \"abc\"", "Integer", "3"),
        ("length of \"整改通知，限3日\"", "Integer", "8"), ("length of \"𠮷野家\"", "Integer", "3"),
        ("length of \"e\u{301}é\"", "Integer", "3"), ("length of \"ab\" + length of \"c\"", "Integer", "3"),
    ])
    func rounding(_ expression: String, _ type: String, _ expected: String) throws {
        #expect(try value(expression, type) == expected, "\(expression)")
    }

    @Test(arguments: [
        ("(name or else \"\") contains \"限时\"", "是"), ("(name or else \"\") contains \"\"", "是"),
        ("(name or else \"\") contains \"限时特惠大促\"", "否"), ("(name or else \"\") starts with \"本周\"", "是"),
        ("(name or else \"\") starts with \"限时\"", "否"), ("(name or else \"\") ends with \"特惠\"", "是"),
        ("\"最低价\" in (words or else [])", "是"), ("\"低价\" in (words or else [])", "否"),
        ("\"低价\" not in (words or else [])", "是"),
        ("some w in (words or else []) satisfies \"全网最低价\" contains w", "是"),
        ("\"aaaaab\" contains \"aab\"", "是"), ("\"abababc\" contains \"ababc\"", "是"),
        ("\"ab\" contains \"abc\"", "否"),
    ])
    func texts(_ expression: String, _ expected: String) throws {
        let given = "name = \"本周限时特惠\", words = [\"最低价\", \"绝版\"]"
        #expect(try value(expression, "Boolean", given: given) == expected, "\(expression)")
    }

    @Test func pointsInTimeHaveADayAndATimeOfDay() throws {
        let given = "at = 2026-03-02T17:30:00Z"
        let at = "(at or else 2026-01-01T00:00:00Z)"
        #expect(try value("date of \(at)", "Date", given: given) == "2026-03-03")
        #expect(try value("time of \(at) >= 01:30", "Boolean", given: given) == "是")
        #expect(try value("time of \(at) > 01:30", "Boolean", given: given) == "否")
        #expect(try value("time of \(at) in [09:00..18:00)", "Boolean", given: given) == "否")
    }

    @Test func beyondTheCalendarIsOpen() throws {
        #expect(try value("2027-01-01 is a working day", "Boolean") == "none")
        #expect(try value("2027-01-01 is a holiday", "Boolean") == "none")
    }

    private static let shifts = """
        shifts = [
          { starts = 2026-03-03T08:00:00+08:00, ends = 2026-03-03T16:00:00+08:00, worker = "乙" },
          { starts = 2026-03-02T08:00:00+08:00, ends = 2026-03-02T16:00:00+08:00, worker = "甲" },
          { starts = 2026-03-02T16:00:00+08:00, ends = 2026-03-02T23:00:00+08:00, worker = "甲" } ]
        """

    @Test func neighboursStandInTheOrderAskedFor() throws {
        let ordered = "((shifts or else []) sorted by starts)"
        #expect(
            try value("(first of s.worker for s in \(ordered)) or else \"\"", "Text", given: Self.shifts) == "甲")
        // A double shift: the same person on the shift right before.
        let double =
            "some s in \(ordered) satisfies ((previous of s in \(ordered)).worker or else \"\") = s.worker"
        #expect(try value(double, "Boolean", given: Self.shifts) == "是")
        let last = "some s in (shifts or else []) satisfies (next of s in \(ordered)) is missing and s.worker = \"乙\""
        #expect(try value(last, "Boolean", given: Self.shifts) == "是")
    }

    /// Two that say the same are two.
    @Test func equalRecordsAreToldApart() throws {
        let twice = """
            shifts = [
              { starts = 2026-03-02T08:00:00+08:00, ends = 2026-03-02T16:00:00+08:00, worker = "甲" },
              { starts = 2026-03-02T08:00:00+08:00, ends = 2026-03-02T16:00:00+08:00, worker = "甲" } ]
            """
        let list = "(shifts or else [])"
        let before = "every s in \(list) satisfies (previous of s in \(list)) is known"
        #expect(try value(before, "Boolean", given: twice) == "否")
        let some = "some s in \(list) satisfies (previous of s in \(list)) is known"
        #expect(try value(some, "Boolean", given: twice) == "是")
    }

    /// What is asked for each element is worked out once.
    @Test(.timeLimit(.minutes(10))) func longListsAreSortedOnce() throws {
        let program = try TestRulebook.program([
            Self.head + """
                define doubles of Matter : Integer "连班数"
                  basis S 1
                  is 0 when shifts is missing
                  is sum of (if ((previous of s in (shifts sorted by starts)).worker or else "") = s.worker then 1 else 0)
                    for s in shifts when shifts is known

                """
        ])
        let record = RecordID(program.records.firstIndex { !$0.isCase } ?? 0)
        let type = RecordID(program.records.firstIndex(where: \.isCase) ?? 1)
        let count = 20_000
        let shifts = (0..<count).map { number in
            let start = Int64((number * 7919) % count) * 60_000
            return Value.record(
                record,
                [
                    Moment(milliseconds: start, offsetMinutes: 480).map { .dateTime($0) } ?? .unknown,
                    Moment(milliseconds: start, offsetMinutes: 480).map { .dateTime($0) } ?? .unknown, .text("甲"),
                ])
        }
        var facts = [Value](repeating: .missing, count: program.records[type.index].fields.count)
        facts[facts.count - 1] = .list(shifts)
        let asOf = try #require(CalendarDate(year: 2026, month: 3, day: 2))
        let data = CaseData(type: type, id: "1", asOf: asOf, organisation: nil, facts: facts)
        let outcome = Evaluator(Plan(program)).evaluate(data).outcome
        #expect(Self.defined("doubles", outcome) == .integer(Int64(count - 1)))
    }
}
