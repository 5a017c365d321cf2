import Foundation
import Testing
import WritTestSupport

/// Facts that stand in other cases, reports and stages, through the command as a user runs it.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built"))
struct CasesTogetherTests {
    private static let rules = """
        source S "办法"
          clause 1 "一"
        role clerk "经办"
        role head "主管"
        organisation office "管理处"
          head
          clerk under head
        enum Topic "事项" repair "维修" | noise "噪音"
        case Complaint "投诉"
          topic       : Topic   "事项"
          unit        : Text    "房号"
          fee         : Money   "费用"
          waited      : Integer "等待天数"
          received-on : Date    "受理日期"
          handled-on  : Date?   "处理日期"
          closed-on   : Date?   "办结日期"
          others      : list of other Complaint "其他投诉"
        define again of Complaint : Integer "同户同月同类投诉"
          is count (others where unit = this.unit and topic = this.topic and first day of month of received-on = first day of month of this.received-on)
        rule repeated "重复投诉"
          for Complaint basis S 1
          when again >= 1
          require "合并处理{again + 1}件投诉" by clerk
        stages of Complaint "投诉处理"
          basis S 1
          stage accepted "受理" on received-on by clerk within 3 days to handling
          stage handling "处理" on handled-on by clerk within 5 days to closed
          stage closed   "结案" on closed-on
        rule urge "催办"
          for Complaint basis S 1
          when overdue in stage accepted
          notify head "尚未处理"
        record Row "分项"
          topic    : Text    "事项"
          received : Integer "受理"
          open     : Integer "未结"
          fees     : Money   "费用"
          longest  : Integer? "最长等待"
        case Month "月报"
          starts : Date        "起"
          ends   : Date        "止"
          author : Text        "填报人"
          total  : Integer from 0 "合计"
          rows   : list of Row "分项"
        report monthly "投诉月报" for Month from Complaint
          basis S 1
          every month by received-on
          with starts = first day
          with ends   = last day
          with total  = count
          rows rows by topic
            with topic    = key
            with received = count
            with open     = count where closed-on is missing
            with fees     = sum of fee
            with longest  = max of waited
        define open-rate of Month : Percent? "未结率"
          is missing when total = 0
          is (sum of r.open for r in rows) / total * 100% when total > 0
        rule report-month "报送"
          for Month basis S 1
          issue month-report to head
        """

