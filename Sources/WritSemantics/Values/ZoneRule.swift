/// When clocks change year after year, as POSIX writes it: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct ZoneRule: Sendable {
    private enum Day: Sendable {
        /// 1 to 365; 29 February does not count.
        case withoutLeapDay(Int)
        /// 0 to 365.
        case ofYear(Int)
        /// A weekday (0 is Sunday) of a month's first to fifth week; the fifth is the last.
        case weekday(month: Int, week: Int, day: Int)
    }

    private struct Change: Sendable {
        let day: Day
        /// Seconds after midnight, by the clocks as they were.
        let time: Int
    }

    private let standard: Int
    private let summer: (offset: Int, from: Change, to: Change)?

    /// Seconds east of UTC at an instant.
    func offset(at seconds: Int64) -> Int {
        guard let summer else { return standard }
        let local = seconds + Int64(standard)
        let day = (local >= 0 ? local : local - 86_399) / 86_400
        guard let date = CalendarDate(day: Int(day)) else { return standard }
        let year = date.components.year
        let from = ZoneRule.instant(of: summer.from, in: year) - Int64(standard)
        let to = ZoneRule.instant(of: summer.to, in: year) - Int64(summer.offset)
        // South of the equator summer runs over the end of the year.
        let isSummer = from < to ? from <= seconds && seconds < to : seconds < to || from <= seconds
        return isSummer ? summer.offset : standard
    }

    /// Local seconds since 1970 of a change in a year.
    private static func instant(of change: Change, in year: Int) -> Int64 {
        let start = CalendarDate(year: year, month: 1, day: 1) ?? .first
        let day: Int
        switch change.day {
        case .ofYear(let number): day = Int(start.day) + number
        case .withoutLeapDay(let number):
            day = Int(start.day) + number - 1 + (CalendarDate.isLeap(year) && number >= 60 ? 1 : 0)
        case .weekday(let month, let week, let wanted):
            let first = CalendarDate(year: year, month: month, day: 1) ?? .first
            // `weekday` counts from Monday, the rule from Sunday.
            let ahead = (wanted + 6 - first.weekday) % 7
            var ordinal = 1 + ahead + (week - 1) * 7
            if ordinal > CalendarDate.daysInMonth(year: year, month: month) { ordinal -= 7 }
            day = Int(first.day) + ordinal - 1
        }
        return Int64(day) * 86_400 + Int64(change.time)
    }

    // MARK: - Reading

    /// Nil where the text is no such rule.
    init?(_ text: ArraySlice<UInt8>) {
        var reader = Reader(rest: text)
        guard reader.name(), let west = reader.time() else { return nil }
        standard = -west
        if reader.rest.isEmpty {
            summer = nil
            return
        }
        guard reader.name() else { return nil }
        var offset = standard + 3600
        if reader.rest.first != UInt8(ascii: ",") {
            guard let west = reader.time() else { return nil }
            offset = -west
        }
        guard let from = reader.change(), let to = reader.change(), reader.rest.isEmpty else { return nil }
        summer = (offset, from, to)
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        mutating func take(_ byte: UInt8) -> Bool {
            guard rest.first == byte else { return false }
            rest.removeFirst()
            return true
        }

        /// `CST` or `<+08>`
        mutating func name() -> Bool {
            if take(UInt8(ascii: "<")) {
                guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
                rest = rest[(end + 1)...]
                return true
            }
            let start = rest.count
            while let byte = rest.first,
                (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            {
                rest.removeFirst()
            }
            return start - rest.count >= 3
        }

        mutating func number() -> Int? {
            var value: Int?
            while let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), (value ?? 0) < 10_000 {
                value = (value ?? 0) * 10 + Int(byte - UInt8(ascii: "0"))
                rest.removeFirst()
            }
            return value
        }

        /// `-8`, `5:30`, `167`: seconds.
        mutating func time() -> Int? {
            let isNegative = take(UInt8(ascii: "-"))
            if !isNegative { _ = take(UInt8(ascii: "+")) }
            guard let hours = number(), hours <= 167 else { return nil }
            var seconds = hours * 3600
            for unit in [60, 1] where take(UInt8(ascii: ":")) {
                guard let part = number(), part < 60 else { return nil }
                seconds += part * unit
            }
            return isNegative ? -seconds : seconds
        }

        /// `,M3.5.0/3`
        mutating func change() -> Change? {
            guard take(UInt8(ascii: ",")), let day = day() else { return nil }
            guard take(UInt8(ascii: "/")) else { return Change(day: day, time: 7200) }
            return time().map { Change(day: day, time: $0) }
        }

        private mutating func day() -> Day? {
            if take(UInt8(ascii: "M")) {
                guard let month = number(), take(UInt8(ascii: ".")), let week = number(), take(UInt8(ascii: ".")),
                    let day = number(),
                    (1...12).contains(month), (1...5).contains(week), (0...6).contains(day)
                else { return nil }
                return .weekday(month: month, week: week, day: day)
            }
            if take(UInt8(ascii: "J")) {
                return number().flatMap { (1...365).contains($0) ? .withoutLeapDay($0) : nil }
            }
            return number().flatMap { (0...365).contains($0) ? .ofYear($0) : nil }
        }
    }
}
