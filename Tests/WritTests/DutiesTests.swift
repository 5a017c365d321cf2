import Foundation
import Testing
import Writ
import WritEvaluation
import WritLanguage
import WritSemantics
import WritTestSupport

/// What falls due when: every way in which the business states it, against a plain walk through the days.
@Suite struct DutiesTests {
    private static let head = """
        source M "手册"
          clause 1 "职责"
        role clerk "职员"
        role manager "经理"
        party owner "业主"
        organisation firm "公司"
          calendar office
          manager
          clerk under manager
        calendar office "日历"
          covers 2025-01-01 to 2026-12-31
          weekend Saturday Sunday
          holiday 2025-01-28 to 2025-02-04 "春节"
          holiday 2026-02-15 to 2026-02-23 "春节"
          holiday 2026-10-01 to 2026-10-07 "国庆节"
          workday 2026-10-10
          deadlines roll forward

        """

    private static let stretch = date("2025-01-01")...date("2027-12-31")

    private static func date(_ text: String) -> CalendarDate { CalendarDate.parse(text) ?? .first }

    private static func program(_ occasion: String) throws -> Program {
        let text = head + "duty d \"职责\"\n  basis M 1\n  at firm\n  \(occasion)\n  by clerk\n"
        let compilation = CompiledRulebook.compile(
            RulebookSources(rules: [("d.writ", Array(text.utf8))], forms: nil))
        let messages = compilation.diagnostics.map(\.fact.wording.message.en)
        return try #require(compilation.rulebook, "\(occasion): \(messages)").program
    }

    private static func occurrences(_ occasion: String) throws -> [DutyOccurrence] {
        DutyExpansion(try program(occasion), over: stretch).occurrences()
    }

