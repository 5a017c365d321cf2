import WritLanguage
import WritSemantics

/// What the language works out by name, each done another way than the program does it: days by walking from one to the
/// next, numbers by their written digits.
extension ReferenceEvaluator {
    func function(_ function: Function, _ operands: [Answer], _ span: Span) -> Answer {
        if let fault = operands.firstFault { return fault }
        let values = operands.compactMap { answer -> Value? in
            if case .value(let value) = answer { return value }
            return nil
        }
        guard values.count == operands.count else { return .unknown }
        switch (function, values[0]) {
        case (.year, .date(let day)): return .value(.integer(part(0, of: day)))
        case (.month, .date(let day)): return .value(.integer(part(1, of: day)))
        case (.dayOfMonth, .date(let day)): return .value(.integer(part(2, of: day)))
        case (.weekday, .date(let day)): return .value(.integer(Int64(weekday(day))))
        case (.date, .dateTime(let moment)):
            return CalendarDate.parse(written(moment, 0..<10)).map(dateAnswer) ?? .unknown
        case (.time, .dateTime(let moment)): return .value(.integer(timeOfDay(moment)))
        case (.isWorkingDay, .date(let day)), (.isHoliday, .date(let day)):
            guard let calendar else { return fault("no-calendar", span) }
            guard calendar.covers(day) else { return .unknown }
            if function == .isWorkingDay { return Answer(calendar.isWorkingDay(day)) }
            return Answer(isHoliday(day, calendar))
        case (.edge(let isFirst, let period), .date(let day)):
            return edge(day, period, isFirst ? -1 : 1).map(dateAnswer) ?? fault("date-out-of-range", span)
        case (.nearest(let weekdays, let isAfter), .date(let day)):
            var current = day
            repeat {
                guard let next = step(current, isAfter ? 1 : -1) else { return fault("date-out-of-range", span) }
                current = next
            } while weekdays.mask >> UInt8(weekday(current) - 1) & 1 == 0
            return dateAnswer(current)
        case (.rounded(let places, let rounding), .decimal(let number)):
            return .value(.decimal(rounded(number, places, rounding)))
        case (.floor, .decimal(let number)), (.ceiling, .decimal(let number)):
            let whole = rounded(number, 0, function == .floor ? .floor : .ceiling)
            return Int64(whole.description).map { .value(.integer($0)) } ?? fault("overflow", span)
        case (.textLength, .text(let text)): return .value(.integer(Int64(text.unicodeScalars.count)))
        case (.wholes(let size), .integer(let number)):
            let count = Int64((number.magnitude / UInt64(size)))
            return .value(.integer(number < 0 ? -count : count))
        case (_, .text(let text)):
            guard case .text(let part) = values[1] else { return .unknown }
            let (whole, piece) = (Array(text.utf8), Array(part.utf8))
            let places = (0...whole.count).filter { place in
                place + piece.count <= whole.count && Array(whole[place..<place + piece.count]) == piece
            }
            switch function {
            case .contains: return Answer(!places.isEmpty)
            case .starts: return Answer(places.contains(0))
            default: return Answer(places.contains(whole.count - piece.count))
            }
        default: return .unknown
        }
    }

    private func dateAnswer(_ day: CalendarDate) -> Answer { .value(.date(day)) }

    private func step(_ day: CalendarDate, _ distance: Int) -> CalendarDate? {
        CalendarDate(day: Int(day.day) + distance)
    }

    /// The year, month or day as they are written.
    private func part(_ index: Int, of day: CalendarDate) -> Int64 {
        let parts = day.description.split(separator: "-").compactMap { Int64($0) }
        return parts.indices.contains(index) ? parts[index] : 0
    }

    /// 1 for a Monday, counted from one that is known.
    private func weekday(_ day: CalendarDate) -> Int {
        let monday = CalendarDate(year: 2026, month: 3, day: 2).map { Int($0.day) } ?? 0
        let distance = (Int(day.day) - monday) % 7
        return (distance < 0 ? distance + 7 : distance) + 1
    }

    private func isHoliday(_ day: CalendarDate, _ calendar: WorkCalendar) -> Bool {
        calendar.exceptionalDays.contains { $0.days.contains(day.day) && !$0.isWorking }
    }

