import Foundation
import Testing
import WritTestSupport

/// Logs with several documents a case and several chains, through the command as a user runs it.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built"))
struct LogChainsTests {
    private static let rules = """
        rulebook trips "出差"
        source S "办法"
          clause 1 "一"
        role clerk "经办" role head "主管"
        action pay "支付"
        case Permit "出差申请"
          purpose : Text? "事由"
        case Claim "报销"
          amount : Money? "金额"
        chain leave "出差审批" for Permit
          basis S 1
          step grant "批准" by head
        chain way "报销审批" for Claim
          basis S 1
          step first "初审" by clerk
        rule permit "出差申请" for Permit
          basis S 1
          issue permit approval leave
        rule claim "报销" for Claim
          basis S 1
          issue claim approval way
          hold pay until claim is approved and permit is approved
        log claims "报销日志" for way
          column case     "trip"
          column document "claim"
          column activity "act"
          column time     "when"
          activity "approved" is approved at first
          activity "paid"     is action pay
        log permits "出差日志" for leave
          column case     "trip"
          column activity "act"
          column time     "when"
          activity "granted" is approved at grant

        """

    private static let table = """
        trip,claim,act,when
        T1,,granted,2026-03-01T08:00:00Z
        T1,C1,approved,2026-03-02T08:00:00Z
        T1,C2,approved,2026-03-03T08:00:00Z
        T1,C1,paid,2026-03-04T08:00:00Z
        T1,C2,paid,2026-03-04T08:00:00Z
        T2,C1,approved,2026-03-02T08:00:00Z
        T2,C1,paid,2026-03-04T08:00:00Z
        T2,,granted,2026-03-05T08:00:00Z

        """

    /// The same as OCEL: one payment is of two claims.
    private static let objects = """
        { "objectTypes": [], "eventTypes": [],
          "objects": [ { "id": "T1", "type": "trip" }, { "id": "T2", "type": "trip" },
            { "id": "C1", "type": "claim" }, { "id": "C2", "type": "claim" } ],
          "events": [
            { "id": "1", "type": "granted", "time": "2026-03-01T08:00:00Z", "relationships": [ { "objectId": "T1" } ] },
            { "id": "2", "type": "approved", "time": "2026-03-02T08:00:00Z",
              "relationships": [ { "objectId": "T1" }, { "objectId": "C1" } ] },
            { "id": "3", "type": "approved", "time": "2026-03-03T08:00:00Z",
              "relationships": [ { "objectId": "T1" }, { "objectId": "C2" } ] },
            { "id": "4", "type": "paid", "time": "2026-03-04T08:00:00Z",
              "relationships": [ { "objectId": "T1" }, { "objectId": "C1" }, { "objectId": "C2" } ] },
            { "id": "5", "type": "approved", "time": "2026-03-02T08:00:00Z",
              "relationships": [ { "objectId": "T2" }, { "objectId": "C1" } ] },
            { "id": "6", "type": "paid", "time": "2026-03-04T08:00:00Z",
              "relationships": [ { "objectId": "T2" }, { "objectId": "C1" } ] },
            { "id": "7", "type": "granted", "time": "2026-03-05T08:00:00Z", "relationships": [ { "objectId": "T2" } ] }
          ] }
        """

    private let scratch: ScratchFolder

    init() throws {
        scratch = try ScratchFolder()
        try scratch.write("rules/trips.writ", Self.rules)
        try scratch.write("log.csv", Self.table)
        try scratch.write("log.json", Self.objects)
    }

    private func route(_ language: String, _ arguments: [String]) throws -> ToolRun {
        try ToolRun(
            ["--lang", language, "route", "--rules", "rules", "--forms", "none"] + arguments, folder: scratch.url)
    }

    private static let both = ["--mapping", "claims", "--mapping", "permits"]

    @Test func chainsAreCheckedTogether() throws {
        let run = try route("zh-Hans", ["--log", "log.csv", "--out", "out"] + Self.both)
        #expect(run.status == 1, "\(run.errors)")
        let summary = try String(contentsOf: scratch.file("out/summary.txt"), encoding: .utf8)
        #expect(summary.contains("报销日志  报销审批") && summary.contains("出差日志  出差审批"))
        #expect(summary.contains("3份文书（2件案件），6个事件\n") && summary.contains("2件，2个事件\n"))
        #expect(summary.contains("T2/C1") && !summary.contains("T1/C1"))
        #expect(!summary.contains("cases") && !summary.contains("documents"))
        let json = try JSONSerialization.jsonObject(with: Data(contentsOf: scratch.file("out/summary.json")))
        let logs = try #require(json as? [[String: Any]])
        #expect(Set(logs.compactMap { $0["log"] as? String }) == ["claims", "permits"])
        let claims = try #require(logs.first { $0["log"] as? String == "claims" })
        #expect(claims["documents"] as? Int == 3 && claims["cases"] as? Int == 2)
        #expect(claims["cases-with-problems"] as? Int == 1)
        let table = try String(contentsOf: scratch.file("out/cases.csv"), encoding: .utf8)
        #expect(table.contains("case,document,log,state,"))
        #expect(table.split(whereSeparator: \.isNewline).count == 6)
        for name in ["report-claims.html", "report-permits.html"] {
            #expect(FileManager.default.fileExists(atPath: scratch.file("out/\(name)").path))
        }
    }

    @Test func objectsSayTheSame() throws {
        func lines(_ log: String) throws -> [String] {
            let run = try route("en", ["--log", log, "--format", "jsonl"] + Self.both)
            #expect(run.status == 1, "\(run.errors)")
            return run.text.split(separator: "\n").map { String($0).replacing(#/"line":\d+/#, with: "") }.sorted()
        }
        let found = try lines("log.csv")
        #expect(found.count == 5)
        #expect(try lines("log.json") == found)
    }

    @Test func oneChainAloneLeavesTheOtherOpen() throws {
        let run = try route("en", ["--log", "log.csv", "--mapping", "claims", "--format", "jsonl"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.text.split(separator: "\n").count { $0.contains("\"open\":[\"pay\"]") } == 3)
        #expect(!run.text.contains("\"log\""))
    }

    @Test func oneCaseIsShownWithAllItsDocuments() throws {
        let run = try route("en", ["--log", "log.csv", "--case", "T1"] + Self.both)
        #expect(run.status == 0, "\(run.errors)")
        for head in ["T1  出差审批  as of 2026-03-05", "T1/C1  报销审批", "T1/C2  报销审批"] {
            #expect(run.text.contains(head), "\(run.text)")
        }
        #expect(!run.text.contains("T2"))
        let page = try route("en", ["--log", "log.csv", "--format", "html"] + Self.both)
        #expect(page.status == 2)
        let which = try route("en", ["--log", "log.csv"])
        #expect(which.status == 2)
    }
}
