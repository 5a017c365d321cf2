import WritLanguage
import WritSemantics

/// What the language works out by name. Rounding and days of the week are exact; months and longer periods are functions
/// that the search pins down by points, between bounds that lie close.
extension Translator {
    func function(
        _ function: Function, _ operands: [Expression], _ expression: Expression, _ locals: Locals
    ) -> Symbol {
        guard let operand = operands.first else { return empty(expression.type) }
        switch function {
        case .date: return notModelled(.notModelled("date of"), expression, locals)
        case .time: return notModelled(.notModelled("time of"), expression, locals)
        case .contains: return notModelled(.notModelled("contains"), expression, locals)
        case .starts: return notModelled(.notModelled("starts with"), expression, locals)
        case .ends: return notModelled(.notModelled("ends with"), expression, locals)
        case .textLength: return notModelled(.notModelled("length of"), expression, locals)
        case .isWorkingDay, .isHoliday:
            return .boolean(kindOfDay(translate(operand, locals), isHoliday: function == .isHoliday))
        default:
            let cases = numbers(translate(operand, locals)).map {
                NumberCase(condition: $0.condition, value: value(of: function, $0.value))
            }
            return .number(merged(cases))
        }
    }

    private func value(of function: Function, _ operand: Linear) -> Linear {
        let one = Linear(constant: .one)
        switch function {
        case .year: return years(in: monthNumber(of: operand))
        case .month:
            let months = monthNumber(of: operand)
            return months - years(in: months).scaled(by: Rational(12)) + one
        case .dayOfMonth: return operand - edge(.month, isFirst: true, of: operand) + one
        case .weekday: return daysIntoWeek(operand) + one
        case .edge(let isFirst, let period): return edge(period, isFirst: isFirst, of: operand)
        case .nearest(let weekdays, let isAfter):
            return opaque(
                .nearest(weekdays, isAfter: isAfter), operand, from: Rational(isAfter ? 1 : -7),
                to: Rational(isAfter ? 7 : -1))
        case .rounded(let places, let rounding): return space.rounded(operand, places: places, rounding)
        case .floor: return space.rounded(operand, places: 0, .floor)
        case .ceiling: return space.rounded(operand, places: 0, .ceiling)
        case .wholes(let size): return space.wholes(of: operand, size)
        case .date, .time, .isWorkingDay, .isHoliday, .contains, .starts, .ends, .textLength: return operand
        }
    }

    /// 0 for a Monday.
    private func daysIntoWeek(_ day: Linear) -> Linear {
        // 1970-01-01, day 0, was a Thursday.
        let days = day + Linear(constant: Rational(3))
        let weeks = space.quotient(days, by: 7, from: Rational(-102_738), to: Rational(418_986))
        return days - weeks.scaled(by: Rational(7))
    }

    private func years(in months: Linear) -> Linear {
        space.quotient(months, by: 12, from: .one, to: Rational(10_000))
    }

    private func monthNumber(of day: Linear) -> Linear {
        if let day = day.value, let number = space.evaluate(.monthNumber, [day]) { return Linear(constant: number) }
        let (result, isNew) = space.store.apply(
            .monthNumber, [day], isInteger: true, lower: Rational(12), upper: Rational(120_000))
        let value = Linear(variable: result)
        if isNew {
            // 400 years have 146,097 days and 4,800 months; no day lies further from their mean.
            let mean = day.scaled(by: Rational(4_800, over: 146_097)) + Linear(constant: Rational(1970 * 12))
            bound(result, value - mean, from: Rational(-3, over: 2), to: Rational(1, over: 2))
        }
        return value
    }

    private func edge(_ period: CalendarPeriod, isFirst: Bool, of day: Linear) -> Linear {
        let longest: Int
        switch period {
        case .week:
            let monday = day - daysIntoWeek(day)
            return isFirst ? monday : monday + Linear(constant: Rational(6))
        case .month: longest = 31
        case .quarter: longest = 92
        case .halfYear: longest = 184
        case .year: longest = 366
        }
        return opaque(
            .edge(isFirst: isFirst, period), day, from: Rational(isFirst ? 1 - longest : 0),
            to: Rational(isFirst ? 0 : longest - 1))
    }

    /// A day that a function gives for another one, so far from it.
    private func opaque(_ kind: OpaqueFunction.Kind, _ day: Linear, from low: Rational, to high: Rational) -> Linear {
        if let day = day.value, let result = space.evaluate(kind, [day]) { return Linear(constant: result) }
        let (result, isNew) = space.store.apply(
            kind, [day], isInteger: true, lower: CaseSpace.earliest, upper: CaseSpace.latest)
        let value = Linear(variable: result)
        if isNew { bound(result, value - day, from: low, to: high) }
        return value
    }

    // MARK: working days and holidays

    /// Whether a day is a working day, or one of a holiday; open where the calendar does not cover it.
    private func kindOfDay(_ date: Symbol, isHoliday: Bool) -> Truth {
        var parts = Truth(yes: .no, no: .no)
        for day in numbers(date) {
            for (inForce, number) in calendarsInForce() {
                let calendar = space.calendars[number]
                var known = [day.condition, inForce]
                if let covered = calendar.covered {
                    known.append(isWithin(day.value, covered.lowerBound.day...covered.upperBound.day))
                }
                let settled = space.store.all(known)
                let holds = isHoliday ? self.isHoliday(day.value, calendar) : isWorkingDay(day.value, calendar)
                parts = Truth(
                    yes: space.store.or(parts.yes, space.store.and(settled, holds)),
                    no: space.store.or(parts.no, space.store.and(settled, !holds)))
            }
        }
        return parts
    }

