package import WritLanguage

/// A stretch of days that a report covers, as people write it: `2026-03`, `2026-W10`, `2026-Q1`, `2026-H1`, `2026`, `2026-03-02` or
/// `2026-03-01..2026-03-15`.
package struct ReportingPeriod: Sendable, Equatable {
    package let days: ClosedRange<CalendarDate>
    /// Nothing for a day or for a stretch that is given by its ends.
    package let length: CalendarPeriod?

    package init?(_ text: String) {
        if let (first, last) = Self.ends(text) {
            guard let start = CalendarDate.parse(first), let end = CalendarDate.parse(last), start <= end else {
                return nil
            }
            days = start...end
            length = nil
            return
        }
        if let day = CalendarDate.parse(text) {
            days = day...day
            length = nil
            return
        }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, first.utf8.count == 4, let year = Int(first) else { return nil }
        var found: (start: CalendarDate?, length: CalendarPeriod)
        switch parts.count {
        case 1: found = (CalendarDate(year: year, month: 1, day: 1), .year)
        case 2:
            let part = parts[1].uppercased()
            if part.hasPrefix("W"), let week = Self.number(part.dropFirst(), digits: 2) {
                found = (Self.week(week, of: year), .week)
            } else if part.hasPrefix("Q"), let quarter = Self.number(part.dropFirst(), digits: 1), 1...4 ~= quarter {
                found = (CalendarDate(year: year, month: quarter * 3 - 2, day: 1), .quarter)
            } else if part.hasPrefix("H"), let half = Self.number(part.dropFirst(), digits: 1), 1...2 ~= half {
                found = (CalendarDate(year: year, month: half * 6 - 5, day: 1), .halfYear)
            } else if let month = Self.number(part[...], digits: 2), 1...12 ~= month {
                found = (CalendarDate(year: year, month: month, day: 1), .month)
            } else {
                return nil
            }
        default: return nil
        }
        guard let start = found.start, let end = start.edge(of: found.length, isFirst: false) else { return nil }
        days = start...end
        length = found.length
    }

    private static func ends(_ text: String) -> (String, String)? {
        let bytes = Array(text.utf8)
        guard
            let dots = bytes.indices.dropLast().first(where: {
                bytes[$0] == UInt8(ascii: ".") && bytes[$0 + 1] == UInt8(ascii: ".")
            })
        else {
            return nil
        }
        return (String(decoding: bytes[..<dots], as: UTF8.self), String(decoding: bytes[(dots + 2)...], as: UTF8.self))
    }

    private static func number(_ text: Substring, digits: Int) -> Int? {
        text.utf8.count == digits && text.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 } ? Int(text) : nil
    }

    /// The Monday of a week; the first week of a year is that of 4 January.
    private static func week(_ number: Int, of year: Int) -> CalendarDate? {
        guard number >= 1, let fourth = CalendarDate(year: year, month: 1, day: 4),
            let start = fourth.edge(of: .week, isFirst: true)?.addingDays((number - 1) * 7),
            // The week belongs to the year of its Thursday.
            start.addingDays(3)?.components.year == year
        else { return nil }
        return start
    }
}
