import WritLanguage
package import WritSemantics

/// How often each obligation was kept, broken, left open, or concerned nothing in the cases of a log.
package struct LogObligationCounts: Sendable {
    package private(set) var states: [ObligationID: [ObligationState: Int]] = [:]
    /// Acts that obligations name and the log does not record.
    private(set) var unrecorded: Set<Obligation.Act> = []

    mutating func add(_ verdicts: [ObligationVerdict]) {
        for verdict in verdicts {
            states[verdict.obligation, default: [:]][verdict.state, default: 0] += 1
            for demand in verdict.demands {
                if case .unrecorded(let act)? = demand.doubt { unrecorded.insert(act) }
            }
        }
    }

    package func count(_ obligation: ObligationID, _ state: ObligationState) -> Int { states[obligation]?[state] ?? 0 }

    package var obligations: [ObligationID] { states.keys.sorted() }
}
