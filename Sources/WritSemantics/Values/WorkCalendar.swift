package import WritLanguage

/// Which days an office works, compiled from a `calendar` declaration.
///
/// A week repeats; holidays and make-up working days are the exceptions, kept as ranges with a running count, so that
/// counting and adding working days take logarithmic time however far apart the days are.
package struct WorkCalendar: Sendable {
    /// Days on which the week's own pattern does not hold.
    private struct Exception: Sendable {
        let first: Int32
        let last: Int32
        let isWorking: Bool
        /// Working days in all earlier exceptions, less those that the week's pattern gives for them.
        let surplus: Int
    }

    package let identity: Identity
    /// Bit 0 is Monday; a set bit is a day off.
    package let weekend: UInt8
    package let roll: CalendarDeclaration.Roll
    /// Outside of it the holidays are not published yet; absent where the calendar says nothing about it.
    package let covered: ClosedRange<CalendarDate>?
    /// The holidays that have a title, in the order of their days.
    package let holidays: [Holiday]

    /// Days off with a title, such as 春节.
    package struct Holiday: Sendable, Equatable {
        package let title: String
        package let days: ClosedRange<CalendarDate>

        package init(title: String, days: ClosedRange<CalendarDate>) {
            self.title = title
            self.days = days
        }
    }
    /// By whose clocks days begin; absent where the calendar does not say.
    package let zone: Zone?
    private let exceptions: [Exception]

    /// A day that is both a holiday and a working day counts as a working day.
    package init(
        identity: Identity, weekend: Set<Int>, holidays: [ClosedRange<CalendarDate>],
        workdays: [ClosedRange<CalendarDate>], roll: CalendarDeclaration.Roll, covered: ClosedRange<CalendarDate>?,
        titled: [Holiday] = [], zone: Zone? = nil
    ) {
        self.holidays = titled.sorted { $0.days.lowerBound < $1.days.lowerBound }
        self.identity = identity
        self.roll = roll
        self.covered = covered
        self.zone = zone
        var mask: UInt8 = 0
        for day in weekend where day >= 0 && day < 7 { mask |= 1 << UInt8(day) }
        self.weekend = mask
        let working = WorkCalendar.merged(workdays.map { (Int($0.lowerBound.day), Int($0.upperBound.day)) })
        let off = WorkCalendar.merged(holidays.map { (Int($0.lowerBound.day), Int($0.upperBound.day)) })
        var pieces = working.map { (first: $0.0, last: $0.1, isWorking: true) }
        var next = 0
        for (first, last) in off {
            var start = first
            while next < working.count, working[next].1 < start { next += 1 }
            var cursor = next
            while cursor < working.count, working[cursor].0 <= last {
                if working[cursor].0 > start { pieces.append((start, working[cursor].0 - 1, false)) }
                start = max(start, working[cursor].1 + 1)
                cursor += 1
            }
            if start <= last { pieces.append((start, last, false)) }
        }
        pieces.sort { $0.first < $1.first }
        var exceptions: [Exception] = []
        exceptions.reserveCapacity(pieces.count)
        var surplus = 0
        for piece in pieces {
            exceptions.append(
                Exception(
                    first: Int32(truncatingIfNeeded: piece.first), last: Int32(truncatingIfNeeded: piece.last),
                    isWorking: piece.isWorking, surplus: surplus))
            let regular = WorkCalendar.weekly(mask, upTo: piece.last) - WorkCalendar.weekly(mask, upTo: piece.first - 1)
            surplus += (piece.isWorking ? piece.last - piece.first + 1 : 0) - regular
        }
        self.exceptions = exceptions
    }

    /// Sorted, without overlaps.
    private static func merged(_ ranges: [(Int, Int)]) -> [(Int, Int)] {
        var result: [(Int, Int)] = []
        for range in ranges.sorted(by: { $0.0 < $1.0 }) {
            if let last = result.last, range.0 <= last.1 + 1 {
                result[result.count - 1].1 = max(last.1, range.1)
            } else {
                result.append(range)
            }
        }
        return result
    }

    /// Days from 0001-01-01 (a Monday) to `day` that the week's pattern makes working days.
    private static func weekly(_ weekend: UInt8, upTo day: Int) -> Int {
        let count = day + 719_163
        let working = ~weekend & 0x7F
        let partial = working & UInt8(truncatingIfNeeded: (1 << (count % 7)) - 1)
        return count / 7 * working.nonzeroBitCount + partial.nonzeroBitCount
    }

    /// The number of exceptions that begin on or before a day.
    private func exceptionsBegun(by day: Int32) -> Int {
        var low = 0
        var high = exceptions.count
        while low < high {
            let middle = (low + high) / 2
            if exceptions[middle].first <= day { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Working days from the beginning of time to `day`.
    private func count(upTo day: Int) -> Int {
        let weekly = WorkCalendar.weekly(weekend, upTo: day)
        let begun = exceptionsBegun(by: Int32(truncatingIfNeeded: day))
        if begun == 0 { return weekly }
        let exception = exceptions[begun - 1]
        let first = Int(exception.first)
        let end = min(Int(exception.last), day)
        let regular = WorkCalendar.weekly(weekend, upTo: end) - WorkCalendar.weekly(weekend, upTo: first - 1)
        return weekly + exception.surplus + (exception.isWorking ? end - first + 1 : 0) - regular
    }

    package func isWorkingDay(_ date: CalendarDate) -> Bool {
        let begun = exceptionsBegun(by: date.day)
        if begun > 0, exceptions[begun - 1].last >= date.day { return exceptions[begun - 1].isWorking }
        return weekend & (1 << UInt8(truncatingIfNeeded: date.weekday)) == 0
    }

    /// Whether a day is one of a holiday, and not a make-up day within it.
    package func isHoliday(_ date: CalendarDate) -> Bool {
        let begun = exceptionsBegun(by: date.day)
        return begun > 0 && exceptions[begun - 1].last >= date.day && !exceptions[begun - 1].isWorking
    }

    /// The days on which the week's pattern does not hold, in order: holidays, and make-up days.
    package var exceptionalDays: [(days: ClosedRange<Int32>, isWorking: Bool)] {
        exceptions.map { ($0.first...$0.last, $0.isWorking) }
    }

    /// Whether both have the same working days and the same holidays.
    package func worksLike(_ other: WorkCalendar) -> Bool {
        if weekend != other.weekend { return false }
        return (exceptions + other.exceptions).allSatisfy { exception in
            (exception.first...exception.last).allSatisfy { day in
                guard let date = CalendarDate(day: Int(day)) else { return true }
                return isWorkingDay(date) == other.isWorkingDay(date) && isHoliday(date) == other.isHoliday(date)
            }
        }
    }

    /// The most days in a row that hold no working day; nothing where there is no end of them.
    package var longestRest: Int? {
        if weekend & 0x7F == 0x7F { return nil }
        // A week's days off, and as many again on either side of each run of exceptions.
        var longest = 0
        var run = 0
        var end: Int32?
        for exception in exceptions where !exception.isWorking {
            let length = Int(exception.last) - Int(exception.first) + 1
            let isNear = end.map { Int(exception.first) - Int($0) <= 7 } ?? false
            run = isNear ? run + 7 + length : length
            end = exception.last
            longest = max(longest, run)
        }
        return longest + 14
    }

    /// Working days after `from` up to and including `to`; negative where `to` is earlier.
    package func workingDays(from: CalendarDate, to: CalendarDate) -> Int {
        count(upTo: Int(to.day)) - count(upTo: Int(from.day))
    }

    /// The working day that is so many working days after (before, if negative) a date, the date itself not counted.
    /// For 0 it is the date. `nil` where the calendar has no such day.
    package func adding(workingDays: Int, to date: CalendarDate) -> CalendarDate? {
        if workingDays == 0 { return date }
        guard abs(workingDays) <= 4_000_000 else { return nil }
        let start = Int(date.day)
        let firstDay = Int(CalendarDate.first.day)
        let lastDay = Int(CalendarDate.last.day)
        var step = abs(workingDays) * 2 + 8
        if workingDays > 0 {
            let target = count(upTo: start) + workingDays
            var low = start
            var high = min(lastDay, start + step)
            while count(upTo: high) < target {
                if high == lastDay { return nil }
                low = high
                step *= 2
                high = min(lastDay, high + step)
            }
            // The first day by which the target is reached lies in low+1…high.
            while low + 1 < high {
                let middle = (low + high) / 2
                if count(upTo: middle) >= target { high = middle } else { low = middle }
            }
            return CalendarDate(day: high)
        }
        // The last day before which fewer than `target` working days lie.
        let target = count(upTo: start - 1) + workingDays + 1
        guard target > 0 else { return nil }
        var high = start
        var low = max(firstDay, start - step)
        while count(upTo: low - 1) >= target {
            if low == firstDay { return nil }
            high = low
            step *= 2
            low = max(firstDay, low - step)
        }
        while low + 1 < high {
            let middle = (low + high) / 2
            if count(upTo: middle - 1) < target { low = middle } else { high = middle }
        }
        return CalendarDate(day: low)
    }

    /// The date itself if it is a working day, otherwise the next one.
    package func nextWorkingDay(onOrAfter date: CalendarDate) -> CalendarDate? {
        isWorkingDay(date) ? date : adding(workingDays: 1, to: date)
    }

    /// The date itself if it is a working day, otherwise the one before it.
    package func previousWorkingDay(onOrBefore date: CalendarDate) -> CalendarDate? {
        isWorkingDay(date) ? date : adding(workingDays: -1, to: date)
    }

    /// Where deadlines go that say for themselves how they move.
    package func roll(_ rolling: DeadlineRolling) -> CalendarDeclaration.Roll {
        switch rolling {
        case .calendar: roll
        case .notice: roll == .none ? .none : .backward
        case .forward: .forward
        case .backward: .backward
        case .not: .none
        }
    }

    /// A deadline as the calendar moves it: `nil` where there is no working day to move it to.
    package func rolled(_ date: CalendarDate, _ rolling: DeadlineRolling = .calendar) -> CalendarDate? {
        rolled(date, self.roll(rolling))
    }

    package func rolled(_ date: CalendarDate, _ roll: CalendarDeclaration.Roll) -> CalendarDate? {
        switch roll {
        case .none: date
        case .forward: nextWorkingDay(onOrAfter: date)
        case .backward: previousWorkingDay(onOrBefore: date)
        }
    }

    /// Whether the calendar knows the holidays of a day.
    package func covers(_ date: CalendarDate) -> Bool { covered?.contains(date) ?? true }

    /// The first year whose holidays must be published before anything can be said of the days between two, both included.
    /// Nil where all of them are.
    package func unpublishedYear(from first: CalendarDate, through last: CalendarDate) -> Int? {
        guard first <= last, let covered else { return nil }
        if !covered.contains(first) { return first.components.year }
        if covered.contains(last) { return nil }
        return covered.upperBound.addingDays(1)?.components.year
    }

    /// What `adding(workingDays:to:)` counts on, as far as it is not published.
    package func unpublishedYear(adding workingDays: Int, to date: CalendarDate) -> Int? {
        guard covered != nil, workingDays != 0, let end = adding(workingDays: workingDays, to: date) else { return nil }
        if workingDays > 0 { return date.addingDays(1).flatMap { unpublishedYear(from: $0, through: end) } }
        return date.addingDays(-1).flatMap { unpublishedYear(from: end, through: $0) }
    }

    /// What `workingDays(from:to:)` counts on, as far as it is not published.
    package func unpublishedYear(countingFrom from: CalendarDate, to: CalendarDate) -> Int? {
        guard covered != nil, from != to else { return nil }
        let (low, high) = from < to ? (from, to) : (to, from)
        return low.addingDays(1).flatMap { unpublishedYear(from: $0, through: high) }
    }

    /// What `rolled(_:)` rests on, as far as it is not published.
    package func unpublishedYear(rolling date: CalendarDate, _ rolling: DeadlineRolling = .calendar) -> Int? {
        guard covered != nil, roll(rolling) != .none, let end = rolled(date, rolling) else { return nil }
        return unpublishedYear(from: min(date, end), through: max(date, end))
    }
}
