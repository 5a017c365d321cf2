/// What an expression is made of. `map` is the one place that lists it: whoever only goes on to the parts of an expression
/// goes through here, so that a new kind of expression is walked everywhere once it is listed below.
extension Expression {
    /// The same expression with each of its parts replaced by what `change` makes of it, asked in the order in which the
    /// parts stand.
    package func map(_ change: (Expression) -> Expression) -> Expression {
        let changed: Kind
        switch kind {
        case .constant, .asOf, .parameter, .local, .argument, .documentState, .documentDate, .error: return self
        case .field(let record, let field): changed = .field(change(record), field)
        case .definition(let record, let id): changed = .definition(change(record), id)
        case .groupKey(let group): changed = .groupKey(change(group))
        case .groupItems(let group): changed = .groupItems(change(group))
        case .element(let list, let position): changed = .element(change(list), change(position))
        case .not(let operand): changed = .not(change(operand))
        case .negate(let operand): changed = .negate(change(operand))
        case .and(let left, let right): changed = .and(change(left), change(right))
        case .or(let left, let right): changed = .or(change(left), change(right))
        case .compare(let comparison, let left, let right):
            changed = .compare(comparison, change(left), change(right))
        case .arithmetic(let operation, let left, let right):
            changed = .arithmetic(operation, change(left), change(right))
        case .inSet(let value, let members): changed = .inSet(change(value), members.map(change))
        case .inRange(let value, let lower, let upper, let includesLower, let includesUpper):
            changed = .inRange(
                change(value), lower: lower.map(change), upper: upper.map(change), includesLower: includesLower,
                includesUpper: includesUpper)
        case .isKnown(let operand): changed = .isKnown(change(operand))
        case .isMissing(let operand): changed = .isMissing(change(operand))
        case .orElse(let value, let other): changed = .orElse(change(value), change(other))
        case .conditional(let condition, let then, let otherwise):
            changed = .conditional(change(condition), change(then), change(otherwise))
        case .some(let local, let list, let body): changed = .some(local: local, in: change(list), change(body))
        case .every(let local, let list, let body): changed = .every(local: local, in: change(list), change(body))
        case .filter(let local, let list, let body): changed = .filter(local: local, in: change(list), change(body))
        case .count(let list): changed = .count(change(list))
        case .summary(let summary, let body, let local, let list):
            let list = change(list)
            changed = .summary(summary, body: body.map(change), local: local, in: list)
        case .group(let local, let list, let key): changed = .group(local: local, in: change(list), key: change(key))
        case .sorted(let local, let list, let key): changed = .sorted(local: local, in: change(list), key: change(key))
        case .neighbour(let isNext, let element, let list):
            changed = .neighbour(isNext: isNext, change(element), in: change(list))
        case .function(let function, let operands): changed = .function(function, operands.map(change))
        case .shift(let duration, let date, let isAfter):
            changed = .shift(duration: change(duration), date: change(date), isAfter: isAfter)
        case .between(let unit, let from, let to): changed = .between(unit, change(from), change(to))
        case .record(let id, let fields): changed = .record(id, fields.map(change))
        case .list(let elements): changed = .list(elements.map(change))
        case .widened(let operand): changed = .widened(change(operand))
        case .rounded(let operand): changed = .rounded(change(operand))
        }
        return Expression(changed, type: type, span: span)
    }

    /// The expressions that this one is directly made of, in the order in which they stand.
    package var children: [Expression] {
        var children: [Expression] = []
        _ = map { child in
            children.append(child)
            return child
        }
        return children
    }

    /// Visits this expression and then all that it is made of, in the order in which they stand. The depth of the recursion
    /// is that of the expression, which the parser bounds.
    package func forEach(_ visit: (Expression) -> Void) {
        visit(self)
        for child in children { child.forEach(visit) }
    }

    /// The expression below widenings, which change nothing but the type.
    package var unwidened: Expression {
        if case .widened(let inner) = kind { inner.unwidened } else { self }
    }
}
