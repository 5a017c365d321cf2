/// What the language works out by name from one value, or from two. Whoever handles expressions handles all of these by one
/// case, with what is inside them behind it.
package enum Function: Hashable, Sendable {
    /// `year of d`, `month of d`, `day of d`
    case year, month, dayOfMonth
    /// `weekday of d`: 1 is Monday.
    case weekday
    /// `date of m`, `time of m`, of a point in time.
    case date, time
    /// `d is a working day`, `d is a holiday`
    case isWorkingDay, isHoliday
    /// `first day of month of d`
    case edge(isFirst: Bool, CalendarPeriod)
    /// `next Tuesday, Friday after d`, `last Tuesday before d`
    case nearest(Weekdays, isAfter: Bool)
    /// `round e to 2 places half-even`, and what is rounded within one type.
    case rounded(places: Int, Rounding)
    /// `floor of e`, `ceiling of e`: whole numbers.
    case floor, ceiling
    /// How many times a number holds another, the rest left out: 7 days make a week.
    case wholes(of: Int)
    /// `t contains u`, `t starts with u`, `t ends with u`
    case contains, starts, ends
    /// `length of t`: how many characters a text has.
    case textLength

    /// A name for what is compared and signed off, which no two functions share.
    package var code: String {
        switch self {
        case .year: "year"
        case .month: "month"
        case .dayOfMonth: "day"
        case .weekday: "weekday"
        case .date: "date"
        case .time: "time"
        case .isWorkingDay: "working-day"
        case .isHoliday: "holiday"
        case .edge(let isFirst, let period): "\(isFirst ? "first" : "last")-day-of-\(period.rawValue)"
        case .nearest(let weekdays, let isAfter): "\(isAfter ? "next" : "last")-weekday-\(weekdays.mask)"
        case .rounded(let places, let rounding): "round-\(places)-\(rounding.rawValue)"
        case .floor: "floor"
        case .ceiling: "ceiling"
        case .wholes(let size): "wholes-\(size)"
        case .contains: "contains"
        case .starts: "starts"
        case .ends: "ends"
        case .textLength: "length"
        }
    }
}

/// A part of the calendar that a day lies in.
package enum CalendarPeriod: String, Hashable, Sendable, CaseIterable {
    case week, month, quarter, halfYear, year

    /// How many months it has; nothing for a week.
    package var months: Int? {
        switch self {
        case .week: nil
        case .month: 1
        case .quarter: 3
        case .halfYear: 6
        case .year: 12
        }
    }
}

/// Where a number goes that lies between two.
package enum Rounding: String, BitwiseCopyable, Hashable, Sendable {
    /// To the nearer one; from the middle away from zero.
    case halfUp = "half-up"
    /// To the nearer one; from the middle to the even one.
    case halfEven = "half-even"
    /// Away from zero, and towards zero.
    case up, down
    /// To the greater one, and to the lesser one.
    case ceiling, floor
}

/// Some days of the week: bit 0 is Monday.
package struct Weekdays: Hashable, Sendable {
    package let mask: UInt8

    package init(mask: UInt8) { self.mask = mask }

    /// - Parameter weekday: 0 is Monday.
    package func contains(_ weekday: Int) -> Bool { mask & (1 << UInt8(truncatingIfNeeded: weekday)) != 0 }

    /// From Monday on, 0 being Monday.
    package var numbers: [Int] { (0..<7).filter(contains) }
}
