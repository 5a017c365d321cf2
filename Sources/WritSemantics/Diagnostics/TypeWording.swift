package import WritLanguage

extension TypeFact {
    package var wording: Wording { wording(in: .english) }

    package func wording(in keywords: KeywordTable) -> Wording {
        switch self {
        case .mismatch(let expected, let found, let hint):
            return Wording(
                Phrase(
                    en: "expected `\(keywords(expected))`, found `\(keywords(found))`",
                    zh: "此处应为 `\(keywords(expected))`，实为 `\(keywords(found))`"),
                label: Phrase(en: "this is `\(keywords(found))`", zh: "这是 `\(keywords(found))`"),
                help: hint?.phrase(keywords))
        case .operands(let operation, let left, let right, let hint):
            return Wording(
                Phrase(
                    en: "`\(keywords(operation))` cannot join `\(keywords(left))` and `\(keywords(right))`",
                    zh: "`\(keywords(operation))` 不能用于 `\(keywords(left))` 与 `\(keywords(right))`"),
                help: hint?.phrase(keywords))
        case .notOrdered(let type, let isUnorderedEnum):
            return Wording(
                Phrase(en: "values of `\(keywords(type))` have no order", zh: "`\(keywords(type))` 的取值没有先后大小"),
                help: isUnorderedEnum
                    ? Phrase(
                        en: "join its values by `<` and not by `|` where they have an order",
                        zh: "若取值有高低，请在声明中用 `<` 而不是 `|` 连接") : nil)
        case .notComparable(let type):
            return Wording(
                Phrase(en: "values of `\(keywords(type))` cannot be compared", zh: "`\(keywords(type))` 的值不能比较"),
                help: Phrase(en: "compare their fields", zh: "请比较其字段"))
        case .notList(let found):
            return Wording(
                Phrase(en: "expected a list, found `\(keywords(found))`", zh: "此处应为列表，实为 `\(keywords(found))`"),
                label: Phrase(en: "not a list", zh: "不是列表"))
        case .notRecord(let found, let member):
            return Wording(
                Phrase(
                    en: "`\(keywords(found))` has no field `\(member)`", zh: "`\(keywords(found))` 没有字段 `\(member)`"),
                help: found.hasPrefix("list of")
                    ? Phrase(
                        en:
                            "ask its elements, by `\(keywords(.someIn))`, `\(keywords(.every))`, `\(keywords(.where))`, `\(keywords("sum of"))` or `[1]`",
                        zh:
                            "请用 `\(keywords(.someIn))`、`\(keywords(.every))`、`\(keywords(.where))`、`\(keywords("sum of"))` 或 `[1]` 取其元素"
                    ) : nil)
        case .notRecordList(let found):
            return Wording(
                Phrase(
                    en: "expected a list of records, found `\(keywords(found))`",
                    zh: "此处应为记录的列表，实为 `\(keywords(found))`"),
                help: Phrase(en: "equal values cannot be told apart; records can", zh: "相同的值无法分辨，记录则可以"))
        case .untested(let what, let type):
            let name = what.map { "`\(keywords($0))`" }
            return Wording(
                Phrase(
                    en: "\(name ?? "this value") may be missing, and this needs a value of `\(keywords(type))`",
                    zh: "\(name ?? "此值")可能缺省，而此处需要 `\(keywords(type))`"),
                label: Phrase(en: "may be missing", zh: "可能缺省"),
                help: Phrase(
                    en:
                        "test it first by `\(keywords(what ?? "x")) \(keywords("is known and")) …`, or give a fallback by `\(keywords(what ?? "x")) \(keywords("or else")) …`",
                    zh:
                        "请先判断 `\(keywords(what ?? "x")) \(keywords("is known and")) …`，或用 `\(keywords(what ?? "x")) \(keywords("or else")) …` 给出缺省时的值"
                ))
        case .neverMissing(let what, let type):
            return Wording(
                Phrase(
                    en:
                        "\(what.map { "`\(keywords($0))`" } ?? "this value") is never missing: its type is `\(keywords(type))`",
                    zh: "\(what.map { "`\(keywords($0))`" } ?? "此值")不会缺省：其类型为 `\(keywords(type))`"),
                help: Phrase(
                    en: "declare it as `\(keywords(type))?` if it may rightly be absent",
                    zh: "若确可缺省，请声明为 `\(keywords(type))?`"))
        case .judgementNeverMissing:
            return Wording(
                Phrase(
                    en: "a judgement is never missing: it is unknown until somebody makes it",
                    zh: "判断不会缺省：作出之前为未知"),
                help: Phrase(
                    en: "let a fact of the case say whether it was made, and ask for that first",
                    zh: "请另设一项事实，写明是否已作判断，并先行判断该事实"))
        case .absentNotAllowed(let type):
            return Wording(
                Phrase(
                    en: "a value of type `\(keywords(type))` is never missing", zh: "类型 `\(keywords(type))` 的值不会缺省"),
                help: Phrase(en: "declare it as `\(keywords(type))?`", zh: "请声明为 `\(keywords(type))?`"))
        case .sameOnBothSides(let what):
            return Wording(
                Phrase(en: "`\(what)` is compared with itself", zh: "`\(what)` 与自身比较"),
                help: Phrase(
                    en: "within a list's condition, `\(keywords(.this)).\(what)` is that of the case around it",
                    zh: "在列表条件中，`\(keywords(.this)).\(what)` 指外层案件的字段"))
        case .notSummable(let type):
            return Wording(
                Phrase(en: "values of `\(keywords(type))` cannot be added up", zh: "`\(keywords(type))` 的值不能求和"))
        case .numberOutOfRange(let text):
            return Wording(
                Phrase(en: "the number `\(text.prefix(40))` is out of range", zh: "数 `\(text.prefix(40))` 超出范围"))
        case .roundedTooFar(let most):
            return Wording(
                Phrase(en: "numbers are rounded to 0 to \(most) places", zh: "舍入的小数位数应为 0 至 \(most)"))
        case .otherCurrency(let mark, let currency):
            return Wording(
                Phrase(
                    en: "the rulebook reckons in \(currency.code), and this amount is written with `\(mark)`",
                    zh: "规则手册以 \(currency.code) 计价，而此金额写作 `\(mark)`"),
                help: Phrase(
                    en:
                        "write `\(currency.example)`, or say below `\(keywords("rulebook"))` what the amounts are in: `\(keywords("currency USD"))`",
                    zh: "请写 `\(currency.example)`，或在 `\(keywords("rulebook"))` 之下写明货币：`\(keywords("currency USD"))`"))
        case .invalidDate(let text):
            return Wording(
                Phrase(en: "there is no day `\(text)`", zh: "没有 `\(text)` 这一天"),
                help: Phrase(en: "dates are written `2026-03-02`", zh: "日期写作 `2026-03-02`"))
        case .invalidDateTime(let text):
            return Wording(
                Phrase(en: "`\(text)` is no point in time", zh: "`\(text)` 不是有效的时间"),
                help: Phrase(
                    en: "times are written `2026-03-02T10:00:00+08:00`", zh: "时间写作 `2026-03-02T10:00:00+08:00`"))
        case .recordWithoutType:
            return Wording(
                Phrase(en: "it cannot be told which record this is", zh: "无法判断这是哪一种记录"),
                help: Phrase(
                    en: "a record can stand where a value of a record type is expected", zh: "记录只能写在需要该记录类型之处"))
        case .missingField(let record, let field):
            return Wording(
                Phrase(en: "this `\(record)` lacks the field `\(field)`", zh: "此 `\(record)` 缺少字段 `\(field)`"))
        case .notConstant:
            return Wording(
                Phrase(en: "only a constant may stand here", zh: "此处只能写常量"),
                label: Phrase(en: "depends on the case", zh: "取决于具体案件"))
        case .negativeForbidden:
            return Wording(Phrase(en: "a time limit must be greater than nothing", zh: "期限必须大于零"))
        case .noCalendar:
            return Wording(
                Phrase(en: "working days need a calendar, and none is declared", zh: "工作日需要日历，但未声明日历"),
                help: Phrase(
                    en: "declare one, such as `\(keywords("calendar office weekend Saturday Sunday"))`",
                    zh: "请声明日历，例如 `\(keywords("calendar office weekend Saturday Sunday"))`"))
        case .notDuration(let found, let comparison):
            return Wording(
                Phrase(
                    en: "expected a length of time, found `\(keywords(found))`", zh: "此处应为时间长度，实为 `\(keywords(found))`"),
                help: comparison.map {
                    Phrase(en: "to compare two days, write `\($0)`", zh: "比较两个日期请写 `\($0)`")
                } ?? Phrase(en: "such as `\(keywords("3 working days"))`", zh: "例如 `\(keywords("3 working days"))`"))
        case .optionalNotAllowed:
            return Wording(Phrase(en: "the type may not be optional here", zh: "此处类型不可缺省"))
        case .notAllowedHere(let type):
            return Wording(
                Phrase(en: "the type `\(keywords(type))` may not stand here", zh: "此处不可使用类型 `\(keywords(type))`"))
        }
    }
}

