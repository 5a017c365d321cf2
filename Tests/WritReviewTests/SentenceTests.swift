import Testing
import Writ
import WritLanguage
import WritReview
import WritSemantics

/// What rules read like: one rulebook with every construction, and the sentences that are to come of it.
@Suite struct SentenceTests {
    static let rules = """
        rulebook r "样例"
        source M "规程"
          clause 1 "办理"
        source civil-code "民法典"
          clause 585 "违约金"
        role clerk "经办人"
        role manager "经理"
        role director "主任"
        party owner "业主"
        party builder "施工方"
        action pay "支付款项"
        organisation office "管理处"
          director
          manager under director
          clerk   under manager
        enum Kind "类别" minor "一般" < major "重大" < grave "特别重大"
        record Item "事项"
          kind   : Kind "类别"
          place  : Text "部位"
          photos : Integer? "照片张数"
          closed : Date? "办结日期"
        case Matter "来件"
          kind     : Kind "类别"
          amount   : Money "金额"
          accepted : Date "受理日期"
          agreed   : Boolean? "同意"
          items    : list of Item "事项清单"
          missing  : list of Text "尚缺资料"
        parameter days-left "办理期限" : days
          basis M 1
          is not stated
        define is-open of Item : Boolean "未办结"
          basis M 1
          is closed is missing
        define open-count of Matter : Integer "未办结的重大事项数"
          basis M 1
          is count (items where kind >= major and is-open)
        define grade of Matter : Kind "等级"
          basis M 1
          is major when amount >= ¥5,000 or kind in {major, grave}
          is minor otherwise
        define until-day of Matter : Date "截止日"
          basis M 1
          is 3 days after accepted
        """

    private func sentences(_ rule: String, _ language: MessageLanguage = .zhHans) throws -> [String] {
        let text = Self.rules + "\n" + rule
        let sources = RulebookSources(rules: [(path: "r.writ", bytes: Array(text.utf8))], forms: nil)
        let compilation = CompiledRulebook.compile(sources)
        let program = try #require(compilation.rulebook?.program, "\(compilation.diagnostics)")
        let style = SentenceStyle(program: program, language: language)
        let named = try #require(program.rules.first { $0.identity.name == "x" })
        return style.sentences(named)
    }

    private func definition(_ name: String, _ language: MessageLanguage = .zhHans) throws -> [String] {
        let sources = RulebookSources(rules: [(path: "r.writ", bytes: Array(Self.rules.utf8))], forms: nil)
        let program = try #require(CompiledRulebook.compile(sources).rulebook?.program)
        let found = try #require(program.definitions.first { $0.identity.name == name })
        return SentenceStyle(program: program, language: language).sentences(found)
    }

    static let cases: [(rule: String, zh: String, en: String)] = [
        (
            "rule x for Matter basis M 1 require \"登记\" by clerk",
            "凡来件，经办人均应当登记。", "For every matter, the clerk must see to: 登记."
        ),
        (
            "rule x for Matter at office basis M 1 valid from 2026-01-01 when open-count > 0 notify manager \"有未办结的\"",
            "自2026年1月1日起，在管理处，凡来件，有未办结的重大事项的，本单位应当告知经理：有未办结的。",
            "From 2026-01-01, at the office, for every matter where open count exceeds 0, the manager must be told by the organisation: 有未办结的."
        ),
        (
            "rule x for Matter basis M 1 when kind in {major, grave} and amount > ¥0 refuse \"不符合规定\"",
            "凡来件，类别为重大或者特别重大，且金额大于0元的，不予办理，理由：不符合规定。",
            "For every matter where kind is major or grave and amount exceeds ¥0, the request must be refused: 不符合规定."
        ),
        (
            "rule x for Matter basis M 1 when agreed or else false require \"存档\" by clerk due days-left after accepted until agreed is known",
            "凡来件，同意（未载明的，视为不同意）的，经办人应当存档，期限为自受理日期的次日起“办理期限”（由各单位设定）（已载明是否同意的除外）。",
            "For every matter where “agreed” holds (or, where that is not stated, never), the clerk must see to: 存档, due “days left” (each firm's own) after accepted, until agreed is stated."
        ),
        (
            "rule x for Matter basis M 1 when not (agreed or else true) require \"存档\" by clerk",
            "凡来件，不同意（未载明的，视为同意）的，经办人应当存档。",
            "For every matter where “agreed” does not hold (or, where that is not stated, never), the clerk must see to: 存档."
        ),
        (
            "rule x for Matter basis M 1 when not (agreed or else false) require \"存档\" by clerk",
            "凡来件，不同意（未载明的，视为不同意）的，经办人应当存档。",
            "For every matter where “agreed” does not hold (or, where that is not stated, always), the clerk must see to: 存档."
        ),
        (
            "rule x for Matter basis M 1 for each i in items where i.kind = major and i.is-open require \"拍照{i.place}\" by clerk",
            "凡来件，就事项清单中类别为重大且未办结的每一项，经办人均应当拍照〔部位〕。",
            "For every matter, for each of items where that item's kind is major and “that item's is open” holds, the clerk must see to: 拍照[that item's place]."
        ),
        (
            "rule x for Matter basis M 1 when count missing = 0 and not (some i in items satisfies i.photos or else 0 < 1) hold pay until notice is approved and notice is signed",
            "凡来件，没有尚缺资料，且没有照片张数（未载明的，为0）不满1张的事项清单的，在《notice》获得批准并经签署之前，不得支付款项。",
            "For every matter where there is none of missing and (none of items is such that that item's photos (or, where there is none, 0) is below 1), “pay” may not happen until “notice” has been approved and “notice” has been signed."
        ),
        (
            "rule x for Matter basis M 1 when amount in [¥1,000..¥5,000) issue notice to owner, builder due days-left after ((issue date of notice) or else as-of)",
            "凡来件，金额在1,000元以上、不满5,000元的，本单位应当向业主和施工方出具《notice》，期限为自签发之日的次日起“办理期限”（由各单位设定）。",
            "For every matter where amount is from ¥1,000 to below ¥5,000, “notice” must be issued by the organisation to the owner and the builder, due “days left” (each firm's own) after it is issued."
        ),
        (
            "rule x for Matter basis M 1 when weekday of accepted in {Saturday, Sunday} and round amount to 0 places down >= ¥100 and not (\"x\" in missing) refuse \"不合\"",
            "凡来件，受理日期的星期为星期六或者星期日，且金额（保留整数，尾数舍去）在100元以上，且尚缺资料不包括“x”的，不予办理，理由：不合。",
            "For every matter where the day of the week of accepted is Saturday or Sunday and amount rounded by leaving out the rest to a whole number is at least ¥100 and “x” is not among missing, the request must be refused: 不合."
        ),
        (
            "judgement serious of Matter \"情节严重\" by manager basis M 1 rule x for Matter basis M 1 when serious or not serious and years from accepted to as-of >= 2 refuse \"{serious.reasons}\"",
            "凡来件，属于“情节严重”，或者（不属于“情节严重”，且自受理日期至办理之日的整年数不少于2）的，不予办理，理由：〔情节严重的理由〕。",
            "For every matter where “serious” holds or (“serious” does not hold and the whole years from accepted to the day of decision is at least 2), the request must be refused: [serious's reasons]."
        ),
    ]

