/// Lengths of time, counted: as many counters as there are different lengths, told apart to the minute up to a week, to the
/// hour up to 90 days, and to the day beyond. Quantiles are exact to that grain, whatever the number of lengths.
package struct DurationCounts: Sendable {
    private static let day = 24 * 60
    private static let week = 7 * day
    private static let quarter = 90 * day
    /// What lasts longer counts as so many days: a hundred years.
    private static let longest = 36_525

    /// By number of the bucket.
    private var counts: [Int32: Int] = [:]
    package private(set) var count = 0
    /// Of all lengths together, exact.
    package private(set) var minutes = 0

    package init() {}

    /// - Parameter minutes: not negative.
    package mutating func add(_ minutes: Int) {
        let minutes = max(0, minutes)
        counts[DurationCounts.bucket(of: minutes), default: 0] += 1
        count += 1
        self.minutes = self.minutes.addingReportingOverflow(minutes).partialValue
    }

    package mutating func add(_ other: DurationCounts) {
        counts.merge(other.counts, uniquingKeysWith: +)
        count += other.count
        minutes = minutes.addingReportingOverflow(other.minutes).partialValue
    }

    /// The shortest length, in minutes, such that so large a part of all lengths is no longer; nil where there are none.
    package func quantile(_ part: Double) -> Int? {
        guard count > 0 else { return nil }
        var left = max(1, Int((Double(count) * part).rounded(.up)))
        for (bucket, number) in counts.sorted(by: { $0.key < $1.key }) {
            left -= number
            if left <= 0 { return DurationCounts.minutes(of: bucket) }
        }
        return nil
    }

    package var median: Int? { quantile(0.5) }

    private static func bucket(of minutes: Int) -> Int32 {
        if minutes < week { return Int32(truncatingIfNeeded: minutes) }
        if minutes < quarter { return Int32(truncatingIfNeeded: week + (minutes - week) / 60) }
        let hours = (quarter - week) / 60
        return Int32(truncatingIfNeeded: week + hours + min(longest, (minutes - quarter) / day))
    }

    /// The least length of a bucket.
    private static func minutes(of bucket: Int32) -> Int {
        let number = Int(bucket)
        let hours = (quarter - week) / 60
        if number < week { return number }
        if number < week + hours { return week + (number - week) * 60 }
        return quarter + (number - week - hours) * day
    }
}
