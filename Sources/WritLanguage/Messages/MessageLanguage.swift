/// The languages that messages, pages and documents are told in.
package enum MessageLanguage: String, Sendable, CaseIterable {
    case en
    case zhHans = "zh-Hans"
    case zhHant = "zh-Hant"

    package var isChinese: Bool { self != .en }

    /// Chinese in the characters of this language: as it is, unless they are the traditional ones.
    package func characters(_ simplified: String) -> String {
        self == .zhHant ? TraditionalChinese.text(simplified) : simplified
    }
}

extension Phrase {
    /// The wording in a language; traditional Chinese is derived from the simplified wording.
    package func text(in language: MessageLanguage) -> String {
        language == .en ? en : language.characters(zh)
    }
}

/// What tells something to people in one language: a printer of messages, a page, a document. This is the one way from
/// wording to text, so that a wording that lacks a language does not compile.
package protocol Teller {
    var language: MessageLanguage { get }
}

extension Teller {
    package func told(_ phrase: Phrase) -> String { phrase.text(in: language) }

    package func told(en: String, zh: String) -> String { told(Phrase(en: en, zh: zh)) }
}
