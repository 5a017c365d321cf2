import Foundation
import Testing
import WritTestSupport

/// The digest in a document's record is what approvals name: it stays the same while the document goes its way, and is
/// another as soon as the document says something else.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built"))
struct DocumentDigestTests {
    static let rules = """
        rulebook notes "通知"

        source M1 "办法"
          clause 1 "通知"

        party owner "业主"
        role clerk "经办"
        role manager "经理"

        organisation firm "公司"
          manager
          clerk under manager

        case Visit "巡检"
          unit   : Text "房号"
          amount : Money "金额"
          urgent : Boolean "紧急"
          reason : Choice? "事由"

        enum Choice "事由" wall "破坏承重结构" | water "漏水"

        chain approve "审批"
          step first "初审" by clerk
          step last  "终审" by manager

        rule tell "发通知"
          for Visit
          basis M1 1
          when amount > ¥100
          issue notice to owner approval approve

        """

    static let form = """
        <?xml version="1.0" encoding="UTF-8"?>
        <form xmlns="urn:writ:form:1" id="notice" for="Visit" title="通知单" lang="zh-Hans">
          <number pattern="通〔{year}〕{sequence}号"/>
          <body>
            <p>房号<value of="unit"/>，金额<value of="amount" as="money"/>。</p>
            <fields><field of="unit"/><field label="事由"><value of="reason" else="无"/></field></fields>
            <basis/>
            <p when="urgent">请即日办理。</p>
            <approvals/>
            <delivery to="owner" title="回执"/>
          </body>
        </form>

        """

