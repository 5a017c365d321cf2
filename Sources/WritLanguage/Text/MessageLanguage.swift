/// The languages that messages are told in.
package enum MessageLanguage: String, Sendable, CaseIterable {
    case en
    case zhHans = "zh-Hans"
    case zhHant = "zh-Hant"
}
