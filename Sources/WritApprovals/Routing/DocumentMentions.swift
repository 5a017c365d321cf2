package import WritSemantics

/// The documents whose state an expression asks for, in the order in which it names them.
package enum DocumentMentions {
    package static func forms(in expression: Expression) -> [FormID] {
        var forms: [FormID] = []
        var rest = [expression]
        while let next = rest.popLast() {
            switch next.kind {
            case .documentState(let form, _), .documentDate(_, let form):
                if !forms.contains(form) { forms.append(form) }
            case .constant, .asOf, .parameter, .local, .argument, .error: break
            case .field(let e, _), .definition(let e, _), .groupKey(let e), .groupItems(let e), .not(let e),
                .negate(let e), .isKnown(let e), .isMissing(let e), .count(let e), .widened(let e), .rounded(let e):
                rest.append(e)
            case .element(let a, let b), .and(let a, let b), .or(let a, let b), .compare(_, let a, let b),
                .arithmetic(_, let a, let b), .orElse(let a, let b), .some(_, let a, let b), .every(_, let a, let b),
                .filter(_, let a, let b), .between(_, let a, let b):
                rest += [b, a]
            case .inSet(let e, let members): rest += members.reversed() + [e]
            case .inRange(let e, let lower, let upper, _, _):
                rest += [upper, lower].compactMap { $0 } + [e]
            case .conditional(let a, let b, let c): rest += [c, b, a]
            case .summary(_, let body, _, let list): rest += [body].compactMap { $0 } + [list]
            case .group(_, let list, let key): rest += [key, list]
            case .shift(let duration, let date, _): rest += [date, duration]
            case .record(_, let fields), .list(let fields): rest += fields.reversed()
            }
        }
        return forms
    }
}
