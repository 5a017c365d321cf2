import Testing
import WritApprovals
import WritEvaluation
import WritLanguage
import WritSemantics

/// Every act in every shape of chain, as a case that stands alone and as a log says it: both come to the same, and to what is right.
@Suite("Acts on a document's way")
struct ActMatrixTests {
    typealias Event = SimpleChecker.Event

    struct Found: Equatable, CustomStringConvertible {
        var state: ChainState
        /// `wrong-person at legal`, sorted.
        var problems: [String]
        var description: String { "\(state) \(problems)" }
    }

    /// The step by which a log names a level of a line.
    private static func declared(_ step: String?) -> String? { step.map { String($0.split(separator: ".")[0]) } }

    private static func found(_ state: ChainState, _ problems: [(RoutingProblemKind, String?)]) -> Found {
        Found(state: state, problems: problems.map { "\($0.0.rawValue) at \($0.1 ?? "")" }.sorted())
    }

    /// What a log calls it.
    private static func name(_ words: String?...) -> String { words.compactMap { $0 }.joined(separator: " ") }

    /// What a case that stands alone says.
    private static func alone(_ shape: Shape, _ events: [Event]) -> Found {
        var document = HistoryDocument(form: FormID(0))
        for event in events {
            switch event {
            case .record(var record):
                record.digest = nil
                record.step = declared(record.step)
                record.backTo = declared(record.backTo)
                document.approvals.append(record)
            case .act(var act):
                act.step = declared(act.step)
                document.acts.append(act)
            }
        }
        let status = ChainChecker(shape.program).check(
            shape.requirement, document: document, staff: shape.staff,
            occasion: ChainChecker.Occasion(form: FormID(0), rule: nil, asOf: Office.day("2026-03-31")))
        return found(status.state, status.problems.map { ($0.kind, $0.step) })
    }

    /// What a log says that has the same in rows.
    private static func logged(_ shape: Shape, _ events: [Event]) throws -> Found {
        let chain = shape.chain
        func index(_ step: String?) -> Int? {
            declared(step).flatMap { name in chain.steps.firstIndex { $0.name == name } }
        }
        var activities: [String: LogMapping.Meaning] = ["submitted": .submitted]
        var rows = ""
        for event in events {
            let cells: [String]
            switch event {
            case .record(let record):
                let step = index(record.step)
                let name = Self.name(record.decision.rawValue, record.step, record.backTo)
                activities[name] =
                    index(record.backTo).map { .returned(step: step, to: $0) } ?? .decision(record.decision, step: step)
                cells = [name, Office.roles[record.role.index], record.person, record.at.description, ""]
            case .act(let act):
                let name = act.kind == .submitted ? "submitted" : Self.name(act.kind.rawValue, act.step)
                if act.kind != .submitted { activities[name] = .act(act.kind, step: index(act.step)) }
                cells = [
                    name, act.role.map { Office.roles[$0.index] } ?? "", act.person, act.at.description,
                    act.recipient ?? "",
                ]
            }
            rows += (["1"] + cells + ["P", "客户1"]).joined(separator: ",") + "\n"
        }
        let roles = Dictionary(uniqueKeysWithValues: Office.roles.enumerated().map { ($0.element, RoleID($0.offset)) })
        let log = LogMapping(
            identity: Office.identity("log"), chain: ChainID(0), caseColumn: "case", activityColumn: "act",
            roleColumn: "role", personColumn: "who", timeColumn: "at", recipientColumn: "to",
            facts: [LogMapping.Fact(column: "proposer", field: 0), LogMapping.Fact(column: "customer", field: 1)],
            activities: activities, roles: roles)
        let program = Office.program([chain], logs: [log])
        let router = CaseRouter(Evaluator(Plan(program)), staff: shape.staff)
        var checker = LogChecker(
            router, log: log, fileName: "log.csv", options: LogChecker.Options(asOf: Office.day("2026-03-31")))
        var result: Found?
        let report = checker.check(
            CSVReader(Array("case,act,role,who,at,to,proposer,customer\n\(rows)".utf8))
        ) { found in
            result = Self.found(found.state, found.problemSteps)
        }
        #expect(report.diagnostics.filter { $0.severity == .error }.isEmpty)
        return try #require(result)
    }

    private func expect(
        _ shape: Shape, _ events: [Event], _ state: ChainState, _ problems: [String] = [], _ note: String = "",
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        let alone = Self.alone(shape, events)
        let expected = Found(state: state, problems: problems.sorted())
        #expect(alone == expected, "\(shape.name) \(note)", sourceLocation: location)
        #expect(try Self.logged(shape, events) == alone, "\(shape.name) \(note), as a log", sourceLocation: location)
    }

    // MARK: - Histories

    private func submitted(_ day: Int = 6) -> Event {
        .act(RoutingAct(.submitted, person: "P", at: Office.moment(day: day, hour: 8)))
    }

