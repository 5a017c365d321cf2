import WritLanguage

extension Checker {
    private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

    /// 0 is Monday. The parser gives every weekday its English name; a name without text has been reported.
    func weekday(_ name: Name) -> Int? { Checker.weekdays.firstIndex(of: name.text) }

    mutating func declareCalendars() {
        for declaration in collected.calendars
        where declare(declaration.head.name, .calendar, \.calendarNames, calendars.count) {
            let weekend = Set(declaration.weekend.compactMap { weekday($0) })
            let workdays = declaration.workdays.compactMap { period($0) }
            let sorted = workdays.sorted { $0.lowerBound < $1.lowerBound }
            var holidays: [ClosedRange<CalendarDate>] = []
            var titled: [WorkCalendar.Holiday] = []
            for days in declaration.holidays {
                guard let range = period(days) else { continue }
                if let clash = firstOverlap(of: range, sorted) {
                    report(DeclarationFact.dayTwice(clash.description), at: days.span)
                } else {
                    holidays.append(range)
                    if let title = days.title { titled.append(WorkCalendar.Holiday(title: title.plain, days: range)) }
                }
            }
            calendars.append(
                WorkCalendar(
                    identity: identity(declaration.head), weekend: weekend, holidays: holidays, workdays: workdays,
                    roll: declaration.roll, covered: declaration.covers.flatMap { period($0) },
                    titled: titled, zone: declaration.zone.flatMap { zone($0) }))
        }
    }

    private mutating func zone(_ name: Name) -> Zone? {
        if name.text.isEmpty { return nil }
        if let zone = Zone(name.text) { return zone }
        report(DeclarationFact.unknownZone(name.text), at: name.span)
        return nil
    }

    private mutating func period(_ days: CalendarDeclaration.Days) -> ClosedRange<CalendarDate>? {
        guard let from = date(days.from) else { return nil }
        guard let last = days.to else { return from...from }
        guard let to = date(last) else { return nil }
        if to < from {
            report(DeclarationFact.periodEmpty(from: from.description, to: to.description), at: last.span)
            return nil
        }
        return from...to
    }

    /// The first day that a period shares with one of some others, which are sorted.
    private func firstOverlap(
        of range: ClosedRange<CalendarDate>, _ others: [ClosedRange<CalendarDate>]
    ) -> CalendarDate? {
        var low = 0
        var high = others.count
        while low < high {
            let middle = (low + high) / 2
            if others[middle].upperBound < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        guard low < others.count, others[low].lowerBound <= range.upperBound else { return nil }
        return max(others[low].lowerBound, range.lowerBound)
    }
}
