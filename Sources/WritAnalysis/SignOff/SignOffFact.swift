package import WritLanguage

/// What can be wrong with sign-offs.
package enum SignOffFact: DiagnosticFact {
    case lapsed(item: String, reviewer: String, date: String)
    case gone(item: String)
    case badEntry(file: String, number: Int)
    case noReviewer
    /// A date after the day on which it would be recorded.
    case inTheFuture(date: String, today: String)

    package var id: String {
        switch self {
        case .lapsed: "signoff.lapsed"
        case .gone: "signoff.gone"
        case .badEntry: "signoff.bad-entry"
        case .noReviewer: "person.empty"
        case .inTheFuture: "signoff.in-the-future"
        }
    }

    package var wording: Wording {
        switch self {
        case .lapsed(let item, let reviewer, let date):
            Wording(
                Phrase(
                    en: "the sign-off of `\(item)` by \(reviewer) on \(date) has lapsed: its text or meaning changed",
                    zh: "\(reviewer)于 \(date) 对 `\(item)` 的签核已失效：其文字或含义已变更"),
                help: Phrase(
                    en: "review it again and sign it with `writ review --sign`",
                    zh: "请重新审阅，并用 `writ review --sign` 签核"))
        case .gone(let item):
            Wording(
                Phrase(
                    en: "`\(item)` was signed off and is no longer in the rulebook",
                    zh: "`\(item)` 曾经签核，现规则中已不存在"))
        case .badEntry(let file, let number):
            Wording(
                Phrase(
                    en: "line \(number) of `\(file)` is not a sign-off", zh: "`\(file)` 第 \(number) 行不是有效的签核记录"),
                help: Phrase(
                    en: "it needs `item`, `digest`, `date` and `decision` (`accepted` or `rejected`), and a person",
                    zh: "须有 `item`、`digest`、`date`、`decision`（`accepted` 或 `rejected`）和签核人"))
        case .noReviewer:
            Wording(
                Phrase(en: "an empty name is nobody", zh: "姓名为空，视为无人"),
                help: Phrase(en: "say who signs: `--reviewer NAME`", zh: "请写明签核人：`--reviewer 姓名`"))
        case .inTheFuture(let date, let today):
            Wording(
                Phrase(
                    en: "a sign-off of \(date) cannot be recorded on \(today)", zh: "\(date) 的签核不能在 \(today) 记录"),
                help: Phrase(
                    en:
                        "the date is the day on which it was decided; this machine's clock and time zone say what day it is",
                    zh: "日期是作出签核的日子；今天的日期以本机时钟和时区为准"))
        }
    }
}
