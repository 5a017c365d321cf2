import WritSemantics

/// The steps of a chain that the house itself takes before a document goes out: those before the first that is for a party.
///
/// Whoever gets a document and signs it takes a step of its chain as well; what comes before that step comes before its delivery, and
/// what comes behind it or runs beside it may follow.
struct HouseSteps {
    private let steps: [Int]

    init(_ table: ReplayTable) {
        let outside = table.steps.first { step in
            !step.roles.isEmpty && step.roles.allSatisfy { table.parties.contains($0) }
        }
        let end = outside?.group ?? Int.max
        steps =
            table.requirement.isInForce
            ? table.steps.indices.filter { table.blocks[$0] && table.steps[$0].group < end } : []
    }

    var isEmpty: Bool { steps.isEmpty }

    /// Those that nobody has taken, the first first. Whoever sends out what was signed does so in good faith, even if a signature
    /// proves to be invalid; what was rejected has to start again.
    func open(in replay: ChainReplay) -> [Int] {
        if replay.awaitsRestart { return steps }
        return steps.filter { !replay.isAttempted($0) }
    }
}
