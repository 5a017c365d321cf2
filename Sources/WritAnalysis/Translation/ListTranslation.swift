import WritLanguage
import WritSemantics

/// Lists: every element that may be there is looked at, so quantifiers become plain connectives.
extension Translator {
    func translateList(_ expression: Expression, _ locals: Locals) -> Symbol {
        switch expression.kind {
        case .some(let local, let list, let body):
            return .boolean(quantify(local, list, body, locals, isSome: true))
        case .every(let local, let list, let body):
            return .boolean(quantify(local, list, body, locals, isSome: false))
        case .filter(let local, let list, let body):
            guard let list = self.list(translate(list, locals)) else { return empty(expression.type) }
            return filter(list, local, body, locals)
        case .count(let list):
            guard let list = self.list(translate(list, locals)) else { return empty(expression.type) }
            return .number(count(list, isWhole: true))
        case .summary(let kind, let body, let local, let list):
            guard let list = self.list(translate(list, locals)) else { return empty(expression.type) }
            return summary(kind, body, local, list, locals, expression)
        case .element(let list, let position):
            guard let list = self.list(translate(list, locals)), case .constant(.integer(let index)) = position.kind,
                index >= 1, let offset = Int(exactly: index - 1)
            else { return notModelled(.notModelled("xs[i]"), expression, locals) }
            return element(list, offset, expression)
        default:
            return notModelled(.notModelled("group by"), expression, locals)
        }
    }

    private func quantify(
        _ local: Int, _ list: Expression, _ body: Expression, _ locals: Locals, isSome: Bool
    ) -> Truth {
        guard let list = self.list(translate(list, locals)) else { return Truth(yes: .no, no: .no) }
        let parts = list.elements.map { element -> Truth in
            var inner = locals
            inner[local] = element.value
            let holds = truth(within { translate(body, inner) })
            let present = Truth(element.present)
            return isSome ? both(present, holds) : either(present.negated, holds)
        }
        var result = isSome ? any(parts) : all(parts)
        if depth > 0, list.more != .no {
            // For each element of the outer list another element of this one may show it.
            let (yes, no) = (space.store.input(""), space.store.input(""))
            result = Truth(
                yes: space.store.or(
                    space.store.and(!list.more, result.yes), space.store.and(list.more, yes)),
                no: space.store.or(
                    space.store.and(!list.more, result.no), space.store.all([list.more, !yes, no])))
        }
        if list.known == .yes { return result }
        return Truth(
            yes: space.store.and(list.known, result.yes), no: space.store.and(list.known, result.no))
    }

    /// Translates what is said of each element of a list.
    private func within(_ body: () -> Symbol) -> Symbol {
        depth += 1
        defer { depth -= 1 }
        return body()
    }

    /// One element whose membership is open makes the whole list unknown.
    func filter(_ list: ListSymbol, _ local: Int, _ body: Expression, _ locals: Locals) -> Symbol {
        var known = [list.known]
        let elements = list.elements.map { element -> ListSymbol.Element in
            var inner = locals
            inner[local] = element.value
            let holds = truth(within { translate(body, inner) })
            known.append(space.store.implies(element.present, space.store.or(holds.yes, holds.no)))
            return ListSymbol.Element(present: space.store.and(element.present, holds.yes), value: element.value)
        }
        return .list(ListSymbol(known: space.store.all(known), elements: elements, more: list.more))
    }

    /// The number of elements that are there, told apart case by case. Where it is compared with a number, those that are
    /// modelled are enough; `isWhole` counts all.
    private func count(_ list: ListSymbol, isWhole: Bool) -> [NumberCase] {
        // ranks[k]: exactly k of the elements so far.
        var ranks: [Formula] = [.yes]
        for element in list.elements {
            var next: [Formula] = []
            for rank in 0...ranks.count {
                let stays = rank < ranks.count ? space.store.and(ranks[rank], !element.present) : .no
                let grows = rank > 0 ? space.store.and(ranks[rank - 1], element.present) : .no
                next.append(space.store.or(stays, grows))
            }
            ranks = next
        }
        let cases = ranks.enumerated().map { rank, condition in
            NumberCase(
                condition: space.store.and(list.known, condition), value: Linear(constant: Rational(rank)))
        }.filter { $0.condition != .no }
        if !isWhole || list.more == .no { return cases }
        return withRest(of: list, cases, .count(list.elements.map(\.present)))
    }

    /// A count that is compared with a number that is written down.
    func countCompared(_ side: Expression, with other: Expression, _ locals: Locals) -> Symbol? {
        guard ListNeeds.number(other) != nil, let list = ListNeeds.countedList(side),
            let list = self.list(translate(list, locals))
        else { return nil }
        return .number(count(list, isWhole: depth > 0))
    }