    private static let form = """
        <form xmlns="urn:writ:form:1" id="month-report" for="Month" title="投诉月报">
          <body><fields><field of="author"/><field of="total"/><field of="open-rate" else="无"/></fields>
          <table each="r in rows"><column title="事项"><value of="r.topic"/></column><column title="受理"><value of="r.received"/></column></table></body>
        </form>
        """

    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        try folder.write("Rules/r.writ", Self.rules)
        try folder.write("Forms/month-report.xml", Self.form)
    }

    private func writ(_ arguments: String...) throws -> ToolRun {
        try ToolRun(arguments + ["--lang", "en"], folder: folder.url)
    }

    private func complaint(
        _ id: String, _ topic: String = "noise", _ unit: String = "3-1", _ received: String = "2026-03-02",
        _ more: String = ""
    ) -> String {
        """
        {"case":"Complaint","id":"\(id)","as-of":"2026-03-20","organisation":"office","facts":{"topic":"\(topic)","unit":"\(unit)","fee":"10.50","waited":3,"received-on":"\(received)"\(more)}}

        """
    }

    // MARK: other cases

    @Test func casesOfAFileAreCounted() throws {
        let all =
            complaint("1") + complaint("2") + complaint("3", "repair") + complaint("4", "noise", "3-2")
            + complaint("5", "noise", "3-1", "2026-02-28")
        try folder.write("all.jsonl", all)
        try folder.write("one.json", complaint("1"))
        let run = try writ("run", "one.json", "--cases", "all.jsonl")
        #expect(run.status == 0)
        #expect(run.text.contains("合并处理2件投诉"))
        // A folder, and the case not among them.
        try folder.write("all/a.json", complaint("2"))
        try folder.write("all/deep/b.jsonl", complaint("6"))
        #expect(try writ("run", "one.json", "--cases", "all").text.contains("合并处理3件投诉"))
        let batch = try writ("batch", "all.jsonl", "--cases", "all.jsonl", "--select", "again", "--out", "-")
        #expect(
            batch.text.split(separator: "\n").map { $0.suffix(12) }.map { $0.filter(\.isNumber) } == [
                "1", "1", "0", "0", "0",
            ])
        for command in ["explain", "route"] {
            #expect(try writ(command, "one.json", "--cases", "all.jsonl").status != 3)
        }
        #expect(try writ("explain", "one.json", "repeated", "--cases", "all.jsonl").text.contains("again"))
    }

    @Test func withoutThemTheyAreAskedFor() throws {
        try folder.write("one.json", complaint("1"))
        let ask = try writ("ask", "one.json")
        #expect(ask.text.contains("others") && ask.text.contains("--cases FILE"))
        #expect(!(try writ("ask", "one.json", "--cases", "one.json").text.contains("others")))
        // What the case states itself counts.
        try folder.write("two.json", complaint("1", "noise", "3-1", "2026-03-02", #","others":[]"#))
        #expect(!(try writ("ask", "two.json").text.contains("others")))
    }

    @Test func aCaseThatCannotBeReadLeavesThemOpen() throws {
        try folder.write("one.json", complaint("1"))
        for bad in ["{\"case\":\"Complaint\"\n", complaint("2"), complaint("")] {
            try folder.write("all.jsonl", complaint("1") + complaint("2") + bad)
            let run = try writ("ask", "one.json", "--cases", "all.jsonl")
            #expect(run.text.contains("others"), "\(bad)")
            #expect(run.errors.contains("cases.incomplete"))
        }
    }

    // MARK: reports

    private func report(_ lines: String, _ more: String...) throws -> ToolRun {
        try folder.write("month.jsonl", lines)
        return try ToolRun(
            ["report", "monthly", "month.jsonl", "--period", "2026-03", "--lang", "en"] + more, folder: folder.url)
    }

    @Test func aMonthIsCounted() throws {
        let lines =
            complaint("1", "noise", "a", "2026-03-01")
            + complaint("2", "noise", "b", "2026-03-31", #","closed-on":"2026-03-31""#)
            + complaint("3", "repair", "a", "2026-03-15") + complaint("4", "noise", "a", "2026-04-01")
            + "{\"case\":\"Month\",\"id\":\"x\",\"as-of\":\"2026-03-01\",\"facts\":{}}\n"
        let made = try report(lines, "--format", "case")
        #expect(made.status == 0)
        let data = try #require(try JSONSerialization.jsonObject(with: Data(made.output)) as? [String: Any])
        let facts = try #require(data["facts"] as? [String: Any])
        #expect(data["id"] as? String == "monthly-2026-03")
        #expect(data["as-of"] as? String == "2026-03-31")
        #expect(data["organisation"] as? String == "office")
        #expect(facts["starts"] as? String == "2026-03-01" && facts["ends"] as? String == "2026-03-31")
        #expect(facts["total"] as? Int == 3)
        let rows = try #require(facts["rows"] as? [[String: Any]])
        #expect(rows.map { $0["topic"] as? String } == ["维修", "噪音"])
        #expect(rows.map { $0["received"] as? Int } == [1, 2])
        #expect(rows.map { $0["open"] as? Int } == [1, 1])
        #expect(
            rows.map { "\($0["fees"] ?? "")" } == ["10.5", "21"]
                || rows.map { "\($0["fees"] ?? "")" } == ["10.50", "21.00"])
        #expect(facts["author"] == nil || facts["author"] is NSNull)
        // The same by the form, with what is stated beside the figures, as documents.
        try folder.write(
            "with.json",
            #"{"case":"Month","id":"三月","as-of":"2026-04-01","organisation":"office","facts":{"author":"甲","total":99}}"#
        )
        let run = try ToolRun(
            [
                "report", "month-report", "month.jsonl", "--period", "2026-03", "--with", "with.json", "--out", "out",
                "--jobs", "2",
            ], folder: folder.url)
        #expect(run.status == 0)
        let page = try String(contentsOf: folder.file("out/三月/month-report.html"), encoding: .utf8)
        #expect(page.contains("甲") && page.contains("66.66") && !page.contains("99"))
    }

    @Test func whatCannotBeCountedIsOpen() throws {
        let lacking = complaint("2").replacingOccurrences(of: #""fee":"10.50","#, with: "")
        let made = try report(complaint("1") + lacking, "--format", "case")
        #expect(
            made.errors.contains("report.open-figure") && made.errors.contains("rows[1].fees")
                && made.errors.contains("(2)"))
        #expect(made.text.contains(#""received": 2"#) && !made.text.contains(#""fees": 10"#))
        // Whether it lies in the month is not known.
        let dateless = complaint("3").replacingOccurrences(of: #","received-on":"2026-03-02""#, with: "")
        let open = try report(complaint("1") + dateless, "--format", "case")
        #expect(open.errors.contains("report.unplaced-cases"))
        #expect(!open.text.contains(#""total": "#))
        let unread = try report(complaint("1") + "{\n")
        #expect(unread.status == 1 && unread.errors.contains("report.unread-cases"))
    }

    @Test func periodsAreThoseOfTheReport() throws {
        try folder.write("month.jsonl", complaint("1"))
        #expect(try writ("report", "monthly", "month.jsonl").status == 2)
        #expect(try writ("report", "monthly", "month.jsonl", "--period", "2026-Q1").status == 2)
        #expect(try writ("report", "monthly", "month.jsonl", "--period", "2026-13").status == 2)
        #expect(try writ("report", "monthly", "month.jsonl", "--period", "2026-03-01..2026-03-15").status == 0)
        #expect(try writ("report", "other", "month.jsonl", "--period", "2026-03").status == 2)
        #expect(try writ("report", "monthly").status == 2)
    }

    @Test func severalThreadsCountTheSame() throws {
        var lines = ""
        for number in 0..<3_000 {
            let day = number % 28 + 1
            lines += complaint(
                "C\(number)", number % 3 == 0 ? "repair" : "noise", "\(number % 7)",
                "2026-03-\(day < 10 ? "0" : "")\(day)")
        }
        let one = try report(lines, "--format", "case", "--jobs", "1")
        let four = try report(lines, "--format", "case", "--jobs", "4")
        #expect(one.output == four.output && one.text.contains(#""total": 3000"#))
    }

    // MARK: stages

    @Test func stagesFollowFromTheDates() throws {
        try folder.write("late.json", complaint("1", "noise", "3-1", "2026-03-16"))
        #expect(try writ("run", "late.json", "--cases", "late.json").text.contains("尚未处理"))
        // The third day after is not too late.
        try folder.write("in-time.json", complaint("1", "noise", "3-1", "2026-03-17"))
        #expect(!(try writ("run", "in-time.json", "--cases", "in-time.json").text.contains("尚未处理")))
        let late = try writ("route", "late.json", "--cases", "late.json")
        #expect(late.status == 1 && late.text.contains("longer than it may"))
        // What comes after the day of the case has not happened.
        try folder.write(
            "future.json", complaint("1", "noise", "3-1", "2026-03-16", #","handled-on":"2026-03-21""#))
        #expect(try writ("run", "future.json", "--cases", "future.json").text.contains("尚未处理"))
        try folder.write(
            "skipped.json", complaint("1", "noise", "3-1", "2026-03-16", #","closed-on":"2026-03-18""#))
        let skipped = try writ("route", "skipped.json", "--cases", "skipped.json")
        #expect(skipped.status == 1 && skipped.text.contains("“受理” to “结案”"))
        try folder.write(
            "right.json",
            complaint("1", "noise", "3-1", "2026-03-16", #","handled-on":"2026-03-17","closed-on":"2026-03-18""#))
        #expect(try writ("route", "right.json", "--cases", "right.json").status == 0)
    }
}
