import WritLanguage
import WritSemantics

/// Sees, record by record, when steps of a chain come to be approved, and the document with them.
struct ApprovalActs {
    private let steps: [(act: Int32, steps: Range<Int>)]
    private let approval: Int32?
    private var isDone: [Bool]
    private var isApproved = false

    /// Nil where no obligation asks.
    init?(_ plan: ObligationPlan, _ table: ReplayTable, form: FormID?) {
        let chain = table.requirement.chain
        steps = plan.acts.compactMap { act in
            guard case .step(let declared, chain) = act, let number = plan.number(of: act),
                let steps = table.stepsOfDeclared[declared]
            else { return nil }
            return (number, steps)
        }
        approval = form.flatMap { plan.number(of: .document(.approval, $0)) }
        if steps.isEmpty, approval == nil { return nil }
        isDone = Array(repeating: false, count: steps.count)
    }

    /// The acts that a record completed.
    mutating func completed(by replay: ChainReplay) -> [Int32] {
        var acts: [Int32] = []
        for (index, entry) in steps.enumerated() {
            let isNow = entry.steps.allSatisfy { replay.isApproved($0) && !replay.isUnverified($0) }
            if isNow, !isDone[index] { acts.append(entry.act) }
            isDone[index] = isNow
        }
        if let approval {
            let isNow = replay.state == .approved
            if isNow, !isApproved { acts.append(approval) }
            isApproved = isNow
        }
        return acts
    }
}
