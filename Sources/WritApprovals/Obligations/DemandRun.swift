import WritLanguage
import WritSemantics

/// Plays what happened in a case, in order, against one demand. What it keeps does not grow with the case, save for acts that
/// each wait for one of their own and for the persons of acts that are to be apart.
struct DemandRun {
    enum Period: Sendable {
        case none
        /// There is one, and its length depends on facts that are not known.
        case unknown
        case length(Value)
    }
    private enum Answer { case yes, no, unknown }

    private let demand: ObligationPlan.Demand
    private let period: Period
    private let clock: StepClock
    private var breach: ObligationBreach?
    private var doubt: ObligationDoubt?
    private var count = 0
    private var last: ActEvent?
    private var lastSubject: ActEvent?
    private var lastOther: ActEvent?
    /// The first subject that still waits for what it needs.
    private var waiting: ActEvent?
    /// The same where what came before it may do.
    private var waitingPerhaps: ActEvent?
    /// Acts that each wait for one of their own, or that serve one; those before `served` are done with.
    private var queue: [ActEvent] = []
    private var served = 0
    private var persons = (subjects: Hands(), others: Hands())

    /// Who has had a hand in acts of one kind.
    private struct Hands {
        var names: Set<PersonName> = []
        var isAny = false
        var unnamed: ActEvent?

        mutating func add(_ event: ActEvent) {
            isAny = true
            if let person = event.person { names.insert(person) } else if unnamed == nil { unnamed = event }
        }
    }

    init(_ demand: ObligationPlan.Demand, period: Period, clock: StepClock) {
        self.demand = demand
        self.period = period
        self.clock = clock
    }

    // MARK: - Events

    mutating func take(_ event: ActEvent) {
        switch demand.kind {
        case .edge(let isFirst):
            if isFirst, last == nil, !isSubject(event) { fail(.displaced, event) }
        case .neighbour(let side, .directly, let isForbidden, _): beside(event, side, isForbidden)
        case .count(_, let most):
            for act in event.acts where demand.isSubject[Int(act)] {
                count += 1
                if let most, count == most + 1 { fail(.tooOften(most: most), event) }
            }
        case .persons(let isSame, _):
            for act in event.acts { take(act, of: event, isSame: isSame) }
        case .neighbour(let side, let pace, let isForbidden, _):
            for act in event.acts {
                // What is both is no partner of its own: it serves what came before, and waits for what comes.
                let isSubject = demand.isSubject[Int(act)]
                let isOther = demand.isOther[Int(act)]
                if isForbidden {
                    forbid(event, side, isSubject: isSubject, isOther: isOther)
                } else {
                    switch side {
                    case .followed:
                        if isOther { follow(event, pace) }
                        if isSubject { begin(event, pace) }
                    case .preceded:
                        if isSubject { lookBack(from: event, pace) }
                        if isOther { provide(event, pace) }
                    case .accompanied: accompany(event, isSubject: isSubject, isOther: isOther)
                    }
                }
                if isSubject { lastSubject = event }
                if isOther, pace != .alternating || side != .preceded { lastOther = event }
            }
        }
        if isSubject(event) { lastSubject = event }
        last = event
    }

    private func isSubject(_ event: ActEvent) -> Bool { event.acts.contains { demand.isSubject[Int($0)] } }
    private func isOther(_ event: ActEvent) -> Bool { event.acts.contains { demand.isOther[Int($0)] } }

    private mutating func fail(_ way: ObligationBreach.Way, _ event: ActEvent?, _ other: ActEvent? = nil) {
        if breach == nil { breach = ObligationBreach(way: way, event: event, other: other) }
    }

    private mutating func doubt(_ reason: ObligationDoubt) { if doubt == nil { doubt = reason } }

    // MARK: What comes after

    /// A subject begins to wait.
    private mutating func begin(_ event: ActEvent, _ pace: Obligation.Pace) {
        if pace == .own {
            queue.append(event)
            return
        }
        if pace == .alternating, let waiting { fail(.displaced, event, waiting) }
        if waiting == nil || pace == .alternating { waiting = event }
    }

