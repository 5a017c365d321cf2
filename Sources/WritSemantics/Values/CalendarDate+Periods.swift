package import WritLanguage

extension CalendarDate {
    /// The first or the last day of the week, month or longer period that it lies in; `nil` where that is outside of the
    /// calendar.
    package func edge(of period: CalendarPeriod, isFirst: Bool) -> CalendarDate? {
        guard let months = period.months else { return addingDays(isFirst ? -weekday : 6 - weekday) }
        let (year, month, _) = components
        let first = (month - 1) / months * months + 1
        if isFirst { return CalendarDate(year: year, month: first, day: 1) }
        let last = first + months - 1
        return CalendarDate(year: year, month: last, day: CalendarDate.daysInMonth(year: year, month: last))
    }

    /// The next day that is one of some weekdays, or the last one before it; `nil` outside of the calendar.
    package func nearest(_ weekdays: Weekdays, isAfter: Bool) -> CalendarDate? {
        for distance in 1...7 {
            guard let day = addingDays(isAfter ? distance : -distance) else { return nil }
            if weekdays.contains(day.weekday) { return day }
        }
        return nil
    }
}
