import Writ
import WritLanguage

/// `writ new DIR [--keywords LANGUAGE]`
enum NewCommand: Command {
    static let name = "new"
    static let synopsis = "DIR [--keywords LANGUAGE]"
    static let summary = Phrase(en: "a small rulebook that works, to begin with", zh: "新建一份可运行的小型规则")
    static let options = [
        Option(
            "--keywords", choices: MessageLanguage.allCases.map(\.rawValue),
            "the language of the rulebook and its keywords (default: that of messages)", "规则及其关键字的语言（默认与提示语言相同）")
    ]

    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        guard let folder = session.arguments.positional.first else { throw .usage(.missingOperand("DIR")) }
        if session.arguments.positional.count > 1 { throw .usage(.extraOperand(session.arguments.positional[1])) }
        let language =
            session.arguments.value("--keywords").flatMap(MessageLanguage.init(rawValue:)) ?? session.console.language
        let rulebook = FirstRulebook(language: language)
        try session.unwrap { () throws(FileFailure) in
            if FileSystem.isFolder(folder), try !FileSystem.entries(of: folder).isEmpty {
                throw FileFailure(.notEmpty(path: folder))
            }
            var staging = try Staging(destination: folder, givesAway: true)
            for (path, text) in rulebook.files { try staging.write(text, to: path) }
            try staging.commit()
        }
        for (path, _) in rulebook.files { session.console.output(FileSystem.join(folder, path) + "\n") }
        session.console.say(
            Phrase(
                en: "next, in `\(folder)`: `writ check`, `writ test`, `writ run \(FirstRulebook.casePath) --out out`",
                zh: "接下来可在 `\(folder)` 中运行：`writ check`、`writ test`、`writ run \(FirstRulebook.casePath) --out out`"))
        return .success
    }
}
