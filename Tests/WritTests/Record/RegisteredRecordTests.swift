import Foundation
import Testing
import WritTestSupport

/// What a digest leaves out, who approved, days, numbers, delivery and state, is held against the register.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built"))
struct RegisteredRecordTests {
    private let place: RegisterWorkplace

    /// A document of two approvals, which the register has.
    init() throws {
        place = try RegisterWorkplace()
        try place.folder.write("Rules/notes.writ", RegisterActsTests.rules)
        try place.folder.write(
            "Forms/notice.xml",
            RegisterWorkplace.form.replacingOccurrences(of: "<seal/>", with: "<seal/><approvals/><delivery/>"))
        try place.write("A1", asOf: "2026-03-02")
        try run()
    }

    private func run() throws {
        let run = try place.writ("run", "A1.json", "--register", "reg", "--out", "out", "--person", "陈某")
        try #require(run.status == 0, "\(run.errors)")
    }

    private func record(_ act: String, _ more: String...) throws {
        let run = try ToolRun(
            ["register", "record", act, "通〔2026〕1号", "--register", "reg"] + more, folder: place.folder.url)
        try #require(run.status == 0, "\(run.errors)")
    }

    private func approve(_ step: String, _ role: String, _ person: String, _ time: String) throws {
        try record(
            "approved", "--step", step, "--role", role, "--person", person, "--at", "2026-03-02T\(time):00+08:00")
    }

    private func approveAll() throws {
        try approve("first", "clerk", "李某", "10:00")
        try approve("last", "manager", "吴某", "11:00")
        try run()
    }

    private func verify(_ more: String...) throws -> ToolRun {
        try ToolRun(["verify", "out/A1/notice.xml"] + more, folder: place.folder.url)
    }

    /// In the record and in its view.
    private func change(_ pairs: [(old: String, new: String)]) throws {
        for ending in ["xml", "html"] {
            let text = try place.folder.text("out/A1/notice.\(ending)")
            let changed = pairs.reduce(text) { $0.replacingOccurrences(of: $1.old, with: $1.new) }
            try #require(changed != text, "\(pairs) is not in the \(ending)")
            try place.folder.write("out/A1/notice.\(ending)", changed)
        }
    }

    @Test func aCopyIsNoRecordMore() throws {
        for ending in ["xml", "html"] {
            try place.folder.write("copy.\(ending)", try place.folder.text("out/A1/notice.\(ending)"))
        }
        let run = try verify("copy.xml", "--register", "reg")
        #expect(run.status == 0 && run.text.contains("1 record in 2 files"), "\(run.text)\(run.errors)")
        #expect(try verify("--register", "reg").text.contains("1 record:"))
    }

    @Test func whatIsSoundIsSoundAtEachStage() throws {
        func sound(_ words: String) throws {
            let run = try verify("--register", "reg")
            #expect(run.status == 0 && run.text.contains(words), "\(words): \(run.text)\(run.errors)")
        }
        try sound("without any approval")
        // Not the record that was kept when it was numbered: the decision is one that the register has.
        try approve("first", "clerk", "李某", "10:00")
        try run()
        try sound("with these approvals")
        try approve("last", "manager", "吴某", "11:00")
        try run()
        try sound("with these approvals")
        try record("delivered", "--at", "2026-03-02")
        try run()
        #expect(try place.folder.text("out/A1/notice.xml").contains("2026年3月2日</date></content>"))
        try sound("with these approvals")
    }

    @Test(arguments: [
        ([("吴某", "赵某")], "verify.approval-not-registered", "吴某"),
        ([("李某", "李某某")], "verify.approval-not-registered", "李某"),
        ([("11:00", "09:00")], "verify.approval-not-registered", "11:00"),
        (
            [("value=\"2026-03-02\"", "value=\"2026-03-01\""), ("2026年3月2日<", "2026年3月1日<")],
            "verify.day-not-registered", "2026-03-02"
        ),
        ([("\"issued\"", "\"approved\"")], "verify.state-not-registered", "issued"),
    ])
    func whatTheRegisterDoesNotHaveIsTold(_ pairs: [(String, String)], _ problem: String, _ words: String) throws {
        try approveAll()
        try change(pairs.map { (old: $0.0, new: $0.1) })
        let run = try verify("--register", "reg")
        #expect(
            run.status == 1 && run.errors.contains(problem) && run.errors.contains(words), "\(run.text)\(run.errors)")
        // Alone the record cannot tell, and the answer says so.
        let alone = try verify()
        #expect(alone.status == 1 || alone.text.contains("nothing bears out its number, its days and who approved"))
    }

    @Test(arguments: [
        ("11:00</time>", "09:00</time>", "11:00</span>", "09:00</span>"),
        ("2026年3月2日</date>\n</head>", "2026年3月1日</date>\n</head>", "2026年3月2日</p>", "2026年3月1日</p>"),
        (
            "<number>通〔2026〕1号</number></content>", "<number>通〔2026〕7号</number></content>", "<td>通〔2026〕1号",
            "<td>通〔2026〕7号"
        ),
    ])
    func whatIsPrintedIsWhatIsStated(_ xml: String, _ newXML: String, _ html: String, _ newHTML: String) throws {
        try approveAll()
        for (ending, old, new) in [("xml", xml, newXML), ("html", html, newHTML)] {
            let text = try place.folder.text("out/A1/notice.\(ending)")
            try place.folder.write("out/A1/notice.\(ending)", text.replacingOccurrences(of: old, with: new))
        }
        let run = try verify()
        #expect(run.status == 1 && run.errors.contains("verify.prints-other"), "\(run.text)\(run.errors)")
    }

    @Test func aDeliveryThatNobodyRecorded() throws {
        try approveAll()
        try record("delivered", "--at", "2026-03-02")
        try run()
        let text = try place.folder.text("out/A1/notice.xml")
        let slip = try #require(text.range(of: "<delivery>"))
        let changed = text[slip.lowerBound...].replacingOccurrences(of: "2026-03-02", with: "2026-03-01")
            .replacingOccurrences(of: "2026年3月2日", with: "2026年3月1日")
        try place.folder.write("out/A1/notice.xml", String(text[..<slip.lowerBound]) + changed)
        let run = try verify("--register", "reg")
        #expect(run.status == 1 && run.errors.contains("verify.delivery-not-registered"), "\(run.errors)")
    }

    /// The very record that was kept needs no act to bear it out, and a lost one is no reason to believe another.
    @Test func withoutTheKeptRecord() throws {
        try approveAll()
        try FileManager.default.removeItem(at: place.folder.file("reg/issued"))
        #expect(try verify("--register", "reg").status == 0)
        try change([("吴某", "赵某")])
        #expect(try verify("--register", "reg").errors.contains("verify.approval-not-registered"))
    }

    /// Without the case nothing was made again by today's rules.
    @Test func rulesAloneProveLittle() throws {
        let run = try verify("--rules", "Rules")
        #expect(
            run.status == 0 && run.text.contains("not made again") && !run.text.contains("the same by"), "\(run.text)")
        let made = try verify("--rules", "Rules", "--with-case", "A1.json")
        #expect(made.status == 0 && made.text.contains("the same by today's rules"), "\(made.text)\(made.errors)")
    }
}
