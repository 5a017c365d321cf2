import WritLanguage
import WritSemantics

/// When a step's time begins to run, and when it is over. One object, so that its calendar is not copied with each case.
final class StepClock: Sendable {
    enum Start: Sendable {
        case unknown
        case day(CalendarDate)
        case moment(Moment)
    }

    let calendar: WorkCalendar?

    init(calendar: WorkCalendar?) { self.calendar = calendar }

    /// The last day, or for hours the last moment; `nil` where it cannot be told. The first day is not counted, and a
    /// last day on a day off moves as the calendar says.
    func end(of duration: Value?, from start: Start) -> Value? {
        guard case .duration(let count, let unit)? = duration else { return nil }
        if unit == .hours {
            guard case .moment(let moment) = start else { return nil }
            return moment.addingHours(count).map(Value.dateTime)
        }
        let day: CalendarDate
        switch start {
        case .unknown: return nil
        case .day(let date): day = date
        case .moment(let moment): day = moment.date
        }
        guard let count = Int(exactly: count) else { return nil }
        let end: CalendarDate?
        switch unit {
        case .days, .hours: end = day.addingDays(count)
        case .months: end = day.addingMonths(count)
        case .workingDays: end = calendar?.adding(workingDays: count, to: day)
        }
        guard let end, unpublishedYear(of: duration, from: start) == nil else { return nil }
        guard let calendar else { return .date(end) }
        return calendar.rolled(end).map(Value.date)
    }

    /// The year whose holidays must be published before the last day can be told; nil where nothing depends on one.
    func unpublishedYear(of duration: Value?, from start: Start) -> Int? {
        guard let calendar, case .duration(let count, let unit)? = duration, unit != .hours,
            let count = Int(exactly: count)
        else { return nil }
        let day: CalendarDate
        switch start {
        case .unknown: return nil
        case .day(let date): day = date
        case .moment(let moment): day = moment.date
        }
        let end: CalendarDate?
        switch unit {
        case .workingDays:
            if let year = calendar.unpublishedYear(adding: count, to: day) { return year }
            end = calendar.adding(workingDays: count, to: day)
        case .months: end = day.addingMonths(count)
        case .days, .hours: end = day.addingDays(count)
        }
        return end.flatMap { calendar.unpublishedYear(rolling: $0) }
    }

    /// Whether a moment lies after the last day or moment.
    static func isAfter(_ moment: Moment, _ end: Value) -> Bool {
        switch end {
        case .date(let date): date < moment.date
        case .dateTime(let last): last.milliseconds < moment.milliseconds
        default: false
        }
    }

    /// Whether a day as a whole lies after the last day or moment.
    static func isAfter(_ day: CalendarDate, _ end: Value) -> Bool {
        switch end {
        case .date(let date): date < day
        case .dateTime(let last): last.date < day
        default: false
        }
    }
}
