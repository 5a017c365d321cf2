import WritLanguage
package import WritSemantics

/// What an obligation comes to in a case, as of a day.
package enum ObligationState: String, Sendable, CaseIterable {
    /// Nothing was owed and left undone, and nothing was done that must not be.
    case kept
    case broken
    /// It is not decided: a period still runs, or the record does not tell.
    case open
    /// Its condition does not hold, or the act that it is about has not happened.
    case notConcerned = "not-concerned"
}

/// Why an obligation is open.
enum ObligationDoubt: Sendable {
    /// What is asked for may still happen, until a last day or moment where there is one.
    case pending(since: ActEvent?, due: Value?)
    /// Whether it applies depends on facts that are not known.
    case condition
    /// It holds at some firms, and nobody says of which one the case is.
    case organisation
    /// The length of the period is not known.
    case period
    /// The holidays of a year are not known on which the last day depends.
    case unpublished(Int)
    /// Two things happened at the same time or on the same day, and their order decides.
    case order(ActEvent)
    /// Who did it is not known.
    case person(ActEvent)
    /// The log does not record an act.
    case unrecorded(Obligation.Act)
    /// The log does not tell of the documents on which it depends whether it applies.
    case documents
}

/// How a demand was broken.
struct ObligationBreach: Sendable {
    enum Way: Sendable {
        /// What had to come did not come in time; `other` is what came too late.
        case tooLate(due: Value)
        /// It never came.
        case never(due: Value?)
        /// It stands for what had to come before and is not there.
        case unprepared
        /// What must not be there is.
        case forbidden
        /// Something else stands where it had to be.
        case displaced
        case tooOften(most: Int)
        case tooSeldom(count: Int, least: Int)
        case samePerson, otherPerson
    }
    let way: Way
    /// What is at fault; nothing where the fault is that there is nothing.
    var event: ActEvent?
    var other: ActEvent?
}

/// What one `act …` clause comes to.
struct DemandVerdict: Sendable {
    var state: ObligationState
    var breach: ObligationBreach?
    var doubt: ObligationDoubt?

    static let kept = DemandVerdict(state: .kept)
    static let notConcerned = DemandVerdict(state: .notConcerned)
    static func open(_ doubt: ObligationDoubt) -> DemandVerdict { DemandVerdict(state: .open, doubt: doubt) }
    static func broken(_ breach: ObligationBreach) -> DemandVerdict { DemandVerdict(state: .broken, breach: breach) }

    init(state: ObligationState, breach: ObligationBreach? = nil, doubt: ObligationDoubt? = nil) {
        self.state = state
        self.breach = breach
        self.doubt = doubt
    }
}

/// What an obligation comes to in one case, clause by clause.
package struct ObligationVerdict: Sendable {
    package let obligation: ObligationID
    let demands: [DemandVerdict]
    /// Broken where one clause is, then open where one is, then kept where one is.
    package let state: ObligationState

    init(obligation: ObligationID, demands: [DemandVerdict]) {
        self.obligation = obligation
        self.demands = demands
        var state = ObligationState.notConcerned
        for demand in demands {
            switch demand.state {
            case .broken: state = .broken
            case .open where state != .broken: state = .open
            case .kept where state == .notConcerned: state = .kept
            case .open, .kept, .notConcerned: break
            }
        }
        self.state = state
    }
}
