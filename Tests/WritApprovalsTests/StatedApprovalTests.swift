import Testing
import WritApprovals
import WritEvaluation
import WritLanguage
import WritSemantics

/// What a history says of an approval in a word, held against what it records of people; and documents that went out too early.
@Suite("The word of a history is no approval")
struct StatedApprovalTests {
    private typealias Record = RecordMatrixTests.Record
    private static let proper = RecordMatrixTests.proper

    private func verdict(
        _ records: [Record], document: String, paid: String? = nil, rules: String = RecordMatrixTests.rules,
        digest: String? = nil
    ) throws -> RecordMatrixTests.Verdict {
        try RecordMatrixTests.verdict(
            records, proposer: "宋佳", paid: paid, document: document, rules: rules, digest: digest)
    }

    private func text(_ routing: CaseRouting?, _ language: MessageLanguage = .en) throws -> String {
        let program = try #require(
            TextRulebook.program(RecordMatrixTests.rules, forms: [("agreement", "Claim")]))
        return RoutingText(program, language: language).text(try #require(routing))
    }

    // MARK: - A bare day

    @Test("A bare day of approval: nothing could be checked, and nobody signed")
    func bare() throws {
        let document = #""issued": "2026-03-02", "approved": "2026-03-06""#
        let verdict = try verdict([], document: document, paid: "2026-03-09T09:00:00+08:00")
        #expect(verdict.ids == [])
        #expect(verdict.state == .stated)
        let steps = try #require(verdict.routing?.documents.first?.status.steps)
        #expect(steps.allSatisfy { $0.state == .waiting && $0.records.isEmpty })
        // What the case says is still what rules go by where nothing is recorded.
        #expect(verdict.routing?.outcome.holds.isEmpty == true)
        let english = try text(verdict.routing)
        #expect(!english.contains("nothing is wrong") && !english.contains("[+]"))
        #expect(english.contains("no approval could be checked: the history names nobody"))
        let chinese = try text(verdict.routing, .zhHans)
        #expect(!chinese.contains("未发现问题") && chinese.contains("未能核对任何审批"))
    }

    @Test("A day that the records contradict is told, and holds follow the records")
    func contradicted() throws {
        let document = #""issued": "2026-03-02", "approved": "2026-03-06""#
        for count in 1...2 {
            let verdict = try verdict(
                Array(Self.proper.prefix(count)), document: document, paid: "2026-03-09T09:00:00+08:00")
            #expect(verdict.ids == ["approval.contradicted", "approval.acted-before-approval"], "\(count)")
            #expect(verdict.state == .pending)
            #expect(verdict.routing?.outcome.holds.isEmpty == false)
            #expect(verdict.routing?.data.history.first?.approved == nil)
        }
        let borne = try verdict(
            Self.proper, document: #""issued": "2026-03-02", "approved": "2026-03-05""#,
            paid: "2026-03-05T12:00:00+08:00")
        #expect(borne.ids == [] && borne.state == .approved)
        let late = try verdict(Self.proper, document: document)
        #expect(late.ids == ["approval.contradicted"] && late.state == .approved)
        #expect(late.routing?.problems.first?.message.en.contains("2026-03-05") == true)
    }

