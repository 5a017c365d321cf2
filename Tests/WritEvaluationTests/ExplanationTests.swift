import Testing
import WritEvaluation
import WritLanguage
import WritReview
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

    private static let claims = """
        rulebook r "r"
        source M2 "规程"
          clause 4.1 "a"
        role clerk "管理员"
        party owner "业主"
        enum Kind "类别" wall "承重墙" | other "其他"
        record Violation "违规"
          kind      : Kind "类别"
          rectified : Date? "整改日期"
        case Claim "索赔"
          asked    : Money? "索赔金额"
          made-on  : Date "提出日期"
          items    : list of Violation "事项"
        parameter grace "宽限" : days
          is 10 days
        parameter limit "答复期限" : days is not stated
        define last-on of Claim : Date "截止日期"
          is grace after made-on
        rule agree "须签协议"
          for Claim
          basis M2 4.1
          when (asked or else ¥0) > ¥0
          issue agreement to owner due limit after made-on
        rule refuse-late "逾期不受理"
          for Claim
          basis M2 4.1
          when as-of > last-on
          refuse "超过{limit}，截止日期为{last-on}"
        rule repair "逐项整改"
          for Claim
          basis M2 4.1
          for each i in items where i.kind = wall and i.rectified is missing
            require "整改" by clerk due limit after made-on
          hold payment until every i in items satisfies i.rectified is known
        """

    private func evaluateClaim(_ facts: String, asOf: String = "2026-03-02") throws -> Evaluation {
        let json =
            #"{"case":"Claim","id":"1","as-of":""# + asOf + #"","facts":{"made-on":"2026-02-01","# + facts + "}}"
        return try EvaluatorTests.evaluate(json, rules: Self.claims).0
    }

    /// The lines of an explanation; of the whole case where no target is named.
    private func lines(_ evaluation: Evaluation, _ target: String? = nil) throws -> [Explanation.Line] {
        var explainer = Explainer(evaluation, endOf: SentenceStyle.end(of:in:))
        guard let target else { return explainer.explainAll().lines }
        let explanation = explainer.explain(target)
        return try #require(explanation).lines
    }

    @Test func aFactThatIsMissingCouldBeGiven() throws {
        let told = try lines(try evaluateClaim(#""items":[]"#), "agreement").map(\.text.en)
        #expect(told.contains("`agreement` would be issued if `asked` were ¥0.01"), "\(told)")
    }

    @Test func daysAreEarlierOrLaterAndBoundsAreNamed() throws {
        let told = try lines(try evaluateClaim(#""items":[]"#), "refuse-late")
        #expect(told.map(\.text.en).contains("`as-of` is 2026-03-02, later than 2026-02-11 (`last-on`)"), "\(told)")
        #expect(told.map(\.text.zh).contains("案件日期（`as-of`）为 2026-03-02，晚于 2026-02-11（截止日期）"), "\(told)")
    }

    @Test func elementsAndWhatIsHeldSayWhy() throws {
        let facts = #""items":[{"kind":"other"},{"kind":"wall"}]"#
        let told = try lines(try evaluateClaim(facts, asOf: "2026-02-03")).map(\.text.en)
        #expect(told.contains("`items[2].kind` is wall") && told.contains("`items[2].rectified` is missing"), "\(told)")
        #expect(told.contains("until every one of items is such that that violation's rectified is stated"), "\(told)")
    }

    @Test func documentsAreSaidToBeDoneOrNot() throws {
        let rules =
            Self.claims + """

                  hold repair until agreement is approved and agreement is signed
                rule press "催办"
                  for Claim
                  basis M2 4.1
                  when agreement is issued and not (agreement is delivered)
                  require "送达" by clerk
                """
        func told(_ history: String) throws -> [String] {
            let json =
                #"{"case":"Claim","id":"1","as-of":"2026-03-02","facts":{"made-on":"2026-02-01","asked":5,"#
                + #""items":[{"kind":"other"}]},"history":["# + history + "]}"
            return try lines(try EvaluatorTests.evaluate(json, rules: rules).0).map(\.text.zh)
        }
        let issued = #"{"form":"agreement","number":"1","issued":"2026-02-02"}"#
        let first = try told(issued)
        #expect(first.contains { $0.hasPrefix("直到《") && $0.hasSuffix("获得批准并经签署") }, "\(first)")
        #expect(first.contains { $0.hasSuffix("（`agreement`）已出具") }, "\(first)")
        #expect(first.contains { $0.hasSuffix("（`agreement`）尚未送达") }, "\(first)")
    }

    /// A deadline, a message or a value for which the source gives no figure: certain all the same, and the figure is named.
    @Test func whatCertainConsequencesLackIsNamed() throws {
        let facts = #""asked":5,"items":[{"kind":"wall"}]"#
        let outcome = try evaluateClaim(facts).outcome
        let limit = try #require(outcome.issues.first?.lacks)
        #expect(outcome.issues.map(\.status) == [.certain] && outcome.issues[0].due == .unknown)
        guard case .parameter = try #require(limit.first) else { return #expect(Bool(false), "\(limit)") }
        #expect(limit.count == 1)
        #expect(outcome.requirements.map(\.lacks) == [limit])
        #expect(outcome.refusals.map(\.lacks) == [limit])
        let told = try lines(try evaluateClaim(facts), "agreement").map(\.text.en)
        #expect(
            told.contains("not all of its content is known: it depends on `limit`, which no source states"), "\(told)")
        let program = try TestRulebook.program([Self.claims])
        let lacking = Questions(Evaluator(Plan(program))).lacking(outcome)
        #expect(lacking.map(\.name) == ["agreement", "repair", "refuse-late"])
    }

    private func explain(_ target: String, _ facts: String) throws -> [String] {
        let json = #"{"case":"Account","id":"1","as-of":"2026-03-02","facts":{"# + facts + "}}"
        let (evaluation, _) = try EvaluatorTests.evaluate(json, rules: Self.rules)
        var explainer = Explainer(evaluation, endOf: SentenceStyle.end(of:in:))
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
        #expect(lines.contains("  `violations[1].kind` is other, M2 4.1 needs wall"))
        #expect(lines.contains("  `violations[2].rectified` is 2026-03-01, M2 4.1 needs no value"))
        #expect(lines.contains(" `rectification-notice` would be issued if `violations[1].kind` were wall (now other)"))
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
        // What is not stated could be stated.
        #expect(lines.contains { $0.contains("`dunning-notice` would be issued if `unpaid-days` were ") }, "\(lines)")
    }

    @Test func everyLineHasWordsInBothLanguages() throws {
        let json =
            #"{"case":"Account","id":"1","as-of":"2026-03-02","facts":{"# + plain + #","unpaid-days":45}}"#
        let (evaluation, program) = try EvaluatorTests.evaluate(json, rules: Self.rules)
        var explainer = Explainer(evaluation, endOf: SentenceStyle.end(of:in:))
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
