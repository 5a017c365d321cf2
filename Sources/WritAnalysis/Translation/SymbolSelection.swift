import WritLanguage
import WritSemantics

/// Building symbols out of others.
extension Translator {
    func constant(_ value: Value, type: ValueType) -> Symbol {
        if case .optional(let inner) = type {
            switch value {
            case .missing: return .optional(present: .no, missing: .yes, empty(inner))
            case .unknown: return .optional(present: .no, missing: .no, empty(inner))
            default: return .optional(present: .yes, missing: .no, constant(value, type: inner))
            }
        }
        func number(_ value: Rational) -> Symbol {
            .number([NumberCase(condition: .yes, value: Linear(constant: value))])
        }
        switch value {
        case .unknown: return empty(type)
        case .missing: return .optional(present: .no, missing: .yes, empty(type))
        case .boolean(let flag): return .boolean(flag ? .certain : .never)
        case .integer(let value): return number(Rational(Int128(value)))
        case .decimal(let decimal): return number(Rational(decimal))
        case .text(let text): return number(Rational(space.number(ofText: text)))
        case .date(let date): return number(Rational(Int(date.day)))
        case .dateTime(let moment): return number(Rational(Int128(moment.milliseconds)))
        case .duration(let length, _): return number(Rational(Int128(length)))
        case .enumeration(let id, let index):
            return .choice(program.enums[id.index].values.indices.map { $0 == index ? .yes : .no })
        case .record(let id, let values):
            let fields = program.records[id.index].fields
            return .record(
                RecordSymbol(
                    known: .yes, type: id, identity: space.nextRecord(),
                    fields: zip(fields, values).map { constant($1, type: $0.type) }))
        case .list(let values):
            guard case .list(let element) = type else { return empty(type) }
            return .list(
                ListSymbol(
                    known: .yes,
                    elements: values.map { .init(present: .yes, value: constant($0, type: element)) },
                    hidden: .none))
        }
    }

    /// A value of which nothing is known.
    func empty(_ type: ValueType) -> Symbol {
        switch type {
        case .boolean: return .boolean(Truth(yes: .no, no: .no))
        case .integer, .decimal, .money, .percent, .text, .date, .dateTime, .duration, .timeOfDay, .weekday:
            return .number([])
        case .enumeration(let id): return .choice(program.enums[id.index].values.map { _ in .no })
        case .record(let id):
            return .record(
                RecordSymbol(
                    known: .no, type: id, identity: space.nextRecord(),
                    fields: program.records[id.index].fields.map { empty($0.type) }))
        case .optional(let inner): return .optional(present: .no, missing: .no, empty(inner))
        case .group(let key, _): return .group(key: empty(key), items: .unknown)
        case .list, .error: return .list(.unknown)
        }
    }

    /// The symbol whose condition holds; conditions exclude each other or the symbols agree.
    func select(_ cases: [(Formula, Symbol)], type: ValueType) -> Symbol {
        let cases = cases.filter { $0.0 != .no }
        if cases.isEmpty { return empty(type) }
        if cases.count == 1, cases[0].0 == .yes { return cases[0].1 }
        if case .optional(let inner) = type {
            let parts = cases.map { ($0.0, optional($0.1)) }
            return .optional(
                present: space.store.any(parts.map { space.store.and($0.0, $0.1.present) }),
                missing: space.store.any(parts.map { space.store.and($0.0, $0.1.missing) }),
                select(parts.map { (space.store.and($0.0, $0.1.present), $0.1.value) }, type: inner))
        }
        switch unwrapped(cases[0].1) {
        case .boolean:
            let parts = cases.map { ($0.0, truth($0.1)) }
            return .boolean(
                Truth(
                    yes: space.store.any(parts.map { space.store.and($0.0, $0.1.yes) }),
                    no: space.store.any(parts.map { space.store.and($0.0, $0.1.no) })))
        case .number:
            return .number(
                merged(
                    cases.flatMap { outer in
                        numbers(outer.1).map {
                            NumberCase(condition: space.store.and(outer.0, $0.condition), value: $0.value)
                        }
                    }))
        case .choice(let first):
            return .choice(
                first.indices.map { index in
                    space.store.any(
                        cases.map { outer in
                            let values = choices(outer.1)
                            return index < values.count ? space.store.and(outer.0, values[index]) : .no
                        })
                })
        case .record(let first):
            let records = cases.compactMap { outer in record(outer.1).map { (outer.0, $0) } }
            let fields = program.records[first.type.index].fields
            return .record(
                RecordSymbol(
                    known: space.store.any(records.map { space.store.and($0.0, $0.1.known) }), type: first.type,
                    identity: space.nextRecord(),
                    fields: first.fields.indices.map { index in
                        select(records.map { ($0.0, $0.1.fields[index]) }, type: fields[index].type)
                    }))
        case .list: return .list(joined(cases.compactMap { outer in list(outer.1).map { (outer.0, $0) } }))
        case .group:
            guard case .group(let keyType, _) = type else { return empty(type) }
            let groups = cases.compactMap { outer -> (Formula, Symbol, ListSymbol)? in
                guard case .group(let key, let items) = outer.1 else { return nil }
                return (outer.0, key, items)
            }
            return .group(
                key: select(groups.map { ($0.0, $0.1) }, type: keyType), items: joined(groups.map { ($0.0, $0.2) }))
        case .optional:
            return empty(type)
        }
    }

