import WritLanguage
import WritSemantics

/// A demand as a machine with few states that reads acts one after the other. Time and persons are left out, so that it takes
/// every course of a case that keeps the demand, and perhaps some that do not.
struct DemandAutomaton {
    struct State: Hashable {
        /// What it has to remember, by demand: whether one waits, whether the act beside was one, and so on.
        var first = false
        var second = false
        var count = 0
    }

    /// Acts that each want one of their own are counted so far.
    static let countLimit = 4

    let demand: Obligation.Demand

    /// Nil where leaving out time or persons leaves nothing.
    init?(_ demand: Obligation.Demand) {
        self.demand = demand
        switch demand.kind {
        case .persons: return nil
        case .neighbour(_, _, isForbidden: true, _) where demand.within != nil: return nil
        default: break
        }
    }

    /// Nil where the act breaks the demand; an act that is nil is one that the demand does not name. `isCut` is set where the machine stops counting, and takes less than it should.
    func next(_ state: State, _ act: Obligation.Act?, isCut: inout Bool) -> State? {
        let isSubject = act.map(demand.acts.contains) ?? false
        let isOther = act.map(demand.others.contains) ?? false
        var next = state
        switch demand.kind {
        case .persons: break
        case .count(let least, let most):
            guard isSubject else { break }
            if let most, state.count >= most { return nil }
            next.count = min(state.count + 1, max(least ?? 0, most ?? 0))
        case .edge(let isFirst):
            if isFirst, !state.first, !isSubject { return nil }
            next.first = true
            next.second = isSubject
        case .neighbour(let side, .directly, let isForbidden, _):
            // `first`: the act before was a subject, or what the demand is about on its other side.
            let wasMarked = state.first
            if isForbidden {
                if wasMarked, side == .followed ? isOther : isSubject { return nil }
            } else if side == .followed {
                if wasMarked, !isOther { return nil }
            } else if isSubject, !wasMarked {
                return nil
            }
            next.first = side == .followed ? isSubject : isOther
        case .neighbour(let side, let pace, let isForbidden, _):
            if isForbidden { return forbidden(state, side, isSubject: isSubject, isOther: isOther) }
            switch (side, pace) {
            case (.accompanied, _):
                next.first = state.first || isSubject && !state.second
                if isOther { next.first = isSubject && !state.second }
                next.second = state.second || isOther
            case (.followed, .own):
                if isOther { next.count = max(0, next.count - 1) }
                if isSubject { next.count += 1 }
            case (.preceded, .own):
                if isSubject {
                    if next.count == 0 { return nil }
                    next.count -= 1
                }
                if isOther { next.count += 1 }
            case (.followed, _):
                if isOther { next.first = false }
                if isSubject {
                    if pace == .alternating, next.first { return nil }
                    next.first = true
                }
            case (.preceded, _):
                if isSubject {
                    if !next.first { return nil }
                    if pace == .alternating { next.first = false }
                }
                if isOther { next.first = true }
            }
            if next.count > DemandAutomaton.countLimit {
                isCut = true
                return nil
            }
        }
        return next
    }

    private func forbidden(_ state: State, _ side: Obligation.Side, isSubject: Bool, isOther: Bool) -> State? {
        // `first`: a subject has happened; `second`: one of the others has.
        if side != .preceded, isOther, state.first { return nil }
        if side != .followed, isSubject, state.second { return nil }
        return State(first: state.first || isSubject, second: state.second || isOther)
    }

    /// Whether a case may end so.
    func accepts(_ state: State) -> Bool {
        switch demand.kind {
        case .persons: true
        case .count(let least, _): state.count >= least ?? 0
        case .edge(let isFirst): isFirst || !state.first || state.second
        case .neighbour(let side, let pace, isForbidden: false, _) where side != .preceded:
            pace == .own ? state.count == 0 : !state.first
        case .neighbour: true
        }
    }
}

/// Whether some course of a case keeps several demands at once.
struct CourseSearch {
    enum Answer: Equatable {
        /// An act that the demands are about can happen in some course that keeps them, and so can each of them.
        case possible
        /// No course keeps them all that holds this act; no course at all where it is nil.
        case impossible(Obligation.Act?)
        case undecided
    }

    /// So many states are looked at.
    static let stateLimit = 5_000

    private struct State: Hashable {
        var parts: [DemandAutomaton.State]
        /// The acts that the course holds, as bits.
        var seen: UInt64
    }

    private let automata: [DemandAutomaton]
    private let acts: [Obligation.Act]
    /// Acts that one demand alone rules out: that is what it says, and no contradiction.
    private let barred: Set<Obligation.Act>

    init(_ demands: [Obligation.Demand]) {
        automata = demands.compactMap(DemandAutomaton.init)
        var acts: [Obligation.Act] = []
        var barred: Set<Obligation.Act> = []
        for demand in demands {
            for act in demand.acts + demand.others where !acts.contains(act) { acts.append(act) }
            if case .count(_, 0?) = demand.kind { barred.formUnion(demand.acts) }
        }
        self.acts = acts
        self.barred = barred
    }

    func answer() -> Answer {
        guard acts.count <= 16, !automata.isEmpty else { return automata.isEmpty ? .possible : .undecided }
        let start = State(parts: automata.map { _ in DemandAutomaton.State() }, seen: 0)
        var known: Set<State> = [start]
        var waiting = [start]
        var isCut = false
        var reached: UInt64 = 0
        var isAccepted = false
        while let state = waiting.popLast() {
            if zip(automata, state.parts).allSatisfy({ $0.accepts($1) }) {
                isAccepted = true
                reached |= state.seen
            }
            // Something else may always happen, between acts or before them.
            for number in 0...acts.count {
                let act = number < acts.count ? acts[number] : nil
                var next = State(parts: [], seen: act == nil ? state.seen : state.seen | 1 << UInt64(number))
                for (automaton, part) in zip(automata, state.parts) {
                    guard let part = automaton.next(part, act, isCut: &isCut) else { break }
                    next.parts.append(part)
                }
                guard next.parts.count == automata.count, known.insert(next).inserted else { continue }
                if known.count > CourseSearch.stateLimit { return .undecided }
                waiting.append(next)
            }
        }
        let wanted = acts.enumerated().filter { !barred.contains($0.element) }
        if isAccepted, wanted.allSatisfy({ reached & 1 << UInt64($0.offset) != 0 }) { return .possible }
        if isCut { return .undecided }
        if !isAccepted { return .impossible(nil) }
        return .impossible(wanted.first { reached & 1 << UInt64($0.offset) == 0 }?.element)
    }
}