    private static func json(_ facts: String, history: String = "") -> String {
        """
        { "case": "Visit", "id": "V-1", "as-of": "2026-03-02", "organisation": "firm",
          "facts": { "unit": "3-1201", \(facts) }\(history.isEmpty ? "" : ", \"history\": [ \(history) ]") }
        """
    }

    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        try folder.write("Rules/notes.writ", Self.rules)
        try folder.write("Forms/notice.xml", Self.form)
    }

    private func record(_ json: String) throws -> String {
        try folder.write("case.json", json)
        let run = try ToolRun(["run", "case.json", "--out", "out"], folder: folder.url)
        try #require(run.status == 0, "\(run.errors)")
        return try String(contentsOf: folder.file("out/V-1/notice.xml"), encoding: .utf8)
    }

    private func attribute(_ name: String, of record: String) -> String? {
        record.firstRange(of: " \(name)=\"").map { String(record[$0.upperBound...].prefix { $0 != "\"" }) }
    }

    private func history(digest: String, approved: String) -> String {
        """
        { "form": "notice", "number": "通〔2026〕7号", "issued": "2026-03-02", "digest": "\(digest)", "approvals": [
          { "step": "first", "role": "clerk", "person": "甲", "decision": "approved", "at": "2026-03-02T10:00:00+08:00",
            "digest": "\(approved)" },
          { "step": "last", "role": "manager", "person": "乙", "decision": "approved", "at": "2026-03-02T11:00:00+08:00",
            "digest": "\(approved)" } ] }
        """
    }

    @Test func approvalsOfTheDocumentCountAndThoseOfAnotherTextDoNot() throws {
        let facts = #""amount": 250.5, "urgent": true"#
        let draft = try record(Self.json(facts))
        let digest = try #require(attribute("digest", of: draft))
        #expect(digest.count == 64 && digest.allSatisfy(\.isHexDigit) && digest.contains { $0 != "0" })

        try folder.write("right.json", Self.json(facts, history: history(digest: digest, approved: digest)))
        let right = try ToolRun(["route", "right.json", "--format", "json"], folder: folder.url)
        #expect(right.status == 0 && !right.text.contains("after-change"), "\(right.text)\(right.errors)")

        let other = try #require(attribute("digest", of: try record(Self.json(#""amount": 250.6, "urgent": true"#))))
        try folder.write("wrong.json", Self.json(facts, history: history(digest: digest, approved: other)))
        let wrong = try ToolRun(["route", "wrong.json", "--format", "json"], folder: folder.url)
        #expect(wrong.status == 1 && wrong.text.contains("after-change"), "\(wrong.text)\(wrong.errors)")

        // Number, state and signatures are there now, and it still says the same.
        let approved = try record(Self.json(facts, history: history(digest: digest, approved: digest)))
        #expect(attribute("state", of: approved) == "issued" && approved.contains("通〔2026〕7号"))
        #expect(attribute("digest", of: approved) == digest)
    }

    /// Of several documents of one form each is held against its own text, by what it is about or by its place.
    @Test(arguments: [" about p.name", ""]) func eachOfSeveralHasItsOwnText(about: String) throws {
        let rules = Self.rules
            .replacingOccurrences(
                of: "  amount : Money \"金额\"", with: "  amount : Money \"金额\"\n  people : list of Person \"人员\""
            )
            .replacingOccurrences(
                of: "case Visit", with: "record Person \"人\"\n  name : Text \"姓名\"\n  debt : Money \"欠款\"\n\ncase Visit"
            )
            .replacingOccurrences(
                of: "  issue notice to owner approval approve",
                with: "  for each p in people issue notice to owner\(about) with debt = p.debt approval approve")
        let form = Self.form.replacingOccurrences(
            of: "<body>", with: "<body><p>欠<value of=\"debt\"/></p>")
        try folder.write("Rules/notes.writ", rules)
        try folder.write("Forms/notice.xml", form)
        func facts(_ second: String) -> String {
            #""amount": 250, "urgent": false, "people": [{"name": "甲", "debt": "10"}, {"name": "乙", "debt": "\#(second)"}]"#
        }
        try folder.write("case.json", Self.json(facts("20")))
        let run = try ToolRun(["run", "case.json", "--out", "out"], folder: folder.url)
        try #require(run.status == 0, "\(run.errors)")
        let digests = try ["notice", "notice-1", "notice-2"].compactMap { name -> String? in
            let file = folder.file("out/V-1/\(name).xml")
            guard FileManager.default.fileExists(atPath: file.path) else { return nil }
            return attribute("digest", of: try String(contentsOf: file, encoding: .utf8))
        }
        try #require(Set(digests).count == 2, "\(digests)")
        func routed(_ second: String) throws -> String {
            let documents = zip(["甲", "乙"], digests).enumerated().map { index, pair in
                history(digest: pair.1, approved: pair.1)
                    .replacingOccurrences(of: "7号", with: "\(7 + index)号")
                    .replacingOccurrences(
                        of: "\"form\"", with: about.isEmpty ? "\"form\"" : "\"about\": \"\(pair.0)\", \"form\"")
            }
            try folder.write("case.json", Self.json(facts(second), history: documents.joined(separator: ", ")))
            let run = try ToolRun(["route", "case.json", "--format", "json"], folder: folder.url)
            #expect(run.errors.isEmpty, "\(run.errors)")
            return run.text
        }
        #expect(try !routed("20").contains("approval."))
        let changed = try routed("9999")
        #expect(changed.components(separatedBy: "approval.after-change").count == 2, "\(changed)")
    }

    @Test func everyChangeOfWhatItSaysChangesTheDigest() throws {
        var digests: Set<String> = []
        let variants = [
            #""amount": 250.5, "urgent": true"#, #""amount": 250.5, "urgent": false"#, #""amount": 250.5"#,
            #""amount": 2505, "urgent": true"#,
        ]
        for facts in variants { digests.insert(try #require(attribute("digest", of: try record(Self.json(facts))))) }
        #expect(digests.count == variants.count)
        let again = try record(Self.json(variants[0]))
        #expect(digests.contains(attribute("digest", of: again) ?? ""))
    }

    /// The same case under rules and forms that print something else, each changed in one place: nothing that its reader sees
    /// hides from the digest, and what he does not see is not part of it.
    @Test(arguments: [
        ("请即日办理", "请三日内办理", true), ("房号<value", "房间<value", true), (#"title="通知单""#, #"title="告知单""#, true),
        (#"label="事由""#, #"label="原因""#, true), (#""房号""#, #""免责声明""#, true), ("破坏承重结构", "轻微划痕", true),
        (#""发通知""#, #""发函""#, true), (#""办法""#, #""新办法""#, true), (#"clause 1 "通知""#, #"clause 1 "告知""#, true),
        ("<basis/>", "", true), (#"as="money""#, #"as="money-capital""#, true),
        ("</fields>", "</fields><p>又及。</p>", true),
        // Not seen: layout of the source, a comment, another condition that says the same, the slip, who approves.
        ("<p when", "<!-- 备注 -->\n    <p when", false), ("¥100", "¥101", false),
        (#"title="回执""#, #"title="送达""#, false),
        (#""终审""#, #""终批""#, false), ("{sequence}号", "{sequence:3}号", false),
    ])
    func aChangedRulebookChangesWhatIsSeen(old: String, new: String, isSeen: Bool) throws {
        let facts = #""amount": 250.5, "urgent": true, "reason": "wall""#
        let before = try #require(attribute("digest", of: try record(Self.json(facts))))
        #expect(Self.rules.contains(old) != Self.form.contains(old), "\(old) stands in one of them")
        try folder.write("Rules/notes.writ", Self.rules.replacingOccurrences(of: old, with: new))
        try folder.write("Forms/notice.xml", Self.form.replacingOccurrences(of: old, with: new))
        let after = try #require(attribute("digest", of: try record(Self.json(facts))))
        #expect((before != after) == isSeen, "\(old) → \(new)")
    }
}
