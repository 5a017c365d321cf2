package import WritLanguage

/// What can be wrong with a print profile, besides its JSON.
package enum ProfileFact: DiagnosticFact {
    case unknownKey(String, suggestion: String?)
    case badValue(expected: String)

    package var id: String {
        switch self {
        case .unknownKey: "profile.unknown-key"
        case .badValue: "profile.bad-value"
        }
    }

    package var wording: Wording {
        switch self {
        case .unknownKey(let name, let suggestion):
            Wording(
                Phrase(en: "a print profile has no `\(name)`", zh: "打印样式没有 `\(name)`"),
                help: suggestion.map { Phrase(en: "did you mean `\($0)`?", zh: "是否指 `\($0)`？") })
        case .badValue(let expected):
            Wording(
                Phrase(en: "this value cannot be used", zh: "此值不能使用"),
                help: Phrase(en: "write it like this: `\(expected)`", zh: "写法示例：`\(expected)`"))
        }
    }
}
