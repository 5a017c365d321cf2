import WritSemantics

/// In which order things are taken that happened at one moment: that of the chain.
enum ReplayOrder {
    /// What is no part of the chain's way comes behind it.
    static let action = 1 << 21
    static let other = 1 << 22

    static func rank(_ decision: ApprovalDecision, step: Int?) -> Int {
        decision == .approved ? 2 * (step ?? 0) + 2 : 1 << 20
    }

    /// - Parameter step: its number in the chain.
    static func rank(_ act: RoutingAct.Kind, step: Int?) -> Int {
        switch act {
        case .submitted: 0
        case .passedOn, .countersignerAdded, .copied: 2 * (step ?? 0) + 1
        case .withdrawn: (1 << 20) + 1
        }
    }
}
