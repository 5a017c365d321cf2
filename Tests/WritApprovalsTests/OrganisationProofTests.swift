import Testing
import WritApprovals
import WritLanguage
import WritSemantics

@Suite("Proofs on organisations")
struct OrganisationProofTests {
    private static let roles = """
        role agent "经办" role manager "经理" role director "总监" role general "总经理" role legal "法务" role finance "财务"
        party customer "客户"
        case Claim "索赔" amount : Money "金额" proposer : Text "经办人"
        """

    private func findings(
        _ text: String, staff: [(String, String)] = [], location: SourceLocation = #_sourceLocation
    ) -> [(id: String, text: String)] {
        guard let program = TextRulebook.program(Self.roles + "\n" + text, forms: [("agreement", "Claim")]) else {
            Issue.record("the rulebook does not compile", sourceLocation: location)
            return []
        }
        let records = staff.compactMap { person, role in
            program.roles.firstIndex { $0.identity.name == role }.map {
                StaffRecord(person: person, role: RoleID($0))
            }
        }
        return OrganisationProofs.check(program, staff: records, on: CalendarDate.parse("2026-03-02")).map {
            ($0.fact.id, $0.fact.wording.message.en)
        }
    }

    private static let chart = """
        organisation office "总部"
          general
          director under general
          manager under director
          agent under manager
          legal under general
          finance under general
        """

    private static let rule = """
        rule agree "签协议" for Claim
          issue agreement to customer approval signing
        """

    @Test("A sound organisation has no finding")
    func sound() {
        let text = """
            \(Self.chart)
            chain signing "审批" for Claim
              step legal "法务" by legal
              step line "逐级" by line from manager to general
              step money "财务" by finance when amount >= ¥5,000
              step owner "客户" by customer
              distinct persons
            \(Self.rule)
            """
        #expect(findings(text).isEmpty)
        let staff = [("甲", "legal"), ("乙", "manager"), ("丙", "director"), ("丁", "general")]
        #expect(findings(text, staff: staff).isEmpty)
    }

    @Test("A line that leads to its end in one organisation and not in another")
    func brokenLine() {
        let found = findings(
            """
            \(Self.chart)
            organisation branch "分公司"
              director
              manager under director
              general
            chain signing "审批" step line "逐级" by line from manager to general
            \(Self.rule)
            """)
        #expect(found.map(\.id) == ["organisation.line-broken"])
        #expect(found.first?.text.contains("`branch`") == true)
        #expect(found.first?.text.contains("the way up ends at `director`") == true)
    }

    @Test("A chain is judged only where rules use it")
    func limitedByRule() {
        let found = findings(
            """
            \(Self.chart)
            organisation branch "分公司"
              manager
            chain signing "审批" step line "逐级" by line from manager to general
            rule agree "签协议" for Claim at office
              issue agreement to customer approval signing
            """)
        #expect(found.isEmpty)
    }

    @Test("A step that nobody can take; a party is never of the house")
    func nobody() {
        let found = findings(
            """
            organisation branch "分公司"
              general
              manager under general
            chain signing "审批"
              step legal "法务" by legal
              step both "会签" by all of manager, finance
              step board "董事" by any 2 of manager, general, director
              step owner "客户" by customer
            \(Self.rule)
            """)
        #expect(found.map(\.id) == ["organisation.nobody-can-sign", "organisation.nobody-can-sign"])
        #expect(found.first?.text.contains("`legal`") == true)
        #expect(found.last?.text.contains("`finance`") == true)
    }

    @Test("One role in two steps of a chain that asks for distinct persons")
    func oneRoleTwice() {
        let text = """
            \(Self.chart)
            chain signing "审批"
              step first "初审" by manager
              step last "终审" by line from manager to general
            """
        #expect(findings(text + "\n  distinct persons\n" + Self.rule).map(\.id) == ["organisation.one-role-twice"])
        #expect(findings(text + "\n" + Self.rule).isEmpty)
    }

    @Test(
        "Two persons whom the case names may hold one role",
        arguments: [("proposer", "other", 0), ("other", "other", 1)])
    func oneRoleForTwoNamedPersons(first: String, second: String, found: Int) {
        let text = """
            \(Self.chart)
            case Swap "换班" proposer : Text "换班人" other : Text "对换人"
            chain consent "同意" for Swap
              step one "换班人同意" by agent named \(first)
              step two "对换人同意" by agent named \(second)
              distinct persons
            """
        #expect(findings(text).filter { $0.id == "organisation.one-role-twice" }.count == found)
    }

