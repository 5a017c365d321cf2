import WritAnalysis
import WritLanguage

/// What the proofs are about, on one line of a terminal that is wiped away in the end; silent in a pipe.
struct ProofProgress {
    private let console: Console

    init(_ console: Console) { self.console = console }

    func show(_ progress: AnalysisProgress) {
        guard console.errorIsTerminal else { return }
        let part = "\(progress.done + 1)/\(progress.total)"
        let text = Phrase(en: "proving \(part) \(progress.check)", zh: "证明 \(part) \(progress.check)")
            .text(in: console.language)
        wipe(text)
    }

    func finish() {
        if console.errorIsTerminal { wipe("") }
    }

    /// Writes over the line that is there.
    private func wipe(_ text: String) {
        let room = String(repeating: " ", count: max(0, min(console.columns, 60) - 1))
        Console.write(Array("\r\(room)\r\(text)".utf8), to: 2)
    }
}
