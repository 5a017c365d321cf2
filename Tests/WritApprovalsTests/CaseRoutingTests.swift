import Testing
import WritApprovals
import WritEvaluation
import WritLanguage
import WritSemantics

/// Whole cases: the supplementary agreement of a compensation, with its payment.
@Suite("Routing of a case")
struct CaseRoutingTests {
    static let rulebook = """
        source M3 "售后管理制度" clause 三.5 "赔付须签补充协议"
        role legal-counsel "法律顾问" role manager "经理" role general "总经理" role finance "财务"
        party customer "客户"
        organisation developer "开发公司"
          general
          manager under general
          legal-counsel under general
          finance under general
        case Complaint "客户投诉"
          compensation : Money "赔付金额"
          proposer : Text "经办人"
        chain compensation-approval "赔付审批" for Complaint
          basis M3 三.5
          step legal "法律审核" by legal-counsel
          step line "逐级签批" by line from manager to general
          step money "财务复核" by finance when compensation >= ¥5,000
          apart proposer
          distinct persons
        rule agreement "赔付须签补充协议" for Complaint
          basis M3 三.5
          when compensation > ¥0
          issue supplementary-agreement to customer approval compensation-approval
          hold payment until supplementary-agreement is approved and supplementary-agreement is signed
        """

    struct Fixture {
        let router: CaseRouter

        init() throws {
            router = try #require(
                TextRulebook.router(
                    CaseRoutingTests.rulebook, forms: [("supplementary-agreement", "Complaint")],
                    path: "Rules/test.writ"))
        }

        func role(_ name: String) -> RoleID {
            RoleID(router.program.roles.firstIndex { $0.identity.name == name } ?? 0)
        }

        func record(
            _ step: String, _ role: String, _ person: String, _ time: String, digest: String? = nil
        ) throws -> ApprovalRecord {
            ApprovalRecord(
                step: step, role: self.role(role), person: person, decision: .approved,
                at: try #require(Moment.parse("2026-03-\(time):00+08:00")), digest: digest)
        }

        func proper() throws -> [ApprovalRecord] {
            [
                try record("legal", "legal-counsel", "苏律师", "10T09:00"),
                try record("line.1", "manager", "邓涛", "11T09:00"),
                try record("line.2", "general", "𠮷田", "12T09:00"),
            ]
        }

        func data(
            _ records: [ApprovalRecord], amount: Int64? = 1000, paid: [String] = [], signed: String? = "2026-03-12",
            digest: String? = nil
        ) throws -> CaseData {
            CaseData(
                type: RecordID(0), id: "TS-1", asOf: try #require(CalendarDate.parse("2026-03-31")),
                organisation: OrganisationID(0),
                facts: [amount.map { .decimal(Decimal($0)) } ?? .unknown, .text("唐颖")],
                history: [
                    HistoryDocument(
                        form: FormID(0), issued: CalendarDate.parse("2026-03-09"),
                        signed: signed.flatMap { CalendarDate.parse($0) }, digest: digest, approvals: records)
                ],
                actions: try paid.map {
                    ActionRecord(action: ActionID(0), at: try #require(Moment.parse("2026-03-\($0):00+08:00")))
                })
        }

        func problems(_ data: CaseData) -> [RoutingProblemKind] { router.route(data).problems.map(\.kind) }
    }

    @Test("A proper case, paid afterwards")
    func proper() throws {
        let fixture = try Fixture()
        let routing = fixture.router.route(try fixture.data(fixture.proper(), paid: ["12T10:00"]))
        #expect(routing.problems.isEmpty)
        #expect(routing.documents.map(\.status.state) == [.approved])
        #expect(routing.data.history.first?.approved == CalendarDate.parse("2026-03-12"))
        #expect(routing.outcome.holds.isEmpty)
        #expect(routing.documents.first?.status.steps.map(\.state) == [.approved, .approved, .approved, .skipped])
    }

    @Test("Each planted fault gives its problem and no other")
    func faults() throws {
        let fixture = try Fixture()
        let proper = try fixture.proper()
        #expect(fixture.problems(try fixture.data(Array(proper.dropFirst()), signed: nil)) == [.missingStep])
        #expect(fixture.problems(try fixture.data(Array(proper.dropFirst()))) == [.missingStep, .sentUnapproved])
        var late = proper
        late[0].at = try #require(Moment.parse("2026-03-12T10:00:00+08:00"))
        #expect(fixture.problems(try fixture.data(late)) == [.outOfOrder])
        var other = proper
        other[0].role = fixture.role("finance")
        #expect(fixture.problems(try fixture.data(other)) == [.wrongRole])
        var own = proper
        own[0].person = "唐颖"
        #expect(fixture.problems(try fixture.data(own)) == [.selfApproval])
        var old = proper
        for index in old.indices { old[index].digest = "old" }
        #expect(fixture.problems(try fixture.data(old, digest: "new")) == [.afterChange])
        #expect(fixture.problems(try fixture.data(proper, paid: ["12T08:00"])) == [.actedBeforeApproval])
        #expect(
            fixture.problems(try fixture.data(proper, paid: ["12T10:00"], signed: "2026-03-13"))
                == [.actedBeforeApproval])
    }

