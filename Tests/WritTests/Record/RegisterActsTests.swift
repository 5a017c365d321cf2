import Foundation
import Testing
import WritTestSupport

/// What people do about a document is recorded by a command, and read from there.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built"))
struct RegisterActsTests {
    static let rules = """
        rulebook notes "通知"

        source M1 "办法"
          clause 1 "通知"

        party owner "业主"
        role clerk "经办"
        role manager "经理"
        action payment "付款"
        calendar days "日历"
          weekend Saturday Sunday
          covers 2026-01-01 to 2026-12-31
          zone Asia/Shanghai
        organisation east "东区物业"
          calendar days
          manager
          clerk under manager

        case Visit "巡检"
          unit       : Text "房号"
          owner-name : Text "业主姓名"
          amount     : Money "金额"

        chain approve "审批"
          step first "初审" by clerk
          step last "终审" by manager

        rule tell "发通知"
          for Visit
          basis M1 1
          when amount > ¥100
          issue notice to owner approval approve
          hold payment until notice is approved

        """

    private let place: RegisterWorkplace
    private static let number = "通〔2026〕1号"

    init() throws { place = try RegisterWorkplace(registeringBy: Self.rules) }

    private func record(_ act: String, _ more: String..., number: String = Self.number) throws -> ToolRun {
        try ToolRun(
            ["register", "record", act, number, "--register", "reg"] + more, folder: place.folder.url)
    }

    private func decide(_ act: String, _ step: String, _ role: String, _ person: String, _ time: String) throws
        -> ToolRun
    {
        try record(
            act, "--step", step, "--role", role, "--person", person, "--at", "2026-03-02T\(time):00+08:00")
    }

    private func routed() throws -> ToolRun {
        try place.writ("route", "A1.json", "--register", "reg", "--format", "json")
    }

    private func lines() throws -> Int {
        try place.folder.text("reg/journal.jsonl").split(separator: "\n").count
    }

    @Test func approvalsAreReadFromTheRegister() throws {
        #expect(try place.numbers("--state", "numbered") == [Self.number])
        #expect(try decide("approved", "first", "clerk", "李某", "10:00").status == 0)
        let half = try routed()
        #expect(half.text.contains(#""state": "pending""#) && half.text.contains("李某"), "\(half.text)\(half.errors)")
        let second = try decide("approved", "last", "manager", "吴某", "11:00")
        #expect(second.status == 0 && second.text.contains("吴某"), "\(second.text)\(second.errors)")
        let whole = try routed()
        #expect(whole.status == 0 && !whole.text.contains("approval.after-change"), "\(whole.text)\(whole.errors)")
        // The document has them now; its number and its text are what they were.
        let run = try place.writ("run", "A1.json", "--register", "reg", "--out", "out", "--person", "陈某")
        #expect(run.status == 0, "\(run.errors)")
        let page = try place.folder.text("out/A1/notice.html")
        #expect(page.contains("李某") && page.contains("吴某") && page.contains(Self.number))
        #expect(try place.numbers("--state", "issued") == [Self.number])
        #expect(try place.numbers().count == 1)
        let count = try lines()
        #expect(try place.writ("run", "A1.json", "--register", "reg", "--out", "out").status == 0)
        #expect(try lines() == count, "twice is once")
        let verify = try place.writ("verify", "out/A1/notice.xml", "--register", "reg", "--rules", "Rules")
        #expect(verify.status == 0, "\(verify.errors)")
        try place.folder.write("cases.jsonl", RegisterWorkplace.line("A1"))
        let batch = try place.writ("batch", "cases.jsonl", "--register", "reg", "--out", "out2")
        #expect(try batch.status == 0 && place.folder.text("out2/A1/notice.html") == page, "\(batch.errors)")
    }

    @Test func whatTheCaseSaysTooCountsOnce() throws {
        #expect(try decide("approved", "first", "clerk", "李某", "10:00").status == 0)
        let history =
            #","history":[{"form":"notice","number":"通〔2026〕1号","issued":"2026-03-02","approvals":[{"step":"first","role":"clerk","person":"李某 ","decision":"approved","at":"2026-03-02T02:00:00Z"}]}]}"#
        let line = String(RegisterWorkplace.line("A1").trimmingCharacters(in: .newlines).dropLast()) + history
        try place.folder.write("A1.json", line + "\n")
        let run = try routed()
        #expect(run.text.components(separatedBy: #""person": "李某""#).count - 1 == 1, "\(run.text)\(run.errors)")
    }

