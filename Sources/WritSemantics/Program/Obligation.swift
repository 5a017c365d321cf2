package import WritLanguage

/// What must happen around an act, beyond the chain that a document goes.
package struct Obligation: Sendable {
    package typealias Milestone = DemandSyntax.Milestone
    package typealias Side = DemandSyntax.Side
    package typealias Pace = DemandSyntax.Pace

    /// What a record of a case can tell to have happened.
    package enum Act: Sendable, Hashable {
        case action(ActionID)
        case document(Milestone, FormID)
        /// A step was approved; its index in `Chain.steps`.
        case step(Int, of: ChainID)
    }
    package enum Kind: Sendable {
        case count(least: Int?, most: Int?)
        case edge(isFirst: Bool)
        case neighbour(Side, Pace, isForbidden: Bool, [Act])
        case persons(isSame: Bool, [Act])
    }
    /// One `act …` clause.
    package struct Demand: Sendable {
        package let acts: [Act]
        package let kind: Kind
        package let within: Expression?
        package let citations: [ClauseID]
        package let span: Span

        /// The acts on the other side of the demand.
        package var others: [Act] {
            switch kind {
            case .neighbour(_, _, _, let others), .persons(_, let others): others
            case .count, .edge: []
            }
        }
    }
    package let identity: Identity
    package let provision: Provision
    package let subject: RecordID
    package let condition: Expression?
    package let demands: [Demand]
    package let localCount: Int
}

extension Program {
    /// What people call an act: the title of an action, of a step, or of a document with what became of it.
    package func name(of act: Obligation.Act) -> Phrase {
        switch act {
        case .action(let id):
            let identity = actions[id.index].identity
            return Phrase(en: "`\(identity.name)`", zh: "`\(identity.title)`")
        case .document(let milestone, let form):
            let form = forms[form.index]
            let what: Phrase =
                switch milestone {
                case .issue: Phrase(en: "issue", zh: "出具")
                case .approval: Phrase(en: "approval", zh: "批准")
                case .delivery: Phrase(en: "delivery", zh: "送达")
                case .signing: Phrase(en: "signing", zh: "签收")
                }
            return Phrase(en: "\(what.en) of `\(form.name)`", zh: "《\(form.title)》的\(what.zh)")
        case .step(let step, let chain):
            let chain = chains[chain.index]
            return Phrase(
                en: "step `\(chain.steps[step].name)` of `\(chain.identity.name)`",
                zh: "「\(chain.identity.title)」的步骤「\(chain.steps[step].title)」")
        }
    }
}
