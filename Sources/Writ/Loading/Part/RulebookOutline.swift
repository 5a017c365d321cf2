package import WritDocuments
package import WritEvaluation
internal import WritLanguage
package import WritSemantics

/// A part of a rulebook whose forms are not laid out yet. What follows from a case is known by it; most cases then need one or
/// two of the forms.
package struct RulebookOutline {
    /// All rules of the part, and no form.
    package let rulebook: CompiledRulebook

    private let part: RulebookPart

    /// Nil where the part does not hold together: then the rulebook is read whole.
    package init?(_ sources: RulebookSources, part: RulebookPart, index: RulebookIndex) {
        guard index.forms.count == sources.forms.count, part.fits(sources) else { return nil }
        let trees = part.code.sorted { $0.key < $1.key }.map { file, stretches in
            Parser.parse(sources.rules[file], only: stretches)
        }
        var types: Set<String> = []
        for case .record(let record) in trees.flatMap(\.declarations) where record.isCase {
            types.insert(record.head.name.text)
        }
        let headers = zip(index.forms, sources.forms).map { form, source in
            // Of a form, the types count that are there.
            let start = Span(file: source.id, start: 0, end: 0)
            return FormHeader(
                name: form.name, title: form.title,
                subjects: form.subjects.filter(types.contains).map { Name(text: $0, span: start) }, nameSpan: start,
                span: start)
        }
        let check = Checker.check(trees: trees, forms: headers, formSources: sources.forms, partOf: index.whole)
        guard let program = check.program, program.issuedForms.isSubset(of: part.forms) else { return nil }
        self.part = part
        rulebook = CompiledRulebook(
            sources: sources, trees: trees, program: program,
            forms: FormCompiler.compile([], program: program, profiles: PrintProfiles()).forms, plan: Plan(program))
    }

    /// The numbers of the forms that certainly or possibly follow from some cases as they stand.
    package func forms(issuedIn cases: [CaseData]) -> Set<Int> {
        let evaluator = Evaluator(rulebook.plan)
        return Set(cases.flatMap { evaluator.evaluate($0).outcome.issues.map(\.form.index) })
    }

    /// The same part with some of its forms, or with all of them where none are named; nil where one of them has an error.
    package func layingOut(_ numbers: Set<Int>?, _ profiles: PrintProfiles) -> CompiledRulebook? {
        let numbers = numbers?.intersection(part.forms) ?? part.forms
        var readings: [FormReader.Reading] = []
        for number in numbers.sorted() {
            let reading = FormReader.read(rulebook.sources.forms[number])
            guard reading.header != nil else { return nil }
            readings.append(reading)
        }
        let forms = FormCompiler.compile(readings, program: rulebook.program, profiles: profiles)
        guard !forms.diagnostics.contains(where: { $0.severity == .error }) else { return nil }
        var laidOut = CompiledRulebook(
            sources: rulebook.sources, trees: rulebook.trees, program: rulebook.program, forms: forms.forms,
            plan: Plan(rulebook.program, formExpressions: forms.forms.expressions))
        laidOut.lacksForms = numbers != part.forms
        return laidOut
    }
}

extension Program {
    /// The numbers of the forms that its rules issue.
    fileprivate var issuedForms: Set<Int> {
        var forms: Set<Int> = []
        for consequence in rules.flatMap(\.consequences) {
            if case .issue(let form, _, _, _, _) = consequence.kind { forms.insert(form.index) }
        }
        return forms
    }
}
