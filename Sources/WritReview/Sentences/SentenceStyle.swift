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

    func title(of form: FormID) -> String {
        let title = program.forms[form.index].title
        return pick("《\(title)》", "“\(title)”")
    }

    func title(of role: RoleID) -> String { program.roles[role.index].identity.title }

    /// `依据 M2 4.2.1.2`
    package func citation(_ clauses: [ClauseID]) -> String {
        let parts = clauses.map { id in
            let clause = program.clauses[id.index]
            return "\(program.sources[clause.source.index].identity.name) \(clause.number)"
        }
        return list(parts, last: ("、", "and"))
    }
}
