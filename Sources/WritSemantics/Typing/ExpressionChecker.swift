package import WritLanguage

/// Checks the expressions of forms against a checked program.
///
/// Local 0 is the case; `locals` (the variables of repeated parts around the expression) are numbered from 1 in their
/// order. Names are looked for among the locals, then among what the rules hand over to the form, then in the case.
package struct ExpressionChecker: Sendable {
    private let names: NameTables

    package init(program: Program) { names = NameTables(program) }

    /// `conditions` are checked conditions that hold where the expression stands, such as the tests of the parts of a
    /// form around it: what they show to be known need not be tested again.
    package func check(
        _ syntax: ExpressionSyntax, subject: RecordID?, locals: [(name: String, type: ValueType)], form: FormID?,
        expecting expected: ValueType? = nil, assuming conditions: [Expression] = []
    ) -> (expression: Expression, diagnostics: [Diagnostic]) {
        var typer = typer(subject, locals, form, conditions)
        let expression = expected.map { typer.check(syntax, as: $0) } ?? typer.check(syntax)
        return (expression, typer.diagnostics)
    }

    /// `v in violations where …`. The variable has the number after the last of `locals`.
    package func checkForEach(
        _ syntax: ForEachSyntax, subject: RecordID?, locals: [(name: String, type: ValueType)], form: FormID?,
        assuming conditions: [Expression] = []
    ) -> (forEach: ForEach, element: ValueType, diagnostics: [Diagnostic]) {
        var typer = typer(subject, locals, form, conditions)
        let local = typer.newLocal()
        let (forEach, element) = typer.forEach(syntax, local: local)
        return (forEach, element, typer.diagnostics)
    }

    /// A type as the language writes it.
    package func describe(_ type: ValueType) -> String { names.describe(type) }

    private func typer(
        _ subject: RecordID?, _ locals: [(name: String, type: ValueType)], _ form: FormID?, _ conditions: [Expression]
    ) -> ExpressionTyper {
        var typer = subject.map { ExpressionTyper(names: names, subject: $0) } ?? ExpressionTyper(names: names)
        if let form { typer.scopes.append(.arguments(form)) }
        for (index, local) in locals.enumerated() {
            typer.scopes.append(.variable(name: local.name, local: index + 1, local.type))
        }
        typer.localCount = locals.count + 1
        for condition in conditions { typer.known.formUnion(Narrowing(condition).whenTrue) }
        // What a condition says about its own variables is of no use here.
        typer.known = typer.known.filter { path in
            if case .local(let local) = path.root { return local <= locals.count }
            return true
        }
        return typer
    }
}
