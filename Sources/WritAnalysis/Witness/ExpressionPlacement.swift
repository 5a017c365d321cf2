package import WritSemantics

extension Expression {
    /// The same expression with a local replaced by `subject`, an expression about the case. Local 0 is what a
    /// definition is about.
    package func placed(at subject: Expression, local: Int = 0) -> Expression {
        if case .local(local) = subject.kind { return self }
        return placing(subject, local)
    }

    private func placing(_ subject: Expression, _ local: Int) -> Expression {
        func map(_ part: Expression) -> Expression { part.placing(subject, local) }
        let placed: Kind =
            switch kind {
            case .local(local): subject.kind
            case .constant, .asOf, .parameter, .local, .argument, .documentState, .documentDate, .error: kind
            case .field(let a, let index): .field(map(a), index)
            case .definition(let a, let id): .definition(map(a), id)
            case .groupKey(let a): .groupKey(map(a))
            case .groupItems(let a): .groupItems(map(a))
            case .element(let a, let b): .element(map(a), map(b))
            case .not(let a): .not(map(a))
            case .negate(let a): .negate(map(a))
            case .and(let a, let b): .and(map(a), map(b))
            case .or(let a, let b): .or(map(a), map(b))
            case .compare(let comparison, let a, let b): .compare(comparison, map(a), map(b))
            case .arithmetic(let operation, let a, let b): .arithmetic(operation, map(a), map(b))
            case .inSet(let a, let parts): .inSet(map(a), parts.map(map))
            case .inRange(let a, let lower, let upper, let includesLower, let includesUpper):
                .inRange(
                    map(a), lower: lower.map(map), upper: upper.map(map), includesLower: includesLower,
                    includesUpper: includesUpper)
            case .isKnown(let a): .isKnown(map(a))
            case .isMissing(let a): .isMissing(map(a))
            case .orElse(let a, let b): .orElse(map(a), map(b))
            case .conditional(let a, let b, let c): .conditional(map(a), map(b), map(c))
            case .some(let local, let a, let b): .some(local: local, in: map(a), map(b))
            case .every(let local, let a, let b): .every(local: local, in: map(a), map(b))
            case .filter(let local, let a, let b): .filter(local: local, in: map(a), map(b))
            case .count(let a): .count(map(a))
            case .summary(let summary, let body, let local, let a):
                .summary(summary, body: body.map(map), local: local, in: map(a))
            case .group(let local, let a, let key): .group(local: local, in: map(a), key: map(key))
            case .shift(let a, let b, let isAfter): .shift(duration: map(a), date: map(b), isAfter: isAfter)
            case .between(let unit, let a, let b): .between(unit, map(a), map(b))
            case .record(let id, let parts): .record(id, parts.map(map))
            case .list(let parts): .list(parts.map(map))
            case .widened(let a): .widened(map(a))
            case .rounded(let a): .rounded(map(a))
            }
        return Expression(placed, type: type, span: span)
    }

    /// The parts that an expression is made of, itself left out.
    var parts: [Expression] {
        switch kind {
        case .constant, .asOf, .parameter, .local, .argument, .documentState, .documentDate, .error: []
        case .field(let a, _), .definition(let a, _), .groupKey(let a), .groupItems(let a), .not(let a),
            .negate(let a), .isKnown(let a), .isMissing(let a), .count(let a), .widened(let a), .rounded(let a):
            [a]
        case .element(let a, let b), .and(let a, let b), .or(let a, let b), .compare(_, let a, let b),
            .arithmetic(_, let a, let b), .orElse(let a, let b), .some(_, let a, let b), .every(_, let a, let b),
            .filter(_, let a, let b), .group(_, let a, let b), .shift(let a, let b, _), .between(_, let a, let b):
            [a, b]
        case .conditional(let a, let b, let c): [a, b, c]
        case .inSet(let a, let parts): [a] + parts
        case .inRange(let a, let lower, let upper, _, _): [a] + [lower, upper].compactMap { $0 }
        case .summary(_, let body, _, let a): [a] + [body].compactMap { $0 }
        case .record(_, let parts), .list(let parts): parts
        }
    }
}
