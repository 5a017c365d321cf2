/// A day of the Gregorian calendar, 0001-01-01 to 9999-12-31.
package struct CalendarDate: Hashable, Sendable, Comparable {
    /// Days since 1970-01-01.
    package let day: Int32

    package static func < (a: CalendarDate, b: CalendarDate) -> Bool { a.day < b.day }
}
