/// Numbers with English nouns: `1 case`, `2 cases`.
enum Plural {
    static func of(_ noun: String, _ count: Int) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }
}