    /// The days of the stretch as a reader would go through them, one after the other.
    private static let walk: [(date: CalendarDate, year: Int, month: Int, day: Int, weekday: Int)] = {
        var days: [(CalendarDate, Int, Int, Int, Int)] = []
        // 1 January 2025 is a Wednesday.
        var (year, month, day, weekday) = (2025, 1, 1, 2)
        while year < 2028 {
            let text = "\(year)-" + (month < 10 ? "0" : "") + "\(month)-" + (day < 10 ? "0" : "") + "\(day)"
            days.append((date(text), year, month, day, weekday))
            weekday = (weekday + 1) % 7
            day += 1
            if day > length(year, month) { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
        return days
    }()

    private static func length(_ year: Int, _ month: Int) -> Int {
        month == 2 ? (year % 4 == 0 ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// The last day of each window, by the walk.
    private static func due(_ isDue: (Int, Int, Int, Int) -> Bool) -> [CalendarDate] {
        walk.filter { isDue($0.year, $0.month, $0.day, $0.weekday) }.map(\.date)
    }

    @Test func recurrencesFallWhereAWalkFindsThem() throws {
        let length = Self.length
        let tables: [(String, (Int, Int, Int, Int) -> Bool)] = [
            ("every day", { _, _, _, _ in true }),
            ("twice every day", { _, _, _, _ in true }),
            ("every Saturday by 12:00", { _, _, _, weekday in weekday == 5 }),
            ("every Tuesday, Friday", { _, _, _, weekday in weekday == 1 || weekday == 4 }),
            ("every week on Tuesday, Friday", { _, _, _, weekday in weekday == 1 || weekday == 4 }),
            ("every week", { _, _, _, weekday in weekday == 6 }),
            ("every week on not stated", { _, _, _, weekday in weekday == 6 }),
            ("every month", { year, month, day, _ in day == length(year, month) }),
            ("every month on day 12", { _, _, day, _ in day == 12 }),
            ("every month on day 31", { year, month, day, _ in day == length(year, month) }),
            ("every month from day 28 to 30", { year, month, day, _ in day == min(30, length(year, month)) }),
            ("every month on last day", { year, month, day, _ in day == length(year, month) }),
            ("every month on first day", { _, _, day, _ in day == 1 }),
            ("every quarter", { year, month, day, _ in month % 3 == 0 && day == length(year, month) }),
            ("at least once every half-year", { year, month, day, _ in month % 6 == 0 && day == length(year, month) }),
            ("every year", { _, month, day, _ in month == 12 && day == 31 }),
            ("every year on 02-29", { year, month, day, _ in month == 2 && day == length(year, 2) }),
            ("every year from 03-01 to 03-15", { _, month, day, _ in month == 3 && day == 15 }),
            (
                "every 6 months from 2025-08-31",
                { year, month, day, _ in
                    (month == 2 || month == 8) && day == length(year, month) && !(year == 2025 && month == 2)
                }
            ),
        ]
        for (occasion, isDue) in tables {
            let found = try Self.occurrences(occasion)
            #expect(found.allSatisfy { $0.open == nil }, "\(occasion)")
            #expect(found.map(\.due) == Self.due(isDue), "\(occasion)")
        }
    }

    @Test func windowsBeginWhereTheyBegin() throws {
        let february = try Self.occurrences("every month from day 28 to 30").first { $0.due == Self.date("2026-02-28") }
        #expect(february?.days == Self.date("2026-02-28")...Self.date("2026-02-28"))
        let march = try Self.occurrences("every month from day 28 to 30").first { $0.due == Self.date("2026-03-30") }
        #expect(march?.days?.lowerBound == Self.date("2026-03-28"))
        let half = try Self.occurrences("at least once every half-year").first
        #expect(half?.days == Self.date("2025-01-01")...Self.date("2025-06-30"))
        #expect(try Self.occurrences("every month on not stated").allSatisfy(\.isDayNotStated))
    }

    /// The first week of 2025 began in 2024 and ends within the stretch; the last one ends outside of it.
    @Test func aWindowIsListedWhereItEnds() throws {
        let weeks = try Self.occurrences("every week")
        #expect(weeks.first?.days == Self.date("2024-12-30")...Self.date("2025-01-05"))
        #expect(weeks.last?.due == Self.date("2027-12-26"))
    }

    @Test func workingDaysAreKnownOnlyWhereTheCalendarCovers() throws {
        let found = try Self.occurrences("every working day")
        let certain = found.filter { $0.open == nil }.compactMap(\.due)
        let expected = Self.walk.filter { entry in
            guard entry.year < 2027 else { return false }
            let text = "\(entry.date)"
            if text == "2026-10-10" { return true }
            let isHoliday =
                (text >= "2025-01-28" && text <= "2025-02-04") || (text >= "2026-02-15" && text <= "2026-02-23")
                || (text >= "2026-10-01" && text <= "2026-10-07")
            return entry.weekday < 5 && !isHoliday
        }.map(\.date)
        #expect(certain == expected)
        let open = found.filter { $0.open != nil }
        #expect(open.map(\.open) == [.notCovered(calendar: "office")])
        #expect(open.first?.days == Self.date("2027-01-01")...Self.date("2027-12-31"))
    }

    @Test func holidaysAreThoseOfTheCalendar() throws {
        func due(_ occasion: String) throws -> [String] {
            try Self.occurrences(occasion).filter { $0.open == nil }.compactMap(\.due).map(\.description)
        }
        #expect(try due("on holiday \"春节\"") == ["2025-01-28", "2026-02-15"])
        #expect(try due("before holiday \"春节\"") == ["2025-01-27", "2026-02-14"])
        #expect(try due("due 3 working days before holiday \"春节\"") == ["2025-01-23", "2026-02-11"])
        #expect(try due("every holiday") == ["2025-02-04", "2026-02-23", "2026-10-07"])
        #expect(try Self.occurrences("on holiday \"春节\"").contains { $0.open == .notCovered(calendar: "office") })
        #expect(try due("on 2026-02-17, 2027-02-06") == ["2026-02-17", "2027-02-06"])
        let unknown = Self.head + "duty d\n  basis M 1\n  on holiday \"春結\"\n  by clerk\n"
        let compilation = CompiledRulebook.compile(
            RulebookSources(rules: [("d.writ", Array(unknown.utf8))], forms: nil))
        #expect(compilation.diagnostics.map(\.fact.id).contains("holiday.unknown-name"))
    }

    @Test func aDayOffIsToldAndMovesOnlyWhereTheDutySaysSo() throws {
        let plain = try Self.occurrences("every month on day 12")
        let july = try #require(plain.first { $0.due == Self.date("2025-07-12") })
        #expect(july.isDayOff)
        let moved = try Self.occurrences("every month on day 12 rolling forward")
        #expect(moved.contains { $0.due == Self.date("2025-07-14") } && !moved.contains(where: \.isDayOff))
        let back = try Self.occurrences("every month on day 12 rolling backward")
        #expect(back.contains { $0.due == Self.date("2025-07-11") })
    }

    @Test func whatNoCalendarTellsIsNeverGuessed() throws {
        let open: [(String, DutyOccurrence.Open)] = [
            ("not stated", .periodNotStated), ("every not stated", .periodNotStated),
            ("every shift \"晚班\"", .shift("晚班")), ("on \"开盘\"", .event("开盘")),
            ("within 3 days after \"鉴证\"", .event("鉴证")), ("due 10 days before \"交付\"", .event("交付")),
            ("from 3 months after \"交付\"", .event("交付")), ("not stated before \"开盘\"", .event("开盘")),
        ]
        for (occasion, reason) in open {
            let found = try Self.occurrences(occasion)
            #expect(found.map(\.open) == [reason], "\(occasion)")
            #expect(found.first?.days == nil, "\(occasion)")
        }
    }

    @Test func theCommandWritesTheSameDaysInEveryFormat() throws {
        let folder = try ScratchFolder()
        let rules =
            Self.head
                + """
                duty weekly "每周装修情况上报，一份;存档"
                  basis M 1
                  at firm
                  every Saturday by 12:00 by clerk to manager, owner
                  issue weekly-report
                duty survey "征询意见"
                  basis M 1
                  not stated
                  by clerk

                """
        try folder.write("Rules/d.writ", rules)
        let base = ["duties", "--forms", "none", "--from", "2026-03-01", "--to", "2026-03-31"]
        let json = try ToolRun(base + ["--format", "json"], folder: folder.url)
        #expect(json.status == 0, "\(json.errors)")
        let list = try #require(try JSONSerialization.jsonObject(with: Data(json.output)) as? [[String: Any]])
        let days = ["2026-03-07", "2026-03-14", "2026-03-21", "2026-03-28"]
        #expect(list.compactMap { $0["due"] as? String } == days)
        #expect(list.last?["status"] as? String == "open" && list.last?["due"] is NSNull)
        let file = try ToolRun(base + ["--format", "ics", "--lang", "zh-Hans"], folder: folder.url)
        let lines = file.text.components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 75 })
        #expect(
            lines.filter { $0.hasPrefix("DTSTART") }
                == days.map { "DTSTART;VALUE=DATE:" + $0.replacing("-", with: "") })
        #expect(file.text.replacing("\r\n ", with: "").contains("每周装修情况上报，一份\\;存档"))
        let html = try ToolRun(base + ["--format", "html", "--lang", "en"], folder: folder.url)
        #expect(html.text.contains("March 2026") && html.text.contains("duties without a day"))
        let text = try ToolRun(base + ["--lang", "zh-Hans"], folder: folder.url)
        #expect(text.text.contains("2026-03-07 周六") && text.text.contains("无法确定日期"))
        let other = try ToolRun(base + ["--organisation", "firn"], folder: folder.url)
        #expect(other.status == 2)
        let long = try ToolRun(["duties", "--from", "2026-01-01", "--to", "2090-01-01"], folder: folder.url)
        #expect(long.status == 2)
    }
}
