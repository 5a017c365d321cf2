internal import WritApprovals
internal import WritLanguage
package import WritSemantics

/// Obligations as sentences.
extension SentenceStyle {
    /// One sentence for each clause.
    package func sentences(_ obligation: Obligation) -> [String] {
        let head =
            limits(obligation.provision) + told(en: "in the case of ", zh: "办理")
            + told(en: "\(subject(obligation))", zh: "\(subject(obligation))，")
        let condition = obligation.condition.map {
            told(en: " where \(clause($0)), ", zh: given($0))
        }
        let demands = DemandPhrase(name: name(of:))
        return obligation.demands.map { demand in
            let asked = told(demands.phrase(demand, period: demand.within.map { Phrase(en: noun($0), zh: noun($0)) }))
            return capitalised(head + (condition ?? told(en: ", ", zh: "")) + asked) + told(en: ".", zh: "。")
        }
    }

    private func subject(_ obligation: Obligation) -> String {
        word(program.records[obligation.subject.index].identity)
    }

    /// How people call an act.
    private func name(of act: Obligation.Act) -> Phrase {
        switch act {
        case .action(let id):
            let text = quoted(program.actions[id.index].identity)
            return Phrase(en: text, zh: text)
        case .document(let milestone, let form):
            let form = title(of: form)
            switch milestone {
            case .issue: return Phrase(en: "the issue of \(form)", zh: "出具\(form)")
            case .approval: return Phrase(en: "the approval of \(form)", zh: "\(form)的批准")
            case .delivery: return Phrase(en: "the delivery of \(form)", zh: "送达\(form)")
            case .signing: return Phrase(en: "the signing of \(form)", zh: "签收\(form)")
            }
        case .step(let step, let chain):
            let chain = program.chains[chain.index]
            let (name, title) = (chain.steps[step].name, chain.steps[step].title)
            return Phrase(
                en: "the step “\(word(name, title))” of \(quoted(chain.identity))",
                zh: "\(quoted(chain.identity))的「\(title)」")
        }
    }
}
