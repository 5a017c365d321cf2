import Writ
import WritLanguage

/// `writ fmt [FILE|DIR…] [--check] [--keywords LANGUAGE]`
enum FormatCommand: Command {
    static let name = "fmt"
    static let synopsis = "[FILE|DIR…] [--check] [--keywords LANGUAGE]"
    static let summary = Phrase(en: "put rule files into the one layout", zh: "统一规则文件的排版")
    static let options = [
        Option("--check", nil, "change nothing; status 1 where a file would change", "只检查，不改动；有文件需要改动时状态为 1"),
        Option(
            "--keywords", choices: MessageLanguage.allCases.map(\.rawValue),
            "write the keywords in this language, and change nothing else", "只把关键字改写为此语言"),
    ]

    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        let paths = try session.unwrap { () throws(FileFailure) in
            try ruleFiles(of: session.arguments.positional, default: session.rulesPath)
        }
        let language = session.arguments.value("--keywords").flatMap { MessageLanguage(rawValue: $0) }
        let changesNothing = session.arguments.has("--check")
        var status = ExitStatus.success
        var rejected: [Diagnostic] = []
        var files: [SourceText] = []
        for (index, path) in paths.enumerated() {
            // Standard input is plain rule text, formatted to standard output.
            let source = SourceText(
                id: FileID(index), path: path == "-" ? "-.writ" : path, bytes: try session.read(path))
            files.append(source)
            let tree = Parser.parse(source)
            let errors = tree.diagnostics.filter { $0.severity == .error }
            if !errors.isEmpty {
                // A file that does not parse is left alone: its layout is the writer's only help in finding the mistake.
                rejected += errors
                continue
            }
            let formatted = language.map { Respeller.respell(tree, in: $0) } ?? Formatter.format(tree)
            if path == "-" {
                session.console.output(changesNothing ? [] : formatted)
                if changesNothing, formatted != source.bytes { status = .negative }
                continue
            }
            if formatted == source.bytes { continue }
            session.console.output(path + "\n")
            if changesNothing {
                status = .negative
            } else {
                try session.unwrap { () throws(FileFailure) in try Staging.replace(path, with: formatted) }
            }
        }
        if !rejected.isEmpty {
            let errors = Diagnostics(rejected, files: files)
            throw errors.isUnusable ? .input(errors) : .negative(errors)
        }
        return status
    }

    /// The files that are named, and all those in the folders that are.
    private static func ruleFiles(of named: [String], default rules: String) throws(FileFailure) -> [String] {
        var paths: [String] = []
        for path in named.isEmpty ? [rules] : named {
            guard FileSystem.isFolder(path) else {
                paths.append(path)
                continue
            }
            let found = try RulebookFiles.rules(below: path)
            if found.isEmpty { throw FileFailure(.noRules(path: path)) }
            paths += found
        }
        return paths
    }
}
