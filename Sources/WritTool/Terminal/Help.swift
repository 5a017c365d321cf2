import WritLanguage

/// The pages that `--help` shows, 80 columns wide.
enum Help {
    static func overview(in language: MessageLanguage) -> String {
        var text = Phrase(
            en:
                "writ: rules and a case in, official documents and the approvals they need out\n\nusage: writ COMMAND [OPTION…]\n\n",
            zh: "writ：输入规则与案件，输出正式文书及所需审批\n\n用法：writ 命令 [选项…]\n\n"
        ).text(in: language)
        for command in WritTool.commands {
            text += entry(command.name, command.summary.text(in: language), column: 9)
        }
        text += "\n"
        text += Phrase(
            en: "`writ help COMMAND` shows the options of a command.\n", zh: "`writ help 命令` 显示该命令的选项。\n"
        ).text(in: language)
        text += filled(exitStatus.text(in: language), indent: 0)
        return text
    }

    static func page(of command: any Command.Type, in language: MessageLanguage) -> String {
        var text = filled(command.summary.text(in: language), indent: 0) + "\n"
        let usage = Phrase(en: "usage: ", zh: "用法：").text(in: language)
        text += filled(usage + "writ \(command.name) \(command.synopsis)", indent: DisplayWidth.of(usage)) + "\n"
        for option in command.options + Option.common {
            let head = option.name + (option.value.map { " " + $0 } ?? "")
            text += entry(head, option.help.text(in: language), column: 26)
        }
        return text + "\n" + filled(exitStatus.text(in: language), indent: 0)
    }

    private static let exitStatus = Phrase(
        en: "exit status: 0 as asked; 1 the answer is no; 2 wrong usage; 3 unusable input",
        zh: "退出状态：0 如所求；1 结果为否；2 命令行有误；3 输入不可用")

    /// A name and, from a column on, what it means; where the name is too long, from the next line on.
    private static func entry(_ name: String, _ meaning: String, column: Int) -> String {
        let width = DisplayWidth.of(name)
        let gap =
            width + 2 > column
            ? "\n  " + String(repeating: " ", count: column) : String(repeating: " ", count: column - width)
        return "  " + name + gap + filled(meaning, indent: column + 2, startsIndented: true)
    }

    /// Lines of at most 80 columns; all but the first are indented.
    private static func filled(_ text: String, indent: Int, startsIndented: Bool = false) -> String {
        LineFilling(columns: 80).paragraph(
            text, start: startsIndented ? indent : 0, hanging: String(repeating: " ", count: indent)) + "\n"
    }
}
