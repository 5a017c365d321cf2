import Testing
import WritApprovals
import WritLanguage
import WritSemantics

/// Sizes that no firm has, checked to the end. How time grows is measured by the benchmarks `approvals-…`.
@Suite("Large chains, histories and charts")
struct SizeTests {
    private let count = 1000

    private func firm(_ steps: [Chain.Step], roleCount: Int, posts: [Organisation.Post] = []) -> Program {
        let organisation = Organisation(
            identity: Office.identity("office"), calendar: nil, posts: posts, settings: [], substitutions: [])
        return Office.program([Office.chain(steps)], organisations: [organisation], roleCount: roleCount)
    }

    private func role(_ index: Int) -> RoleID { RoleID(Office.roles.count + index) }

    private func check(_ program: Program, _ records: [ApprovalRecord]) -> ChainStatus {
        let requirement = Office.requirement(program.chains[0], in: program)
        return ChainChecker(program).check(
            requirement, document: Office.document(records), staff: StaffList([]),
            occasion: ChainChecker.Occasion(form: FormID(0), rule: nil, asOf: Office.day("2026-03-31")))
    }

    private func record(_ step: Int, at index: Int, _ decision: ApprovalDecision = .approved) -> ApprovalRecord {
        let at = Office.moment(day: 10, hour: 0).addingMilliseconds(Int64(index) * 1000)
        return ApprovalRecord(
            step: index % 2 == 0 ? "s\(step)" : nil, role: role(step), person: "p\(step)", decision: decision,
            at: at ?? Office.moment(day: 10, hour: 0))
    }

    @Test("1,000 steps and 100,000 records, with rejections and repetitions")
    func records() {
        let program = firm((0..<count).map { Office.step("s\($0)", .one(role($0))) }, roleCount: count)
        var records: [ApprovalRecord] = []
        for index in 0..<99_000 {
            records.append(record(index % 10, at: index, index % 10 == 9 ? .returned : .approved))
        }
        for step in 0..<count { records.append(record(step, at: 99_000 + step)) }
        let status = check(program, records)
        #expect(status.state == .approved)
        #expect(status.problems.isEmpty)
        #expect(check(program, Array(records.suffix(5000).reversed())).state == .approved)
    }

    @Test("A step of 10,000 signatures, each by a role that has no part in it before its own")
    func wideStep() {
        let size = 10_000
        let program = firm(
            [Office.step("s", .all((0..<size).map(role)))], roleCount: size)
        var records: [ApprovalRecord] = []
        for index in 0..<size {
            let at = Office.moment(day: 10, hour: 0).addingMilliseconds(Int64(index) * 1000)
            let moment = at ?? Office.moment(day: 10, hour: 0)
            records.append(
                ApprovalRecord(step: "s", role: Office.outsider, person: "x", decision: .approved, at: moment))
            records.append(
                ApprovalRecord(step: "s", role: role(index), person: "p\(index)", decision: .approved, at: moment))
        }
        #expect(check(program, records).state == .approved)
        #expect(check(program, Array(records.dropLast())).problems.allSatisfy { $0.kind == .wrongRole })
    }

    @Test("A line along a chart of 10,000 roles")
    func chart() {
        let size = 10_000
        let posts = (0..<size).map { Office.post(role($0), $0 + 1 < size ? role($0 + 1) : nil) }
        let program = firm(
            [Office.step("line", .line(from: role(0), to: role(size - 1)))], roleCount: size, posts: posts)
        #expect(OrganisationProofs.check(program).isEmpty)
        let status = check(program, [])
        #expect(status.steps.count == size)
        #expect(status.next.map(\.step.id) == ["line.1"])
        let circle = Organisation(
            identity: Office.identity("circle"), calendar: nil,
            posts: posts.dropLast() + [Office.post(role(size - 1), role(5))], settings: [], substitutions: [])
        #expect(OrganisationChart.circles(in: circle).map(\.count) == [size - 5])
        if case .levels = OrganisationChart(circle).line(from: role(9), to: role(3)) {
            Issue.record("a circle has no way down")
        }
    }
}
