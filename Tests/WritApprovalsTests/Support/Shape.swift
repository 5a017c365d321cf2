import Testing
import WritApprovals
import WritLanguage
import WritSemantics

/// A form that a chain can take, with the records of a proper run through it.
struct Shape: Sendable, CustomTestStringConvertible {
    let name: String
    let chain: Chain
    /// Proper approvals in order: step, role, person, and for whom.
    let signatures: [Signature]
    var staff = Office.staff

    struct Signature: Sendable {
        let step: String
        let role: RoleID
        let person: String
        let absent: RoleID?

        init(_ step: String, _ role: RoleID, _ person: String, for absent: RoleID? = nil) {
            self.step = step
            self.role = role
            self.person = person
            self.absent = absent
        }
    }

    /// Whether the case names who takes the step of a signature.
    func isNamed(_ index: Int) -> Bool {
        chain.steps.contains { $0.name == signatures[index].step && $0.named != nil }
    }

    var testDescription: String { name }
    var program: Program { Office.program([chain]) }
    var requirement: ChainRequirement { Office.requirement(chain, in: program) }

    /// One signature a day from the tenth on.
    var records: [ApprovalRecord] {
        signatures.enumerated().map { index, signature in
            Office.record(signature.step, signature.role, signature.person, day: 10 + index, for: signature.absent)
        }
    }

    func check(
        _ records: [ApprovalRecord], approved: CalendarDate? = nil, asOf: String = "2026-03-31"
    ) -> ChainStatus {
        ChainChecker(program).check(
            requirement, document: Office.document(records, approved: approved), staff: staff,
            occasion: ChainChecker.Occasion(form: FormID(0), rule: nil, asOf: Office.day(asOf)))
    }

    private static let week = Value.duration(30, .days)

    static let all: [Shape] = [
        Shape(
            name: "one step",
            chain: Office.chain([Office.step("legal", .one(Office.legal), within: week)]),
            signatures: [Signature("legal", Office.legal, "legal1")]),
        Shape(
            name: "two steps",
            chain: Office.chain([
                Office.step("legal", .one(Office.legal), within: week),
                Office.step("manager", .one(Office.manager), within: week),
            ]),
            signatures: [
                Signature("legal", Office.legal, "legal1"), Signature("manager", Office.manager, "manager1"),
            ]),
        Shape(
            name: "line",
            chain: Office.chain([
                Office.step("line", .line(from: Office.manager, to: Office.general), within: week)
            ]),
            signatures: [
                Signature("line.1", Office.manager, "manager1"), Signature("line.2", Office.director, "director1"),
                Signature("line.3", Office.general, "general1"),
            ]),
        Shape(
            name: "counsel, line, customer",
            chain: Office.chain([
                Office.step("legal", .one(Office.legal), within: week),
                Office.step("line", .line(from: Office.manager, to: Office.general), within: week),
                Office.step("owner", .one(Office.customer), within: week),
            ]),
            signatures: [
                Signature("legal", Office.legal, "legal1"), Signature("line.1", Office.manager, "manager1"),
                Signature("line.2", Office.director, "director1"), Signature("line.3", Office.general, "general1"),
                Signature("owner", Office.customer, "张某"),
            ]),
        Shape(
            name: "the customer whom the case names",
            chain: Office.chain([
                Office.step("legal", .one(Office.legal), within: week),
                Office.step("owner", .one(Office.customer), named: "customer-name", within: week),
                Office.step("finance", .one(Office.finance), with: 1, within: week),
            ]),
            signatures: [
                Signature("legal", Office.legal, "legal1"), Signature("owner", Office.customer, "客户1"),
                Signature("finance", Office.finance, "finance1"),
            ]),
        Shape(
            name: "side by side",
            chain: Office.chain([
                Office.step("manager", .one(Office.manager), within: week),
                Office.step("legal", .one(Office.legal), within: week),
                Office.step("finance", .one(Office.finance), with: 1, within: week),
                Office.step("general", .one(Office.general), within: week),
            ]),
            signatures: [
                Signature("manager", Office.manager, "manager1"), Signature("finance", Office.finance, "finance1"),
                Signature("legal", Office.legal, "legal1"), Signature("general", Office.general, "general1"),
            ]),
        Shape(
            name: "line beside a step",
            chain: Office.chain([
                Office.step("line", .line(from: Office.manager, to: Office.general), within: week),
                Office.step("finance", .one(Office.finance), with: 0, within: week),
                Office.step("legal", .one(Office.legal), within: week),
            ]),
            signatures: [
                Signature("line.1", Office.manager, "manager1"), Signature("line.2", Office.director, "director1"),
                Signature("finance", Office.finance, "finance1"), Signature("line.3", Office.general, "general1"),
                Signature("legal", Office.legal, "legal1"),
            ]),
        Shape(
            name: "all of",
            chain: Office.chain([
                Office.step("money", .all([Office.finance, Office.cashier]), within: week),
                Office.step("general", .one(Office.general), within: week),
            ]),
            signatures: [
                Signature("money", Office.cashier, "cashier1"), Signature("money", Office.finance, "finance1"),
                Signature("general", Office.general, "general1"),
            ]),
        Shape(
            name: "any two of three",
            chain: Office.chain([
                Office.step("board", .any(2, [Office.director, Office.general, Office.legal]), within: week),
                Office.step("money", .one(Office.finance), within: week),
            ]),
            signatures: [
                Signature("board", Office.general, "general1"), Signature("board", Office.director, "director1"),
                Signature("money", Office.finance, "finance1"),
            ]),
        Shape(
            name: "a step that is not needed",
            chain: Office.chain([
                Office.step("legal", .one(Office.legal), within: week),
                Office.step("finance", .one(Office.finance), when: .boolean(false)),
                Office.step("general", .one(Office.general), within: week),
            ]),
            signatures: [
                Signature("legal", Office.legal, "legal1"), Signature("general", Office.general, "general1"),
            ]),
        Shape(
            name: "substitute",
            chain: Office.chain(
                [
                    Office.step("legal", .one(Office.legal), within: week),
                    Office.step("general", .one(Office.general), within: week),
                ],
                substitutions: [
                    Substitution(
                        role: Office.deputy, absent: Office.general, from: Office.day("2026-03-01"),
                        to: Office.day("2026-03-31"), span: Office.span)
                ]),
            signatures: [
                Signature("legal", Office.legal, "legal1"),
                Signature("general", Office.deputy, "deputy1", for: Office.general),
            ]),
        Shape(
            name: "escalation",
            chain: Office.chain([
                Office.step(
                    "legal", .one(Office.legal), within: week,
                    escalate: (to: Office.director, after: .duration(2, .days))),
                Office.step("general", .one(Office.general), within: week),
            ]),
            signatures: [
                Signature("legal", Office.director, "director1"), Signature("general", Office.general, "general1"),
            ]),
        Shape(
            name: "restart in the middle",
            chain: Office.chain(
                [
                    Office.step("legal", .one(Office.legal), within: week),
                    Office.step("manager", .one(Office.manager), within: week),
                    Office.step("general", .one(Office.general), within: week),
                ], restart: 1),
            signatures: [
                Signature("legal", Office.legal, "legal1"), Signature("manager", Office.manager, "manager1"),
                Signature("general", Office.general, "general1"),
            ]),
    ]

