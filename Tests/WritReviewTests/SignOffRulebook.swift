import Testing
import Writ
import WritAnalysis
import WritEvaluation
import WritLanguage
import WritSemantics
import WritTestSupport

/// A rulebook with an item of every kind that can be signed off, and random cases for it.
enum SignOffRulebook {
    static let rules = """
        rulebook r "样例"
        source M "规程"
          clause 1 "登记" says "收到后三日内登记"
          clause 2 "查办" says "重大的，五日内查办"
          clause 3 "审批" says "大额的，经理复核"
          clause 4 "例外" says "加急的，不另行告知"
          clause 9 "总则" prose
        role clerk "经办人"
        role manager "经理"
        role director "主任"
        party owner "业主"
        action payment "支付"
        calendar office "办公日历"
          weekend Saturday Sunday
          holiday 2026-10-01 to 2026-10-07 "国庆节"
          deadlines roll forward
          covers 2020-01-01 to 2036-12-31
        calendar shop "门店日历"
          weekend Sunday
          covers 2020-01-01 to 2036-12-31
        organisation one "一公司"
          calendar office
          director
          manager under director
          clerk under manager
          with limit = ¥500
        organisation two "二公司"
          calendar shop
          director
          clerk under director
        enum Kind "类别" minor "一般" < major "重大"
        enum Way "渠道" phone "电话" | letter "来信"
        record Item "明细"
          cost : Money "费用"
        case Matter "事项"
          kind : Kind "类别"
          way : Way "渠道"
          amount : Money "金额"
          received : Date "收到日期"
          closed : Date? "办结日期"
          urgent : Boolean "加急"
          score : Integer from 0 to 100 "评分"
          items : list of Item "明细"
        parameter period "办理期限" : days
          basis M 2
          is 3 days
        parameter limit "限额" : Money
          basis M 3
          is ¥1,000
        parameter unused "备用" : Integer
          basis M 3
          is 1
        define grave of Matter : Boolean "重大"
          basis M 2
          is true when kind = major
          is false otherwise
        define total of Matter : Money "合计"
          basis M 3
          is amount + (sum of i.cost for i in items)
        define costly of Item : Boolean "高额"
          basis M 3
          is cost > ¥100
        table copies for Matter "份数"
          basis M 3
          | kind  | score || number-of : Integer |
          |-------|-------||---------------------|
          | major | < 60  || 3                   |
          | major | >= 60 || 2                   |
          | minor | -     || 1                   |
        chain release "审批" for Matter
          basis M 3
          step first  "初审" by clerk within 2 working days
          step second "复核" by line from manager to director when total > limit
        rule act "重大的，查办"
          for Matter
          basis M 2
          when grave
          require "查办" by clerk due period after received
        rule tell "告知业主"
          for Matter
          basis M 3
          when number-of >= 2 or some i in items satisfies i.costly
          issue letter to owner with sum = total due 5 working days after received approval release
        rule enter "登记"
          for Matter
          basis M 1
          at one
          when closed is missing
          require "登记" by clerk
        rule stop "暂停付款"
          for Matter
          basis M 3
          hold payment until letter is approved
        rule relief "加急的，不另告知"
          for Matter
          basis M 4
          when urgent and way = phone
          overrides tell
          notify owner "合计 {total}"
        duty summary "汇总"
          basis M 1
          every Monday by clerk
        """

    static let form = """
        <?xml version="1.0" encoding="UTF-8"?>
        <form xmlns="urn:writ:form:1" id="letter" for="Matter" title="告知函" lang="zh-Hans">
          <body>
            <p>类别 <value of="kind"/>，合计 <value of="sum"/>，份数 <value of="number-of"/>。</p>
          </body>
        </form>
        """

    struct Version {
        let program: Program
        let digests: MeaningDigests
    }

