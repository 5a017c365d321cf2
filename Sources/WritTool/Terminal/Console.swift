internal import Glibc
import Synchronization
import Writ
import WritLanguage

/// Results go to standard output, messages for people to standard error.
struct Console: Teller, Sendable {
    enum Colour: String, CaseIterable { case auto, always, never }

    let language: MessageLanguage
    let usesColour: Bool
    let errorIsTerminal: Bool
    let outputIsTerminal: Bool

    init(language: MessageLanguage, colour: Colour) {
        self.language = language
        errorIsTerminal = isatty(STDERR_FILENO) == 1
        outputIsTerminal = isatty(STDOUT_FILENO) == 1
        usesColour =
            switch colour {
            case .always: true
            case .never: false
            case .auto: errorIsTerminal && getenv("NO_COLOR") == nil
            }
    }

    /// The language that the environment asks for: `zh_TW`, `zh_HK` and `zh_MO` are traditional, other `zh` simplified.
    static var environmentLanguage: MessageLanguage {
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            guard let text = environment(name) else { continue }
            if text.hasPrefix("zh_TW") || text.hasPrefix("zh_HK") || text.hasPrefix("zh_MO") { return .zhHant }
            return text.hasPrefix("zh") ? .zhHans : .en
        }
        return .en
    }

    /// A variable of the environment; nil where it is not set or empty.
    static func environment(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }

    /// How many columns the terminal has on which messages are read; 80 where there is none.
    var columns: Int { Console.columns(of: STDERR_FILENO) }

    private static func columns(of descriptor: Int32) -> Int {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 else { return 80 }
        return min(Int(size.ws_col), 200)
    }

    /// Text for people as its reader has it: on a terminal no line is longer than that is wide; a file or another program
    /// gets every line whole.
    private static func shown(_ text: String, to descriptor: Int32, isTerminal: Bool) -> [UInt8] {
        Array((isTerminal ? LineFilling(columns: columns(of: descriptor)).text(text) : text).utf8)
    }

    /// One line of a result.
    func result(_ phrase: Phrase) { output(SafeText.line(told(phrase)) + "\n") }

    /// One line for people.
    func say(_ phrase: Phrase) {
        let line = SafeText.line(told(phrase)) + "\n"
        Console.write(Console.shown(line, to: STDERR_FILENO, isTerminal: errorIsTerminal), to: STDERR_FILENO)
    }

    /// A result in a format that says itself how characters are written. False when nobody reads it any more.
    @discardableResult
    func output(_ bytes: [UInt8]) -> Bool { Console.write(bytes, to: STDOUT_FILENO) }

    /// A result for people: control characters that came with data are shown, not obeyed.
    @discardableResult
    func output(_ text: String) -> Bool {
        output(Console.shown(SafeText.lines(text), to: STDOUT_FILENO, isTerminal: outputIsTerminal))
    }

    /// Text for people that goes to a file, or to standard output where none is named.
    func filled(_ text: String, for path: String?) -> [UInt8] {
        let isShown = outputIsTerminal && (path ?? "-") == "-"
        return Console.shown(SafeText.lines(text), to: STDOUT_FILENO, isTerminal: isShown)
    }

    /// Why standard output took no more, as `errno`; 0 where it took everything. A result that was not written whole
    /// must not end as a success.
    private static let outputFailure = Atomic<Int32>(0)

    /// What to tell of results that could not be written; nothing where the reader went away on purpose.
    static var outputProblem: Diagnostic? {
        let code = outputFailure.load(ordering: .relaxed)
        return code == 0 || code == EPIPE
            ? nil
            : FileFailure(.notWritable(path: "-", reason: FileFailure.reason(code))).diagnostic
    }

    @discardableResult
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withBytes { write($0, to: descriptor) }
    }

    @discardableResult
    static func write(_ bytes: ByteView, to descriptor: Int32) -> Bool {
        if SystemCalls.write(bytes, to: descriptor) { return true }
        if descriptor == STDOUT_FILENO { outputFailure.store(errno, ordering: .relaxed) }
        return false
    }
}
