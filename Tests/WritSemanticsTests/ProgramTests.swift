import Testing
import WritLanguage
import WritTestSupport

import WritSemantics

/// What a checked program holds.
@Suite struct ProgramTests {
    private static let prelude = """
        source M "规程"
          clause 1 "条款一"
          clause 2 "条款二"
        role clerk "管理员"
        role manager "经理"
        party owner "业主"
        enum Severity "等级" minor "一般" < major "重大"
        record Item "事项"
          cost  : Money "费用"
          fixed : Date? "整改日期"
        case Matter "案件"
          unit     : Text "房号"
          amount   : Money "金额"
          ratio    : Decimal "系数"
          severity : Severity "等级"
          closed   : Date? "办结日期"
          items    : list of Item "明细"

        """

    private func program(_ text: String) throws -> Program {
        let rulebook = RulebookText(ProgramTests.prelude + text)
        #expect(rulebook.messages.filter { !$0.contains("clause.uncovered") } == [])
        return try #require(rulebook.program)
    }

    private func value(of name: String, in program: Program) throws -> Expression {
        let definition = try #require(program.definitions.first { $0.identity.name == name })
        guard case .branches(let branches) = definition.origin else { throw Failure.noBranches }
        return try #require(branches.first).value
    }

    private enum Failure: Error { case noBranches }

    @Test func moneyIsRoundedWhereItIsAssigned() throws {
        let program = try program(
            """
            define half of Matter : Money
              is amount / 2
            define plain of Matter : Money
              is ¥2.345
            define again of Matter : Money
              is half
            define number of Matter : Decimal
              is ratio * 2
            parameter p "参数" : Money
              is ¥0.005
            rule r "规则"
              for Matter
              basis M 1
              issue form to owner with total = amount * 3%, level = severity
            """)
        guard case .rounded = try value(of: "half", in: program).kind else { throw Failure.noBranches }
        #expect(try value(of: "plain", in: program).constantValue == .decimal(Decimal(parsing: "2.35") ?? .zero))
        guard case .definition = try value(of: "again", in: program).kind else { throw Failure.noBranches }
        guard case .arithmetic(.multiply, _, let two) = try value(of: "number", in: program).kind else {
            throw Failure.noBranches
        }
        #expect(two.type == .decimal && two.constantValue == .decimal(Decimal(2)))
        #expect(program.parameters[0].values[0].value == .decimal(Decimal(parsing: "0.01") ?? .zero))
        #expect(program.forms[0].arguments.map(\.name) == ["level", "total"])
        #expect(program.forms[0].arguments.map(\.type) == [.enumeration(EnumID(0)), .money])
        guard case .issue(_, _, let arguments, _, _) = program.rules[0].consequences[0].kind,
            case .rounded = arguments[1].kind
        else { throw Failure.noBranches }
    }

    @Test func valuesAreFoundByWhatIsExpected() throws {
        let program = try program(
            """
            enum Payer "付款人" owner "业主" | bank "银行"
            enum Keeper "保管人" bank "银行" | sales "销售"
            case Filing "归存"
              owner  : Text "业主"
              payer  : Payer "付款人"
              keeper : Keeper "保管人"
            define a of Filing : Boolean
              is payer = owner and keeper = bank and bank = payer and payer in {owner, bank}
            define b of Filing : Keeper
              is if payer = bank then bank else sales
            define c of Filing : Boolean
              is owner = "张某" and Payer.bank = payer
            """)
        guard case .conditional(_, let then, _) = try value(of: "b", in: program).kind else { throw Failure.noBranches }
        #expect(then.constantValue == .enumeration(EnumID(2), 0))
    }

