import WritSemantics

/// Cases in which the same happened in the same order, where nothing else counts: they come to the same, each with its own events.
///
/// It serves only where no obligation has a condition, a period, days from or to which it is in force, or is about persons, and
/// where the record leaves no doubt of the order. Then what a case comes to depends on its acts one after the other and nothing else.
struct LikeCourses {
    /// Longer cases are seldom alike.
    private static let longest = 64
    /// Stands behind the acts of each event.
    private static let end: Int32 = -1

    private struct Known {
        let events: [ActEvent]
        let verdicts: [ObligationVerdict]
        /// Whether the verdicts point at no event.
        let isBare: Bool
    }

    private let isUsable: Bool
    private var known: [[Int32]: Known] = [:]

    init(_ plan: ObligationPlan) {
        isUsable =
            !plan.isConditional
            && !plan.entries.contains { entry in
                entry.demands.contains { if case .persons = $0.kind { true } else { $0.hasPeriod } }
            }
    }

    /// - Parameter judge: judges the case by itself.
    mutating func verdicts(
        of course: ObligationJudge.Course, _ judge: () -> [ObligationVerdict]
    ) -> [ObligationVerdict] {
        let events = course.events
        guard isUsable, course.isOrdered, events.count <= LikeCourses.longest else { return judge() }
        var key: [Int32] = []
        key.reserveCapacity(events.count * 3)
        for event in events {
            for act in event.acts { key.append(act) }
            key.append(LikeCourses.end)
        }
        if let like = known[key] {
            return like.isBare ? like.verdicts : like.verdicts.map { $0.moved(from: like.events, to: events) }
        }
        let verdicts = judge()
        let isBare = verdicts.allSatisfy { verdict in
            verdict.demands.allSatisfy { $0.breach == nil && $0.doubt == nil }
        }
        if known.count >= LogChecker.memoryLimit { known = [:] }
        known[key] = Known(events: isBare ? [] : events, verdicts: verdicts, isBare: isBare)
        return verdicts
    }
}

extension ObligationVerdict {
    /// The same about the events of another case that stand in the same places.
    fileprivate func moved(from own: [ActEvent], to others: [ActEvent]) -> ObligationVerdict {
        guard demands.contains(where: { $0.breach != nil || $0.doubt != nil }) else { return self }
        func other(_ event: ActEvent?) -> ActEvent? {
            event.flatMap { event in own.firstIndex { $0 === event } }.map { others[$0] }
        }
        return ObligationVerdict(
            obligation: obligation,
            demands: demands.map { demand in
                var moved = demand
                moved.breach?.event = other(demand.breach?.event)
                moved.breach?.other = other(demand.breach?.other)
                switch demand.doubt {
                case .pending(let since, let due)?: moved.doubt = .pending(since: other(since), due: due)
                case .order(let event)?: moved.doubt = other(event).map { .order($0) }
                case .person(let event)?: moved.doubt = other(event).map { .person($0) }
                case .condition?, .organisation?, .period?, .unpublished?, .unrecorded?, .documents?, nil: break
                }
                return moved
            })
    }
}
