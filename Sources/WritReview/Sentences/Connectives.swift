internal import WritLanguage
internal import WritSemantics

/// `and` and `or` in a sentence. A reader must see which of the two binds what, and no language has an order of precedence that
/// readers agree on: wherever one stands beside the other there are brackets.
extension SentenceStyle {
    enum Connective { case and, or }

    func joined(_ a: Expression, _ b: Expression, _ connective: Connective, _ scope: Scope) -> String {
        if connective == .and {
            let all = conjuncts(a) + conjuncts(b)
            let said = asked(all)
            if said.count < all.count, let first = said.first {
                let rest = said.dropFirst().reduce(first) {
                    Expression(.and($0, $1), type: .boolean, span: first.span)
                }
                return clause(rest, scope)
            }
        }
        let (first, second) = (side(a, scope, of: connective), side(b, scope, of: connective))
        let comma = scope.isAttribute ? "" : "，"
        return connective == .and
            ? told(en: "\(first) and \(second)", zh: "\(first)\(comma)且\(second)")
            : told(en: "\(first) or \(second)", zh: "\(first)\(comma)或者\(second)")
    }

    private func conjuncts(_ expression: Expression) -> [Expression] {
        guard case .and(let a, let b) = expression.kind else { return [expression] }
        return conjuncts(a) + conjuncts(b)
    }

    /// Without those that only ask whether a yes-or-no value is stated: what is asked of it says so.
    private func asked(_ conjuncts: [Expression]) -> [Expression] {
        conjuncts.filter { part in !conjuncts.contains { part.isKnownTest(of: $0) } }
    }

    /// A side of `and` or `or`.
    private func side(_ expression: Expression, _ scope: Scope, of connective: Connective) -> String {
        let said = self.connective(of: expression)
        let isOpen = said.map { $0 != connective } ?? runsOn(expression)
        let text = clause(expression, scope)
        return isOpen ? bracketed(text) : text
    }

    /// A clause of which something is said as a whole, in brackets where it has several parts.
    func enclosed(_ expression: Expression, _ scope: Scope) -> String {
        let text = clause(expression, scope)
        return connective(of: expression) != nil || runsOn(expression) ? bracketed(text) : text
    }

    func bracketed(_ text: String) -> String { told(en: "(\(text))", zh: "（\(text)）") }

    /// What joins the parts of a clause as it is said, which is not always as it is written: `not (a and b)` is said as an `or`.
    func connective(of expression: Expression, isNegated: Bool = false) -> Connective? {
        switch expression.kind {
        case .and where !isNegated:
            let said = asked(conjuncts(expression))
            return said.count == 1 ? connective(of: said[0]) : .and
        case .and: return .or
        case .or: return isNegated ? .and : .or
        case .not(let inner): return connective(of: inner, isNegated: !isNegated)
        case .widened(let inner): return connective(of: inner, isNegated: isNegated)
        case .compare(let comparison, let value, let bound) where comparison == .equal || comparison == .notEqual:
            guard let flag = constant(bound) else { return nil }
            return connective(of: value, isNegated: isNegated != (flag != (comparison == .equal)))
        case .field, .definition:
            // A title may have two parts itself. Denied, it stands in quotation marks.
            guard isChinese, !isNegated, let (_, title) = parts(expression, Scope()) else { return nil }
            return Predicate.connective(of: title)
        default: return nil
        }
    }

    /// Whether English has no end of the clause but that of the sentence: `none of them is such that …`.
    private func runsOn(_ expression: Expression) -> Bool {
        if isChinese { return false }
        switch expression.kind {
        case .some(let local, _, let condition): return condition.compared(with: local) == nil
        case .every: return true
        case .not(let inner), .widened(let inner): return runsOn(inner)
        case .compare(let comparison, let value, let flag) where comparison == .equal || comparison == .notEqual:
            return constant(flag) != nil && runsOn(value)
        default: return false
        }
    }

    func denied(_ expression: Expression) -> Expression {
        Expression(.not(expression), type: .boolean, span: expression.span)
    }

    func constant(_ expression: Expression) -> Bool? {
        switch expression.kind {
        case .constant(.boolean(let flag)): flag
        case .widened(let inner): constant(inner)
        default: nil
        }
    }
}