    @Test func definitionsStandAfterWhatTheyAskFor() throws {
        let program = try program(
            """
            define z of Matter : Money
              is sum of i.dear for i in items
            define dear of Item : Money
              is base * 2
            define base of Item : Money
              is cost
            table t for Matter
              basis M 1
              | z       || copies : Integer |
              |---------||------------------|
              | >= 500  || 1                |
              | < 500   || 2                |
            define last-one of Matter : Integer
              is copies + 1
            """)
        let names = program.definitionOrder.map { program.definitions[$0.index].identity.name }
        let position = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        let pairs = [("base", "dear"), ("dear", "z"), ("z", "copies"), ("copies", "last-one")]
        for (first, second) in pairs {
            #expect(try #require(position[first]) < #require(position[second]))
        }
        // A bare number in a column of money is money.
        guard case .range(let lower, nil, true, _) = program.tables[0].rows[0].cells[0] else {
            throw Failure.noBranches
        }
        #expect(lower == .decimal(Decimal(500)))
    }

    @Test func amendmentsAddBranchesWithWhatTheyRestOn() throws {
        let rulebook = RulebookText(
            ProgramTests.prelude + """
                organisation firm "公司"
                  manager
                define x of Matter : Money
                  basis M 1
                  valid from 2026-01-01 to 2026-12-31
                  is ¥1
                """,
            """
            amend x of Matter
              basis M 2
              at firm
              valid from 2026-06-01
              except is ¥2 when amount > ¥5
            """)
        let program = try #require(rulebook.program, "\(rulebook.messages)")
        guard case .branches(let branches) = program.definitions[0].origin else { throw Failure.noBranches }
        #expect(branches.map(\.isException) == [false, true])
        #expect(branches[0].provision.citations == [ClauseID(0)])
        #expect(branches[1].provision.citations == [ClauseID(1)])
        #expect(branches[1].provision.organisations == [OrganisationID(0)])
        #expect(branches[1].provision.validFrom?.description == "2026-06-01")
        #expect(branches[1].provision.validTo?.description == "2026-12-31")
    }

    @Test func examplesBecomeCases() throws {
        let program = try program(
            """
            calendar office "办公日历"
              weekend Saturday Sunday
            organisation firm "公司"
              calendar office
              manager
              clerk under manager
              with p = ¥7 from 2026-02-01
            parameter p "参数" : Money is not stated
            define large of Item : Boolean
              is cost > p
            rule r "规则"
              for Matter
              basis M 1, 2
              when amount > ¥5
              issue form to owner with total = amount approval c
              hold payment until form is approved
              require "办理" by clerk due 3 working days after as-of
            chain c "审批"
              step line by line from clerk to manager
            example "例"
              for Matter as of 2026-03-02 at firm
              given unit = "𠮷-1", amount = ¥12.50, ratio = 2,
                    items = [ { cost = ¥5 }, { fixed = 2026-01-01 } ]
              history form issued 2026-03-01 delivered 2026-03-02 number "催〔2026〕1号"
              expect issue form to owner with total = ¥12.50
              expect approval form by clerk, manager
              expect hold payment
              expect large of items[1] = false
              expect missing severity
              expect missing items[2].cost
              expect require "办理"
            """)
        let example = try #require(program.examples.first)
        #expect(example.input.organisation == OrganisationID(0))
        #expect(example.input.asOf.description == "2026-03-02")
        let facts: [Value] = [
            .text("𠮷-1"), .decimal(Decimal(parsing: "12.5") ?? .zero), .decimal(Decimal(2)), .unknown, .missing,
            .list([
                .record(RecordID(0), [.decimal(Decimal(5)), .missing]),
                .record(RecordID(0), [.unknown, .date(CalendarDate.parse("2026-01-01") ?? .first)]),
            ]),
        ]
        #expect(example.input.facts == facts)
        #expect(example.input.history.map(\.number) == ["催〔2026〕1号"])
        #expect(example.expectations.count == 7)
        guard case .missing("items[2].cost") = example.expectations[5].kind else { throw Failure.noBranches }
        #expect(program.actions.map(\.identity.name) == ["payment"])
    }

