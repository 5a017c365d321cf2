import Testing
import WritApprovals
import WritEvaluation
import WritLanguage
import WritSemantics
import WritTestSupport

/// Obligations about steps, where documents are withdrawn, passed on, countersigned, copied, returned and passed by themselves:
/// a log and a case that stands alone come to the same, and to what two slow checkers say together. One tells which steps are
/// approved after each act, the other what an obligation makes of that.
@Suite("Obligations and acts on a document's way, against brute force")
struct ObligationActsTests {
    typealias Event = SimpleChecker.Event

    private static let asOf = Office.day("2026-03-31")

    /// - Parameter clause: of the chain.
    private static func rules(_ clause: String) -> String {
        let obligations = ObligationOracle.all.enumerated().map { number, oracle in
            let words = oracle.text.split(separator: " ").map { word in
                switch word {
                case "a": "step legal of way"
                case "b": "step manager of way"
                case "c": "pay"
                default: String(word)
                }
            }
            return "\nobligation o\(number) \"O\"\n  for Req\n  \(words.joined(separator: " "))"
        }
        return """
            role legal "L" role manager "M" role cashier "C"
            action pay "Pay"
            case Req "Request"
              proposer : Text "Proposer"
            chain way "Way"
              for Req
              step legal "Legal" by legal
              step manager "Manager" by manager
              apart proposer
              \(clause)
            rule paper "Paper"
              for Req
              issue paper approval way
            log acts "Acts" for way
              column case "case" column activity "act" column role "role" column person "who" column time "t"
              column recipient "to" column proposer "proposer"
              activity "submitted" is submitted
              activity "approved legal" is approved at legal
              activity "approved manager" is approved at manager
              activity "returned manager legal" is returned at manager to legal
              activity "rejected manager" is rejected at manager
              activity "passed-on legal" is passed-on at legal
              activity "countersigner-added manager" is countersigner-added at manager
              activity "withdrawn" is withdrawn
              activity "copied" is copied
              activity "pay" is action pay
            """ + obligations.joined()
    }

    /// Of whom a step is passed by itself, A has to be the only one.
    private static let staff: [StaffRecord] = [
        StaffRecord(person: "legal1", role: RoleID(0)), StaffRecord(person: "legal2", role: RoleID(0)),
        StaffRecord(person: "A", role: RoleID(0)), StaffRecord(person: "A", role: RoleID(1)),
        StaffRecord(person: "cashier1", role: RoleID(2)),
    ]

    private enum Item {
        case sign(step: String, role: Int, String)
        case decide(ApprovalDecision, backTo: String?, String)
        case act(RoutingAct.Kind, step: String?, role: Int?, String, to: String?)
        case pay
    }

    private static let items: [Item] = [
        .sign(step: "legal", role: 0, "legal1"), .sign(step: "legal", role: 0, "A"),
        .sign(step: "legal", role: 0, "legal2"), .sign(step: "manager", role: 1, "A"),
        .sign(step: "manager", role: 2, "cashier1"),
        .decide(.returned, backTo: "legal", "A"), .decide(.rejected, backTo: nil, "A"),
        .act(.withdrawn, step: nil, role: nil, "P", to: nil), .act(.submitted, step: nil, role: nil, "P", to: nil),
        .act(.passedOn, step: "legal", role: 0, "legal1", to: "legal2"),
        .act(.countersignerAdded, step: "manager", role: 1, "A", to: "cashier1"),
        .act(.copied, step: nil, role: nil, "A", to: "legal1"), .pay,
    ]

    /// One way that a matter went.
    private struct Course {
        var document = HistoryDocument(form: FormID(0))
        var actions: [ActionRecord] = []
        var rows: [String] = []
        /// By position, what the chain sees; nothing of a payment.
        var events: [(event: Event?, at: Moment, person: String)] = []

        mutating func add(_ item: Item, at: Moment) {
            func row(_ act: String, _ role: Int?, _ person: String, _ to: String?) {
                let roles = ["legal", "manager", "cashier"]
                rows.append([act, role.map { roles[$0] } ?? "", person, "\(at)", to ?? "", "P"].joined(separator: ","))
            }
            switch item {
            case .sign(let step, let role, let person):
                let record = ApprovalRecord(
                    step: step, role: RoleID(role), person: person, decision: .approved, at: at)
                document.approvals.append(record)
                events.append((.record(ObligationActsTests.ofThisText(record)), at, person))
                row("approved \(step)", role, person, nil)
            case .decide(let decision, let target, let person):
                let record = ApprovalRecord(
                    step: "manager", role: RoleID(1), person: person, decision: decision, at: at, backTo: target)
                document.approvals.append(record)
                events.append((.record(ObligationActsTests.ofThisText(record)), at, person))
                row("\(decision.rawValue) manager" + (target.map { " \($0)" } ?? ""), 1, person, nil)
            case .act(let kind, let step, let role, let person, let recipient):
                let act = RoutingAct(
                    kind, step: step, role: role.map { RoleID($0) }, person: person, recipient: recipient, at: at)
                document.acts.append(act)
                events.append((.act(act), at, person))
                row(kind.rawValue + (step.map { " \($0)" } ?? ""), role, person, recipient)
            case .pay:
                actions.append(ActionRecord(action: ActionID(0), at: at, person: "A"))
                events.append((nil, at, "A"))
                row("pay", nil, "A", nil)
            }
        }
    }

