import WritLanguage
import WritSemantics

/// Arithmetic, and counting with dates. What is not linear becomes a function that the search pins down by points.
extension Translator {
    func arithmetic(_ operation: Arithmetic, _ a: Symbol, _ b: Symbol, _ expression: Expression) -> Symbol {
        var (a, b) = (numbers(a), numbers(b))
        if a.count * b.count > 256 { (a, b) = (named(a), named(b)) }
        var cases: [NumberCase] = []
        for first in a {
            for second in b {
                var condition = space.store.and(first.condition, second.condition)
                if condition == .no { continue }
                let value: Linear
                switch operation {
                case .add: value = sum(first.value, second.value)
                case .subtract: value = sum(first.value, negated(second.value))
                case .multiply: value = product(first.value, second.value)
                case .divide:
                    // Division by zero gives no value.
                    condition = space.store.and(condition, !space.store.isZero(second.value))
                    if condition == .no { continue }
                    guard let quotient = quotient(first.value, second.value, type: expression.type) else {
                        return notModelled(.notModelled("/"), expression)
                    }
                    value = quotient
                }
                if value.isInvalid { return notModelled(.notLinear, expression) }
                cases.append(NumberCase(condition: condition, value: value))
            }
        }
        return .number(merged(cases))
    }

    // MARK: dates

    func shift(
        _ date: Symbol, by duration: Symbol, _ durationType: ValueType, _ isAfter: Bool, _ expression: Expression
    ) -> Symbol {
        guard case .duration(let unit) = unwrapped(durationType) else { return empty(expression.type) }
        let isMoment = unwrapped(expression.type) == .dateTime
        let sign = Rational(isAfter ? 1 : -1)
        var cases: [NumberCase] = []
        for start in numbers(date) {
            for length in numbers(duration) {
                let condition = space.store.and(start.condition, length.condition)
                let amount = length.value.scaled(by: sign)
                switch (unit, isMoment) {
                case (.days, false):
                    cases.append(NumberCase(condition: condition, value: start.value + amount))
                // Where clocks change, a day later by the clock is not always 24 hours.
                case (.days, true) where program.calendars.allSatisfy({ $0.zone?.isFixed ?? true }):
                    let shifted = start.value + amount.scaled(by: Rational(86_400_000))
                    cases.append(NumberCase(condition: condition, value: shifted))
                case (.hours, true):
                    let shifted = start.value + amount.scaled(by: Rational(3_600_000))
                    cases.append(NumberCase(condition: condition, value: shifted))
                case (.months, false):
                    let value = monthsAfter(start.value, amount)
                    cases.append(NumberCase(condition: condition, value: value))
                case (.workingDays, false):
                    for (inForce, calendar) in calendarsInForce() {
                        let value = workingDaysAfter(start.value, amount, calendar)
                        let isPublished = isPublished(start.value, moved: amount, to: value, calendar)
                        cases.append(
                            NumberCase(condition: space.store.all([condition, inForce, isPublished]), value: value))
                    }
                default:
                    return notModelled(.notModelled("after"), expression)
                }
            }
        }
        return .number(merged(cases))
    }

    private func unwrapped(_ type: ValueType) -> ValueType {
        if case .optional(let inner) = type { unwrapped(inner) } else { type }
    }

    func monthsAfter(_ date: Linear, _ months: Linear) -> Linear {
        if months.value?.isZero == true { return date }
        if let day = date.value, let count = months.value,
            let result = space.evaluate(.monthsAfter, [day, count])
        {
            return Linear(constant: result)
        }
        let (result, isNew) = space.store.apply(
            .monthsAfter, [date, months], isInteger: true, lower: CaseSpace.earliest, upper: CaseSpace.latest)
        let value = Linear(variable: result)
        if isNew, let count = months.value, count.isInteger, let number = Int(exactly: count.numerator) {
            let days = MonthLengths.days(in: number)
            bound(result, value - date, from: Rational(days.lowerBound), to: Rational(days.upperBound))
        }
        return value
    }

