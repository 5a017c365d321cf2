import WritEvaluation
import WritLanguage
import WritSemantics

/// Lists: every element that may be there is looked at, so quantifiers become plain connectives. What elements that are
/// not modelled may come to is left open by each of the operations.
extension Translator {
    func translateList(_ expression: Expression, _ locals: Locals) -> Symbol {
        switch expression.kind {
        case .some(let local, let list, let body):
            return .boolean(quantify(local, in: list, body: body, locals: locals, expression: expression, isSome: true))
        case .every(let local, let list, let body):
            return .boolean(
                quantify(local, in: list, body: body, locals: locals, expression: expression, isSome: false))
        case .filter(let local, let list, let body):
            guard let list = self.list(translate(list, locals)) else { return empty(expression.type) }
            return filter(list, local: local, body: body, locals: locals, expression: expression)
        case .count(let list):
            guard let list = self.list(translate(list.inAnyOrder, locals)) else { return empty(expression.type) }
            return .number(count(list))
        case .summary(let kind, let body, let local, let list):
            let isOrdered = kind == .first || kind == .last
            guard let list = self.list(translate(isOrdered ? list : list.inAnyOrder, locals)) else {
                return empty(expression.type)
            }
            return summary(kind, of: body, local: local, in: list, locals: locals, expression: expression)
        case .element(let list, let position):
            guard let list = self.list(translate(list, locals)), case .constant(.integer(let index)) = position.kind,
                index >= 1
            else { return notModelled(.notModelled("xs[i]"), expression, locals) }
            return opened(element(list, index, expression), list, expression, locals)
        case .group(let local, let list, let key):
            guard let list = self.list(translate(list, locals)), case .list(let type) = expression.type else {
                return empty(expression.type)
            }
            return group(list, local: local, key: key, locals: locals, type: type)
        case .groupKey(let group):
            guard case .group(let key, _) = translate(group, locals) else { return empty(expression.type) }
            return key
        case .groupItems(let group):
            guard case .group(_, let items) = translate(group, locals) else { return empty(expression.type) }
            return .list(items)
        case .sorted: return notModelled(.notModelled("sorted by"), expression, locals)
        default:
            return notModelled(.notModelled("list"), expression, locals)
        }
    }

    /// Translates what is said of each element of a list.
    func within<T>(_ body: () -> T) -> T {
        depth += 1
        defer { depth -= 1 }
        return body()
    }

    // MARK: elements that are not modelled

    /// Whether elements that are not modelled may matter to more than a sum here: they always may where something is asked
    /// for each element of another list, for which another element of this one may show it.
    private func mayMatter(_ hidden: ListSymbol.Hidden) -> Bool {
        hidden.exists != .no && (depth > 0 || hidden.mattersToAll)
    }

    /// What a list comes to; where elements that are not modelled may change it, any value or none.
    private func opened(
        _ symbol: Symbol, _ list: ListSymbol, _ expression: Expression, _ locals: Locals
    ) -> Symbol {
        guard mayMatter(list.hidden) else { return symbol }
        let any = notModelled(.listLength(program.text(of: expression.span)), expression, locals)
        return select([(!list.hidden.exists, symbol), (list.hidden.exists, any)], type: expression.type)
    }

    /// One that stands for whatever element is not modelled.
    func hiddenElement(of list: Expression, type: ValueType) -> Symbol {
        let reason = Undecidable.listLength(program.text(of: list.span))
        return space.abstracting(reason, at: list.span, key: meaning.map { "element of " + $0(list) }) {
            unknown(type, path: $0, depth: 0).0
        }
    }

    // MARK: quantifiers and filters

    private func quantify(
        _ local: Int, in list: Expression, body: Expression, locals: Locals, expression: Expression, isSome: Bool
    ) -> Truth {
        guard let list = self.list(translate(list.inAnyOrder, locals)) else { return Truth(yes: .no, no: .no) }
        let parts = list.elements.map { element -> Truth in
            var inner = locals
            inner[local] = element.value
            let holds = truth(within { translate(body, inner) })
            let present = Truth(element.present)
            return isSome ? both(present, holds) : either(present.negated, holds)
        }
        var result = isSome ? any(parts) : all(parts)
        if mayMatter(list.hidden) {
            // What the others say: that one shows it, that none does, or that it is open.
            let key = key(of: expression, locals)
            let (one, none) = (space.free(key.map { $0 + " one" }), space.free(key.map { $0 + " none" }))
            let exists = list.hidden.exists
            let shown = space.store.and(exists, one)
            let excluded = space.store.or(!exists, space.store.and(none, !one))
            result =
                isSome
                ? Truth(yes: space.store.or(result.yes, shown), no: space.store.and(result.no, excluded))
                : Truth(yes: space.store.and(result.yes, excluded), no: space.store.or(result.no, shown))
        }
        if list.known == .yes { return result }
        return Truth(
            yes: space.store.and(list.known, result.yes), no: space.store.and(list.known, result.no))
    }

