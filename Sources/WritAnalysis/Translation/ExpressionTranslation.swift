import WritLanguage
import WritSemantics

extension Translator {
    /// What an expression comes to. `locals` holds the subject as local 0.
    func translate(_ expression: Expression, _ locals: Locals) -> Symbol {
        switch expression.kind {
        case .constant(let value): return constant(value, type: expression.type)
        case .asOf: return .number([NumberCase(condition: .yes, value: asOf)])
        case .parameter(let id): return parameter(id)
        case .local(let number): return locals[number] ?? empty(expression.type)
        case .field(let record, let index):
            guard let record = self.record(translate(record, locals)), index < record.fields.count else {
                return empty(expression.type)
            }
            if record.known == .yes { return record.fields[index] }
            return select([(record.known, record.fields[index])], type: expression.type)
        case .definition(let record, let id):
            guard let record = self.record(translate(record, locals)) else { return empty(expression.type) }
            let value = definition(id, of: record)
            return record.known == .yes ? value : select([(record.known, value)], type: expression.type)
        case .not(let operand): return .boolean(truth(translate(operand, locals)).negated)
        case .and(let a, let b):
            return .boolean(both(truth(translate(a, locals)), truth(translate(b, locals))))
        case .or(let a, let b):
            return .boolean(either(truth(translate(a, locals)), truth(translate(b, locals))))
        case .compare(let comparison, let a, let b):
            if isText(a.type), comparison != .equal, comparison != .notEqual {
                // Texts are numbered as they come, not in the order of their letters.
                return notModelled(.notModelled(comparison.rawValue), expression, locals)
            }
            return .boolean(compare(comparison, translate(a, locals), translate(b, locals), at: expression))
        case .inSet(let value, let choices):
            let value = translate(value, locals)
            return .boolean(any(choices.map { equal(value, translate($0, locals), at: expression) }))
        case .inRange(let value, let lower, let upper, let includesLower, let includesUpper):
            let value = translate(value, locals)
            var parts: [Truth] = []
            if let lower {
                let bound = translate(lower, locals)
                parts.append(compare(includesLower ? .greaterOrEqual : .greater, value, bound, at: expression))
            }
            if let upper {
                let bound = translate(upper, locals)
                parts.append(compare(includesUpper ? .lessOrEqual : .less, value, bound, at: expression))
            }
            return .boolean(all(parts))
        case .isKnown(let operand): return .boolean(isMissing(translate(operand, locals)).negated)
        case .isMissing(let operand): return .boolean(isMissing(translate(operand, locals)))
        case .orElse(let first, let second):
            let (present, missing, value) = optional(translate(first, locals))
            return select([(present, value), (missing, translate(second, locals))], type: expression.type)
        case .conditional(let condition, let then, let otherwise):
            return value(
                of: [
                    [Alternative(holds: truth(translate(condition, locals)), value: translate(then, locals))],
                    [Alternative(holds: .certain, value: translate(otherwise, locals))],
                ], areDisjoint: true, type: expression.type, at: expression.span)
        case .negate(let operand):
            return .number(
                numbers(translate(operand, locals)).map {
                    NumberCase(condition: $0.condition, value: negated($0.value))
                })
        case .arithmetic(let operation, let a, let b):
            return arithmetic(operation, translate(a, locals), translate(b, locals), expression)
        case .shift(let duration, let date, let isAfter):
            return shift(translate(date, locals), by: translate(duration, locals), duration.type, isAfter, expression)
        case .between(let unit, let from, let to):
            return between(
                unit, from: translate(from, locals), to: translate(to, locals), dateType: from.type, in: expression)
        case .function(let function, let operands): return self.function(function, operands, expression, locals)
        case .neighbour: return notModelled(.notModelled("next of"), expression, locals)
        case .some, .every, .filter, .count, .summary, .element, .group, .sorted, .groupKey, .groupItems:
            return translateList(expression, locals)
        case .documentState(let form, let state): return .boolean(Truth(documentState(state, of: form)))
        case .documentDate(let date, let form):
            let (present, day) = documentDate(date, of: form)
            return .optional(
                present: present, missing: !present, .number([NumberCase(condition: .yes, value: day)]))
        case .record(let id, let parts):
            return .record(
                RecordSymbol(
                    known: .yes, type: id, identity: space.nextRecord(),
                    fields: parts.map { translate($0, locals) }))
        case .list(let items):
            return .list(
                ListSymbol(
                    known: .yes, elements: items.map { .init(present: .yes, value: translate($0, locals)) },
                    hidden: .none))
        case .widened(let operand):
            let value = translate(operand, locals)
            guard case .optional = expression.type else { return value }
            if case .optional = value { return value }
            return .optional(present: known(value), missing: .no, value)
        case .rounded(let operand):
            return mapNumbers(translate(operand, locals)) { space.rounded($0, places: 2, .halfUp) }
        case .argument:
            return notModelled(.notModelled("argument"), expression, locals)
        case .error: return empty(expression.type)
        }
    }

