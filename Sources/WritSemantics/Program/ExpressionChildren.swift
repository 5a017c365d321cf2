extension Expression {
    /// The expressions that this one is directly made of, in the order in which they stand.
    package var children: [Expression] {
        switch kind {
        case .constant, .asOf, .parameter, .local, .argument, .documentState, .documentDate, .error: []
        case .field(let inner, _), .definition(let inner, _), .groupKey(let inner), .groupItems(let inner),
            .not(let inner), .negate(let inner), .isKnown(let inner), .isMissing(let inner), .count(let inner),
            .widened(let inner), .rounded(let inner):
            [inner]
        case .element(let a, let b), .and(let a, let b), .or(let a, let b), .compare(_, let a, let b),
            .arithmetic(_, let a, let b), .orElse(let a, let b), .some(_, let a, let b), .every(_, let a, let b),
            .filter(_, let a, let b), .group(_, let a, let b), .shift(let a, let b, _), .between(_, let a, let b):
            [a, b]
        case .conditional(let a, let b, let c): [a, b, c]
        case .inSet(let value, let members): [value] + members
        case .inRange(let value, let lower, let upper, _, _): [value] + [lower, upper].compactMap { $0 }
        case .summary(_, let body, _, let list): [list] + [body].compactMap { $0 }
        case .record(_, let items), .list(let items): items
        }
    }
}