    /// A sum or a count together with what the elements come to that are not modelled.
    private func withRest(of list: ListSymbol, _ cases: [NumberCase], _ kind: RestKey.Kind) -> [NumberCase] {
        let scale = scale(of: cases.map(\.value))
        let number = space.rest(RestKey(more: list.more, kind: kind), isWhole: scale != nil)
        let rest = Linear(variable: number, coefficient: Rational.one / (scale ?? .one))
        return cases.flatMap { entry in
            [
                NumberCase(condition: space.store.and(entry.condition, !list.more), value: entry.value),
                NumberCase(condition: space.store.and(entry.condition, list.more), value: entry.value + rest),
            ]
        }
    }

    private func element(_ list: ListSymbol, _ offset: Int, _ expression: Expression) -> Symbol {
        // Elements of a filtered list may be left out before it, so all positions are possible.
        var ranks: [Formula] = [.yes]
        var cases: [(Formula, Symbol)] = []
        for element in list.elements {
            if offset < ranks.count {
                cases.append((space.store.all([list.known, ranks[offset], element.present]), element.value))
            }
            var next: [Formula] = []
            for rank in 0...ranks.count {
                let stays = rank < ranks.count ? space.store.and(ranks[rank], !element.present) : .no
                let grows = rank > 0 ? space.store.and(ranks[rank - 1], element.present) : .no
                next.append(space.store.or(stays, grows))
            }
            ranks = next
        }
        return select(cases, type: expression.type)
    }

    private func summary(
        _ kind: ListSummary, _ body: Expression?, _ local: Int, _ list: ListSymbol, _ locals: Locals,
        _ expression: Expression
    ) -> Symbol {
        let values = list.elements.map { element -> (present: Formula, value: Symbol) in
            guard let body else { return (element.present, element.value) }
            var inner = locals
            inner[local] = element.value
            return (element.present, within { translate(body, inner) })
        }
        switch kind {
        case .sum:
            let total = sum(values, list.known)
            if list.more == .no { return .number(merged(total)) }
            let parts = values.map { RestKey.Part(present: $0.present, cases: numbers($0.value)) }
            return .number(merged(withRest(of: list, total, .sum(parts))))
        case .first: return first(values, list.known, expression.type)
        case .last: return first(values.reversed(), list.known, expression.type)
        case .min, .max: return extreme(values, list.known, isLeast: kind == .min, expression)
        }
    }

    private func sum(_ values: [(present: Formula, value: Symbol)], _ known: Formula) -> [NumberCase] {
        var total = [NumberCase(condition: known, value: Linear(constant: .zero))]
        for (present, value) in values {
            let part =
                numbers(value).map {
                    NumberCase(condition: space.store.and(present, $0.condition), value: $0.value)
                } + [NumberCase(condition: !present, value: Linear(constant: .zero))]
            let (left, right) = (total.count * part.count > 4 ? named(total) : total, named(part))
            var next: [NumberCase] = []
            for a in left {
                for b in right {
                    next.append(
                        NumberCase(
                            condition: space.store.and(a.condition, b.condition), value: a.value + b.value))
                }
            }
            total = next
        }
        return total
    }

    /// The first that is there; missing where none is.
    private func first(
        _ values: [(present: Formula, value: Symbol)], _ known: Formula, _ type: ValueType
    ) -> Symbol {
        var noneBefore = known
        var cases: [(Formula, Symbol)] = []
        for (present, value) in values {
            cases.append((space.store.and(noneBefore, present), value))
            noneBefore = space.store.and(noneBefore, !present)
        }
        return orMissing(cases, none: noneBefore, type)
    }

    private func orMissing(_ cases: [(Formula, Symbol)], none: Formula, _ type: ValueType) -> Symbol {
        guard case .optional(let inner) = type else { return select(cases, type: type) }
        let parts = cases.map { ($0.0, optional($0.1)) }
        let present = parts.map { space.store.and($0.0, $0.1.present) }
        let missing = parts.map { space.store.and($0.0, $0.1.missing) } + [none]
        return .optional(
            present: space.store.any(present), missing: space.store.any(missing),
            select(zip(present, parts).map { ($0, $1.1.value) }, type: inner))
    }

    /// The first element that no other one is below (or above).
    private func extreme(
        _ values: [(present: Formula, value: Symbol)], _ known: Formula, isLeast: Bool, _ expression: Expression
    ) -> Symbol {
        let none = space.store.all([known] + values.map { !$0.present })
        var cases: [(Formula, Symbol)] = []
        for (index, (present, value)) in values.enumerated() {
            var parts = [known, present]
            for (other, rival) in values.enumerated() where other != index {
                let comparison: Comparison =
                    other < index ? (isLeast ? .less : .greater) : (isLeast ? .lessOrEqual : .greaterOrEqual)
                let wins = compare(comparison, value, rival.value, at: expression).yes
                parts.append(space.store.implies(rival.present, wins))
            }
            cases.append((space.store.all(parts), value))
        }
        return orMissing(cases, none: none, expression.type)
    }
}
