import Testing
import WritApprovals
import WritEvaluation
import WritLanguage
import WritSemantics

/// Logs as auditors bring them: rows out of order, blank persons, what the log does not know.
@Suite("What an auditor may rely on in a log")
struct LogFindingsTests {
    static let rules = """
        source P "process"
          clause 1 "approval"
        role clerk "Clerk" role manager "Manager" role director "Director" role deputy "Deputy"
        party vendor "Vendor"
        action pay "Pay"
        case Req "Request"
          amount : Money "Amount"
          proposer : Text? "Proposer"
        organisation firm "Firm"
          director
          manager under director
          clerk under manager
          deputy under director
          substitute deputy for manager from 2020-05-01 to 2020-05-10
        chain req-chain "Request"
          for Req
          basis P 1
          step check "Check" by clerk within 2 days
          step approve "Approve" by manager
          step big "Director" by director when amount >= ¥5,000
          distinct persons
          apart proposer
        rule r "pay after approval"
          for Req
          at firm
          basis P 1
          issue request to vendor approval req-chain
          hold pay until request is approved
        log req "Req" for req-chain
          column case "case" column activity "act" column role "role" column person "who" column time "t"
          column amount "amt"
          activity "submit" is submitted
          activity "check" is approved at check
          activity "approve" is approved at approve
          activity "director" is approved at big
          activity "reject" is rejected
          activity "pay" is action pay
          role "clerk" is clerk role "manager" is manager role "director" is director role "deputy" is deputy
        """

    struct Checked {
        var kinds: [String: [String]] = [:]
        var states: [String: ChainState] = [:]
        var messages: [String: [Phrase]] = [:]
        var json: [String: String] = [:]
        let report: LogReport
        let text: String
        let timeline: String
    }

    static func check(
        _ rows: String, header: String = "case,act,role,who,t,amt", rules: String = rules,
        forms: [(name: String, type: String)] = [("request", "Req")], mapping: String? = nil,
        staff: [StaffRecord]? = nil, options: LogChecker.Options = LogChecker.Options()
    ) throws -> Checked {
        let program = try #require(TextRulebook.program(rules, forms: forms))
        let router = CaseRouter(Evaluator(Plan(program)), staff: staff.map { StaffList($0) })
        let log = try #require(program.logs.first { mapping == nil || $0.identity.name == mapping })
        var checker = LogChecker(router, log: log, fileName: "log.csv", options: options)
        let reader = CSVReader(Array((header + "\n" + rows).utf8))
        var kinds: [String: [String]] = [:]
        var states: [String: ChainState] = [:]
        var messages: [String: [Phrase]] = [:]
        var json: [String: String] = [:]
        var timeline = ""
        let report = checker.check(reader) { result in
            kinds[result.id] = result.kinds.map(\.id)
            states[result.id] = result.state
            var out = JSONWriter()
            result.json(language: .en, into: &out)
            json[result.id] = String(decoding: out.bytes, as: UTF8.self)
            timeline += LogTimeline(language: .en).text(result)
            messages[result.id] = result.messages
        }
        return Checked(
            kinds: kinds, states: states, messages: messages, json: json, report: report,
            text: LogSummary(report, program: program, language: .en).text(), timeline: timeline)
    }

    @Test("Rules at the only organisation hold for its log")
    func organisation() throws {
        let rows = """
            b,submit,clerk,P,2020-01-01T10:00:00Z,6000
            b,check,clerk,A,2020-01-02T10:00:00Z,6000
            b,approve,manager,B,2020-01-03T10:00:00Z,6000
            b,pay,clerk,P,2020-01-04T10:00:00Z,6000
            """
        let checked = try Self.check(rows)
        #expect(checked.kinds["b"] == ["approval.acted-before-approval"])
        #expect(checked.report.unplaced == nil)
        // With two firms the log must say whose it is; until then the report says what was not checked.
        let two = Self.rules.replacing(
            "organisation firm", with: "organisation other \"Other\"\n  director\norganisation firm")
        let unplaced = try Self.check(rows, rules: two)
        #expect(unplaced.kinds["b"] == [])
        #expect(unplaced.report.unplaced?.rules == 1)
        #expect(unplaced.text.contains("not checked: a rule that holds at firm"))
        let named = try Self.check(rows, rules: two, options: .init(organisation: OrganisationID(1)))
        #expect(named.kinds["b"] == ["approval.acted-before-approval"])
    }

