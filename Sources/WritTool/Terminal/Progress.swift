internal import Glibc
import WritLanguage

/// A bar on a terminal; silent in a pipe.
struct Progress {
    private let console: Console
    private let total: Int
    private var shown = -1

    /// - Parameter total: bytes to come; 0 where nobody knows.
    init(_ console: Console, total: Int) {
        self.console = console
        self.total = total
    }

    mutating func show(bytes: Int, cases: Int) {
        guard console.errorIsTerminal else { return }
        let percent = total > 0 ? min(100, bytes * 100 / total) : -1
        let step = total > 0 ? percent : cases / 1000
        guard step != shown else { return }
        shown = step
        let count = Phrase(en: "\(cases) cases", zh: "\(cases) 件").text(in: console.language)
        var line = "\r"
        if percent >= 0 {
            let width = max(10, min(40, console.columns - 30))
            let filled = percent * width / 100
            line +=
                "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
                + "] \(percent)% "
        }
        Console.write(Array((line + count).utf8), to: 2)
    }

    func finish() {
        guard console.errorIsTerminal, shown >= 0 else { return }
        Console.write(Array("\n".utf8), to: 2)
    }
}
