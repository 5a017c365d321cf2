package import WritLanguage

extension DeclarationFact {
    package var wording: Wording { wording(in: .english) }

    package func wording(in keywords: KeywordTable) -> Wording {
        switch self {
        case .clauseUncovered(let source, let clause):
            return Wording(
                Phrase(
                    en: "no rule carries out clause `\(source) \(clause)`", zh: "没有规则落实条款 `\(source) \(clause)`"),
                help: Phrase(
                    en:
                        "cite it by `\(keywords(.basis)) \(source) \(clause)`, or mark the clause `\(keywords(.prose))` or `\(keywords(.rejected)) \"reason\"`",
                    zh:
                        "请以 `\(keywords(.basis)) \(source) \(clause)` 引用，或将该条款标为 `\(keywords(.prose))` 或 `\(keywords(.rejected)) \"理由\"`"
                ))
        case .clauseIsProse(let clause):
            return Wording(
                Phrase(
                    en: "clause `\(clause)` is marked `\(keywords(.prose))`, yet it is cited",
                    zh: "条款 `\(clause)` 标为 `\(keywords(.prose))`，却被引用"),
                help: Phrase(en: "remove `\(keywords(.prose))` from the clause", zh: "请从该条款删去 `\(keywords(.prose))`"))
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
        case .unknownZone(let name):
            return Wording(
                Phrase(en: "there is no time zone `\(name)`", zh: "没有时区 `\(name)`"),
                help: Phrase(
                    en:
                        "write a name that the system's zone data knows, such as `Asia/Shanghai`, or an offset such as `+08:00`",
                    zh: "请写系统时区数据中的名称（如 `Asia/Shanghai`），或者偏移量（如 `+08:00`）"))
        case .dayTwice(let day):
            return Wording(Phrase(en: "\(day) is both a holiday and a working day", zh: "\(day) 既是假日又是工作日"))
        case .calendarUnclear(let organisation):
            return Wording(
                Phrase(
                    en: "there are several calendars, and `\(organisation)` names none",
                    zh: "有多个日历，而 `\(organisation)` 未指明"),
                help: Phrase(
                    en: "add `\(keywords("calendar NAME"))` to the organisation",
                    zh: "请在该公司下写明 `\(keywords("calendar 名称"))`"))
        case .parameterStatedAndNot(let name):
            return Wording(
                Phrase(
                    en: "parameter `\(name)` is `\(keywords("not stated"))` and has a value",
                    zh: "参数 `\(name)` 既标为 `\(keywords("not stated"))` 又有取值")
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
                help: Phrase(
                    en: "add `\(keywords("is VALUE"))` or `\(keywords("is VALUE when CONDITION"))`",
                    zh: "请加上 `\(keywords("is 值"))` 或 `\(keywords("is 值 when 条件"))`"))
        case .otherwiseTwice:
            return Wording(Phrase(en: "`\(keywords(.otherwise))` stands twice", zh: "`\(keywords(.otherwise))` 出现两次"))
        case .exceptionOtherwise:
            return Wording(
                Phrase(en: "an exception needs a condition", zh: "例外须有条件"),
                help: Phrase(
                    en: "write `\(keywords("except is VALUE when CONDITION"))`",
                    zh: "写作 `\(keywords("except is 值 when 条件"))`"))
        case .amendmentPlain:
            return Wording(
                Phrase(en: "an amendment may add exceptions only", zh: "修订只能增加例外"),
                help: Phrase(
                    en: "write `\(keywords("except is VALUE when CONDITION"))`",
                    zh: "写作 `\(keywords("except is 值 when 条件"))`"))
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
                help: Phrase(
                    en: "rules are about what is declared by `\(keywords(.case))`",
                    zh: "规则只能针对以 `\(keywords(.case))` 声明的类型"))
        case .overrideCycle(let names):
            return Wording(
                Phrase(
                    en: "rules override one another in a circle: \(DeclarationFact.path(names))",
                    zh: "规则相互优先成环：\(DeclarationFact.path(names))"))
        case .overrideOtherCase(let rule, let type):
            return Wording(
                Phrase(en: "rule `\(rule)` is about `\(type)`", zh: "规则 `\(rule)` 针对 `\(type)`"),
                help: Phrase(en: "a rule overrides rules about its own case type", zh: "规则只能优先于同一案件类型的规则"))
        case .formOtherCase(let form, let formTypes, let ruleType):
            return Wording(
                Phrase(
                    en:
                        "form `\(form)` is for \(formTypes.map { "`\($0)`" }.joined(separator: ", ")), this is about `\(ruleType)`",
                    zh:
                        "表单 `\(form)` 用于 \(formTypes.map { "`\($0)`" }.joined(separator: "、"))，此处针对 `\(ruleType)`"),
                help: Phrase(
                    en:
                        "where the form suits both, let its root element name both: `\((formTypes + [ruleType]).joined(separator: " "))`",
                    zh: "如果该表单两者都适用，请在其根元素中一并写明：`\((formTypes + [ruleType]).joined(separator: " "))`"))
        case .argumentType(let form, let name, let first, let second):
            return Wording(
                Phrase(
                    en: "`\(name)` of form `\(form)` is `\(keywords(first))` elsewhere and `\(keywords(second))` here",
                    zh: "表单 `\(form)` 的 `\(name)` 在别处为 `\(keywords(first))`，此处为 `\(keywords(second))`"))
        case .argumentMissing(let form, let name):
            return Wording(
                Phrase(
                    en: "form `\(form)` is issued elsewhere with `\(name)`, here without",
                    zh: "别处发出表单 `\(form)` 时给出了 `\(name)`，此处没有"),
                help: Phrase(en: "add `\(keywords(.with)) \(name) = …`", zh: "请加上 `\(keywords(.with)) \(name) = …`"))
        case .chainOtherCase(let chain, let chainType, let ruleType):
            return Wording(
                Phrase(
                    en: "chain `\(chain)` is for `\(chainType)`, this is about `\(ruleType)`",
                    zh: "审批链 `\(chain)` 用于 `\(chainType)`，此处针对 `\(ruleType)`"))
        case .chainWithoutSubject(let chain):
            return Wording(
                Phrase(en: "it cannot be told which case chain `\(chain)` is about", zh: "无法判断审批链 `\(chain)` 针对何种案件"),
                help: Phrase(en: "add `\(keywords("for TYPE"))` to the chain", zh: "请在审批链中写明 `\(keywords("for 类型"))`"))
        case .apartNotText(let field, let type):
            return Wording(
                Phrase(
                    en: "`\(field)` is `\(keywords(type))` and names no person",
                    zh: "`\(field)` 的类型为 `\(keywords(type))`，不能表示人"),
                help: Phrase(
                    en: "`\(keywords(.apart))` takes fields of type `\(keywords("Text"))`",
                    zh: "`\(keywords(.apart))` 之后须是 `\(keywords("Text"))` 字段"))
        case .namedNotText(let field, let type):
            return Wording(
                Phrase(
                    en: "`\(field)` is `\(keywords(type))` and names no person",
                    zh: "`\(field)` 的类型为 `\(keywords(type))`，不能表示人"),
                help: Phrase(
                    en: "`\(keywords(.named))` takes a field of type `\(keywords("Text"))`",
                    zh: "`\(keywords(.named))` 之后须是 `\(keywords("Text"))` 字段"))
        case .noLine(let from, let to):
            return Wording(
                Phrase(
                    en: "no organisation has a line from `\(from)` up to `\(to)`",
                    zh: "没有公司存在从 `\(from)` 到 `\(to)` 的上级线"),
                help: Phrase(
                    en: "check `\(keywords(.under))` in the organisations", zh: "请检查公司声明中的 `\(keywords(.under))`"))
        case .tooFewSigners(let needed, let count):
            return Wording(
                Phrase(en: "any \(needed) of \(count) is not possible", zh: "\(count) 人中无法选出 \(needed) 人"))
        case .dutyInterval:
            return Wording(
                Phrase(en: "a duty recurs after days, working days or months", zh: "定期职责以天、工作日或月为间隔"),
                help: Phrase(
                    en: "such as `\(keywords("every 6 months from 2026-01-01"))`",
                    zh: "例如 `\(keywords("every 6 months from 2026-01-01"))`"))
        case .actWithoutPerson:
            return Wording(
                Phrase(
                    en: "the record of a case does not tell whose act this is", zh: "案件记录不载明该事项由谁办理"),
                help: Phrase(
                    en: "name an action, or `\(keywords("step STEP of CHAIN"))`",
                    zh: "请写行为，或者 `\(keywords("step STEP of CHAIN"))`"))
        case .exampleWithoutDate:
            return Wording(
                Phrase(en: "the example has no date", zh: "示例没有日期"),
                help: Phrase(en: "add `\(keywords("as of 2026-03-02"))`", zh: "请加上 `\(keywords("as of 2026-03-02"))`"))
        case .givenTwice(let name):
            return Wording(Phrase(en: "`\(name)` is given twice", zh: "`\(name)` 给出了两次"))
        case .logWithoutColumn(let part):
            return Wording(
                Phrase(en: "the log names no column for the \(part)", zh: "日志未指明 `\(keywords(part))` 所在列"),
                help: Phrase(
                    en: "add `\(keywords(.column)) \(keywords(part)) \"HEADER\"`",
                    zh: "请加上 `\(keywords(.column)) \(keywords(part)) \"表头\"`"
                ))
        case .logFactOfManyValues(let field):
            return Wording(
                Phrase(en: "`\(field)` holds more than a column can state", zh: "`\(field)` 的内容不止一栏所能填写"),
                help: Phrase(
                    en: "a column states a text, a number, a date or a value of an enumeration",
                    zh: "一栏可填写文字、数字、日期或枚举值"))
        case .activityTwice(let text):
            return Wording(Phrase(en: "`\(text)` is given a meaning twice", zh: "`\(text)` 的含义给出了两次"))
        case .distinctAndRepeated:
            return Wording(
                Phrase(
                    en: "the chain asks for distinct persons, so that nobody can come again",
                    zh: "该审批链要求各步由不同人员审批，同一人不可能再次出现"),
                help: Phrase(
                    en: "keep `\(keywords("distinct persons"))` or `\(keywords("repeated persons pass"))`",
                    zh: "`\(keywords("distinct persons"))`与`\(keywords("repeated persons pass"))`只能保留其一"))
        case .organisationOutside(let name):
            return Wording(
                Phrase(en: "the definition that is amended does not hold at `\(name)`", zh: "被修订的定义不适用于 `\(name)`"))
        case .domainNotHere(let type):
            return Wording(
                Phrase(en: "a `\(type)` has no such bounds", zh: "类型 `\(type)` 不能这样限定"),
                help: Phrase(
                    en:
                        "`\(keywords("from … to …"))` bounds numbers, money, percentages, dates and lengths of time; `\(keywords("at most N"))` a list",
                    zh: "`\(keywords("from … to …"))` 限定数、金额、百分比、日期和时长；`\(keywords("at most N"))` 限定列表"))
        case .outsideDomain(let name):
            return Wording(Phrase(en: "`\(name)` lies outside of what the field may be", zh: "`\(name)` 超出该字段的允许范围"))
        case .governingNotGiven(let name):
            return Wording(
                Phrase(
                    en: "the example does not give `\(name)`, whose law decides it", zh: "示例未给出 `\(name)`，无法确定适用哪一日的规定"),
                help: Phrase(
                    en: "add `\(keywords(.given)) \(name) = 2026-03-02`",
                    zh: "请加上 `\(keywords(.given)) \(name) = 2026-03-02`"))
        case .currencyUnknown(let code):
            return Wording(
                Phrase(en: "`\(code)` is no currency with two places", zh: "`\(code)` 不是有两位小数的货币"),
                help: Phrase(
                    en:
                        "write a code of three letters, such as `USD` or `EUR`; amounts have two places after the point",
                    zh: "请写三个字母的货币代码，如 `USD`、`EUR`；金额均为两位小数"))
        case .currencyTwice(let code, let first):
            return Wording(
                Phrase(
                    en: "the rulebook reckons in `\(first)`, and here in `\(code)`",
                    zh: "规则手册以 `\(first)` 计价，此处却为 `\(code)`"))
        case .domainEmpty:
            return Wording(Phrase(en: "no value lies within these bounds", zh: "没有任何值在此范围内"))
        case .deadlineUnclear:
            return Wording(
                Phrase(
                    en: "this deadline is counted back from a date in some cases and not in others",
                    zh: "此期限有时自某日往前推算，有时不是"),
                help: Phrase(
                    en:
                        "say where it goes from a day off: `\(keywords("rolling backward"))`, `\(keywords("rolling forward"))` or `\(keywords("rolling not"))`",
                    zh:
                        "请写明遇假日如何处理：`\(keywords("rolling backward"))`（提前）、`\(keywords("rolling forward"))`（顺延）或 `\(keywords("rolling not"))`（不动）"
                ))
        case .sourceWithoutText(let file):
            return Wording(
                Phrase(en: "the text `\(file)` cannot be read", zh: "无法读取原文 `\(file)`"),
                help: Phrase(
                    en: "name a Markdown file by its path from the folder of this rule file, within that folder",
                    zh: "请写明本规则文件所在文件夹之内的 Markdown 文件"))
        case .clauseWithoutText(let clause, let file):
            return Wording(
                Phrase(
                    en: "`\(file)` has no text under a heading for clause `\(clause)`",
                    zh: "`\(file)` 中没有条款 `\(clause)` 标题之下的内容"),
                help: Phrase(
                    en: "begin the heading with the clause's number, or end it in `{#\(clause)}`",
                    zh: "请让标题以条款编号开头，或以 `{#\(clause)}` 结尾"))
        case .linkWithoutField(let type):
            return Wording(
                Phrase(
                    en: "which `\(type)` is meant is not said", zh: "没有写明是哪一个 `\(type)`"),
                help: Phrase(
                    en:
                        "name the field that holds its id: `\(keywords("other \(type) by FIELD"))`; or take all of them: `\(keywords("list of other \(type)"))`",
                    zh:
                        "请写明记载其编号的字段：`\(keywords("other \(type) by FIELD"))`；或取其全部：`\(keywords("list of other \(type)"))`"
                ))
        case .linkNotText(let field, let type):
            return Wording(
                Phrase(
                    en: "`\(field)` is a `\(type)`, and ids of cases are texts",
                    zh: "`\(field)` 的类型是 `\(type)`，而案件编号是文本"))
        case .linkMayBeMissing(let field, let key):
            return Wording(
                Phrase(
                    en: "`\(field)` may be missing, because `\(key)` may", zh: "`\(key)` 可能缺失，因此 `\(field)` 也可能缺失"),
                help: Phrase(en: "add `?` to the type: `\(keywords("other T by FIELD?"))`", zh: "请在类型后加 `?`"))
        case .stageUnreached(let stage):
            return Wording(
                Phrase(
                    en: "no way leads from the first stage to `\(stage)`", zh: "自第一个阶段起无法到达 `\(stage)`"),
                help: Phrase(
                    en: "name it behind `\(keywords("to"))` of the stage that comes before it",
                    zh: "请在其前一阶段的 `\(keywords("to"))` 之后写明"))
        case .stageWithoutEnd(let stage):
            return Wording(
                Phrase(
                    en: "a case that is in `\(stage)` can never come to an end", zh: "处于 `\(stage)` 的案件永远无法办结"),
                help: Phrase(
                    en: "some way must lead to a stage from which none leads on",
                    zh: "须有去向通往不再有后续的阶段"))
        case .stageLimits(let total, let most, let unit):
            return Wording(
                Phrase(
                    en: "the limits of the stages add up to \(total) \(unit.text), and the whole may take \(most)",
                    zh: "各阶段的时限合计 \(total) \(keywords(unit.text))，超过全程的 \(most)"))
        case .reportWithoutPeriod:
            return Wording(
                Phrase(en: "this report has no period", zh: "此报表没有期间"),
                help: Phrase(
                    en: "add `\(keywords("every month by FIELD"))`, with the date that says when a case was",
                    zh: "请加 `\(keywords("every month by FIELD"))`，写明以哪个日期归入期间"))
        case .reportKeyOutside:
            return Wording(
                Phrase(
                    en: "only a row has a `key`: what its cases have in common", zh: "只有分行才有 `key`，即该行各案件的共同之处"))
        case .reportMayBeMissing(let field):
            return Wording(
                Phrase(
                    en: "there is none where no case counts, and `\(field)` may not be missing",
                    zh: "没有案件计入时即没有此值，而 `\(field)` 不得缺失"),
                help: Phrase(en: "add `?` to the type of the field", zh: "请在该字段的类型后加 `?`"))
        }
    }

    static func path(_ names: [String]) -> String {
        (names + names.prefix(1)).map { "`\($0)`" }.joined(separator: " → ")
    }
}
