import WritLanguage
package import WritSemantics

/// How often each obligation was kept, broken, left open, or concerned nothing in the cases of a log.
package struct LogObligationCounts: Sendable {
    /// In the order of `ObligationState.allCases`.
    private var counts: [ObligationID: [Int]] = [:]
    /// Acts that obligations name and the log does not record.
    private(set) var unrecorded: Set<Obligation.Act> = []

    mutating func add(_ verdicts: [ObligationVerdict]) {
        for verdict in verdicts {
            let none = [Int](repeating: 0, count: ObligationState.allCases.count)
            counts[verdict.obligation, default: none][LogObligationCounts.place(of: verdict.state)] += 1
            for demand in verdict.demands {
                if case .unrecorded(let act)? = demand.doubt { unrecorded.insert(act) }
            }
        }
    }

    private static func place(of state: ObligationState) -> Int {
        switch state {
        case .kept: 0
        case .broken: 1
        case .open: 2
        case .notConcerned: 3
        }
    }

    package func count(_ obligation: ObligationID, _ state: ObligationState) -> Int {
        counts[obligation]?[LogObligationCounts.place(of: state)] ?? 0
    }

    package var obligations: [ObligationID] { counts.keys.sorted() }
}