    private func workingDaysAfter(_ date: Linear, _ count: Linear, _ calendar: Int) -> Linear {
        if count.value?.isZero == true { return date }
        let kind = OpaqueFunction.Kind.workingDaysAfter(calendar: calendar)
        if let day = date.value, let length = count.value, let result = space.evaluate(kind, [day, length]) {
            return Linear(constant: result)
        }
        let (result, isNew) = space.store.apply(
            kind, [date, count], isInteger: true, lower: CaseSpace.earliest, upper: CaseSpace.latest)
        let value = Linear(variable: result)
        if isNew, let length = count.value {
            // At least as many days as working days, and no more than if the longest rest came before each.
            guard let rest = space.calendars[calendar].longestRest else { return value }
            let far = length * Rational(rest + 1)
            bound(result, value - date, from: min(length, far), to: max(length, far))
        }
        return value
    }

    /// Where a date is missing, there is no deadline.
    func isPresent(_ symbol: Symbol) -> Formula {
        if case .optional(let present, _, _) = symbol { present } else { .yes }
    }

    /// The same, where it may be open whether there is one.
    func mayBePresent(_ symbol: Symbol) -> Formula {
        if case .optional(_, let missing, _) = symbol { !missing } else { .yes }
    }

    /// A deadline as it says or the calendar in force moves it.
    func rolled(_ symbol: Symbol, _ rolling: DeadlineRolling) -> Symbol {
        if case .optional(let present, let missing, let value) = symbol {
            return .optional(present: present, missing: missing, rolled(value, rolling))
        }
        let calendars = calendarsInForce().filter { space.calendars[$0.calendar].roll(rolling) != .none }
        if calendars.isEmpty { return symbol }
        var cases: [NumberCase] = []
        for entry in numbers(symbol) {
            var plain = entry.condition
            for (inForce, calendar) in calendars {
                let value = rolled(entry.value, calendar, space.calendars[calendar].roll(rolling))
                let isPublished = isPublished(rolled: entry.value, to: value, calendar)
                cases.append(
                    NumberCase(
                        condition: space.store.all([entry.condition, inForce, isPublished]), value: value))
                plain = space.store.and(plain, !inForce)
            }
            cases.append(NumberCase(condition: plain, value: entry.value))
        }
        return .number(merged(cases))
    }

    private func rolled(_ date: Linear, _ calendar: Int, _ roll: CalendarDeclaration.Roll) -> Linear {
        let kind = OpaqueFunction.Kind.rolled(calendar: calendar, roll)
        if let day = date.value, let result = space.evaluate(kind, [day]) { return Linear(constant: result) }
        let (result, isNew) = space.store.apply(
            kind, [date], isInteger: true, lower: CaseSpace.earliest, upper: CaseSpace.latest)
        let value = Linear(variable: result)
        if isNew {
            let isForward = roll == .forward
            guard let rest = space.calendars[calendar].longestRest else { return value }
            bound(
                result, value - date, from: Rational(isForward ? 0 : -rest), to: Rational(isForward ? rest : 0))
        }
        return value
    }

    func bound(_ number: NumberVariable, _ linear: Linear, from low: Rational, to high: Rational) {
        space.store.constrain(number: number, isAtLeast(linear, low))
        space.store.constrain(number: number, isAtMost(linear, high))
    }

    func between(
        _ unit: DurationUnit, from: Symbol, to: Symbol, dateType: ValueType, in expression: Expression
    ) -> Symbol {
        guard unwrapped(dateType) == .date else { return notModelled(.notModelled("hours from to"), expression) }
        var cases: [NumberCase] = []
        for start in numbers(from) {
            for end in numbers(to) {
                let condition = space.store.and(start.condition, end.condition)
                let days = end.value - start.value
                switch unit {
                case .days: cases.append(NumberCase(condition: condition, value: days))
                case .hours: cases.append(NumberCase(condition: condition, value: days.scaled(by: Rational(24))))
                case .months:
                    let value = apply(.monthsBetween, start.value, end.value)
                    cases.append(NumberCase(condition: condition, value: value))
                case .workingDays:
                    for (inForce, calendar) in calendarsInForce() {
                        let value = apply(.workingDaysBetween(calendar: calendar), start.value, end.value)
                        let isPublished = isPublished(between: start.value, end.value, calendar)
                        cases.append(
                            NumberCase(condition: space.store.all([condition, inForce, isPublished]), value: value))
                    }
                }
            }
        }
        return .number(merged(cases))
    }

