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

    /// Calls with every order of every subset, the times in that order.
    private func forEachHistory(_ pool: [ApprovalRecord], spacing: Int, _ body: ([ApprovalRecord]) -> Bool) {
        var used = [Bool](repeating: false, count: pool.count)
        var history: [ApprovalRecord] = []
        func extend() -> Bool {
            guard body(history) else { return false }
            for index in pool.indices where !used[index] {
                used[index] = true
                var record = pool[index]
                record.at = Office.moment(day: 4, hour: 20 + history.count * spacing)
                history.append(record)
                let goesOn = extend()
                history.removeLast()
                used[index] = false
                if !goesOn { return false }
            }
            return true
        }
        _ = extend()
    }

    @Test("States and problems", arguments: Shape.all)
    func agreement(shape: Shape) {
        let program = shape.program
        let requirement = shape.requirement
        let table = ReplayTable(requirement, program: program)
        let issued = Office.day("2026-03-05")
        for seed in UInt64(1)...2 {
            var random = SeededRandom(seed: seed)
            let pool = pool(shape, &random)
            forEachHistory(pool, spacing: random.pick([1, 6, 30, 400], or: 1)) { history in
                let expected = SimpleChecker.verdict(
                    requirement, history, staff: Office.staff, issued: issued, digest: "now")
                let status = ChainChecker(program).check(
                    table, document: Office.document(history), staff: Office.staff,
                    occasion: ChainChecker.Occasion(form: FormID(0), rule: nil, asOf: Office.day("2027-12-31")))
                // What is overdue on that day the simple checker does not look for.
                let problems = status.problems.filter { $0.kind != .tooLate || $0.record != nil }
                let verdict = SimpleChecker.Verdict(
                    state: status.state, steps: status.steps.filter { $0.state != .skipped }.map(\.state),
                    problems: Set(
                        problems.map {
                            "\($0.kind.rawValue) at \($0.step ?? ""), record \($0.record.map(String.init) ?? "none")"
                        }))
                let agrees = verdict == expected && problems.count == expected.problems.count
                if !agrees {
                    let told = history.map {
                        "\($0.step ?? "-") \(Office.roles[$0.role.index]) \($0.person) \($0.decision) \($0.at)"
                            + " \($0.digest ?? "") \($0.onBehalfOf.map { Office.roles[$0.index] } ?? "")"
                    }
                    Issue.record("seed \(seed), \(shape.name): \(told)\n is \(verdict)\n not \(expected)")
                }
                return agrees
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
