import Testing
import WritApprovals
import WritEvaluation
import WritLanguage
import WritSemantics
import WritTestSupport

/// Several documents a case, several chains in one run, parents and children, and rules that look at other cases of the log:
/// each held against a plain count.
@Suite("Logs with many documents")
struct LogDocumentsTests {
    private static let rules = """
        role clerk "Clerk" role head "Head" role board "Board"
        action pay "Payment"
        case Permit "Permit"
          purpose : Text? "Purpose"
        case Claim "Claim"
          payee  : Text "Payee"
          on     : Date "Day"
          amount : Money "Amount"
          others : list of other Claim "Other claims"
        define nearby of Claim : Money "Claimed within a week"
          is amount + (sum of c.amount for c in (others where payee = this.payee and on <= this.on and on >= 7 days before this.on))
        chain leave "Leave to travel" for Permit
          step grant "Grant" by head
        chain way "Way of a claim" for Claim
          step first "First" by clerk
          step board "Board" by board when nearby >= ¥1,000
        rule permit "Permit" for Permit
          issue permit approval leave
        rule claim "Claim" for Claim
          issue claim approval way
          hold pay until claim is approved and permit is approved
        """

    private static let claims = """

        log claims "Claims" for way
          COLUMNS
          column case "case" column activity "act" column time "t"
          activity "ok" is approved at first
          activity "board" is approved at board
          activity "back" is rejected
          activity "pay" is action pay
        """
    private static let permits = """

        log permits "Permits" for leave
          column case "case" column activity "act" column time "t"
          activity "grant" is approved at grant
        """

    private struct Found: Equatable {
        var state: ChainState
        var problems: [String]
        var open: [String]
    }

    private struct Checked {
        var found: [String: Found] = [:]
        var reports: [LogReport] = []
        var lines: [String] = []
    }

    private static func router(_ logs: String) throws -> CaseRouter {
        try #require(TextRulebook.router(rules + logs, forms: [("permit", "Permit"), ("claim", "Claim")]))
    }

    private static func check(
        _ router: CaseRouter, _ table: String, options: LogChecker.Options = .init(asOf: Office.day("2026-12-31"))
    ) -> Checked {
        var suite = LogSuite(router, logs: router.program.logs, fileName: "log.csv", options: options)
        var checked = Checked()
        checked.reports = suite.check(CSVReader(Array(table.utf8))) { result in
            var out = JSONWriter()
            result.json(language: .en, into: &out)
            let line = String(decoding: out.bytes, as: UTF8.self)
            checked.lines.append(line)
            checked.found[router.program.logs.count > 1 ? "\(result.log) \(result.name)" : result.name] = Found(
                state: result.state, problems: result.kinds.map(\.rawValue),
                open: line.contains("\"open\":[]") ? [] : ["pay"])
        }
        return checked
    }

    private static func mapping(_ columns: String) -> String { claims.replacing("COLUMNS", with: columns) }

    private struct Row {
        let id: String
        let document: String
        let act: String
        let minute: Int
        var time: String { "2026-03-0\(1 + minute / 1440)T\(two(minute / 60 % 24)):\(two(minute % 60)):00Z" }
        private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    }

    // MARK: - Documents