    @Test("A blank person is nobody, and space around a name makes no second person")
    func persons() throws {
        let checked = try Self.check(
            """
            q,submit,clerk,P,2020-01-01T10:00:00Z,100
            q,check,clerk,A,2020-01-01T12:00:00Z,100
            q,approve,manager,A ,2020-01-02T10:00:00Z,100
            s,submit,clerk,P,2020-01-01T10:00:00Z,100
            s,check,clerk,,2020-01-01T12:00:00Z,100
            s,approve,manager,\u{3000},2020-01-02T10:00:00Z,100
            z,submit,clerk,P,2020-01-01T10:00:00Z,100
            z,check,clerk,A\u{200B},2020-01-01T12:00:00Z,100
            p,submit,clerk,P,2020-01-01T10:00:00Z,100
            p,check,clerk, P,2020-01-01T12:00:00Z,100
            """, options: .init(asOf: CalendarDate.parse("2020-01-02")))
        #expect(checked.kinds["q"] == ["approval.same-person-twice"])
        #expect(checked.kinds["s"] == ["approval.nobody", "approval.nobody"])
        #expect(checked.kinds["z"] == ["approval.nobody"])
        #expect(checked.report.diagnostics.map(\.fact.id) == ["person.hidden-character"])
        // Whoever hands a request in is its proposer, where the log has no column for one.
        #expect(checked.kinds["p"] == ["approval.self-approval"])
    }

    @Test("A row without a time makes its case unreadable and nothing else; +0100 is an offset")
    func unreadable() throws {
        let checked = try Self.check(
            """
            x,submit,clerk,P,2020-01-01T10:00:00Z,100
            x,check,clerk,A,,100
            x,approve,manager,B,2020-01-03T10:00:00Z,100
            x,pay,clerk,P,2020-01-04T10:00:00Z,100
            y,submit,clerk,P,2020-01-01 10:00:00.123+01:00,100
            y,check,clerk,A,2020-01-01T09:30:00Z,100
            y,approve,manager,B,2020-01-01T18:00:00+08:00,100
            y,pay,clerk,P,2020-01-02T00:00:00.000000+0100,100
            """)
        #expect(checked.kinds == ["x": ["record.unreadable-row"], "y": []])
        #expect(checked.states == ["x": .unreadable, "y": .approved])
        #expect(checked.report.diagnostics.map(\.fact.id) == ["log.bad-time"])
    }

