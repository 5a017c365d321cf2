package import WritLanguage

/// Something that is done again and again, or upon an event of which no case tells.
package struct Duty: Sendable {
    package typealias Manner = DutyDeclaration.Manner

    package struct Recurrence: Sendable {
        /// Within each period.
        package let times: Int
        package let isAtLeast: Bool
        package let period: Period
        package let placement: Placement
    }
    package enum Period: Sendable {
        case day, workingDay, week, month, quarter, halfYear, year
        /// 0 is Monday.
        case weekdays([Int])
        case shift(String?)
        case holiday
        case interval(Int64, DurationUnit, from: CalendarDate)
    }
    /// Where in its period it falls. Days that a month does not have are moved to its end.
    package enum Placement: Sendable {
        case anywhere
        case notStated
        case weekdays([Int])
        case days([ClosedRange<Int>])
        case edge(isFirst: Bool, isWorkingDay: Bool)
        case yearDays(from: DutyDeclaration.DayOfYear, to: DutyDeclaration.DayOfYear)
    }
    package enum Anchor: Sendable {
        case event(String)
        /// A holiday of the calendar, by its title.
        case holiday(String)
    }
    package enum Distance: Sendable {
        case none
        case notStated
        case length(Int64, DurationUnit)
    }
    package enum Occasion: Sendable {
        case recurring(Recurrence)
        case dates([CalendarDate])
        case anchored(Manner, Distance, Anchor)
        case notStated
    }
    package let identity: Identity
    package let provision: Provision
    package let occasion: Occasion
    package let rolling: DeadlineSyntax.Rolling?
    /// The time of day by which it is due.
    package let time: TimeOfDay?
    /// What must have happened, in words.
    package let condition: String?
    package let by: [RoleID]
    package let to: [RoleID]
    package let forms: [FormID]
}