    @Test("Each document of a case has its own chain, as if it were a case of its own", arguments: UInt64(1)...40)
    func documents(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let logged = try Self.router(
            Self.mapping("column document \"doc\"\n  column payee \"payee\" column amount \"amount\" column on \"t\""))
        let alone = try Self.router(
            Self.mapping("column payee \"payee\" column amount \"amount\" column on \"t\""))
        var minutes = Array(0..<200)
        minutes.shuffle(using: &random)
        var rows: [Row] = []
        for _ in 0..<random.number(4...14) {
            let minute = minutes.removeLast()
            let id = random.pick("A", "B")
            // Rows of the whole case say only what was paid.
            let document = random.pick("1", "2", "3", "")
            let act = document.isEmpty ? "pay" : random.pick("ok", "ok", "board", "back", "pay")
            rows.append(Row(id: id, document: document, act: act, minute: minute))
        }
        // Every document in this case is too small for the board.
        let text = rows.map { "\($0.id),\($0.document),\($0.act),\($0.time),p\($0.id)\($0.document),5\n" }.joined()
        let found = Self.check(logged, "case,doc,act,t,payee,amount\n" + text).found
        // The same with a case for each document, what was paid for the whole being paid for each that had begun.
        var apart: [(String, Row)] = []
        for row in rows {
            let own = rows.filter { $0.id == row.id && !$0.document.isEmpty }
            if !row.document.isEmpty {
                apart.append(("\(row.id)/\(row.document)", row))
            } else if own.isEmpty {
                apart.append((row.id, row))
            } else {
                let names = Set(own.map(\.document)).sorted()
                func start(_ name: String) -> Int { own.filter { $0.document == name }.map(\.minute).min() ?? 0 }
                let begun = names.filter { start($0) <= row.minute }
                let held = begun.isEmpty ? [names.min { start($0) < start($1) } ?? ""] : begun
                for name in held { apart.append(("\(row.id)/\(name)", row)) }
            }
        }
        let plain = apart.map { "\($0.0),\($0.1.act),\($0.1.time),p\($0.0),5\n" }.joined()
        let expected = Self.check(alone, "case,act,t,payee,amount\n" + plain).found
        #expect(found == expected, "seed \(seed)\n\(text)")
    }

    @Test("What a row does not say of several documents, nobody can tell")
    func unattributed() throws {
        let router = try Self.router(Self.mapping("column document \"doc\""))
        let checked = Self.check(
            router,
            """
            case,doc,act,t
            A,1,ok,2026-03-01T10:00:00Z
            A,2,ok,2026-03-01T11:00:00Z
            A,,ok,2026-03-01T12:00:00Z
            B,,ok,2026-03-01T10:00:00Z
            B,,pay,2026-03-01T12:00:00Z
            """)
        #expect(checked.found["A/1"] == Found(state: .unreadable, problems: ["unreadable-row"], open: []))
        #expect(checked.found["A/2"]?.state == .unreadable)
        // A case of which no row names a document has one.
        #expect(checked.found["B"]?.state == .open)
        #expect(checked.reports[0].matters == 2)
        #expect(checked.reports[0].cases == 3)
        #expect(checked.lines[0].hasPrefix("{\"case\":\"A\",\"document\":\"1\","))
        let text = LogSummary(checked.reports[0], program: router.program, language: .en).text()
        #expect(text.contains("3 documents of 2 cases, 5 events"))
        #expect(text.contains("A/1, A/2"))
        let chinese = LogSummary(checked.reports[0], program: router.program, language: .zhHans).text()
        #expect(chinese.contains("3份文书（2件案件），5个事件"))
    }

    @Test("What rows of the whole case state is so of each document that does not say otherwise")
    func sharedFacts() throws {
        let router = try Self.router(
            Self.mapping("column document \"doc\"\n  column payee \"payee\" column amount \"amount\" column on \"t\""))
        let checked = Self.check(
            router,
            """
            case,doc,act,t,payee,amount
            A,,note,2026-03-01T08:00:00Z,p,400
            A,1,ok,2026-03-01T10:00:00Z,,
            A,2,ok,2026-03-20T11:00:00Z,q,2000
            """)
        #expect(checked.found["A/1"]?.state == .approved)
        #expect(checked.found["A/2"]?.state == .pending)
    }

    // MARK: - Chains