    private func isText(_ type: ValueType) -> Bool {
        switch type {
        case .text: true
        case .optional(let inner): isText(inner)
        default: false
        }
    }

    /// Applies a function to the numbers of a symbol, which may be missing.
    private func mapNumbers(_ symbol: Symbol, _ body: (Linear) -> Linear) -> Symbol {
        switch symbol {
        case .number(let cases):
            return .number(merged(cases.map { NumberCase(condition: $0.condition, value: body($0.value)) }))
        case .optional(let present, let missing, let value):
            return .optional(present: present, missing: missing, mapNumbers(value, body))
        default: return symbol
        }
    }

    // MARK: truth

    func both(_ a: Truth, _ b: Truth) -> Truth { all([a, b]) }
    func either(_ a: Truth, _ b: Truth) -> Truth { any([a, b]) }

    func all(_ parts: [Truth]) -> Truth {
        Truth(yes: space.store.all(parts.map(\.yes)), no: space.store.any(parts.map(\.no)))
    }

    func any(_ parts: [Truth]) -> Truth { all(parts.map(\.negated)).negated }

    private func isMissing(_ symbol: Symbol) -> Truth {
        guard case .optional(let present, let missing, _) = symbol else {
            return Truth(yes: .no, no: known(symbol))
        }
        return Truth(yes: missing, no: present)
    }

    func documentState(_ state: DocumentState, of form: FormID) -> Formula {
        switch state {
        case .issued: return documentDate(.issue, of: form).present
        case .approved: return documentDate(.approval, of: form).present
        case .delivered: return documentDate(.delivery, of: form).present
        case .signed: return documentDate(.signing, of: form).present
        case .overdue:
            let due = documentDate(.due, of: form)
            let signed = documentDate(.signing, of: form)
            return space.store.all([
                due.present, !signed.present, space.store.atMostZero(due.day - asOf, isStrict: true),
            ])
        }
    }

    // MARK: comparison

    func compare(_ comparison: Comparison, _ a: Symbol, _ b: Symbol, at expression: Expression) -> Truth {
        switch comparison {
        case .equal: return equal(a, b, at: expression)
        case .notEqual: return equal(a, b, at: expression).negated
        case .less: return isLess(a, b, orEqual: false)
        case .lessOrEqual: return isLess(a, b, orEqual: true)
        case .greater: return isLess(b, a, orEqual: false)
        case .greaterOrEqual: return isLess(b, a, orEqual: true)
        }
    }

    func equal(_ a: Symbol, _ b: Symbol, at expression: Expression) -> Truth {
        if isOptional(a) || isOptional(b) {
            let (first, second) = (optional(a), optional(b))
            let same = equal(first.value, second.value, at: expression)
            let present = space.store.and(first.present, second.present)
            let mixed = space.store.or(
                space.store.and(first.present, second.missing), space.store.and(first.missing, second.present))
            return Truth(
                yes: space.store.or(
                    space.store.and(first.missing, second.missing), space.store.and(present, same.yes)),
                no: space.store.or(mixed, space.store.and(present, same.no)))
        }
        switch (a, b) {
        case (.boolean(let a), .boolean(let b)):
            let yes = space.store.or(space.store.and(a.yes, b.yes), space.store.and(a.no, b.no))
            let no = space.store.or(space.store.and(a.yes, b.no), space.store.and(a.no, b.yes))
            return Truth(yes: yes, no: no)
        case (.choice(let a), .choice(let b)) where a.count == b.count:
            let yes: Formula
            if let index = Fixed.index(of: b) {
                yes = a[index]
            } else if let index = Fixed.index(of: a) {
                yes = b[index]
            } else {
                yes = space.store.any(zip(a, b).map { space.store.and($0, $1) })
            }
            let known = space.store.and(space.store.one(of: a), space.store.one(of: b))
            return Truth(yes: yes, no: space.store.and(known, !yes))
        case (.number(let a), .number(let b)):
            return numeric(a, b) { self.space.store.isZero($0) }
        case (.record(let a), .record(let b)) where a.fields.count == b.fields.count:
            let parts = zip(a.fields, b.fields).map { equal($0, $1, at: expression) }
            let known = space.store.and(a.known, b.known)
            let same = all(parts)
            return Truth(yes: space.store.and(known, same.yes), no: space.store.and(known, same.no))
        default:
            return truth(notModelled(.notModelled("list = list"), expression))
        }
    }

