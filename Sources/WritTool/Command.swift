import WritLanguage

/// One subcommand.
protocol Command: Sendable {
    static var name: String { get }
    /// What follows the name, such as `CASE… [--out DIR]`.
    static var synopsis: String { get }
    static var summary: Phrase { get }
    /// Its own options, without the common ones.
    static var options: [Option] { get }
    static func run(_ session: Session) throws(Failure) -> ExitStatus
}

/// Why a command stopped early.
enum Failure: Error {
    case usage(UsageError)
    /// The input cannot be used; the diagnostics say why.
    case input(Diagnostics)
    /// It ran and the answer is no.
    case negative(Diagnostics)
}

/// Diagnostics with the files that they point into.
struct Diagnostics: Sendable {
    let all: [Diagnostic]
    let files: [SourceText]

    init(_ all: [Diagnostic], files: [SourceText] = []) {
        self.all = all
        self.files = files
    }

    var hasErrors: Bool { all.contains { $0.severity == .error } }

    /// Whether something is no text at all, and so neither right nor wrong.
    var isUnusable: Bool { all.contains { ["file.not-utf8", "form.not-utf8"].contains($0.fact.id) } }
}

/// One run of a command: what was asked, and where to answer.
struct Session: Sendable {
    let arguments: Arguments
    let console: Console

    func report(_ diagnostics: Diagnostics) {
        guard !diagnostics.all.isEmpty else { return }
        let printer = DiagnosticPrinter(
            language: console.language, colour: console.usesColour, columns: console.columns,
            fillsLines: console.errorIsTerminal, sources: diagnostics.files)
        let text = printer.text(diagnostics.all)
        Console.write(Array(text.utf8), to: 2)
    }
}
