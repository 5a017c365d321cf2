/// A point in time with the offset it was written with. Two moments are equal values when they are the same instant
/// at the same offset; rules compare instants, which is `milliseconds`.
package struct Moment: Hashable, Sendable, CustomStringConvertible {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    package let milliseconds: Int64
    package let offsetMinutes: Int16

    private static let dayLength: Int64 = 86_400_000

    /// `nil` where the day at that offset lies outside of the calendar, or the offset is a day or more.
    package init?(milliseconds: Int64, offsetMinutes: Int) {
        guard abs(offsetMinutes) < 1440, abs(milliseconds) < 400_000_000_000_000 else { return nil }
        let local = milliseconds + Int64(offsetMinutes) * 60_000
        guard CalendarDate(day: Moment.day(of: local)) != nil else { return nil }
        self.milliseconds = milliseconds
        self.offsetMinutes = Int16(truncatingIfNeeded: offsetMinutes)
    }

    package static let epoch = Moment()

    private init() {
        milliseconds = 0
        offsetMinutes = 0
    }

    private static func day(of local: Int64) -> Int {
        Int((local >= 0 ? local : local - (dayLength - 1)) / dayLength)
    }

    private var local: Int64 { milliseconds + Int64(offsetMinutes) * 60_000 }

    /// The day at the moment's own offset.
    package var date: CalendarDate { CalendarDate(day: Moment.day(of: local)) ?? .first }

    /// The time of day at the moment's own offset, in milliseconds since midnight.
    package var timeOfDay: Int { Int(local - Int64(date.day) * Moment.dayLength) }

    /// `nil` where the result lies outside of the calendar.
    package func addingMilliseconds(_ count: Int64) -> Moment? {
        let (sum, overflow) = milliseconds.addingReportingOverflow(count)
        return overflow ? nil : Moment(milliseconds: sum, offsetMinutes: Int(offsetMinutes))
    }

    package func addingHours(_ count: Int64) -> Moment? {
        let (span, overflow) = count.multipliedReportingOverflow(by: 3_600_000)
        return overflow ? nil : addingMilliseconds(span)
    }

    /// The same time of day and offset on another day.
    package func on(_ date: CalendarDate) -> Moment? {
        addingMilliseconds(Int64(self.date.days(to: date)) * Moment.dayLength)
    }

    /// Reads RFC 3339, `2026-03-02T10:00:00.250+08:00`; the seconds may be left out, a space may stand for the `T`.
    /// What is finer than a millisecond is cut off.
    package static func parse(_ text: Span<UInt8>) -> Moment? {
        guard text.count >= 17, let date = CalendarDate.parse(text.extracting(0..<10)) else { return nil }
        let separator = text[10]
        guard
            separator == UInt8(ascii: "T") || separator == UInt8(ascii: "t") || separator == UInt8(ascii: " "),
            let hour = CalendarDate.digits(text, 11, 2), hour < 24, text[13] == UInt8(ascii: ":"),
            let minute = CalendarDate.digits(text, 14, 2), minute < 60
        else { return nil }
        var index = 16
        var time = Int64(hour * 60 + minute) * 60_000
        if text[index] == UInt8(ascii: ":") {
            // A leap second is the first of the next minute.
            guard let second = CalendarDate.digits(text, index + 1, 2), second <= 60 else { return nil }
            time += Int64(second) * 1000
            index += 3
            if index < text.count, text[index] == UInt8(ascii: ".") {
                index += 1
                let start = index
                var unit: Int64 = 100
                while index < text.count, text[index] >= UInt8(ascii: "0"), text[index] <= UInt8(ascii: "9") {
                    time += unit * Int64(text[index] &- UInt8(ascii: "0"))
                    unit /= 10
                    index += 1
                }
                if index == start { return nil }
            }
        }
        guard let offset = offset(text, from: index) else { return nil }
        return Moment(
            milliseconds: Int64(date.day) * dayLength + time - Int64(offset) * 60_000, offsetMinutes: offset)
    }

    package static func parse(_ bytes: [UInt8]) -> Moment? { parse(bytes.span) }

    package static func parse(_ bytes: ArraySlice<UInt8>) -> Moment? { parse(bytes.span) }

    package static func parse(_ text: String) -> Moment? { parse(Array(text.utf8).span) }

    /// `Z` or `+08:00` up to the end.
    private static func offset(_ text: Span<UInt8>, from index: Int) -> Int? {
        guard index < text.count else { return nil }
        let sign = text[index]
        if sign == UInt8(ascii: "Z") || sign == UInt8(ascii: "z") {
            return index + 1 == text.count ? 0 : nil
        }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), text.count == index + 6,
            let hours = CalendarDate.digits(text, index + 1, 2), hours < 24,
            text[index + 3] == UInt8(ascii: ":"),
            let minutes = CalendarDate.digits(text, index + 4, 2), minutes < 60
        else { return nil }
        return (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
    }

    /// Appends `2026-03-02T10:00:00+08:00`, with milliseconds where there are any.
    package func write(into bytes: inout [UInt8]) {
        date.write(into: &bytes)
        let time = timeOfDay
        bytes.append(UInt8(ascii: "T"))
        CalendarDate.write(time / 3_600_000, width: 2, into: &bytes)
        bytes.append(UInt8(ascii: ":"))
        CalendarDate.write(time / 60_000 % 60, width: 2, into: &bytes)
        bytes.append(UInt8(ascii: ":"))
        CalendarDate.write(time / 1000 % 60, width: 2, into: &bytes)
        if time % 1000 != 0 {
            bytes.append(UInt8(ascii: "."))
            CalendarDate.write(time % 1000, width: 3, into: &bytes)
        }
        if offsetMinutes == 0 {
            bytes.append(UInt8(ascii: "Z"))
            return
        }
        let offset = abs(Int(offsetMinutes))
        bytes.append(UInt8(ascii: offsetMinutes < 0 ? "-" : "+"))
        CalendarDate.write(offset / 60, width: 2, into: &bytes)
        bytes.append(UInt8(ascii: ":"))
        CalendarDate.write(offset % 60, width: 2, into: &bytes)
    }

    package var description: String {
        var bytes: [UInt8] = []
        write(into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
