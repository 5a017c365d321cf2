import WritSemantics

/// How long a case waited for whom.
struct LogWait: Sendable {
    /// The declared step of the chain.
    let step: Int
    /// What the log calls the person; nobody where it does not say.
    let person: Int32
    let minutes: Int
}

/// Where cases wait, for how long, and how it was month by month.
///
/// A step's time runs from the moment when its turn came, the steps before it being signed, to the decision on it. Memory does
/// not grow with the number of cases: lengths are counted, and beyond so many persons the rest are taken together.
package struct LogWaits: Sendable {
    /// A step and a person who decided on it.
    package struct Hand: Hashable, Sendable {
        package let step: Int
        /// Nil for all those whom there was no more room for.
        package let person: String?
    }
    /// Cases that wait at a step now.
    package struct Standing: Sendable {
        package var waits = DurationCounts()
        /// The one that has waited longest.
        package var longest: (id: String, minutes: Int)?
    }
    /// Cases that began in a month.
    package struct Month: Sendable {
        package var cases = 0
        package var casesWithProblems = 0
        /// From the first event to the approval, of those that are approved.
        package var durations = DurationCounts()
    }

    /// So many pairs of a step and a person are told apart.
    static let handLimit = 2_000
    /// So many months are told apart; a log with more has dates that are wrong.
    static let monthLimit = 1_200

    /// By declared step.
    package private(set) var steps: [Int: DurationCounts] = [:]
    package private(set) var hands: [Hand: DurationCounts] = [:]
    package private(set) var standing: [Int: Standing] = [:]
    /// By year times 12 and month.
    package private(set) var months: [Int: Month] = [:]
    /// From the first event of a case to its approval.
    package private(set) var durations = DurationCounts()
    /// Whether the log tells days only.
    package private(set) var isByDay = true

    mutating func add(_ result: LogResult) {
        let verdict = result.verdict
        if isByDay, verdict.events.contains(where: { $0.at.timeOfDay != 0 }) { isByDay = false }
        for wait in verdict.waits {
            steps[wait.step, default: DurationCounts()].add(wait.minutes)
            guard wait.person != LogEvent.none else { continue }
            var hand = Hand(step: wait.step, person: result.texts.persons.text(wait.person))
            if hands[hand] == nil, hands.count >= LogWaits.handLimit { hand = Hand(step: wait.step, person: nil) }
            hands[hand, default: DurationCounts()].add(wait.minutes)
        }
        for (step, minutes) in verdict.standing {
            standing[step, default: Standing()].waits.add(minutes)
            if standing[step]?.longest.map({ $0.minutes < minutes }) ?? true {
                standing[step]?.longest = (result.name, minutes)
            }
        }
        guard let first = verdict.first else { return }
        let parts = first.date.components
        let key = parts.year * 12 + parts.month - 1
        guard months[key] != nil || months.count < LogWaits.monthLimit else { return }
        months[key, default: Month()].cases += 1
        if !result.found.isEmpty { months[key]?.casesWithProblems += 1 }
        if let approved = verdict.approvedAt, let minutes = LogWaits.minutes(from: first, to: approved) {
            durations.add(minutes)
            months[key]?.durations.add(minutes)
        }
    }

    /// Nil where the later one comes first.
    static func minutes(from first: Moment, to last: Moment) -> Int? {
        let length = last.milliseconds - first.milliseconds
        return length < 0 ? nil : Int(length / 60_000)
    }

    /// The part of all waiting that is at a step, in thousandths.
    package func share(of step: Int) -> Int {
        let all = steps.values.reduce(0.0) { $0 + Double($1.minutes) }
        guard all > 0, let own = steps[step] else { return 0 }
        return Int((Double(own.minutes) / all * 1000).rounded())
    }

    /// The step at which most of the waiting is.
    package var bottleneck: Int? {
        steps.max { ($0.value.minutes, -$0.key) < ($1.value.minutes, -$1.key) }.flatMap {
            $0.value.minutes > 0 ? $0.key : nil
        }
    }
}
