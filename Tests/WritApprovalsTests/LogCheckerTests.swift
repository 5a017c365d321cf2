import Testing
import WritApprovals
import WritEvaluation
import WritLanguage
import WritSemantics

@Suite("Event logs")
struct LogCheckerTests {
    private static let rules = """
        role clerk "经办" role head "主管" role board "董事会"
        action pay "支付"
        case Claim "报销" large : Boolean "大额"
        chain approval "审批" for Claim
          step first "初审" by clerk
          step second "复审" by head
          step third "董事会" by board when large
          distinct persons
        rule claim "报销" for Claim
          issue form approval approval
          hold pay until form is approved
        log events "事件" for approval
          column case "案件" column activity "活动" column role "岗位" column person "人员" column time "时间"
          activity "提交" is submitted
          activity "初审" is approved at first
          activity "复审" is approved at second
          activity "驳回" is rejected
          activity "退回" is returned at second
          activity "支付" is action pay
          activity "备注" is ignored
          role "C" is clerk
        """

    private struct Checked {
        let report: LogReport
        let kinds: [String: [String]]
        let states: [String: ChainState]
        let json: String
        let table: String
        let program: Program
    }

    private func check(
        _ rows: String, header: String = "案件,活动,岗位,人员,时间", rules: String = rules
    ) throws -> Checked {
        let router = try #require(TextRulebook.router(rules, forms: [("form", "Claim")]))
        let log = try #require(router.program.logs.first)
        var checker = LogChecker(router, log: log, fileName: "log.csv")
        let reader = CSVReader(Array((header + "\n" + rows).utf8))
        var kinds: [String: [String]] = [:]
        var states: [String: ChainState] = [:]
        var out = JSONWriter()
        var table = LogResult.tableHeader()
        let report = checker.check(reader) { result in
            kinds[result.id] = result.kinds.map(\.rawValue)
            states[result.id] = result.state
            result.json(language: .zhHans, into: &out)
            table += result.tableRow()
        }
        return Checked(
            report: report, kinds: kinds, states: states, json: String(decoding: out.bytes, as: UTF8.self),
            table: String(decoding: table, as: UTF8.self), program: router.program)
    }

    @Test("Cases may be mixed; each is judged by itself")
    func mixed() throws {
        let checked = try check(
            """
            甲,提交,,,2026-03-02T08:00:00+08:00
            乙,提交,,,2026-03-02T08:30:00+08:00
            甲,初审,C,张,2026-03-02T09:00:00+08:00
            乙,复审,主管,李,2026-03-02T09:00:00+08:00
            甲,复审,head,李,2026-03-02T10:00:00+08:00
            乙,初审,clerk,张,2026-03-02T11:00:00+08:00
            甲,支付,,,2026-03-02T12:00:00+08:00
            乙,支付,,,2026-03-02T12:00:00+08:00
            丙,提交,,,2026-03-02
            """)
        #expect(checked.report.diagnostics.isEmpty)
        #expect(checked.kinds == ["甲": [], "乙": ["out-of-order", "acted-before-approval"], "丙": []])
        #expect(checked.states == ["甲": .open, "乙": .pending, "丙": .pending])
        #expect(checked.report.events == 9)
        #expect(checked.report.undecidedSteps == ["third"])
    }

