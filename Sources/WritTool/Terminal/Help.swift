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
            text += "  " + padded(command.name, to: 9) + command.summary.text(in: language) + "\n"
        }
        text += "\n"
        text += Phrase(
            en: "`writ COMMAND --help` shows the options of a command.\n", zh: "`writ 命令 --help` 显示该命令的选项。\n"
        ).text(in: language)
        text += exitStatus.text(in: language)
        return text
    }

    static func page(of command: any Command.Type, in language: MessageLanguage) -> String {
        var text = command.summary.text(in: language) + "\n\n"
        text += Phrase(en: "usage: ", zh: "用法：").text(in: language)
        text += "writ \(command.name) \(command.synopsis)\n\n"
        for option in command.options + Option.common {
            let head = option.name + (option.value.map { " " + $0 } ?? "")
            text += "  " + padded(head, to: 26) + option.help.text(in: language) + "\n"
        }
        return text + "\n" + exitStatus.text(in: language)
    }

    private static let exitStatus = Phrase(
        en: "exit status: 0 as asked; 1 the answer is no; 2 wrong command line; 3 unusable input\n",
        zh: "退出状态：0 如所求；1 结果为否；2 命令行有误；3 输入不可用\n")

    /// The text and spaces up to a column; at least two spaces, on a new line where it is too long.
    private static func padded(_ text: String, to column: Int) -> String {
        let width = DisplayWidth.of(text)
        if width + 2 > column { return text + "\n  " + String(repeating: " ", count: column) }
        return text + String(repeating: " ", count: column - width)
    }
}