    private func act(
        _ kind: RoutingAct.Kind, _ shape: Shape, _ index: Int, by person: String? = nil, to: String? = nil,
        hour: Int = 1
    ) -> Event {
        let signature = shape.signatures[index]
        return .act(
            RoutingAct(
                kind, step: signature.step, role: signature.role,
                person: person ?? signature.person, recipient: to, at: Office.moment(day: 10 + index, hour: hour)))
    }

    /// A proper run, some of its signatures left as they are.
    private func records(_ shape: Shape, _ range: Range<Int>, later: Int = 0) -> [Event] {
        range.map { index in
            var record = shape.records[index]
            record.at = Office.moment(day: 10 + index + later, hour: 9)
            return .record(record)
        }
    }

    private func step(_ shape: Shape, _ index: Int) -> String { shape.signatures[index].step }

    /// Shapes whose signers hold their roles by the list, so that others can take them.
    private static let shapes = Shape.all.filter { $0.name != "escalation" }

    @Test(arguments: shapes) func copiesChangeNothing(shape: Shape) throws {
        for index in shape.signatures.indices {
            var events = [submitted()] + records(shape, 0..<shape.signatures.count)
            events.insert(act(.copied, shape, index, by: "某人", to: "Z"), at: 1 + index)
            try expect(shape, events, .approved)
        }
    }

    @Test(arguments: shapes) func withdrawal(shape: Shape) throws {
        let count = shape.signatures.count
        for index in 0..<count {
            let before = [submitted()] + records(shape, 0..<index)
            func withdrawn(_ person: String) -> Event {
                .act(RoutingAct(.withdrawn, person: person, at: Office.moment(day: 10 + index, hour: 1)))
            }
            try expect(shape, before + [withdrawn("P")], .withdrawn)
            // Nothing of before counts, nor what is signed until it is handed in again.
            try expect(
                shape, before + [withdrawn("P")] + records(shape, 0..<1, later: index + 1), .withdrawn,
                ["after-withdrawal at \(step(shape, 0))"])
            try expect(
                shape, before + [withdrawn("P"), submitted(12 + index)] + records(shape, 0..<count, later: index + 3),
                .approved)
            try expect(shape, before + [withdrawn("P"), submitted(12 + index)], .pending)
            // Only whoever proposed it may.
            let idle = "no-effect at \(step(shape, index))"
            for person in ["Z", " "] {
                let all = before + [withdrawn(person)] + records(shape, index..<count)
                let found = Self.alone(shape, all)
                #expect(found.state == .approved && found.problems.count == 1, "\(shape.name) \(found)")
                #expect(found.problems[0].hasPrefix("no-effect at"), "\(found) \(idle)")
                #expect(try Self.logged(shape, all) == found)
            }
        }
        let late = RoutingAct(.withdrawn, person: "P", at: Office.moment(day: 10 + count, hour: 1))
        let found = Self.alone(shape, [submitted()] + records(shape, 0..<count) + [.act(late)])
        #expect(found.state == .approved && found.problems.count == 1, "what is approved is revoked, not withdrawn")
    }

    /// The numbers of signatures by which a step's turn is there and the step is for whoever holds a role.
    private func passable(_ shape: Shape) -> [Int] {
        shape.signatures.indices.filter { !shape.isNamed($0) && shape.signatures[$0].role != Office.customer }
    }

    @Test(arguments: shapes) func passingOn(shape: Shape) throws {
        let count = shape.signatures.count
        for index in passable(shape) {
            let before = [submitted()] + records(shape, 0..<index)
            let other = Office.roles[shape.signatures[index].role.index] + "2"
            let passed = act(.passedOn, shape, index, to: other)
            try expect(shape, before + [passed], .pending)
            // Whoever got it signs.
            var signed = shape.records[index]
            signed.person = other
            let rest = records(shape, (index + 1)..<count)
            try expect(shape, before + [passed, .record(signed)] + rest, .approved, [], "passed on at \(index)")
            // It is nobody else's any more, not even of those who passed it on.
            try expect(
                shape, before + [passed] + records(shape, index..<count), .pending,
                ["wrong-person at \(step(shape, index))"])
            // It goes on from hand to hand.
            let third = Office.roles[shape.signatures[index].role.index] + "3"
            let again = act(.passedOn, shape, index, by: other, to: third, hour: 2)
            signed.person = third
            try expect(shape, before + [passed, again, .record(signed)] + rest, .approved)
            // Whoever does not hold the role gets nothing by it; nor does whoever acts out of turn or for somebody else.
            for idle in [
                act(.passedOn, shape, index, to: "Z"), act(.passedOn, shape, index, by: "Z", to: other),
                act(.passedOn, shape, index, to: shape.signatures[index].person), act(.passedOn, shape, index, to: ""),
            ] {
                let all = before + [idle] + records(shape, index..<count)
                try expect(shape, all, .approved, ["no-effect at \(step(shape, index))"])
            }
        }
    }