    /// What subjects wait for has come.
    private mutating func follow(_ event: ActEvent, _ pace: Obligation.Pace) {
        if pace == .own {
            while served < queue.count {
                let first = queue[served]
                served += 1
                if answer(event, after: first) != .no { break }
            }
            compact()
        } else if let first = waiting {
            // The first of them has waited longest: where it was served in time, all were.
            _ = answer(event, after: first)
            waiting = nil
        }
    }

    /// Whether what came later came in time; a breach or a doubt where it did not, or nobody can tell.
    @discardableResult
    private mutating func answer(_ event: ActEvent, after first: ActEvent) -> Answer {
        let answer = isWithin(event, after: first)
        switch answer {
        case .yes: break
        case .no: if let due = end(after: first) { fail(.tooLate(due: due), first, event) }
        case .unknown: doubt(reason(after: first))
        }
        return answer
    }

    // MARK: What came before

    private mutating func provide(_ event: ActEvent, _ pace: Obligation.Pace) {
        if pace == .own { queue.append(event) } else { lastOther = event }
    }

    private mutating func lookBack(from event: ActEvent, _ pace: Obligation.Pace) {
        if pace == .own {
            while served < queue.count {
                let first = queue[served]
                served += 1
                switch isWithin(event, after: first) {
                case .yes:
                    compact()
                    return
                case .unknown:
                    doubt(reason(after: first))
                    compact()
                    return
                // Too old for this one, and so for all that come.
                case .no: break
                }
            }
            compact()
            fail(.unprepared, event)
            return
        }
        defer { if pace == .alternating { lastOther = nil } }
        guard let lastOther else { return fail(.unprepared, event) }
        switch isWithin(event, after: lastOther) {
        case .yes: break
        case .no: fail(.unprepared, event, lastOther)
        case .unknown: doubt(reason(after: lastOther))
        }
    }

    /// Gives back the room of what is done with, now and then.
    private mutating func compact() {
        guard served > 32, served * 2 > queue.count else { return }
        queue.removeFirst(served)
        served = 0
    }

    // MARK: On either side

    private mutating func accompany(_ event: ActEvent, isSubject: Bool, isOther: Bool) {
        if isOther {
            if let first = waiting { answer(event, after: first) }
            if let first = waitingPerhaps, isWithin(event, after: first) != .yes { doubt(reason(after: first)) }
            waiting = nil
            waitingPerhaps = nil
        }
        guard isSubject else { return }
        switch lastOther.map({ isWithin(event, after: $0) }) ?? .no {
        case .yes: break
        case .no: if waiting == nil { waiting = event }
        case .unknown: if waitingPerhaps == nil { waitingPerhaps = event }
        }
    }

    private mutating func forbid(_ event: ActEvent, _ side: Obligation.Side, isSubject: Bool, isOther: Bool) {
        if isOther, side != .preceded, let lastSubject { forbid(event, beside: lastSubject) }
        if isSubject, side != .followed, let lastOther { forbid(event, beside: lastOther) }
    }

    private mutating func forbid(_ event: ActEvent, beside earlier: ActEvent) {
        switch isWithin(event, after: earlier) {
        case .yes: fail(.forbidden, event, earlier)
        case .no: break
        case .unknown: doubt(reason(after: earlier))
        }
    }

    /// The event right before or behind, whatever it is. One record may be several acts, in their order: nothing stands between
    /// them.
    private mutating func beside(_ event: ActEvent, _ side: Obligation.Side, _ isForbidden: Bool) {
        let isOther = isOther(event)
        var isSubject = isSubject(event)
        if isSubject, isOther {
            let (served, isLeft) = within(event, side)
            if isForbidden, served { fail(.forbidden, event, event) }
            if !isForbidden { isSubject = isLeft }
        }
        if isForbidden {
            guard let last else { return }
            if side == .followed ? self.isSubject(last) && isOther : self.isOther(last) && isSubject {
                fail(.forbidden, event, last)
            }
        } else if side == .followed {
            if let waiting, !isOther { fail(.displaced, event, waiting) }
            waiting = isSubject ? event : nil
        } else if isSubject, last.map({ !self.isOther($0) }) ?? true {
            fail(.unprepared, event, last)
        }
    }

