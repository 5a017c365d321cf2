import Foundation
import Testing
import WritTestSupport

/// What goes out never shows how it was approved within the firm; a sheet beside it does.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built"))
struct RoutingSheetTests {
    private static let form = """
        <form xmlns="urn:writ:form:1" id="notice" for="Visit" title="整改通知" genre="notice">
          <number pattern="通〔{year}〕{sequence}号"/>
          <body>
            <addressee>业主：</addressee>
            <p>房号<value of="unit"/>，金额<value of="amount"/>。</p>
            <p>特此通知。</p>
            <seal/>
            <group keep="true"><approvals title="签发"/><basis/></group>
          </body>
        </form>
        """

    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        try folder.write("Rules/notes.writ", DocumentDigestTests.rules)
        try folder.write("Forms/notice.xml", Self.form)
    }

    private func run(_ history: String = "") throws -> ToolRun {
        let past = history.isEmpty ? "" : ", \"history\": [ \(history) ]"
        try folder.write(
            "case.json",
            """
            { "case": "Visit", "id": "V-1", "as-of": "2026-03-09", "organisation": "firm",
              "facts": { "unit": "3-1201", "amount": "250", "urgent": false }\(past) }
            """)
        return try ToolRun(["run", "case.json", "--out", "out"], folder: folder.url)
    }

    @Test func aSheetHasPlacesToSignWhateverTheFormSays() throws {
        for sheet in ["", "<routing-sheet title=\"内部单\"><p>内部。</p></routing-sheet>"] {
            let form = Self.form.replacing("<group keep=\"true\"><approvals title=\"签发\"/><basis/></group>", with: "")
            try #require(form != Self.form)
            try folder.write("Forms/notice.xml", form.replacing("</form>", with: sheet + "</form>"))
            let run = try run()
            #expect(run.status == 0, "\(run.errors)")
            let page = try text("notice.routing.html")
            #expect(page.contains("class=\"grid approvals\"") && page.contains("同意"), "\(sheet)")
            #expect(try !text("notice.html").contains("grid approvals"))
        }
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOf: folder.file("out/V-1/" + name), encoding: .utf8)
    }

    private func digest(of record: String) -> String? {
        record.firstRange(of: " digest=\"").map { String(record[$0.upperBound...].prefix { $0 != "\"" }) }
    }

    private func approvals(_ digest: String) -> String {
        """
        { "form": "notice", "number": "通〔2026〕7号", "issued": "2026-03-02", "digest": "\(digest)", "approvals": [
          { "step": "first", "role": "clerk", "person": "甲某", "decision": "approved", "at": "2026-03-03T10:00:00+08:00",
            "remarks": "内部意见", "digest": "\(digest)" },
          { "step": "last", "role": "manager", "person": "乙某", "decision": "approved", "at": "2026-03-05T11:00:00+08:00",
            "digest": "\(digest)" } ] }
        """
    }

    /// The sheet goes into the register when its document is issued; who changes it afterwards is found out.
    @Test func theRegisterKeepsTheSheet() throws {
        func run(_ approvals: String) throws -> ToolRun {
            _ = try self.run(approvals)
            return try ToolRun(["run", "case.json", "--out", "registered", "--register", "reg"], folder: folder.url)
        }
        #expect(try self.run().status == 0)
        let digest = try #require(self.digest(of: try text("notice.xml")))
        #expect(try run(approvals(digest)).status == 0)
        let journal = try String(contentsOf: folder.file("reg/journal.jsonl"), encoding: .utf8)
        #expect(journal.contains("\"sheet\":\"") && journal.contains("\"sheet-record\":\""), "\(journal)")
        #expect(try run(approvals(digest)).status == 0)
        #expect(try String(contentsOf: folder.file("reg/journal.jsonl"), encoding: .utf8) == journal)
        let check = ["verify", "registered/V-1/notice.routing.xml", "registered/V-1/notice.xml", "--register", "reg"]
        let whole = try ToolRun(check, folder: folder.url)
        #expect(whole.status == 0, "\(whole.errors)")
        for (was, now) in [("内部意见", "同意"), ("甲某", "丙某"), ("2026-03-05T11", "2026-03-04T11")] {
            let changed = try run(approvals(digest).replacingOccurrences(of: was, with: now))
            #expect(changed.status != 0 && changed.errors.contains("register.changed"), "\(was): \(changed.errors)")
        }
        // A sheet that was made elsewhere, for the same document.
        _ = try self.run(approvals(digest).replacingOccurrences(of: "内部意见", with: "同意"))
        let forged = try ToolRun(
            ["verify", "out/V-1/notice.routing.xml", "--register", "reg"], folder: folder.url)
        #expect(forged.status == 1 && forged.errors.contains("verify."), "\(forged.errors)")
        let kept = try #require(journal.firstRange(of: "\"sheet-record\":\"")).upperBound
        let name = String(journal[kept...].prefix(64))
        try folder.write("reg/issued/\(name.prefix(2))/\(name).xml", "<document/>")
        let register = try ToolRun(["register", "verify", "--register", "reg"], folder: folder.url)
        #expect(register.status == 1 && register.errors.contains("register.kept-differs"), "\(register.errors)")
    }

    @Test func approvalsStandOnTheSheetAlone() throws {
        let first = try run()
        #expect(first.status == 0, "\(first.errors)")
        let stated = try text("notice.xml")
        let digest = try #require(self.digest(of: stated))
        #expect(try text("notice.html").contains("日期") == false)
        let second = try run(approvals(digest))
        #expect(second.status == 0, "\(second.errors)")
        for file in ["notice.xml", "notice.html"] {
            let document = try text(file)
            for word in ["甲某", "内部意见", "签发", "初审"] { #expect(!document.contains(word), "\(word) in \(file)") }
        }
        for file in ["notice.routing.xml", "notice.routing.html"] {
            let sheet = try text(file)
            for word in ["甲某", "内部意见", "签发", "整改通知", "通〔2026〕7号", digest] {
                #expect(sheet.contains(word), "\(word) is not in \(file)")
            }
        }
        let manifest = try text("manifest.json")
        #expect(manifest.contains("notice.routing.xml") && manifest.contains("notice.routing.html"))
        #expect(try text("outcome.json").contains("V-1/notice.routing.html"))
        #expect(second.text.contains("notice.routing.html"), "\(second.text)")
    }

    @Test func theDateIsThatOfTheLastApproval() throws {
        _ = try run()
        let record = try text("notice.xml")
        #expect(
            record.contains("<date state=\"unknown\">") && !record.contains("2026-03-09\">2026年3月9日</date>"),
            "\(record)")
        _ = try run(approvals(try #require(self.digest(of: record))))
        let signed = try text("notice.xml")
        #expect(signed.contains("<date value=\"2026-03-05\">2026年3月5日</date>"), "\(signed)")
        #expect(try text("notice.html").contains("<p class=\"on\">2026年3月5日</p>"))
        // Neither the date nor the approvals change what was approved.
        #expect(digest(of: signed) == digest(of: record))
    }

    @Test func verifyHoldsTheSheetAgainstItsDocument() throws {
        _ = try run()
        _ = try run(approvals(try #require(self.digest(of: try text("notice.xml")))))
        func verify() throws -> ToolRun {
            try ToolRun(
                ["verify", "out/V-1/notice.xml", "out/V-1/notice.routing.xml", "--rules", "Rules", "--forms", "Forms"],
                folder: folder.url)
        }
        let sound = try verify()
        #expect(sound.status == 0, "\(sound.text)\(sound.errors)")
        let sheet = try text("notice.routing.xml")
        let own = try #require(self.digest(of: try text("notice.xml")))
        let other = String(own.reversed())
        // A sheet that was moved to another document.
        try folder.write(
            "out/V-1/notice.routing.xml",
            sheet.replacingOccurrences(of: "sheet-of=\"\(own)\"", with: "sheet-of=\"\(other)\""))
        let moved = try verify()
        #expect(moved.status == 1 && moved.errors.contains("verify.digest-differs"), "\(moved.errors)")
        // An approval of another text.
        try folder.write(
            "out/V-1/notice.routing.xml",
            sheet.replacingOccurrences(
                of: "<decision at=\"2026-03-05T11:00:00+08:00\" digest=\"\(own)\"",
                with: "<decision at=\"2026-03-05T11:00:00+08:00\" digest=\"\(other)\""))
        let foreign = try verify()
        #expect(foreign.status == 1 && foreign.errors.contains("verify.approval-of-other"), "\(foreign.errors)")
    }

    /// A step that the case never needed is no row to sign in; the record tells it, and `verify` knows.
    @Test func stepsThatNeverAppliedAreLeftOut() throws {
        let rules = DocumentDigestTests.rules.replacing(
            "  step last  \"终审\" by manager", with: "  step last  \"终审\" by manager when amount > ¥LIMIT")
        for (limit, isShown) in [("200", true), ("300", false)] {
            try folder.write("Rules/notes.writ", rules.replacing("LIMIT", with: limit))
            _ = try run()
            let (view, record) = (try text("notice.routing.html"), try text("notice.routing.xml"))
            #expect(
                view.contains("<th scope=\"row\">终审") == isShown && view.contains("<th scope=\"row\">初审"), "\(view)")
            #expect(!view.contains("免签") && record.contains("<title>终审</title>"))
            #expect(record.contains("state=\"skipped\"") != isShown)
            let verified = try ToolRun(
                ["verify", "out/V-1/notice.routing.xml", "--rules", "Rules", "--forms", "Forms"], folder: folder.url)
            #expect(verified.status == 0, "\(verified.text)\(verified.errors)")
        }
        // Where no step is needed, the rows say so.
        try folder.write(
            "Rules/notes.writ",
            rules.replacing("LIMIT", with: "300").replacing("by clerk", with: "by clerk when amount > ¥300"))
        _ = try run()
        #expect(try text("notice.routing.html").components(separatedBy: "免签").count == 3)
    }

    @Test func aBatchFilesSheetsAndAStreamHasThem() throws {
        _ = try run()
        let line = try String(contentsOf: folder.file("case.json"), encoding: .utf8).split(whereSeparator: \.isNewline)
            .joined(separator: " ")
        try folder.write("cases.jsonl", line + "\n")
        let batch = try ToolRun(["batch", "cases.jsonl", "--out", "all"], folder: folder.url)
        #expect(batch.status == 0, "\(batch.errors)")
        for file in ["notice.xml", "notice.routing.xml"] {
            let written = try String(contentsOf: folder.file("all/V-1/" + file), encoding: .utf8)
            #expect(written == (try text(file)), "\(file)")
        }
        for (format, end) in [("xml", "</document>"), ("html", "</html>")] {
            let stream = try ToolRun(["batch", "cases.jsonl", "--format", format], folder: folder.url)
            #expect(stream.text.components(separatedBy: end).count == 3, "\(format): \(stream.errors)")
        }
    }

    @Test func blanksHaveTheirSheet() throws {
        let blank = try ToolRun(["form", "notice", "--blank", "--organisation", "firm"], folder: folder.url)
        #expect(blank.text.contains("公司") && !blank.text.contains("签发"), "\(blank.errors)")
        let sheet = try ToolRun(["form", "notice", "--blank", "--sheet"], folder: folder.url)
        #expect(
            sheet.text.contains("发文审批单") && sheet.text.contains("签发") && sheet.text.contains("初审"), "\(sheet.errors)")
        try folder.write("Forms/notice.xml", DocumentDigestTests.form)
        let none = try ToolRun(["form", "notice", "--blank", "--sheet"], folder: folder.url)
        #expect(none.status == 2 && none.errors.contains("usage.form-without-sheet"), "\(none.errors)")
    }
}
