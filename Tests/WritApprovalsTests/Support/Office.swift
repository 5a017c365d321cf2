import WritApprovals
import WritLanguage
import WritSemantics

/// A small firm for tests: who may sign, who sits where, and short ways to write chains and records.
enum Office {
    static let roles = [
        "legal", "manager", "director", "general", "customer", "finance", "cashier", "deputy", "outsider",
    ]
    static let legal = RoleID(0)
    static let manager = RoleID(1)
    static let director = RoleID(2)
    static let general = RoleID(3)
    static let customer = RoleID(4)
    static let finance = RoleID(5)
    static let cashier = RoleID(6)
    static let deputy = RoleID(7)
    static let outsider = RoleID(8)

    static let span = Span(file: FileID(0), start: 0, end: 0)

    static func identity(_ name: String, title: String? = nil) -> Identity {
        Identity(name: name, title: title ?? name, documentation: nil, nameSpan: span, span: span)
    }

    static func day(_ text: String) -> CalendarDate { CalendarDate.parse(text) ?? .first }

    /// The chart: manager under director under general; the rest under general.
    static let organisation = Organisation(
        identity: identity("office"), calendar: nil,
        posts: [
            post(general, nil), post(director, general), post(manager, director), post(legal, general),
            post(finance, general), post(cashier, finance), post(deputy, general),
        ], settings: [], substitutions: [])

    static func post(_ role: RoleID, _ superior: RoleID?) -> Organisation.Post {
        Organisation.Post(role: role, superior: superior, span: span)
    }

    static let provision = Provision(citations: [], organisations: [], validFrom: nil, validTo: nil)

    static func program(
        _ chains: [Chain], organisations: [Organisation] = [organisation], roleCount: Int = 0, logs: [LogMapping] = []
    ) -> Program {
        Program(
            title: "test", digest: "", files: [], sources: [], clauses: [],
            roles: (roles + (0..<roleCount).map { "role\($0)" }).map {
                Role(identity: identity($0), isParty: $0 == "customer")
            },
            actions: [], organisations: organisations, calendars: [], enums: [],
            records: [
                RecordType(
                    identity: identity("Claim"), isCase: true,
                    fields: [
                        RecordType.Field(
                            name: "proposer", title: "proposer", type: .text, documentation: nil, span: span),
                        RecordType.Field(
                            name: "customer-name", title: "customer-name", type: .text, documentation: nil, span: span),
                    ])
            ], parameters: [], definitions: [], tables: [], rules: [], chains: chains, duties: [], examples: [],
            logs: logs, forms: [], definitionOrder: [])
    }

    static func expression(_ value: Value) -> Expression {
        Expression(.constant(value), type: .boolean, span: span)
    }

    static func step(
        _ name: String, _ signer: Chain.Signer, named field: String? = nil, with beside: Int? = nil,
        when condition: Value? = nil,
        within: Value? = nil, escalate: (to: RoleID, after: Value)? = nil,
        delegable delegation: Chain.Delegation = .none
    ) -> Chain.Step {
        Chain.Step(
            name: name, title: "步骤" + name, signer: signer, named: field, parallelTo: beside,
            condition: condition.map(expression), within: within.map(expression),
            escalation: escalate.map { (to: $0.to, after: expression($0.after)) }, delegation: delegation,
            citations: [],
            span: span)
    }

    static func chain(
        _ steps: [Chain.Step], apart: [String] = ["proposer"], distinct: Bool = true, repeated: Bool = false,
        substitutions: [Substitution] = [], restart: Int = 0
    ) -> Chain {
        Chain(
            identity: identity("chain"), provision: provision, subject: RecordID(0), steps: steps, apart: apart,
            distinctPersons: distinct, repeatedPass: repeated, substitutions: substitutions, restart: restart,
            localCount: 0)
    }

    /// What a chain requires in a case that P proposed.
    static func requirement(_ chain: Chain, in program: Program) -> ChainRequirement {
        let data = CaseData(
            type: RecordID(0), id: "1", asOf: day("2026-03-31"), organisation: OrganisationID(0),
            facts: [.text("P"), .text("客户1")])
        return ChainPlanner(program).require(ChainID(0), in: data) { question in
            if case .constant(let value) = question.expression.kind { value } else { .unknown }
        }
    }

    static func record(
        _ step: String?, _ role: RoleID, _ person: String, day: Int = 10, hour: Int = 9,
        _ decision: ApprovalDecision = .approved, digest: String? = "now", for absent: RoleID? = nil
    ) -> ApprovalRecord {
        ApprovalRecord(
            step: step, role: role, person: person, decision: decision, at: moment(day: day, hour: hour),
            digest: digest, onBehalfOf: absent)
    }

    /// March 2026 at +08:00; hours may run over into the next days.
    static func moment(day: Int, hour: Int) -> Moment {
        let start = Moment.parse("2026-03-01T00:00:00+08:00")
        guard let moment = start?.addingHours(Int64((day - 1) * 24 + hour)) else {
            preconditionFailure("no such moment")
        }
        return moment
    }

    /// Everyone holds the role of the same number, under the name `legal1`, `legal2`; Z is on the list without a role here.
    static let staff = StaffList(people)

    static let people: [StaffRecord] = {
        var records: [StaffRecord] = []
        for (index, role) in roles.enumerated() where role != "customer" {
            for number in 1...3 { records.append(StaffRecord(person: role + "\(number)", role: RoleID(index))) }
            records.append(StaffRecord(person: "P", role: RoleID(index)))
            records.append(StaffRecord(person: "A", role: RoleID(index)))
        }
        records.append(StaffRecord(person: "Z", role: outsider))
        return records
    }()

    /// A firm in which A alone holds several roles.
    static let smallStaff: StaffList = {
        let held: [(String, RoleID)] = [
            ("legal1", legal), ("A", manager), ("A", director), ("general1", general), ("A", general), ("A", finance),
            ("cashier1", cashier), ("deputy1", deputy), ("Z", outsider), ("P", outsider),
        ]
        return StaffList(held.map { StaffRecord(person: $0.0, role: $0.1) })
    }()

    static func document(_ records: [ApprovalRecord], approved: CalendarDate? = nil, issued: String = "2026-03-05")
        -> HistoryDocument
    {
        HistoryDocument(
            form: FormID(0), issued: day(issued), approved: approved, digest: "now", approvals: records)
    }
}