    /// - Parameter others: further rule files beside it.
    static func version(_ rules: String = rules, form: String = form, others: [String] = []) throws -> Version {
        let files = [rules] + others
        let sources = RulebookSources(
            rules: files.enumerated().map { (path: "r\($0.offset).writ", bytes: Array($0.element.utf8)) },
            forms: [(path: "letter.xml", bytes: Array(form.utf8))])
        let compilation = CompiledRulebook.compile(sources)
        let errors = compilation.diagnostics.filter { $0.severity == .error }
            .map { "\($0.fact.id) \($0.place): \($0.fact.wording.message.en)" }
        let program = try #require(compilation.rulebook?.program, "\(errors)")
        return Version(program: program, digests: MeaningDigests(program))
    }

    // MARK: cases

    /// Facts by the names of fields, so that versions with other fields can read them.
    struct Facts {
        var asOf: CalendarDate
        var firm: String?
        var kind: Int
        var way: Int
        var values: [String: Value]
        var costs: [Value]
    }

    static func facts(_ random: inout SeededRandom) -> Facts {
        let first = Int((CalendarDate(year: 2026, month: 9, day: 20) ?? .first).day)
        func day() -> CalendarDate { CalendarDate(day: first + random.number(-300...40)) ?? .first }
        func money() -> Value {
            .decimal(Decimal(Int64(random.pick(0, 50, 100, 101, 499, 500, 501, 999, 1000, 1001, 2000, 5000))))
        }
        return Facts(
            asOf: day(), firm: random.pick(nil, "one", "two"), kind: random.number(0...1), way: random.number(0...1),
            values: [
                "amount": money(), "received": .date(day()),
                "closed": random.oneIn(2) ? .missing : .date(day()), "urgent": .boolean(random.oneIn(2)),
                "score": .integer(Int64(random.pick(0, 10, 50, 59, 60, 61, 90, 100))), "extra": .integer(1),
            ], costs: (0..<random.number(0...3)).map { _ in money() })
    }

    static func data(_ facts: Facts, _ program: Program) throws -> CaseData {
        let type = try #require(program.records.firstIndex { $0.isCase && $0.identity.name == "Matter" })
        let item = try #require(program.records.firstIndex { $0.identity.name == "Item" })
        func choice(_ type: String, _ index: Int) throws -> Value {
            let number = try #require(program.enums.firstIndex { $0.identity.name == type })
            let name = (type == "Kind" ? ["minor", "major"] : ["phone", "letter"])[index]
            let value = try #require(program.enums[number].values.firstIndex { $0.name == name })
            return .enumeration(EnumID(number), value)
        }
        let values = try program.records[type].fields.map { field -> Value in
            switch field.name {
            case "kind": try choice("Kind", facts.kind)
            case "way": try choice("Way", facts.way)
            case "items": .list(facts.costs.map { .record(RecordID(item), [$0]) })
            default: try #require(facts.values[field.name], "\(field.name)")
            }
        }
        let firm = facts.firm.flatMap { name in program.organisations.firstIndex { $0.identity.name == name } }
        return CaseData(
            type: RecordID(type), id: "", asOf: facts.asOf, organisation: firm.map { OrganisationID($0) },
            facts: values)
    }

    /// By item, what it does in a case: for rules what follows from them, for definitions and tables their values.
    static func effects(
        _ evaluation: Evaluation, _ data: CaseData, _ program: Program, of items: Set<String>
    ) -> [String: Set<String>] {
        var effects: [String: Set<String>] = [:]
        let rules = program.rules.map { "rule \($0.identity.name)" }
        if rules.contains(where: items.contains) {
            let lines = OutcomeLines(evaluation, data, program).lines
            for (consequence, line) in zip(evaluation.outcome.consequences, lines) {
                for cause in consequence.because where items.contains(rules[cause.rule.index]) {
                    effects[rules[cause.rule.index], default: []].insert(line.text)
                }
            }
        }
        for (index, definition) in program.definitions.enumerated()
        where program.records[definition.subject.index].isCase {
            let item =
                switch definition.origin {
                case .branches: "define \(definition.identity.name) of Matter"
                case .table(let table, _): "table \(program.tables[table.index].identity.name)"
                }
            guard items.contains(item) else { continue }
            let value = ValueText.text(evaluation.value(of: DefinitionID(index)), definition.type, in: program)
            effects[item, default: []].insert(value)
        }
        return effects
    }
}
