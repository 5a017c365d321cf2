import Foundation
import Testing
import WritApprovals
import WritLanguage
import WritSemantics
import WritTestSupport

@Suite("The checker agrees with a simple one on every order and subset of records")
struct OracleTests {
    /// Six records for a chain: some proper, some with a fault, a rejection now and then.
    private func pool(_ shape: Shape, _ random: inout SeededRandom) -> [ApprovalRecord] {
        (0..<6).map { index in
            var record: ApprovalRecord
            if index < shape.records.count, random.chance(75) {
                record = shape.records[index]
            } else {
                record = random.pick(shape.records, or: shape.records[0])
                record.person = Office.roles[record.role.index] + "\(random.number(1...3))"
            }
            switch random.number(1...16) {
            case 1:
                record.role = Office.outsider
                record.person = "outsider1"
            case 2: record.person = "某人"
            case 3: record.person = "Z"
            case 4: record.person = "P"
            case 5, 6: record.person = "A"
            case 7: record.digest = "old"
            case 8, 9: record.decision = random.pick(.rejected, .returned)
            case 10: record.role = RoleID(random.number(0...8))
            case 12: record.person = " "
            case 13: record.person = "  " + record.person
            case 11: record.onBehalfOf = random.pick(Office.general, Office.legal)
            default: break
            }
            if random.oneIn(3) { record.step = nil }
            return record
        }
    }

    /// The same with acts among them.
    private func actPool(_ shape: Shape, _ random: inout SeededRandom) -> [SimpleChecker.Event] {
        let people = ["A", "P", "Z", "deputy1", "legal1", "general1", "客户1", "某人", " "]
        return pool(shape, &random).map { record in
            let signature = random.pick(shape.signatures, or: shape.signatures[0])
            let other =
                random.oneIn(2)
                ? Office.roles[signature.role.index] + "2" : random.pick(people, or: "A")
            let actor = random.chance(70) ? signature.person : random.pick(people, or: "A")
            let step = random.chance(75) ? signature.step : nil
            switch random.number(1...14) {
            case 1, 2:
                return .act(
                    RoutingAct(
                        .passedOn, step: step, role: signature.role, person: actor, recipient: other, at: record.at))
            case 3, 4:
                return .act(
                    RoutingAct(
                        .countersignerAdded, step: step, role: signature.role, person: actor, recipient: other,
                        at: record.at))
            case 5:
                let person = random.pick(["P", "P", actor, " "], or: "P")
                return .act(RoutingAct(.withdrawn, person: person, at: record.at))
            case 6: return .act(RoutingAct(.submitted, person: random.pick(["P", actor], or: "P"), at: record.at))
            case 7: return .act(RoutingAct(.copied, step: step, person: actor, recipient: other, at: record.at))
            case 8, 9:
                var record = record
                record.decision = .returned
                record.backTo =
                    random.chance(90) ? random.pick(shape.signatures, or: shape.signatures[0]).step : "nowhere"
                return .record(record)
            case 10, 11:
                // Whoever was asked signs, in a role of some kind.
                var record = record
                record.person = other
                if random.oneIn(2) { record.role = RoleID(random.number(0...8)) }
                return .record(record)
            default: return .record(record)
            }
        }
    }

    /// Calls with every order of every subset, the times in that order.
    private func forEachHistory(_ pool: [ApprovalRecord], spacing: Int, _ body: ([ApprovalRecord]) -> Bool) {
        forEachOrder(pool) { history in
            body(
                history.enumerated().map { index, record in
                    var record = record
                    record.at = Office.moment(day: 4, hour: 20 + index * spacing)
                    return record
                })
        }
    }

    /// Calls with every order of every subset, until one is false.
    private func forEachOrder<Item>(_ pool: [Item], _ body: ([Item]) -> Bool) {
        var used = [Bool](repeating: false, count: pool.count)
        var history: [Item] = []
        func extend() -> Bool {
            guard body(history) else { return false }
            for index in pool.indices where !used[index] {
                used[index] = true
                history.append(pool[index])
                let goesOn = extend()
                history.removeLast()
                used[index] = false
                if !goesOn { return false }
            }
            return true
        }
        _ = extend()
    }

    /// What the checker says of a history, in the words of the simple one.
    private func verdict(
        _ shape: Shape, _ checker: ChainChecker, _ table: ReplayTable, _ events: [SimpleChecker.Event]
    ) -> SimpleChecker.Verdict {
        var document = Office.document([])
        for event in events {
            switch event {
            case .record(let record): document.approvals.append(record)
            case .act(let act): document.acts.append(act)
            }
        }
        let status = checker.check(
            table, document: document, staff: shape.staff,
            occasion: ChainChecker.Occasion(form: FormID(0), rule: nil, asOf: Office.day("2027-12-31")))
        // What is overdue on that day the simple checker does not look for.
        let problems = status.problems.filter { $0.kind != .tooLate || $0.record != nil }
        return SimpleChecker.Verdict(
            state: status.state, steps: status.steps.filter { $0.state != .skipped }.map(\.state),
            problems: problems.map {
                "\($0.kind.rawValue) at \($0.step ?? ""), record \($0.record.map(String.init) ?? "none")"
            }.sorted())
    }

