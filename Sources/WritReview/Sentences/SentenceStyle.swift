internal import WritLanguage
package import WritSemantics

/// In which language a rule is read out.
package enum SentenceLanguage: String, Sendable, CaseIterable {
    case zh, en
}

/// Reads checked rules out as sentences: in Chinese in the register of regulations ("凡……的,应当……"), in English in that
/// of a statute. Generated from the program alone, so a sentence cannot say anything else than what is evaluated.
package struct SentenceStyle: Sendable {
    let program: Program
    package let language: SentenceLanguage

    package init(program: Program, language: SentenceLanguage) {
        self.program = program
        self.language = language
    }

    var isChinese: Bool { language == .zh }

    func pick(_ zh: String, _ en: String) -> String { isChinese ? zh : en }

    /// `甲、乙和丙`, `a, b and c`.
    func list(_ items: [String], last: (zh: String, en: String)) -> String {
        guard let final = items.last else { return "" }
        if items.count == 1 { return final }
        let head = items.dropLast().joined(separator: pick("、", ", "))
        return head + pick(last.zh, " " + last.en + " ") + final
    }

    /// A declaration by its title; in English by its name, where that is English and the title is not.
    func word(_ identity: Identity) -> String { word(identity.name, identity.title) }

    func word(_ name: String, _ title: String) -> String {
        if isChinese || title.utf8.allSatisfy({ $0 < 0x80 }) || !name.utf8.allSatisfy({ $0 < 0x80 }) { return title }
        return SentenceStyle.spelledOut(name)
    }

    /// `DecorationApplication` and `decoration-application` as the words `decoration application`.
    static func spelledOut(_ name: String) -> String {
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

    /// The name of a parameter or of a chain as it stands in a sentence.
    func quoted(_ identity: Identity) -> String { pick("「\(word(identity))」", "“\(word(identity))”") }

    func title(of form: FormID) -> String {
        let form = program.forms[form.index]
        return pick("《\(form.title)》", "“\(word(form.name, form.title))”")
    }

    func title(of role: RoleID) -> String { word(program.roles[role.index].identity) }

    /// A role with the article that English wants.
    func definite(_ role: RoleID) -> String { pick("", "the ") + title(of: role) }

    /// `依据 M2 4.2.1.2`
    package func citation(_ clauses: [ClauseID]) -> String {
        let parts = clauses.map { id in
            let clause = program.clauses[id.index]
            let source = program.sources[clause.source.index].identity
            // `M2` is how lawyers call it; `civil-code` is only a name.
            let isAbbreviation = !source.name.contains { $0.isLowercase }
            return isAbbreviation || !isChinese
                ? "\(source.name) \(clause.number)" : "《\(source.title)》\(clause.number)"
        }
        return list(parts, last: ("、", "and"))
    }
}
