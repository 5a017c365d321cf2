import WritLanguage
import WritSemantics

/// The windows of a recurring duty: for each period that ends in a stretch of days, the days on which it can be done.
struct DutyPeriods {
    /// Days of which it cannot be said whether the duty falls on them.
    struct OpenDays {
        let days: ClosedRange<CalendarDate>?
        let reason: DutyOccurrence.Open
    }

    private let recurrence: Duty.Recurrence
    private let calendar: WorkCalendar?
    private let rolling: DeadlineSyntax.Rolling?
    private let bounds: ClosedRange<CalendarDate>

    init(
        _ recurrence: Duty.Recurrence, calendar: WorkCalendar?, rolling: DeadlineSyntax.Rolling?,
        bounds: ClosedRange<CalendarDate>
    ) {
        self.recurrence = recurrence
        self.calendar = calendar
        self.rolling = rolling
        self.bounds = bounds
    }

    // MARK: - Windows

    func windows() -> [ClosedRange<CalendarDate>] {
        if needsCalendar, calendar == nil { return [] }
        // A window that begins before the stretch may end in it, and rolling moves a day by a few.
        return periods().flatMap(windows(in:)).compactMap(rolled).filter { window in
            bounds.contains(window.upperBound) && !(dependsOnCovers && isUncovered(window.upperBound))
        }
    }

    /// The periods that meet the stretch, with one on either side for what rolling moves across its ends.
    private func periods() -> [ClosedRange<CalendarDate>] {
        let (first, last) = (bounds.lowerBound, bounds.upperBound)
        switch recurrence.period {
        case .day: return days(from: first, to: last)
        case .workingDay:
            return days(from: first, to: last).filter { calendar?.isWorkingDay($0.lowerBound) ?? false }
        case .weekdays(let wanted):
            let (start, end) = widened(by: 14)
            return days(from: start, to: end).filter { wanted.contains($0.lowerBound.weekday) }
        case .week:
            let (start, end) = widened(by: 14)
            return days(from: start, to: end).filter { $0.lowerBound.weekday == 0 }.compactMap { monday in
                monday.lowerBound.addingDays(6).map { monday.lowerBound...$0 }
            }
        case .month: return months(1)
        case .quarter: return months(3)
        case .halfYear: return months(6)
        case .year: return months(12)
        case .holiday:
            return calendar?.holidays.map(\.days).filter { bounds.contains($0.upperBound) } ?? []
        case .interval(let count, let unit, let start): return intervals(count, unit, from: start)
        case .shift: return []
        }
    }

    private func widened(by count: Int) -> (CalendarDate, CalendarDate) {
        (bounds.lowerBound.addingDays(-count) ?? .first, bounds.upperBound.addingDays(count) ?? .last)
    }

    private func days(from first: CalendarDate, to last: CalendarDate) -> [ClosedRange<CalendarDate>] {
        (Int(first.day)...Int(last.day)).compactMap { CalendarDate(day: $0).map { $0...$0 } }
    }

    /// Stretches of so many months, counted from January.
    private func months(_ length: Int) -> [ClosedRange<CalendarDate>] {
        let (start, end) = (bounds.lowerBound.components, bounds.upperBound.components)
        let first = (start.year * 12 + start.month - 1) / length - 1
        let last = (end.year * 12 + end.month - 1) / length + 1
        return (first...last).compactMap { number in
            let month = number * length
            guard let from = CalendarDate(year: month / 12, month: month % 12 + 1, day: 1),
                let to = from.addingMonths(length)?.addingDays(-1)
            else { return nil }
            return from...to
        }
    }

    /// Counted from the first one, so that a month end stays one: 31 January, 28 February, 31 March.
    private func intervals(_ count: Int64, _ unit: DurationUnit, from start: CalendarDate) -> [ClosedRange<
        CalendarDate
    >] {
        guard let count = Int(exactly: count), count > 0 else { return [] }
        let end = widened(by: 14).1
        var found: [ClosedRange<CalendarDate>] = []
        // Nothing before the stretch is walked through.
        let skipped: Int
        switch unit {
        case .days: skipped = max(0, start.days(to: bounds.lowerBound) / count - 1)
        case .months: skipped = max(0, start.months(to: bounds.lowerBound) / count - 1)
        case .workingDays, .hours: skipped = 0
        }
        var number = skipped
        while number - skipped < 1_000_000 {
            let (steps, overflow) = number.multipliedReportingOverflow(by: count)
            guard !overflow else { break }
            let day: CalendarDate? =
                switch unit {
                case .days, .hours: start.addingDays(steps)
                case .months: start.addingMonths(steps)
                case .workingDays: calendar?.adding(workingDays: steps, to: start)
                }
            guard let day, day <= end else { break }
            found.append(day...day)
            number += 1
        }
        return found
    }

