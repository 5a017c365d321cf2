import WritLanguage
import WritSemantics

/// Judges demands in a case whose events may have no certain order: what depends on it is open.
struct ObligationJudge {
    /// How many orders are tried before it is left open.
    static let orderLimit = 128

    let clock: StepClock
    let asOf: CalendarDate
    /// The record holds all that will ever happen in the case.
    let isComplete: Bool

    /// Everything that happened in a case, by time.
    struct Course {
        let events: [ActEvent]
        /// Whether the record leaves no doubt of the order of any two.
        let isOrdered: Bool

        init(_ events: [ActEvent]) {
            self.events = events
            isOrdered = zip(events, events.dropFirst()).allSatisfy { $0.isBefore($1) }
        }
    }

    func judge(
        _ demand: ObligationPlan.Demand, _ period: DemandRun.Period, _ course: Course
    ) -> DemandVerdict {
        func run(_ events: [ActEvent]) -> DemandVerdict {
            var run = DemandRun(demand, period: period, clock: clock)
            for event in events { run.take(event) }
            return run.verdict(asOf: asOf, isComplete: isComplete)
        }
        let events = course.events
        if course.isOrdered || !demand.asksOrder { return run(events) }
        let relevant =
            demand.seesAll
            ? events
            : events.filter { event in
                event.acts.contains { demand.isSubject[Int($0)] || demand.isOther[Int($0)] }
            }
        guard let tie = EventOrders.firstTie(in: relevant, demand) else { return run(relevant) }
        var orders = EventOrders(relevant, demand)
        var found: DemandVerdict?
        var isMixed = false
        orders.visit { order in
            let verdict = run(order)
            if let found, found.state != verdict.state { isMixed = true }
            found = found ?? verdict
            return !isMixed
        }
        if let found, !isMixed, !orders.isCutShort { return found }
        return .open(.order(tie))
    }
}

/// The orders in which things may have happened of which a record tells only the day, or one and the same moment.
struct EventOrders {
    /// How many events without a certain order are tried in every order.
    private static let knotLimit = 12

    private let events: [ActEvent]
    /// Runs of events whose order matters to the demand and is not certain.
    private let knots: [Range<Int>]
    private let classes: [[Bool]]
    private(set) var isCutShort = false
    private var visited = 0

    init(_ events: [ActEvent], _ demand: ObligationPlan.Demand) {
        self.events = events
        classes = events.map { EventOrders.signature($0, demand) }
        knots = EventOrders.knots(of: events, demand)
    }

    /// What an event is to a demand; events that are the same to it need not change places.
    private static func signature(_ event: ActEvent, _ demand: ObligationPlan.Demand) -> [Bool] {
        event.acts.flatMap { [demand.isSubject[Int($0)], demand.isOther[Int($0)]] }
    }

    private static func knots(of events: [ActEvent], _ demand: ObligationPlan.Demand) -> [Range<Int>] {
        groups(of: events).filter { group in
            guard group.count > 1 else { return false }
            let first = signature(events[group.lowerBound], demand)
            return group.contains { signature(events[$0], demand) != first }
        }
    }

    /// Events of one moment, or of one day where of one of them only the day is known.
    private static func groups(of events: [ActEvent]) -> [Range<Int>] {
        let isByDay = events.contains(where: \.isDay)
        var groups: [Range<Int>] = []
        var start = 0
        while start < events.count {
            var end = start + 1
            var hasDay = events[start].isDay
            while isByDay, end < events.count, events[end].at.date == events[start].at.date {
                hasDay = hasDay || events[end].isDay
                end += 1
            }
            if !hasDay {
                end = start + 1
                while end < events.count, events[end].at.milliseconds == events[start].at.milliseconds { end += 1 }
            }
            groups.append(start..<end)
            start = end
        }
        return groups
    }

    /// The first event whose place among others matters to a demand and is not certain.
    static func firstTie(in events: [ActEvent], _ demand: ObligationPlan.Demand) -> ActEvent? {
        guard zip(events, events.dropFirst()).contains(where: { !$0.isBefore($1) }) else { return nil }
        return knots(of: events, demand).first.map { events[$0.lowerBound] }
    }

    /// Visits every order that the record allows, as long as `body` wants more.
    mutating func visit(_ body: ([ActEvent]) -> Bool) {
        guard knots.reduce(0, { $0 + $1.count }) <= EventOrders.knotLimit else {
            isCutShort = true
            return
        }
        var order = events
        _ = place(knot: 0, at: knots.first?.lowerBound ?? 0, Set(knots.first ?? 0..<0), &order, body)
    }

    private mutating func place(
        knot: Int, at place: Int, _ left: Set<Int>, _ order: inout [ActEvent], _ body: ([ActEvent]) -> Bool
    ) -> Bool {
        if visited >= ObligationJudge.orderLimit {
            isCutShort = true
            return false
        }
        if left.isEmpty {
            if knot + 1 < knots.count {
                let next = knots[knot + 1]
                return self.place(knot: knot + 1, at: next.lowerBound, Set(next), &order, body)
            }
            visited += 1
            return body(order)
        }
        var tried: Set<[Bool]> = []
        for index in left.sorted() {
            if left.contains(where: { events[$0].isBefore(events[index]) }) { continue }
            guard tried.insert(classes[index]).inserted else { continue }
            order[place] = events[index]
            if !self.place(knot: knot, at: place + 1, left.subtracting([index]), &order, body) { return false }
        }
        return true
    }
}
