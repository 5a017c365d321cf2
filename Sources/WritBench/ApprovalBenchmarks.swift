import WritApprovals
import WritEvaluation
import WritLanguage
import WritSemantics

/// Approval chains at sizes that no firm has, to show that time grows with size and not faster: each figure is taken at
/// one size and at twice that size, and `growth` is the quotient (2 is linear).
enum ApprovalBenchmarks {
    static let all: [(name: String, run: @Sendable (Measurement) -> Void)] = [
        ("approvals-steps", steps), ("approvals-records", records), ("approvals-rejections", rejections),
        ("approvals-roles", roles), ("approvals-log", log),
    ]

    private static let start = Moment.parse("2026-01-01T09:00:00+08:00")

    private static func program(_ text: String) -> Program? {
        let tree = Parser.parse(SourceText(id: FileID(0), path: "bench.writ", bytes: Array(text.utf8)))
        return Checker.check(trees: [tree], forms: []).program
    }

    private static func growth(_ name: String, _ measurement: Measurement, _ times: [Double]) {
        guard times.count == 2, times[0] > 0 else { return }
        measurement.report(name + "/growth", unit: "x", [times[1] / times[0]])
    }

    /// A chain of so many steps, each by a role of its own, and its staff list.
    private static func firm(steps: Int) -> Program? {
        let roles = (0..<steps).map { "role r\($0)" }.joined(separator: "\n")
        let chain = (0..<steps).map { "step s\($0) by r\($0)" }.joined(separator: "\n")
        return program(roles + "\nchain c\n" + chain + "\ndistinct persons")
    }

    private static func requirement(_ program: Program) -> ChainRequirement {
        ChainPlanner(program).require(
            ChainID(0),
            in: CaseData(
                type: RecordID(0), id: "", asOf: start?.date ?? .first,
                organisation: program.organisations.isEmpty ? nil : OrganisationID(0), facts: [])
        ) { _ in .boolean(true) }
    }

    /// Checks records, in the order in which they are given; `step` and `decision` say what each is.
    private static func check(
        _ program: Program, count: Int, step: (Int) -> Int, decision: (Int) -> ApprovalDecision
    ) -> () -> Void {
        let requirement = requirement(program)
        let steps = requirement.steps
        let staff = StaffList(
            steps.flatMap { step in step.roles.map { StaffRecord(person: "p\($0.index)", role: $0) } })
        let records = (0..<count).compactMap { index -> ApprovalRecord? in
            let step = steps[step(index) % steps.count]
            guard let role = step.roles.first, let at = start?.addingMilliseconds(Int64(index) * 1000) else {
                return nil
            }
            return ApprovalRecord(
                step: step.id, role: role, person: "p\(role.index)", decision: decision(index), at: at)
        }
        let document = HistoryDocument(form: FormID(0), issued: start?.date, approvals: records)
        let occasion = ChainChecker.Occasion(form: FormID(0), rule: nil, asOf: start?.date ?? .first)
        let checker = ChainChecker(program)
        return { _ = checker.check(requirement, document: document, staff: staff, occasion: occasion) }
    }

    /// 500 and 1,000 steps, each approved once.
    private static func steps(_ measurement: Measurement) {
        let times = [500, 1000].compactMap { count in
            firm(steps: count).map { program in
                measurement.duration(
                    "approvals-steps/\(count)",
                    check(program, count: count, step: { $0 }, decision: { _ in .approved }))
            }
        }
        growth("approvals-steps", measurement, times)
    }

    /// 50,000 and 100,000 records over a chain of 1,000 steps, most of them repetitions.
    private static func records(_ measurement: Measurement) {
        guard let program = firm(steps: 1000) else { return }
        let times = [50_000, 100_000].map { count in
            measurement.duration(
                "approvals-records/\(count)",
                check(program, count: count, step: { $0 * 7 }, decision: { _ in .approved }))
        }
        growth("approvals-records", measurement, times)
    }

    /// 50,000 and 100,000 records of which every tenth sends the document back to the start.
    private static func rejections(_ measurement: Measurement) {
        guard let program = firm(steps: 1000) else { return }
        let times = [50_000, 100_000].map { count in
            measurement.duration(
                "approvals-rejections/\(count)",
                check(
                    program, count: count, step: { $0 % 10 }, decision: { $0 % 10 == 9 ? .returned : .approved }))
        }
        growth("approvals-rejections", measurement, times)
    }

    /// A line along a chart of 5,000 and 10,000 roles, one below the other, from text to the list of its steps.
    private static func roles(_ measurement: Measurement) {
        let times = [5000, 10_000].map { count in
            var text = (0..<count).map { "role r\($0)\n" }.joined()
            text += "organisation o\n  r\(count - 1)\n"
            text += (0..<(count - 1)).map { "  r\($0) under r\($0 + 1)\n" }.joined()
            text += "chain c step line by line from r0 to r\(count - 1) distinct persons"
            return measurement.duration("approvals-roles/\(count)") {
                if let program = program(text) {
                    _ = requirement(program)
                    _ = OrganisationProofs.check(program)
                }
            }
        }
        growth("approvals-roles", measurement, times)
    }

    /// An event log of 50,000 and 100,000 events.
    private static func log(_ measurement: Measurement) {
        let rules = """
            role clerk role head case Claim paid : Boolean
            chain c for Claim step first by clerk step second by head
            rule hold-pay for Claim hold pay until paid
            log events for c
              column case "case" column activity "activity" column time "time"
              activity "in" is submitted activity "a" is approved at first activity "b" is approved at second
              activity "pay" is action pay
            """
        guard let program = program(rules), let mapping = program.logs.first else { return }
        let router = CaseRouter(Evaluator(Plan(program)))
        let times = [50_000, 100_000].map { count in
            var text = "case,activity,time\n"
            for index in 0..<count / 4 {
                for (hour, activity) in ["in", "a", "b", "pay"].enumerated() {
                    text += "c\(index),\(activity),2026-03-02T1\(hour):00:00+08:00\n"
                }
            }
            let bytes = Array(text.utf8)
            return measurement.duration("approvals-log/\(count)") {
                var checker = LogChecker(router, log: mapping, fileName: "log")
                let reader = CSVReader(bytes)
                _ = checker.check(reader) { _ in }
            }
        }
        growth("approvals-log", measurement, times)
    }
}
