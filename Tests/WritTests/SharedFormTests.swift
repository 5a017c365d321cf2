import Foundation
import Testing
import Writ
import WritEvaluation
import WritLanguage
import WritSemantics
import WritTestSupport

/// One form for several case types, and several documents of one form in one case.
@Suite struct SharedFormTests {
    private static let rules = """
        source S "试"
          clause 1 "一"
        role mgr "经理"
        party owner "业主"
        organisation firm "公司"
          mgr
        record Person "当事人"
          name : Text "姓名"
        case A "周例会"
          on : Date "日期"
          amount : Money "金额"
        case B "投诉分析会"
          on : Date "日期"
          amount : Money "金额"
          persons : list of Person "当事人"
        chain sign "签批"
          basis S 1
          step sign by mgr
        rule a "纪要" for A basis S 1 issue minutes to mgr
        rule b "纪要" for B basis S 1 issue minutes to mgr
        rule letters "函" for B basis S 1
          for each p in persons issue letter to owner about p.name with name = p.name approval sign

        """

    private static func form(_ id: String, for types: String, _ body: String, front: String = "") -> String {
        """
        <form xmlns="urn:writ:form:1" id="\(id)" for="\(types)" title="文书" lang="zh-Hans">\(front)<body>\(body)</body></form>
        """
    }

    private static func workplace(_ minutes: String? = nil) throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try folder.write("Rules/r.writ", rules)
        try folder.write("Forms/minutes.xml", minutes ?? form("minutes", for: "A B", "<p><value of=\"on\"/></p>"))
        try folder.write(
            "Forms/letters/letter.xml", form("letter", for: "B", "<p><value of=\"name\"/>：请到会。</p><approvals/>"))
        return folder
    }

    /// The record of a document, in whatever folder its case has.
    private static func record(
        _ name: String, of id: String = "x", below output: String, _ folder: ScratchFolder
    ) throws -> String {
        let file = try #require(
            folder.files(below: output).first { $0.hasPrefix(id) && $0.hasSuffix("/\(name).xml") },
            "no \(name) of \(id)")
        return try String(contentsOf: folder.file(output + "/" + file), encoding: .utf8)
    }

    private static func caseFile(_ type: String, _ more: String = "", history: String = "[]") -> String {
        """
        {"case":"\(type)","id":"x","as-of":"2026-03-02","organisation":"firm",
         "facts":{"on":"2026-03-05","amount":6000\(more)},"history":\(history)}
        """
    }

    @Test func oneFormServesTwoCaseTypes() throws {
        let folder = try Self.workplace()
        let check = try ToolRun(["check", "--format", "json"], folder: folder.url)
        #expect(check.status == 0, "\(check.text)")
        for type in ["A", "B"] {
            try folder.write("c.json", Self.caseFile(type, type == "B" ? ",\"persons\":[]" : ""))
            let run = try ToolRun(["run", "c.json", "--out", "out-\(type)"], folder: folder.url)
            #expect(run.status == 0, "\(run.errors)")
            let record = try Self.record("minutes", below: "out-\(type)", folder)
            #expect(record.contains("2026年3月5日") && record.contains("case-type=\"\(type)\""))
        }
        for type in ["A", "B"] {
            let intake = try ToolRun(["form", "minutes", "--intake", "--case", type], folder: folder.url)
            #expect(intake.status == 0 && intake.text.contains("当事人") == (type == "B"))
        }
        #expect(try ToolRun(["form", "minutes", "--intake", "--case", "C"], folder: folder.url).status == 2)
    }

    @Test func aSlotThatOneTypeLacksIsToldWithTheType() throws {
        let folder = try Self.workplace(
            Self.form("minutes", for: "A B", "<p><value of=\"count persons\"/><value of=\"off\"/></p>"))
        let check = try ToolRun(["check"], folder: folder.url)
        #expect(check.status == 1)
        #expect(check.errors.contains("`A` has no field `persons`"), "\(check.errors)")
        #expect(check.errors.contains("`A` has no field `off`") && check.errors.contains("`B` has no field `off`"))
        let twice = try Self.workplace(Self.form("minutes", for: "A B A", "<p/>"))
        #expect(try ToolRun(["check"], folder: twice.url).errors.contains("type.duplicate"))
        let other = try Self.workplace(Self.form("minutes", for: "A", "<p/>"))
        let text = try ToolRun(["check"], folder: other.url).errors
        #expect(text.contains("form.other-case") && text.contains("`A B`"))
    }

    @Test func copiesMayDependOnTheCase() throws {
        let front =
            "<copies><copy keeper=\"owner\"/><copy keeper=\"mgr\" when=\"amount > ¥5,000\"/></copies>"
        let folder = try Self.workplace(
            Self.form("minutes", for: "A B", "<p><value of=\"on\"/></p><copies-note/>", front: front))
        try folder.write("c.json", Self.caseFile("A"))
        try folder.write("d.json", Self.caseFile("A").replacing("6000", with: "4000").replacing("\"x\"", with: "\"y\""))
        let run = try ToolRun(["run", "c.json", "d.json", "--out", "out"], folder: folder.url)
        #expect(run.status == 0, "\(run.errors)")
        let both = try Self.record("minutes", of: "x", below: "out", folder)
        let one = try Self.record("minutes", of: "y", below: "out", folder)
        #expect(both.contains("一式两份") && both.components(separatedBy: "<copy ").count == 3)
        #expect(!one.contains("经理一份") && one.components(separatedBy: "<copy ").count == 2, "\(one)")
    }

    @Test func eachInstanceHasItsOwnNumberAndApprovals() throws {
        let folder = try Self.workplace()
        let history = """
            [{"form":"letter","about":"乙","number":"函2号","issued":"2026-03-01",
              "approvals":[{"step":"sign","role":"mgr","person":"李某","decision":"approved","at":"2026-03-01T10:00:00+08:00"}]}]
            """
        let persons = ",\"persons\":[{\"name\":\"甲\"},{\"name\":\"乙\"}]"
        try folder.write("c.json", Self.caseFile("B", persons, history: history))
        let run = try ToolRun(["run", "c.json", "--out", "out"], folder: folder.url)
        #expect(run.status == 0, "\(run.errors)")
        let first = try Self.record("letter-1", below: "out", folder)
        let second = try Self.record("letter-2", below: "out", folder)
        #expect(first.contains("about=\"甲\"") && second.contains("about=\"乙\""))
        let route = try ToolRun(["route", "c.json", "--format", "json"], folder: folder.url)
        #expect(route.text.contains("函2号"))
        #expect(first.contains("awaiting-approval"), "\(first.prefix(600))")
        #expect(second.contains("state=\"issued\""), "\(second.prefix(600))")
    }
}