    @Test("Each fault in a log gives its problem")
    func faults() throws {
        let checked = try check(
            """
            early,初审,C,张,2026-03-02 08:00:00
            early,提交,,,2026-03-02 09:00:00
            skipped,提交,,,2026-03-02T08:00:00Z
            skipped,复审,head,李,2026-03-02T09:00:00Z
            paid,提交,,,2026-03-02T08:00:00Z
            paid,支付,,,2026-03-02T09:00:00Z
            paid,支付,,,2026-03-02T10:00:00Z
            twice,提交,,,2026-03-02T08:00:00Z
            twice,初审,C,张,2026-03-02T09:00:00Z
            twice,复审,head,张,2026-03-02T10:00:00Z
            role,提交,,,2026-03-02T08:00:00Z
            role,初审,head,张,2026-03-02T09:00:00Z
            again,提交,,,2026-03-02T08:00:00Z
            again,初审,C,张,2026-03-02T09:00:00Z
            again,退回,head,李,2026-03-02T10:00:00Z
            again,驳回,nobody,,2026-03-02T10:30:00Z
            again,初审,C,张,2026-03-02T11:00:00Z
            """)
        #expect(
            checked.kinds == [
                "early": ["before-issue"], "skipped": ["missing-step"], "paid": ["acted-before-approval"],
                "twice": ["same-person-twice"], "role": ["wrong-role"], "again": ["after-rejection"],
            ])
        #expect(checked.states["again"] == .returned)
        #expect(checked.report.rejections == ["head": 1])
        #expect(checked.report.diagnostics.map(\.fact.id) == ["log.unknown-role"])
        #expect(checked.json.split(separator: "\n").count == 6)
        #expect(checked.table.contains("paid,pending,"))
        #expect(checked.table.contains("\r\n"))
    }

    @Test("A column may state a fact of its case, which decides what the chain asks for")
    func facts() throws {
        let mapping = Self.rules.replacing("column case", with: "column large \"大额\" column case")
        let checked = try check(
            """
            大,是,提交,,,2026-03-02T08:00:00Z
            大,否,初审,C,张,2026-03-02T09:00:00Z
            大,是,复审,head,李,2026-03-02T10:00:00Z
            大,是,支付,,,2026-03-02T11:00:00Z
            小,no,提交,,,2026-03-02T08:00:00Z
            小,no,初审,C,张,2026-03-02T09:00:00Z
            小,no,复审,head,李,2026-03-02T10:00:00Z
            小,no,支付,,,2026-03-02T11:00:00Z
            无,,提交,,,2026-03-02T08:00:00Z
            无,,初审,C,张,2026-03-02T09:00:00Z
            无,,复审,head,李,2026-03-02T10:00:00Z
            """, header: "案件,大额,活动,岗位,人员,时间", rules: mapping)
        #expect(checked.report.diagnostics.isEmpty)
        #expect(checked.kinds == ["大": ["acted-before-approval", "fact-changed"], "小": [], "无": []])
        #expect(checked.states == ["大": .pending, "小": .approved, "无": .open])
        #expect(checked.report.undecidedSteps == ["third"])
    }

    @Test("A text that is no value of its field leaves the fact unknown, and is told once")
    func badFacts() throws {
        let mapping = Self.rules.replacing("column case", with: "column large \"大额\" column case")
        let checked = try check(
            """
            一,𠮷,提交,,,2026-03-02T08:00:00Z
            二,𠮷,提交,,,2026-03-02T08:00:00Z
            """, header: "案件,大额,活动,岗位,人员,时间", rules: mapping)
        #expect(checked.report.diagnostics.map(\.fact.id) == ["case.wrong-type"])
        #expect(checked.report.undecidedSteps == ["third"])
    }

    @Test("What is wrong with a log is told with its line, once for many events")
    func mistakes() throws {
        let checked = try check(
            """
            a,提交,,,2026-03-02T08:00:00Z
            a,提交了,,,2026-03-02T08:00:00Z
            a,提交了,,,2026-03-02T08:00:00Z
            a,初审,C,张,gestern
            ,初审,C,张,2026-03-02T08:00:00Z
            a,初审,C
            a,初审,C,张,2026-03-01T08:00:00Z
            """)
        let ids = checked.report.diagnostics.map(\.fact.id)
        #expect(
            ids == [
                "log.malformed-row", "log.missing-case", "log.bad-time", "log.unknown-activity",
                "log.not-in-time-order",
            ])
        let unknown = try #require(checked.report.diagnostics.first { $0.fact.id == "log.unknown-activity" })
        #expect(unknown.fact.wording.message.en.contains("and 1 more event"))
        guard case .data(let file, let line, _, _, _) = unknown.place else {
            Issue.record("no place")
            return
        }
        #expect(file == "log.csv" && line == 3)
        let header = try check("a,提交,,,2026-03-02", header: "案件,活动名,岗位,人员,时间")
        #expect(header.report.diagnostics.map(\.fact.id) == ["log.no-column"])
        #expect(try check("", header: "").report.diagnostics.map(\.fact.id) == ["log.empty"])
    }

    @Test("A table that a spreadsheet opens cannot carry a formula")
    func formulas() throws {
        let checked = try check("\"=1+1,\"\"x\"\"\",提交,,,2026-03-02T08:00:00Z\n")
        #expect(checked.table.contains("\"'=1+1,\"\"x\"\"\",pending,"))
    }

    @Test("The summary keeps to 80 columns in every language")
    func summary() throws {
        let checked = try check(
            """
            甲𠮷,提交,,,2026-03-02T08:00:00Z
            甲𠮷,支付,,,2026-03-02T09:00:00Z
            """)
        for language in MessageLanguage.allCases {
            let text = LogSummary(checked.report, program: checked.program, language: language).text()
            for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= 80, "\(line)") }
            #expect(text.contains("approval.acted-before-approval pay"))
            #expect(text.contains("甲𠮷"))
        }
        var out = JSONWriter()
        LogSummary(checked.report, program: checked.program, language: .en).json(into: &out)
        #expect(String(decoding: out.bytes, as: UTF8.self).contains("\"had\":\"pay\",\"never\":\"first\",\"cases\":1"))
    }
}