    // MARK: - Within a period

    private func windows(in period: ClosedRange<CalendarDate>) -> [ClosedRange<CalendarDate>] {
        switch recurrence.placement {
        case .anywhere, .notStated: return [period]
        case .weekdays(let wanted):
            return wanted.sorted().compactMap { period.lowerBound.addingDays($0).map { $0...$0 } }
        case .days(let ranges):
            let (year, month, _) = period.lowerBound.components
            let last = CalendarDate.daysInMonth(year: year, month: month)
            return ranges.compactMap { range in
                guard
                    let from = CalendarDate(year: year, month: month, day: min(range.lowerBound, last)),
                    let to = CalendarDate(year: year, month: month, day: min(range.upperBound, last))
                else { return nil }
                return from...to
            }
        case .edge(let isFirst, let isWorkingDay):
            let edge = isFirst ? period.lowerBound : period.upperBound
            if !isWorkingDay { return [edge...edge] }
            let day =
                isFirst ? calendar?.nextWorkingDay(onOrAfter: edge) : calendar?.previousWorkingDay(onOrBefore: edge)
            return day.map { [$0...$0] } ?? []
        case .yearDays(let from, let to):
            let year = period.lowerBound.components.year
            guard let first = Self.day(from, of: year), let last = Self.day(to, of: to < from ? year + 1 : year) else {
                return []
            }
            return [first...last]
        }
    }

    /// 29 February is the 28th in other years.
    private static func day(_ day: DutyDeclaration.DayOfYear, of year: Int) -> CalendarDate? {
        CalendarDate(
            year: year, month: day.month, day: min(day.day, CalendarDate.daysInMonth(year: year, month: day.month)))
    }

    private func rolled(_ window: ClosedRange<CalendarDate>) -> ClosedRange<CalendarDate>? {
        let way: DeadlineRolling =
            switch rolling {
            case .forward: .forward
            case .backward: .backward
            case .not, nil: .not
            }
        guard way != .not, let calendar else { return window }
        guard let due = calendar.rolled(window.upperBound, way) else { return nil }
        return min(window.lowerBound, due)...due
    }

    // MARK: - What is not known

    private var needsCalendar: Bool {
        switch recurrence.period {
        case .workingDay, .holiday: return true
        case .interval(_, .workingDays, _): return true
        default: break
        }
        if case .edge(_, true) = recurrence.placement { return true }
        return rolling == .forward || rolling == .backward
    }

    private var dependsOnCovers: Bool { needsCalendar }

    private func isUncovered(_ day: CalendarDate) -> Bool { !(calendar?.covers(day) ?? true) }

    /// The parts of the stretch for which the calendar would have to know more.
    func open() -> [OpenDays] {
        guard needsCalendar else { return [] }
        guard let calendar else { return [OpenDays(days: nil, reason: .noCalendar)] }
        return Self.uncovered(bounds, calendar)
    }

    static func uncovered(_ bounds: ClosedRange<CalendarDate>, _ calendar: WorkCalendar) -> [OpenDays] {
        guard let covered = calendar.covered else { return [] }
        let reason = DutyOccurrence.Open.notCovered(calendar: calendar.identity.name)
        var open: [OpenDays] = []
        if bounds.lowerBound < covered.lowerBound, let last = covered.lowerBound.addingDays(-1) {
            open.append(OpenDays(days: bounds.lowerBound...min(last, bounds.upperBound), reason: reason))
        }
        if bounds.upperBound > covered.upperBound, let first = covered.upperBound.addingDays(1) {
            open.append(OpenDays(days: max(first, bounds.lowerBound)...bounds.upperBound, reason: reason))
        }
        return open
    }
}

extension DutyDeclaration.DayOfYear {
    fileprivate static func < (a: Self, b: Self) -> Bool { a.month == b.month ? a.day < b.day : a.month < b.month }
}
