package import WritLanguage

/// What can be wrong with sign-offs.
package enum SignOffFact: DiagnosticFact {
    case lapsed(item: String, reviewer: String, date: String)
    case gone(item: String)
    case malformed(file: String)
    case badEntry(file: String, number: Int)

    package var id: String {
        switch self {
        case .lapsed: "signoff.lapsed"
        case .gone: "signoff.gone"
        case .malformed: "signoff.malformed"
        case .badEntry: "signoff.bad-entry"
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
        case .malformed(let file):
            Wording(
                Phrase(en: "`\(file)` is no JSON array of sign-offs", zh: "`\(file)` 不是签核记录的 JSON 数组"))
        case .badEntry(let file, let number):
            Wording(
                Phrase(
                    en: "entry \(number) of `\(file)` is not a sign-off", zh: "`\(file)` 第 \(number) 项不是有效的签核记录"),
                help: Phrase(
                    en: "it needs `item`, `digest`, `reviewer`, `date` and `decision` (`accepted` or `rejected`)",
                    zh: "须有 `item`、`digest`、`reviewer`、`date` 和 `decision`（`accepted` 或 `rejected`）"))
        }
    }
}
