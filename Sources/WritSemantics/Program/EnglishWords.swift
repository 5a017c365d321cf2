package import WritLanguage

/// What declarations are called in English: by their titles, or by their names where the title is Chinese and the name is not.
package enum EnglishWords {
    package static func of(_ name: String, titled title: String) -> String {
        if title.utf8.allSatisfy({ $0 < 0x80 }) || !name.utf8.allSatisfy({ $0 < 0x80 }) { return title }
        return spelledOut(name)
    }

    /// `DecorationApplication` and `decoration-application` as the words `decoration application`.
    package static func spelledOut(_ name: String) -> String {
        var words = ""
        for character in name {
            if character == "-" || character == "_" {
                words += " "
            } else if character.isUppercase {
                if let last = words.last, last != " " { words += " " }
                words += character.lowercased()
            } else {
                words.append(character)
            }
        }
        return words
    }
}

extension Identity {
    /// What it is called in either language.
    package var words: Phrase { Phrase(en: EnglishWords.of(name, titled: title), zh: title) }
}
