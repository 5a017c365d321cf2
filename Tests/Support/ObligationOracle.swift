package import WritApprovals
import WritSemantics

/// What one clause of an obligation asks, told again by quantifiers over positions: slow, and without a state.
package struct ObligationOracle: Sendable {
    package struct Event: Sendable, Equatable {
        package var act: Character
        package var day: Int
        package var person: String
        /// One record did this and what stands before it.
        package var isSameRecord: Bool

        package init(act: Character, day: Int, person: String = "", isSameRecord: Bool = false) {
            self.isSameRecord = isSameRecord
            self.act = act
            self.day = day
            self.person = person
        }
    }
    package enum Ask: Sendable {
        case least(Int), most(Int), exactly(Int), first, last
        case followed(Manner), preceded(Manner), accompanied
        case notFollowed, notPreceded, notAccompanied, notDirectlyFollowed, notDirectlyPreceded
        case otherPerson, samePerson
    }
    package enum Manner: Sendable { case any, directly, alternating, own }

    /// As rules write it.
    package let text: String
    package let ask: Ask
    package let subject: Set<Character>
    package let others: Set<Character>
    package let within: Int?

    init(_ text: String, _ ask: Ask, _ subject: Set<Character>, _ others: Set<Character> = [], within: Int? = nil) {
        self.text = text
        self.ask = ask
        self.subject = subject
        self.others = others
        self.within = within
    }

    /// Whether a course that is at its end keeps the clause. Persons are all known.
    package func holds(_ events: [Event]) -> Bool {
        let all = events.indices
        func isA(_ i: Int) -> Bool { subject.contains(events[i].act) }
        func isB(_ i: Int) -> Bool { others.contains(events[i].act) }
        /// Whether `j` lies within the period counted from `i`, which comes first.
        func near(_ i: Int, _ j: Int) -> Bool { within.map { events[j].day <= events[i].day + $0 } ?? true }
        /// Which record an act belongs to.
        func record(_ i: Int) -> Int { all.count { 0 < $0 && $0 <= i && !events[$0].isSameRecord } }
        /// Whether `j` comes right behind `i`: by the same record, or by the next.
        func isBeside(_ i: Int, _ j: Int) -> Bool {
            record(j) == record(i) ? i < j : record(j) == record(i) + 1
        }
        let subjects = all.filter(isA)
        let partners = all.filter(isB)
        switch ask {
        case .least(let count): return subjects.count >= count
        case .most(let count): return subjects.count <= count
        case .exactly(let count): return subjects.count == count
        case .first: return events.isEmpty || all.contains { record($0) == 0 && isA($0) }
        case .last: return events.isEmpty || all.contains { record($0) == record(events.count - 1) && isA($0) }
        case .followed(.any): return subjects.allSatisfy { i in partners.contains { $0 > i && near(i, $0) } }
        case .preceded(.any): return subjects.allSatisfy { i in partners.contains { $0 < i && near($0, i) } }
        case .followed(.directly): return subjects.allSatisfy { i in partners.contains { isBeside(i, $0) } }
        case .preceded(.directly): return subjects.allSatisfy { i in partners.contains { isBeside($0, i) } }
        case .followed(.alternating):
            return subjects.allSatisfy { i in
                partners.contains { j in j > i && near(i, j) && !subjects.contains { $0 > i && $0 < j } }
            }
        case .preceded(.alternating):
            return subjects.allSatisfy { i in
                partners.contains { j in j < i && near(j, i) && !subjects.contains { $0 > j && $0 < i } }
            }
        case .followed(.own):
            return matches(subjects) { i in partners.filter { $0 > i && near(i, $0) } }
        case .preceded(.own):
            return matches(subjects) { i in partners.filter { $0 < i && near($0, i) } }
        case .accompanied:
            return subjects.allSatisfy { i in
                partners.contains { $0 != i && ($0 < i ? near($0, i) : near(i, $0)) }
            }
        case .notFollowed: return !subjects.contains { i in partners.contains { $0 > i && near(i, $0) } }
        case .notPreceded: return !subjects.contains { i in partners.contains { $0 < i && near($0, i) } }
        case .notAccompanied:
            return !subjects.contains { i in partners.contains { $0 != i && ($0 < i ? near($0, i) : near(i, $0)) } }
        case .notDirectlyFollowed: return !subjects.contains { i in partners.contains { isBeside(i, $0) } }
        case .notDirectlyPreceded: return !subjects.contains { i in partners.contains { isBeside($0, i) } }
        case .otherPerson:
            return !subjects.contains { i in partners.contains { $0 != i && events[$0].person == events[i].person } }
        case .samePerson:
            return !subjects.contains { i in partners.contains { $0 != i && events[$0].person != events[i].person } }
        }
    }

    /// Whether each item can have a partner of its own: all ways are tried.
    private func matches(_ items: [Int], _ partners: (Int) -> [Int]) -> Bool {
        func place(_ rest: ArraySlice<Int>, _ used: Set<Int>) -> Bool {
            guard let item = rest.first else { return true }
            return partners(item).contains { !used.contains($0) && place(rest.dropFirst(), used.union([$0])) }
        }
        return place(items[...], [])
    }

    private var isConditional: Bool {
        switch ask {
        case .least, .most, .exactly, .first, .last: false
        default: true
        }
    }

    /// What it comes to; where more may come, whatever comes does so on the day on which it is asked.
    package func state(_ events: [Event], isComplete: Bool, today: Int) -> ObligationState {
        let isKept = holds(events)
        if isComplete {
            if !isKept { return .broken }
            return isConditional && !events.contains { subject.contains($0.act) } ? .notConcerned : .kept
        }
        if case .last = ask { return .open }
        if case .first = ask, events.isEmpty { return .open }
        if isKept { return isConditional && !events.contains { subject.contains($0.act) } ? .notConcerned : .kept }
        let acts = Array(Set("abc"))
        var courses: [[Character]] = (0...(events.count + 1)).flatMap { count in
            acts.map { Array(repeating: $0, count: count) }
        }
        for one in acts { for two in acts { courses.append([one, two]) } }
        let canBeKept = courses.contains { course in
            holds(events + course.map { Event(act: $0, day: today, person: "later") })
        }
        return canBeKept ? .open : .broken
    }

    /// The same where the order of events of one day is not known.
    package func stateWithoutOrder(_ events: [Event], isComplete: Bool, today: Int) -> ObligationState {
        var states: Set<String> = []
        var one = ObligationState.open
        ObligationOracle.orders(of: events) { order in
            one = state(order, isComplete: isComplete, today: today)
            states.insert(one.rawValue)
        }
        return states.count == 1 ? one : .open
    }

    /// Every order of events in which no later day comes first.
    private static func orders(of events: [Event], _ body: ([Event]) -> Void) {
        func place(_ done: [Event], _ left: [Event]) {
            guard let day = left.map(\.day).min() else { return body(done) }
            for (index, event) in left.enumerated() where event.day == day {
                var rest = left
                rest.remove(at: index)
                place(done + [event], rest)
            }
        }
        place([], events)
    }

    /// One of every kind, and some with periods. (`a must be followed by a` no course of an end keeps, so that it is broken from the first `a`
    /// on for whoever looks ahead, and waits for the next for whoever does not.)
    package static let all: [ObligationOracle] = [
        .init("act a must happen", .least(1), ["a"]),
        .init("act a must not happen", .most(0), ["a"]),
        .init("act a must happen at least twice", .least(2), ["a"]),
        .init("act a must happen at most twice", .most(2), ["a"]),
        .init("act a must happen exactly once", .exactly(1), ["a"]),
        .init("act a or b must happen", .least(1), ["a", "b"]),
        .init("act a must happen first", .first, ["a"]),
        .init("act a must happen last", .last, ["a"]),
        .init("act a must be followed by b", .followed(.any), ["a"], ["b"]),
        .init("act a must be followed by b or c", .followed(.any), ["a"], ["b", "c"]),
        .init("act a must be preceded by b", .preceded(.any), ["a"], ["b"]),
        .init("act a or b must be preceded by b", .preceded(.any), ["a", "b"], ["b"]),
        .init("act a must be accompanied by b", .accompanied, ["a"], ["b"]),
        .init("act a must be accompanied by a", .accompanied, ["a"], ["a"]),
        .init("act a must be directly followed by b", .followed(.directly), ["a"], ["b"]),
        .init("act a must be directly preceded by b", .preceded(.directly), ["a"], ["b"]),
        .init("act a must be followed by b before next", .followed(.alternating), ["a"], ["b"]),
        .init("act a must be preceded by b after previous", .preceded(.alternating), ["a"], ["b"]),
        .init("act a must be followed by its own b", .followed(.own), ["a"], ["b"]),
        .init("act a must be preceded by its own b", .preceded(.own), ["a"], ["b"]),
        .init("act a must not be followed by b", .notFollowed, ["a"], ["b"]),
        .init("act a must not be preceded by b", .notPreceded, ["a"], ["b"]),
        .init("act a must not be accompanied by b", .notAccompanied, ["a"], ["b"]),
        .init("act a must not be accompanied by a", .notAccompanied, ["a"], ["a"]),
        .init("act a must not be directly followed by b", .notDirectlyFollowed, ["a"], ["b"]),
        .init("act a must not be directly preceded by b", .notDirectlyPreceded, ["a"], ["b"]),
        .init("act a must be followed by b within 1 day", .followed(.any), ["a"], ["b"], within: 1),
        .init("act a must be preceded by b within 1 day", .preceded(.any), ["a"], ["b"], within: 1),
        .init("act a must be accompanied by b within 1 day", .accompanied, ["a"], ["b"], within: 1),
        .init("act a must be followed by b before next within 1 day", .followed(.alternating), ["a"], ["b"], within: 1),
        .init(
            "act a must be preceded by b after previous within 1 day", .preceded(.alternating), ["a"], ["b"], within: 1),
        .init("act a must be followed by its own b within 1 day", .followed(.own), ["a"], ["b"], within: 1),
        .init("act a must be preceded by its own b within 1 day", .preceded(.own), ["a"], ["b"], within: 1),
        .init("act a must not be followed by b within 1 day", .notFollowed, ["a"], ["b"], within: 1),
        .init("act a must not be preceded by b within 1 day", .notPreceded, ["a"], ["b"], within: 1),
        .init("act a must not be accompanied by b within 1 day", .notAccompanied, ["a"], ["b"], within: 1),
        .init("act a must not be by persons of b", .otherPerson, ["a"], ["b"]),
        .init("act a must not be by persons of a", .otherPerson, ["a"], ["a"]),
        .init("act a must be by persons of b", .samePerson, ["a"], ["b"]),
    ]
}