    @Test func aStepThatMayBePassedOn() throws {
        for shape in Shape.forActs where shape.chain.steps.contains(where: { $0.delegation != .none }) {
            let count = shape.signatures.count
            for index in 0..<count {
                let declared = shape.chain.steps.first { $0.name == step(shape, index) }
                let delegation = declared?.delegation ?? .none
                let before = [submitted()] + records(shape, 0..<index)
                let passed = act(.passedOn, shape, index, to: "deputy1")
                var signed = shape.records[index]
                signed.person = "deputy1"
                signed.role = Office.deputy
                let all = before + [passed, .record(signed)] + records(shape, (index + 1)..<count)
                if delegation == .none {
                    try expect(
                        shape, all, .pending,
                        ["no-effect at \(step(shape, index))", "wrong-role at \(step(shape, index))"])
                } else {
                    try expect(shape, all, .approved, [], "to a deputy at \(index)")
                    // Not in a role that the person does not hold, and not somebody who is not on the list.
                    signed.role = Office.outsider
                    try expect(
                        shape, before + [passed, .record(signed)] + records(shape, (index + 1)..<count), .pending,
                        ["wrong-role at \(step(shape, index))"])
                    let stranger = act(.passedOn, shape, index, to: "某人")
                    try expect(
                        shape, before + [stranger] + records(shape, index..<count), .approved,
                        ["no-effect at \(step(shape, index))"])
                }
            }
        }
    }

    @Test(arguments: shapes) func countersigning(shape: Shape) throws {
        let count = shape.signatures.count
        for index in passable(shape) {
            let before = [submitted()] + records(shape, 0..<index)
            let asked = act(.countersignerAdded, shape, index, to: "cashier3")
            let rest = records(shape, (index + 1)..<count)
            func signed(_ decision: ApprovalDecision = .approved, by person: String = "cashier3", hour: Int = 4)
                -> Event
            {
                .record(
                    Office.record(
                        step(shape, index), Office.cashier, person, day: 10 + index, hour: hour, decision))
            }
            let own = records(shape, index..<(index + 1))
            // Before the own signature or after it; without it the step is not approved, and who signs on is too early.
            try expect(shape, before + [asked, signed()] + own + rest, .approved, [], "countersigned at \(index)")
            try expect(
                shape, before + [asked] + own + [signed(hour: 10)] + rest, .approved, [], "countersigned at \(index)")
            try expect(shape, before + [asked] + own, .pending)
            let without = Self.alone(shape, before + [asked] + own + rest)
            #expect(without.state == .pending, "\(shape.name) \(index)")
            #expect(try Self.logged(shape, before + [asked] + own + rest) == without)
            try expect(shape, before + [asked, signed(.rejected)], .rejected)
            // Only who was asked, and only by whose turn it is.
            for idle in [
                act(.countersignerAdded, shape, index, by: "Z", to: "cashier3"),
                act(.countersignerAdded, shape, index, to: ""),
            ] {
                try expect(
                    shape, before + [idle] + own + rest, .approved, ["no-effect at \(step(shape, index))"])
            }
            try expect(
                shape,
                before + [asked, act(.countersignerAdded, shape, index, to: "cashier3", hour: 2), signed()] + own
                    + rest,
                .approved, ["no-effect at \(step(shape, index))"])
        }
    }

    @Test(arguments: shapes) func returningToAStep(shape: Shape) throws {
        let count = shape.signatures.count
        let steps = shape.requirement.steps
        // A log names a line and not its levels.
        guard !steps.contains(where: { $0.id.contains(".") }) else { return }
        for from in 0..<count {
            guard let own = steps.first(where: { $0.id == step(shape, from) }) else { continue }
            var returned = shape.records[from]
            returned.decision = .returned
            returned.at = Office.moment(day: 10 + from, hour: 3)
            for target in steps where target.group < own.group || target.id == own.id {
                returned.backTo = target.id
                let before = [submitted()] + records(shape, 0..<from) + [.record(returned)]
                try expect(shape, before, .returned)
                // What comes before the target stands; it and all behind it are signed again.
                let again = shape.signatures.indices.filter { index in
                    guard let step = steps.first(where: { $0.id == step(shape, index) }) else { return false }
                    return step.id == target.id || step.group > target.group
                        || step.group == target.group && index >= from
                }
                let rest = again.flatMap { records(shape, $0..<($0 + 1), later: count + 1) }
                try expect(shape, before + rest, .approved, [], "from \(from) to \(target.id)")
            }
            for later in steps where later.group > own.group {
                returned.backTo = later.id
                let found = Self.alone(shape, [submitted()] + records(shape, 0..<from) + [.record(returned)])
                #expect(found.state == .returned && found.problems == ["no-effect at \(own.id)"], "\(found)")
            }
        }
    }

    @Test func whoComesAgainPasses() throws {
        for shape in Shape.forActs where shape.chain.repeatedPass {
            try expect(shape, [submitted()] + records(shape, 0..<shape.signatures.count), .approved)
            for index in shape.signatures.indices {
                try expect(shape, [submitted()] + records(shape, 0..<index), .pending, [], "after \(index)")
            }
        }
    }
}
