package import WritSemantics

/// The events of a log that a manager asks about: handed in, each step approved, each action. A case has had each or
/// has not, whatever else is wrong with it.
package struct LogMilestones: Sendable {
    package enum Milestone: Sendable, Hashable {
        case submitted
        /// The index in `Chain.steps`.
        case approved(Int)
        case action(ActionID)
    }

    package let all: [Milestone]
    private let numbers: [Milestone: Int]

    init(_ log: LogMapping, chain: Chain) {
        let meanings = Set(log.activities.values.compactMap(LogMilestones.milestone))
        var all: [Milestone] = []
        if meanings.contains(.submitted) { all.append(.submitted) }
        for step in chain.steps.indices where meanings.contains(.approved(step)) { all.append(.approved(step)) }
        let actions = meanings.compactMap { if case .action(let action) = $0 { action } else { nil } }
        all += actions.sorted().map(Milestone.action)
        self.all = all
        numbers = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($0.element, $0.offset) })
    }

    private static func milestone(_ meaning: LogMapping.Meaning) -> Milestone? {
        switch meaning {
        case .submitted: .submitted
        case .decision(.approved, let step?): .approved(step)
        case .decision, .returned, .act, .reached, .ignored: nil
        case .action(let action): .action(action)
        }
    }

    func number(of meaning: LogMapping.Meaning) -> Int? {
        LogMilestones.milestone(meaning).flatMap { numbers[$0] }
    }

    package func title(of index: Int, in program: Program, chain: ChainID) -> String {
        switch all[index] {
        case .submitted: ""
        case .approved(let step): program.chains[chain.index].steps[step].title
        case .action(let action): program.actions[action.index].identity.title
        }
    }
}