    /// One element whose membership is open makes the whole list unknown.
    private func filter(
        _ list: ListSymbol, local: Int, body: Expression, locals: Locals, expression: Expression
    ) -> Symbol {
        var known = [list.known]
        let elements = list.elements.map { element -> ListSymbol.Element in
            var inner = locals
            inner[local] = element.value
            let holds = truth(within { translate(body, inner) })
            known.append(space.store.implies(element.present, space.store.or(holds.yes, holds.no)))
            return ListSymbol.Element(
                present: space.store.and(element.present, holds.yes), value: element.value, copies: element.copies)
        }
        if mayMatter(list.hidden) {
            let isSettled = space.free(key(of: expression, locals).map { $0 + " settled" })
            known.append(space.store.implies(list.hidden.exists, isSettled))
        }
        return .list(ListSymbol(known: space.store.all(known), elements: elements, hidden: list.hidden))
    }

    // MARK: counts

    private func isAlone(_ element: ListSymbol.Element) -> Bool { element.copies.value == .one }

    /// The number of elements that are there.
    private func count(_ list: ListSymbol) -> [NumberCase] {
        let cases =
            list.elements.allSatisfy(isAlone)
            ? ranked(list)
            : [NumberCase(condition: list.known, value: number(of: list.elements[...]))]
        guard mayMatter(list.hidden) else { return cases }
        return withRest(of: list, cases, .count(list.elements.map { .init(present: $0.present, copies: $0.copies) }))
    }

    /// Told apart case by case: most counts are compared with a small number, and need no arithmetic then.
    private func ranked(_ list: ListSymbol) -> [NumberCase] {
        // ranks[k]: exactly k of the elements so far.
        var ranks: [Formula] = [.yes]
        for element in list.elements { ranks = next(ranks, element.present) }
        return ranks.enumerated().map { rank, condition in
            NumberCase(condition: space.store.and(list.known, condition), value: Linear(constant: Rational(rank)))
        }.filter { $0.condition != .no }
    }

    /// Where so many hold, by number, once another one has been counted.
    func next(_ ranks: [Formula], _ present: Formula) -> [Formula] {
        (0...ranks.count).map { rank in
            let stays = rank < ranks.count ? space.store.and(ranks[rank], !present) : .no
            let grows = rank > 0 ? space.store.and(ranks[rank - 1], present) : .no
            return space.store.or(stays, grows)
        }
    }

    /// How many the first of the elements are together.
    private func number(of elements: ArraySlice<ListSymbol.Element>) -> Linear {
        elements.reduce(Linear(constant: .zero)) { total, element in
            let part = named([
                NumberCase(condition: element.present, value: element.copies),
                NumberCase(condition: !element.present, value: Linear(constant: .zero)),
            ])
            return total + (part.first?.value ?? Linear(constant: .zero))
        }
    }

    /// A sum or a count together with what the elements come to that are not modelled.
    private func withRest(of list: ListSymbol, _ cases: [NumberCase], _ kind: RestKey.Kind) -> [NumberCase] {
        let scale = scale(of: cases.map(\.value))
        let exists = list.hidden.exists
        let number = space.rest(RestKey(more: exists, kind: kind), isWhole: scale != nil)
        space.setPlaces(cases.map { space.places(of: $0.value) }.max() ?? 0, of: number)
        let rest = Linear(variable: number, coefficient: Rational.one / (scale ?? .one))
        return cases.flatMap { entry in
            [
                NumberCase(condition: space.store.and(entry.condition, !exists), value: entry.value),
                NumberCase(condition: space.store.and(entry.condition, exists), value: sum(entry.value, rest)),
            ]
        }
    }

    /// The element at a position, from 1. Elements of a filtered list may be left out before it, so all are possible.
    private func element(_ list: ListSymbol, _ position: Int64, _ expression: Expression) -> Symbol {
        var cases: [(Formula, Symbol)] = []
        if !list.elements.allSatisfy(isAlone) {
            for (index, element) in list.elements.enumerated() {
                let before = number(of: list.elements[..<index]) - Linear(constant: Rational(Int(position)))
                let isReached = space.store.all([
                    list.known, element.present, space.store.atMostZero(before, isStrict: true),
                    !space.store.atMostZero(before + element.copies, isStrict: true),
                ])
                cases.append((isReached, element.value))
            }
            return select(cases, type: expression.type)
        }
        var ranks: [Formula] = [.yes]
        for element in list.elements {
            if let before = Int(exactly: position - 1), before < ranks.count {
                cases.append((space.store.all([list.known, ranks[before], element.present]), element.value))
            }
            ranks = next(ranks, element.present)
        }
        return select(cases, type: expression.type)
    }

    // MARK: groups

