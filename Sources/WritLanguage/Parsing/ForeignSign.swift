/// Signs and words that people bring from other languages, and what is written here in their place.
enum ForeignSign {
    /// What to write for a sign that means nothing here; nil where nobody can tell what was meant.
    static func help(for found: String, _ keywords: KeywordTable) -> Phrase? {
        switch found {
        case "&&", "&": write(keywords(.and))
        case "!": write(keywords(.not))
        case "'", "\u{2018}", "\u{2019}", "`": write("\"")
        case ";", "\u{FF1B}", "\u{3002}":
            Phrase(en: "leave it out: a clause ends with its line", zh: "请删去：每行即一条款，不用标点结束")
        default: nil
        }
    }

    /// What to write for a word at which an expression cannot go on.
    static func help(forUnexpected found: SyntaxFact.Found, _ keywords: KeywordTable) -> Phrase? {
        guard case .code(let text) = found else { return nil }
        switch text.lowercased() {
        case "workday", "workdays", "businessday", "businessdays", "business", "weekdays":
            return write("\(keywords(.working)) \(keywords(.days))")
        case keywords(.of), "of":
            return Phrase(en: "a share is written as in `fee * 50%`", zh: "取其一部分，写法如 `费用 * 50%`")
        case "then", "{":
            return Phrase(
                en: "what follows stands below, in clauses such as `\(keywords(.issue))` or `\(keywords(.require))`",
                zh: "后果另起一行，写在 `\(keywords(.issue))`、`\(keywords(.require))` 等条款中")
        case "||": return write(keywords(.or))
        default: return nil
        }
    }

    private static func write(_ words: String) -> Phrase { Phrase(en: "write `\(words)`", zh: "请写 `\(words)`") }
}
