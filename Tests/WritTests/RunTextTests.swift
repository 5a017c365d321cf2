import Foundation
import Testing
import WritTestSupport

/// What `writ run` and `writ explain` tell people at the terminal.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built"))
struct RunTextTests {
    private static func rules(_ title: (_ en: String, _ zh: String) -> String) -> String {
        """
        rulebook notes "\(title("Notes", "通知"))"
        source M1 "\(title("Manual", "办法"))"
          clause 1 "\(title("Filing", "送件"))"
        role clerk "\(title("Clerk", "经办"))"
        action submit-contract "\(title("submitting the contract", "送件"))"
        action pay-refund "\(title("paying the refund", "退款"))"
        record Part "\(title("part", "部件"))"
          mended : Boolean "\(title("mended", "已修复"))"
        case Filing "\(title("Filing", "送件"))"
          day-is-right : Boolean "\(title("the right day", "当日是送件日"))"
          stamped-on   : Date?   "\(title("day of the stamp", "盖章日期"))"
          parts        : list of Part "\(title("parts", "部件"))"
        rule wrong-day "\(title("Not on the wrong day", "非送件日不送件"))"
          for Filing
          basis M1 1
          when not day-is-right
          hold submit-contract until day-is-right
          hold pay-refund until stamped-on is known and approval is approved
        rule parts-first "\(title("Parts first", "先修复"))"
          for Filing
          basis M1 1
          for each p in parts where not p.mended
            hold pay-refund until p.mended
        """
    }

    private func place(_ language: String, ids: [String] = ["A1"]) throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try folder.write("Rules/notes.writ", Self.rules { language == "en" ? $0 : $1 })
        try folder.write(
            "Forms/approval.xml",
            """
            <form xmlns="urn:writ:form:1" id="approval" for="Filing" title="\(language == "en" ? "Approval" : "审批表")"
              lang="\(language)"><body><p>1</p></body></form>
            """)
        for id in ids {
            try folder.write(
                "\(id).json",
                "{\"case\":\"Filing\",\"id\":\"\(id)\",\"as-of\":\"2026-03-02\",\"facts\":{\"day-is-right\":false,"
                    + "\"stamped-on\":null,\"parts\":[{\"mended\":false}]}}")
        }
        return folder
    }

    /// What ends a hold is told in words, never by the names that rules use.
    @Test(arguments: ["en", "zh-Hans"]) func whatEndsAHoldIsTold(_ language: String) throws {
        let folder = try place(language)
        for command in ["run", "explain"] {
            let run = try ToolRun(
                [command, "A1.json", "--lang", language], folder: folder.url)
            let ends = run.text.split(separator: "\n").filter { $0.contains(language == "en" ? "until" : "直到") }
            #expect(ends.count == 3, "\(command): \(run.text)\(run.errors)")
            let words =
                language == "en"
                ? ["the right day", "day of the stamp is stated and “Approval” has been approved", "mended"]
                : ["当日是送件日", "载明盖章日期且《审批表》获得批准", "修复"]
            for (end, word) in zip(ends, words) {
                #expect(end.contains(word), "\(command): \(end)")
                for name in ["day-is-right", "stamped-on", "is known", "p.mended", "`"] {
                    #expect(!end.contains(name), "\(command): \(end)")
                }
            }
        }
    }

    @Test func severalCasesAreToldApart() throws {
        let folder = try place("zh-Hans", ids: ["A1", "A2", "A3"])
        let run = try ToolRun(
            ["run", "A1.json", "A2.json", "A3.json", "--lang", "zh-Hans"], folder: folder.url)
        for part in ["── 1/3 ──  A1  送件", "── 3/3 ──  A3  送件", "案件 3 件，拒绝 0 件，计算出错 0 件"] {
            #expect(run.text.contains(part), "\(part): \(run.text)\(run.errors)")
        }
        let one = try ToolRun(["run", "A1.json", "--lang", "zh-Hans"], folder: folder.url)
        #expect(one.text.hasPrefix("A1  送件") && !one.text.contains("案件 1 件"), "\(one.text)")
    }

    /// Of an option that counts once, a second value would be passed over without a word.
    @Test func anOptionGivenTwiceIsTold() throws {
        let folder = try place("en")
        let run = try ToolRun(
            ["run", "A1.json", "--as-of", "2026-03-02", "--as-of", "2026-03-03"], folder: folder.url)
        #expect(run.status == 2 && run.errors.contains("usage.given-twice"), "\(run.status) \(run.errors)")
    }

    /// Days that options state are written as tables may write them.
    @Test(arguments: ["2026-3-2", "2026/3/2", "2026年3月2日", "20260302"]) func daysOfOptions(_ day: String) throws {
        let folder = try place("zh-Hans")
        let run = try ToolRun(["run", "A1.json", "--as-of", day], folder: folder.url)
        #expect(run.text.contains("2026-03-02"), "\(run.text)\(run.errors)")
        let wrong = try ToolRun(["run", "A1.json", "--as-of", day + "9x"], folder: folder.url)
        #expect(wrong.errors.contains("usage.bad-value"), "\(wrong.errors)")
    }

    /// Where a value could not be worked out it is not said that nothing follows.
    @Test func whatCannotBeWorkedOutIsNotNothing() throws {
        let folder = try ScratchFolder()
        try folder.write(
            "Rules/notes.writ",
            """
            rulebook notes "Notes"
            source M1 "Manual"
              clause 1 "Fees"
            role clerk "Clerk"
            case Filing "Filing"
              paid  : Money "Paid"
              adult : Boolean "Adult"
            define fee of Filing : Money "Fee"
              basis M1 1
              is ¥60 when adult
              is ¥70 when adult
              is ¥0 otherwise
            rule pay "Pay"
              for Filing
              basis M1 1
              when paid < fee
              require "Pay" by clerk
            """)
        try folder.write(
            "A1.json",
            #"{"case":"Filing","id":"A1","as-of":"2026-03-02","facts":{"paid":20,"adult":true}}"#)
        func tool(_ words: String...) throws -> ToolRun {
            try ToolRun(words + ["--forms", "none", "--lang", "en"], folder: folder.url)
        }
        let run = try tool("run", "A1.json")
        #expect(run.status == 1 && run.text.contains("not all that follows is known"), "\(run.text)\(run.errors)")
        #expect(!run.text.contains("nothing follows"), "\(run.text)")
        let route = try tool("route", "A1.json")
        #expect(route.status == 1, "\(route.text)\(route.errors)")
        let explain = try tool("explain", "A1.json", "pay")
        #expect(explain.status == 1 && !explain.text.contains("`paid` is not known"), "\(explain.text)")
        #expect(explain.text.contains("`paid` is ¥20.00; whether that is less than "), "\(explain.text)")
    }

    /// A list of nobody would tell nobody from anybody.
    @Test(arguments: [("staff.csv", "person,role,from,to\n"), ("staff.json", "[]\n")])
    func aStaffListOfNobodyIsRefused(_ name: String, _ text: String) throws {
        let folder = try place("en")
        try folder.write(name, text)
        for command in ["run", "route", "check"] {
            let cases = command == "check" ? [] : ["A1.json"]
            let run = try ToolRun([command] + cases + ["--staff", name], folder: folder.url)
            #expect(run.status == 3 && run.errors.contains("staff.empty"), "\(command): \(run.status)\(run.errors)")
        }
    }
}
