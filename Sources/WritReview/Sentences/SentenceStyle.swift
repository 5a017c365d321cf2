package import WritLanguage
package import WritSemantics

/// Reads checked rules out as sentences: in Chinese in the register of regulations ("凡……的,应当……"), in English in that
/// of a statute. Generated from the program alone, so a sentence cannot say anything else than what is evaluated.
package struct SentenceStyle: Teller, Sendable {
    let program: Program
    package let language: MessageLanguage

    package init(program: Program, language: MessageLanguage) {
        self.program = program
        self.language = language
    }

    var isChinese: Bool { language.isChinese }

    /// `甲、乙和丙`, `a, b and c`.
    func list(_ items: [String], last: Phrase) -> String {
        guard let final = items.last else { return "" }
        if items.count == 1 { return final }
        let head = items.dropLast().joined(separator: told(en: ", ", zh: "、"))
        return head + told(en: " \(last.en) ", zh: last.zh) + final
    }

    /// A declaration by its title; in English by its name, where that is English and the title is not.
    func word(_ identity: Identity) -> String { word(identity.name, identity.title) }

    func word(_ name: String, _ title: String) -> String {
        if isChinese { return language.characters(title) }
        return EnglishWords.of(name, titled: title)
    }

    /// The name of a parameter or of a chain as it stands in a sentence.
    func quoted(_ identity: Identity) -> String { cited(word(identity)) }

    /// A name as it is cited: in the marks of the mainland or, in traditional characters, in those of Taiwan.
    func cited(_ name: String) -> String {
        language == .zhHant ? "「\(name)」" : "“\(name)”"
    }

    func title(of form: FormID) -> String {
        let form = program.forms[form.index]
        return told(en: "“\(word(form.name, form.title))”", zh: "《\(form.title)》")
    }

    func title(of role: RoleID) -> String { word(program.roles[role.index].identity) }

    /// A role with the article that English wants.
    func definite(_ role: RoleID) -> String { told(en: "the ", zh: "") + title(of: role) }

    /// `第585条`; numbers with signs of their own stay as the source has them.
    private static func article(_ number: String) -> String {
        let isPlain = number.allSatisfy { $0.isASCII && $0.isNumber || $0 == "." } && number.last != "."
        return isPlain ? "第\(number)条" : number
    }

    /// `依据 M2 第4.2.1.2条`
    package func citation(_ clauses: [ClauseID]) -> String {
        let parts = clauses.map { id in
            let clause = program.clauses[id.index]
            let source = program.sources[clause.source.index].identity
            // `M2` is how lawyers call it; `civil-code` is only a name.
            let isAbbreviation = !source.name.contains { $0.isLowercase }
            let short = "\(source.name) \(clause.number)"
            let number = SentenceStyle.article(clause.number)
            return isAbbreviation
                ? told(en: short, zh: "\(source.name) \(number)") : told(en: short, zh: "《\(source.title)》\(number)")
        }
        return list(parts, last: Phrase(en: "and", zh: "、"))
    }
}
