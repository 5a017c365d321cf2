import Testing
import WritApprovals
import WritEvaluation
import WritLanguage
import WritSemantics

/// Every problem of persons and moments in every way in which it could be hidden: none of them is.
@Suite("A problem stays one, however it is dressed")
struct RecordMatrixTests {
    static let rules = """
        role clerk "经办" role manager "经理" role director "总监"
        party owner "业主"
        calendar office "日历"
          weekend Saturday Sunday
          covers 2026-01-01 to 2026-12-31
          zone Asia/Shanghai
        organisation firm "公司"
          calendar office
          director
          manager under director
          clerk under manager
          substitute director for manager from 2026-03-10 to 2026-03-12
        case Claim "申请"
          proposer : Text "提出人"
          owner-name : Text "业主姓名"
        chain approval "审批" for Claim
          step check "初审" by clerk within 2 working days
          step approve "批准" by manager
          step sign "业主签字" by owner named owner-name
          apart proposer
          distinct persons
        rule agreement "协议" for Claim
          issue agreement to owner approval approval
          hold payment until agreement is approved
        """

    struct Record {
        var step: String
        var role: String
        var person: String
        var at: String
        var digest: String?

        init(_ step: String, _ role: String, _ person: String, _ at: String, digest: String? = nil) {
            self.step = step
            self.role = role
            self.person = person
            self.at = at
            self.digest = digest
        }
    }

    static let proper = [
        Record("check", "clerk", "李经办", "2026-03-03T10:00:00+08:00"),
        Record("approve", "manager", "Anna Wu", "2026-03-04T10:00:00+08:00"),
        Record("sign", "owner", "王亚平", "2026-03-05T10:00:00+08:00"),
    ]

    struct Verdict {
        var ids: [String]
        var state: ChainState?
        var routing: CaseRouting?
    }

    static func quoted(_ text: String) -> String {
        var out = JSONWriter()
        out.string(text)
        return String(decoding: out.bytes, as: UTF8.self)
    }

