import Testing
import Writ
import WritLanguage
import WritReview
import WritSemantics

/// Where a reading by a lawyer found sentences clumsy, empty or without a subject: one example of each kind.
@Suite struct SentenceWordingTests {
    static let head = """
        rulebook r "样例"
        source M "规程"
          clause 1 "办理"
        role clerk "经办人"
        party owner "业主"
        action build "施工"
        """
    static let facts = """
        record Defect "缺陷"
          fixed   : Boolean "已整改"
          food    : Boolean "涉及食品安全"
        case Matter "来件"
          paid    : Boolean? "已付款"
          content : Boolean? "客户满意"
          deal    : Boolean "涉及赔付"
          low     : Boolean "低于法定最低期限"
          posting : Boolean "送件日是工作日"
          either  : Boolean "已付款或者已担保"
          back    : Integer "收回份数"
          banned  : Integer "禁止施工项数"
          terms   : Integer "与岗位无关的条件数"
          calls   : Integer "来电次数（含本次）"
          photos  : Integer "现场照片张数"
          checked : DateTime "检查时间"
          handed  : Date "交付日期"
          defects : list of Defect "缺陷"
          notes   : list of Text "意见与建议"
        """
    static let houses = "organisation office \"管理处\"\n  clerk"

    private func program(_ declarations: String, houses: String = Self.houses) throws -> Program {
        let text = [Self.head, houses, Self.facts, declarations].joined(separator: "\n")
        let compilation = CompiledRulebook.compile(
            RulebookSources(rules: [(path: "r.writ", bytes: Array(text.utf8))], forms: nil))
        return try #require(compilation.rulebook?.program, "\(compilation.diagnostics)")
    }

    private func sentences(
        _ rule: String, _ language: MessageLanguage = .zhHans, houses: String = Self.houses
    ) throws -> [String] {
        let program = try program("rule x for Matter basis M 1 " + rule, houses: houses)
        let found = try #require(program.rules.first)
        return SentenceStyle(program: program, language: language).sentences(found)
    }

    @Test(
        "conditions in plain words",
        arguments: [
            ("back > 0", "有收回的，"), ("back = 0", "没有收回的，"), ("back = 0 and deal", "没有收回的，且涉及赔付的，"),
            ("banned < 1", "没有禁止施工的，"), ("terms >= 1", "有与岗位无关的条件的，"), ("terms != 0", "有与岗位无关的条件的，"),
            ("photos >= 1 or deal", "有现场照片，或者涉及赔付的，"), ("photos < 3", "现场照片张数不满3张的，"),
            ("calls >= 2", "来电次数（含本次）不少于2次的，"), ("calls <= 2", "来电次数（含本次）不超过2次的，"),
            ("not deal", "不涉及赔付的，"), ("not low", "不低于法定最低期限的，"), ("not posting", "送件日不是工作日的，"),
            ("not either", "不属于“已付款或者已担保”的，"), ("deal and either", "涉及赔付，且（已付款或者已担保）的，"),
            ("every d in defects satisfies d.fixed or not d.food", "全部涉及食品安全的缺陷均已整改的，"),
            ("every d in defects satisfies not d.food", "没有涉及食品安全的缺陷的，"),
        ])
    func conditions(_ condition: String, _ words: String) throws {
        #expect(
            try sentences("when \(condition) require \"登记\" by clerk") == ["凡来件，\(words)经办人应当登记。"])
    }

    @Test("what has to happen first is not said with what is taken for stated")
    func milestones() throws {
        #expect(try sentences("hold build until content or else false") == ["凡来件，在客户满意之前，均不得施工。"])
        #expect(
            try sentences("hold build until content or else false", .en) == [
                "For every matter, “build” may not happen until “content” holds."
            ])
        #expect(
            try sentences("hold build until content or else true") == ["凡来件，在客户满意（未载明的，视为客户满意）之前，均不得施工。"])
        #expect(
            try sentences("hold build until deal and not (low and posting)") == [
                "凡来件，在涉及赔付且（不低于法定最低期限或者送件日不是工作日）之前，均不得施工。"
            ])
    }

    @Test("what follows from each text of a list names it")
    func itemsThatAreTexts() throws {
        #expect(
            try sentences("for each n in notes require \"跟进{n}\" by clerk") == ["凡来件，就每一项意见与建议，经办人均应当跟进〔该项意见与建议〕。"])
    }

    @Test("whose duty it is, is said; where nobody says it, that")
    func subjects() throws {
        let two = "organisation office \"管理处\"\n  clerk\norganisation centre \"服务中心\"\n  clerk"
        let issue = "issue notice to owner"
        #expect(try sentences(issue) == ["凡来件，本单位均应当向业主出具《notice》。"])
        #expect(try sentences("notify owner \"已受理\"") == ["凡来件，本单位均应当告知业主：已受理。"])
        #expect(try sentences(issue, houses: two) == ["凡来件，均应当向业主出具《notice》（由何人承担未写明）。"])
        #expect(try sentences("notify owner \"已受理\"", houses: two) == ["凡来件，均应当告知业主（由何人承担未写明）：已受理。"])
        #expect(
            try sentences(issue, .en, houses: two) == [
                "For every matter, “notice” must be issued to the owner (it is not stated by whom)."
            ])
        #expect(
            try sentences("notify owner \"done\"", .en) == [
                "For every matter, the owner must be told by the organisation: done."
            ])
    }

    @Test("days counted on from days, and the day of a time")
    func days() throws {
        let due = "require \"登记\" by clerk due"
        #expect(try sentences("\(due) date of checked") == ["凡来件，经办人均应当登记，于检查当日完成。"])
        let program = try program(
            "define last of Matter : Date \"最后日期\"\n  basis M 1\n  is 1 months after 3 months after handed")
        let definition = try #require(program.definitions.first { $0.identity.name == "last" })
        #expect(
            SentenceStyle(program: program, language: .zhHans).sentences(definition)
                == ["来件的“最后日期”，是指自交付日期起满3个月，再满1个月之日。"])
    }

    @Test("a day that has come after a length of time is that length")
    func lengths() throws {
        let after = "after handed <= as-of require \"登记\" by clerk"
        #expect(try sentences("when 3 months \(after)") == ["凡来件，自交付日期起已满3个月的，经办人应当登记。"])
        #expect(try sentences("when 3 days \(after)") == ["凡来件，交付日期之后第3日不晚于办理之日的，经办人应当登记。"])
    }

    @Test("a number is counted in the unit of its own title")
    func units() throws {
        for (title, unit) in [("未整改户数", "户数"), ("未整改的缺陷数", "项数"), ("重大事项数", "项数")] {
            let program = try program(
                "define n of Matter : Integer \"\(title)\"\n  basis M 1\n  is count (defects where not fixed)")
            let definition = try #require(program.definitions.first { $0.identity.name == "n" })
            #expect(
                SentenceStyle(program: program, language: .zhHans).sentences(definition)
                    == ["来件的“\(title)”，是指尚未整改的缺陷的\(unit)。"])
        }
    }
}
