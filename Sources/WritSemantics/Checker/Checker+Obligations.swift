import WritLanguage

extension Checker {
    mutating func checkObligations() {
        for declaration in collected.obligations {
            let provision = provision(declaration.provision)
            guard let subject = caseType(declaration.subject) else { continue }
            var typer = typer(subject)
            let condition = declaration.condition.map { typer.condition($0) }
            let facts = condition.map { Narrowing($0).whenTrue } ?? []
            var demands: [Obligation.Demand] = []
            for demand in declaration.demands {
                let within = typer.knowing(facts) { typer in demand.within.map { typer.duration($0) } }
                let acts = self.acts(demand.acts)
                guard let kind = kind(demand.kind), !acts.isEmpty else { continue }
                if case .persons = kind { demandPersons(demand.acts + demand.others) }
                demands.append(
                    Obligation.Demand(
                        acts: acts, kind: kind, within: within, citations: citations(demand.basis), span: demand.span))
            }
            finish(typer)
            obligations.append(
                Obligation(
                    identity: identity(declaration.head), provision: provision, subject: subject, condition: condition,
                    demands: demands, localCount: typer.localCount))
        }
    }

    /// Who did it is recorded of actions and of approvals.
    private mutating func demandPersons(_ acts: [DemandSyntax.Act]) {
        for case .document(_, let form) in acts { report(DeclarationFact.actWithoutPerson, at: form.span) }
    }

    private mutating func kind(_ syntax: DemandSyntax.Kind) -> Obligation.Kind? {
        switch syntax {
        case .count(let least, let most): return .count(least: least, most: most)
        case .edge(let isFirst): return .edge(isFirst: isFirst)
        case .neighbour(let side, let pace, let isForbidden, let others):
            let acts = self.acts(others)
            return acts.isEmpty ? nil : .neighbour(side, pace, isForbidden: isForbidden, acts)
        case .persons(let isSame, let others):
            let acts = self.acts(others)
            return acts.isEmpty ? nil : .persons(isSame: isSame, acts)
        }
    }

    /// The acts that a demand names, each once; what is wrong with a name has been reported.
    private mutating func acts(_ syntax: [DemandSyntax.Act]) -> [Obligation.Act] {
        var acts: [Obligation.Act] = []
        for act in syntax {
            guard let act = self.act(act), !acts.contains(act) else { continue }
            acts.append(act)
        }
        return acts
    }

    private mutating func act(_ syntax: DemandSyntax.Act) -> Obligation.Act? {
        switch syntax {
        case .action(let name): return find(name, .action, \.actionNames).map { .action($0) }
        case .document(let milestone, let name): return form(name, for: nil).map { .document(milestone, $0) }
        case .step(let name, let chainName):
            guard let chain = find(chainName, .chain, \.chainNames) else { return nil }
            let steps = chains[chain.index].steps
            if let index = steps.firstIndex(where: { $0.name == name.text }) { return .step(index, of: chain) }
            if name.text.isEmpty { return nil }
            report(
                NameFact.noStep(
                    chain: chains[chain.index].identity.name, name: name.text,
                    suggestion: suggestion(for: name.text, among: steps.map(\.name))), at: name.span)
            return nil
        }
    }
}
