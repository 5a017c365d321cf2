import Testing
import WritApprovals
import WritSemantics

/// Every problem in every shape of chain: a proper run with one fault planted gives exactly that problem.
@Suite("Each fault gives its problem and no other")
struct ProblemMatrixTests {
    @Test("A proper run has no problem and is approved", arguments: Shape.all)
    func proper(shape: Shape) {
        let status = shape.check(shape.records)
        #expect(status.problems.map(\.kind) == [])
        #expect(status.state == .approved)
        #expect(status.next.isEmpty)
        #expect(status.steps.filter { $0.state != .skipped }.allSatisfy { $0.state == .approved })
        #expect(status.approvedAt == shape.records.last?.at)
    }

    @Test("Every start of a proper run is pending without a problem", arguments: Shape.all)
    func started(shape: Shape) {
        for count in 0..<shape.records.count {
            let status = shape.check(Array(shape.records.prefix(count)))
            #expect(status.problems.map(\.kind) == [])
            #expect(status.state == .pending)
            #expect(!status.next.isEmpty)
        }
    }

    /// The signatures before which all signatures of an earlier step stand: those that can be out of order.
    private func laterSteps(_ shape: Shape) -> [Int] {
        let steps = shape.requirement.steps
        func step(_ index: Int) -> RequiredStep? { steps.first { $0.id == shape.signatures[index].step } }
        return shape.signatures.indices.filter { index in
            guard let own = step(index) else { return false }
            return steps.contains {
                $0.group < own.group || ($0.group == own.group && $0.branch == own.branch && $0.stage < own.stage)
            }
        }
    }

    @Test("missing-step", arguments: Shape.all)
    func missingStep(shape: Shape) {
        let last = shape.signatures.last?.step
        for id in Set(shape.signatures.map(\.step)) where id != last {
            let left = shape.records.filter { $0.step != id }
            let status = shape.check(left)
            let isBesideLast =
                shape.requirement.steps.first { $0.id == id }?.group == shape.requirement.steps.last?.group
            if isBesideLast && !status.steps.contains(where: { $0.step.id.hasPrefix("line") }) { continue }
            #expect(status.problems.map(\.kind) == [.missingStep], "\(shape.name) without \(id)")
            #expect(status.problems.first?.step == id)
            #expect(status.state == .pending)
        }
        // Of a document whose history states that it was approved, its records say how far it has come: no later step was signed.
        let left = shape.records.filter { $0.step != last }
        guard !left.isEmpty else { return }
        let status = shape.check(left, approved: Office.day("2026-03-20"))
        #expect(status.problems.isEmpty)
        #expect(status.state == .pending)
    }

    @Test("out-of-order", arguments: Shape.all)
    func outOfOrder(shape: Shape) {
        for index in laterSteps(shape) {
            var records = shape.records
            records[index].at = Office.moment(day: 9, hour: 1)
            let status = shape.check(records)
            // An escalated step may be taken only after its time; the run starts on the tenth.
            #expect(status.problems.map(\.kind) == [.outOfOrder], "\(shape.name): \(shape.signatures[index].step)")
            #expect(status.problems.first?.record == index)
            #expect(status.steps.filter { $0.state == .invalid }.map(\.step.id) == [shape.signatures[index].step])
        }
    }

    @Test("wrong-role: the role may not sign", arguments: Shape.all)
    func wrongRole(shape: Shape) {
        for index in shape.signatures.indices {
            var records = shape.records
            records[index].role = Office.outsider
            records[index].person = "outsider1"
            records[index].onBehalfOf = nil
            expect(.wrongRole, shape, records, at: index)
            records[index].step = nil
            let isNext = shape.check(Array(records.prefix(index))).next.first?.step.id == shape.signatures[index].step
            if isNext { expect(.wrongRole, shape, records, at: index) }
        }
    }

    @Test("wrong-role: the person does not hold the role", arguments: Shape.all)
    func personWithoutRole(shape: Shape) {
        for index in shape.signatures.indices where shape.signatures[index].role != Office.customer {
            var records = shape.records
            records[index].person = "Z"
            expect(.wrongRole, shape, records, at: index)
        }
    }

    @Test("unknown-person", arguments: Shape.all)
    func unknownPerson(shape: Shape) {
        for index in shape.signatures.indices where shape.signatures[index].role != Office.customer {
            var records = shape.records
            records[index].person = "某人"
            expect(.unknownPerson, shape, records, at: index)
        }
    }

    @Test("self-approval", arguments: Shape.all)
    func selfApproval(shape: Shape) {
        for index in shape.signatures.indices where !shape.isNamed(index) {
            var records = shape.records
            records[index].person = "P"
            expect(.selfApproval, shape, records, at: index)
        }
    }

