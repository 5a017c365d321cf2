import WritLanguage
import WritSemantics

/// One thing that a record tells to have happened, as obligations see it. Each obligation keeps some of them, so that they are
/// handed on and not copied.
final class ActEvent: Sendable {
    /// Where only the day is known, its beginning.
    let at: Moment
    let isDay: Bool
    /// Numbers of acts in the plan, in their order: approving the last step is also the approval of the document. Empty for
    /// what no obligation names.
    let acts: [Int32]
    let person: PersonName?
    /// The row of the log.
    let line: Int?

    init(at: Moment, isDay: Bool = false, acts: [Int32], person: PersonName? = nil, line: Int? = nil) {
        self.at = at
        self.isDay = isDay
        self.acts = acts
        self.person = person
        self.line = line
    }

    /// What happened on a day; nil where the calendar does not reach so far.
    convenience init?(on day: CalendarDate, acts: [Int32]) {
        guard let start = Moment(milliseconds: Int64(day.day) * 86_400_000, offsetMinutes: 0) else { return nil }
        self.init(at: start, isDay: true, acts: acts)
    }

    var start: StepClock.Start { isDay ? .day(at.date) : .moment(at) }

    /// Whether the record leaves no doubt that this came first.
    func isBefore(_ other: ActEvent) -> Bool {
        isDay || other.isDay ? at.date < other.at.date : at.milliseconds < other.at.milliseconds
    }
}