    /// A group stands where the first element of its key stands.
    private func group(
        _ list: ListSymbol, local: Int, key: Expression, locals: Locals, type: ValueType
    ) -> Symbol {
        let keys = list.elements.map { element in
            var inner = locals
            inner[local] = element.value
            return within { translate(key, inner) }
        }
        var known = [list.known]
        for (element, value) in zip(list.elements, keys) {
            known.append(space.store.implies(element.present, settled(value)))
        }
        // Other elements may belong to each group, and make groups of their own.
        let hidden = ListSymbol.Hidden(exists: list.hidden.exists, mattersToAll: true)
        if hidden.exists != .no { known.append(space.store.implies(hidden.exists, space.free(nil))) }
        let groups = list.elements.indices.map { leader -> ListSymbol.Element in
            var isFirst = [list.elements[leader].present]
            let items = list.elements.indices.map { index -> ListSymbol.Element in
                let element = list.elements[index]
                if index == leader { return element }
                let same = equal(keys[leader], keys[index], at: key).yes
                let isIn = space.store.and(element.present, same)
                if index < leader { isFirst.append(!isIn) }
                return ListSymbol.Element(present: isIn, value: element.value, copies: element.copies)
            }
            let members = ListSymbol(known: .yes, elements: items, hidden: hidden)
            return ListSymbol.Element(
                present: space.store.all(isFirst), value: .group(key: keys[leader], items: members))
        }
        return .list(ListSymbol(known: space.store.all(known), elements: groups, hidden: hidden))
    }

    // MARK: sums, firsts and extremes

    private typealias Item = (present: Formula, value: Symbol, copies: Linear)

    private func summary(
        _ kind: ListSummary, of body: Expression?, local: Int, in list: ListSymbol, locals: Locals,
        expression: Expression
    ) -> Symbol {
        let values = list.elements.map { element -> Item in
            guard let body else { return (element.present, element.value, element.copies) }
            var inner = locals
            inner[local] = element.value
            return (element.present, within { translate(body, inner) }, element.copies)
        }
        switch kind {
        case .sum:
            let total = sum(values, list.known)
            if list.hidden.exists == .no { return .number(merged(total)) }
            let parts = values.map {
                RestKey.Part(present: $0.present, cases: numbers($0.value), copies: $0.copies)
            }
            let symbol = Symbol.number(merged(withRest(of: list, total, .sum(parts))))
            guard mayMatter(list.hidden) else { return symbol }
            // One element without a value leaves the sum without one.
            let isKnown = space.free(key(of: expression, locals).map { $0 + " known" })
            return select([(space.store.implies(list.hidden.exists, isKnown), symbol)], type: expression.type)
        case .first: return opened(first(values, list.known, expression.type), list, expression, locals)
        case .last: return opened(first(values.reversed(), list.known, expression.type), list, expression, locals)
        case .min, .max:
            return opened(extreme(values, list.known, isLeast: kind == .min, expression), list, expression, locals)
        }
    }

    private func sum(_ values: [Item], _ known: Formula) -> [NumberCase] {
        var total = [NumberCase(condition: known, value: Linear(constant: .zero))]
        for (present, value, copies) in values {
            let part =
                merged(numbers(value).flatMap { times($0, copies) }).map {
                    NumberCase(condition: space.store.and(present, $0.condition), value: $0.value)
                } + [NumberCase(condition: !present, value: Linear(constant: .zero))]
            let (left, right) = (total.count * part.count > 4 ? named(total) : total, named(part))
            var next: [NumberCase] = []
            for a in left {
                for b in right {
                    next.append(
                        NumberCase(
                            condition: space.store.and(a.condition, b.condition), value: sum(a.value, b.value)))
                }
            }
            total = next
        }
        return total
    }

    /// What so many equal elements come to.
    private func times(_ entry: NumberCase, _ copies: Linear) -> [NumberCase] {
        if copies.value == .one { return [entry] }
        if entry.value.value != nil {
            return [NumberCase(condition: entry.condition, value: product(copies, entry.value))]
        }
        let isAlone = space.store.atMostZero(copies - Linear(constant: .one))
        return [
            NumberCase(condition: space.store.and(entry.condition, isAlone), value: entry.value),
            NumberCase(condition: space.store.and(entry.condition, !isAlone), value: product(entry.value, copies)),
        ]
    }

    /// The first that is there; missing where none is.
    private func first(_ values: [Item], _ known: Formula, _ type: ValueType) -> Symbol {
        var noneBefore = known
        var cases: [(Formula, Symbol)] = []
        for (present, value, _) in values {
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
        _ values: [Item], _ known: Formula, isLeast: Bool, _ expression: Expression
    ) -> Symbol {
        let none = space.store.all([known] + values.map { !$0.present })
        var cases: [(Formula, Symbol)] = []
        for (index, (present, value, _)) in values.enumerated() {
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

extension Expression {
    /// The list for those to whom its order is all the same: as it was before it was sorted by a field, which every element
    /// has.
    fileprivate var inAnyOrder: Expression {
        guard case .sorted(let local, let list, let key) = kind, case .field(let owner, _) = key.kind,
            case .local(local) = owner.kind
        else { return self }
        return list.inAnyOrder
    }
}
