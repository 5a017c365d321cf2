internal import WritLanguage
internal import WritSemantics

/// What has to happen first.
extension SentenceStyle {
    /// As it reads before `之前` and after `直至`: `《补充协议》获批准并签署`.
    func milestone(_ expression: Expression, _ scope: Scope) -> String {
        let awaited = awaited(expression)
        return isChinese ? event(awaited, scope) : clause(awaited, scope)
    }

    /// Without what is taken for not yet so where nothing is stated: whoever waits for it knows that.
    func awaited(_ expression: Expression, isNegated: Bool = false) -> Expression {
        func same(_ kind: Expression.Kind) -> Expression { Expression(kind, type: .boolean, span: expression.span) }
        return switch expression.kind {
        case .orElse(let value, let fallback) where constant(fallback) == isNegated:
            awaited(value, isNegated: isNegated)
        case .and(let a, let b): same(.and(awaited(a, isNegated: isNegated), awaited(b, isNegated: isNegated)))
        case .or(let a, let b): same(.or(awaited(a, isNegated: isNegated), awaited(b, isNegated: isNegated)))
        case .not(let inner): same(.not(awaited(inner, isNegated: !isNegated)))
        case .widened(let inner): awaited(inner, isNegated: isNegated)
        default: expression
        }
    }

    /// Chinese only.
    private func event(_ expression: Expression, _ scope: Scope) -> String {
        var inner = scope
        inner.isAttribute = true
        switch expression.kind {
        case .documentState(let form, .approved): return title(of: form) + "获得批准"
        case .documentState(let form, .overdue): return title(of: form) + "逾期"
        case .documentState(let form, let state): return title(of: form) + String(stateClause(state).dropFirst())
        case .isKnown(let value): return "载明\(noun(value, scope))"
        case .field, .definition:
            guard let (owner, title) = parts(expression, inner) else { return clause(expression, inner) }
            return owner + (Predicate.isOne(title) ? Predicate.event(title) : "确认\(cited(title, expression))")
        case .and(let a, let b):
            // Two states of one document name it once.
            if case .documentState(let first, _) = a.kind, case .documentState(let second, .signed) = b.kind,
                first == second
            {
                return event(a, inner) + "并经签署"
            }
            return [a, b].map { connective(of: $0) == .or ? bracketed(event($0, inner)) : event($0, inner) }
                .joined(separator: "且")
        default: return clause(expression, inner)
        }
    }
}
