internal import WritLanguage
internal import WritSemantics

/// A rulebook of which only the part is read that some cases need. Whoever has read it whole makes the index that says which part
/// that is; what follows from those cases is then the same, to the byte.
extension CompiledRulebook {
    /// What is to be remembered of this rulebook; nil where a part could not stand for it.
    package func index() -> RulebookIndex? {
        // Which file holds which form is told by their order.
        guard !sources.areFormsOnlyNamed, program.forms.count == sources.forms.count,
            zip(program.forms, sources.forms).allSatisfy({ $0.span?.file == $1.id })
        else { return nil }
        guard !hasHiddenActions else { return nil }
        // The texts of sources are read where a rule file says so: what they hold is not in the key.
        guard trees.allSatisfy({ SourceTexts.names(in: $0).isEmpty }) else { return nil }
        let finder = PartFinder(trees: trees, program: program, formSources: sources.forms)
        let types = program.records.filter(\.isCase).map(\.identity)
        let parts = types.map { finder.part(ofCaseType: $0.name) }
        let partOfType = Dictionary(uniqueKeysWithValues: zip(types.map(\.name), parts))
        return RulebookIndex(
            whole: WholeRulebook(of: program), shared: finder.shared(),
            caseTypes: zip(types, parts).map { ($0.name, $0.title, $1) },
            forms: program.forms.enumerated().map { number, form in
                let subjects = form.subjects.map { program.records[$0.index].identity.name }
                let isKnown =
                    !subjects.isEmpty && subjects.allSatisfy { partOfType[$0]?.forms.contains(number) == true }
                return (form.name, form.title, subjects, isKnown ? nil : finder.part(ofForm: number))
            })
    }

    /// Whether an action that only a rule declares, and that is therefore not in every part, is called what another has for a
    /// title: data would mean the one or the other.
    private var hasHiddenActions: Bool {
        var declared: Set<String> = []
        for case .action(let action) in trees.flatMap(\.declarations) { declared.insert(action.head.name.text) }
        let titles = Set(program.actions.filter { declared.contains($0.identity.name) }.map(\.identity.title))
        return program.actions.contains {
            !declared.contains($0.identity.name) && titles.contains($0.identity.name)
        }
    }
}