    @Test("A payment waits for the permit of its case, or of the case to which it belongs, in every order")
    func permits() throws {
        let own = try Self.router(
            Self.mapping("column payee \"payee\" column amount \"amount\" column on \"t\"") + Self.permits)
        let elsewhere = try Self.router(
            Self.mapping("column parent \"permit\"\n  column payee \"payee\" column amount \"amount\" column on \"t\"")
                + Self.permits)
        let acts = ["grant", "ok", "pay"]
        for order in Self.orders(of: acts) {
            func place(_ act: String) -> Int { order.firstIndex(of: act) ?? Int.max }
            let rows = order.enumerated().map { index, act in Row(id: "A", document: "", act: act, minute: index) }
            let isEarly = place("pay") < Int.max && (place("pay") < place("ok") || place("pay") < place("grant"))
            let note = "\(order)"
            let inOne = Self.check(
                own,
                "case,act,t,payee,amount\n" + rows.map { "\($0.id),\($0.act),\($0.time),p,5\n" }.joined())
            if place("ok") < Int.max || place("pay") < Int.max {
                let found = try #require(inOne.found["claims A"], "\(note)")
                #expect(found.problems.contains("acted-before-approval") == isEarly, "\(note)")
                #expect(found.open.isEmpty, "\(note)")
            } else {
                #expect(inOne.found["claims A"] == nil, "\(note)")
            }
            #expect((inOne.found["permits A"] != nil) == (place("grant") < Int.max), "\(note)")

            // The permit is a case of its own, to which the claim says that it belongs.
            let apart = rows.map { row in
                row.act == "grant"
                    ? "P,\(row.act),\(row.time),,,\n" : "A,\(row.act),\(row.time),p,5,P\n"
            }.joined()
            let linked = Self.check(elsewhere, "case,act,t,payee,amount,permit\n" + apart)
            if let found = linked.found["claims A"] {
                // A permit of which the log has no row may be granted elsewhere.
                let isKnown = place("grant") < Int.max
                let isHeld = place("pay") < place("ok")
                let expected = isKnown ? isEarly : isHeld
                #expect(found.problems.contains("acted-before-approval") == expected, "\(note)")
                let isOpen = place("pay") < Int.max && !isKnown && !isHeld
                #expect(found.open.isEmpty == !isOpen, "\(note)")
            }
            // Nobody can tell where the row does not name the permit, or names two.
            for permits in [["", ""], ["P", "Q"]] {
                let doubtful = rows.enumerated().map { index, row in
                    row.act == "grant"
                        ? "P,\(row.act),\(row.time),,,\n"
                        : "A,\(row.act),\(row.time),p,5,\(permits[row.act == "ok" ? 0 : 1])\n"
                }.joined()
                let found = Self.check(elsewhere, "case,act,t,payee,amount,permit\n" + doubtful).found["claims A"]
                guard let found, permits[0] == "" || place("ok") < Int.max, place("pay") < Int.max else { continue }
                #expect(found.problems.contains("acted-before-approval") == (place("pay") < place("ok")), "\(note)")
                #expect(found.open.isEmpty == (place("pay") < place("ok")), "\(note)")
            }
        }
    }

    private static func orders(of acts: [String]) -> [[String]] {
        var all: [[String]] = [[]]
        for act in acts { all += orders(of: acts.filter { $0 != act }).map { [act] + $0 } }
        return Set(all).sorted { $0.count == $1.count ? $0.joined() < $1.joined() : $0.count < $1.count }
    }

