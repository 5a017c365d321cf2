import Testing
import WritEvaluation
import WritSemantics

/// A trace names what gave each value and each consequence: the row, branch or rule, its clauses, and the facts that it rests on.
@Suite struct TraceTests {
    private static let rules = """
        rulebook t "t"
        source S "s"
          clause 1 "a"
          clause 2 "b"
        role clerk "办事员"
        case C "c"
          amount : Money "m"
          days   : Integer "d"
          note   : Text "n"
        table grade for C "g"
          basis S 1
          policy first
          | amount  | days || level : Integer | fee : Money |
          |---------|------||-----------------|-------------|
          | > 1,000 | -    || 1               | ¥5          |
          | -       | > 3  || 2               | ¥6          |
          | -       | -    || 3               | ¥7          |
        define total of C : Money "t"
          basis S 2
          is fee + amount when days > 0
          is fee otherwise
        rule tell "告知"
          for C
          basis S 2
          when total > ¥100
          notify clerk "费用 {total}"
        """

    @Test func rowsBranchesAndRules() throws {
        let program = try TestRulebook.program([Self.rules])
        let data = CaseData(
            type: RecordID(0), id: "1", asOf: CalendarDate.first, organisation: nil,
            facts: [.decimal(Decimal(200)), .integer(5), .text("x")])
        let evaluation = Evaluator(Plan(program)).evaluate(data)
        let trace = evaluation.trace()
        let rule = try #require(trace.entries.first { $0.subject == .rule(RuleID(0)) })
        #expect(rule.citations == [ClauseID(1)])
        #expect(Set(rule.facts.map(\.path)) == ["amount", "days"])
        // The table has two outputs, of which one was asked for: its row stands once.
        let row = try #require(trace.entries.first { $0.subject == .row(TableID(0), 1) })
        #expect(row.citations == [ClauseID(0)])
        #expect(row.facts.map(\.path) == ["amount", "days"])
        #expect(row.facts.map(\.value) == [.decimal(Decimal(200)), .integer(5)])
        let total = try #require(program.definitions.firstIndex { $0.identity.name == "total" })
        let branch = try #require(trace.entries.first { $0.subject == .branch(DefinitionID(total), 0) })
        #expect(branch.citations == [ClauseID(1)])
        #expect(Set(branch.facts.map(\.path)) == ["amount", "days"])
        #expect(trace.entries.count == 3)
    }

    /// What facts leave open has given no value, and is traced to nothing.
    @Test func whatIsOpenHasNoTrace() throws {
        let program = try TestRulebook.program([Self.rules])
        let data = CaseData(
            type: RecordID(0), id: "1", asOf: CalendarDate.first, organisation: nil,
            facts: [.decimal(Decimal(200)), .unknown, .text("x")])
        let trace = Evaluator(Plan(program)).evaluate(data).trace()
        #expect(trace.entries.allSatisfy { $0.subject == .rule(RuleID(0)) })
    }
}
