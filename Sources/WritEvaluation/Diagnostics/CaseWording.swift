import WritLanguage
import WritSemantics

/// The words for what is wrong with case data.
enum CaseWording {
    static func wording(of fact: CaseFact) -> Wording {
        switch fact {
        case .wrongType(let expected, let found):
            Wording(
                Phrase(
                    en: "expected \(expected), found \(phrase(found).en)",
                    zh: "此处应为\(chinese(expected))，却是\(phrase(found).zh)"),
                help: help(for: expected))
        case .notAValue(let text, let type):
            Wording(
                Phrase(en: "`\(short(text))` is no value of \(type)", zh: "`\(short(text))` 不是\(chinese(type))"),
                help: help(for: type))
        case .notWhole(let text):
            Wording(Phrase(en: "`\(short(text))` is not a whole number", zh: "`\(short(text))` 不是整数"))
        case .outOfRange(let text):
            Wording(
                Phrase(
                    en: "`\(short(text))` is too large, or has too many places, to be exact",
                    zh: "`\(short(text))` 过大或小数位过多，无法精确表示"),
                help: Phrase(
                    en: "numbers have up to 20 digits before the point and 18 after it", zh: "整数部分最多 20 位，小数最多 18 位"))
        case .tooLarge(let text):
            Wording(
                Phrase(en: "`\(short(text))` is too large", zh: "`\(short(text))` 过大"),
                help: Phrase(
                    en: "whole numbers go up to 9223372036854775807; a number of an account is a text",
                    zh: "整数最大为 9223372036854775807；账号之类的号码应作文本"))
        case .noPercentSign(let text):
            Wording(
                Phrase(en: "`\(short(text))` has no `%`", zh: "`\(short(text))` 没有 `%`"),
                help: Phrase(
                    en: "write the percentage with its sign, such as `5%`; without it 5 and 0.05 may mean the same",
                    zh: "百分比请带符号，例如 `5%`；不带符号时 5 与 0.05 可能是同一意思"))
        case .tooManyPlaces(let text):
            Wording(
                Phrase(en: "`\(short(text))` has more than two places", zh: "`\(short(text))` 的小数超过两位"),
                help: Phrase(en: "money is exact to the fen", zh: "金额精确到分"))
        case .badDate(let text):
            Wording(
                Phrase(en: "`\(short(text))` is not a day of the calendar", zh: "`\(short(text))` 不是日历上的日期"),
                help: Phrase(en: "write dates as `2026-03-02`", zh: "日期写作 `2026-03-02`"))
        case .unknownDateOrder(let text):
            Wording(
                Phrase(
                    en: "`\(short(text))` does not tell which is the day and which the month",
                    zh: "`\(short(text))` 看不出哪个是月、哪个是日"),
                help: Phrase(
                    en: "say it with `--dates mdy` (month first) or `--dates dmy` (day first)",
                    zh: "请用 `--dates mdy`（月在前）或 `--dates dmy`（日在前）说明"))
        case .serialDate(let text):
            Wording(
                Phrase(
                    en: "`\(short(text))` is a number as spreadsheets keep days, and not a day",
                    zh: "`\(short(text))` 是电子表格内部的日期序号，不是日期"),
                help: Phrase(
                    en: "format the column as a date, such as `2026-03-02`, and save the file again",
                    zh: "请将该列设为日期格式（如 `2026-03-02`）后重新保存"))
        case .instantForDay(let text):
            Wording(
                Phrase(
                    en: "`\(short(text))` is a moment with an offset, whose day depends on the place",
                    zh: "`\(short(text))` 是带时差的时刻，属于哪一天因地而异"),
                help: Phrase(en: "write the day alone: `2026-03-02`", zh: "请只写日期：`2026-03-02`"))
        case .badDateTime(let text):
            Wording(
                Phrase(en: "`\(short(text))` is not a point in time", zh: "`\(short(text))` 不是时刻"),
                help: Phrase(en: "write it as `2026-03-02T10:00:00+08:00`", zh: "时刻写作 `2026-03-02T10:00:00+08:00`"))
        case .unknownValue(let text, let type, let allowed, let suggestion):
            Wording(
                Phrase(en: "`\(type)` has no value `\(short(text))`", zh: "`\(type)` 没有值 `\(short(text))`"),
                help: suggestion.map(didYouMean)
                    ?? Phrase(en: "it has \(listed(allowed, "and"))", zh: "可用的值：\(listed(allowed, "和"))"))
        case .unknownKey(let key, let owner, let suggestion):
            Wording(
                Phrase(en: "\(owner) has no key `\(short(key))`", zh: "\(owner) 没有键 `\(short(key))`"),
                help: suggestion.map(didYouMean))
        case .missingKey(let key):
            Wording(
                Phrase(en: "the key `\(key)` is missing", zh: "缺少键 `\(key)`"), help: missing(key))
        case .unknownName(let name, let entity, let suggestion):
            Wording(
                Phrase(
                    en: "the rulebook has no \(phrase(entity).en) `\(short(name))`",
                    zh: "规则中没有\(phrase(entity).zh) `\(short(name))`"),
                help: suggestion.map(didYouMean) ?? (entity == .decision ? thereIs(decisions) : nil))
        case .unknownOfRecord(let name, let entity, let known, let suggestion):
            Wording(
                Phrase(
                    en: "there is no \(phrase(entity).en) `\(short(name))`",
                    zh: "没有\(phrase(entity).zh) `\(short(name))`"),
                help: Phrase(
                    en: (suggestion.map { didYouMean($0).en + " " } ?? "") + "there are: \(listed(known, "and"))",
                    zh: (suggestion.map { didYouMean($0).zh } ?? "") + "可用的有：\(listed(known, "和"))"))
        case .hiddenCharacter(let scalar, let place):
            Wording(
                Phrase(
                    en: "character \(place) of the name, \(code(scalar)), cannot be seen",
                    zh: "姓名的第\(place)个字符（\(code(scalar))）不可见"),
                help: Phrase(
                    en: "take it out: two persons could be made of one by it", zh: "请删除：它可使一人看似两人"))
        case .idOfTwo(let id, let first, let second):
            Wording(
                Phrase(
                    en: "the id `\(short(id))` is that of \(short(first)) and of \(short(second))",
                    zh: "编号`\(short(id))`既属于\(short(first))，又属于\(short(second))"),
                help: Phrase(en: "an id is that of one person", zh: "一个编号只能属于一人"))
        case .namesakeWithoutID(let name):
            Wording(
                Phrase(
                    en: "\(short(name)) stands in the list with an id and without one",
                    zh: "名单中的\(short(name))有的行写有编号，有的行没有"),
                help: Phrase(
                    en: "write the id in each row of that name, so that it is clear whether they are one person",
                    zh: "请在该姓名的每一行写明编号，以辨明是否为同一人"))
        case .noOrganisation(let rules, let organisations):
            Wording(
                Phrase(
                    en: "the case names no organisation, so \(rules) of the rules about it do not apply",
                    zh: "案件未写明单位，因此有 \(rules) 条规则不适用"),
                help: Phrase(
                    en: "say which: `\"organisation\": \"…\"`, with \(listed(organisations, "or"))",
                    zh: "请写明单位：`\"organisation\": \"…\"`，可用的值：\(listed(organisations, "或"))"))
        case .noOrganisations(let cases, let rules, let organisations):
            Wording(
                Phrase(
                    en: (cases == 1 ? "1 case names" : "\(cases) cases name")
                        + " no organisation, so \(rules) of the rules do not apply there",
                    zh: "有 \(cases) 件案件未写明单位，因此有 \(rules) 条规则对其不适用"),
                help: Phrase(
                    en: "say which in each: `organisation`, with \(listed(organisations, "or"))",
                    zh: "请在各案件中以 `organisation` 写明单位，可用的值：\(listed(organisations, "或"))"))
        case .outsideDomain(_, _, let most?):
            Wording(Phrase(en: "the list has more than \(most) elements", zh: "列表超过 \(most) 项"))
        case .outsideDomain(let lower, let upper, nil):
            Wording(
                Phrase(en: "the value lies outside of what the field may be", zh: "该值超出该字段的允许范围"),
                help: Phrase(
                    en: [lower.map { "from \($0)" }, upper.map { "to \($0)" }].compactMap { $0 }.joined(separator: " "),
                    zh: [lower.map { "自 \($0)" }, upper.map { "至 \($0)" }].compactMap { $0 }.joined()))
        case .decisionLacks(let part):
            Wording(
                Phrase(en: "the decision does not state `\(part)`", zh: "该判断未写明 `\(part)`"),
                help: Phrase(
                    en: "a judgement counts once it says what was decided, by whom, on which day and why",
                    zh: "写明判断、判断人、日期和理由的，方为有效判断"))
        case .decidedLater(let day, let asOf):
            Wording(
                Phrase(
                    en: "the decision is of \(day), after the day \(asOf) as of which the case is decided",
                    zh: "该判断作于 \(day)，晚于案件日期 \(asOf)"),
                help: Phrase(en: "what lies later has not happened yet", zh: "其后之事尚未发生"))
        case .tooManyElements(let limit):
            Wording(
                Phrase(en: "the list has more than \(limit) elements", zh: "列表超过 \(limit) 项"),
                help: Phrase(en: "divide it among several cases", zh: "请分成几个案件"))
        case .twiceGiven(let key, let name):
            Wording(
                Phrase(en: "`\(key)` states `\(name)` a second time", zh: "`\(key)` 重复写明了 `\(name)`"),
                help: Phrase(
                    en: "state a field once, by its name or by its title", zh: "每个字段只写一次，用名称或标题均可"))
        case .unknownColumn(let name, let suggestion):
            Wording(
                Phrase(en: "the column `\(short(name))` stands for no field", zh: "列 `\(short(name))` 不对应任何字段"),
                help: suggestion.map(didYouMean)
                    ?? Phrase(
                        en: "a column is a field, its title, or a path such as `violations[1].kind`",
                        zh: "列名是字段名、标题或路径，例如 `violations[1].kind`"))
        case .unknownColumns(let names):
            Wording(
                Phrase(
                    en: "\(names.count) columns stand for no field: \(listed(names, "and"))",
                    zh:
                        "\(names.count) 列不对应任何字段：\(names.prefix(12).map { "`\($0)`" }.joined(separator: "、"))\(names.count > 12 ? "等" : "")"
                ),
                help: Phrase(
                    en:
                        "let the rulebook say what this table's columns stand for (`columns`): all others are passed over then; or leave them out of the table",
                    zh: "请在规则中用 `columns` 写明此表各列的含义，其余各列即被略过；或者从表中删去这些列"))
        case .columnNotThere(let name, let suggestion):
            Wording(
                Phrase(
                    en: "the table has no column `\(short(name))`, which the rulebook names",
                    zh: "表格没有规则手册所列的列 `\(short(name))`"),
                help: suggestion.map(didYouMean))
        case .unknownSelection(let name, let known):
            Wording(
                Phrase(
                    en: "`\(short(name))` is no table and no definition of this type of case",
                    zh: "`\(short(name))` 不是此案件类型的表或定义"),
                help: Suggestion.nearest(to: name, among: known).map(didYouMean) ?? thereIs(known))
        case .extraFields(let count, let expected):
            Wording(
                Phrase(
                    en: "the row has \(count) fields and the header \(expected)",
                    zh: "本行有 \(count) 个字段，表头有 \(expected) 个"),
                help: Phrase(
                    en: "put a field that holds the separator into quotes", zh: "含分隔符的字段要加引号"))
        case .namelessColumn:
            Wording(
                Phrase(en: "this column has no name in the header", zh: "此列在表头中没有名称"),
                help: Phrase(
                    en: "name it, or empty it", zh: "请写上列名，或清空该列"))
        case .fewerFields(let count, let expected):
            Wording(
                Phrase(
                    en:
                        "the row has \(count) fields and the header \(expected): the columns left out count as not stated",
                    zh: "本行有 \(count) 个字段，表头有 \(expected) 个；缺少的各列视为未写明"),
                help: Phrase(
                    en: "is the file cut off? This is the first such row, there may be more",
                    zh: "文件是否不完整？这是第一处，之后可能还有"))
        case .groupDiffers(let column):
            Wording(
                Phrase(
                    en: "`\(column)` is not what the first row of the same case says", zh: "`\(column)` 与同一案件第一行所写不同"),
                help: Phrase(
                    en: "the rows of a case may differ only in the columns of its list", zh: "同一案件的各行只有列表的列可以不同"))
        case .emptyStaff:
            Wording(
                Phrase(en: "the staff list names nobody", zh: "任职名单中没有任何人"),
                help: Phrase(
                    en: "list who holds which role, or leave `--staff` out: roles then rest on the word of the cases",
                    zh: "请列出各岗位由谁担任，或者不用 `--staff`：岗位即以案件所载为准"))
        case .noHeader:
            Wording(
                Phrase(en: "there is no header line", zh: "没有表头"),
                help: Phrase(en: "the first line names the fields", zh: "第一行写字段名"))
        case .notUTF8:
            Wording(
                Phrase(
                    en: "the text is not whole in its encoding, or holds a character that no document can",
                    zh: "文本不符合其编码，或含有文书不能使用的字符"),
                help: Phrase(
                    en: "save the file as UTF-8, or say its encoding with `--encoding`",
                    zh: "请将文件保存为 UTF-8，或用 `--encoding` 写明编码"))
        }
    }

