import WritLanguage
package import WritSemantics

extension ReferenceEvaluator {
    /// Both operands, where both are known.
    private func both(_ a: Answer, _ b: Answer, _ body: (Value, Value) -> Answer) -> Answer {
        if let fault = [a, b].firstFault { return fault }
        guard case .value(let a) = a, case .value(let b) = b else { return .unknown }
        return body(a, b)
    }

    // MARK: comparison

    func compare(_ comparison: Comparison, _ a: Answer, _ b: Answer) -> Answer {
        both(a, b) { a, b in
            switch comparison {
            case .equal: return equal(a, b)
            case .notEqual: return equal(a, b).negated
            case .less: return order(a, b).map { Answer($0 < 0) } ?? .unknown
            case .lessOrEqual: return order(a, b).map { Answer($0 <= 0) } ?? .unknown
            case .greater: return order(a, b).map { Answer($0 > 0) } ?? .unknown
            case .greaterOrEqual: return order(a, b).map { Answer($0 >= 0) } ?? .unknown
            }
        }
    }

    /// Records and lists are equal part by part; one part that differs settles it.
    func equal(_ a: Value, _ b: Value) -> Answer {
        switch (a, b) {
        case (.unknown, _), (_, .unknown): return .unknown
        case (_, _) where Answer(a).fault != nil: return Answer(a)
        case (_, _) where Answer(b).fault != nil: return Answer(b)
        case (.record(_, let a), .record(_, let b)), (.list(let a), .list(let b)):
            guard a.count == b.count else { return Answer(false) }
            return zip(a, b).reduce(Answer(true)) { $0.and(equal($1.0, $1.1)) }
        case (.integer(let a), .decimal(let b)), (.decimal(let b), .integer(let a)): return Answer(Decimal(a) == b)
        case (.dateTime(let a), .dateTime(let b)): return Answer(a.milliseconds == b.milliseconds)
        default: return Answer(a == b)
        }
    }

