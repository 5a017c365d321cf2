package import WritLanguage

/// What can be wrong with sign-offs.
package enum SignOffFact: DiagnosticFact {
    case lapsed(item: String, reviewer: String, date: String)
    case gone(item: String, reviewer: String, date: String)
    /// Somebody objects to it as it stands.
    case rejected(item: String, reviewer: String, date: String, remarks: String)
    /// So many items are accepted by fewer persons than are required.
    case awaiting(first: String, count: Int, reviewers: Int)
    case badEntry(file: String, number: Int)
    case noReviewer
    /// A decision on something that the rulebook does not have.
    case unknownItem(item: String, nearest: String?)
    /// A decision on another version of an item.
    case otherVersion(item: String)
    /// A date after the day on which it would be recorded.
    case inTheFuture(date: String, today: String)

    package var id: String {
        switch self {
        case .lapsed: "signoff.lapsed"
        case .gone: "signoff.gone"
        case .rejected: "signoff.rejected"
        case .awaiting: "signoff.awaiting"
        case .badEntry: "signoff.bad-entry"
        case .noReviewer: "person.empty"
        case .unknownItem: "signoff.unknown-item"
        case .otherVersion: "signoff.other-version"
        case .inTheFuture: "signoff.in-the-future"
        }
    }

    package var wording: Wording {
        switch self {
        case .lapsed(let item, let reviewer, let date):
            Wording(
                Phrase(
                    en:
                        "the sign-off of `\(item)` by \(reviewer) on \(date) has lapsed: its text changed, or something that its effect rests on",
                    zh: "\(reviewer)于 \(date) 对 `\(item)` 的签核已失效：其文字或其效果所依据的内容已变更"),
                help: Phrase(
                    en:
                        "review it again and sign it with `writ review --sign`; `writ review --keep OLD-RULES` keeps those of which no case differs",
                    zh: "请重新审阅，并用 `writ review --sign` 签核；经证明效果不变的，可用 `writ review --keep 旧版规则` 保留"))
        case .gone(let item, let reviewer, let date):
            Wording(
                Phrase(
                    en: "`\(item)` was signed off by \(reviewer) on \(date) and is no longer in the rulebook",
                    zh: "`\(item)` 曾由\(reviewer)于 \(date) 签核，现规则中已不存在"),
                help: Phrase(
                    en: "see what took its place, and sign that off",
                    zh: "请查明由何取代，并就取代的内容签核"))
        case .rejected(let item, let reviewer, let date, let remarks):
            Wording(
                Phrase(
                    en: "\(reviewer) objected to `\(item)` on \(date)\(remarks.isEmpty ? "" : ": \(remarks)")",
                    zh: "\(reviewer)于 \(date) 不同意 `\(item)`\(remarks.isEmpty ? "" : "：\(remarks)")"),
                help: Phrase(
                    en: "mend it, or have the objection withdrawn by a new decision of the same person",
                    zh: "请予更正，或由同一人另作结论撤回异议"))
        case .awaiting(let first, let count, let reviewers):
            Wording(
                Phrase(
                    en:
                        "\(count) item\(count == 1 ? " is" : "s are") accepted by fewer than \(reviewers) persons, such as `\(first)`",
                    zh: "有 \(count) 项获同意的人数不足 \(reviewers) 人，例如 `\(first)`"),
                help: Phrase(
                    en: "have another person review them; the sign-off page names them",
                    zh: "请由另一人复核；签核页列有各项"))
        case .badEntry(let file, let number):
            Wording(
                Phrase(
                    en: "line \(number) of `\(file)` is not a sign-off", zh: "`\(file)` 第 \(number) 行不是有效的签核记录"),
                help: Phrase(
                    en:
                        "it needs `item`, `digest`, `date` and `decision` (`accepted`, `rejected` or `commented`), and a person",
                    zh: "须有 `item`、`digest`、`date`、`decision`（`accepted`、`rejected` 或 `commented`）和签核人"))
        case .noReviewer:
            Wording(
                Phrase(en: "an empty name is nobody", zh: "姓名为空，视为无人"),
                help: Phrase(en: "say who signs: `--reviewer NAME`", zh: "请写明签核人：`--reviewer 姓名`"))
        case .unknownItem(let item, let nearest):
            Wording(
                Phrase(en: "the rulebook has no `\(item)`", zh: "规则中没有 `\(item)`"),
                help: nearest.map { Phrase(en: "did you mean `\($0)`?", zh: "是否指 `\($0)`？") })
        case .otherVersion(let item):
            Wording(
                Phrase(
                    en: "what was decided on `\(item)` is about another version of it", zh: "对 `\(item)` 的结论所依据的是另一版本"),
                help: Phrase(
                    en: "make the site anew from these rules, and decide there", zh: "请用现行规则重新生成网站，再作结论"))
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
