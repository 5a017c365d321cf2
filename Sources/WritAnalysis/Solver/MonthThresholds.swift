internal import WritSemantics

/// Whole months between two days are never many numbers to a proof: rules ask whether they are at least so many. And they are just
/// where the later day does not lie before the day so many months after the earlier one, which is a function of one day.
extension FormulaStore {
    /// That a count of months agrees with its days at every edge of the comparisons that it takes part in.
    ///
    /// - Parameters:
    ///   - bounds: numbers that the count is compared with: it is at most that.
    ///   - others: the functions that the question speaks of. A day that is counted by the rules as well is the same day.
    mutating func monthThresholds(
        _ function: OpaqueFunction, at bounds: Set<Int>, besides others: [OpaqueFunction]
    ) -> Formula {
        let (from, to) = (function.arguments[0], function.arguments[1])
        let count = Linear(variable: function.result)
        var parts: [Formula] = []
        for bound in bounds.sorted() where abs(bound) < Self.mostMonths {
            if bound >= 0 {
                // More than so many, forwards.
                let isMore = !atMostZero(count - Linear(constant: Rational(bound)))
                let reached = monthsReached(from, bound + 1, others, &parts)
                parts.append(same(isMore, atMostZero(reached - to)))
            } else {
                // At most so many, below zero: as many backwards.
                let isLess = atMostZero(count - Linear(constant: Rational(bound)))
                let reached = monthsReached(to, -bound, others, &parts)
                parts.append(same(isLess, atMostZero(reached - from)))
            }
        }
        return all(parts)
    }

    /// Beyond, no month of the calendar is reached.
    private static let mostMonths = 120_000

    /// The day so many months after another, and the day behind the last where the calendar ends before.
    private mutating func monthsReached(
        _ day: Linear, _ months: Int, _ others: [OpaqueFunction], _ parts: inout [Formula]
    ) -> Linear {
        let behind = CaseSpace.latest + .one
        let arguments = [day, Linear(constant: Rational(months))]
        let (result, isNew) = apply(
            .monthsReached, arguments, isInteger: true, lower: CaseSpace.earliest, upper: behind)
        let value = Linear(variable: result)
        let isBehind = atMostZero(Linear(constant: behind) - value)
        for other in others where other.kind == .monthsAfter && other.arguments == arguments {
            let isSame = isZero(value - Linear(variable: other.result))
            parts.append(or(isBehind, isSame))
        }
        if isNew {
            let distance = MonthLengths.days(in: months)
            let rest = value - day
            let far = atMostZero(rest - Linear(constant: Rational(distance.upperBound)))
            let near = atMostZero(Linear(constant: Rational(distance.lowerBound)) - rest)
            constrain(number: result, far)
            constrain(number: result, or(isBehind, near))
            // The last day from which the calendar holds so many months.
            let last =
                CalendarDate.last.addingMonths(-months).map { Rational(Int($0.day)) } ?? CaseSpace.earliest - .one
            let isLate = !atMostZero(day - Linear(constant: last))
            constrain(number: result, same(isBehind, isLate))
        }
        return value
    }
}

/// How far so many months reach, in days: bounds that the search starts from before it asks the calendar.
///
/// In 400 years 4,800 months have 146,097 days, and then they come round again. So the bounds are exact: each is reached by some
/// month of those.
enum MonthLengths {
    static func days(in months: Int) -> ClosedRange<Int> {
        let (rounds, rest) = months.quotientAndRemainder(dividingBy: 4_800)
        var (least, most) = (Int.max, Int.min)
        for month in 0..<4_800 {
            let reached = month + rest
            let distance = start(reached) - start(month)
            // A day that the other month has not becomes its last.
            let lost = max(0, start(month + 1) - start(month) - (start(reached + 1) - start(reached)))
            least = min(least, distance - lost)
            most = max(most, distance)
        }
        return least + rounds * 146_097...most + rounds * 146_097
    }

    /// The days before a month, counted from the beginning of a year after which 400 come round again.
    private static func start(_ month: Int) -> Int {
        let year = month >= 0 ? month / 12 : (month - 11) / 12
        let number = month - year * 12
        // The year 1 after the beginning is the first of a round.
        func rounded(_ size: Int) -> Int { year >= 0 ? year / size : (year - size + 1) / size }
        let leap = rounded(4) - rounded(100) + rounded(400)
        let isLeap = isLeapYear(year + 1)
        let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][number]
        return year * 365 + leap + before + (isLeap && number > 1 ? 1 : 0)
    }

    private static func isLeapYear(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
}
