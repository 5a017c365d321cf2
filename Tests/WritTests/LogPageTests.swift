import Foundation
import Testing
import WritTestSupport

/// The page of a log, as the command writes it.
@Suite(.enabled(if: ToolRun.isBuilt, "writ is not built"))
struct LogPageTests {
    private static let rules = """
        action pay "付款" action accept "验收"
        role clerk "经办人" role manager "经理"
        source P "制度"
          clause 1 "审批"
        case Req "申请"
          amount : Money? "金额"
        chain way "付款审批"
          for Req
          basis P 1
          step check "初审" by clerk
          step final "终审" by manager
        obligation accepted-first "先验收后付款"
          for Req
          basis P 1
          act pay must be preceded by accept
          act pay must not be by persons of accept
        log acts "付款日志" for way
          column case "case" column activity "act" column person "who" column time "t"
          activity "submit" is submitted
          activity "check" is approved at check
          activity "final" is approved at final
          activity "pay" is action pay
          activity "accept" is action accept
        """
    private static let rows = """
        case,act,who,t
        <b>1,submit,甲,2026-01-05T09:00:00+08:00
        <b>1,check,乙,2026-01-05T11:30:00+08:00
        <b>1,final,丙,2026-01-06T11:30:00+08:00
        <b>1,accept,丁,2026-01-06T12:00:00+08:00
        <b>1,pay,丁,2026-01-07T09:00:00+08:00
        2,submit,甲,2026-02-05T09:00:00+08:00
        2,pay,戊,2026-02-07T09:00:00+08:00
        3,submit,甲,2026-02-06T09:00:00+08:00
        3,check,乙,2026-02-06T10:00:00+08:00
        """

    private func run(_ arguments: String...) throws -> ToolRun {
        let scratch = try ScratchFolder()
        _ = try scratch.write("rules.writ", Self.rules)
        let log = try scratch.write("log.csv", Self.rows).path
        return try ToolRun(["route", "--log", log, "--rules", scratch.url.path, "--forms", "none"] + arguments)
    }

    @Test("A page of its own, in the language of the rulebook, with plots and the cases in question")
    func page() throws {
        let run = try run("--format", "html")
        #expect(run.status == 1, "\(run.errors)")
        let page = run.text
        #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains("<html lang=\"zh-Hans\">"))
        #expect(page.contains("Content-Security-Policy") && !page.contains("<script"))
        #expect(!page.contains("http:") && !page.contains("https:"))
        #expect(page.contains("<svg class=\"plot\""))
        // What a log writes never becomes markup.
        #expect(!page.contains("<b>1") && page.contains("&lt;b&gt;1"))
        #expect(page.contains("href=\"#case-1\"") && page.contains("id=\"case-1\""))
        #expect(page.contains("先验收后付款") && page.contains("初审") && page.contains("2小时30分"))
        #expect(page.contains("66.7 %"))
        #expect(!page.contains("waiting"))
        let english = try self.run("--format", "html", "--lang", "en").text
        #expect(english.contains("<html lang=\"en\">") && english.contains("Waiting for each step"))
    }

    @Test("Obligations of a log: states, witnesses with row and person, what is open")
    func obligations() throws {
        let summary = try run("--lang", "en").text
        #expect(summary.contains("obligation.broken accepted-first"))
        /// Lines are cut where the terminal ends.
        func whole(_ run: ToolRun) -> String {
            run.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        let one = whole(try run("--lang", "en", "--case", "<b>1"))
        #expect(one.contains("丁 did both"), "\(one)")
        let two = whole(try run("--lang", "en", "--case", "2"))
        #expect(two.contains("`pay` must be preceded by `accept`") && two.contains("row 8"), "\(two)")
        let chinese = whole(try run("--lang", "zh-Hans", "--case", "2")).replacing(" ", with: "")
        #expect(chinese.contains("`付款`之前应当有`验收`"), "\(chinese)")
        #expect(try run("--format", "html", "--case", "2").status == 2)
    }
}