    /// Whether acts of one event are served by another act of it, and whether some are not.
    private func within(_ event: ActEvent, _ side: Obligation.Side) -> (served: Bool, isLeft: Bool) {
        var served = false
        var isLeft = false
        for (place, act) in event.acts.enumerated() where demand.isSubject[Int(act)] {
            let beside = side == .followed ? event.acts[(place + 1)...] : event.acts[..<place]
            if beside.contains(where: { demand.isOther[Int($0)] }) { served = true } else { isLeft = true }
        }
        return (served, isLeft)
    }

    // MARK: Persons

    private mutating func take(_ act: Int32, of event: ActEvent, isSame: Bool) {
        let isSubject = demand.isSubject[Int(act)]
        let isOther = demand.isOther[Int(act)]
        if isSubject { compare(event, with: persons.others, isSame: isSame) }
        if isOther { compare(event, with: persons.subjects, isSame: isSame) }
        if isSubject {
            persons.subjects.add(event)
            lastSubject = event
        }
        if isOther { persons.others.add(event) }
    }

    private mutating func compare(_ event: ActEvent, with hands: Hands, isSame: Bool) {
        guard hands.isAny else { return }
        guard let person = event.person else { return doubt(.person(event)) }
        if let unnamed = hands.unnamed { doubt(.person(unnamed)) }
        let isAmong = hands.names.contains(person)
        if isSame {
            if hands.names.count > (isAmong ? 1 : 0) { fail(.otherPerson, event) }
        } else if isAmong {
            fail(.samePerson, event)
        }
    }

    // MARK: - Periods

    private func isWithin(_ later: ActEvent, after earlier: ActEvent) -> Answer {
        switch period {
        case .none: return .yes
        case .unknown: return .unknown
        case .length:
            guard let end = end(after: earlier) else { return .unknown }
            if case .dateTime(let moment) = end, later.isDay, later.at.date == moment.date { return .unknown }
            return StepClock.isAfter(later.at, end) ? .no : .yes
        }
    }

    private func end(after event: ActEvent) -> Value? {
        guard case .length(let length) = period else { return nil }
        return clock.end(of: length, from: event.start)
    }

    private func reason(after event: ActEvent) -> ObligationDoubt {
        guard case .length(let length) = period else { return .period }
        return clock.unpublishedYear(of: length, from: event.start).map { .unpublished($0) } ?? .order(event)
    }

    // MARK: - The end

    /// What it comes to.
    /// - Parameters:
    ///   - asOf: what is due by then and has not happened is overdue.
    ///   - isComplete: the record holds all that will ever happen in the case.
    func verdict(asOf: CalendarDate, isComplete: Bool) -> DemandVerdict {
        if let breach { return .broken(breach) }
        var open = doubt
        switch demand.kind {
        case .count(let least?, _) where count < least:
            if isComplete { return .broken(ObligationBreach(way: .tooSeldom(count: count, least: least), event: last)) }
            open = open ?? .pending(since: nil, due: nil)
        case .edge(let isFirst):
            if !isFirst, isComplete, let last, !isSubject(last) {
                return .broken(ObligationBreach(way: .displaced, event: last))
            }
            if !isComplete, !isFirst || last == nil { open = open ?? .pending(since: nil, due: nil) }
        case .neighbour(let side, let pace, isForbidden: false, _) where side != .preceded:
            let first = pace == .own ? (served < queue.count ? queue[served] : nil) : waiting
            if let first {
                let due = end(after: first)
                if isComplete || due.map({ StepClock.isAfter(asOf, $0) }) ?? false {
                    return .broken(ObligationBreach(way: .never(due: due), event: first))
                }
                open =
                    open ?? (due == nil && demand.hasPeriod ? reason(after: first) : .pending(since: first, due: due))
            }
            if let first = waitingPerhaps { open = open ?? reason(after: first) }
        default: break
        }
        if let open { return .open(open) }
        switch demand.kind {
        case .count, .edge: return .kept
        case .neighbour, .persons: return lastSubject == nil ? .notConcerned : .kept
        }
    }
}
