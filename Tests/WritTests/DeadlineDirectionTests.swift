import Foundation
import Testing
import Writ
import WritEvaluation
import WritLanguage
import WritSemantics
import WritTestSupport

/// Where deadlines go from a day off: a notice period never shrinks.
@Suite struct DeadlineDirectionTests {
    private static func run(_ due: String, roll: String = "forward", extra: String = "") throws -> ToolRun {
        let folder = try ScratchFolder()
        try folder.write(
            "Rules/t.writ",
            """
            source S "试" clause 1 "一"
            role clerk "职员"
            calendar office "日历"
              covers 2025-01-01 to 2026-12-31
              weekend Saturday Sunday
              holiday 2026-10-01 to 2026-10-07 "国庆节"
              workday 2026-10-10
              \(roll.isEmpty ? "" : "deadlines roll \(roll)")
            organisation firm "公司"
              calendar office
              clerk
            case Delivery "交付"
              delivery-on : Date "交付日期"
              agreed-on   : Date? "约定日期"
            \(extra)
            rule notice "寄发"
              for Delivery basis S 1
              require "寄发" by clerk due \(due)

            """)
        try folder.write(
            "a.json",
            """
            {"case":"Delivery","id":"a","as-of":"2026-06-01","organisation":"firm","facts":{"delivery-on":"2026-10-12"}}
            """)
        return try ToolRun(["run", "a.json", "--forms", "none", "--lang", "en"], folder: folder.url)
    }

    @Test func aNoticePeriodRollsBack() throws {
        #expect(try Self.run("10 days before delivery-on").text.contains("due 2026-09-30"))
        #expect(try Self.run("delivery-on - 10 days").text.contains("due 2026-09-30"))
        // Where the calendar moves no deadlines, this one stays too.
        #expect(try Self.run("10 days before delivery-on", roll: "").text.contains("due 2026-10-02"))
    }

    @Test func alsoWhereADefinitionCountsIt() throws {
        let definition = """
            define latest of Delivery : Date "最迟"
              basis S 1
              is 10 days before delivery-on
            """
        #expect(try Self.run("latest", extra: definition).text.contains("due 2026-09-30"))
    }

    @Test func aPeriodAfterRollsAsTheCalendarSays() throws {
        #expect(try Self.run("20 days after 2026-09-11").text.contains("due 2026-10-08"))
        #expect(try Self.run("20 days after 2026-09-11", roll: "backward").text.contains("due 2026-09-30"))
    }

    @Test func aDeadlineMaySayItself() throws {
        #expect(try Self.run("10 days before delivery-on rolling forward").text.contains("due 2026-10-08"))
        #expect(try Self.run("10 days before delivery-on rolling not").text.contains("due 2026-10-02"))
        #expect(try Self.run("20 days after 2026-09-11 rolling backward", roll: "").text.contains("due 2026-09-30"))
        let timed = try Self.run("20 days after 2026-09-11 rolling not by 12:00")
        #expect(timed.text.contains("due 2026-10-01 12:00"), "\(timed.text)")
    }

    @Test func bothWaysAtOnceMustSay() throws {
        let mixed = try Self.run(
            "if delivery-on > 2026-10-01 then 10 days before delivery-on else 3 days after delivery-on")
        #expect(mixed.status == 1 && mixed.errors.contains("deadline.direction-unclear"), "\(mixed.errors)")
        let said = try Self.run(
            "if delivery-on > 2026-10-01 then 10 days before delivery-on else 3 days after delivery-on rolling backward"
        )
        #expect(said.text.contains("due 2026-09-30"), "\(said.text)\(said.errors)")
    }

    @Test func aMissingDateIsNoDeadline() throws {
        let run = try Self.run("agreed-on")
        #expect(run.status == 0 && !run.text.contains("due"), "\(run.text)\(run.errors)")
    }
}