    /// The list of which the condition holds.
    private func joined(_ lists: [(Formula, ListSymbol)]) -> ListSymbol {
        ListSymbol(
            known: space.store.any(lists.map { space.store.and($0.0, $0.1.known) }),
            elements: lists.flatMap { outer in
                outer.1.elements.map {
                    ListSymbol.Element(
                        present: space.store.and(outer.0, $0.present), value: $0.value, copies: $0.copies)
                }
            },
            hidden: .init(
                exists: space.store.any(lists.map { space.store.and($0.0, $0.1.hidden.exists) }),
                mattersToAll: lists.contains { $0.1.hidden.mattersToAll }))
    }

    /// One case for each different value.
    func merged(_ cases: [NumberCase]) -> [NumberCase] {
        var order: [Linear] = []
        var conditions: [Linear: [Formula]] = [:]
        for entry in cases where entry.condition != .no {
            if conditions[entry.value] == nil { order.append(entry.value) }
            conditions[entry.value, default: []].append(entry.condition)
        }
        return order.map { NumberCase(condition: space.store.any(conditions[$0] ?? []), value: $0) }
    }

    // MARK: reading symbols; a value that may be missing is one where it is present

    func unwrapped(_ symbol: Symbol) -> Symbol {
        guard case .optional(let present, _, let value) = symbol else { return symbol }
        if present == .yes { return unwrapped(value) }
        switch unwrapped(value) {
        case .boolean(let truth):
            return .boolean(
                Truth(yes: space.store.and(present, truth.yes), no: space.store.and(present, truth.no)))
        case .number(let cases):
            return .number(
                cases.map { NumberCase(condition: space.store.and(present, $0.condition), value: $0.value) })
        case .choice(let values): return .choice(values.map { space.store.and(present, $0) })
        case .record(let record):
            return .record(
                RecordSymbol(
                    known: space.store.and(present, record.known), type: record.type, identity: record.identity,
                    fields: record.fields))
        case .list(let list):
            return .list(
                ListSymbol(
                    known: space.store.and(present, list.known), elements: list.elements,
                    hidden: list.hidden))
        case .optional: return value
        case .group(let key, let items):
            let known = space.store.and(present, items.known)
            return .group(key: key, items: ListSymbol(known: known, elements: items.elements, hidden: items.hidden))
        }
    }

    func truth(_ symbol: Symbol) -> Truth {
        if case .boolean(let truth) = unwrapped(symbol) { truth } else { Truth(yes: .no, no: .no) }
    }

    func numbers(_ symbol: Symbol) -> [NumberCase] {
        if case .number(let cases) = unwrapped(symbol) { cases } else { [] }
    }

    func choices(_ symbol: Symbol) -> [Formula] {
        if case .choice(let values) = unwrapped(symbol) { values } else { [] }
    }

    func record(_ symbol: Symbol) -> RecordSymbol? {
        if case .record(let record) = unwrapped(symbol) { record } else { nil }
    }

    func list(_ symbol: Symbol) -> ListSymbol? {
        if case .list(let list) = unwrapped(symbol) { list } else { nil }
    }

    func optional(_ symbol: Symbol) -> (present: Formula, missing: Formula, value: Symbol) {
        if case .optional(let present, let missing, let value) = symbol { return (present, missing, value) }
        return (known(symbol), .no, symbol)
    }

    /// Where a value is there: stated and not missing.
    func known(_ symbol: Symbol) -> Formula {
        switch symbol {
        case .boolean(let truth): return space.store.or(truth.yes, truth.no)
        case .number(let cases): return space.store.any(cases.map(\.condition))
        case .choice(let values): return space.store.one(of: values)
        case .record(let record): return record.known
        case .list(let list): return list.known
        case .group(_, let items): return items.known
        case .optional(let present, _, let value): return space.store.and(present, known(value))
        }
    }

    /// Where it is certain whether a value is there and which.
    func settled(_ symbol: Symbol) -> Formula {
        if case .optional(_, let missing, _) = symbol { return space.store.or(missing, known(symbol)) }
        return known(symbol)
    }
}

extension Rational {
    init(_ decimal: Decimal) {
        var denominator: Int128 = 1
        for _ in 0..<decimal.scale { denominator *= 10 }
        self.init(decimal.coefficient, over: denominator)
    }

    /// The decimal, where it ends within 18 places.
    var decimal: Decimal? {
        guard !isInvalid else { return nil }
        var scaled = self
        for places in 0...Decimal.maximumScale {
            if scaled.isInteger { return Decimal(coefficient: scaled.numerator, scale: places) }
            scaled = scaled * Rational(10)
            if scaled.isInvalid { return nil }
        }
        return nil
    }
}
