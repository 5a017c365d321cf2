import Testing
import WritEvaluation
import WritLanguage
import WritSemantics

@Suite struct ExplanationTests {
    private static let rules = """
        rulebook r "r"
        source M2 "规程"
          clause 4.1 "a"
          clause 4.2 "b"
        role clerk "管理员"
        party owner "业主"
        enum Kind "类别" wall "承重墙" | other "其他"
        record Violation "违规"
          kind      : Kind "类别"
          rectified : Date? "整改日期"
        case Account "账户"
          unit        : Text "房号"
          unpaid-days : Integer "欠费天数"
          amount      : Money "金额"
          waived      : Boolean "减免"
          violations  : list of Violation "违规事项"
        define serious of Violation : Boolean "严重"
          is kind = wall and rectified is missing
        define level of Account : Integer "等级"
          basis M2 4.1
          is 2 when amount >= ¥1,000
          is 1 otherwise
        rule dunning "催缴"
          for Account
          basis M2 4.2
          when unpaid-days > 30 and not waived
          issue dunning-notice to owner
        rule rectify "整改"
          for Account
          basis M2 4.1
          when some v in violations satisfies v.serious
          issue rectification-notice to owner
        rule report "上报"
          for Account
          basis M2 4.1
          when level = 2
          issue report-form to clerk
        """

    private func explain(_ target: String, _ facts: String) throws -> [String] {
        let json = #"{"case":"Account","id":"1","as-of":"2026-03-02","facts":{"# + facts + "}}"
        let (evaluation, _) = try EvaluatorTests.evaluate(json, rules: Self.rules)
        var explainer = Explainer(evaluation)
        let answer = explainer.explain(target)
        let explanation = try #require(answer)
        return explanation.lines.map { String(repeating: " ", count: $0.depth) + $0.text.en }
    }

    private let plain =
        #""unit":"1","amount":999.99,"waived":false,"violations":[{"kind":"other"},{"kind":"wall","rectified":"2026-03-01"}]"#

    @Test func whyNotNamesTheValueTheBoundAndTheClause() throws {
        #expect(
            try explain("dunning-notice", plain + #","unpaid-days":29"#) == [
                "`dunning-notice` is not issued",
                " not by rule `dunning`, M2 4.2",
                "  `unpaid-days` is 29, M2 4.2 needs more than 30",
                " `dunning-notice` would be issued if `unpaid-days` were 31 (now 29)",
            ])
    }

    @Test func whyNamesWhatHoldsAndTheSmallestChangeThatWouldUndoIt() throws {
        #expect(
            try explain("dunning-notice", plain + #","unpaid-days":45"#) == [
                "`dunning-notice` is issued",
                " by rule `dunning`, M2 4.2",
                "  `unpaid-days` is 45, more than 30",
                "  `waived` is false",
                " `dunning-notice` would not be issued if `unpaid-days` were 30 (now 45)",
                " `dunning-notice` would not be issued if `waived` were true (now false)",
            ])
    }

    @Test func changesAreFoundBehindDefinitionsAndInLists() throws {
        let lines = try explain("rectification-notice", plain + #","unpaid-days":1"#)
        #expect(lines.contains("  `violations[1].kind` is 其他, M2 4.1 needs 承重墙"))
        #expect(lines.contains("  `violations[2].rectified` is 2026-03-01, M2 4.1 needs no value"))
        #expect(lines.contains(" `rectification-notice` would be issued if `violations[1].kind` were 承重墙 (now 其他)"))
        #expect(
            lines.contains(
                " `rectification-notice` would be issued if `violations[2].rectified` were missing (now 2026-03-01)"))
        let report = try explain("report-form", plain + #","unpaid-days":1"#)
        #expect(report.last == " `report-form` would be issued if `amount` were ¥1,000.00 (now ¥999.99)")
    }

    @Test func valuesAreExplainedByTheirBranchAndFacts() throws {
        #expect(
            try explain("level", plain + #","unpaid-days":1"#) == [
                "`level` is 1", " by `is 1 otherwise`, M2 4.1", "  `amount` is ¥999.99",
            ])
        let serious = try explain("violations[2].serious", plain + #","unpaid-days":1"#)
        #expect(serious.first == "`violations[2].serious` is false")
        #expect(serious.count == 4)
    }

    @Test func whatIsOpenSaysWhatWouldSettleIt() throws {
        let lines = try explain("dunning-notice", #""waived":false,"violations":[],"amount":1"#)
        #expect(
            lines.prefix(2) == ["open: `dunning-notice` is issued", " it depends on `unpaid-days`, which is not known"])
    }

    @Test func everyLineHasWordsInBothLanguages() throws {
        let json =
            #"{"case":"Account","id":"1","as-of":"2026-03-02","facts":{"# + plain + #","unpaid-days":45}}"#
        let (evaluation, program) = try EvaluatorTests.evaluate(json, rules: Self.rules)
        var explainer = Explainer(evaluation)
        for target in program.forms.map(\.name) + program.definitions.map(\.identity.name) {
            let answer = explainer.explain(target)
            for line in try #require(answer).lines {
                #expect(line.text.zh != line.text.en)
                #expect(line.text.zh.unicodeScalars.contains { $0.value >= 0x4E00 })
            }
        }
        let nothing = explainer.explain("nothing")
        #expect(nothing == nil)
    }

    @Test func questionsComeMostUsefulFirstAndNeedlessOnesNotAtAll() throws {
        let program = try TestRulebook.program([Self.rules])
        var reader = CaseReader(program)
        let (data, _) = reader.read(
            Array(#"{"case":"Account","id":"1","as-of":"2026-03-02","facts":{"unpaid-days":29}}"#.utf8), file: "")
        let questions = Questions(Evaluator(Plan(program))).ask(try #require(data))
        // `waived` cannot matter any more, `unit` is asked by nothing.
        #expect(questions.map(\.path) == ["violations", "amount"])
        #expect(questions[1].neededFor == ["report-form"])
        #expect(questions[1].title == "金额")
    }

    @Test func coverageCountsRulesConsequencesBranchesAndRows() throws {
        let json =
            #"{"case":"Account","id":"1","as-of":"2026-03-02","facts":{"# + plain + #","unpaid-days":45}}"#
        let (evaluation, program) = try EvaluatorTests.evaluate(json, rules: Self.rules)
        var coverage = Coverage(program)
        coverage.add(evaluation)
        #expect(
            coverage.uncovered == [
                .rule(RuleID(1)), .consequence(RuleID(1), 0), .rule(RuleID(2)), .consequence(RuleID(2), 0),
                .branch(DefinitionID(1), 0),
            ])
        #expect(coverage.name(of: .branch(DefinitionID(1), 0)).en == "branch 1 of `level`")
    }
}
