import WritLanguage
package import WritSemantics

/// The values of the locals by their number; local 0 is the subject.
package typealias Locals = [Int: Value]

extension ReferenceEvaluator {
    package func evaluate(_ expression: Expression, _ locals: Locals) -> Answer {
        switch expression.kind {
        case .constant(let value): return Answer(value)
        case .asOf: return .value(.date(input.asOf))
        case .parameter(let id): return parameter(id)
        case .local(let number): return Answer(locals[number] ?? .unknown)
        case .field(let record, let index): return field(evaluate(record, locals), index)
        case .groupKey(let group): return field(evaluate(group, locals), 0)
        case .groupItems(let group): return field(evaluate(group, locals), 1)
        case .definition(let record, let id):
            let record = evaluate(record, locals)
            guard case .value(let value) = record else { return record }
            return definition(id, of: value)
        case .argument: return .unknown
        case .element(let list, let position):
            return element(evaluate(list, locals), evaluate(position, locals), expression.span)
        case .not(let operand): return evaluate(operand, locals).negated
        case .negate(let operand): return negated(evaluate(operand, locals), expression.span)
        case .and(let a, let b): return evaluate(a, locals).and(evaluate(b, locals))
        case .or(let a, let b): return evaluate(a, locals).or(evaluate(b, locals))
        case .compare(let comparison, let a, let b):
            return compare(comparison, evaluate(a, locals), evaluate(b, locals))
        case .arithmetic(let operation, let a, let b):
            return arithmetic(
                operation, evaluate(a, locals), evaluate(b, locals), type: expression.type, expression.span)
        case .inSet(let value, let choices):
            let value = evaluate(value, locals)
            return choices.reduce(Answer(false)) { $0.or(compare(.equal, value, evaluate($1, locals))) }
        case .inRange(let value, let lower, let upper, let includesLower, let includesUpper):
            let value = evaluate(value, locals)
            var result = Answer(true)
            if let lower {
                result = result.and(compare(includesLower ? .greaterOrEqual : .greater, value, evaluate(lower, locals)))
            }
            if let upper {
                result = result.and(compare(includesUpper ? .lessOrEqual : .less, value, evaluate(upper, locals)))
            }
            return result
        case .isKnown(let operand): return isMissing(evaluate(operand, locals)).negated
        case .isMissing(let operand): return isMissing(evaluate(operand, locals))
        case .orElse(let first, let second):
            let answer = evaluate(first, locals)
            return answer == .value(.missing) ? evaluate(second, locals) : answer
        case .conditional(let condition, let then, let otherwise):
            let condition = evaluate(condition, locals)
            if condition.isTrue { return evaluate(then, locals) }
            if condition.isFalse { return evaluate(otherwise, locals) }
            return choice([evaluate(then, locals), evaluate(otherwise, locals)], under: [condition])
        case .some(let local, let list, let body):
            return quantify(evaluate(list, locals), Answer(false)) { item, result in
                result.or(evaluate(body, locals.setting(local, item)))
            }
        case .every(let local, let list, let body):
            return quantify(evaluate(list, locals), Answer(true)) { item, result in
                result.and(evaluate(body, locals.setting(local, item)))
            }
        case .filter(let local, let list, let body):
            return filter(evaluate(list, locals)) { evaluate(body, locals.setting(local, $0)) }
        case .count(let list):
            return withItems(evaluate(list, locals)) { .value(.integer(Int64($0.count))) }
        case .summary(let kind, let body, let local, let list):
            return withItems(evaluate(list, locals)) { items in
                guard let body else { return summary(kind, items.map { Answer($0) }, expression) }
                let answers = items.map { evaluate(body, locals.setting(local, $0)) }
                return summary(kind, answers, expression)
            }
        case .group(let local, let list, let key):
            return withItems(evaluate(list, locals)) { items in
                group(items, keys: items.map { evaluate(key, locals.setting(local, $0)) })
            }
        case .sorted(let local, let list, let key):
            return withItems(evaluate(list, locals)) { items in
                sorted(items, keys: items.map { evaluate(key, locals.setting(local, $0)) })
            }
        case .neighbour(let isNext, let element, let list):
            return neighbour(evaluate(element, locals), evaluate(list, locals), isNext: isNext)
        case .function(let function, let operands):
            return self.function(function, operands.map { evaluate($0, locals) }, expression.span)
        case .shift(let duration, let date, let isAfter):
            return shift(evaluate(date, locals), by: evaluate(duration, locals), isAfter: isAfter, expression.span)
        case .between(let unit, let from, let to):
            return between(unit, evaluate(from, locals), evaluate(to, locals), expression)
        case .documentState(let form, let state): return Answer(isDocument(form, state))
        case .documentDate(let date, let form): return documentDate(date, of: form)
        case .record(let id, let fields): return collect(fields, locals) { .record(id, $0) }
        case .list(let items): return collect(items, locals) { .list($0) }
        case .widened(let operand): return widened(evaluate(operand, locals), to: expression.type)
        case .rounded(let operand):
            let answer = evaluate(operand, locals)
            guard case .value(.decimal(let number)) = answer else { return answer }
            return .value(.decimal(number.roundedHalfUp(places: 2)))
        case .error: return .unknown
        }
    }