    private func isOptional(_ symbol: Symbol) -> Bool { if case .optional = symbol { true } else { false } }

    private func isLess(_ a: Symbol, _ b: Symbol, orEqual: Bool) -> Truth {
        let (a, b) = (unwrapped(a), unwrapped(b))
        switch (a, b) {
        case (.choice(let a), .choice(let b)) where a.count == b.count:
            var parts: [Formula] = []
            for (index, low) in a.enumerated() {
                let rest = b[(orEqual ? index : min(index + 1, b.count))...]
                parts.append(space.store.and(low, space.store.any(Array(rest))))
            }
            let yes = space.store.any(parts)
            let known = space.store.and(space.store.one(of: a), space.store.one(of: b))
            return Truth(yes: yes, no: space.store.and(known, !yes))
        case (.number(let a), .number(let b)):
            return numeric(a, b) { self.space.store.atMostZero($0, isStrict: !orEqual) }
        default: return Truth(yes: .no, no: .no)
        }
    }

    /// A comparison of the difference of two numbers with zero.
    private func numeric(_ a: [NumberCase], _ b: [NumberCase], _ test: (Linear) -> Formula) -> Truth {
        var (a, b) = (a, b)
        // Names make what is asked twice of two numbers one atom, instead of one for each pair of cases. What depends on a
        // function that is not linear is named only where it must be: its value is found last, and a name would be fixed
        // by then.
        let most = isLinear(a) && isLinear(b) ? 16 : 4096
        if a.count > 1, b.count > 1, a.count * b.count > most { (a, b) = (named(a), named(b)) }
        var yes: [Formula] = []
        for first in a {
            for second in b {
                let holds = test(first.value - second.value)
                yes.append(space.store.all([first.condition, second.condition, holds]))
            }
        }
        let certain = space.store.any(yes)
        let known = space.store.and(
            space.store.any(a.map(\.condition)), space.store.any(b.map(\.condition)))
        return Truth(yes: certain, no: space.store.and(known, !certain))
    }

    /// One unknown that equals each case where its condition holds: keeps products of cases small.
    func named(_ cases: [NumberCase]) -> [NumberCase] {
        if cases.count <= 1 { return cases }
        if let known = space.names[cases] {
            let value = Linear(variable: known, coefficient: Rational.one / (scale(of: cases.map(\.value)) ?? .one))
            return [NumberCase(condition: space.store.any(cases.map(\.condition)), value: value)]
        }
        let scale = scale(of: cases.map(\.value))
        // A name stands for the number that is computed further with.
        let values = cases.map { space.computed($0.value) ?? $0.value }
        let furthest = values.map { space.furthest($0.scaled(by: scale ?? .one)) }.max() ?? CaseSpace.widest
        let limit = max(furthest, CaseSpace.widest)
        let name = space.store.number("", isInteger: scale != nil, lower: -limit, upper: limit)
        space.setPlaces(values.map { space.places(of: $0) }.max() ?? 0, of: name)
        space.names[cases] = name
        let value = Linear(variable: name, coefficient: Rational.one / (scale ?? .one))
        for (entry, computed) in zip(cases, values) {
            let same = space.store.isZero(value - computed)
            space.store.constrain(number: name, space.store.implies(entry.condition, same))
        }
        return [NumberCase(condition: space.store.any(cases.map(\.condition)), value: value)]
    }

    private func isLinear(_ cases: [NumberCase]) -> Bool {
        cases.allSatisfy { entry in
            entry.value.terms.allSatisfy { space.store.numbers[Int($0.variable)].function == nil }
        }
    }

    /// The number by which all of these are multiplied to be whole, such as 100 for money; nothing where some have any
    /// fractions. What is compared as whole numbers needs no search for fractions.
    func scale(of values: [Linear]) -> Rational? {
        var scale: Int128 = 1
        for value in values {
            for part in value.terms.map(\.coefficient) + [value.constant] {
                if part.isInvalid { return nil }
                let factor = part.denominator / Int128(Rational.gcd(scale.magnitude, part.denominator.magnitude))
                let (product, overflow) = scale.multipliedReportingOverflow(by: factor)
                if overflow || product > 1_000_000 { return nil }
                scale = product
            }
            if !value.terms.allSatisfy({ space.store.numbers[Int($0.variable)].isInteger }) { return nil }
        }
        return Rational(scale)
    }
}