    @Test("A payment after a faulty approval was made before approval, whatever else is wrong")
    func consequence() throws {
        let fixture = try Fixture()
        var records = try fixture.proper()
        records[0].role = fixture.role("finance")
        #expect(fixture.problems(try fixture.data(records, paid: ["20T08:00"])) == [.wrongRole, .actedBeforeApproval])
        // Counsel signs after the payment: the fault is mended, the payment was too early all the same.
        records.append(try fixture.record("legal", "legal-counsel", "苏律师", "25T09:00"))
        #expect(fixture.problems(try fixture.data(records, paid: ["20T08:00"])) == [.actedBeforeApproval])
        // A payment before the chain is signed to its end is a fault of its own.
        var cut = try fixture.proper()
        cut.removeLast()
        cut[0].role = fixture.role("finance")
        #expect(
            fixture.problems(try fixture.data(cut, paid: ["20T08:00"], signed: nil)) == [
                .wrongRole, .actedBeforeApproval,
            ])
    }

    @Test("A payment without any document, and one whose hold depends on what is not known")
    func heldActions() throws {
        let fixture = try Fixture()
        var data = try fixture.data([], paid: ["12T08:00"])
        data.history = []
        let routing = fixture.router.route(data)
        #expect(routing.problems.map(\.kind) == [.actedBeforeApproval])
        #expect(routing.problems.first?.form == FormID(0))
        #expect(routing.problems.first?.rule == RuleID(0))
        data.facts[0] = .unknown
        #expect(fixture.problems(data).isEmpty)
        data.facts[0] = .decimal(Decimal(0))
        #expect(fixture.problems(data).isEmpty)
    }

    @Test("A step whose condition is not known is neither missing nor asked for, and the document is not yet approved")
    func openStep() throws {
        let fixture = try Fixture()
        let routing = fixture.router.route(try fixture.data(fixture.proper(), amount: nil, paid: ["12T10:00"]))
        #expect(routing.problems.isEmpty)
        let status = try #require(routing.documents.first?.status)
        #expect(status.isOpen)
        #expect(status.state == .open)
        #expect(status.steps.last?.step.isCertain == false)
    }

    @Test("What could not be checked is no part of what is in order")
    func reportOfWhatWasNotChecked() throws {
        let fixture = try Fixture()
        var routing = fixture.router.route(try fixture.data(fixture.proper(), paid: ["12T10:00"]))
        try #require(routing.problems.isEmpty)
        let text = RoutingText(fixture.router.program, language: .en)
        routing.notes = []
        #expect(text.text(routing).contains("nothing is wrong\n"))
        routing.notes = [Phrase(en: "no text was there", zh: "没有文本")]
        #expect(text.text(routing).contains("nothing is wrong in what could be checked\n"))
    }

    @Test("The report for people keeps to 80 columns and names what is wrong, by which clause, and what mends it")
    func report() throws {
        let fixture = try Fixture()
        var records = try fixture.proper()
        records[1].person = "唐颖"
        let routing = fixture.router.route(try fixture.data(records, paid: ["10T08:00"]))
        for language in MessageLanguage.allCases {
            let text = RoutingText(fixture.router.program, language: language).text(routing)
            for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= 80, "\(line)") }
            for part in [
                "approval.self-approval", "approval.acted-before-approval", "M3 三.5", "Rules/test.writ:", "𠮷田",
            ] {
                #expect(text.contains(part), "\(part) in \(text)")
            }
        }
        #expect(RoutingText(fixture.router.program, language: .zhHant).text(routing).contains("補救"))
        var out = JSONWriter()
        RoutingJSON(fixture.router.program, language: .en).report(routing, into: &out)
        let json = String(decoding: out.bytes, as: UTF8.self)
        #expect(json.contains("\"problem\":\"approval.self-approval\",\"step\":\"line.1\",\"record\":1"))
        #expect(json.contains("\"id\":\"line.1\",\"title\":\"逐级签批\",\"role\":\"manager\""))
        let svg = ChainDiagram(fixture.router.program, language: .zhHans).svg(routing.documents[0].status)
        #expect(svg.contains("<title id=\"chain-title\">赔付审批：审批中</title>"))
        #expect(svg.contains("无效") && svg.contains("同意") && svg.contains("无需"))
    }

    @Test("What is written into a drawing cannot leave it")
    func escaping() throws {
        let fixture = try Fixture()
        var records = try fixture.proper()
        records[0].person = "<script>alert(1)</script>&\u{1}"
        let routing = fixture.router.route(try fixture.data(records))
        let svg = ChainDiagram(fixture.router.program, language: .en).svg(
            routing.documents[0].status, id: "a\"><b")
        #expect(!svg.contains("<script>"))
        #expect(svg.contains("&lt;script&gt;"))
        #expect(!svg.contains("\u{1}"))
        #expect(svg.contains("id=\"a___b-title\""))
    }
}
