import WritLanguage

/// What is wrong with a command line.
enum UsageError: Error, DiagnosticFact {
    case noCommand
    case unknownCommand(String, suggestion: String?)
    case unknownOption(String, suggestion: String?)
    case needsValue(String, String)
    case takesNoValue(String)
    case givenTwice(String, String, String)
    case badValue(String, String, expected: String)
    case badDate(String, String)
    case missingOperand(String)
    case extraOperand(String)
    case conflict(String, String)
    /// A batch without a place for its output, and the terminal in that place.
    case outputToTerminal
    case unknownName(kind: Phrase, String, among: [String])
    /// A form that is only ever a blank has no case to ask for.
    case formWithoutCase(String)
    case formWithoutSheet(String)
    /// An event log, and which of the rulebook's logs it is is not said; those that there are.
    case whichLog([String])

    var id: String {
        switch self {
        case .noCommand: "usage.no-command"
        case .unknownCommand: "usage.unknown-command"
        case .unknownOption: "usage.unknown-option"
        case .needsValue: "usage.needs-value"
        case .takesNoValue: "usage.takes-no-value"
        case .givenTwice: "usage.given-twice"
        case .badValue, .badDate: "usage.bad-value"
        case .missingOperand: "usage.missing-operand"
        case .extraOperand: "usage.extra-operand"
        case .conflict: "usage.conflict"
        case .outputToTerminal: "usage.output-to-terminal"
        case .unknownName: "usage.unknown-name"
        case .formWithoutCase: "usage.form-without-case"
        case .formWithoutSheet: "usage.form-without-sheet"
        case .whichLog: "usage.which-log"
        }
    }

    var wording: Wording {
        switch self {
        case .noCommand:
            Wording(
                Phrase(en: "no command given", zh: "未给出命令"),
                help: Phrase(en: "`writ --help` lists the commands", zh: "`writ --help` 列出全部命令"))
        case .unknownCommand(let name, let suggestion):
            Wording(
                Phrase(en: "there is no command `\(name)`", zh: "没有命令 `\(name)`"),
                help: UsageError.didYouMean(suggestion)
                    ?? Phrase(en: "`writ --help` lists the commands", zh: "`writ --help` 列出全部命令"))
        case .unknownOption(let name, let suggestion):
            Wording(
                Phrase(en: "there is no option `\(name)` here", zh: "此命令没有选项 `\(name)`"),
                help: UsageError.didYouMean(suggestion))
        case .needsValue(let name, let value):
            Wording(Phrase(en: "`\(name)` needs a value: `\(name) \(value)`", zh: "`\(name)` 需要取值：`\(name) \(value)`"))
        case .givenTwice(let name, let first, let second):
            Wording(
                Phrase(
                    en: "`\(name)` is given twice, as `\(first)` and as `\(second)`, and only one can count",
                    zh: "`\(name)` 给出了两次：`\(first)` 和 `\(second)`，只能取其一"))
        case .takesNoValue(let name):
            Wording(Phrase(en: "`\(name)` takes no value", zh: "`\(name)` 不带取值"))
        case .badValue(let name, let value, let expected):
            Wording(
                Phrase(en: "`\(value)` is no value for `\(name)`", zh: "`\(value)` 不能作为 `\(name)` 的取值"),
                help: Phrase(en: "expected: \(expected)", zh: "应为：\(expected)"))
        case .badDate(let name, let value):
            Wording(
                Phrase(
                    en: "`\(value)`, given for `\(name)`, is no day of the calendar",
                    zh: "`\(name)` 的 `\(value)` 不是日历上的日期"),
                help: Phrase(en: "write dates as `2026-03-02`", zh: "日期写作 `2026-03-02`"))
        case .missingOperand(let name):
            Wording(
                Phrase(en: "`\(name)` is missing", zh: "缺少 `\(name)`"),
                help: Phrase(en: "add `--help` to see how the command is used", zh: "加 `--help` 查看用法"))
        case .extraOperand(let text):
            Wording(Phrase(en: "`\(text)` is one operand too many", zh: "多余的参数 `\(text)`"))
        case .conflict(let a, let b):
            Wording(Phrase(en: "`\(a)` and `\(b)` exclude each other", zh: "`\(a)` 与 `\(b)` 不能同时使用"))
        case .outputToTerminal:
            Wording(
                Phrase(en: "a batch writes more than a screen can show", zh: "批量处理的输出过多，不宜显示在屏幕上"),
                help: Phrase(
                    en:
                        "say where it goes: `--out DIR` for documents in folders, `--out FILE --format jsonl` for outcomes; `--out -` is the screen all the same",
                    zh: "请指明输出位置：`--out DIR` 存放文书；`--out FILE --format jsonl` 存放逐案结果；`--out -` 仍输出到屏幕"))
        case .unknownName(let kind, let name, let known):
            Wording(
                Phrase(en: "there is no \(kind.en) `\(name)`", zh: "没有\(kind.zh) `\(name)`"),
                help: UsageError.didYouMean(Suggestion.nearest(to: name, among: known)) ?? UsageError.listed(known))
        case .formWithoutSheet(let name):
            Wording(
                Phrase(
                    en: "`\(name)` has no routing sheet: its approvals stand on the form itself, or it has none",
                    zh: "`\(name)` 没有审批单：审批栏在表单本身，或者无须审批"))
        case .formWithoutCase(let name):
            Wording(
                Phrase(en: "`\(name)` is filled without a case", zh: "`\(name)` 不依据案件填写"),
                help: Phrase(
                    en: "a page to fill in needs the case type in the form's `for`", zh: "要生成填写网页，请在表单的 `for` 中写明案件类型"))
        case .whichLog([]):
            Wording(
                Phrase(en: "the rulebook does not say how to read an event log", zh: "规则中没有说明如何读取事件日志"),
                help: Phrase(
                    en: "declare its columns and activities: `log NAME for CHAIN`",
                    zh: "请用 `log NAME for CHAIN` 声明其列与活动"))
        case .whichLog(let names):
            Wording(
                Phrase(en: "the rulebook declares several logs", zh: "规则中声明了多个日志"),
                help: Phrase(
                    en:
                        "say which one this file is: `--mapping NAME`, with \(names.map { "`\($0)`" }.joined(separator: ", "))",
                    zh: "请用 `--mapping NAME` 指明此文件是哪一个：\(names.map { "`\($0)`" }.joined(separator: "、"))"))
        }
    }

    /// What there is, where it is little enough to be read.
    private static func listed(_ names: [String]) -> Phrase? {
        guard !names.isEmpty, names.count <= 40 else { return nil }
        var seen: Set<String> = []
        let names = names.filter { seen.insert($0).inserted }.map { "`\($0)`" }
        return Phrase(en: "there is " + names.joined(separator: ", "), zh: "可用的有：" + names.joined(separator: "、"))
    }

    private static func didYouMean(_ suggestion: String?) -> Phrase? {
        suggestion.map { Phrase(en: "did you mean `\($0)`?", zh: "是否指 `\($0)`？") }
    }
}
