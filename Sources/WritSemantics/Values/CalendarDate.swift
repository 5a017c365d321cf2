/// A day of the Gregorian calendar, 0001-01-01 to 9999-12-31.
public struct CalendarDate: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Days since 1970-01-01.
    public let day: Int32

    package static let first = CalendarDate(unchecked: -719_162)
    package static let last = CalendarDate(unchecked: 2_932_896)

    @inlinable
    init(unchecked day: Int32) { self.day = day }

    /// So many days after 1970-01-01; `nil` outside of the calendar.
    @inlinable
    public init?(day: Int) {
        guard day >= -719_162, day <= 2_932_896 else { return nil }
        self.day = Int32(truncatingIfNeeded: day)
    }

    /// `nil` for a day that does not exist, such as 2026-02-30.
    @inlinable
    public init?(year: Int, month: Int, day: Int) {
        guard year >= 1, year <= 9999, month >= 1, month <= 12, day >= 1,
            day <= CalendarDate.daysInMonth(year: year, month: month)
        else { return nil }
        self.day = CalendarDate.dayNumber(year, month, day)
    }

    /// The earlier one is less.
    @inlinable
    public static func < (a: CalendarDate, b: CalendarDate) -> Bool { a.day < b.day }

    /// Years that start in March make the leap day the last one, and every month a fixed number of days in. The divisions
    /// are those of Neri and Schneider, Euclidean affine functions and their application to calendar algorithms (2022): by
    /// constants, and none waits for two others.
    @inlinable
    static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int32 {
        let isAtEnd = month <= 2
        let year = UInt32(truncatingIfNeeded: isAtEnd ? year &- 1 : year)
        let month = UInt32(truncatingIfNeeded: isAtEnd ? month &+ 12 : month)
        let century = year / 100
        let days = 1461 &* year / 4 &- century &+ century / 4 &+ (979 &* month &- 2919) / 32
        return Int32(truncatingIfNeeded: Int(days) &+ day &- 1 &- 719_468)
    }

    /// Its year, month and day of the month, counted from 1.
    @inlinable
    public var components: (year: Int, month: Int, day: Int) {
        let quarters = 4 &* UInt32(truncatingIfNeeded: Int(day) &+ 719_468) &+ 3
        let century = quarters / 146_097
        let ofCentury = UInt64(quarters % 146_097 / 4 &* 4 &+ 3) &* 2_939_745
        let dayOfYear = UInt32(truncatingIfNeeded: ofCentury) / 2_939_745 / 4
        let parts = 2141 &* dayOfYear &+ 197_913
        let isAtEnd = dayOfYear >= 306
        let month = parts &>> 16
        let year = 100 &* century &+ UInt32(truncatingIfNeeded: ofCentury &>> 32) &+ (isAtEnd ? 1 : 0)
        return (Int(year), Int(isAtEnd ? month &- 12 : month), Int(parts & 0xFFFF) / 2141 &+ 1)
    }

    /// Whether a year has a 29 February.
    @inlinable
    public static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// The last day of a month (1…12).
    @inlinable
    public static func daysInMonth(year: Int, month: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// 0 is Monday, 6 is Sunday.
    package var weekday: Int { Int((day + 719_162) % 7) }

    /// `nil` where the result lies outside of the calendar.
    package func addingDays(_ count: Int) -> CalendarDate? {
        let (sum, overflow) = Int(day).addingReportingOverflow(count)
        return overflow ? nil : CalendarDate(day: sum)
    }

    /// The same day of another month, or the last day of that month where it has no such day.
    package func addingMonths(_ count: Int) -> CalendarDate? {
        guard count >= -120_000, count <= 120_000 else { return nil }
        let (year, month, day) = components
        let months = year * 12 + month - 1 + count
        guard months >= 12 else { return nil }
        let targetYear = months / 12
        let targetMonth = months % 12 + 1
        return CalendarDate(
            year: targetYear, month: targetMonth,
            day: min(day, CalendarDate.daysInMonth(year: targetYear, month: targetMonth)))
    }

    /// How many days later `other` is; negative where it is earlier.
    package func days(to other: CalendarDate) -> Int { Int(other.day) - Int(day) }

    /// How many whole months later `other` is: the largest count that added to this day does not pass `other`.
    /// Negative where it is earlier.
    package func months(to other: CalendarDate) -> Int {
        if other < self { return -other.months(to: self) }
        let from = components
        let to = other.components
        let count = (to.year - from.year) * 12 + to.month - from.month
        if let reached = addingMonths(count), reached <= other { return count }
        return count - 1
    }

    /// Reads exactly `2026-03-02`.
    package static func parse(_ text: Span<UInt8>) -> CalendarDate? {
        guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
            let year = digits(text, 0, 4), let month = digits(text, 5, 2), let day = digits(text, 8, 2)
        else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }

    package static func parse(_ bytes: [UInt8]) -> CalendarDate? { parse(bytes.span) }

    package static func parse(_ bytes: ArraySlice<UInt8>) -> CalendarDate? { parse(bytes.span) }

    package static func parse(_ text: String) -> CalendarDate? { parse(Array(text.utf8).span) }

    /// A number of exactly `count` digits.
    static func digits(_ text: Span<UInt8>, _ start: Int, _ count: Int) -> Int? {
        guard start >= 0, start + count <= text.count else { return nil }
        var value = 0
        for index in start..<(start + count) {
            let byte = text[index]
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int(byte &- UInt8(ascii: "0"))
        }
        return value
    }

    /// Appends `2026-03-02`.
    package func write(into bytes: inout [UInt8]) {
        let (year, month, day) = components
        CalendarDate.write(year, width: 4, into: &bytes)
        bytes.append(UInt8(ascii: "-"))
        CalendarDate.write(month, width: 2, into: &bytes)
        bytes.append(UInt8(ascii: "-"))
        CalendarDate.write(day, width: 2, into: &bytes)
    }

    /// Appends the last `width` digits of a number that is not negative, with leading zeros.
    static func write(_ number: Int, width: Int, into bytes: inout [UInt8]) {
        var divisor = 1
        for _ in 1..<max(1, width) { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / divisor % 10))
            divisor /= 10
        }
    }

    /// `2026-03-02`
    public var description: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(10)
        write(into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