    @Test("What one chain knows is no unknown activity to another, and is told once")
    func siblings() throws {
        let router = try Self.router(Self.mapping("") + Self.permits)
        let checked = Self.check(
            router,
            """
            case,act,t
            A,grant,2026-03-01T10:00:00Z
            A,ok,2026-03-01T11:00:00Z
            A,okay,2026-03-01T12:00:00Z
            ,ok,2026-03-01T12:00:00Z
            """)
        #expect(
            checked.reports.flatMap(\.diagnostics).map(\.fact.id).sorted()
                == ["log.missing-case", "log.unknown-activity"])
        #expect(checked.reports.map(\.events) == [1, 1])
        #expect(checked.reports.map(\.rows).sorted() == [2, 3])
        #expect(checked.lines.allSatisfy { $0.contains("\"log\":\"") })
    }

    // MARK: - Other cases of the log

    private struct Claim {
        let payee: String
        let day: Int
        let amount: Int
        let isSigned: Bool
    }

    @Test("Requests that were split are found, as a plain count finds them", arguments: UInt64(1)...30)
    func splitRequests(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let claims = (0..<random.number(2...25)).map { _ in
            Claim(
                payee: random.pick("p", "q", "𠮷"), day: random.number(0...20),
                amount: random.number(1...9) * 100, isSigned: random.oneIn(3))
        }
        var rows: [String] = []
        for (number, claim) in claims.enumerated() {
            let day = Office.day("2026-03-01").addingDays(claim.day) ?? .first
            rows.append("\(number),ok,\(day)T09:00:00Z,\(claim.payee),\(claim.amount)\n")
            if claim.isSigned { rows.append("\(number),board,\(day)T10:00:00Z,\(claim.payee),\(claim.amount)\n") }
        }
        rows.shuffle(using: &random)
        let router = try Self.router(
            Self.mapping("column payee \"payee\" column amount \"amount\" column on \"t\""))
        let checked = Self.check(router, "case,act,t,payee,amount\n" + rows.joined())
        for (number, claim) in claims.enumerated() {
            var sum = claim.amount
            for (index, other) in claims.enumerated() where index != number {
                if other.payee == claim.payee, other.day <= claim.day, other.day >= claim.day - 7 {
                    sum += other.amount
                }
            }
            let isApproved = sum < 1000 || claim.isSigned
            #expect(
                checked.found["\(number)"]?.state == (isApproved ? .approved : .pending),
                "seed \(seed): case \(number) of \(claims)")
        }
        // Where rows are judged case by case, the other cases are not at hand.
        let byCase = Self.check(
            router, "case,act,t,payee,amount\n" + rows.sorted().joined(),
            options: .init(asOf: Office.day("2026-12-31"), isByCase: true))
        for (number, claim) in claims.enumerated() {
            #expect(byCase.found["\(number)"]?.state == (claim.isSigned ? .approved : .open), "seed \(seed)")
        }
        // One case alone is judged beside all others.
        let focus = Self.check(
            router, "case,act,t,payee,amount\n" + rows.joined(),
            options: .init(asOf: Office.day("2026-12-31"), focus: "0"))
        #expect(focus.found["0"] == checked.found["0"])
        #expect(focus.found.count == 1)
    }

    @Test("What another case does not state, or a row that is no case's, leaves open what rests on it")
    func unknownOthers() throws {
        let router = try Self.router(
            Self.mapping("column payee \"payee\" column amount \"amount\" column on \"t\""))
        let head = "case,act,t,payee,amount\n0,ok,2026-03-05T09:00:00Z,p,500\n"
        func state(_ rows: String) -> ChainState? { Self.check(router, head + rows).found["0"]?.state }
        #expect(state("") == .approved)
        #expect(state("1,ok,2026-03-04T09:00:00Z,p,400\n") == .approved)
        #expect(state("1,ok,2026-03-04T09:00:00Z,p,500\n") == .pending)
        #expect(state("1,ok,2026-03-04T09:00:00Z,p,\n") == .open)
        #expect(state("1,ok,2026-03-04T09:00:00Z,,500\n") == .open)
        #expect(state("1,ok,2026-03-04T09:00:00Z,q,\n") == .approved)
        #expect(state(",ok,2026-03-04T09:00:00Z,q,5\n") == .open)
    }

    // MARK: - How a log is read

    @Test("A case has the facts of its earliest row, wherever that stands")
    func earliest() throws {
        let router = try Self.router(
            Self.mapping("column payee \"payee\" column amount \"amount\" column on \"t\""))
        let rows = [
            "0,ok,2026-03-05T09:00:00Z,p,5000", "0,note,2026-03-03T09:00:00Z,p,", "0,note,2026-03-04T09:00:00Z,p,50",
            "0,note,2026-03-06T09:00:00Z,p,5000",
        ]
        for seed in UInt64(1)...24 {
            var random = SeededRandom(seed: seed)
            let shuffled = rows.shuffled(using: &random).joined(separator: "\n")
            let checked = Self.check(router, "case,act,t,payee,amount\n" + shuffled + "\n")
            #expect(
                checked.found["0"] == Found(state: .approved, problems: ["fact-changed"], open: []), "\(shuffled)")
            #expect(checked.lines[0].contains("`amount` was 50 and is 5000 in row"), "\(checked.lines)")
        }
    }

    @Test("A year that somebody mistyped is not where a log ends")
    func mistypedYear() throws {
        let router = try Self.router(Self.mapping(""))
        func report(_ last: String, count: Int) -> LogReport {
            let rows = (1...count).map { "\($0),note,2026-04-\($0 % 9 + 10)T09:00:00Z\n" }.joined()
            return Self.check(router, "case,act,t\n" + rows + last, options: .init()).reports[0]
        }
        let mistyped = report("x,ok,2027-04-20T09:00:00Z\n", count: 200)
        #expect(mistyped.asOf == Office.day("2026-04-18"))
        #expect(mistyped.diagnostics.contains { $0.fact.id == "log.lone-last-day" })
        #expect(mistyped.problems.keys.contains { $0.kind == .inTheFuture })
        // A row soon after the others, and one that is not one in a hundred, are the end.
        #expect(report("x,ok,2026-07-01T09:00:00Z\n", count: 200).asOf == Office.day("2026-07-01"))
        let few = report("x,ok,2027-04-20T09:00:00Z\n", count: 50)
        #expect(few.asOf == Office.day("2027-04-20"))
        #expect(!few.diagnostics.contains { $0.fact.id == "log.lone-last-day" })
        // Far away from all other days, on either side.
        #expect(report("x,ok,9999-12-31T09:00:00Z\n", count: 200).asOf == Office.day("2026-04-18"))
        #expect(report("x,ok,0001-01-01T09:00:00Z\n", count: 200).asOf == Office.day("2026-04-18"))
    }

    @Test("The summary says what was left out")
    func leftOut() throws {
        let router = try Self.router(Self.mapping(""))
        let checked = Self.check(
            router,
            "case,act,t\nA,ok,2026-03-01T10:00:00Z\n,ok,2026-03-01T10:00:00Z\n,ok,2026-03-01T10:00:00Z\nA,okk,2026-03-01T11:00:00Z\n"
        )
        let report = checked.reports[0]
        let text = LogSummary(report, program: router.program, language: .en).text()
        #expect(text.contains("1 case, 2 events in 4 rows"))
        #expect(text.contains("row 3: the event names no case (and 1 more event)"))
        #expect(text.contains("row 5: the rulebook does not say what the activity `okk` means"))
        let chinese = LogSummary(report, program: router.program, language: .zhHans).text()
        #expect(chinese.contains("1件，2个事件，共4行"))
        #expect(chinese.contains("第3行：事件未注明案件编号（另有1处）"))
        var out = JSONWriter()
        LogSummary(report, program: router.program, language: .en).json(into: &out)
        let json = String(decoding: out.bytes, as: UTF8.self)
        #expect(json.contains("\"rows\":4,\"events\":2") && json.contains("\"id\":\"log.missing-case\",\"row\":3"))
    }

    @Test("Problems are told with the first cases by name, however many there are")
    func names() throws {
        let router = try Self.router(Self.mapping(""))
        let rows = (1...9).map { "c\($0),pay,2026-03-01T10:00:00Z\n" }.joined()
        let report = Self.check(router, "case,act,t\n" + rows).reports[0]
        let text = LogSummary(report, program: router.program, language: .en).text()
        #expect(text.contains("c1, c2, c3, c4, c5 and 4 more"))
        let chinese = LogSummary(report, program: router.program, language: .zhHans).text()
        #expect(chinese.contains("c1、c2、c3、c4、c5等9件"))
    }
}
