package import WritSemantics

/// One time that a duty falls due, or why it cannot be told when it does.
package struct DutyOccurrence: Sendable, Equatable {
    /// Why no day can be told.
    package enum Open: Sendable, Equatable {
        /// The source says that it recurs, and not how often.
        case periodNotStated
        /// It depends on an event that no calendar knows.
        case event(String)
        /// It depends on the roster.
        case shift(String?)
        /// The holidays of these days are not published in the calendar.
        case notCovered(calendar: String)
        /// There is no calendar that would know the day.
        case noCalendar
    }

    /// Its position in `Program.duties`.
    package let duty: Int
    /// The firms whose duty it is; none where the rulebook does not say.
    package let organisations: [OrganisationID]
    /// From the first day on which it can be done to the last; absent where no day can be told.
    package let days: ClosedRange<CalendarDate>?
    /// The period whose holidays are missing, and the reason; nothing where the days are certain.
    package let open: Open?
    /// The source does not say on which day of the window.
    package let isDayNotStated: Bool
    /// Its last day is a day off by the firm's calendar.
    package let isDayOff: Bool

    package var due: CalendarDate? { days?.upperBound }
}
