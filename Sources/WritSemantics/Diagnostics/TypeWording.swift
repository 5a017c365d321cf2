package import WritLanguage

extension TypeFact {
    package var wording: Wording {
        switch self {
        case .mismatch(let expected, let found, let hint):
            return Wording(
                Phrase(en: "expected `\(expected)`, found `\(found)`", zh: "此处应为 `\(expected)`，实为 `\(found)`"),
                label: Phrase(en: "this is `\(found)`", zh: "这是 `\(found)`"), help: hint?.phrase)
        case .operands(let operation, let left, let right, let hint):
            return Wording(
                Phrase(
                    en: "`\(operation)` cannot join `\(left)` and `\(right)`",
                    zh: "`\(operation)` 不能用于 `\(left)` 与 `\(right)`"), help: hint?.phrase)
        case .notOrdered(let type, let isUnorderedEnum):
            return Wording(
                Phrase(en: "values of `\(type)` have no order", zh: "`\(type)` 的取值没有先后大小"),
                help: isUnorderedEnum
                    ? Phrase(
                        en: "join its values by `<` and not by `|` where they have an order",
                        zh: "若取值有高低，请在声明中用 `<` 而不是 `|` 连接") : nil)
        case .notComparable(let type):
            return Wording(
                Phrase(en: "values of `\(type)` cannot be compared", zh: "`\(type)` 的值不能比较"),
                help: Phrase(en: "compare their fields", zh: "请比较其字段"))
        case .notList(let found):
            return Wording(
                Phrase(en: "expected a list, found `\(found)`", zh: "此处应为列表，实为 `\(found)`"),
                label: Phrase(en: "not a list", zh: "不是列表"))
        case .notRecord(let found, let member):
            return Wording(
                Phrase(en: "`\(found)` has no field `\(member)`", zh: "`\(found)` 没有字段 `\(member)`"),
                help: found.hasPrefix("list of")
                    ? Phrase(
                        en: "ask its elements, by `some`, `every`, `where`, `sum of` or `[1]`",
                        zh: "请用 `some`、`every`、`where`、`sum of` 或 `[1]` 取其元素") : nil)
        case .untested(let what, let type):
            let name = what.map { "`\($0)`" }
            return Wording(
                Phrase(
                    en: "\(name ?? "this value") may be missing, and this needs a value of `\(type)`",
                    zh: "\(name ?? "此值")可能缺省，而此处需要 `\(type)`"),
                label: Phrase(en: "may be missing", zh: "可能缺省"),
                help: Phrase(
                    en:
                        "test it first by `\(what ?? "x") is known and …`, or give a fallback by `\(what ?? "x") or else …`",
                    zh: "请先判断 `\(what ?? "x") is known and …`，或用 `\(what ?? "x") or else …` 给出缺省时的值"))
        case .neverMissing(let what, let type):
            return Wording(
                Phrase(
                    en: "\(what.map { "`\($0)`" } ?? "this value") is never missing: its type is `\(type)`",
                    zh: "\(what.map { "`\($0)`" } ?? "此值")不会缺省：其类型为 `\(type)`"),
                help: Phrase(
                    en: "declare it as `\(type)?` if it may rightly be absent", zh: "若确可缺省，请声明为 `\(type)?`"))
        case .notSummable(let type):
            return Wording(Phrase(en: "values of `\(type)` cannot be added up", zh: "`\(type)` 的值不能求和"))
        case .numberOutOfRange(let text):
            return Wording(
                Phrase(en: "the number `\(text.prefix(40))` is out of range", zh: "数 `\(text.prefix(40))` 超出范围"))
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
                    en: "declare one, such as `calendar office weekend Saturday Sunday`",
                    zh: "请声明日历，例如 `calendar office weekend Saturday Sunday`"))
        case .notDuration(let found):
            return Wording(
                Phrase(en: "expected a length of time, found `\(found)`", zh: "此处应为时间长度，实为 `\(found)`"),
                help: Phrase(en: "such as `3 working days`", zh: "例如 `3 working days`"))
        case .optionalNotAllowed:
            return Wording(Phrase(en: "the type may not be optional here", zh: "此处类型不可缺省"))
        case .notAllowedHere(let type):
            return Wording(Phrase(en: "the type `\(type)` may not stand here", zh: "此处不可使用类型 `\(type)`"))
        }
    }
}

extension TypeFact.Hint {
    fileprivate var phrase: Phrase {
        switch self {
        case .writeMoney: Phrase(en: "write money as `¥5,000` or `5,000 元`", zh: "金额写作 `¥5,000` 或 `5,000 元`")
        case .writePercent: Phrase(en: "write percentages as `12%`", zh: "百分比写作 `12%`")
        case .writeDuration(let unit): Phrase(en: "write it as `7 \(unit.text)`", zh: "写作 `7 \(unit.text)`")
        case .useAfter: Phrase(en: "write `7 days after d`", zh: "写作 `7 days after d`")
        case .useDaysFrom:
            Phrase(en: "`days from a to b` gives a number to reckon with", zh: "`days from a to b` 得到可计算的天数")
        case .convertUnit:
            Phrase(en: "units are not converted into one another; use one of them throughout", zh: "单位之间不会自动换算，请统一单位")
        case .fallback: Phrase(en: "give a fallback by `or else`", zh: "请用 `or else` 给出缺省时的值")
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