    /// Negative, zero or positive; nothing where there is no order, as beside a missing value.
    private func order(_ a: Value, _ b: Value) -> Int? {
        func sign<T: Comparable>(_ a: T, _ b: T) -> Int { a < b ? -1 : (a == b ? 0 : 1) }
        switch (a, b) {
        case (.integer(let a), .integer(let b)): return sign(a, b)
        case (.decimal(let a), .decimal(let b)): return sign(a, b)
        case (.integer(let a), .decimal(let b)): return sign(Decimal(a), b)
        case (.decimal(let a), .integer(let b)): return sign(a, Decimal(b))
        case (.date(let a), .date(let b)): return sign(a.day, b.day)
        case (.dateTime(let a), .dateTime(let b)): return sign(a.milliseconds, b.milliseconds)
        case (.duration(let a, let first), .duration(let b, let second)) where first == second: return sign(a, b)
        case (.enumeration(let first, let a), .enumeration(let second, let b)) where first == second: return sign(a, b)
        case (.text(let a), .text(let b)):
            return a.unicodeScalars.elementsEqual(b.unicodeScalars)
                ? 0 : (a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars) ? -1 : 1)
        default: return nil
        }
    }

    // MARK: arithmetic

    func negated(_ answer: Answer, _ span: Span) -> Answer {
        switch answer {
        case .value(.integer(.min)), .value(.duration(.min, _)): return fault("overflow", span)
        case .value(.integer(let number)): return .value(.integer(-number))
        case .value(.duration(let number, let unit)): return .value(.duration(-number, unit))
        case .value(.decimal(let number)): return .value(.decimal(-number))
        case .value: return .unknown
        default: return answer
        }
    }

    func arithmetic(_ operation: Arithmetic, _ a: Answer, _ b: Answer, type: ValueType, _ span: Span) -> Answer {
        both(a, b) { a, b in
            let overflow = fault("overflow", span)
            switch type {
            case .integer:
                guard let a = whole(a), let b = whole(b) else { return .unknown }
                return whole(operation, a, b).map { .value(.integer($0)) } ?? overflow
            case .duration(let unit):
                guard let a = whole(a), let b = whole(b) else { return .unknown }
                return whole(operation, a, b).map { .value(.duration($0, unit)) } ?? overflow
            default:
                guard let a = decimal(a), let b = decimal(b) else { return .unknown }
                if operation == .divide, b == Decimal(0) { return fault("division-by-zero", span) }
                let result: Decimal? =
                    switch operation {
                    case .add: a + b
                    case .subtract: a - b
                    case .multiply: a * b
                    case .divide: a / b
                    }
                return result.map { .value(.decimal($0)) } ?? overflow
            }
        }
    }

    private func whole(_ value: Value) -> Int64? {
        switch value {
        case .integer(let number), .duration(let number, _): number
        default: nil
        }
    }

    private func decimal(_ value: Value) -> Decimal? {
        switch value {
        case .decimal(let number): number
        case .integer(let number), .duration(let number, _): Decimal(number)
        default: nil
        }
    }

    private func whole(_ operation: Arithmetic, _ a: Int64, _ b: Int64) -> Int64? {
        let (result, overflow) =
            switch operation {
            case .add: a.addingReportingOverflow(b)
            case .subtract: a.subtractingReportingOverflow(b)
            case .multiply: a.multipliedReportingOverflow(by: b)
            case .divide: a.dividedReportingOverflow(by: b)
            }
        return overflow ? nil : result
    }

    // MARK: dates

    func shift(_ date: Answer, by duration: Answer, isAfter: Bool, _ span: Span) -> Answer {
        both(duration, date) { duration, date in
            guard case .duration(let length, let unit) = duration else { return .unknown }
            let outside = fault("date-out-of-range", span)
            let amount = isAfter ? length : (length == .min ? nil : -length)
            guard let amount else { return outside }
            if unit == .workingDays, calendar == nil { return fault("no-calendar", span) }
            if unit == .workingDays, let day = dayOf(date), let end = moved(day, amount, unit), !isPublished(day, end) {
                return .unknown
            }
            switch date {
            case .date(let day): return moved(day, amount, unit).map { .value(.date($0)) } ?? outside
            case .dateTime(let moment): return moved(moment, amount, unit).map { .value(.dateTime($0)) } ?? outside
            default: return .unknown
            }
        }
    }

    private func dayOf(_ date: Value) -> CalendarDate? {
        switch date {
        case .date(let day): day
        case .dateTime(let moment): moment.date
        default: nil
        }
    }

    /// Whether the calendar covers every day from one to another, the first itself not counted.
    private func isPublished(_ from: CalendarDate, _ to: CalendarDate) -> Bool {
        guard let calendar, from != to else { return true }
        let days = from < to ? (from.day + 1)...to.day : to.day...(from.day - 1)
        return days.allSatisfy { number in dayAt(Int64(number)).map { calendar.covers($0) } ?? false }
    }

    private func moved(_ day: CalendarDate, _ amount: Int64, _ unit: DurationUnit) -> CalendarDate? {
        guard amount.magnitude < 4_000_000 else { return nil }
        switch unit {
        case .days, .hours: return dayAt(Int64(day.day) + (unit == .days ? amount : amount / 24))
        case .months: return monthsLater(day, amount)
        case .workingDays:
            guard let calendar else { return nil }
            var left = abs(amount)
            var current = day
            while left > 0 {
                guard let next = dayAt(Int64(current.day) + amount.signum()) else { return nil }
                current = next
                if calendar.isWorkingDay(current) { left -= 1 }
            }
            return current
        }
    }

    private func moved(_ moment: Moment, _ amount: Int64, _ unit: DurationUnit) -> Moment? {
        let dayLength: Int64 = 86_400_000
        if unit == .hours {
            let (length, overflow) = amount.multipliedReportingOverflow(by: 3_600_000)
            let (total, overflows) = moment.milliseconds.addingReportingOverflow(length)
            if overflow || overflows { return nil }
            return read(total, Int(moment.offsetMinutes))
        }
        let local = moment.milliseconds + Int64(moment.offsetMinutes) * 60_000
        let day = Int64((Double(local) / Double(dayLength)).rounded(.down))
        guard let start = dayAt(day), let end = moved(start, amount, unit) else { return nil }
        // The clock shows the same time: of the instants that the zone's offsets make of it, the one that it gives back.
        let wall = local + (Int64(end.day) - day) * dayLength
        let plain = wall - Int64(moment.offsetMinutes) * 60_000
        let offsets = [plain, plain - dayLength, plain + dayLength].map { instant in
            calendar?.zone?.offset(at: instant) ?? Int(moment.offsetMinutes)
        }
        let fitting = offsets.map { wall - Int64($0) * 60_000 }.first { instant in
            instant + Int64(calendar?.zone?.offset(at: instant) ?? Int(moment.offsetMinutes)) * 60_000 == wall
        }
        return read(fitting ?? plain, Int(moment.offsetMinutes))
    }

    /// An instant by the clocks of the calendar's zone, where it has one.
    private func read(_ instant: Int64, _ offset: Int) -> Moment? {
        Moment(milliseconds: instant, offsetMinutes: calendar?.zone?.offset(at: instant) ?? offset)
    }

    func between(_ unit: DurationUnit, _ from: Answer, _ to: Answer, _ expression: Expression) -> Answer {
        both(from, to) { from, to in
            let length: Int64?
            switch (from, to) {
            case (.date(let from), .date(let to)):
                let (first, last) = from < to ? (from, to) : (to, from)
                if unit == .workingDays, calendar != nil, !isPublished(first, last) { return .unknown }
                length = distance(unit, from, to)
            case (.dateTime(let from), .dateTime(let to)) where unit == .hours:
                length = (to.milliseconds - from.milliseconds) / 3_600_000
            default: return .unknown
            }
            guard let length else { return fault("no-calendar", expression.span) }
            if case .duration(let unit) = expression.type { return .value(.duration(length, unit)) }
            return .value(.integer(length))
        }
    }

    private func distance(_ unit: DurationUnit, _ from: CalendarDate, _ to: CalendarDate) -> Int64? {
        let days = Int64(to.day) - Int64(from.day)
        switch unit {
        case .days: return days
        case .hours: return days * 24
        case .workingDays:
            guard let calendar else { return nil }
            let (low, high) = days >= 0 ? (from.day + 1, to.day) : (to.day + 1, from.day)
            guard low <= high else { return 0 }
            let count = (low...high).filter { dayAt(Int64($0)).map(calendar.isWorkingDay) ?? false }.count
            return days >= 0 ? Int64(count) : -Int64(count)
        case .months:
            // The greatest number of months after the earlier day that does not pass the later one.
            let (first, last) = days >= 0 ? (from, to) : (to, from)
            var months: Int64 = 0
            while let next = monthsLater(first, months + 1), next <= last { months += 1 }
            return days >= 0 ? months : -months
        }
    }

    /// The same day of a later month, or that month's last day.
    private func monthsLater(_ day: CalendarDate, _ months: Int64) -> CalendarDate? {
        guard months.magnitude < 200_000 else { return nil }
        let count = Int64(day.components.year) * 12 + Int64(day.components.month) - 1 + months
        guard count >= 12 else { return nil }
        let (year, month) = (Int(count / 12), Int(count % 12) + 1)
        for candidate in stride(from: day.components.day, through: 1, by: -1) {
            if let date = CalendarDate(year: year, month: month, day: candidate) { return date }
        }
        return nil
    }

    private func dayAt(_ number: Int64) -> CalendarDate? {
        CalendarDate(day: Int(number))
    }

    /// Whether the calendar covers the days that decide how a deadline moves.
    func isRollPublished(_ day: CalendarDate, _ rolling: DeadlineRolling) -> Bool {
        guard let calendar, calendar.roll(rolling) != .none, let end = rolled(day, rolling) else { return true }
        return calendar.covers(day) && isPublished(day, end)
    }

    /// The next or previous working day where the calendar moves deadlines, or the deadline moves itself.
    func rolled(_ day: CalendarDate, _ rolling: DeadlineRolling) -> CalendarDate? {
        guard let calendar else { return day }
        let step: Int64 =
            switch (rolling, calendar.roll) {
            case (.not, _), (.calendar, .none), (.notice, .none): 0
            case (.forward, _), (.calendar, .forward): 1
            case (.backward, _), (.calendar, .backward), (.notice, _): -1
            }
        var current = day
        while step != 0, !calendar.isWorkingDay(current) {
            guard let next = dayAt(Int64(current.day) + step) else { return nil }
            current = next
        }
        return current
    }
}
