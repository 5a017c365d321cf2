import WritLanguage
import WritSemantics

/// What the obligations of a case come to, a line each.
struct ObligationReport {
    struct Line {
        let identity: Identity
        let state: ObligationState
        /// Why clauses of it are open.
        let reasons: [Phrase]
    }

    static func lines(_ routing: CaseRouting, _ program: Program) -> [Line] {
        guard !routing.obligations.isEmpty, let plan = ObligationPlan(program, type: routing.data.type) else {
            return []
        }
        let wording = ObligationWording(program, plan)
        return routing.obligations.map { verdict in
            let obligation = program.obligations[verdict.obligation.index]
            let reasons = zip(verdict.demands, obligation.demands).compactMap { found, demand in
                found.doubt.map { wording.reason($0, demand) }
            }
            return Line(identity: obligation.identity, state: verdict.state, reasons: reasons)
        }
    }
}

extension Identity {
    /// By its name in English, by its title in Chinese.
    var titled: Phrase { Phrase(en: title == name ? name : "\(title) (\(name))", zh: title) }
}
