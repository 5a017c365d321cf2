/// What the command says to whoever called it. The only place that knows the numbers.
enum ExitStatus: Int32, Comparable {
    /// It is as asked.
    case success = 0
    /// It ran, and the answer is no.
    case negative = 1
    /// The command line is wrong.
    case usage = 2
    /// The input cannot be used.
    case unusableInput = 3

    static func < (a: ExitStatus, b: ExitStatus) -> Bool { a.rawValue < b.rawValue }
}