    /// What reading and routing a case say of it.
    /// - Parameter digest: of the document as the case makes it now.
    static func verdict(
        _ records: [Record], proposer: String = "Ann Zoë", owner: String = "王亚平", paid: String? = nil,
        staff: [StaffRecord]? = nil, document: String = #""issued": "2026-03-02""#, rules: String = rules,
        digest: String? = nil
    ) throws -> Verdict {
        let program = try #require(TextRulebook.program(rules, forms: [("agreement", "Claim")]))
        let approvals = records.map { record in
            #"{"step": \#(quoted(record.step)), "role": "\#(record.role)", "person": \#(quoted(record.person)), "#
                + #""decision": "approved", "at": "\#(record.at)""#
                + (record.digest.map { #", "digest": "\#($0)""# } ?? "") + "}"
        }
        let actions = paid.map { #"[{"action": "payment", "at": "\#($0)", "person": "曹会计"}]"# } ?? "[]"
        let json = """
            {"case": "Claim", "id": "1", "as-of": "2026-03-20", "organisation": "firm",
             "facts": {"proposer": \(quoted(proposer)), "owner-name": \(quoted(owner))},
             "history": [{"form": "agreement", \(document), "approvals": [\(approvals.joined(separator: ","))]}],
             "actions": \(actions)}
            """
        var reader = CaseReader(program)
        let (data, diagnostics) = reader.read(Array(json.utf8), file: "case.json")
        guard let data else { return Verdict(ids: diagnostics.map(\.fact.id), state: nil) }
        let router = CaseRouter(Evaluator(Plan(program)), staff: staff.map { StaffList($0) })
        let routing = digest.map { now in router.route(data) { _, _ in now } } ?? router.route(data)
        return Verdict(
            ids: routing.problems.map(\.kind.id), state: routing.documents.first?.status.state, routing: routing)
    }

    /// What a name becomes when somebody wants it to pass for another, and what is then told.
    enum Dress: String, CaseIterable {
        case plain, space, fullWidthSpace, tab, doubleSpace, variation, decomposed
        case zeroWidth, joiner, bidi, softHyphen
        case upperCase, fullWidth, cyrillic
        case empty, blank

        /// The name is the same person's all the same.
        var isSame: Bool { (Dress.plain.index...Dress.decomposed.index).contains(index) }
        var isRefused: Bool { (Dress.zeroWidth.index...Dress.softHyphen.index).contains(index) }
        var isNobody: Bool { self == .empty || self == .blank }
        private var index: Int { Dress.allCases.firstIndex(of: self) ?? 0 }

        func on(_ name: String) -> String {
            switch self {
            case .plain: name
            case .space: name + " "
            case .fullWidthSpace: "\u{3000}" + name
            case .tab: "\t" + name + "\n"
            case .doubleSpace: name.replacing(" ", with: " \u{A0} ")
            case .variation: name + "\u{FE00}"
            case .decomposed: name.replacing("ë", with: "e\u{308}")
            case .zeroWidth: name + "\u{200B}"
            case .joiner: "\u{200D}" + name
            case .bidi: "\u{202E}" + name
            case .softHyphen: name.prefix(1) + "\u{AD}" + name.dropFirst()
            case .upperCase: name.uppercased()
            case .fullWidth: "\u{FF21}" + name.dropFirst()
            case .cyrillic: "\u{0410}" + name.dropFirst()
            case .empty: ""
            case .blank: " \u{3000}\t"
            }
        }
    }

    @Test("A proper run has no problem in any dress that leaves the persons the same", arguments: Dress.allCases)
    func proper(dress: Dress) throws {
        var records = Self.proper
        records[1].person = dress.on("Ann Zoë")
        let verdict = try Self.verdict(records, proposer: "宋佳")
        if dress.isRefused {
            #expect(verdict.ids == ["person.hidden-character"])
        } else if dress.isNobody {
            #expect(verdict.ids == ["approval.nobody"])
        } else {
            #expect(verdict.ids == [] && verdict.state == .approved)
            #expect(verdict.routing?.staffOrigin == CaseRouting.StaffOrigin.none)
        }
    }

    @Test("The proposer who signs", arguments: Dress.allCases)
    func selfApproval(dress: Dress) throws {
        var records = Self.proper
        records[1].person = dress.on("Ann Zoë")
        try expect("approval.self-approval", dress, try Self.verdict(records))
        // The same where the case dresses up the proposer.
        records[1].person = "Ann Zoë"
        let turned = try Self.verdict(records, proposer: dress.on("Ann Zoë"))
        if dress.isRefused {
            #expect(turned.ids == ["person.hidden-character"])
        } else if !dress.isNobody {
            try expect("approval.self-approval", dress, turned)
        }
    }

    @Test("One person who signs twice", arguments: Dress.allCases)
    func samePersonTwice(dress: Dress) throws {
        var records = Self.proper
        records[0].person = "Ann Zoë"
        records[1].person = dress.on("Ann Zoë")
        try expect("approval.same-person-twice", dress, try Self.verdict(records, proposer: "宋佳"))
    }

    @Test("Somebody else who signs as the owner", arguments: Dress.allCases)
    func wrongPerson(dress: Dress) throws {
        var records = Self.proper
        records[2].person = dress.on("Ann Zoë")
        let verdict = try Self.verdict(records, proposer: "宋佳", owner: "王亚平")
        if dress.isRefused {
            #expect(verdict.ids == ["person.hidden-character"])
        } else {
            #expect(verdict.ids == [dress.isNobody ? "approval.nobody" : "approval.wrong-person"])
        }
        records[2].person = dress.on("Ann Zoë")
        let own = try Self.verdict(records, proposer: "宋佳", owner: "Ann Zoë")
        if dress.isSame { #expect(own.ids == [] && own.state == .approved) }
        if !dress.isSame { #expect(own.ids.contains { $0.hasPrefix("approval.") || $0.hasPrefix("person.") }) }
    }

    @Test("Somebody who is not on the list", arguments: Dress.allCases)
    func unknownPerson(dress: Dress) throws {
        let staff = [
            StaffRecord(person: "李经办", role: RoleID(0)), StaffRecord(person: "Anna Wu", role: RoleID(1)),
            StaffRecord(person: "宋佳", role: RoleID(0)),
        ]
        var records = Self.proper
        records[1].person = dress.on("Ann Zoë")
        let stranger = try Self.verdict(records, proposer: "宋佳", staff: staff)
        #expect(
            stranger.ids
                == [
                    dress.isRefused
                        ? "person.hidden-character" : dress.isNobody ? "approval.nobody" : "approval.unknown-person"
                ])
        records[1].person = dress.on("Anna Wu")
        let known = try Self.verdict(records, proposer: "宋佳", staff: staff)
        if dress.isSame { #expect(known.ids == []) } else { #expect(!known.ids.isEmpty) }
        records[1].person = dress.on("宋佳")
        let lacking = try Self.verdict(records, proposer: "赵六", staff: staff)
        if dress.isSame { #expect(lacking.ids == ["approval.wrong-role"]) } else { #expect(!lacking.ids.isEmpty) }
    }

    @Test(
        "One number, dressed as another",
        arguments: [
            "协〔2026〕１号", "协[2026]1号", "协（2026）1号", "协〔2026〕 1 号", "\u{3000}协﹝2026﹞1号", "协【２０２６】1号",
            "协〔2026〕1号\u{FE00}", "协〔2026〕\u{200B}1号",
        ])
    func numberTwice(number: String) throws {
        func ids(_ other: String) throws -> [String] {
            let document =
                #""issued": "2026-03-02", "number": "协〔2026〕1号"}, {"form": "agreement", "issued": "2026-03-02", "#
                + #""number": \#(Self.quoted(other))"#
            return try Self.verdict(Self.proper, document: document).ids
        }
        #expect(try ids(number).contains("record.number-twice"))
        #expect(try !ids("协〔2026〕11号").contains("record.number-twice"))
    }

    @Test("What nobody could check is said")
    func unchecked() throws {
        let unbound = try Self.verdict(Self.proper)
        #expect(unbound.routing?.notes.contains { $0.en.contains("3 of the approvals name no digest") } == true)
        let digest = String(repeating: "a", count: 64)
        let bound = Self.proper.map { record in
            var record = record
            record.digest = digest
            return record
        }
        #expect(try Self.verdict(bound, digest: digest).routing?.notes == [])
        let claimed = try Self.verdict([], document: #""issued": "2026-03-02", "approved": "2026-03-06""#)
        #expect(claimed.state == .stated && claimed.routing?.notes.first?.en.contains("not by whom") == true)
    }

    private func expect(
        _ id: String, _ dress: Dress, _ verdict: Verdict, _ location: SourceLocation = #_sourceLocation
    ) throws {
        let expected =
            dress.isSame
            ? id
            : dress.isRefused ? "person.hidden-character" : dress.isNobody ? "approval.nobody" : "person.look-alike"
        #expect(verdict.ids == [expected], "\(dress)", sourceLocation: location)
    }

    // MARK: - Steps, roles, decisions

    @Test(
        "A step that the chain does not have counts for no other",
        arguments: ["approve2", "Approve", " approve", "批准", "line.1", ""])
    func unknownStep(name: String) throws {
        var records = Self.proper
        records[1].step = name
        let verdict = try Self.verdict(records)
        #expect(verdict.ids.contains("record.unknown-step"))
        #expect(verdict.state == .pending)
        let problem = try #require(verdict.routing?.problems.first { $0.kind == .unknownStep })
        #expect(problem.remedy.en.contains("`check`, `approve`, `sign`"))
    }

    @Test("Roles and decisions that there are not are told with those that there are")
    func unknownRole() throws {
        var records = Self.proper
        records[1].role = "manger"
        let verdict = try Self.verdict(records)
        #expect(verdict.ids == ["record.unknown-role"])
    }

    // MARK: - Moments

    @Test("One instant has one verdict, however it is written")
    func zones() throws {
        // The second working day after 2026-03-02 is the 4th; it ends at 16:00 by UTC.
        for (time, ids) in [
            ("2026-03-04T15:59:00Z", [String]()), ("2026-03-04T23:59:00+08:00", []),
            ("2026-03-04T16:30:00Z", ["approval.too-late"]), ("2026-03-05T00:30:00+08:00", ["approval.too-late"]),
            ("2026-03-04T11:30:00-05:00", ["approval.too-late"]),
            // Before the day of issue by the firm's clocks, whatever the other clocks say.
            ("2026-03-01T15:30:00Z", ["approval.before-issue"]),
            ("2026-03-01T23:30:00+08:00", ["approval.before-issue"]),
            ("2026-03-01T16:30:00Z", []), ("2026-03-02T00:30:00+08:00", []),
        ] {
            var records = Self.proper
            records[0].at = time
            records[1].at = "2026-03-05T10:00:00+08:00"
            records[2].at = "2026-03-05T11:00:00+08:00"
            let verdict = try Self.verdict(records)
            #expect(verdict.ids == ids, "\(time)")
            #expect((verdict.routing?.notes.contains { $0.en.contains("zones") } == true) == !time.hasSuffix("+08:00"))
        }
        // The last day of a substitute ends with the firm's day.
        for (time, ids) in [
            ("2026-03-12T15:59:00Z", [String]()), ("2026-03-12T16:30:00Z", ["approval.wrong-role"]),
            ("2026-03-13T00:30:00+08:00", ["approval.wrong-role"]),
        ] {
            var records = Self.proper
            records[1] = Record("approve", "director", "孙总监", time)
            records[2].at = "2026-03-14T10:00:00+08:00"
            #expect(try Self.verdict(records).ids == ids, "\(time)")
        }
    }

    @Test("What lies after the day of the case has not happened")
    func future() throws {
        for index in Self.proper.indices {
            for time in ["2030-01-01T10:00:00+08:00", "2026-03-21T00:00:00+08:00", "2026-03-20T16:00:00Z"] {
                var records = Self.proper
                records[index].at = time
                let verdict = try Self.verdict(records)
                #expect(verdict.ids.contains("record.in-the-future"), "\(time)")
                #expect(verdict.state == .pending)
            }
        }
        for key in ["signed", "delivered", "approved", "issued"] {
            let document =
                key == "issued" ? #""issued": "2030-01-01""# : #""issued": "2026-03-02", "\#(key)": "2030-01-01""#
            let verdict = try Self.verdict(key == "approved" ? [] : Self.proper, document: document)
            #expect(verdict.ids.contains("record.in-the-future"), "\(key)")
        }
        let paid = try Self.verdict([], paid: "2030-01-01T00:00:00Z")
        #expect(paid.ids == ["approval.too-late", "record.in-the-future"])
    }

    @Test("Delivered, signed or approved before it was issued")
    func order() throws {
        for key in ["signed", "delivered", "approved"] {
            let verdict = try Self.verdict(
                key == "approved" ? [] : Self.proper, document: #""issued": "2026-03-02", "\#(key)": "2026-03-01""#)
            #expect(verdict.ids.contains("record.out-of-order"), "\(key)")
        }
    }

    @Test("Paid too early is told whatever else is wrong, and to the minute")
    func paid() throws {
        var records = Self.proper
        records.remove(at: 1)
        #expect(
            try Self.verdict(records, paid: "2026-03-06T10:00:00+08:00").ids
                == ["approval.missing-step", "approval.acted-before-approval"])
        #expect(
            try Self.verdict(Self.proper, paid: "2026-03-05T09:00:00+08:00").ids == ["approval.acted-before-approval"])
        #expect(try Self.verdict(Self.proper, paid: "2026-03-05T10:30:00+08:00").ids == [])
        #expect(
            try Self.verdict(Self.proper, paid: "2026-03-05T01:30:00Z").ids == ["approval.acted-before-approval"])
    }

    @Test("A number that was given twice is told")
    func numbers() throws {
        let document =
            #""issued": "2026-03-02", "number": "协〔2026〕1号"}, {"form": "agreement", "issued": "2026-03-02", "number": "协〔2026〕1号 ""#
        let verdict = try Self.verdict(Self.proper, document: document)
        #expect(verdict.ids.contains("record.number-twice"))
    }

    @Test("Holidays that are not published leave the last day open")
    func holidays() throws {
        let records = [Record("check", "clerk", "李经办", "2026-12-31T10:00:00+08:00")]
        let json = try Self.verdict(records, document: #""issued": "2026-12-30""#)
        // The case is asked as of March, so that nothing of this has happened.
        #expect(json.ids.contains("record.in-the-future"))
        let program = try #require(TextRulebook.program(Self.rules, forms: [("agreement", "Claim")]))
        let data = CaseData(
            type: RecordID(0), id: "1", asOf: try #require(CalendarDate.parse("2027-02-01")),
            organisation: OrganisationID(0), facts: [.text("甲"), .text("乙")],
            history: [HistoryDocument(form: FormID(0), issued: CalendarDate.parse("2026-12-30"))])
        let status = try #require(CaseRouter(Evaluator(Plan(program))).route(data).documents.first?.status)
        #expect(status.problems.isEmpty)
        #expect(status.steps.first?.due == nil)
        #expect(status.steps.first?.reason?.en.contains("2027") == true)
    }
}
