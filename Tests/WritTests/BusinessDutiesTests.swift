import Foundation
import Testing
import Writ
import WritEvaluation
import WritLanguage
import WritSemantics
import WritTestSupport

/// The duties of the whole business over three years, against a walk through the days that knows nothing of the program.
@Suite struct BusinessDutiesTests {
    private struct Day {
        let year: Int
        let month: Int
        let day: Int
        /// 0 is Monday.
        let weekday: Int
        var text: String { "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)" }
        var isMonthEnd: Bool { day == Self.length(year, month) }

        static func length(_ year: Int, _ month: Int) -> Int {
            month == 2 ? (year % 4 == 0 ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
        }
    }

    /// From Wednesday, 1 January 2025 to 31 December 2027.
    private static let walk: [Day] = {
        var days = [Day(year: 2025, month: 1, day: 1, weekday: 2)]
        while let last = days.last, !(last.year == 2027 && last.month == 12 && last.day == 31) {
            var (year, month, day) = (last.year, last.month, last.day + 1)
            if day > Day.length(year, month) { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
            days.append(Day(year: year, month: month, day: day, weekday: (last.weekday + 1) % 7))
        }
        return days
    }()

    private static func days(_ isDue: (Day) -> Bool) -> [String] { walk.filter(isDue).map(\.text) }

    /// For each duty the days on which it is due; nil where no day can be told.
    private static let expected: [String: [String]?] = {
        let daily = days { _ in true }
        let monthly = days(\.isMonthEnd)
        let yearly = days { $0.month == 12 && $0.isMonthEnd }
        let halves = days { $0.month % 6 == 0 && $0.isMonthEnd }
        let sundays = days { $0.weekday == 6 }
        var table: [String: [String]?] = [
            "cal-decor-weekly": days { $0.weekday == 5 },
            "cal-bureau": days { $0.weekday == 1 || $0.weekday == 4 },
            "cal-fee-quarter": days { $0.month % 3 == 0 && $0.isMonthEnd },
            "cal-unpaid-12": days { $0.day == 12 },
            "cal-special-stats": days { $0.day == min(30, Day.length($0.year, $0.month)) },
            "cal-spring": ["2025-01-28", "2026-02-15"], "cal-midautumn": ["2025-10-06", "2026-09-25"],
        ]
        let holidays = ["2025-02-04", "2025-10-06", "2026-02-23", "2026-09-27"]
        for (names, dates) in [
            (["cal-decor-patrol", "cal-sign-check", "cal-home-visit", "cal-building", "cal-complaint-daily"], daily),
            (["cal-matters", "cal-dept-meeting"], sundays),
            (
                [
                    "cal-billing", "cal-fee-month", "cal-complaint-repair", "cal-repair-plan", "cal-handled",
                    "cal-complaint-archive", "cal-visit-summary", "cal-cs-plan-month", "cal-complaint-month",
                    "cal-analysis", "cal-defect-month", "cal-occupancy",
                ], monthly
            ),
            (["cal-fee-half", "cal-survey-half"], halves),
            (["cal-fee-year", "cal-cs-plan-year", "cal-plan-budget", "cal-training", "cal-festivals"], yearly),
            (["cal-holiday-freeze", "cal-festival-decor"], holidays),
        ] {
            for name in names { table[name] = dates }
        }
        for name in [
            "cal-handover", "cal-cleaning", "cal-survey-p", "cal-survey-l", "cal-vacant", "cal-site-patrol",
            "cal-handbook", "cal-club-events", "cal-club-meeting", "cal-customer-visits", "cal-zone-tour",
            "ev-movein-10", "ev-file-3", "ev-visit-1", "ev-visit-2", "ev-complaint-3", "ev-refund-7", "ev-launch",
            "ev-delivery-3m", "ev-delivery-1w", "ev-risk-opening", "ev-risk-delivery",
        ] {
            table[name] = .some(nil)
        }
        return table
    }()

    @Test func allOfThemFallWhereAWalkFindsThem() throws {
        let path = Corpus.tests.appending(path: "Data/duties/duties.writ.md").path
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let compilation = CompiledRulebook.compile(RulebookSources(rules: [(path, bytes)], forms: nil))
        let program = try #require(
            compilation.rulebook, "\(compilation.diagnostics.map(\.fact.wording.message.en))"
        ).program
        #expect(program.duties.count == 57)
        let from = try #require(CalendarDate(year: 2025, month: 1, day: 1))
        let to = try #require(CalendarDate(year: 2027, month: 12, day: 31))
        let found = DutyExpansion(program, over: from...to).occurrences(at: OrganisationID(0))
        for (index, duty) in program.duties.enumerated() {
            let own = found.filter { $0.duty == index }
            let dated = own.filter { $0.open == nil }.compactMap { $0.due?.description }
            let name = duty.identity.name
            let expected = try #require(Self.expected[name], "no table for \(name)")
            #expect(dated == expected ?? [], "\(name)")
            // Without a day it is listed once, with the reason; holidays of 2027 are not published.
            let usesHolidays = ["cal-spring", "cal-midautumn", "cal-holiday-freeze", "cal-festival-decor"].contains(
                name)
            #expect(own.filter { $0.open != nil }.count == (expected == nil || usesHolidays ? 1 : 0), "\(name)")
        }
    }
}