    @Test("An amount between two bands, with the amount")
    func bands() {
        func chain(_ low: String, _ high: String) -> [(id: String, text: String)] {
            findings(
                """
                \(Self.chart)
                chain signing "审批" for Claim
                  step legal "法务" by legal
                  step small "小额" by manager when \(low)
                  step large "大额" by general when \(high)
                \(Self.rule)
                """)
        }
        let between = chain("amount < ¥5,000", "amount > ¥5,000")
        #expect(between.map(\.id) == ["chain.amount-between-bands"])
        #expect(between.first?.text.contains("¥5000") == true)
        #expect(chain("amount <= ¥5,000", "amount >= ¥5,001").first?.text.contains("¥5000.01") == true)
        #expect(chain("amount in [¥0..¥5,000)", "amount in (¥5,000..¥9,000]").count == 1)
        #expect(chain("amount < ¥5,000", "amount >= ¥5,000").isEmpty)
        #expect(chain("amount <= ¥5,000", "amount >= ¥5,000.01").isEmpty)
        #expect(chain("amount >= ¥5,000", "amount >= ¥100,000").isEmpty)
        #expect(chain("amount < ¥5,000", "amount >= ¥0").isEmpty)
    }

    @Test("Substitutes who are away themselves, and gaps between two of them")
    func substitutes() {
        func substitutes(_ lines: String) -> [String] {
            findings(
                """
                organisation office "总部"
                  general
                  director under general
                  manager under director
                  legal under general
                  \(lines)
                chain signing "审批" step legal "法务" by legal
                \(Self.rule)
                """
            ).map(\.id)
        }
        #expect(
            substitutes(
                """
                substitute director for general from 2026-05-01 to 2026-05-10
                substitute manager for director from 2026-05-08 to 2026-05-20
                """) == ["organisation.substitute-absent"])
        #expect(
            substitutes(
                """
                substitute director for general from 2026-05-01 to 2026-05-10
                substitute manager for director from 2026-05-11 to 2026-05-20
                """) == [])
        #expect(
            substitutes(
                """
                substitute director for general from 2026-05-01 to 2026-05-05
                substitute manager for general from 2026-05-08 to 2026-05-20
                """) == ["organisation.substitute-gap"])
        #expect(
            substitutes(
                """
                substitute director for general from 2026-05-01 to 2026-05-05
                substitute manager for general from 2026-05-06 to 2026-05-20
                """) == [])
    }

    @Test("A substitute who takes a step of its own")
    func substituteSigns() {
        let found = findings(
            """
            \(Self.chart)
              substitute director for general from 2026-05-01 to 2026-05-10
            chain signing "审批"
              step first "初审" by director
              step last "终审" by general
              distinct persons
            \(Self.rule)
            """)
        #expect(found.map(\.id) == ["organisation.substitute-signs-twice"])
    }

    @Test("Persons of a staff list: nobody for a role, and one for two steps")
    func staffing() {
        let text = """
            \(Self.chart)
            chain signing "审批"
              step first "初审" by manager
              step second "复审" by director
              step last "终审" by general
              distinct persons
            \(Self.rule)
            """
        #expect(findings(text, staff: [("甲", "manager"), ("乙", "director")]).map(\.id) == ["staff.nobody-holds-role"])
        let one = findings(text, staff: [("甲", "manager"), ("甲", "director"), ("乙", "general")])
        #expect(one.map(\.id) == ["staff.one-person-twice"])
        #expect(one.first?.text.contains("甲") == true)
        // Three persons suffice where roles overlap, if they are given out rightly.
        #expect(
            findings(
                text,
                staff: [
                    ("甲", "manager"), ("甲", "director"), ("乙", "director"), ("乙", "general"), ("丙", "general"),
                ]
            ).isEmpty)
        #expect(
            findings(
                text,
                staff: [("甲", "manager"), ("甲", "director"), ("甲", "general"), ("乙", "manager"), ("丙", "manager")]
            ).map(\.id) == ["staff.one-person-twice"])
    }
}