    /// Values that a record or a list is made of; an error in one is an error only of what asks for it.
    private func collect(_ parts: [Expression], _ locals: Locals, _ make: ([Value]) -> Value) -> Answer {
        .value(make(parts.map { evaluate($0, locals).stored }))
    }

    /// What it comes to under conditions that are neither true nor false: the value, or the error, that all alternatives
    /// are. Where they are not, an error in a condition is one of the whole unless facts may still make them agree.
    func choice(_ alternatives: [Answer], under conditions: [Answer]) -> Answer {
        guard let first = alternatives.first else { return .unknown }
        if alternatives.dropFirst().allSatisfy({ isSame(first, $0) == Answer(true) }) { return first }
        let isOpen =
            conditions.contains(.unknown) || alternatives.contains(.unknown)
            || alternatives.dropFirst().contains { isSame(first, $0) == .unknown }
        return isOpen ? .unknown : conditions.firstFault ?? .unknown
    }

    private func isSame(_ a: Answer, _ b: Answer) -> Answer {
        switch (a, b) {
        case (.unknown, _), (_, .unknown): .unknown
        case (.value(.dateTime(let first)), .value(.dateTime(let second))): Answer(first == second)
        case (.value(let first), .value(let second)): equal(first, second)
        default: Answer(a == b)
        }
    }

    private func field(_ record: Answer, _ index: Int) -> Answer {
        guard case .value(let value) = record else { return record }
        guard case .record(_, let fields) = value, fields.indices.contains(index) else { return .unknown }
        return Answer(fields[index])
    }

    private func element(_ list: Answer, _ position: Answer, _ span: Span) -> Answer {
        if let fault = [list, position].firstFault { return fault }
        guard case .value(.list(let items)) = list, case .value(.integer(let position)) = position else {
            return .unknown
        }
        guard position >= 1, position <= items.count else {
            return fault("no-such-element", span, [Int(position)])
        }
        return Answer(items[Int(position) - 1])
    }

    private func isMissing(_ answer: Answer) -> Answer {
        guard case .value(let value) = answer else { return answer }
        return Answer(value == .missing)
    }

    /// A widening changes the type only; a whole number becomes a decimal.
    private func widened(_ answer: Answer, to type: ValueType) -> Answer {
        guard case .value(.integer(let number)) = answer else { return answer }
        switch type {
        case .decimal, .money, .percent, .optional(.decimal), .optional(.money), .optional(.percent):
            return .value(.decimal(Decimal(number)))
        default: return answer
        }
    }

    // MARK: lists

    func withItems(_ list: Answer, _ body: ([Value]) -> Answer) -> Answer {
        guard case .value(let value) = list else { return list }
        guard case .list(let items) = value else { return .unknown }
        return body(items)
    }

    private func quantify(_ list: Answer, _ start: Answer, _ step: (Value, Answer) -> Answer) -> Answer {
        withItems(list) { items in items.reduce(start) { step($1, $0) } }
    }

    /// One element whose membership is open makes the whole list unknown.
    private func filter(_ list: Answer, _ condition: (Value) -> Answer) -> Answer {
        withItems(list) { items in
            let answers = items.map(condition)
            if let fault = answers.firstFault { return fault }
            if answers.contains(.unknown) { return .unknown }
            return .value(.list(zip(items, answers).filter { $0.1.isTrue }.map(\.0)))
        }
    }

    /// Groups stand in the order in which their keys first appear. A group is written as a record of key and items.
    private func group(_ items: [Value], keys: [Answer]) -> Answer {
        if let fault = keys.firstFault { return fault }
        if keys.contains(.unknown) { return .unknown }
        var order: [Value] = []
        for key in keys where !order.contains(key.stored) { order.append(key.stored) }
        return .value(
            .list(
                order.map { key in
                    let members = zip(items, keys).filter { $0.1.stored == key }.map(\.0)
                    return .record(RecordID(-1), [key, .list(members)])
                }))
    }

    private func summary(_ kind: ListSummary, _ answers: [Answer], _ expression: Expression) -> Answer {
        switch kind {
        case .first: return answers.first ?? .value(.missing)
        case .last: return answers.last ?? .value(.missing)
        case .sum:
            var total: Answer = .value(zero(of: expression.type))
            for answer in answers {
                total = arithmetic(.add, total, answer, type: expression.type, expression.span)
            }
            return total
        case .min, .max:
            guard var best = answers.first else { return .value(.missing) }
            if let fault = answers.firstFault { return fault }
            if answers.contains(.unknown) { return .unknown }
            for answer in answers.dropFirst()
            where compare(kind == .min ? .less : .greater, answer, best).isTrue { best = answer }
            return best
        }
    }

    private func zero(of type: ValueType) -> Value {
        switch type {
        case .integer: .integer(0)
        case .duration(let unit): .duration(0, unit)
        default: .decimal(Decimal(0))
        }
    }
}

extension Sequence<Answer> {
    /// The first that is an error.
    var firstFault: Answer? { first { $0.fault != nil } }
}

extension Dictionary {
    func setting(_ key: Key, _ value: Value) -> Self {
        var copy = self
        copy[key] = value
        return copy
    }
}
