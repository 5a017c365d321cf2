import Testing
import WritEvaluation
import WritLanguage
import WritSemantics

/// What only a person can decide: open until it is decided with day and reasons, and never worked out.
@Suite struct JudgementTests {
    private static let rules = """
        rulebook r "样例"
        source S "规程"
          clause 1 "情节"
        role legal "法律顾问"
        party owner "业主"
        enum Grade "程度" light "轻微" < heavy "严重"
        record Item "事项"
          name : Text "名称"
        case Matter "来件"
          amount : Money "金额"
          items  : list of Item "事项清单"
        judgement serious of Matter "情节严重" by legal
          basis S 1
        judgement grade of Item : Grade "程度" by legal
          basis S 1
        rule refer "移送"
          for Matter
          basis S 1
          when serious or amount > ¥10,000
          require "移送：{serious.reasons}" by legal
        rule each "逐项"
          for Matter
          basis S 1
          for each i in items where i.grade = heavy
            notify owner "严重：{i.name}"
        example "已判断"
          for Matter as of 2026-03-02
          given amount = ¥1, serious = true, items = [ { name = "甲", grade = heavy } ]
          expect notify owner "严重：甲"
        example "未判断"
          for Matter as of 2026-03-02
          given amount = ¥1, items = []
          expect missing serious
          expect no notify owner
        """

    private func evaluate(_ facts: String) throws -> (outcome: Outcome?, problems: [String], program: Program) {
        let program = try TestRulebook.program([Self.rules])
        var reader = CaseReader(program)
        let json = "{\"case\":\"Matter\",\"id\":\"1\",\"as-of\":\"2026-03-02\",\"facts\":{\(facts)}}"
        let (data, diagnostics) = reader.read(Array(json.utf8), file: "case.json")
        let outcome = data.map { Evaluator(Plan(program)).evaluate($0).outcome }
        return (diagnostics.isEmpty ? outcome : nil, diagnostics.map(\.fact.id), program)
    }

    private func needs(_ needs: [Outcome.Need]) -> [String] {
        needs.compactMap { if case .fact(let path) = $0 { path } else { nil } }
    }

    @Test func whatNobodyHasDecidedIsOpen() throws {
        let (outcome, problems, _) = try evaluate("\"amount\":1,\"items\":[{\"name\":\"甲\"}]")
        #expect(problems.isEmpty)
        let task = try #require(outcome?.requirements.first)
        #expect(task.status == .open)
        #expect(needs(task.needs) == ["serious"])
        #expect(outcome?.notifications.first.map { needs($0.needs) } == ["items[1].grade"])
    }

    @Test func aDecisionWithDayAndReasonsCounts() throws {
        let (outcome, problems, _) = try evaluate(
            """
            "amount":1,"items":[],
            "serious":{"decision":true,"person":"李四","on":"2026-03-01","reasons":"三次投诉"}
            """)
        #expect(problems.isEmpty)
        let task = try #require(outcome?.requirements.first)
        #expect(task.status == .certain)
        #expect(task.task == "移送：三次投诉")
    }

    @Test func itMayBeStatedInTheWordsOfTheRulebook() throws {
        let (outcome, _, _) = try evaluate(
            """
            "amount":1,"items":[],
            "情节严重":{"判断":false,"判断人":"李四","判断日期":"2026-03-01","理由":"初犯"}
            """)
        #expect(outcome?.requirements.isEmpty == true)
    }

    @Test(arguments: [
        ("{\"decision\":true,\"person\":\"李四\",\"on\":\"2026-03-01\"}", "judgement.incomplete"),
        ("{\"decision\":true,\"person\":\" \",\"on\":\"2026-03-01\",\"reasons\":\"x\"}", "judgement.incomplete"),
        ("{\"person\":\"李四\",\"on\":\"2026-03-01\",\"reasons\":\"x\"}", "judgement.incomplete"),
        ("{\"decision\":true,\"person\":\"李四\",\"on\":\"2026-03-03\",\"reasons\":\"x\"}", "judgement.later"),
        ("true", "case.wrong-type"),
    ])
    func whatIsNoDecisionIsRefused(_ written: String, _ id: String) throws {
        let (outcome, problems, _) = try evaluate("\"amount\":1,\"items\":[],\"serious\":\(written)")
        #expect(outcome == nil)
        #expect(problems == [id])
    }

    @Test func nothingAtAllIsNotDecidedYet() throws {
        let (outcome, problems, _) = try evaluate("\"amount\":1,\"items\":[],\"serious\":{}")
        #expect(problems.isEmpty)
        #expect(outcome?.requirements.first?.status == .open)
    }

    /// Where another condition decides, nobody has to judge.
    @Test func itIsAskedForOnlyWhereItMatters() throws {
        let (outcome, _, _) = try evaluate("\"amount\":20000,\"items\":[]")
        #expect(outcome?.requirements.first?.status == .certain)
    }

    @Test func itIsWorthAQuestion() throws {
        let program = try TestRulebook.program([Self.rules])
        var reader = CaseReader(program)
        let json = "{\"case\":\"Matter\",\"id\":\"1\",\"as-of\":\"2026-03-02\",\"facts\":{\"amount\":1,\"items\":[]}}"
        let data = try #require(reader.read(Array(json.utf8), file: "case.json").0)
        let questions = Questions(Evaluator(Plan(program))).ask(data)
        #expect(questions.map(\.path) == ["serious"])
        #expect(questions.map(\.title) == ["情节严重"])
        #expect(questions.first.map { $0.settles > 0 } == true)
    }
}
