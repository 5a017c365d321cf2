/// The languages that messages are told in.
package enum MessageLanguage: String, Sendable, CaseIterable {
    case en
    case zhHans = "zh-Hans"
    case zhHant = "zh-Hant"
}

extension Phrase {
    /// The wording in a language; traditional Chinese is derived from the simplified wording.
    package func text(in language: MessageLanguage) -> String {
        switch language {
        case .en: en
        case .zhHans: zh
        case .zhHant: TraditionalChinese.text(zh)
        }
    }
}