extension TypeFact.Hint {
    fileprivate func phrase(_ keywords: KeywordTable) -> Phrase {
        switch self {
        case .writeMoney(let currency):
            Phrase(
                en:
                    "write money as `\(currency.example)` or `5,000 \(currency == .yuan ? currency.zh : currency.code)`",
                zh: "金额写作 `\(currency.example)` 或 `5,000 \(currency == .yuan ? currency.zh : currency.code)`")
        case .writePercent: Phrase(en: "write percentages as `12%`", zh: "百分比写作 `12%`")
        case .writeDuration(let unit):
            Phrase(en: "write it as `7 \(keywords(unit.text))`", zh: "写作 `7 \(keywords(unit.text))`")
        case .useAfter: Phrase(en: "write `\(keywords("7 days after d"))`", zh: "写作 `\(keywords("7 days after d"))`")
        case .useDaysFrom:
            Phrase(
                en: "`\(keywords("days from a to b"))` gives a number to reckon with",
                zh: "`\(keywords("days from a to b"))` 得到可计算的天数")
        case .convertUnit:
            Phrase(en: "units are not converted into one another; use one of them throughout", zh: "单位之间不会自动换算，请统一单位")
        case .fallback:
            Phrase(en: "give a fallback by `\(keywords("or else"))`", zh: "请用 `\(keywords("or else"))` 给出缺省时的值")
        }
    }
}

extension DurationUnit {
    /// As the language writes it.
    package var text: String {
        switch self {
        case .days: "days"
        case .workingDays: "working days"
        case .months: "months"
        case .hours: "hours"
        }
    }
}
