import WritSemantics

/// How many rows of a log lie on each day, to tell its last day from days that somebody mistyped.
struct LogDays {
    /// Beyond the days of its first rows and so many on either side, days are kept one by one.
    private static let reach = 8_192
    /// What lies farther than this behind all other rows is not where a log ends.
    private static let gap = 90

    private var origin: Int?
    private var near: [Int32] = []
    private var far: [Int: Int32] = [:]
    private var count = 0
    /// The row that is last of all.
    private(set) var last: (day: CalendarDate, line: Int)?

    mutating func add(_ day: CalendarDate, line: Int) {
        let number = Int(day.day)
        let start = origin ?? number - LogDays.reach
        if origin == nil {
            origin = start
            near = [Int32](repeating: 0, count: 2 * LogDays.reach)
        }
        count += 1
        if near.indices.contains(number - start) { near[number - start] += 1 } else { far[number, default: 0] += 1 }
        if last.map({ $0.day < day }) ?? true { last = (day, line) }
    }

    /// The last day of the log without the rows that lie far behind all others, where these are one in a hundred at most.
    var lastOfMost: CalendarDate? {
        guard let last else { return nil }
        let start = origin ?? 0
        let days =
            far.map { (day: $0.key, count: Int($0.value)) }
            + near.indices.lazy.filter { near[$0] > 0 }.map { (day: start + $0, count: Int(near[$0])) }
        let ordered = days.sorted { $1.day < $0.day }
        var behind = 0
        for (later, earlier) in zip(ordered, ordered.dropFirst()) {
            behind += later.count
            if behind * 100 > count { break }
            if later.day - earlier.day > LogDays.gap {
                return CalendarDate(day: earlier.day) ?? last.day
            }
        }
        return last.day
    }
}
