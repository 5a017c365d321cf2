internal import WritLanguage
internal import WritSemantics

/// Numbers of things: whether there are any, and in what unit they are counted.
extension SentenceStyle {
    /// `count xs > 0` and `count xs = 0` ask whether there is any.
    func presence(_ list: Expression, _ comparison: Comparison, _ bound: Expression, _ scope: Scope) -> String? {
        switch asksForAny(comparison, bound) {
        case true?: told(en: "there is at least one of \(noun(list, scope))", zh: "有\(noun(list, scope))")
        case false?: told(en: "there is none of \(noun(list, scope))", zh: "没有\(noun(list, scope))")
        case nil: nil
        }
    }

    /// `共性问题数 > 0` asks whether there are any, `未整改项数 = 0` whether there are none. Chinese only.
    func presence(of value: Expression, _ comparison: Comparison, _ bound: Expression, _ scope: Scope) -> String? {
        guard let (owner, title) = parts(value.unwidened, scope) else { return nil }
        switch value.type.withoutOptional {
        case .money:
            let isSum = ["费", "款", "金"].contains(where: title.hasSuffix)
            return comparison == .greater && bound.unwidened.isZero && isSum ? owner + "有" + title : nil
        case .integer, .decimal:
            guard let isAny = asksForAny(comparison, bound), let things = CountWords.things(countedBy: title) else {
                return nil
            }
            return owner + (isAny ? "有" : "没有") + things
        default: return nil
        }
    }

    /// Whether a number that is compared with a figure has to be some or none; nothing where it asks for more.
    private func asksForAny(_ comparison: Comparison, _ bound: Expression) -> Bool? {
        let bound = bound.unwidened
        if bound.isZero {
            switch comparison {
            case .greater, .notEqual: return true
            case .equal, .lessOrEqual: return false
            case .less, .greaterOrEqual: return nil
            }
        }
        guard case .constant(.integer(1)) = bound.kind else { return nil }
        return comparison == .greaterOrEqual ? true : comparison == .less ? false : nil
    }

    /// `次` of `来电次数不少于2次`: a figure has the unit that the title of the number says. Chinese only.
    func unit(of bound: Expression, beside value: Expression, _ scope: Scope) -> String {
        guard isChinese, bound.isConstant, !bound.isZero, value.type.withoutOptional == .integer,
            let (_, title) = parts(value.withoutFallback, scope)
        else { return "" }
        return CountWords.measure(countedBy: title).map { String($0) } ?? ""
    }

    /// The number of what a list holds, in the unit of the title of the value that it is, if that says one.
    func count(_ list: Expression, called title: String? = nil, _ scope: Scope) -> String {
        let items = noun(list, scope)
        if !isChinese { return "the number of \(items)" }
        let measure = title.flatMap(CountWords.measure(countedBy:)) ?? CountWords.measure(of: items)
        return "\(items)的" + (measure.map { "\($0)数" } ?? "数目")
    }

    /// `每一项缺陷`, `每一户`, `每一名同事`. Chinese only.
    func each(of items: String) -> String { "每一\(CountWords.counter(of: items))" }

    /// The elements of a list, each by itself: `各项缺陷`, `已逾期的各业主`. Chinese only.
    func eachOne(of list: Expression, _ scope: Scope) -> String {
        let list = list.unwidened
        if case .filter(let local, let inner, let condition) = list.kind {
            return attributive(attribute(condition, local, inner, scope)) + eachOne(of: inner, scope)
        }
        guard let (_, title) = parts(list, scope) else { return "各项" + noun(list, scope) }
        if title.contains("各") || title.hasPrefix("每") || title.hasPrefix("全") { return noun(list, scope) }
        return (CountWords.counter(of: title) == "项" ? "各项" : "各") + noun(list, scope)
    }
}

extension Expression {
    /// `a` of `a or else b`.
    fileprivate var withoutFallback: Expression {
        if case .orElse(let value, _) = unwidened.kind { return value.withoutFallback }
        return unwidened
    }
}

/// The units in which Chinese counts.
enum CountWords {
    /// Numbers that are no numbers of things.
    private static let lengths = [
        "天数", "日数", "月数", "年数", "时数", "页数", "倍数", "分数", "系数", "指数", "基数", "读数", "度数", "层数", "期数", "级数", "岁数",
    ]
    private static let units: Set<Character> = Set("份套项户人次张件起台辆名条种")
    /// A thing is called by them: `条件`, `证件`.
    private static let nouns = [
        "条件", "文件", "案件", "证件", "物件", "事件", "邮件", "信件", "附件", "软件", "硬件", "稿件", "事项", "款项", "选项", "奖项", "客户", "住户",
        "业户", "用户", "账户", "租户", "商户", "车辆", "层次", "主张", "品种", "工种", "险种", "月份", "身份", "平台",
    ]
    /// How titles of things end, where others say what has happened to them: `未整改违规`, but `收回`.
    private static let endings: Set<Character> = Set("者员工户主人家方屋房同书表单料件品物金费款题项规障诉见议陷险目标施况据证法式")

    /// What a number of things counts: `共性问题` of `共性问题数`, `收回的` of `收回份数`; nothing of any other number.
    static func things(countedBy title: String) -> String? {
        guard title.hasSuffix("数"), title.count > 2, !lengths.contains(where: title.hasSuffix) else { return nil }
        // `没有换班` denies nothing in the words that `换班次数` has before it.
        if title.hasSuffix("次数") { return nil }
        if ["个数", "总数"].contains(where: title.hasSuffix) { return String(title.dropLast(2)) }
        let named = title.dropLast()
        guard let unit = measure(countedBy: title) else { return String(named) }
        let things = named.dropLast()
        // What is counted by these has its name before them: `现场照片` of `现场照片张数`.
        if "张台辆条".contains(unit), things.count > 1 { return String(things) }
        guard let last = things.last, last != "的" else { return String(things.isEmpty ? named : things) }
        return String(things) + (things.contains("的") || endings.contains(last) ? "" : "的")
    }

    /// `次` of `来电次数（含本次）`.
    static func measure(countedBy title: String) -> Character? {
        var name = Substring(title)
        if name.hasSuffix("）"), let place = name.lastIndex(of: "（") { name = name[..<place] }
        guard name.hasSuffix("数"), !nouns.contains(where: name.dropLast().hasSuffix), let unit = name.dropLast().last
        else {
            return nil
        }
        return units.contains(unit) ? unit : nil
    }

    /// In what things of such a name are counted, where that is plain.
    static func measure(of things: String) -> Character? {
        let counter = counter(of: things)
        if counter != "项" { return counter == "名" ? "人" : counter }
        return ["项", "项目", "清单", "缺陷", "问题", "要求"].contains(where: things.hasSuffix) ? "项" : nil
    }

    /// What stands before one of them.
    static func counter(of things: String) -> Character {
        if things.hasSuffix("户") && !things.hasSuffix("客户") { return "户" }
        if ["伙伴", "单位", "公司", "供方", "分包方"].contains(where: things.hasSuffix) { return "家" }
        let isPerson = ["人员", "员工", "同事", "业主", "客户", "家属", "人"].contains(where: things.hasSuffix)
        return isPerson ? "名" : "项"
    }
}
