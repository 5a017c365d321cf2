package import WritSemantics

/// Which stands first where a table writes days as `3/2/2026`: the text itself does not tell.
package enum DateOrder: String, Sendable, CaseIterable {
    /// Month, day, year.
    case mdy
    /// Day, month, year.
    case dmy
}

/// A day as office programs write it in a table, with what follows it: `2026-03-02`, `2026/3/2`, `2026.3.2`, `20260302`,
/// `2026年3月2日`, `2026-03-02T00:00:00.000`, `2026-03-02 10:00`, `3/2/2026 10:00 AM`.
package struct CellDate {
    package let day: CalendarDate
    /// Milliseconds since midnight, where a time of day is written.
    package private(set) var time: Int64?
    /// Minutes east of UTC, where an offset is written.
    package private(set) var offset: Int?

    /// Why a text is none.
    package enum Refusal: Error, Equatable {
        case notADay
        /// `3/2/2026`, and nobody said which is the month.
        case unknownOrder
        /// The number by which a spreadsheet keeps a day.
        case serialNumber
    }

    package static func read(_ text: String, order: DateOrder?) throws(Refusal) -> CellDate {
        var scanner = Scanner(bytes: Array(CellText.narrowed(text).utf8))
        var date = CellDate(day: try scanner.day(order))
        if scanner.isAtEnd { return date }
        guard scanner.passesTimeMark(), let time = scanner.time() else { throw .notADay }
        date.time = time
        if !scanner.isAtEnd {
            guard let offset = scanner.offset(), scanner.isAtEnd else { throw .notADay }
            date.offset = offset
        }
        return date
    }

    private init(day: CalendarDate) { self.day = day }

    /// The instant that it names; nil where no time of day is written, or where it lies outside of the calendar.
    /// - Parameter assumed: the offset in minutes where none is written.
    package func moment(assuming assumed: Int = 0) -> Moment? {
        guard let time else { return nil }
        let offset = offset ?? assumed
        return Moment(
            milliseconds: Int64(day.day) * 86_400_000 + time - Int64(offset) * 60_000, offsetMinutes: offset)
    }

    private struct Scanner {
        let bytes: [UInt8]
        var at = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        var isAtEnd: Bool { at == bytes.count }

        private mutating func passes(_ text: String) -> Bool {
            guard bytes[at...].starts(with: text.utf8) else { return false }
            at += text.utf8.count
            return true
        }

        private mutating func passesAny(_ texts: [String]) -> String? {
            for text in texts where passes(text) { return text }
            return nil
        }

        /// Digits, and how many of them there are.
        private mutating func number(upTo most: Int) -> (value: Int, digits: Int)? {
            var value = 0
            let start = at
            while at < bytes.count, at - start < most, bytes[at] &- UInt8(ascii: "0") < 10 {
                value = value * 10 + Int(bytes[at] &- UInt8(ascii: "0"))
                at += 1
            }
            return at > start ? (value, at - start) : nil
        }

        mutating func day(_ order: DateOrder?) throws(Refusal) -> CalendarDate {
            guard let first = number(upTo: 8) else { throw .notADay }
            if first.digits == 8 {
                return try Self.date(first.value / 10000, first.value / 100 % 100, first.value % 100)
            }
            // From 1900 to 9999 spreadsheets count up to 2,958,465 days, parts of a day behind the point.
            if isAtEnd || bytes[at] == UInt8(ascii: "."), (4...7).contains(first.digits) {
                let dot = at
                if isAtEnd { throw .serialNumber }
                at += 1
                _ = number(upTo: 18)
                if isAtEnd { throw .serialNumber }
                at = dot
            }
            guard let separator = passesAny(["-", "/", ".", "年"]), let second = number(upTo: 2) else { throw .notADay }
            guard passes(separator == "年" ? "月" : separator), let third = number(upTo: 4) else { throw .notADay }
            if separator == "年", passesAny(["日", "号"]) == nil { throw .notADay }
            if first.digits == 4, third.digits <= 2 { return try Self.date(first.value, second.value, third.value) }
            guard first.digits <= 2, third.digits == 4, separator != "年" else { throw .notADay }
            switch order {
            case nil: throw .unknownOrder
            case .mdy?: return try Self.date(third.value, first.value, second.value)
            case .dmy?: return try Self.date(third.value, second.value, first.value)
            }
        }

        private static func date(_ year: Int, _ month: Int, _ day: Int) throws(Refusal) -> CalendarDate {
            guard let date = CalendarDate(year: year, month: month, day: day) else { throw .notADay }
            return date
        }

        /// `T` or blanks between day and time; after `日` nothing need stand there.
        mutating func passesTimeMark() -> Bool {
            if passesAny(["T", "t"]) != nil { return true }
            let start = at
            while passes(" ") {}
            return at > start || bytes[..<at].suffix(3).elementsEqual("日".utf8)
        }

        /// `10:00`, `10:00:30.250`, `10时00分`, each with `AM` or `PM` behind it where that is meant.
        mutating func time() -> Int64? {
            guard var hour = number(upTo: 2)?.value, let separator = passesAny([":", "时", "点"]),
                let minute = number(upTo: 2), minute.digits == 2, minute.value < 60
            else { return nil }
            if separator != ":", !passes("分") { return nil }
            var rest: Int64 = 0
            if separator == ":" ? passes(":") : !isAtEnd {
                guard let second = number(upTo: 2), second.digits == 2, second.value <= 60 else { return nil }
                rest = Int64(second.value) * 1000
                if passes(".") {
                    guard let fraction = fraction() else { return nil }
                    rest += fraction
                }
                if separator != ":", !passes("秒") { return nil }
            }
            let mark = at
            while passes(" ") {}
            if let half = passesAny(["AM", "am", "PM", "pm"]) {
                guard (1...12).contains(hour) else { return nil }
                hour = hour % 12 + (half.lowercased() == "pm" ? 12 : 0)
            } else {
                at = mark
            }
            return hour < 24 ? Int64(hour * 60 + minute.value) * 60_000 + rest : nil
        }

        /// Milliseconds; what is finer is cut off.
        private mutating func fraction() -> Int64? {
            var value: Int64 = 0
            var unit: Int64 = 100
            let start = at
            while at < bytes.count, bytes[at] &- UInt8(ascii: "0") < 10 {
                value += unit * Int64(bytes[at] &- UInt8(ascii: "0"))
                unit /= 10
                at += 1
            }
            return at > start ? value : nil
        }

        /// `Z`, `+08:00`, `+0800` or `+08`, perhaps behind a blank.
        mutating func offset() -> Int? {
            while passes(" ") {}
            if passesAny(["Z", "z"]) != nil { return 0 }
            guard let sign = passesAny(["+", "-"]), let hours = number(upTo: 2), hours.digits == 2, hours.value < 24
            else { return nil }
            _ = passes(":")
            var minutes = 0
            if !isAtEnd {
                guard let written = number(upTo: 2), written.digits == 2, written.value < 60 else { return nil }
                minutes = written.value
            } else if bytes.last == UInt8(ascii: ":") {
                return nil
            }
            return (sign == "-" ? -1 : 1) * (hours.value * 60 + minutes)
        }
    }
}
