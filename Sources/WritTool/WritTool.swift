internal import Glibc
import Writ
import WritLanguage

/// The `writ` command: finds the subcommand, reads its options, runs it, and turns what came of it into an exit status.
@main
struct WritTool {
    static let version = "0.1.0"

    static let commands: [any Command.Type] = [
        CheckCommand.self, RunCommand.self, RouteCommand.self, ExplainCommand.self, AskCommand.self, TestCommand.self,
        BatchCommand.self, ReportCommand.self, FormCommand.self, SchemaCommand.self, ReviewCommand.self,
        DiffCommand.self,
        ProceduresCommand.self, DutiesCommand.self, FormatCommand.self, VerifyCommand.self, RegisterCommand.self,
        NewCommand.self,
    ]

    static func main() {
        // A reader that goes away (`writ … | head`) must end a write with an error and not the process with a signal.
        signal(SIGPIPE, SIG_IGN)
        // So must a file that may not grow any more.
        signal(SIGXFSZ, SIG_IGN)
        MemoryLimit.watch(Console.environmentLanguage)
        Unfinished.removeOnSignals()
        exit(max(run(PathText.commandLine()), outputStatus()).rawValue)
    }

    /// Tells of results that standard output did not take.
    private static func outputStatus() -> ExitStatus {
        guard let problem = Console.outputProblem else { return .success }
        let console = Console(language: Console.environmentLanguage, colour: .auto)
        guard let none = try? Arguments([], options: []) else { return .unusableInput }
        Session(arguments: none, console: console).report(Diagnostics([problem]))
        return .unusableInput
    }

    private static func run(_ words: [String]) -> ExitStatus {
        var console = Console(language: Console.environmentLanguage, colour: .auto)
        do throws(Failure) {
            let invocation = Invocation(words)
            let asksHelp = invocation.command == "help"
            var command: (any Command.Type)?
            if let name = invocation.command, !asksHelp { command = try self.command(name) }
            let arguments = try read(invocation.words, options: (command?.options ?? []) + Option.common)
            console = Console(
                language: arguments.value("--lang").flatMap(MessageLanguage.init(rawValue:)) ?? console.language,
                colour: arguments.value("--color").flatMap(Console.Colour.init(rawValue:)) ?? .auto)
            if arguments.has("--version") {
                console.output("writ \(version)\n")
                return .success
            }
            if asksHelp || arguments.has("--help") {
                if asksHelp, arguments.positional.count > 1 { throw .usage(.extraOperand(arguments.positional[1])) }
                var topic = command
                if let name = arguments.positional.first, asksHelp { topic = try self.command(name) }
                console.output(
                    topic.map { Help.page(of: $0, in: console.language) } ?? Help.overview(in: console.language))
                return .success
            }
            guard let command else { throw .usage(.noCommand) }
            return try command.run(Session(arguments: arguments, console: console))
        } catch {
            let none = (try? Arguments([], options: []))
            guard let none else { return .usage }
            let session = Session(arguments: none, console: console)
            switch error {
            case .usage(let fact):
                session.report(Diagnostics([Diagnostic(.error, fact, at: .none)]))
                return .usage
            case .input(let diagnostics):
                session.report(diagnostics)
                return .unusableInput
            case .negative(let diagnostics):
                session.report(diagnostics)
                return .negative
            }
        }
    }

    private static func command(_ name: String) throws(Failure) -> any Command.Type {
        guard let command = commands.first(where: { $0.name == name }) else {
            throw .usage(
                .unknownCommand(name, suggestion: Suggestion.nearest(to: name, among: commands.map { $0.name })))
        }
        return command
    }

    private static func read(_ words: ArraySlice<String>, options: [Option]) throws(Failure) -> Arguments {
        do throws(UsageError) {
            return try Arguments(words, options: options)
        } catch {
            throw .usage(error)
        }
    }
}
