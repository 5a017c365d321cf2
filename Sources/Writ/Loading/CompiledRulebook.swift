package import WritApprovals
package import WritDocuments
package import WritEvaluation
package import WritLanguage
package import WritSemantics

/// A rulebook with its forms, checked and made ready to run. Immutable; shared by all threads.
package struct CompiledRulebook: Sendable {
    package let sources: RulebookSources
    package let trees: [SyntaxTree]
    package let program: Program
    package let forms: FormSet
    package private(set) var plan: Plan
    /// Who holds which role at the firm; nil where it keeps no list, so that only the cases say it.
    package var staff: StaffList?
    /// Only those of its forms are laid out that seemed to be needed (`RulebookOutline`).
    package internal(set) var lacksForms = false

    /// What compiling gives: everything that was found, and the rulebook where there is no error.
    package struct Compilation: Sendable {
        package let sources: RulebookSources
        package let diagnostics: [Diagnostic]
        package let rulebook: CompiledRulebook?
    }

    /// Says which cases there are beside those that are decided.
    package mutating func set(_ cases: OtherCases) { plan.cases = cases }

    package static func compile(_ sources: RulebookSources, profiles: PrintProfiles = PrintProfiles()) -> Compilation {
        let trees = sources.rules.map { Parser.parse($0) }
        let readings = sources.forms.map { FormReader.read($0) }
        var diagnostics = trees.flatMap(\.diagnostics)
        // Names of a rule file that is no text at all would be missing wherever they are used: that is told once.
        if diagnostics.contains(where: { $0.fact.id == "file.not-utf8" }) {
            diagnostics += readings.flatMap(\.diagnostics)
            return Compilation(sources: sources, diagnostics: sorted(diagnostics), rulebook: nil)
        }
        // Without any rules every form would be told to be about nothing.
        if let path = sources.rules.first?.path, trees.allSatisfy({ $0.declarations.isEmpty && $0.diagnostics.isEmpty })
        {
            return Compilation(
                sources: sources, diagnostics: [Diagnostic(.error, FileFact.noCode(path: path), at: .none)],
                rulebook: nil)
        }
        let check = Checker.check(
            trees: trees,
            forms: sources.areFormsOnlyNamed
                ? nil : zip(sources.forms, readings).map { $1.header ?? standIn(for: $0) },
            formSources: sources.forms, sourceTexts: sources.sourceTexts(named: trees))
        diagnostics += check.diagnostics
        guard let program = check.program else {
            diagnostics += readings.flatMap(\.diagnostics)
            return Compilation(sources: sources, diagnostics: sorted(diagnostics), rulebook: nil)
        }
        let forms = FormCompiler.compile(readings, program: program, profiles: profiles)
        diagnostics += forms.diagnostics
        let ordered = sorted(diagnostics)
        guard !ordered.contains(where: { $0.severity == .error }) else {
            return Compilation(sources: sources, diagnostics: ordered, rulebook: nil)
        }
        let rulebook = CompiledRulebook(
            sources: sources, trees: trees, program: program, forms: forms.forms,
            plan: Plan(program, formExpressions: forms.forms.expressions))
        return Compilation(sources: sources, diagnostics: ordered, rulebook: rulebook)
    }

    /// A form that cannot be read is there all the same, by the name of its file: rules that issue it are not wrong.
    private static func standIn(for source: SourceText) -> FormHeader {
        let file = source.path.split(separator: "/").last ?? ""
        let name = String(file.hasSuffix(".xml") ? file.dropLast(4) : file)
        let start = Span(file: source.id, start: 0, end: 0)
        return FormHeader(name: name, title: name, subjects: [], nameSpan: start, span: start)
    }

    private static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        diagnostics.inOrderOfPlaces { $0.place }
    }
}

extension Array {
    /// By place; what has no place comes first, and what shares one keeps its order.
    func inOrderOfPlaces(_ place: (Element) -> Place) -> [Element] {
        let keys = map { element -> (file: Int32, start: Int32) in
            if case .span(let span) = place(element) { return (span.file.index, span.start) }
            return (-1, 0)
        }
        let order = indices.sorted { (a: Int, b: Int) -> Bool in
            if keys[a] == keys[b] { return a < b }
            return keys[a] < keys[b]
        }
        return order.map { self[$0] }
    }
}
