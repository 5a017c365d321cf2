import Testing
import WritApprovals
import WritEvaluation
import WritLanguage
import WritSemantics

/// What a log does not tell accuses nobody, and what it tells of deliveries is judged as in a case that stands alone.
@Suite("Logs that do not tell all")
struct LogUnknownTests {
    private static let rules = """
        role counsel "法务" role manager "经理" role director "总监" role auditor "审计"
        party supplier "供方"
        action pay "支付"
        organisation firm "公司"
          director
          manager under director
          counsel
          auditor
        case Order "订单"
          supplier-name : Text "供方名称"
          amount : Integer "金额"
        chain approval "审批" for Order
          step legal "法务" by counsel
          step line "逐级" by line from manager to director
          step audit "会审" by all of auditor, counsel when amount > 100
          step sign "供方签字" by supplier named supplier-name
          distinct persons
        rule order "订单" for Order
          issue form to supplier approval approval
          hold pay until form is approved and form is delivered
        log bare "事件" for approval
          column case "案件" column activity "活动" column time "时间"
          column supplier-name "供方"
          activity "提交" is submitted
          activity "法务" is approved at legal
          activity "逐级" is approved at line
          activity "会审" is approved at audit
          activity "驳回" is rejected at line
          activity "供方" is approved at sign
          activity "送达" is delivered
          activity "签收" is signed
          activity "支付" is action pay
        """

    private func check(
        _ rows: String, header: String = "案件,活动,时间,供方", staff: [StaffRecord]? = nil, rules: String = rules
    )
        throws -> (report: LogReport, kinds: [String: [String]], states: [String: ChainState], text: String)
    {
        let program = try #require(TextRulebook.program(rules, forms: [("form", "Order")]))
        let router = CaseRouter(Evaluator(Plan(program)), staff: staff.map { StaffList($0) })
        let log = try #require(program.logs.first)
        var checker = LogChecker(router, log: log, fileName: "log.csv")
        var kinds: [String: [String]] = [:]
        var states: [String: ChainState] = [:]
        let report = checker.check(CSVReader(Array((header + "\n" + rows).utf8))) { result in
            kinds[result.id] = result.kinds.map(\.rawValue)
            states[result.id] = result.state
        }
        return (report, kinds, states, LogSummary(report, program: program, language: .en).text())
    }

    private static let proper = """
        甲,提交,2026-03-02 09:00,Acme
        甲,法务,2026-03-03 09:00,Acme
        甲,逐级,2026-03-04 09:00,Acme
        甲,逐级,2026-03-05 09:00,Acme

        """

    @Test("Without roles the levels of a line are counted")
    func levels() throws {
        let good = try check(Self.proper + "甲,送达,2026-03-05 10:00,Acme\n甲,供方,2026-03-06 09:00,Acme\n")
        #expect(good.kinds == ["甲": []])
        #expect(good.text.contains("in which role somebody signed was not checked"))
        // One level too few is still told.
        let rows = Self.proper.split(separator: "\n").dropLast().joined(separator: "\n") + "\n"
        let short = try check(rows + "甲,供方,2026-03-06 09:00,Acme\n")
        #expect(short.kinds == ["甲": ["missing-step"]])
        // A rejection of the second level is one of the second.
        let rejected = try check(rows + "甲,驳回,2026-03-05 09:00,Acme\n")
        #expect(rejected.kinds == ["甲": []] && rejected.states == ["甲": .rejected])
        let again = try check(
            rows + "甲,驳回,2026-03-05 09:00,Acme\n甲,提交,2026-03-05 10:00,Acme\n"
                + Self.proper.split(separator: "\n").dropFirst().map { $0.replacing("03-0", with: "03-1") }.joined(
                    separator: "\n"))
        #expect(again.states["甲"] != .rejected && again.kinds["甲"] == [])
    }

    @Test("With persons and a list of staff the level is that of whoever signed")
    func levelsByPerson() throws {
        let rules = Self.rules.replacing("column time \"时间\"", with: "column time \"时间\" column person \"人员\"")
        let staff = [
            StaffRecord(person: "卡尔", role: RoleID(0)), StaffRecord(person: "米娅", role: RoleID(1)),
            StaffRecord(person: "丹", role: RoleID(2)),
        ]
        func kinds(_ first: String, _ second: String) throws -> [String]? {
            try check(
                """
                甲,提交,2026-03-02 09:00,Acme,安
                甲,法务,2026-03-03 09:00,Acme,卡尔
                甲,逐级,2026-03-04 09:00,Acme,\(first)
                甲,逐级,2026-03-05 09:00,Acme,\(second)

                """, header: "案件,活动,时间,供方,人员", staff: staff, rules: rules
            ).kinds["甲"]
        }
        #expect(try kinds("米娅", "丹") == [])
        #expect(try kinds("丹", "米娅") == ["out-of-order"])
        #expect(try kinds("米娅", "卡尔")?.contains("wrong-role") == true)
    }

    @Test("Delivered before the house had approved")
    func sent() throws {
        let early = try check(
            """
            甲,提交,2026-03-02 09:00,Acme
            甲,法务,2026-03-03 09:00,Acme
            甲,送达,2026-03-03 10:00,Acme
            甲,逐级,2026-03-04 09:00,Acme
            甲,逐级,2026-03-05 09:00,Acme
            乙,提交,2026-03-02 09:00,Acme
            乙,签收,2026-03-03 10:00,Acme

            """)
        #expect(early.kinds == ["甲": ["sent-unapproved"], "乙": ["sent-unapproved"]])
        // A hold that waits for the delivery knows of it.
        let paid = try check(Self.proper + "甲,供方,2026-03-06 09:00,Acme\n甲,支付,2026-03-07 09:00,Acme\n")
        #expect(paid.kinds["甲"] == ["acted-before-approval"])
        let delivered = try check(
            Self.proper + "甲,送达,2026-03-05 10:00,Acme\n甲,供方,2026-03-06 09:00,Acme\n甲,支付,2026-03-07 09:00,Acme\n")
        #expect(delivered.kinds["甲"] == [] && delivered.report.openActions.values.first?.count == 1)
        let plain = Self.rules.replacing(
            "  step audit \"会审\" by all of auditor, counsel when amount > 100\n", with: ""
        ).replacing("  activity \"会审\" is approved at audit\n", with: "")
        let known = try check(
            Self.proper + "甲,供方,2026-03-06 09:00,Acme\n甲,支付,2026-03-07 09:00,Acme\n", rules: plain)
        #expect(known.kinds["甲"] == ["acted-before-approval"])
    }

    @Test("What would tell how open cases stand is named")
    func open() throws {
        let checked = try check(Self.proper + "甲,供方,2026-03-06 09:00,Acme\n")
        #expect(checked.states == ["甲": .open])
        #expect(checked.text.contains("`amount`"), "\(checked.text)")
        #expect(checked.report.openNeeds == [.fact("amount")])
        let unnamed = try check(
            Self.proper.replacing(",Acme", with: ",") + "甲,供方,2026-03-06 09:00,\n")
        #expect(unnamed.report.openNeeds.contains(.fact("supplier-name")))
    }

    @Test("A log without rows is not in order")
    func empty() throws {
        let checked = try check("")
        #expect(checked.report.diagnostics.map(\.fact.id) == ["log.empty"])
        #expect(checked.report.diagnostics.allSatisfy { $0.severity == .error })
        #expect(!checked.text.contains("none") && checked.text.contains("nothing was checked"))
    }
}
