package import WritLanguage

extension DeclarationFact {
    package var wording: Wording {
        switch self {
        case .clauseUncovered(let source, let clause):
            return Wording(
                Phrase(
                    en: "no rule carries out clause `\(source) \(clause)`", zh: "没有规则落实条款 `\(source) \(clause)`"),
                help: Phrase(
                    en: "cite it by `basis \(source) \(clause)`, or mark the clause `prose` or `rejected \"reason\"`",
                    zh: "请以 `basis \(source) \(clause)` 引用，或将该条款标为 `prose` 或 `rejected \"理由\"`"))
        case .clauseIsProse(let clause):
            return Wording(
                Phrase(
                    en: "clause `\(clause)` is marked `prose`, yet it is cited", zh: "条款 `\(clause)` 标为 `prose`，却被引用"),
                help: Phrase(en: "remove `prose` from the clause", zh: "请从该条款删去 `prose`"))
        case .clauseIsRejected(let clause, let reason):
            return Wording(
                Phrase(en: "clause `\(clause)` is rejected: \(reason)", zh: "条款 `\(clause)` 已被否决：\(reason)"),
                label: Phrase(en: "nothing may rest on it", zh: "不得以其为依据"))
        case .periodEmpty(let from, let to):
            return Wording(
                Phrase(en: "the period ends before it begins: \(from) to \(to)", zh: "期间止于始前：\(from) 至 \(to)"))
        case .recordCycle(let names):
            return Wording(
                Phrase(
                    en: "the record `\(names.first ?? "")` contains itself: \(DeclarationFact.path(names))",
                    zh: "记录 `\(names.first ?? "")` 包含自身：\(DeclarationFact.path(names))"))
        case .dayTwice(let day):
            return Wording(Phrase(en: "\(day) is both a holiday and a working day", zh: "\(day) 既是假日又是工作日"))
        case .calendarUnclear(let organisation):
            return Wording(
                Phrase(
                    en: "there are several calendars, and `\(organisation)` names none",
                    zh: "有多个日历，而 `\(organisation)` 未指明"),
                help: Phrase(en: "add `calendar NAME` to the organisation", zh: "请在该公司下写明 `calendar 名称`"))
        case .parameterStatedAndNot(let name):
            return Wording(
                Phrase(
                    en: "parameter `\(name)` is `not stated` and has a value", zh: "参数 `\(name)` 既标为 `not stated` 又有取值")
            )
        case .parameterSameDate(let name, let date):
            return Wording(
                date.map {
                    Phrase(en: "`\(name)` has two values from \($0)", zh: "`\(name)` 自 \($0) 起有两个取值")
                } ?? Phrase(en: "`\(name)` has two values without a date", zh: "`\(name)` 有两个未注明日期的取值"))
        case .noSuchPost(let role, let organisation):
            return Wording(
                Phrase(en: "`\(organisation)` has no post `\(role)`", zh: "`\(organisation)` 没有岗位 `\(role)`"),
                help: Phrase(en: "list it among the organisation's roles", zh: "请将其列入该公司的岗位"))
        case .chartCycle(let names):
            return Wording(
                Phrase(
                    en: "the chart runs in a circle: \(DeclarationFact.path(names))",
                    zh: "上下级关系成环：\(DeclarationFact.path(names))"))
        case .definitionWithoutBranch(let name):
            return Wording(
                Phrase(en: "`\(name)` is never given a value", zh: "`\(name)` 从未取值"),
                help: Phrase(en: "add `is VALUE` or `is VALUE when CONDITION`", zh: "请加上 `is 值` 或 `is 值 when 条件`"))
        case .otherwiseTwice: return Wording(Phrase(en: "`otherwise` stands twice", zh: "`otherwise` 出现两次"))
        case .exceptionOtherwise:
            return Wording(
                Phrase(en: "an exception needs a condition", zh: "例外须有条件"),
                help: Phrase(en: "write `except is VALUE when CONDITION`", zh: "写作 `except is 值 when 条件`"))
        case .amendmentPlain:
            return Wording(
                Phrase(en: "an amendment may add exceptions only", zh: "修订只能增加例外"),
                help: Phrase(en: "write `except is VALUE when CONDITION`", zh: "写作 `except is 值 when 条件`"))
        case .amendmentOfTable(let name):
            return Wording(
                Phrase(en: "`\(name)` comes from a table and cannot be amended", zh: "`\(name)` 出自决策表，不能修订"))
        case .definitionCycle(let names):
            return Wording(
                Phrase(
                    en: "`\(names.first ?? "")` depends on itself: \(DeclarationFact.path(names))",
                    zh: "`\(names.first ?? "")` 依赖自身：\(DeclarationFact.path(names))"))
        case .tableArity(let expected, let found):
            return Wording(
                Phrase(
                    en: "the table has \(expected) columns and this row \(found)",
                    zh: "决策表有 \(expected) 列，而此行有 \(found) 列"))
        case .notCase(let name):
            return Wording(
                Phrase(en: "`\(name)` is not a case type", zh: "`\(name)` 不是案件类型"),
                help: Phrase(en: "rules are about what is declared by `case`", zh: "规则只能针对以 `case` 声明的类型"))
        case .overrideCycle(let names):
            return Wording(
                Phrase(
                    en: "rules override one another in a circle: \(DeclarationFact.path(names))",
                    zh: "规则相互优先成环：\(DeclarationFact.path(names))"))
        default: return moreWording
        }
    }

    static func path(_ names: [String]) -> String {
        (names + names.prefix(1)).map { "`\($0)`" }.joined(separator: " → ")
    }
}
