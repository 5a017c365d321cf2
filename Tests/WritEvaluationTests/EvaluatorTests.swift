import Testing
import WritEvaluation
import WritLanguage
import WritSemantics

@Suite struct EvaluatorTests {
    static let rules = """
        rulebook decoration "装修管理"
        source M2 "规程"
          clause 4.1 "违规"
          clause 4.2 "期限"
          clause 4.3 "违约金"
        role steward "管家"
        role manager "经理"
        party owner "业主"
        calendar office "办公日历"
          weekend Saturday Sunday
          holiday 2026-10-01 to 2026-10-07 "国庆节"
          deadlines roll forward
        organisation developer "开发公司"
          manager
          steward under manager
          with rate = 0.05%
        enum Severity "等级" minor "一般" < major "重大"
        enum Kind "类别" wall "承重墙" | facade "外立面" | other "其他"
        record Violation "违规事项"
          kind      : Kind "类别"
          location  : Text "部位"
          found-on  : Date "发现日期"
          rectified : Date? "整改完成日期"
        case Decoration "装修巡检"
          unit       : Text "房号"
          deposit    : Money "押金"
          days-late  : Integer "逾期天数"
          refused    : Boolean "拒绝整改"
          violations : list of Violation "违规事项"
        parameter limit "整改期限" : days
          basis M2 4.2
          is 7 days from 2025-01-01
          is 5 days from 2026-07-01
        parameter rate "违约金率" : Percent is not stated
        define severity of Violation : Severity "等级"
          basis M2 4.1
          is major when kind in {wall, facade}
          is minor otherwise
        define penalty of Decoration : Money "违约金"
          basis M2 4.3
          is deposit * rate * days-late
        rule notice "重大违规发整改通知"
          for Decoration
          basis M2 4.1
          when some v in violations satisfies v.severity = major and v.rectified is missing
          issue rectification-notice to owner
            due limit after as-of
        rule visit "上门"
          for Decoration
          basis M2 4.1
          when days-late > 30
          require "上门核实 {unit}" by steward due 3 days after as-of until refused
          notify manager "逾期 {days-late} 天"
        rule each "逐项"
          for Decoration
          basis M2 4.1
          for each v in violations where v.severity = minor
            issue item-notice to owner with place = v.location
        rule fine "违约金"
          for Decoration
          basis M2 4.3
          when penalty > ¥100
          refuse "违约金未缴"
        rule waiver "减免"
          for Decoration
          basis M2 4.3
          overrides fine
          when refused = false and days-late < 10
          notify manager "减免"
        """