    private func told(_ event: SimpleChecker.Event) -> String {
        switch event {
        case .record(let record):
            "\(record.step ?? "-") \(Office.roles[record.role.index]) \(record.person) \(record.decision) \(record.at)"
                + " \(record.digest ?? "") \(record.onBehalfOf.map { Office.roles[$0.index] } ?? "") \(record.backTo ?? "")"
        case .act(let act):
            "\(act.kind) \(act.step ?? "-") \(act.role.map { Office.roles[$0.index] } ?? "") \(act.person) to"
                + " \(act.recipient ?? "") \(act.at)"
        }
    }

    @Test("States and problems with acts", arguments: Shape.forActs)
    func agreementWithActs(shape: Shape) {
        let requirement = shape.requirement
        let table = ReplayTable(requirement, program: shape.program)
        let checker = ChainChecker(shape.program)
        let issued = Office.day("2026-03-05")
        let first = ProcessInfo.processInfo.environment["WRIT_ACT_SEED"].flatMap { UInt64($0) } ?? 1
        let count = ProcessInfo.processInfo.environment["WRIT_ACT_SEEDS"].flatMap { UInt64($0) } ?? 1
        for seed in first..<(first + count) {
            var random = SeededRandom(seed: seed)
            let pool = actPool(shape, &random)
            let spacing = random.pick([1, 6, 30, 400], or: 1)
            forEachOrder(pool) { order in
                let history = order.enumerated().map { index, event -> SimpleChecker.Event in
                    let at = Office.moment(day: 4, hour: 20 + index * spacing)
                    switch event {
                    case .record(var record):
                        record.at = at
                        return .record(record)
                    case .act(var act):
                        act.at = at
                        return .act(act)
                    }
                }
                let expected = SimpleChecker.verdict(
                    requirement, history, staff: shape.staff, issued: issued, digest: "now")
                let found = verdict(shape, checker, table, history)
                if found != expected {
                    Issue.record("seed \(seed), \(shape.name): \(history.map(told))\n is \(found)\n not \(expected)")
                }
                return found == expected
            }
        }
    }

    @Test("States and problems", arguments: Shape.all)
    func agreement(shape: Shape) {
        let program = shape.program
        let requirement = shape.requirement
        let table = ReplayTable(requirement, program: program)
        let checker = ChainChecker(program)
        let issued = Office.day("2026-03-05")
        for seed in UInt64(1)...2 {
            var random = SeededRandom(seed: seed)
            let pool = pool(shape, &random)
            forEachHistory(pool, spacing: random.pick([1, 6, 30, 400], or: 1)) { history in
                let events = history.map { SimpleChecker.Event.record($0) }
                let expected = SimpleChecker.verdict(
                    requirement, events, staff: Office.staff, issued: issued, digest: "now")
                let found = verdict(shape, checker, table, events)
                if found != expected {
                    Issue.record("seed \(seed), \(shape.name): \(events.map(told))\n is \(found)\n not \(expected)")
                }
                return found == expected
            }
        }
    }

    @Test("Doing what is still to be done leaves a document approved and without a problem", arguments: Shape.all)
    func completion(shape: Shape) {
        let checker = ChainChecker(shape.program)
        let table = ReplayTable(shape.requirement, program: shape.program)
        let occasion = ChainChecker.Occasion(form: FormID(0), rule: nil, asOf: Office.day("2026-03-31"))
        let staff = StaffList(
            Office.people
                + (0..<40).flatMap { number in
                    (0..<9).filter { $0 != Office.customer.index }.map {
                        StaffRecord(person: Self.fresh(number / 4, number % 4), role: RoleID($0))
                    }
                })
        for seed in UInt64(1)...1 {
            var random = SeededRandom(seed: seed)
            let pool = pool(shape, &random)
            forEachHistory(pool, spacing: 1) { history in
                var history = history
                let before = checker.check(
                    table, document: Office.document(history), staff: staff, occasion: occasion)
                for (number, open) in before.steps.enumerated()
                where open.state != .approved && open.state != .skipped {
                    for (place, role) in open.step.roles.enumerated() {
                        var person = role == Office.customer ? "客户\(number + 2)" : Self.fresh(number, place)
                        if case .person(let named)? = open.step.named { person = named.text }
                        history.append(
                            Office.record(open.step.id, role, person, day: 20, hour: number * 4 + place))
                    }
                }
                let status = checker.check(
                    table, document: Office.document(history), staff: staff, occasion: occasion)
                let isMended = status.state == .approved && status.problems.allSatisfy { $0.kind == .tooLate }
                if !isMended {
                    Issue.record("seed \(seed), \(shape.name): \(status.problems.map(\.message.en)) after \(history)")
                }
                return isMended
            }
        }
    }

    private static func fresh(_ step: Int, _ place: Int) -> String { "新\(step).\(place)" }
}