    /// Those that acts play with, each small.
    static let forActs: [Shape] =
        all.filter {
            [
                "two steps", "line", "the customer whom the case names", "side by side", "all of",
                "any two of three", "substitute", "escalation", "restart in the middle",
            ].contains($0.name)
        } + [
            Shape(
                name: "a step for anybody",
                chain: Office.chain([
                    Office.step("legal", .one(Office.legal), within: week, delegable: .anyone),
                    Office.step("general", .one(Office.general), within: week),
                ]),
                signatures: [
                    Signature("legal", Office.legal, "legal1"), Signature("general", Office.general, "general1"),
                ]),
            Shape(
                name: "a step for deputies, named",
                chain: Office.chain([
                    Office.step(
                        "owner", .one(Office.customer), named: "customer-name", within: week,
                        delegable: .roles([Office.deputy])),
                    Office.step("money", .all([Office.finance, Office.cashier]), delegable: .roles([Office.deputy])),
                ]),
                signatures: [
                    Signature("owner", Office.customer, "客户1"), Signature("money", Office.cashier, "cashier1"),
                    Signature("money", Office.finance, "finance1"),
                ]),
            Shape(
                name: "whoever comes again passes",
                chain: Office.chain(
                    [
                        Office.step("line", .line(from: Office.manager, to: Office.general), within: week),
                        Office.step("legal", .one(Office.legal), within: week),
                        Office.step("money", .all([Office.finance, Office.cashier]), within: week),
                    ], distinct: false, repeated: true),
                signatures: [
                    Signature("line.1", Office.manager, "A"), Signature("line.3", Office.general, "A"),
                    Signature("legal", Office.legal, "legal1"), Signature("money", Office.cashier, "cashier1"),
                ], staff: Office.smallStaff),
            Shape(
                name: "whoever comes again passes, from the middle",
                chain: Office.chain(
                    [
                        Office.step("finance", .one(Office.finance), within: week),
                        Office.step("manager", .one(Office.manager), within: week),
                        Office.step("legal", .one(Office.legal), with: 1, within: week),
                        Office.step("director", .one(Office.director), within: week),
                    ], distinct: false, repeated: true, restart: 1),
                signatures: [
                    Signature("finance", Office.finance, "A"), Signature("legal", Office.legal, "legal1"),
                ], staff: Office.smallStaff),
        ]
}