    @Test("a rule reads as a regulation says it", arguments: cases.indices)
    func rule(_ number: Int) throws {
        let wanted = Self.cases[number]
        #expect(try sentences(wanted.rule + "\nrule y for Matter basis M 1 issue notice to owner") == [wanted.zh])
        #expect(try sentences(wanted.rule + "\nrule y for Matter basis M 1 issue notice to owner", .en) == [wanted.en])
    }

    @Test func definitionsSayWhatIsMeant() throws {
        #expect(try definition("is-open") == ["事项的“未办结”，是指未载明办结日期。"])
        #expect(try definition("open-count") == ["来件的“未办结的重大事项数”，是指类别不低于重大且未办结的事项清单的项数。"])
        #expect(
            try definition("grade") == [
                "金额在5,000元以上，或者类别为重大或者特别重大的，来件的“等级”为重大。", "其他情形，来件的“等级”为一般。",
            ])
        #expect(try definition("until-day") == ["来件的“截止日”，是指受理日期之后第3日。"])
        #expect(try definition("until-day", .en) == ["“until day” of the matter is 3 days after accepted."])
    }

    @Test func aJudgementSaysWhoDecides() throws {
        let rule = "judgement serious of Matter \"情节严重\" by manager basis M 1"
        let sources = RulebookSources(
            rules: [(path: "r.writ", bytes: Array((Self.rules + "\n" + rule).utf8))], forms: nil)
        let program = try #require(CompiledRulebook.compile(sources).rulebook?.program)
        let judgement = try #require(program.judgements.first)
        let chinese = SentenceStyle(program: program, language: .zhHans).sentence(judgement)
        #expect(chinese == "来件是否属于“情节严重”，由经理判断，并载明日期和理由；不由规则推算。")
        let english = SentenceStyle(program: program, language: .en).sentence(judgement)
        #expect(
            english
                == "Whether “serious” of the matter holds is decided by the manager, who states the day and the reasons; no rule works it out."
        )
    }

    @Test func anExceptionNamesWhatItSetsAside() throws {
        let text = try sentences(
            "rule y \"登记\" for Matter basis M 1 require \"登记\" by clerk\nrule x for Matter basis M 1 when amount > ¥0 require \"加急\" by clerk overrides y"
        )
        #expect(text == ["凡来件，金额大于0元的，经办人应当加急。", "有前款情形的，不适用“登记”。"])
    }

    @Test("whoever reads a rule reads what wins over it")
    func aRuleCarriesItsProviso() throws {
        let text = try sentences(
            "rule x for Matter basis M 1 require \"登记\" by clerk\nrule y \"加急办理\" for Matter basis M 1 valid from 2026-01-01 when amount >= ¥500 require \"加急\" by clerk overrides x"
        )
        #expect(text == ["凡来件，经办人均应当登记。", "但自2026年1月1日起，金额在500元以上的，依“加急办理”办理，不适用本规则。"])
    }

    @Test("one item that is refused is the refusal of the whole")
    func refusalOfOneItem() throws {
        let rule = "rule x for Matter basis M 1 for each i in items where i.kind = grave refuse \"{i.place}不可办理\""
        #expect(
            try sentences(rule) == ["凡来件，事项清单中有类别为特别重大的，整个申请不予办理，并就每一项说明理由：〔该事项的部位〕不可办理。"])
        #expect(
            try sentences(rule, .en) == [
                "For every matter, if any of items is such that that item's kind is grave, the request as a whole must be refused, with a reason for each: [that item's place]不可办理."
            ])
    }

    @Test("what a task forbids is not owed")
    func tasksThatForbid() throws {
        let rule = "rule x for Matter basis M 1 when amount > ¥100 require \"不得另行收费\" by clerk"
        #expect(try sentences(rule) == ["凡来件，金额超过100元的，经办人不得另行收费。"])
    }

    @Test("what is asked of a yes or no says that it is stated; neither of two is each denied")
    func statedAndDenied() throws {
        func read(_ condition: String) throws -> [String] {
            try sentences("rule x for Matter basis M 1 when \(condition) require \"登记\" by clerk")
        }
        #expect(try read("agreed is known and agreed") == ["凡来件，同意的，经办人应当登记。"])
        #expect(try read("agreed is known and not agreed and amount > ¥100") == ["凡来件，不同意，且金额超过100元的，经办人应当登记。"])
        #expect(try read("agreed is missing") == ["凡来件，未载明是否同意的，经办人应当登记。"])
        #expect(try read("not (amount > ¥100 and kind = grave)") == ["凡来件，金额在100元以内，或者类别不是特别重大的，经办人应当登记。"])
        #expect(try read("as-of >= accepted") == ["凡来件，受理日期不晚于办理之日的，经办人应当登记。"])
    }

    @Test("a day off moves a day; what is due on a day is done by then")
    func daysAndDeadlines() throws {
        func read(_ due: String) throws -> [String] {
            try sentences(
                "calendar days \"日历\" weekend Saturday Sunday rule x for Matter basis M 1 require \"登记\" by clerk due \(due)"
            )
        }
        #expect(try read("1 working days after 1 days before accepted") == ["凡来件，经办人均应当登记，并在受理日期（遇休息日顺延至下一工作日）以前完成。"])
        #expect(try read("as-of") == ["凡来件，经办人均应当登记，当日完成。"])
        #expect(try read("accepted by 12:00") == ["凡来件，经办人均应当登记，并在受理日期12:00前完成。"])
    }

    @Test(
        "a yes or no is denied in plain words where there are any",
        arguments: [
            ("已办结", "尚未办结"), ("有欠费", "没有欠费"), ("收费已明示", "收费尚未明示"), ("业主同意收房", "业主不同意收房"), ("物主同意", "物主不同意"),
            ("该户有欠费", "该户没有欠费"), ("能够提供", "不能够提供"), ("在指定位置", "不在指定位置"), ("须物主同意", "无须物主同意"), ("合格", "不合格"),
            ("营业执照有效", "营业执照无效"), ("有效", "无效"), ("物业公司参加", "物业公司未参加"), ("达成一致", "未达成一致"),
            ("处理资料有同意或者其他合法依据", "处理资料没有同意或者其他合法依据"), ("合同对面积差异另有约定", "合同对面积差异没有另行约定"),
            ("载有欠费人的姓名", "未载有欠费人的姓名"), ("能力符合职责书的要求", "能力不符合职责书的要求"),
            ("已盖章的合同原件", "没有已盖章的合同原件"), ("已经批准", "尚未批准"), ("本半年已经调查", "本半年尚未调查"),
            ("约定的金额还没有算出", "约定的金额已经算出"), ("适用换班和节假日的限制", "不适用换班和节假日的限制"), ("节假日当班", "节假日不当班"),
            ("来有迎声、问有答声、去有送声", "不属于“来有迎声、问有答声、去有送声”"),
            ("发票原件与复印件", "不属于“发票原件与复印件”"), ("所有权证书", "不属于“所有权证书”"),
        ])
    func denials(_ title: String, _ denied: String) throws {
        let rules = """
            rulebook r "样例"
            source M "规程"
              clause 1 "办理"
            role clerk "经办人"
            case Matter "来件"
              flag : Boolean "\(title)"
            rule x for Matter basis M 1 when not flag require "登记" by clerk
            """
        let sources = RulebookSources(rules: [(path: "r.writ", bytes: Array(rules.utf8))], forms: nil)
        let program = try #require(CompiledRulebook.compile(sources).rulebook?.program)
        let style = SentenceStyle(program: program, language: .zhHans)
        #expect(style.sentences(program.rules[0]) == ["凡来件，\(denied)的，经办人应当登记。"])
    }
}
