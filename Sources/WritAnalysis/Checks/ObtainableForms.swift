import WritLanguage
import WritSemantics

extension Analysis {
    /// The forms that some case gets: a duty brings them, or a rule that can apply while nothing but such forms has gone
    /// before.
    ///
    /// `circular` are the forms that some rule would issue if only one of themselves had gone before, with the places of
    /// these rules.
    func obtainableForms() -> (forms: Set<FormID>, circular: [FormID: [Following]]) {
        if let known = obtainable { return known }
        var forms: Set<FormID> = Set(program.duties.flatMap(\.forms))
        var waiting: [(following: Following, form: FormID, translator: Translator)] = []
        for type in caseTypes {
            let translator = translator(for: type)
            for following in followings(translator, \.isIssue) {
                guard case .issue(let form, _, _, _, _) = consequence(following).kind, !forms.contains(form),
                    following.possible != .no
                else { continue }
                waiting.append((following, form, translator))
            }
        }
        // What can be issued without any document before it, then what needs only such documents, and so on.
        var isNew = true
        while isNew {
            isNew = false
            for entry in waiting where !forms.contains(entry.form) {
                let absent = absence(of: entry.translator.usedForms.subtracting(forms), entry.translator)
                if isImpossible(entry.translator, [entry.following.possible] + absent) == true { continue }
                forms.insert(entry.form)
                isNew = true
            }
        }
        var circular: [FormID: [Following]] = [:]
        for entry in waiting where !forms.contains(entry.form) {
            if isImpossible(entry.translator, [entry.following.possible]) == false {
                circular[entry.form, default: []].append(entry.following)
            }
        }
        obtainable = (forms, circular)
        return (forms, circular)
    }

    /// That documents of these forms have no history.
    func absence(of forms: Set<FormID>, _ translator: Translator) -> [Formula] {
        forms.sorted().flatMap { form in
            DocumentDate.allCases.map { !translator.documentDate($0, of: form).present }
        }
    }

    /// The forms whose history an expression asks, through definitions too.
    func formsAsked(by expression: Expression) -> Set<FormID> {
        var found: Set<FormID> = []
        var seen: Set<DefinitionID> = []
        var stack = [expression]
        while let next = stack.popLast() {
            switch next.kind {
            case .documentState(let form, _), .documentDate(_, let form): found.insert(form)
            case .definition(_, let id) where seen.insert(id).inserted:
                if case .branches(let branches) = program.definitions[id.index].origin {
                    for branch in branches {
                        stack.append(branch.value)
                        if case .when(let condition) = branch.condition { stack.append(condition) }
                    }
                }
            default: break
            }
            stack.append(contentsOf: next.children)
        }
        return found
    }
}
