import Testing
import WritLanguage
import WritTestSupport

import WritSemantics

@Suite struct WorkCalendarTests {
    private static let identity = Identity(
        name: "office", title: "办公日历", documentation: nil, nameSpan: Span(file: FileID(0), start: 0, end: 0),
        span: Span(file: FileID(0), start: 0, end: 0))

    private func date(_ text: String) throws -> CalendarDate { try #require(CalendarDate.parse(text)) }

    private func range(_ from: String, _ to: String) throws -> ClosedRange<CalendarDate> {
        try date(from)...date(to)
    }

    /// The calendar of 2026 as published, with its make-up days on Saturdays and Sundays.
    private func office2026() throws -> WorkCalendar {
        WorkCalendar(
            identity: WorkCalendarTests.identity, weekend: [5, 6],
            holidays: [
                try range("2026-01-01", "2026-01-03"), try range("2026-02-15", "2026-02-23"),
                try range("2026-04-04", "2026-04-06"), try range("2026-05-01", "2026-05-05"),
                try range("2026-06-19", "2026-06-21"), try range("2026-09-25", "2026-09-27"),
                try range("2026-10-01", "2026-10-07"),
            ],
            workdays: [
                try range("2026-01-04", "2026-01-04"), try range("2026-02-14", "2026-02-14"),
                try range("2026-02-28", "2026-02-28"), try range("2026-05-09", "2026-05-09"),
                try range("2026-09-20", "2026-09-20"), try range("2026-10-10", "2026-10-10"),
            ], roll: .forward, covered: try range("2026-01-01", "2026-12-31"))
    }

    @Test func makeUpDaysAreWorkingDays() throws {
        let calendar = try office2026()
        #expect(try calendar.isWorkingDay(date("2026-10-10")))
        #expect(try !calendar.isWorkingDay(date("2026-10-07")))
        #expect(try calendar.isWorkingDay(date("2026-02-14")))
        #expect(try !calendar.isWorkingDay(date("2026-03-01")))
        #expect(try calendar.adding(workingDays: 3, to: date("2026-09-29"))?.description == "2026-10-09")
        #expect(try calendar.adding(workingDays: 4, to: date("2026-09-29"))?.description == "2026-10-10")
        #expect(try calendar.adding(workingDays: 5, to: date("2026-09-29"))?.description == "2026-10-12")
        #expect(try calendar.adding(workingDays: -1, to: date("2026-10-08"))?.description == "2026-09-30")
        #expect(try calendar.rolled(date("2026-10-01"))?.description == "2026-10-08")
        #expect(try calendar.rolled(date("2026-02-28"))?.description == "2026-02-28")
        #expect(try calendar.covers(date("2026-12-31")))
        #expect(try !calendar.covers(date("2027-01-01")))
        // The State Council's count for 2026: 365 days less 33 holidays, the other weekends, and make-up days added.
        var worked = 0
        var day = try date("2026-01-01")
        while try day <= date("2026-12-31") {
            worked += calendar.isWorkingDay(day) ? 1 : 0
            day = try #require(day.addingDays(1))
        }
        #expect(try calendar.workingDays(from: date("2025-12-31"), to: date("2026-12-31")) == worked)
    }

    /// Random calendars against walking day by day.
    @Test(arguments: 1...12)
    func agreesWithWalking(seed: UInt64) throws {
        var generator = SeededRandom(seed: seed)
        let start = try date("2026-01-01")
        func ranges() throws -> [ClosedRange<CalendarDate>] {
            try (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                let first = try #require(start.addingDays(Int.random(in: 0...400, using: &generator)))
                return try first...#require(first.addingDays(Int.random(in: 0...9, using: &generator)))
            }
        }
        let weekend = Set((0..<7).filter { _ in Int.random(in: 0..<3, using: &generator) == 0 })
        let (holidays, workdays) = (try ranges(), try ranges())
        let calendar = WorkCalendar(
            identity: WorkCalendarTests.identity, weekend: weekend, holidays: holidays, workdays: workdays,
            roll: .backward, covered: nil)
        func works(_ day: CalendarDate) -> Bool {
            if workdays.contains(where: { $0.contains(day) }) { return true }
            return !weekend.contains(day.weekday) && !holidays.contains { $0.contains(day) }
        }
        for _ in 0..<150 {
            let day = try #require(start.addingDays(Int.random(in: -20...430, using: &generator)))
            let context: Comment = "seed \(seed): \(day)"
            #expect(calendar.isWorkingDay(day) == works(day), context)
            let count = Int.random(in: -40...40, using: &generator)
            var walked = day
            var left = abs(count)
            while left > 0, weekend.count < 7 {
                walked = try #require(walked.addingDays(count < 0 ? -1 : 1))
                if works(walked) { left -= 1 }
            }
            if weekend.count < 7 {
                #expect(calendar.adding(workingDays: count, to: day) == walked, "\(context) \(count)")
            }
            let other = try #require(day.addingDays(Int.random(in: 0...120, using: &generator)))
            var between = 0
            var cursor = day
            while cursor < other {
                cursor = try #require(cursor.addingDays(1))
                if works(cursor) { between += 1 }
            }
            #expect(calendar.workingDays(from: day, to: other) == between, context)
            #expect(calendar.workingDays(from: other, to: day) == -between, context)
        }
    }

    @Test func aWeekWithoutWorkingDaysEnds() throws {
        let calendar = WorkCalendar(
            identity: WorkCalendarTests.identity, weekend: Set(0..<7), holidays: [],
            workdays: [try range("2026-05-01", "2026-05-02")], roll: .forward, covered: nil)
        #expect(try calendar.adding(workingDays: 2, to: date("2026-01-01"))?.description == "2026-05-02")
        #expect(try calendar.adding(workingDays: 3, to: date("2026-01-01")) == nil)
        #expect(try calendar.adding(workingDays: -1, to: date("2026-01-01")) == nil)
        #expect(try calendar.rolled(date("2026-05-03")) == nil)
        #expect(calendar.adding(workingDays: .min + 1, to: .last) == nil)
        #expect(calendar.adding(workingDays: 1, to: .last) == nil)
    }

    @Test func longSpansAreQuick() throws {
        let calendar = try office2026()
        let far = try #require(calendar.adding(workingDays: 2_000_000, to: date("2026-01-01")))
        #expect(try calendar.workingDays(from: date("2026-01-01"), to: far) == 2_000_000)
        #expect(calendar.adding(workingDays: 1, to: .last) == nil)
        #expect(calendar.adding(workingDays: -1, to: .first) == nil)
    }
}