    @Test("A rejection beside a stated approval")
    func rejected() throws {
        let program = try #require(
            TextRulebook.program(RecordMatrixTests.rules, forms: [("agreement", "Claim")]))
        let json = """
            {"case": "Claim", "id": "1", "as-of": "2026-03-20", "organisation": "firm",
             "facts": {"proposer": "宋佳", "owner-name": "王亚平"},
             "history": [{"form": "agreement", "issued": "2026-03-02", "approved": "2026-03-06", "approvals": [
               {"step": "check", "role": "clerk", "person": "李经办", "decision": "rejected", "at": "2026-03-03T10:00:00+08:00"}]}],
             "actions": [{"action": "payment", "at": "2026-03-09T09:00:00+08:00"}]}
            """
        var reader = CaseReader(program)
        let data = try #require(reader.read(Array(json.utf8), file: "case.json").0)
        let routing = CaseRouter(Evaluator(Plan(program))).route(data)
        #expect(routing.problems.map(\.kind.id) == ["approval.contradicted", "approval.acted-before-approval"])
        #expect(routing.documents.map(\.status.state) == [.rejected])
    }

    // MARK: - Digests

    @Test("A stated digest that is not the text's is told, whether approvals name one or not")
    func digest() throws {
        let (now, old) = (String(repeating: "a", count: 64), String(repeating: "c", count: 64))
        func ids(_ stated: String?, _ approved: String?) throws -> [String] {
            let records = Self.proper.map { record in
                var record = record
                record.digest = approved
                return record
            }
            let document = #""issued": "2026-03-02""# + (stated.map { #", "digest": "\#($0)""# } ?? "")
            return try verdict(records, document: document, digest: now).ids
        }
        #expect(try ids(now, nil) == [])
        #expect(try ids(old, nil) == ["record.text-differs"])
        #expect(try ids(old, now) == ["record.text-differs"])
        #expect(try ids(old, old) == ["approval.after-change"])
        #expect(try ids(now, old) == ["approval.after-change"])
        #expect(try ids(nil, nil) == [])
    }

    // MARK: - Sent out

    /// The chain without the step of its addressee.
    private static let inside = RecordMatrixTests.rules.replacing(
        "  step sign \"业主签字\" by owner named owner-name\n", with: "")

    @Test(
        "Delivered, or signed by the addressee, before the house had approved",
        arguments: ["delivered", "signed"])
    func sent(act: String) throws {
        #expect(!Self.inside.contains("step sign"))
        for rules in [RecordMatrixTests.rules, Self.inside] {
            func ids(_ count: Int, _ day: String) throws -> [String] {
                try verdict(
                    Array(Self.proper.prefix(count)), document: #""issued": "2026-03-02", "\#(act)": "\#(day)""#,
                    rules: rules
                ).ids.filter { $0 != "approval.too-late" }
            }
            #expect(try ids(2, "2026-03-03") == ["approval.sent-unapproved"])
            #expect(try ids(1, "2026-03-10") == ["approval.sent-unapproved"])
            #expect(try ids(0, "2026-03-10") == ["approval.sent-unapproved"])
            // On the day of the last approval, and before the addressee's own step.
            #expect(try ids(2, "2026-03-04") == [])
        }
        let bare = #""issued": "2026-03-02", "approved": "2026-03-06", "\#(act)": "2026-03-05""#
        #expect(try verdict([], document: bare).ids == ["approval.sent-unapproved"])
        let after = #""issued": "2026-03-02", "approved": "2026-03-05", "\#(act)": "2026-03-05""#
        #expect(try verdict([], document: after).ids == [])
        // What lies after the day of the case has not happened.
        let later = try verdict([], document: #""issued": "2026-03-02", "\#(act)": "2026-04-01""#)
        #expect(!later.ids.contains("approval.sent-unapproved"))
    }

    @Test("What goes out first to be signed waits for nobody")
    func addresseeFirst() throws {
        let rules = RecordMatrixTests.rules.replacing(
            "step check \"初审\" by clerk within 2 working days",
            with: "step offer \"业主先签\" by owner named owner-name\n  step check \"初审\" by clerk within 2 working days")
        let verdict = try verdict([], document: #""issued": "2026-03-02", "delivered": "2026-03-02""#, rules: rules)
        #expect(!verdict.ids.contains("approval.sent-unapproved"))
    }

    // MARK: - Open

    @Test("An open chain says what is not known")
    func open() throws {
        let program = try #require(
            TextRulebook.program(
                RecordMatrixTests.rules.replacing(
                    "step approve \"批准\" by manager", with: "step approve \"批准\" by manager when amount > 100"
                ).replacing(
                    "owner-name : Text \"业主姓名\"", with: "owner-name : Text \"业主姓名\"\n  amount : Integer \"金额\""),
                forms: [("agreement", "Claim")]))
        func status(_ facts: [Value]) throws -> ChainStatus {
            let records = try [Self.proper[0], Self.proper[2]].map { record in
                ApprovalRecord(
                    step: record.step, role: RoleID(program.roles.firstIndex { $0.identity.name == record.role } ?? -1),
                    person: record.person, decision: .approved, at: try #require(Moment.parse(record.at)))
            }
            let data = CaseData(
                type: RecordID(0), id: "1", asOf: try #require(CalendarDate.parse("2026-03-20")),
                organisation: OrganisationID(0), facts: facts,
                history: [
                    HistoryDocument(form: FormID(0), issued: CalendarDate.parse("2026-03-02"), approvals: records)
                ])
            let routing = CaseRouter(Evaluator(Plan(program))).route(data)
            let text = RoutingText(program, language: .en).text(routing)
            #expect(!text.contains("nothing is wrong\n"))
            return try #require(routing.documents.first?.status)
        }
        let proposer = try status([.unknown, .text("王亚平"), .integer(1)])
        #expect(proposer.state == .open)
        #expect(proposer.open.map(\.en).joined().contains("the case does not state `proposer`"))
        #expect(proposer.open.map(\.zh).joined().contains("提出人"))
        let amount = try status([.text("宋佳"), .text("王亚平"), .unknown])
        #expect(amount.state == .open)
        #expect(amount.open.map(\.en) == ["`approve`: whether it is needed depends on `amount`, which is not known"])
        let known = try status([.text("宋佳"), .text("王亚平"), .integer(1)])
        #expect(known.state == .approved && known.open.isEmpty)
    }

    @Test("Acts are told to programs in fields of their own")
    func acts() throws {
        let program = try #require(
            TextRulebook.program(RecordMatrixTests.rules, forms: [("agreement", "Claim")]))
        let json = """
            {"case": "Claim", "id": "1", "as-of": "2026-03-20", "organisation": "firm",
             "facts": {"proposer": "宋佳", "owner-name": "王亚平"},
             "history": [{"form": "agreement", "issued": "2026-03-02", "acts": [
               {"act": "submitted", "person": "宋佳", "at": "2026-03-02T09:00:00+08:00"},
               {"act": "withdrawn", "person": "丁一", "at": "2026-03-02T10:00:00+08:00"}]}]}
            """
        var reader = CaseReader(program)
        let data = try #require(reader.read(Array(json.utf8), file: "case.json").0)
        let routing = CaseRouter(Evaluator(Plan(program))).route(data)
        var out = JSONWriter()
        RoutingJSON(program, language: .en).report(routing, into: &out)
        let text = String(decoding: out.bytes, as: UTF8.self)
        #expect(text.contains(#""act":"withdrawn","step":null,"role":null,"person":"丁一","to":null"#))
        #expect(text.contains(#""problems":["approval.no-effect"],"text":"#))
        #expect(text.contains(#""act":"submitted","#))
    }
}
