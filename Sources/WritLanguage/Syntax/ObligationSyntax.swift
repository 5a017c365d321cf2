/// What must happen around an act, beyond the chain that a document goes: `act payment must be preceded by receipt`.
package struct ObligationDeclaration: Sendable {
    package let head: DeclarationHead
    package let subject: Name
    package let provision: ProvisionSyntax
    package let condition: ExpressionSyntax?
    package let demands: [DemandSyntax]
}

/// One `act …` clause.
package struct DemandSyntax: Sendable {
    /// What a record of a case can tell to have happened.
    package enum Act: Sendable {
        /// An action by its name.
        case action(Name)
        /// `issue of FORM`, `approval of FORM`, `delivery of FORM`, `signing of FORM`
        case document(Milestone, Name)
        /// `step STEP of CHAIN`: the step was approved.
        case step(Name, of: Name)
    }
    package enum Milestone: String, Sendable, CaseIterable {
        case issue, approval, delivery, signing
    }
    package enum Kind: Sendable {
        /// `happen at least 2 times`; both bounds may be absent, where nothing was read.
        case count(least: Int?, most: Int?)
        /// `happen first`, `happen last`
        case edge(isFirst: Bool)
        /// `be followed by …`
        case neighbour(Side, Pace, isForbidden: Bool, [Act])
        /// `not be by persons of …`, and without `not`
        case persons(isSame: Bool, [Act])
    }
    package enum Side: String, Sendable {
        case followed, preceded, accompanied
    }
    /// Which of the acts on that side count.
    package enum Pace: String, Sendable {
        /// Any of them.
        case any
        /// `directly`: the one right beside it, whatever else the record tells.
        case directly
        /// `before next`, `after previous`: those up to the next act of the same kind.
        case alternating
        /// `its own`: one that serves no other.
        case own
    }
    package let acts: [Act]
    package let kind: Kind
    package let within: ExpressionSyntax?
    package let basis: [BasisSyntax]
    package let span: Span

    /// The acts on the other side of the demand.
    package var others: [Act] {
        switch kind {
        case .neighbour(_, _, _, let others), .persons(_, let others): others
        case .count, .edge: []
        }
    }
}
