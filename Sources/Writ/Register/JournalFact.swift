package import WritLanguage

/// What can be wrong with a journal.
package enum JournalFact: DiagnosticFact {
    /// Lines that were there are gone from the end.
    case shortened(path: String, lines: Int)
    /// A line is not as it was sealed, or does not follow from the line before.
    case broken(path: String, line: Int)
    /// A line whose bytes are not those that were sealed.
    case altered(path: String, line: Int)
    /// Lines are missing before a line, or stand where none were.
    case removed(path: String, line: Int, count: Int)
    case inserted(path: String, line: Int)
    /// Bytes at the end that are no whole line.
    case unfinished(path: String, line: Int, bytes: Int)
    /// A line was recorded at an earlier time than the line before.
    case clockBack(path: String, line: Int, moment: String, before: String)
    /// An act is said to have been done after it was recorded.
    case actInTheFuture(path: String, line: Int, act: String, recorded: String)

    package var id: String {
        switch self {
        case .shortened: "journal.shortened"
        case .broken: "journal.broken"
        case .altered: "journal.altered"
        case .removed: "journal.removed"
        case .inserted: "journal.inserted"
        case .unfinished: "journal.unfinished"
        case .clockBack: "journal.clock-back"
        case .actInTheFuture: "journal.act-in-the-future"
        }
    }

    package var wording: Wording {
        switch self {
        case .shortened(let path, let lines):
            Wording(
                Phrase(
                    en: "`\(path)` ends earlier than it did: of \(lines) lines some are gone",
                    zh: "`\(path)` 比原来短：原有 \(lines) 行"),
                help: Phrase(
                    en: "nothing is added to it; restore the file from a copy", zh: "不再追加任何内容；请从备份恢复该文件"))
        case .broken(let path, let line):
            Wording(
                Phrase(
                    en: "line \(line) of `\(path)` is not what was recorded", zh: "`\(path)` 第 \(line) 行与当时的记录不符"),
                help: Phrase(
                    en:
                        "nothing is added to it; `writ register verify` tells what happened, a copy of the file what it was",
                    zh: "不再追加任何内容；`writ register verify` 说明问题所在，请从备份恢复该文件"))
        case .altered(let path, let line):
            Wording(Phrase(en: "line \(line) of `\(path)` was altered", zh: "`\(path)` 第 \(line) 行被改动"))
        case .removed(let path, let line, let count):
            Wording(
                Phrase(
                    en: "before line \(line) of `\(path)` lines are gone: \(count)",
                    zh: "`\(path)` 第 \(line) 行之前缺少 \(count) 行"))
        case .inserted(let path, let line):
            Wording(
                Phrase(
                    en:
                        "line \(line) of `\(path)` does not follow from the line before: it was put there, or the line before was replaced",
                    zh: "`\(path)` 第 \(line) 行与上一行不相接：该行系后加，或上一行被替换"))
        case .unfinished(let path, let line, let bytes):
            Wording(
                Phrase(
                    en: "`\(path)` ends in the middle of line \(line) (\(bytes) bytes): whoever wrote it was stopped",
                    zh: "`\(path)` 在第 \(line) 行中途结束（\(bytes) 字节）：写入时被中断"),
                help: Phrase(
                    en: "it was never acknowledged; the next writer cuts it off", zh: "该行未曾确认生效，下次写入时会将其截去"))
        case .clockBack(let path, let line, let moment, let before):
            Wording(
                Phrase(
                    en:
                        "line \(line) of `\(path)` was recorded at \(moment), before the line above it (\(before)): the clock went back",
                    zh: "`\(path)` 第 \(line) 行记录于 \(moment)，早于上一行（\(before)）：时钟曾被调回"))
        case .actInTheFuture(let path, let line, let act, let recorded):
            Wording(
                Phrase(
                    en: "line \(line) of `\(path)` records an act of \(act) at \(recorded), before it was done",
                    zh: "`\(path)` 第 \(line) 行于 \(recorded) 记录了 \(act) 的行为，记录早于行为"))
        }
    }
}
