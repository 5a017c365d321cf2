import WritLanguage
package import WritSemantics

/// How often each obligation was kept, broken, left open, or concerned nothing in the cases of a log.
package struct LogObligationCounts: Sendable {
    /// By obligation, as many as there are states, in the order of `ObligationState.allCases`.
    private var counts: [Int] = []
    /// Acts that obligations name and the log does not record.
    private(set) var unrecorded: Set<Obligation.Act> = []

    mutating func add(_ verdicts: [ObligationVerdict]) {
        for verdict in verdicts {
            let place = LogObligationCounts.place(of: verdict.state, verdict.obligation)
            if counts.count <= place {
                let missing = (verdict.obligation.index + 1) * LogObligationCounts.width - counts.count
                counts += repeatElement(0, count: missing)
            }
            counts[place] += 1
            for demand in verdict.demands where demand.state == .open {
                if case .unrecorded(let act)? = demand.doubt { unrecorded.insert(act) }
            }
        }
    }

    private static let width = 4

    private static func place(of state: ObligationState, _ obligation: ObligationID) -> Int {
        let place =
            switch state {
            case .kept: 0
            case .broken: 1
            case .open: 2
            case .notConcerned: 3
            }
        return obligation.index * width + place
    }

    package func count(_ obligation: ObligationID, _ state: ObligationState) -> Int {
        let place = LogObligationCounts.place(of: state, obligation)
        return counts.indices.contains(place) ? counts[place] : 0
    }

    /// Those that were asked of any case.
    package var obligations: [ObligationID] {
        (0..<counts.count / LogObligationCounts.width).map { ObligationID($0) }.filter { obligation in
            ObligationState.allCases.contains { count(obligation, $0) > 0 }
        }
    }
}
