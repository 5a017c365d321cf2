import Testing
import WritApprovals
import WritEvaluation
import WritSemantics

/// Persons of one name are told apart by the ids of the staff list, and persons of one firm from those of another.
@Suite("Persons of one name")
struct NamesakeTests {
    private static let clerk = RoleID(0)
    private static let manager = RoleID(1)
    /// Two persons called 王伟, a clerk and a manager, and one 李经办 with an id of her own.
    private static let staff = [
        StaffRecord(id: "E017", person: "王伟", role: clerk), StaffRecord(id: "E023", person: "王伟", role: manager),
        StaffRecord(id: "E001", person: "李经办", role: clerk), StaffRecord(person: "Anna Wu", role: manager),
    ]

    private func verdict(
        _ clerk: String, _ manager: String, proposer: String = "宋佳", staff: [StaffRecord] = staff,
        rules: String = RecordMatrixTests.rules
    ) throws -> RecordMatrixTests.Verdict {
        var records = RecordMatrixTests.proper
        records[0].person = clerk
        records[1].person = manager
        return try RecordMatrixTests.verdict(records, proposer: proposer, staff: staff, rules: rules)
    }

    @Test("Each way of naming them", arguments: ["%s（%s）", "%s(%s)", "%s (%s)", " %s（%s） "])
    func namedWithID(form: String) throws {
        func name(_ text: String, _ id: String) -> String {
            form.replacing("%s", with: text, maxReplacements: 1).replacing("%s", with: id)
        }
        let proper = try verdict(name("王伟", "E017"), name("王伟", "E023"))
        #expect(proper.ids == [] && proper.state == .approved)
        let byID = try verdict("E017", name("王伟", "E023"))
        #expect(byID.ids == [] && byID.state == .approved)
        // A name that one person alone has needs no id, and may bear it.
        #expect(try verdict(name("李经办", "E001"), "Anna Wu").ids == [])
        #expect(try verdict("李经办", "Anna Wu").ids == [])
    }

    @Test func aNameAloneIsNobodyInParticular() throws {
        let both = try verdict("王伟", "王伟（E023）")
        #expect(both.ids == ["person.several"] && both.state == .pending)
        #expect(try verdict("王伟（E017）", "王伟").ids == ["person.several"])
        #expect(try verdict("王伟", "王伟").ids == ["person.several", "person.several"])
    }

    @Test func oneIDIsOnePerson() throws {
        let staff = Self.staff + [StaffRecord(id: "E017", person: "王伟", role: Self.manager)]
        #expect(try verdict("王伟（E017）", "E017", staff: staff).ids == ["approval.same-person-twice"])
        #expect(try verdict("E017", "王伟(E017)", staff: staff).ids == ["approval.same-person-twice"])
        #expect(try verdict("王伟（E017）", "王伟（E023）", staff: staff).ids == [])
        // Who has the other's role has not it.
        #expect(try verdict("E023", "Anna Wu").ids == ["approval.wrong-role"])
        #expect(try verdict("王伟（E099）", "Anna Wu").ids == ["approval.unknown-person"])
        #expect(try verdict("李经办（E017）", "Anna Wu").ids == ["approval.unknown-person"])
    }

    @Test func theProposerIsTheOneMeant() throws {
        #expect(try verdict("王伟（E017）", "王伟（E023）", proposer: "E023").ids == ["approval.self-approval"])
        #expect(try verdict("王伟（E017）", "Anna Wu", proposer: "王伟（E023）").ids == [])
        // Where the case does not tell which of them proposed, neither may approve, and the case is told of.
        let open = try verdict("王伟（E017）", "Anna Wu", proposer: "王伟")
        #expect(Set(open.ids) == ["approval.self-approval", "person.several"])
        #expect(open.state == .pending)
    }

    @Test func aRoleIsHeldAtAFirm() throws {
        let rules = RecordMatrixTests.rules.replacing(
            "organisation firm", with: "organisation other \"别家\"\n  director\norganisation firm")
        let here = OrganisationID(1)
        let elsewhere = OrganisationID(0)
        func staff(_ firm: OrganisationID?) -> [StaffRecord] {
            [
                StaffRecord(person: "李经办", firm: here, role: Self.clerk),
                StaffRecord(person: "Anna Wu", firm: firm, role: Self.manager),
            ]
        }
        #expect(try verdict("李经办", "Anna Wu", staff: staff(here), rules: rules).ids == [])
        #expect(try verdict("李经办", "Anna Wu", staff: staff(nil), rules: rules).ids == [])
        #expect(try verdict("李经办", "Anna Wu", staff: staff(elsewhere), rules: rules).ids == ["approval.wrong-role"])
    }

    @Test("Lists that nobody can read rightly are refused")
    func lists() throws {
        let program = try #require(TextRulebook.program(RecordMatrixTests.rules, forms: [("agreement", "Claim")]))
        func ids(_ rows: String) -> [String] {
            var reader = StaffReader(program)
            let (records, diagnostics) = reader.read(Array(rows.utf8), file: "staff.csv")
            if diagnostics.isEmpty { #expect(!records.isEmpty) }
            return diagnostics.map(\.fact.id)
        }
        #expect(ids("工号,姓名,单位,岗位\nE017,王伟,firm,clerk\nE023,王伟,公司,manager\n") == [])
        #expect(ids("id,person,role\nE017,王伟,clerk\nE017,李经办,clerk\n") == ["staff.id-of-two"])
        #expect(ids("id,person,role\nE017,王伟,clerk\n,王伟,manager\n") == ["staff.no-id"])
        #expect(ids("id,person,firm,role\nE017,王伟,nowhere,clerk\n") == ["case.unknown-name"])
        #expect(ids("id,person,role\n\"E0\u{200B}17\",王伟,clerk\n") == ["person.hidden-character"])
        #expect(ids(#"[{"id": "E017", "person": "王伟", "firm": "firm", "role": "clerk"}]"#) == [])
    }
}