    /// The last day on one side that still lies in the same period.
    private func edge(_ day: CalendarDate, _ period: CalendarPeriod, _ direction: Int) -> CalendarDate? {
        func name(_ day: CalendarDate) -> [Int64] {
            let (year, month) = (part(0, of: day), part(1, of: day))
            switch period {
            case .week: return [Int64((Int(day.day) - weekday(day) + 1))]
            case .month: return [year, month]
            case .quarter: return [year, [1, 1, 1, 4, 4, 4, 7, 7, 7, 10, 10, 10][Int(month) - 1]]
            case .halfYear: return [year, month <= 6 ? 1 : 7]
            case .year: return [year]
            }
        }
        let own = name(day)
        var current = day
        while true {
            guard let next = step(current, direction) else { return period == .week ? nil : current }
            if name(next) != own { return current }
            current = next
        }
    }

    private func written(_ moment: Moment, _ range: Range<Int>) -> String {
        let letters = Array(moment.description)
        return String(letters[range.clamped(to: letters.indices)])
    }

    private func timeOfDay(_ moment: Moment) -> Int64 {
        let clock = written(moment, 11..<19).split(separator: ":").compactMap { Int64($0) }
        let seconds = clock.count == 3 ? (clock[0] * 60 + clock[1]) * 60 + clock[2] : 0
        var fraction = moment.milliseconds % 1000
        if fraction < 0 { fraction += 1000 }
        return seconds * 1000 + fraction
    }

    /// The digits up to a place, or one more there, whichever the way of rounding wants.
    private func rounded(_ number: Decimal, _ places: Int, _ rounding: Rounding) -> Decimal {
        let parts = number.description.split(separator: ".", omittingEmptySubsequences: false)
        let fraction = parts.count > 1 ? parts[1] : ""
        guard fraction.count > places else { return number }
        let kept = fraction.prefix(places)
        let text = kept.isEmpty ? String(parts[0]) : String(parts[0]) + "." + String(kept)
        let nearer = Decimal(parsing: text) ?? Decimal(0)
        let isNegative = number < Decimal(0)
        let unit = Decimal(coefficient: isNegative ? -1 : 1, scale: places) ?? Decimal(0)
        let further = (nearer + unit) ?? nearer
        func distance(_ other: Decimal) -> Decimal {
            let difference = (number - other) ?? Decimal(0)
            return difference < Decimal(0) ? -difference : difference
        }
        let (near, far) = (distance(nearer), distance(further))
        let lastDigit = (kept.last ?? parts[0].last).flatMap(\.wholeNumberValue) ?? 0
        return switch rounding {
        case .down: nearer
        case .up: further
        case .floor: isNegative ? further : nearer
        case .ceiling: isNegative ? nearer : further
        case .halfUp: near < far ? nearer : further
        case .halfEven: near < far ? nearer : far < near ? further : lastDigit % 2 == 0 ? nearer : further
        }
    }

    // MARK: order

    /// Each element in front of the first that has a greater key.
    func sorted(_ items: [Value], keys: [Answer]) -> Answer {
        if let fault = keys.firstFault { return fault }
        if keys.contains(.unknown) { return .unknown }
        var result: [(item: Value, key: Answer)] = []
        for (item, key) in zip(items, keys) {
            let place = result.firstIndex { compare(.greater, $0.key, key).isTrue } ?? result.count
            result.insert((item, key), at: place)
        }
        return .value(.list(result.map(\.item)))
    }

    func neighbour(_ element: Answer, _ list: Answer, isNext: Bool) -> Answer {
        if let fault = [element, list].firstFault { return fault }
        guard case .value(let record) = element, case .value(.list(let items)) = list else { return .unknown }
        guard let position = items.lastIndex(where: { isSameRecord($0, record) }) else { return .value(.missing) }
        let place = isNext ? position + 1 : position - 1
        return items.indices.contains(place) ? Answer(items[place]) : .value(.missing)
    }

    /// Two records of a case that say the same are two: they are told apart by where their fields lie, which a copy shares.
    private func isSameRecord(_ a: Value, _ b: Value) -> Bool {
        guard case .record(_, let first) = a, case .record(_, let second) = b else { return false }
        return first.withUnsafeBufferPointer { one in
            second.withUnsafeBufferPointer { $0.baseAddress == one.baseAddress }
        }
    }
}
