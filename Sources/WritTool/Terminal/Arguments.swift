import Writ
import WritEvaluation
import WritLanguage

/// An option of a command, as it is documented and read.
struct Option: Sendable {
    let name: String
    /// What stands for its value in the help, such as `DIR`; absent for a switch.
    let value: String?
    let help: Phrase
    /// The only values that it takes, where they are closed.
    let choices: [String]
    /// It may be given several times, and each time counts.
    let isRepeatable: Bool

    init(
        _ name: String, _ value: String? = nil, choices: [String] = [], isRepeatable: Bool = false, _ en: String,
        _ zh: String
    ) {
        self.name = name
        self.isRepeatable = isRepeatable
        self.value = value ?? (choices.isEmpty ? nil : choices.joined(separator: "|"))
        self.choices = choices
        help = Phrase(en: en, zh: zh)
    }

    /// For commands that read tables and cases.
    static let encoding = Option(
        "--encoding", choices: TextEncoding.allCases.map(\.rawValue),
        "the input's encoding, where neither a mark nor its bytes tell; UTF-8 and marks are found",
        "输入的编码（无标记且无法判断时）；UTF-8 和带标记的会自动识别")
    static let dates = Option(
        "--dates", choices: DateOrder.allCases.map(\.rawValue), "how a table writes 3/2/2026: month or day first",
        "表格中 3/2/2026 的写法：月在前或日在前")
    /// For commands that decide cases.
    static let cases = Option(
        "--cases", "FILE|DIR", "all cases that there are, for facts that stand in other cases", "全部案件，供引用其他案件的事实")
    /// For commands that leave documents.
    static let docx = Option(
        "--docx", nil, "also each document as an office program edits it", "另存为可用办公软件编辑的文书")

    static let common: [Option] = [
        Option(
            "--rules", "DIR", "the rulebook's folder or file (default WRIT_RULES, else Rules here or above)",
            "规则文件夹或文件（默认 WRIT_RULES，其次为本级或上级文件夹中的 Rules）"),
        Option(
            "--forms", "DIR",
            "the forms' folder (default WRIT_FORMS, else Forms); `none`: forms are only named by the rules",
            "表单文件夹（默认 WRIT_FORMS，其次为 Forms）；`none`：表单仅由规则提及"),
        Option("--as-of", "DATE", "take this date for the case's own", "以此日期代替案件日期"),
        Option("--lang", choices: ["en", "zh-Hans", "zh-Hant"], "language of messages", "提示语言"),
        Option("--color", choices: ["auto", "always", "never"], "colour in messages", "提示是否用颜色"),
        Option("--help", nil, "show this and do nothing", "显示本说明"),
        Option("--version", nil, "show the version and do nothing", "显示版本"),
    ]
}

/// A command line taken apart against the options of its command.
struct Arguments: Sendable {
    private(set) var positional: [String] = []
    private var values: [String: [String]] = [:]
    private var switches: Set<String> = []

    private static let shortNames = ["-h": "--help", "-V": "--version"]

    /// `--name value`, `--name=value`, `--` before positionals, `-` as a positional.
    init(_ words: ArraySlice<String>, options: [Option]) throws(UsageError) {
        var rest = words
        var acceptsOptions = true
        while let word = rest.popFirst() {
            guard acceptsOptions, word.hasPrefix("-"), word != "-" else {
                positional.append(word)
                continue
            }
            if word == "--" {
                acceptsOptions = false
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let name = Self.shortNames[parts[0]] ?? parts[0]
            guard let option = options.first(where: { $0.name == name }) else {
                throw .unknownOption(name, suggestion: Suggestion.nearest(to: name, among: options.map(\.name)))
            }
            if option.value == nil {
                guard parts.count == 1 else { throw .takesNoValue(name) }
                switches.insert(name)
                continue
            }
            guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else {
                throw .needsValue(name, option.value ?? "")
            }
            if !option.choices.isEmpty, !option.choices.contains(value) {
                throw .badValue(name, value, expected: option.choices.joined(separator: ", "))
            }
            // Of two values one would be passed over without a word.
            if !option.isRepeatable, let first = values[name]?.first, first != value {
                throw .givenTwice(name, first, value)
            }
            values[name, default: []].append(value)
        }
    }

    func value(_ name: String) -> String? { values[name]?.last }
    func all(_ name: String) -> [String] { values[name] ?? [] }
    func has(_ name: String) -> Bool { switches.contains(name) }

    /// A whole number in a range.
    func integer(_ name: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
        guard let text = value(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw .badValue(name, text, expected: "\(range.lowerBound)…\(range.upperBound)")
        }
        return number
    }
}