    @Test("Messages name the person, the role and the time of the row, and never an empty date")
    func messages() throws {
        let checked = try Self.check(
            """
            self,submit,clerk,A,2020-01-01T10:00:00Z,100
            self,check,clerk,A,2020-01-02T10:00:00Z,100
            late,submit,clerk,P,2020-01-01T10:00:00Z,100
            late,check,clerk,A,2020-01-09T10:00:00Z,100
            wrong,submit,clerk,P,2020-01-01T10:00:00Z,100
            wrong,check,clerk,A,2020-01-02T10:00:00Z,100
            wrong,approve,clerk,B,2020-01-03T10:00:00Z,100
            early,check,clerk,A,2020-01-03T09:00:00Z,100
            early,submit,clerk,P,2020-01-03T10:00:00Z,100
            """, options: .init(asOf: CalendarDate.parse("2020-01-03")))
        #expect(checked.kinds["self"] == ["approval.self-approval"])
        #expect(checked.kinds["wrong"] == ["approval.wrong-role"])
        #expect(checked.kinds["early"] == ["approval.before-issue"])
        let late = try Self.check(
            """
            late,submit,clerk,P,2020-01-01T10:00:00Z,100
            late,check,clerk,A,2020-01-09T10:00:00Z,100
            """)
        #expect(late.kinds["late"] == ["approval.too-late"])
        let told =
            (checked.messages["self"] ?? []) + (checked.messages["wrong"] ?? [])
            + (checked.messages["early"] ?? []) + (late.messages["late"] ?? [])
        for (message, parts) in zip(
            told,
            [
                ["A", "2020-01-02 10:00"], ["B", "clerk", "2020-01-03 10:00"], ["A", "2020-01-03 09:00"],
                ["A", "2020-01-09 10:00", "2020-01-03"],
            ])
        {
            for part in parts {
                #expect(message.en.contains(part), "\(message.en)")
                #expect(message.zh.contains(part == "clerk" ? "Clerk" : part), "\(message.zh)")
            }
            #expect(!message.en.contains("on  ") && !message.en.hasSuffix(" ") && !message.zh.contains("于签署"))
        }
        #expect(
            checked.json["wrong"]?.contains(
                "\"line\":8,\"person\":\"B\",\"role\":\"clerk\",\"at\":\"2020-01-03T10:00:00Z\"") == true)
    }

    @Test("With a staff list the list decides")
    func staff() throws {
        let staff = [
            StaffRecord(person: "A", role: RoleID(0)), StaffRecord(person: "P", role: RoleID(0)),
            StaffRecord(person: "B", role: RoleID(0)),
        ]
        let checked = try Self.check(
            """
            a,submit,clerk,P,2020-01-01T10:00:00Z,100
            a,check,clerk,A,2020-01-02T10:00:00Z,100
            a,approve,manager,B,2020-01-03T10:00:00Z,100
            c,submit,clerk,P,2020-01-01T10:00:00Z,100
            c,check,clerk,C,2020-01-02T10:00:00Z,100
            """, staff: staff)
        #expect(checked.kinds == ["a": ["approval.wrong-role"], "c": ["approval.unknown-person"]])
        #expect(!checked.text.contains("no staff list"))
    }

    @Test("What is due and never signed is too late as of the log's end, or of the day that is asked")
    func overdue() throws {
        let rows = """
            u,submit,clerk,P,2020-01-01T10:00:00Z,100
            u,noise,clerk,P,2020-12-01T10:00:00Z,100
            """
        #expect(try Self.check(rows).kinds["u"] == ["approval.too-late"])
        let early = try Self.check(rows, options: .init(asOf: CalendarDate.parse("2020-01-03")))
        #expect(early.kinds["u"] == [])
    }

    @Test("The decider who checks once more has a hand in both steps; a paid claim lacks a step and was paid too early")
    func repeats() throws {
        let checked = try Self.check(
            """
            redo,submit,clerk,P,2020-01-01T10:00:00Z,100
            redo,check,clerk,A,2020-01-02T10:00:00Z,100
            redo,check,clerk,B,2020-01-02T11:00:00Z,100
            redo,approve,manager,B,2020-01-03T10:00:00Z,100
            paid,submit,clerk,P,2020-01-01T10:00:00Z,100
            paid,approve,manager,B,2020-01-02T10:00:00Z,100
            paid,pay,clerk,P,2020-01-03T10:00:00Z,100
            """)
        #expect(checked.kinds["redo"] == ["approval.same-person-twice"])
        #expect(checked.kinds["paid"] == ["approval.missing-step", "approval.acted-before-approval"])
    }

    @Test(
        "Rows are judged by their times, wherever they stand; the order of one moment is told and not held against anybody"
    )
    func order() throws {
        let checked = try Self.check(
            """
            tie,submit,clerk,P,2020-01-01T10:00:00Z,100
            tie,approve,manager,B,2020-01-02T10:00:00Z,100
            tie,check,clerk,A,2020-01-02T10:00:00Z,100
            unsorted,submit,clerk,P,2020-01-01T10:00:00Z,100
            unsorted,approve,manager,B,2020-01-02T12:00:00Z,100
            unsorted,check,clerk,A,2020-01-02T10:00:00Z,100
            days,submit,clerk,P,2020-01-02,100
            days,approve,manager,B,2020-01-02,100
            days,check,clerk,A,2020-01-02,100
            wrong,submit,clerk,P,2020-01-01T10:00:00Z,100
            wrong,check,clerk,A,2020-01-02T12:00:00Z,100
            wrong,approve,manager,B,2020-01-02T10:00:00Z,100
            """)
        #expect(
            checked.kinds == ["tie": [], "unsorted": [], "days": [], "wrong": ["approval.out-of-order"]])
        #expect(checked.report.ties.first == ["tie", "days"])
        #expect(checked.text.contains("2 cases have events of one moment"))
        #expect(checked.report.diagnostics.map(\.fact.id) == ["log.not-in-time-order"])
    }

    @Test("What a log cannot know of other documents is open and not broken")
    func otherDocuments() throws {
        let rules = """
            role clerk "Clerk" party vendor "Vendor" action clear "Clear"
            case Item "Item" value : Money "Value"
            chain goods-chain "Goods" for Item step goods "Goods" by clerk
            chain invoice-chain "Invoice" for Item step invoice "Invoice" by clerk
            rule r1 "goods" for Item issue goods-note to vendor approval goods-chain
              hold clear until goods-note is approved
            rule r2 "invoice" for Item issue invoice-note to vendor approval invoice-chain
              hold clear until invoice-note is approved
            log goods "GR" for goods-chain
              column case "case" column activity "act" column time "t"
              activity "goods" is approved at goods
              activity "clear" is action clear
            """
        let checked = try Self.check(
            """
            ok,goods,2020-01-01T10:00:00Z
            ok,clear,2020-01-03T10:00:00Z
            bad,clear,2020-01-03T10:00:00Z
            """, header: "case,act,t", rules: rules, forms: [("goods-note", "Item"), ("invoice-note", "Item")],
            mapping: "goods")
        #expect(checked.kinds == ["ok": [], "bad": ["approval.acted-before-approval"]])
        #expect(checked.report.openActions.values.map(\.first) == [["ok"]])
        #expect(checked.text.contains("invoice-note"))
    }

    @Test("A fact that is missing or cannot be read leaves the chain open; one that changes is told with both values")
    func facts() throws {
        let checked = try Self.check(
            """
            u,submit,clerk,P,2020-01-01T10:00:00Z,abc
            u,check,clerk,A,2020-01-01T12:00:00Z,abc
            u,approve,manager,B,2020-01-02T10:00:00Z,abc
            n,submit,clerk,P,2020-01-01T10:00:00Z,
            n,check,clerk,A,2020-01-01T12:00:00Z,
            n,approve,manager,B,2020-01-02T10:00:00Z,
            n,pay,clerk,P,2020-01-03T10:00:00Z,
            x,submit,clerk,P,2020-01-01T10:00:00Z,
            x,check,clerk,A,2020-01-01T12:00:00Z,7000
            x,approve,manager,B,2020-01-02T10:00:00Z,7000
            x,pay,clerk,P,2020-01-03T10:00:00Z,7000
            c,submit,clerk,P,2020-01-01T10:00:00Z,100
            c,check,clerk,A,2020-01-01T12:00:00Z,100.00
            c,approve,manager,B,2020-01-02T10:00:00Z,9000
            """)
        #expect(checked.states["u"] == .open && checked.kinds["u"] == [])
        #expect(checked.states["n"] == .open && checked.kinds["n"] == [])
        #expect(checked.report.openActions.values.map(\.first) == [["n"]])
        #expect(checked.states["x"] == .pending)
        #expect(checked.kinds["x"] == ["approval.acted-before-approval"])
        #expect(checked.kinds["c"] == ["record.fact-changed"])
        let message = try #require(checked.messages["c"]?.first)
        #expect(message.en == "`amount` was 100 and is 9000 in row 15")
        #expect(message.zh == "`Amount`原为100，第15行为9000")
    }

    @Test("The future does not count")
    func future() throws {
        let checked = try Self.check(
            """
            f,submit,clerk,P,2020-01-01T10:00:00Z,100
            f,check,clerk,A,2020-01-02T10:00:00Z,100
            f,approve,manager,B,2030-01-02T10:00:00Z,100
            """, options: .init(asOf: CalendarDate.parse("2020-01-10")))
        #expect(checked.states["f"] == .pending)
        #expect(checked.kinds["f"] == ["record.in-the-future"])
    }

    @Test("A chain that is not in force approves nothing")
    func notInForce() throws {
        let checked = try Self.check(
            """
            o,submit,clerk,P,2019-01-01T10:00:00Z,100
            o,check,clerk,A,2019-01-02T10:00:00Z,100
            """,
            rules: Self.rules.replacing(
                "  for Req\n  basis P 1\n  step", with: "  for Req\n  basis P 1\n  valid from 2020-01-01\n  step"))
        #expect(checked.states["o"] == .notInForce)
    }

    @Test("Days are those of the firm's zone")
    func zone() throws {
        let rules = Self.rules.replacing(
            "organisation firm \"Firm\"", with: "calendar cal \"C\"\n  zone Asia/Shanghai\norganisation firm \"Firm\"")
        // The second day ends at 16:00 by UTC.
        for (time, kinds) in [
            ("2020-01-03T15:59:00Z", [String]()), ("2020-01-03T23:59:00+08:00", []), ("2020-01-03 23:59:00", []),
            ("2020-01-03T16:01:00Z", ["approval.too-late"]), ("2020-01-04T00:01:00+08:00", ["approval.too-late"]),
            ("2020-01-03T11:01:00-05:00", ["approval.too-late"]), ("2020-01-04 00:01:00", ["approval.too-late"]),
        ] {
            let checked = try Self.check(
                "z,submit,clerk,P,2020-01-01T10:00:00+08:00,100\nz,check,clerk,A,\(time),100", rules: rules)
            #expect(checked.kinds["z"] == kinds, "\(time)")
        }
    }

    @Test(
        "A file of another format is told by its format",
        arguments: [
            ("<?xml version=\"1.0\"?>\n<log>", "XML"), ("\u{1F}\u{8B}\u{8}x", "compressed"),
            ("c\u{0}a\u{0}s\u{0}e\u{0},\u{0}", "UTF-16"),
        ])
    func formats(file: (text: String, name: String)) throws {
        let lines = file.text.split(separator: "\n", maxSplits: 1)
        let checked = try Self.check(lines.count > 1 ? String(lines[1]) : "", header: String(lines[0]))
        #expect(checked.report.diagnostics.map(\.fact.id) == ["log.other-format"])
        #expect(checked.report.diagnostics.first?.fact.wording.message.en.contains(file.name) == true)
    }

    @Test("The timeline of one case shows every row of it, and what is wrong where it is")
    func timeline() throws {
        let checked = try Self.check(
            """
            a,submit,clerk,P,2020-01-01T10:00:00Z,100
            b,submit,clerk,P,2020-01-01T10:00:00Z,100
            a,check,clerk,A,2020-01-02T10:00:00Z,100
            a,coffee,clerk,A,2020-01-02T11:00:00Z,100
            a,approve,clerk,B,2020-01-03T10:00:00Z,100
            """, options: .init(focus: "a"))
        #expect(checked.kinds.keys.sorted() == ["a"])
        #expect(
            checked.timeline == """
                a  Request  as of 2020-01-03: pending

                  2020-01-01 10:00  submit (P, clerk)  row 2
                  2020-01-02 10:00  check (A, clerk)  row 4
                ? 2020-01-02 11:00  coffee (A, clerk)  row 5
                ! 2020-01-03 10:00  approve (B, clerk)  row 6
                    wrong role (approval.wrong-role): `approve` was signed by B as `clerk` at
                    2020-01-03 10:00, who may not sign it then

                next: Approve

                """)
    }
}