    private func apply(_ kind: OpaqueFunction.Kind, _ from: Linear, _ to: Linear) -> Linear {
        if let first = from.value, let second = to.value, let result = space.evaluate(kind, [first, second]) {
            return Linear(constant: result)
        }
        let (result, isNew) = space.store.apply(
            kind, [from, to], isInteger: true, lower: Rational(-4_000_000), upper: Rational(4_000_000))
        let value = Linear(variable: result)
        if isNew {
            // Counts have the sign of the distance in days and do not pass it.
            let days = to - from
            let forward = space.store.all([
                space.store.atMostZero(value.scaled(by: Rational(-1))), space.store.atMostZero(value - days),
            ])
            let backward = space.store.all([
                space.store.atMostZero(value), space.store.atMostZero(days - value),
            ])
            let isForward = space.store.atMostZero(days.scaled(by: Rational(-1)))
            space.store.constrain(number: result, space.store.implies(isForward, forward))
            space.store.constrain(number: result, space.store.implies(!isForward, backward))
        }
        return value
    }
}

extension CaseSpace {
    /// What a function that is not linear gives for certain arguments; nothing where it has no value.
    func evaluate(_ kind: OpaqueFunction.Kind, _ arguments: [Rational]) -> Rational? {
        guard let first = arguments.first, !first.isInvalid else { return nil }
        let second = arguments.count > 1 ? arguments[1] : .zero
        switch kind {
        case .product: return first * second
        case .roundedProduct:
            guard let a = first.decimal, let b = second.decimal, let result = a * b else { return nil }
            return Rational(result)
        case .quotient:
            guard !second.isZero else { return nil }
            guard let a = first.decimal, let b = second.decimal, let result = a / b else { return nil }
            return Rational(result)
        case .monthsAfter:
            guard let date = date(first), let count = whole(second), let result = date.addingMonths(count) else {
                return nil
            }
            return Rational(Int(result.day))
        case .monthsReached:
            guard let date = date(first), let count = whole(second) else { return nil }
            return date.addingMonths(count).map { Rational(Int($0.day)) } ?? CaseSpace.latest + .one
        case .workingDaysAfter(let calendar):
            guard let date = date(first), let count = whole(second),
                let result = calendars[calendar].adding(workingDays: count, to: date)
            else { return nil }
            return Rational(Int(result.day))
        case .rolled(let calendar, let roll):
            guard let date = date(first), let result = calendars[calendar].rolled(date, roll) else { return nil }
            return Rational(Int(result.day))
        case .monthsBetween:
            guard let from = date(first), let to = date(second) else { return nil }
            return Rational(from.months(to: to))
        case .workingDaysBetween(let calendar):
            guard let from = date(first), let to = date(second) else { return nil }
            return Rational(calendars[calendar].workingDays(from: from, to: to))
        case .monthNumber:
            guard let day = date(first)?.components else { return nil }
            return Rational(day.year * 12 + day.month - 1)
        case .wholes(let size, let isFloored):
            let exact = first / Rational(size)
            return isFloored || !exact.isNegative ? exact.floor : exact.ceiling
        case .edge(let isFirst, let period):
            guard let result = date(first)?.edge(of: period, isFirst: isFirst) else { return nil }
            return Rational(Int(result.day))
        case .nearest(let weekdays, let isAfter):
            guard let result = date(first)?.nearest(weekdays, isAfter: isAfter) else { return nil }
            return Rational(Int(result.day))
        case .unmodelled: return nil
        }
    }

    private func whole(_ number: Rational) -> Int? {
        number.isInteger ? Int(exactly: number.numerator) : nil
    }

    private func date(_ number: Rational) -> CalendarDate? { whole(number).flatMap { CalendarDate(day: $0) } }
}