    @Test("wrong-person", arguments: Shape.all)
    func wrongPerson(shape: Shape) {
        for index in shape.signatures.indices where shape.isNamed(index) {
            for person in ["客户2", "P", "legal1", "客户", "客户1 号"] {
                var records = shape.records
                records[index].person = person
                expect(.wrongPerson, shape, records, at: index)
            }
            for person in ["客户1 ", "\u{3000}客户1", "\t客户1\u{a0}", "客户1\u{fe00}"] {
                var records = shape.records
                records[index].person = person
                let status = shape.check(records)
                #expect(status.state == .approved && status.problems.isEmpty, "\(person.debugDescription)")
            }
        }
    }

    @Test("nobody", arguments: Shape.all)
    func nobody(shape: Shape) {
        for index in shape.signatures.indices {
            for person in ["", " ", "\u{3000}", "\t\n", "\u{fe00}"] {
                var records = shape.records
                records[index].person = person
                expect(.nobody, shape, records, at: index)
            }
        }
    }

    @Test("same-person-twice", arguments: Shape.all)
    func samePersonTwice(shape: Shape) {
        for index in shape.signatures.indices.dropFirst() where !shape.isNamed(index) {
            for earlier in 0..<index where shape.signatures[earlier].role != Office.customer {
                var records = shape.records
                records[earlier].person = "A"
                records[index].person = "A"
                expect(.samePersonTwice, shape, records, at: index)
            }
        }
    }

    @Test("after-change", arguments: Shape.all)
    func afterChange(shape: Shape) {
        for index in shape.signatures.indices {
            var records = shape.records
            records[index].digest = "old"
            expect(.afterChange, shape, records, at: index)
        }
        // A change after the whole run is one problem, however many approved the old text.
        let status = shape.check(
            shape.records.map {
                var record = $0
                record.digest = "old"
                return record
            })
        #expect(status.problems.map(\.kind) == [.afterChange])
    }

    @Test("before-issue", arguments: Shape.all)
    func beforeIssue(shape: Shape) {
        guard shape.name != "escalation" else { return }
        var run = shape.records
        run[0].at = Office.moment(day: 4, hour: 23)
        expect(.beforeIssue, shape, run, at: 0)
    }

    @Test("too-late", arguments: Shape.all)
    func tooLate(shape: Shape) {
        guard let index = shape.records.indices.last else { return }
        var records = shape.records
        records[index].at = Office.moment(day: 60, hour: 1)
        guard shape.name != "substitute" else { return }
        let status = shape.check(records, asOf: "2026-06-30")
        #expect(status.problems.map(\.kind) == [.tooLate])
        #expect(status.problems.first?.record == index)
        #expect(status.state == .approved)
    }

    @Test("after-rejection", arguments: Shape.all)
    func afterRejection(shape: Shape) {
        for index in laterSteps(shape) where shape.name != "restart in the middle" {
            var records = Array(shape.records.prefix(index))
            records.append(
                Office.record(
                    shape.signatures[index].step, shape.signatures[index].role, shape.signatures[index].person,
                    day: 10 + index, hour: 10, .rejected, for: shape.signatures[index].absent))
            let rejected = shape.check(records)
            #expect(rejected.problems.isEmpty)
            #expect(rejected.state == .rejected)
            records.append(shape.records[index])
            records[records.count - 1].at = Office.moment(day: 10 + index, hour: 12)
            let status = shape.check(records)
            #expect(status.problems.map(\.kind) == [.afterRejection], "\(shape.name): \(shape.signatures[index].step)")
            #expect(status.problems.first?.record == records.count - 1)
            #expect(status.state == .rejected)
        }
    }

    private func expect(
        _ kind: RoutingProblemKind, _ shape: Shape, _ records: [ApprovalRecord], at index: Int,
        _ location: SourceLocation = #_sourceLocation
    ) {
        let status = shape.check(records)
        #expect(status.problems.map(\.kind) == [kind], "\(shape.name), record \(index)", sourceLocation: location)
        #expect(status.problems.first?.step == shape.signatures[index].step, sourceLocation: location)
        #expect(status.problems.first?.record == index, sourceLocation: location)
        #expect(
            status.steps.filter { $0.state == .invalid }.map(\.step.id) == [shape.signatures[index].step],
            "\(shape.name), record \(index)", sourceLocation: location)
        #expect(status.state == .pending, sourceLocation: location)
        // What the remedy says puts it right, and leaves no other problem.
        var mended = records
        let signature = shape.signatures[index]
        mended.append(
            Office.record(
                signature.step, signature.role,
                shape.isNamed(index) ? "客户1" : signature.role == Office.customer ? "李某" : shape.person(signature, 3),
                day: 28, for: signature.absent))
        let after = shape.check(mended)
        #expect(after.problems.isEmpty, "\(shape.name), record \(index) mended", sourceLocation: location)
        #expect(after.state == .approved, sourceLocation: location)
    }
}

extension Shape {
    /// Another holder of the role that signed.
    func person(_ signature: Signature, _ number: Int) -> String { Office.roles[signature.role.index] + "\(number)" }
}
