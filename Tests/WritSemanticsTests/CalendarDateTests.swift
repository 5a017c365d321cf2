import Foundation
import Testing
import WritTestSupport

import WritSemantics

@Suite struct CalendarDateTests {
    /// Every day from the first to the last, counted one by one with the months' lengths written out.
    @Test func everyDayCountedByHand() {
        var number = -719_162
        var weekday = 0
        var faults = 0
        for year in 1...9999 {
            let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            for (month, length) in lengths.enumerated() {
                for day in 1...length {
                    let date = CalendarDate(year: year, month: month + 1, day: day)
                    if date?.day != Int32(number) || date?.weekday != weekday { faults += 1 }
                    if let parts = date?.components, parts != (year, month + 1, day) { faults += 1 }
                    number += 1
                    weekday = (weekday + 1) % 7
                }
                if CalendarDate(year: year, month: month + 1, day: length + 1) != nil { faults += 1 }
            }
        }
        #expect(faults == 0)
        #expect(number == Int(CalendarDate.last.day) + 1)
    }

    @Test func agreesWithFoundation() throws {
        var calendar = Foundation.Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        var generator = SeededRandom(seed: 4)
        for _ in 0..<500 {
            // From 1600 on, where Foundation's calendar is Gregorian as well.
            let date = try #require(CalendarDate(day: Int.random(in: -135_000...2_500_000, using: &generator)))
            let months = Int.random(in: -300...300, using: &generator)
            let instant = Date(timeIntervalSince1970: Double(date.day) * 86_400)
            let later = try #require(calendar.date(byAdding: .month, value: months, to: instant))
            let expected = Int((later.timeIntervalSince1970 / 86_400).rounded(.down))
            #expect(date.addingMonths(months)?.day == Int32(expected), "seed 4: \(date) \(months) months")
        }
    }

    @Test func monthsBetweenIsTheLargestThatDoesNotPass() throws {
        var generator = SeededRandom(seed: 5)
        for _ in 0..<1000 {
            let a = try #require(CalendarDate(day: Int.random(in: 0...20_000, using: &generator)))
            let b = try #require(a.addingDays(Int.random(in: 0...4000, using: &generator)))
            var expected = 0
            while let next = a.addingMonths(expected + 1), next <= b { expected += 1 }
            #expect(a.months(to: b) == expected, "seed 5: \(a) \(b)")
            #expect(b.months(to: a) == -expected, "seed 5: \(a) \(b)")
        }
    }

    @Test func clampsToTheEndOfTheMonth() throws {
        let date = try #require(CalendarDate.parse("2024-01-31"))
        #expect(date.addingMonths(1)?.description == "2024-02-29")
        #expect(date.addingMonths(13)?.description == "2025-02-28")
        #expect(date.addingMonths(-2)?.description == "2023-11-30")
        #expect(date.addingMonths(0) == date)
    }

    @Test func staysWithinTheCalendar() throws {
        #expect(CalendarDate.first.description == "0001-01-01")
        #expect(CalendarDate.last.description == "9999-12-31")
        #expect(CalendarDate.first.addingDays(-1) == nil)
        #expect(CalendarDate.last.addingDays(1) == nil)
        #expect(CalendarDate.last.addingDays(.max) == nil)
        #expect(CalendarDate.first.addingMonths(-1) == nil)
        #expect(CalendarDate.last.addingMonths(1) == nil)
        #expect(CalendarDate.last.addingMonths(.max) == nil)
        #expect(CalendarDate.first.days(to: .last) == 3_652_058)
    }

    @Test(arguments: [
        "2026-02-30", "2025-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "0000-01-01", "2026-1-1",
        "2026-01-01 ", "2026/01/01", "２026-01-01", "", "20260101", "-026-01-01",
    ])
    func refuses(_ text: String) {
        #expect(CalendarDate.parse(text) == nil)
    }

    @Test(arguments: [
        ("2026-03-02T10:00:00+08:00", "2026-03-02T10:00:00+08:00"),
        ("2026-03-02T10:00+08:00", "2026-03-02T10:00:00+08:00"),
        ("2026-03-02 23:59:59.5Z", "2026-03-02T23:59:59.500Z"),
        ("2026-03-02t00:00:00.123456-05:30", "2026-03-02T00:00:00.123-05:30"),
        ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"), ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
        ("2026-03-02T10:00:00+00:00", "2026-03-02T10:00:00Z"),
    ])
    func readsMoments(_ text: String, _ expected: String) {
        #expect(Moment.parse(text)?.description == expected)
    }

    @Test(arguments: [
        "2026-03-02T10:00:00", "2026-03-02T24:00:00Z", "2026-03-02T10:60:00Z", "2026-03-02T10:00:61Z", "2026-03-02",
        "2026-02-30T10:00:00Z", "2026-03-02T10:00:00.Z", "2026-03-02T10:00:00+0800", "2026-03-02T10:00:00+08:00 ",
        "2026-03-02T10:00:00+24:00", "2026-03-02X10:00:00Z", "2026-03-02T1:00:00Z", "0001-01-01T00:00:0",
    ])
    func refusesMoments(_ text: String) {
        #expect(Moment.parse(text) == nil)
    }

    @Test func momentsAgreeWithFoundation() throws {
        var generator = SeededRandom(seed: 6)
        let formatter = ISO8601DateFormatter()
        for _ in 0..<300 {
            let seconds = Int64.random(in: -10_000_000_000...100_000_000_000, using: &generator)
            let offset = Int.random(in: -720...840, using: &generator)
            let moment = try #require(Moment(milliseconds: seconds * 1000, offsetMinutes: offset))
            formatter.timeZone = TimeZone(secondsFromGMT: offset * 60) ?? .gmt
            let expected = formatter.string(from: Date(timeIntervalSince1970: Double(seconds)))
            #expect(moment.description == expected, "seed 6")
            #expect(moment.date.description == expected.prefix(10), "seed 6")
            #expect(Moment.parse(expected) == moment, "seed 6")
        }
    }

    @Test func aMomentHasTheDateOfItsOwnOffset() throws {
        let moment = try #require(Moment.parse("2026-03-02T01:00:00+08:00"))
        #expect(moment.date.description == "2026-03-02")
        let sameInstant = try #require(Moment.parse("2026-03-01T17:00:00Z"))
        #expect(sameInstant.milliseconds == moment.milliseconds)
        #expect(sameInstant.date.description == "2026-03-01")
        #expect(moment.addingHours(-2)?.date.description == "2026-03-01")
        #expect(moment.addingHours(.max) == nil)
        #expect(Moment.parse("9999-12-31T23:59:00Z")?.addingHours(1) == nil)
    }
}