    @Test func aDurationBetweenDatesIsANumberUntilALengthIsNeeded() throws {
        let program = try program(
            """
            parameter grace "宽限" : days is 3 days
            define late of Matter : Integer
              is days from 2026-01-01 to as-of
            define length of Matter : days
              is days from 2026-01-01 to as-of
            define over of Matter : Boolean
              is days from 2026-01-01 to as-of > grace and days from 2026-01-01 to as-of > 3
            define due of Matter : Date
              is as-of + grace
            """)
        #expect(try value(of: "late", in: program).type == .integer)
        #expect(try value(of: "length", in: program).type == .duration(.days))
        guard case .shift(_, _, true) = try value(of: "due", in: program).kind else { throw Failure.noBranches }
    }

    @Test func aSourceMayGoOnInAnotherFile() throws {
        let rulebook = RulebookText(
            "source M \"规程\"\n  clause 1 \"条款\" prose\n", "source M \"规程\"\n  clause 2 \"条款\" prose\n")
        let program = try #require(rulebook.program, "\(rulebook.messages)")
        #expect(program.sources.count == 1)
        #expect(program.sources[0].clauses.count == 2)
    }

    @Test func samplesAreClean() {
        for name in ["compensation.writ.md", "fees.writ.md"] {
            guard let file = Corpus.file("samples/\(name)") else {
                Issue.record("\(name) is missing")
                continue
            }
            let rulebook = RulebookText(files: [(path: name, bytes: file.bytes)])
            #expect(rulebook.messages == [])
        }
    }

    @Test func layoutAndCommentsDoNotChangeTheDigest() throws {
        func digest(_ texts: String...) throws -> String {
            let files = texts.enumerated().map { (path: "f\($0).writ", bytes: Array($1.utf8)) }
            return try #require(RulebookText(files: files).program).digest
        }
        let rule = "case A \"甲\"\n  x : Money \"金额\"\n"
        let other = "case B \"乙\"\n  x : Money \"金额\"\n"
        let first = try digest(rule, other)
        #expect(first.count == 64)
        #expect(try digest(other, rule) == first)
        #expect(try digest("-- 注\ncase   A \"甲\" x :\n Money \"金额\"", "--- 说明\n" + other) == first)
        #expect(try digest(rule.replacing("甲", with: "丙"), other) != first)
        #expect(try digest(rule.replacing("Money", with: "Decimal"), other) != first)
    }

    @Test func duplicatesShowBothPlaces() throws {
        let rulebook = RulebookText("role a \"甲\"\n", "role b \"乙\"\nrole a \"丙\"\n")
        let diagnostic = try #require(rulebook.result.diagnostics.first)
        #expect(rulebook.diagnostics == ["role.duplicate 2:6"])
        guard case .span(let earlier)? = diagnostic.related.first?.place else { throw Failure.noBranches }
        #expect(earlier.file == FileID(0) && earlier.start == 5)
    }

    @Test func aMisspeltNameComesWithWhatWasMeant() throws {
        let rulebook = RulebookText(
            ProgramTests.prelude
                + "rule r \"规则\"\n  for Matter\n  basis M 1, 2\n  when severity = mayor\n  refuse \"不予受理\"\n")
        let diagnostic = try #require(rulebook.result.diagnostics.first)
        #expect(diagnostic.fix?.replacement == "major")
        #expect(diagnostic.fact.wording.help?.en == "did you mean `major`?")
        #expect(diagnostic.fact.wording.help?.zh == "是否想写 `major`？")
    }

    @Test func whatCouldNotBeReadIsNotMissedAgain() {
        let rulebook = RulebookText(
            """
            source M "规程"
              clause 1 "条款一"
            role clerk "管理员"
            case Matter "案件"
              unit   : Text "房号"
              height Money "高度"
            rule r "规则"
              for Matter
              basis M 1
              when height > ¥5 and unit = "1"
              require "办理" by clerk
            """)
        #expect(rulebook.messages.count == 1 && rulebook.messages[0].contains("syntax."), "\(rulebook.messages)")
    }

    @Test func aRulebookWithErrorsHasNoProgramAndALabelledPlace() {
        let rulebook = RulebookText("role a \"甲\"\nrule r \"规则\"\n  for Nothing\n  refuse \"不\"\n")
        #expect(rulebook.program == nil)
        #expect(rulebook.diagnostics == ["type.unknown-name 3:7"])
    }
}
