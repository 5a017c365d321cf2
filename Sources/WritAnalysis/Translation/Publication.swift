import WritLanguage
import WritSemantics

/// Whether the holidays are published on which working days and moved deadlines rest.
///
/// The checks look at a rulebook as if those to come were: that some are not yet is told by a check of its own. Versions
/// are compared as they are, because a case is open where one of them lacks a year.
extension Translator {
    private func covered(_ calendar: Int) -> ClosedRange<CalendarDate>? {
        asksWhatIsPublished ? space.calendars[calendar].covered : nil
    }

    /// For the working day that is so many after a date.
    func isPublished(_ date: Linear, moved count: Linear, to end: Linear, _ calendar: Int) -> Formula {
        guard let covered = covered(calendar) else { return .yes }
        let forward = isPublished(after: date, through: end, covered)
        let backward = isPublished(from: end, before: date, covered)
        let isBackward = space.store.atMostZero(count, isStrict: true)
        return space.store.all([
            space.store.or(isBackward, space.store.or(space.store.isZero(count), forward)),
            space.store.or(!isBackward, backward),
        ])
    }

    /// For the working days between two dates.
    func isPublished(between from: Linear, _ to: Linear, _ calendar: Int) -> Formula {
        guard let covered = covered(calendar) else { return .yes }
        let isBackward = space.store.atMostZero(to - from, isStrict: true)
        let isSame = space.store.isZero(to - from)
        return space.store.all([
            space.store.any([isBackward, isSame, isPublished(after: from, through: to, covered)]),
            space.store.or(!isBackward, isPublished(after: to, through: from, covered)),
        ])
    }

    /// For a deadline that is moved from a day off.
    func isPublished(rolled date: Linear, to end: Linear, _ calendar: Int) -> Formula {
        guard let covered = covered(calendar) else { return .yes }
        let (first, last) = (Rational(Int(covered.lowerBound.day)), Rational(Int(covered.upperBound.day)))
        return space.store.all([date, end].flatMap { [isAtLeast($0, first), isAtMost($0, last)] })
    }

    private func isPublished(
        after date: Linear, through end: Linear, _ covered: ClosedRange<CalendarDate>
    ) -> Formula {
        space.store.and(
            isAtLeast(date, Rational(Int(covered.lowerBound.day) - 1)),
            isAtMost(end, Rational(Int(covered.upperBound.day))))
    }

    private func isPublished(
        from start: Linear, before date: Linear, _ covered: ClosedRange<CalendarDate>
    ) -> Formula {
        space.store.and(
            isAtLeast(start, Rational(Int(covered.lowerBound.day))),
            isAtMost(date, Rational(Int(covered.upperBound.day) + 1)))
    }
}
