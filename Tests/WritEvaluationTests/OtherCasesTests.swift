import Testing
import WritEvaluation
import WritLanguage
import WritSemantics

/// Facts that stand in other cases: all of a type, those that name this one, and the one that it names.
@Suite struct OtherCasesTests {
    private static let rules = """
        role clerk "管理员"
        enum Kind "类别" swap "换班" | leave "请假"
        case Swap "换班"
          requester : Text            "申请人"
          on        : Date            "日期"
          kind      : Kind            "类别"
          batch     : Text?           "批次"
          others    : list of other Swap "其他换班"
          of-batch  : other Batch by batch? "所属批次"
        case Batch "批次"
          limit     : Integer         "上限"
          swaps     : list of other Swap by batch "换班"
        define so-far of Swap : Integer "本月次数"
          is count (others where requester = this.requester and month of on = month of this.on and year of on = year of this.on)
        define earlier of Swap : Boolean "早于本次"
          is some s in others satisfies s.requester = requester and s.on < on
        define all of Swap : Integer "全部"
          is count others
        define room of Swap : Integer? "批次上限"
          is of-batch.limit when of-batch is known
          is missing otherwise
        define size of Batch : Integer "批次次数"
          is count (swaps where kind = swap)
        rule limit "每月不超过三次"
          for Swap
          when so-far >= 3
          refuse "本月已换班{so-far}次"
        """

    private let program: Program

    init() throws { program = try TestRulebook.program([Self.rules]) }

    private func swap(
        _ id: String, _ requester: String?, _ day: String, batch: Value = .missing
    ) -> CaseData {
        CaseData(
            type: RecordID(0), id: id, asOf: CalendarDate.parse("2026-03-31") ?? .first, organisation: nil,
            facts: [
                requester.map { .text($0) } ?? .unknown, CalendarDate.parse(day).map { .date($0) } ?? .unknown,
                .enumeration(EnumID(0), 0), batch, .unknown, .unknown,
            ])
    }

    private func batch(_ id: String, limit: Int64) -> CaseData {
        CaseData(
            type: RecordID(1), id: id, asOf: CalendarDate.parse("2026-03-31") ?? .first, organisation: nil,
            facts: [.integer(limit), .unknown])
    }

    private func value(_ name: String, of data: CaseData, among cases: [CaseData]?) throws -> Value {
        var plan = Plan(program)
        if let cases {
            var builder = OtherCases.Builder(plan)
            for other in cases { _ = builder.add(other) }
            plan.cases = builder.finish()
        }
        let number = try #require(program.definitions.firstIndex { $0.identity.name == name })
        return Evaluator(plan).evaluate(data).value(of: DefinitionID(number))
    }

    @Test func theOthersOfThePersonAndTheMonthAreCounted() throws {
        let own = swap("4", "赵某", "2026-03-20")
        let cases = [
            swap("1", "赵某", "2026-03-02"), swap("2", "钱某", "2026-03-03"), swap("3", "赵某", "2025-03-04"), own,
            swap("5", "赵某", "2026-03-31"), swap("6", "赵某", "2026-04-01"),
        ]
        #expect(try value("so-far", of: own, among: cases) == .integer(2))
        #expect(try value("earlier", of: own, among: cases) == .boolean(true))
        #expect(try value("all", of: own, among: cases) == .integer(5))
        // It need not be among them.
        #expect(try value("so-far", of: swap("9", "钱某", "2026-03-01"), among: cases) == .integer(1))
    }

    @Test func withoutThemNothingIsKnown() throws {
        let own = swap("4", "赵某", "2026-03-20")
        #expect(try value("so-far", of: own, among: nil) == .unknown)
        let outcome = Evaluator(Plan(program)).evaluate(own).outcome
        #expect(outcome.refusals.first?.status == .open)
        #expect(outcome.refusals.first?.needs == [.fact("others")])
        // No others at all is something else.
        #expect(try value("so-far", of: own, among: []) == .integer(0))
    }

    @Test func aFactThatAnotherCaseDoesNotStateIsNamed() throws {
        let own = swap("4", "赵某", "2026-03-20")
        let cases = [swap("H-1", nil, "2026-03-02"), swap("H-2", nil, "2026-05-02"), own]
        #expect(try value("so-far", of: own, among: cases) == .unknown)
        var plan = Plan(program)
        var builder = OtherCases.Builder(plan)
        for other in cases { _ = builder.add(other) }
        plan.cases = builder.finish()
        let needs = Evaluator(plan).evaluate(own).outcome.refusals.first?.needs
        // The one of May cannot count, whoever asked for it.
        #expect(needs == [.fact("others[H-1].requester")])
    }

    @Test func aCaseWithoutAnIDCannotBeToldFromTheOthers() throws {
        let cases = [swap("1", "赵某", "2026-03-02")]
        #expect(try value("so-far", of: swap("", "赵某", "2026-03-20"), among: cases) == .unknown)
    }

    @Test func twoOfOneIDLeaveTheirTypeOpen() throws {
        let cases = [swap("1", "赵某", "2026-03-02"), swap("1", "赵某", "2026-03-03"), batch("B", limit: 5)]
        #expect(try value("so-far", of: swap("2", "赵某", "2026-03-20"), among: cases) == .unknown)
        #expect(try value("room", of: swap("2", "赵某", "2026-03-20", batch: .text("B")), among: cases) == .integer(5))
    }

    @Test func casesAreJoinedByID() throws {
        let cases = [
            batch("B", limit: 5), batch("C", limit: 7), swap("1", "赵某", "2026-03-02", batch: .text("B")),
            swap("2", "钱某", "2026-03-03", batch: .text("C")), swap("3", "孙某", "2026-03-04", batch: .text("B")),
        ]
        #expect(try value("size", of: cases[0], among: cases) == .integer(2))
        #expect(try value("size", of: cases[1], among: cases) == .integer(1))
        #expect(try value("room", of: cases[2], among: cases) == .integer(5))
        #expect(try value("room", of: swap("9", "孙某", "2026-03-04"), among: cases) == .missing)
        // A batch that is not there is not none.
        #expect(try value("room", of: swap("9", "孙某", "2026-03-04", batch: .text("D")), among: cases) == .unknown)
        let open = cases + [swap("8", "李某", "2026-03-04", batch: .unknown)]
        #expect(try value("size", of: cases[1], among: open) == .unknown)
    }

    @Test func whatTheCaseStatesItselfCounts() throws {
        var own = swap("4", "赵某", "2026-03-20")
        own.facts[4] = .list([])
        #expect(try value("so-far", of: own, among: [swap("1", "赵某", "2026-03-02")]) == .integer(0))
    }

    /// Each case looks at those of its person and month and at no other, so that ten times the cases take ten times as long.
    @Test func manyCasesDoNotLookAtEachOther() throws {
        var plan = Plan(program)
        var builder = OtherCases.Builder(plan)
        let cases = (0..<20_000).map { swap("\($0)", "员工\($0 / 4)", "2026-03-02") }
        for other in cases { _ = builder.add(other) }
        plan.cases = builder.finish()
        let evaluation = Evaluation(plan)
        for data in cases {
            evaluation.load(data)
            evaluation.evaluate()
            #expect(evaluation.outcome.refusals.count == 1)
            // Looked at: the case, three others, and nothing else.
            #expect(evaluation.recordCount == 4)
        }
    }
}