    @Test func aDecisionThatIsTakenBack() throws {
        #expect(try decide("approved", "first", "clerk", "李某", "10:00").status == 0)
        #expect(try decide("approved", "last", "manager", "吴某", "11:00").status == 0)
        #expect(
            try record("taken-back", "--step", "last", "--person", "吴某", "--at", "2026-03-02T12:00:00+08:00").status
                == 0
        )
        let run = try routed()
        #expect(run.text.contains("李某") && !run.text.contains("吴某") && run.text.contains(#""state": "pending""#))
        #expect(
            try record("taken-back", "--step", "first", "--person", "郑某", "--at", "2026-03-02T12:00:00+08:00").status
                == 0)
        #expect(try routed().errors.contains("register.nothing-to-take-back"))
        let show = try place.writ("register", "show", Self.number, "--register", "reg")
        #expect(show.text.contains("taken") && show.text.contains("吴某"), "what was done stays in the register")
    }

    @Test func otherActs() throws {
        #expect(try decide("rejected", "first", "clerk", "李某", "10:00").status == 0)
        #expect(try routed().text.contains("rejected"))
        #expect(try decide("returned", "first", "clerk", "李某", "10:30").status == 0)
        let passed = try record(
            "passed-on", "--step", "last", "--role", "manager", "--for", "郑某", "--person", "吴某", "--at",
            "2026-03-02T11:00:00+08:00")
        let added = try record(
            "countersigner-added", "--step", "last", "--role", "manager", "--for", "冯某", "--person", "吴某", "--at",
            "2026-03-02T11:00:00+08:00")
        #expect(passed.status == 0 && added.status == 0, "\(passed.errors)\(added.errors)")
        let told = try routed().text
        #expect(told.contains("吴某 passed `last` on to 郑某") && told.contains("冯某"), "\(told)")
        #expect(told.contains("approval.no-effect"), "it was not their turn: \(told)")
        #expect(try record("delivered", "--at", "2026-03-02").status == 0)
        #expect(try record("signed", "--at", "2026-03-02").status == 0)
        #expect(try record("acted", "--action", "payment", "--at", "2026-03-02T13:00:00+08:00").status == 0)
        #expect(try routed().text.contains("approval.acted-before-approval"))
        #expect(try lines() == 8)
        let verify = try place.writ("register", "verify", "--register", "reg")
        #expect(verify.status == 0 && verify.errors.isEmpty, "\(verify.errors)")
        let export = try place.writ("register", "export", "--register", "reg", "--format", "sql")
        #expect(export.text.contains("'countersigner-added'") && export.text.contains("'payment'"))
    }

    /// What is passed on, countersigned, returned to a step and withdrawn is judged by the chain as in a case that says so.
    @Test func actsOnTheWay() throws {
        func act(_ words: String..., at time: String) throws {
            let run = try ToolRun(
                [
                    "register", "record", words[0], Self.number, "--register", "reg", "--at",
                    "2026-03-02T\(time):00+08:00",
                ]
                    + words.dropFirst(), folder: place.folder.url)
            #expect(run.status == 0, "\(words): \(run.errors)")
        }
        func state() throws -> String {
            let run = try routed()
            #expect(!run.text.contains("approval."), "\(run.text)")
            let mark = try #require(run.text.firstRange(of: #""state": ""#))
            return String(run.text[mark.upperBound...].prefix { $0 != "\"" })
        }
        try act("passed-on", "--step", "first", "--role", "clerk", "--person", "李某", "--for", "郑某", at: "09:00")
        try act("approved", "--step", "first", "--role", "clerk", "--person", "郑某", at: "09:10")
        try act(
            "countersigner-added", "--step", "last", "--role", "manager", "--person", "吴某", "--for", "冯某", at: "09:20")
        try act("approved", "--step", "last", "--role", "manager", "--person", "吴某", at: "09:30")
        #expect(try state() == "pending")
        try act("approved", "--step", "last", "--role", "clerk", "--person", "冯某", at: "09:40")
        try act("copied", "--person", "吴某", "--for", "王某", at: "09:50")
        #expect(try state() == "approved")
        try act("returned", "--step", "last", "--role", "manager", "--person", "吴某", "--back-to", "last", at: "10:00")
        #expect(try state() == "returned")
        try act("approved", "--step", "last", "--role", "manager", "--person", "吴某", at: "10:10")
        #expect(try state() == "approved", "the first step stands")
        try act("submitted", "--person", "陈某", at: "08:00")
        try act("returned", "--step", "last", "--role", "manager", "--person", "吴某", at: "10:20")
        try act("withdrawn", "--person", "陈某", at: "11:00")
        #expect(try state() == "withdrawn")
        let late = try ToolRun(
            [
                "register", "record", "approved", Self.number, "--register", "reg", "--at", "2026-03-02T11:30:00+08:00",
                "--step", "first", "--role", "clerk", "--person", "李某",
            ], folder: place.folder.url)
        #expect(late.status == 0)
        #expect(try routed().text.contains("approval.after-withdrawal"))
    }

    /// Every report says on whose word roles rest.
    @Test func whoSaysWhoHoldsWhichRole() throws {
        let words = [
            ("none", "who holds which role was not checked"), ("case", "roles as the case itself states them"),
            ("list", "roles by the staff list"),
        ]
        let staff = #"[{"person":"李某","role":"clerk"},{"person":"吴某","role":"manager"}]"#
        let line = RegisterWorkplace.line("A1").trimmingCharacters(in: .newlines)
        for (origin, word) in words {
            try place.folder.write(
                "A1.json", (origin == "case" ? String(line.dropLast()) + #","staff":\#(staff)}"# : line) + "\n")
            if origin == "list" { try place.folder.write("Rules/staff.json", staff) }
            let run = try place.writ("run", "A1.json", "--out", "roles")
            #expect(run.text.contains(word), "\(run.text)\(run.errors)")
            #expect(try place.folder.text("roles/A1/outcome.json").contains(#""staff": "\#(origin)""#))
            #expect(try place.writ("route", "A1.json").text.contains(word))
            let batch = try place.writ("batch", "A1.json", "--out", "many")
            #expect(batch.errors.contains(word) == (origin != "list"), "\(batch.errors)")
            #expect(try place.folder.text("many/outcomes.jsonl").contains(#""staff":"\#(origin)""#))
        }
    }

    /// What the rules do not know is refused, and nothing is recorded of it.
    @Test func whatThereIsNotIsRefused() throws {
        let count = try lines()
        for (run, told) in [
            (try decide("aproved", "first", "clerk", "李某", "10:00"), "approved"),
            (try decide("approved", "frist", "clerk", "李某", "10:00"), "first"),
            (try decide("approved", "first", "clrek", "李某", "10:00"), "clerk"),
            (try decide("approved", "first", "clerk", " ", "10:00"), "person.empty"),
            (try decide("approved", "first", "clerk", "李\u{200B}某", "10:00"), "person.hidden-character"),
            (try record("approved", "--step", "first", "--role", "clerk", "--at", "2026-03-02"), "--at"),
            (try record("approved", "--step", "first"), "--role"),
            (try record("acted", "--action", "paymnet"), "payment"),
            (try record("passed-on", "--step", "last", "--role", "manager"), "--for"),
            (try record("passed-on", "--step", "last", "--for", "郑某"), "--role"),
            (try record("returned", "--role", "manager", "--back-to", "frist"), "first"),
            (try record("delivered", number: "通〔2026〕2号"), "register.unknown-number"),
        ] {
            #expect(run.status != 0 && run.errors.contains(told), "\(told): \(run.status) \(run.errors)")
        }
        #expect(try lines() == count)
        #expect(try place.writ("register", "void", Self.number, "--register", "reg", "--reason", "误发").status == 0)
        let void = try record("delivered")
        #expect(void.status == 1 && void.errors.contains("register.already-void"), "\(void.errors)")
    }

    /// An act after the day as of which a case is judged had not happened then; one after now is recorded and told.
    @Test func actsThatLieAhead() throws {
        let future = try record("delivered", "--at", "2990-01-01")
        #expect(future.status == 0 && future.errors.contains("journal.act-in-the-future"), "\(future.errors)")
        let run = try routed()
        #expect(
            run.errors.contains("register.later-acts") && !run.text.contains("record.in-the-future"), "\(run.errors)")
        let verify = try place.writ("register", "verify", "--register", "reg")
        #expect(verify.errors.contains("journal.act-in-the-future"), "\(verify.errors)")
    }

    @Test func twentyAtOnce() throws {
        let tools = try (1...20).map { number in
            try RunningTool(
                [
                    "register", "record", "approved", Self.number, "--register", "reg", "--step", "first", "--role",
                    "clerk",
                    "--person", "经办\(number)",
                ], folder: place.folder)
        }
        for tool in tools { #expect(tool.wait() == 0, "\(tool.errors)") }
        #expect(try lines() == 21)
        let text = try place.folder.text("reg/journal.jsonl")
        #expect((1...20).allSatisfy { text.contains("\"经办\($0)\"") })
        #expect(try place.writ("register", "verify", "--register", "reg").status == 0)
    }
}
