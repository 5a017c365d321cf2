import WritLanguage

extension DeclarationFact {
    /// Of forms, chains, duties, examples and logs.
    var moreWording: Wording {
        switch self {
        case .overrideOtherCase(let rule, let type):
            Wording(
                Phrase(en: "rule `\(rule)` is about `\(type)`", zh: "规则 `\(rule)` 针对 `\(type)`"),
                help: Phrase(en: "a rule overrides rules about its own case type", zh: "规则只能优先于同一案件类型的规则"))
        case .formOtherCase(let form, let formType, let ruleType):
            Wording(
                Phrase(
                    en: "form `\(form)` is for `\(formType)`, this is about `\(ruleType)`",
                    zh: "表单 `\(form)` 用于 `\(formType)`，此处针对 `\(ruleType)`"))
        case .argumentType(let form, let name, let first, let second):
            Wording(
                Phrase(
                    en: "`\(name)` of form `\(form)` is `\(first)` elsewhere and `\(second)` here",
                    zh: "表单 `\(form)` 的 `\(name)` 在别处为 `\(first)`，此处为 `\(second)`"))
        case .argumentMissing(let form, let name):
            Wording(
                Phrase(
                    en: "form `\(form)` is issued elsewhere with `\(name)`, here without",
                    zh: "别处发出表单 `\(form)` 时给出了 `\(name)`，此处没有"),
                help: Phrase(en: "add `with \(name) = …`", zh: "请加上 `with \(name) = …`"))
        case .chainOtherCase(let chain, let chainType, let ruleType):
            Wording(
                Phrase(
                    en: "chain `\(chain)` is for `\(chainType)`, this is about `\(ruleType)`",
                    zh: "审批链 `\(chain)` 用于 `\(chainType)`，此处针对 `\(ruleType)`"))
        case .chainWithoutSubject(let chain):
            Wording(
                Phrase(en: "it cannot be told which case chain `\(chain)` is about", zh: "无法判断审批链 `\(chain)` 针对何种案件"),
                help: Phrase(en: "add `for TYPE` to the chain", zh: "请在审批链中写明 `for 类型`"))
        case .apartNotText(let field, let type):
            Wording(
                Phrase(
                    en: "`\(field)` is `\(type)` and names no person", zh: "`\(field)` 的类型为 `\(type)`，不能表示人"),
                help: Phrase(en: "`apart` takes fields of type `Text`", zh: "`apart` 之后须是 `Text` 字段"))
        case .namedNotText(let field, let type):
            Wording(
                Phrase(
                    en: "`\(field)` is `\(type)` and names no person", zh: "`\(field)` 的类型为 `\(type)`，不能表示人"),
                help: Phrase(en: "`named` takes a field of type `Text`", zh: "`named` 之后须是 `Text` 字段"))
        case .noLine(let from, let to):
            Wording(
                Phrase(
                    en: "no organisation has a line from `\(from)` up to `\(to)`",
                    zh: "没有公司存在从 `\(from)` 到 `\(to)` 的上级线"),
                help: Phrase(en: "check `under` in the organisations", zh: "请检查公司声明中的 `under`"))
        case .tooFewSigners(let needed, let count):
            Wording(
                Phrase(en: "any \(needed) of \(count) is not possible", zh: "\(count) 人中无法选出 \(needed) 人"))
        case .dutyInterval:
            Wording(
                Phrase(en: "a duty recurs after days, working days or months", zh: "定期职责以天、工作日或月为间隔"),
                help: Phrase(en: "such as `every 6 months from 2026-01-01`", zh: "例如 `every 6 months from 2026-01-01`"))
        case .exampleWithoutDate:
            Wording(
                Phrase(en: "the example has no date", zh: "示例没有日期"),
                help: Phrase(en: "add `as of 2026-03-02`", zh: "请加上 `as of 2026-03-02`"))
        case .givenTwice(let name):
            Wording(Phrase(en: "`\(name)` is given twice", zh: "`\(name)` 给出了两次"))
        case .logWithoutColumn(let part):
            Wording(
                Phrase(en: "the log names no column for the \(part)", zh: "日志未指明 `\(part)` 所在列"),
                help: Phrase(en: "add `column \(part) \"HEADER\"`", zh: "请加上 `column \(part) \"表头\"`"))
        case .logFactOfManyValues(let field):
            Wording(
                Phrase(en: "`\(field)` holds more than a column can state", zh: "`\(field)` 的内容不止一栏所能填写"),
                help: Phrase(
                    en: "a column states a text, a number, a date or a value of an enumeration",
                    zh: "一栏可填写文字、数字、日期或枚举值"))
        case .activityTwice(let text):
            Wording(Phrase(en: "`\(text)` is given a meaning twice", zh: "`\(text)` 的含义给出了两次"))
        case .organisationOutside(let name):
            Wording(
                Phrase(en: "the definition that is amended does not hold at `\(name)`", zh: "被修订的定义不适用于 `\(name)`"))
        default: Wording(Phrase(en: id, zh: id))
        }
    }
}