    /// `U+200B`
    private static func code(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// The type as rules write it.
    static func name(of type: ValueType, in program: Program) -> String {
        switch type {
        case .boolean: "Boolean"
        case .integer: "Integer"
        case .decimal: "Decimal"
        case .money: "Money"
        case .percent: "Percent"
        case .text: "Text"
        case .date: "Date"
        case .dateTime: "DateTime"
        case .duration(let unit): unit == .workingDays ? "working days" : unit.rawValue
        case .enumeration(let id): program.enums[id.index].identity.name
        case .record(let id): program.records[id.index].identity.name
        case .list(let element): "list of " + name(of: element, in: program)
        case .optional(let inner): name(of: inner, in: program)
        case .group, .timeOfDay, .weekday, .error: "value"
        }
    }

    /// A type by its Chinese word; one of the rulebook by its name.
    private static func chinese(_ type: String) -> String {
        if type.hasPrefix("list of ") { return chinese(String(type.dropFirst("list of ".count))) + "的列表" }
        return switch type {
        case "Boolean": "是否"
        case "Integer": "整数"
        case "Decimal": "小数"
        case "Money": "金额"
        case "Percent": "百分比"
        case "Text": "文字"
        case "Date": "日期"
        case "DateTime": "时刻"
        case "days": "天数"
        case "working days": "工作日数"
        case "months": "月数"
        case "hours": "小时数"
        case "object": "对象"
        case "value": "值"
        default: " `\(type)` 的值"
        }
    }

    private static func help(for type: String) -> Phrase? {
        switch type {
        case "Boolean": Phrase(en: "write `true` or `false`", zh: "请写 `true` 或 `false`")
        case "Text": Phrase(en: "put it into double quotes", zh: "请放入双引号")
        case "Money": Phrase(en: "write `1200.50`", zh: "请写 `1200.50`")
        case "Date": Phrase(en: "write `2026-03-02`; in JSON between quotes", zh: "请写 `2026-03-02`；在 JSON 中加引号")
        case "days", "working days", "months", "hours":
            Phrase(en: "write the number of \(type)", zh: "请写\(chinese(type))")
        default: nil
        }
    }

    private static func missing(_ key: String) -> Phrase? {
        switch key {
        case "case":
            Phrase(
                en: "name the type of case: `\"case\": \"…\"`, or give `--case TYPE`",
                zh: "请写明案件类型：`\"case\": \"…\"`，或用 `--case TYPE`")
        case "as-of":
            Phrase(
                en: "say for which day: `\"as-of\": \"2026-03-02\"`, or give `--as-of DATE`",
                zh: "请写明日期：`\"as-of\": \"2026-03-02\"`，或用 `--as-of DATE`")
        case "facts": Phrase(en: "the facts stand in `\"facts\": { … }`", zh: "事实写在 `\"facts\": { … }` 中")
        default: nil
        }
    }

    private static func didYouMean(_ name: String) -> Phrase {
        Phrase(en: "did you mean `\(name)`?", zh: "是否想写 `\(name)`？")
    }

    private static func listed(_ names: [String], _ and: String) -> String {
        let shown = names.prefix(12).map { "`\($0)`" }
        if names.count > 12 { return shown.joined(separator: ", ") + ", …" }
        guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
        return shown.dropLast().joined(separator: ", ") + " \(and) " + last
    }

    /// Long texts are cut, so that a message stays a line.
    private static func short(_ text: String) -> String { text.count > 60 ? text.prefix(57) + "…" : text }

    private static let decisions = ApprovalDecision.allCases.map(\.rawValue)

    /// What there is, where it is little enough to be read.
    private static func thereIs(_ names: [String]) -> Phrase? {
        names.isEmpty || names.count > 40
            ? nil : Phrase(en: "there is \(listed(names, "and"))", zh: "可用的有 \(listed(names, "和"))")
    }

    private static func phrase(_ found: CaseFact.Found) -> Phrase {
        switch found {
        case .null: Phrase(en: "null", zh: " null")
        case .boolean: Phrase(en: "a Boolean", zh: "布尔值")
        case .number: Phrase(en: "a number", zh: "数字")
        case .text: Phrase(en: "a text", zh: "文本")
        case .list: Phrase(en: "a list", zh: "列表")
        case .record: Phrase(en: "an object", zh: "对象")
        }
    }

    private static func phrase(_ entity: CaseFact.Entity) -> Phrase {
        switch entity {
        case .caseType: Phrase(en: "type of case", zh: "案件类型")
        case .organisation: Phrase(en: "organisation", zh: "组织")
        case .form: Phrase(en: "form", zh: "表单")
        case .role: Phrase(en: "role", zh: "角色")
        case .action: Phrase(en: "action", zh: "行为")
        case .decision: Phrase(en: "decision", zh: "审批决定")
        case .act: Phrase(en: "act", zh: "事项")
        }
    }
}