    static func evaluate(_ json: String, rules: String = rules) throws -> (Evaluation, Program) {
        let program = try TestRulebook.program([rules])
        var reader = CaseReader(program)
        let (data, diagnostics) = reader.read(Array(json.utf8), file: "case.json")
        for diagnostic in diagnostics { Issue.record("\(diagnostic.fact.wording.message.en)") }
        return (Evaluator(Plan(program)).evaluate(try #require(data)), program)
    }

    private func needs(_ needs: [Outcome.Need]) -> [String] {
        needs.map { need in
            switch need {
            case .fact(let path): path
            case .holidays(let year): "holidays \(year)"
            case .parameter(let id): "parameter \(id.index)"
            }
        }
    }

    @Test func aCertainNoticeHasItsDeadlineRolledAndItsCause() throws {
        let (evaluation, program) = try Self.evaluate(
            """
            {"case":"Decoration","id":"1","as-of":"2026-03-07","organisation":"developer","facts":{
             "unit":"3-1201","deposit":2000,"days-late":5,"refused":true,
             "violations":[{"kind":"承重墙","location":"客厅","found-on":"2026-03-02"},
                           {"kind":"other","location":"阳台𠮷","found-on":"2026-03-02"}]}}
            """)
        let outcome = evaluation.outcome
        #expect(outcome.errors.isEmpty)
        let notice = try #require(outcome.issues.first { program.forms[$0.form.index].name == "rectification-notice" })
        // 7 days after a Saturday is a Saturday, which moves to Monday.
        #expect(notice.due == .date(try #require(CalendarDate.parse("2026-03-16"))))
        #expect(notice.status == .certain)
        #expect(notice.because.map { program.rules[$0.rule.index].identity.name } == ["notice"])
        #expect(program.texts(of: notice.because[0].citations) == ["M2 4.1"])
        let item = try #require(outcome.issues.first { program.forms[$0.form.index].name == "item-notice" })
        #expect(item.arguments == [.text("阳台𠮷")])
        #expect(item.ordinal == 0)
        // 2000 × 0.05 % × 5 = 5
        #expect(outcome.refusals.isEmpty)
        #expect(outcome.defined.map(\.path) == ["penalty", "violations[1].severity", "violations[2].severity"])
        #expect(outcome.defined[0].value == .decimal(Decimal(5)))
        #expect(outcome.defined[1].value == .enumeration(EnumID(0), 1))
        #expect(program.texts(of: outcome.defined[1].citations) == ["M2 4.1"])
    }

    @Test func whatIsOpenNamesExactlyTheFactsThatWouldSettleIt() throws {
        let (evaluation, program) = try Self.evaluate(
            """
            {"case":"Decoration","id":"1","as-of":"2026-03-02","facts":{
             "unit":"3-1201","days-late":31,
             "violations":[{"kind":"wall","location":"a","found-on":"2026-03-02","rectified":"2026-03-03"},
                           {"location":"b","found-on":"2026-03-02"}]}}
            """)
        let outcome = evaluation.outcome
        let notice = try #require(outcome.issues.first { program.forms[$0.form.index].name == "rectification-notice" })
        #expect(notice.status == .open)
        #expect(needs(notice.needs) == ["violations[2].kind"])
        #expect(notice.due == .date(try #require(CalendarDate.parse("2026-03-09"))))
        let visit = try #require(outcome.requirements.first)
        #expect(visit.status == .open)
        #expect(visit.task == "上门核实 3-1201")
        #expect(needs(visit.needs) == ["refused"])
        let fine = try #require(outcome.refusals.first)
        #expect(fine.status == .open)
        #expect(needs(fine.needs) == ["deposit", "parameter 1"])
        #expect(outcome.notifications.map(\.status) == [.certain])
    }

    @Test func anOverridingRuleTakesTheConsequencesAway() throws {
        let facts = #""unit":"1","deposit":1000000,"days-late":9,"violations":[]"#
        let head = #"{"case":"Decoration","id":"1","as-of":"2026-03-02","organisation":"开发公司","facts":{"#
        let (waived, _) = try Self.evaluate(head + facts + #","refused":false}}"#)
        #expect(waived.outcome.refusals.isEmpty)
        #expect(waived.outcome.notifications.map(\.message) == ["减免"])
        let (fined, _) = try Self.evaluate(head + facts + #","refused":true}}"#)
        #expect(fined.outcome.refusals.map(\.status) == [.certain])
        let (open, _) = try Self.evaluate(head + facts + "}}")
        #expect(open.outcome.refusals.map(\.status) == [.open])
        #expect(needs(open.outcome.refusals[0].needs) == ["refused"])
    }

    @Test func parametersFollowTheDate() throws {
        let json = #"{"case":"Decoration","id":"1","as-of":"2026-07-06","facts":{"violations":[{"kind":"wall"}]}}"#
        let (evaluation, _) = try Self.evaluate(json)
        #expect(evaluation.outcome.issues.first?.due == .date(try #require(CalendarDate.parse("2026-07-13"))))
    }

    @Test func branchesThatDisagreeAreAnErrorThatNamesBoth() throws {
        let rules = """
            rulebook r "r"
            source S "s"
              clause 1 "a"
              clause 2 "b"
            case C "c"
              n : Integer "n"
            define grade of C : Integer "g"
              is 1 when n > 1 basis S 1
              is 2 when n > 2 basis S 2
              is 0 otherwise
            rule use "u"
              for C
              basis S 1
              when grade > 0
              refuse "no"
            """
        let (evaluation, _) = try Self.evaluate(
            #"{"case":"C","id":"1","as-of":"2026-03-02","facts":{"n":3}}"#, rules: rules)
        let error = try #require(evaluation.outcome.errors.first)
        #expect(error.fact.id == "evaluation.branches-disagree")
        #expect(error.fact.wording.message.en == "two branches of `grade` hold and disagree: `1` (S 1) and `2` (S 2)")
        #expect(error.related.count == 2)
        let (fine, _) = try Self.evaluate(
            #"{"case":"C","id":"1","as-of":"2026-03-02","facts":{"n":2}}"#, rules: rules)
        #expect(fine.outcome.errors.isEmpty)
        #expect(fine.outcome.refusals.map(\.status) == [.certain])
    }

    @Test func arithmeticThatDoesNotFitIsAnErrorAndNotANumber() throws {
        let rules = """
            rulebook r "r"
            source S "s"
              clause 1 "a"
            case C "c"
              n : Integer "n"
              m : Decimal "m"
            define big of C : Integer "b"
              is n * n
            define ratio of C : Decimal "r"
              is m / (n - n)
            rule use-big "u"
              for C
              basis S 1
              when big > 0
              refuse "no"
            rule use-ratio "v"
              for C
              basis S 1
              when ratio > 1
              refuse "neither"
            """
        let (evaluation, _) = try Self.evaluate(
            #"{"case":"C","id":"1","as-of":"2026-03-02","facts":{"n":9000000000000,"m":1}}"#, rules: rules)
        #expect(
            Set(evaluation.outcome.errors.map(\.fact.id)) == ["evaluation.overflow", "evaluation.division-by-zero"])
        // Whether it is refused cannot be computed: that is said as an error, and not as something that facts settle.
        #expect(evaluation.outcome.refusals.isEmpty)
    }

    /// What makes a value impossible is an error of the case only where something that follows is made of it, in
    /// whatever order it is written, and only when no fact that is still open can lift it.
    @Test func anErrorThatNothingDependsOnIsNone() throws {
        let rules = """
            rulebook r "r"
            source S "s"
              clause 1 "a"
            case C "c"
              n : Integer "n"
              special : Boolean "s"
            define grade of C : Integer "g"
              is 1 when n > 0
              is 2 when n > 1
              except is 3 when special
            rule guarded "g"
              for C
              basis S 1
              when 10 / n > 1 or n = 0
              refuse "few"
            rule graded "h"
              for C
              basis S 1
              when grade = 3
              refuse "special"
            """
        func outcome(_ facts: String) throws -> Outcome {
            try Self.evaluate(#"{"case":"C","id":"1","as-of":"2026-03-02","facts":\#(facts)}"#, rules: rules).0.outcome
        }
        let zero = try outcome(#"{"n":0,"special":true}"#)
        #expect(zero.errors.isEmpty)
        #expect(zero.refusals.map(\.reason) == ["few", "special"])
        // Two branches disagree; the exception may still win over both.
        let open = try outcome(#"{"n":5}"#)
        #expect(open.errors.isEmpty)
        #expect(open.refusals.map(\.status) == [.certain, .open])
        #expect(open.refusals.last?.needs == [.fact("special")])
        #expect(try outcome(#"{"n":5,"special":true}"#).errors.isEmpty)
        #expect(try outcome(#"{"n":5,"special":false}"#).errors.map(\.fact.id) == ["evaluation.branches-disagree"])
    }

    /// A table decides without the rows that it does not come to, and an input that fails matters only to rows that ask it.
    @Test func aTableFailsOnlyWhereARowThatDecidesDoes() throws {
        let rules = """
            rulebook r "r"
            case C "c"
              n : Integer "n"
            define ratio of C : Decimal "r"
              is 10 / n
            table t for C "t"
              policy first
              | n   | ratio || fee : Integer |
              |-----|-------||---------------|
              | 0   | -     || 7             |
              | < 0 | -     || 8             |
              | -   | >= 2  || 9             |
              | -   | -     || 10            |
            table u for C "u"
              | n    | ratio || rate : Integer |
              |------|-------||----------------|
              | >= 1 | >= 2  || 5              |
              | <= 0 | >= 2  || 6              |
            """
        func outcome(_ n: Int) throws -> Outcome {
            try Self.evaluate(#"{"case":"C","id":"1","as-of":"2026-03-02","facts":{"n":\#(n)}}"#, rules: rules).0
                .outcome
        }
        func value(_ name: String, _ outcome: Outcome) -> Value? { outcome.defined.first { $0.path == name }?.value }
        let zero = try outcome(0)
        #expect(value("fee", zero) == .integer(7))
        #expect(value("rate", zero) == nil)
        #expect(zero.errors.map(\.fact.id) == ["evaluation.division-by-zero"])
        #expect(value("fee", try outcome(-1)) == .integer(8))
        #expect(value("rate", try outcome(3)) == .integer(5))
    }

    @Test func theOutcomeIsWrittenTheSameWayEveryTime() throws {
        let json = #"{"case":"Decoration","id":"A/1","as-of":"2026-07-06","facts":{"violations":[{"kind":"wall"}]}}"#
        let (evaluation, program) = try Self.evaluate(json)
        var writer = JSONWriter()
        OutcomeWriter(program).write(evaluation.outcome, of: evaluation.data, to: &writer)
        var reader = JSONReader()
        reader.read(writer.bytes)
        #expect(reader.isUsable)
        let root = try #require(reader.tree.root)
        #expect(
            reader.tree.members(of: root).map(\.name) == [
                "case", "type", "as-of", "rulebook", "issue", "require", "refuse", "hold", "notify", "defined",
                "missing",
                "staff", "routing", "errors",
            ])
        let missing = try #require(reader.tree.member("missing", of: root))
        let names = reader.tree.elements(of: missing).map { node in
            reader.tree.member("fact", of: node).map { reader.tree.text(of: $0) } ?? ""
        }
        #expect(names == ["days-late", "refused", "deposit", "null"])
        var second = JSONWriter()
        OutcomeWriter(program).write(evaluation.outcome, of: evaluation.data, to: &second)
        #expect(writer.bytes == second.bytes)
    }
}