    /// The slow checker asks which text was approved.
    private static func ofThisText(_ record: ApprovalRecord) -> ApprovalRecord {
        var record = record
        record.digest = "now"
        return record
    }

    /// What obligations see of a course: after each act, the steps that came to be approved by it.
    private func seen(_ course: Course, _ requirement: ChainRequirement) -> [ObligationOracle.Event] {
        let staff = StaffList(Self.staff)
        var events: [ObligationOracle.Event] = []
        var before = [false, false]
        for (number, entry) in course.events.enumerated() {
            let past = course.events[...number].compactMap(\.event)
            let steps = SimpleChecker.verdict(
                requirement, past, staff: staff, issued: Office.day("2026-01-01"), digest: "now"
            ).steps.map { $0 == .approved }
            let day = Office.day("2026-03-01").days(to: entry.at.date)
            var acts = (0..<2).filter { steps[$0] && !before[$0] }.map { Character(["a", "b"][$0]) }
            before = steps
            if entry.event == nil { acts.append("c") }
            if acts.isEmpty { acts = ["x"] }
            events += acts.enumerated().map { place, act in
                ObligationOracle.Event(act: act, day: day, person: entry.person, isSameRecord: place > 0)
            }
        }
        return events
    }

    @Test("A log and a case come to what brute force says", arguments: ["distinct persons", "repeated persons pass"])
    func agreement(clause: String) throws {
        let plain = try #require(TextRulebook.program(Self.rules(clause), forms: [("paper", "Req")]))
        let router = CaseRouter(Evaluator(Plan(plain)), staff: StaffList(Self.staff))
        let type = try #require(plain.records.firstIndex { $0.identity.name == "Req" })
        var data = CaseData(
            type: RecordID(type), id: "1", asOf: Self.asOf, organisation: nil, facts: [.text("P")])
        let requirement = router.planner.require(ChainID(0), in: data) { _ in .unknown }
        for seed in UInt64(1)...8 {
            var random = SeededRandom(seed: seed)
            let pool = Array(Self.items.shuffled(using: &random).prefix(5))
            let spacing = random.pick(1, 7, 20)
            var courses: [Course] = []
            for order in Self.orders(of: Array(pool.indices)) {
                var course = Course()
                let first = Item.act(.submitted, step: nil, role: nil, "P", to: nil)
                for (place, item) in ([first] + order.map { pool[$0] }).enumerated() {
                    course.add(item, at: Office.moment(day: 10, hour: 8 + place * spacing))
                }
                courses.append(course)
            }
            var checker = LogChecker(
                router, log: try #require(plain.logs.first), fileName: "log.csv", options: .init(asOf: Self.asOf))
            let table =
                "case,act,role,who,t,to,proposer\n"
                + courses.enumerated().map { number, course in
                    course.rows.map { "\(number),\($0)\n" }.joined()
                }.joined()
            var logged: [[ObligationState]] = []
            let report = checker.check(CSVReader(Array(table.utf8))) { logged.append($0.obligations.map(\.state)) }
            #expect(report.diagnostics.isEmpty)
            try #require(logged.count == courses.count)
            for (number, course) in courses.enumerated() {
                data.history = [course.document]
                data.actions = course.actions
                let alone = router.route(data).obligations.map(\.state)
                let events = seen(course, requirement)
                // One obligation in three of each course: each is met by every kind of act all the same.
                for index in ObligationOracle.all.indices where (index + number) % 3 == 0 {
                    let oracle = ObligationOracle.all[index]
                    let wanted = oracle.state(events, isComplete: false, today: 30)
                    if logged[number][index] != wanted || alone[index] != wanted {
                        Issue.record(
                            "seed \(seed): \(oracle.text), \(course.rows), seen as \(events.map(\.act)): a log says \(logged[number][index]), a case \(alone[index]), not \(wanted)"
                        )
                        return
                    }
                }
            }
        }
    }

    /// Every order of up to four of them.
    private static func orders(of items: [Int], _ most: Int = 4) -> [[Int]] {
        guard most > 0 else { return [[]] }
        return [[]] + items.flatMap { item in orders(of: items.filter { $0 != item }, most - 1).map { [item] + $0 } }
    }
}