    private func isWithin(_ day: Linear, _ days: ClosedRange<Int32>) -> Formula {
        space.store.and(
            isAtLeast(day, Rational(Int(days.lowerBound))), isAtMost(day, Rational(Int(days.upperBound))))
    }

    private func isHoliday(_ day: Linear, _ calendar: WorkCalendar) -> Formula {
        space.store.any(calendar.exceptionalDays.filter { !$0.isWorking }.map { isWithin(day, $0.days) })
    }

    private func isWorkingDay(_ day: Linear, _ calendar: WorkCalendar) -> Formula {
        let exceptions = calendar.exceptionalDays.map { (within: isWithin(day, $0.days), isWorking: $0.isWorking) }
        let weekday = daysIntoWeek(day)
        let isOff = (0..<7).filter { calendar.weekend & (1 << UInt8($0)) != 0 }.map { number in
            space.store.isZero(weekday - Linear(constant: Rational(number)))
        }
        let regular = space.store.and(
            !space.store.any(exceptions.map(\.within)), !space.store.any(isOff))
        return space.store.or(regular, space.store.any(exceptions.filter(\.isWorking).map(\.within)))
    }
}

extension CaseSpace {
    /// How many times a whole number holds another, rounded down, where that lies between bounds.
    func quotient(_ number: Linear, by size: Int, from low: Rational, to high: Rational) -> Linear {
        let key = RoundingKey(number: number.scaled(by: Rational(1, over: Int128(size))), rounding: .floor)
        if let known = roundings[key] { return Linear(variable: known) }
        let (variable, _) = store.apply(
            .wholes(of: size, isFloored: true), [number], isInteger: true, lower: low, upper: high)
        let rest = number - Linear(variable: variable, coefficient: Rational(size))
        store.constrain(number: variable, isWithin(rest, 0, size - 1))
        roundings[key] = variable
        return Linear(variable: variable)
    }

    /// How many times a whole number holds another, the rest left out, below zero too.
    func wholes(of number: Linear, _ size: Int) -> Linear {
        let key = RoundingKey(number: number.scaled(by: Rational(1, over: Int128(size))), rounding: .down)
        if let known = roundings[key] { return Linear(variable: known) }
        let (variable, _) = store.apply(
            .wholes(of: size, isFloored: false), [number], isInteger: true, lower: Rational(-4_000_000),
            upper: Rational(4_000_000))
        let rest = number - Linear(variable: variable, coefficient: Rational(size))
        let isNegative = store.atMostZero(number, isStrict: true)
        store.constrain(number: variable, store.or(isNegative, isWithin(rest, 0, size - 1)))
        store.constrain(number: variable, store.or(!isNegative, isWithin(rest, 1 - size, 0)))
        roundings[key] = variable
        return Linear(variable: variable)
    }

    private func isWithin(_ number: Linear, _ low: Int, _ high: Int) -> Formula {
        store.and(
            store.atMostZero(Linear(constant: Rational(low)) - number),
            store.atMostZero(number - Linear(constant: Rational(high))))
    }

    /// The number that `linear` is when it is rounded to so many places.
    func rounded(_ linear: Linear, places: Int, _ rounding: Rounding) -> Linear {
        var power: Int128 = 1
        for _ in 0..<places { power *= 10 }
        let unit = Rational(1, over: power)
        let scaled = linear.scaled(by: Rational(power))
        if isWhole(scaled) { return linear }
        let key = RoundingKey(number: scaled, rounding: rounding)
        if let known = roundings[key] { return Linear(variable: known, coefficient: unit) }
        let limit = furthest(scaled) + .one
        let variable = store.number("", isInteger: true, lower: -limit, upper: limit)
        let over = scaled - Linear(variable: variable)
        let isNegative = store.atMostZero(scaled, isStrict: true)
        let half = Rational(1, over: 2)
        switch rounding {
        case .floor: store.constrain(number: variable, isFraction(over))
        case .ceiling: store.constrain(number: variable, isFraction(over.scaled(by: Rational(-1))))
        case .down, .up:
            let below = isFraction(over)
            let above = isFraction(over.scaled(by: Rational(-1)))
            let (positive, negative) = rounding == .down ? (below, above) : (above, below)
            store.constrain(number: variable, store.or(isNegative, positive))
            store.constrain(number: variable, store.or(!isNegative, negative))
        case .halfUp:
            // At least 0: result ≤ number + ½ < result + 1; below zero its mirror image.
            let above = isFraction(over + Linear(constant: half))
            let below = isFraction(over.scaled(by: Rational(-1)) + Linear(constant: half))
            store.constrain(number: variable, store.or(isNegative, above))
            store.constrain(number: variable, store.or(!isNegative, below))
        case .halfEven:
            let even = store.number("", isInteger: true, lower: -limit, upper: limit)
            let isEven = store.isZero(Linear(variable: variable) - Linear(variable: even, coefficient: Rational(2)))
            let (most, least) = (over - Linear(constant: half), over + Linear(constant: half))
            store.constrain(number: variable, store.atMostZero(most))
            store.constrain(number: variable, store.atMostZero(least.scaled(by: Rational(-1))))
            store.constrain(
                number: variable, store.implies(store.or(store.isZero(most), store.isZero(least)), isEven))
        }
        roundings[key] = variable
        return Linear(variable: variable, coefficient: unit)
    }

    /// At least 0 and below 1.
    private func isFraction(_ linear: Linear) -> Formula {
        store.all([
            store.atMostZero(linear.scaled(by: Rational(-1))),
            store.atMostZero(linear - Linear(constant: .one), isStrict: true),
        ])
    }
}

/// A number, and how it is rounded to a whole one.
struct RoundingKey: Hashable {
    let number: Linear
    let rounding: Rounding
}
