package import WritSemantics

extension Expression {
    /// The same expression with a local replaced by `subject`, an expression about the case. Local 0 is what a
    /// definition is about.
    package func placed(at subject: Expression, local: Int = 0) -> Expression {
        if case .local(local) = subject.kind { return self }
        return placing(subject, local)
    }

    private func placing(_ subject: Expression, _ local: Int) -> Expression {
        if case .local(local) = kind { return Expression(subject.kind, type: type, span: span) }
        return map { $0.placing(subject, local) }
    }
}
