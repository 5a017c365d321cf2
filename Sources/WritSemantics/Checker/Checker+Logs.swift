import WritLanguage

extension Checker {
    mutating func checkLogs() {
        for declaration in collected.logs {
            let name = declaration.head.name
            let chain = find(declaration.chain, .chain, \.chainNames)
            var columns: [String: String] = [:]
            for (part, header) in declaration.columns where !part.text.isEmpty {
                guard ["case", "activity", "role", "person", "time"].contains(part.text) else {
                    let nearest = suggestion(for: part.text, among: ["case", "activity", "role", "person", "time"])
                    report(NameFact.unknown(.part, name: part.text, suggestion: nearest), at: part.span)
                    continue
                }
                if columns.updateValue(header.plain, forKey: part.text) != nil {
                    report(NameFact.duplicate(.part, name: part.text), at: part.span)
                }
            }
            for part in ["case", "activity", "time"] where columns[part] == nil {
                report(DeclarationFact.logWithoutColumn(part), at: name.span)
                columns[part] = ""
            }
            var activities: [String: LogMapping.Meaning] = [:]
            for activity in declaration.activities {
                guard let meaning = meaning(activity.meaning, chain) else { continue }
                if activities.updateValue(meaning, forKey: activity.text.plain) != nil {
                    report(DeclarationFact.activityTwice(activity.text.plain), at: activity.text.span)
                }
            }
            var mapped: [String: RoleID] = [:]
            for (text, name) in declaration.roles {
                guard let id = role(name) else { continue }
                if mapped.updateValue(id, forKey: text.plain) != nil {
                    report(DeclarationFact.activityTwice(text.plain), at: text.span)
                }
            }
            guard let chain else { continue }
            logs.append(
                LogMapping(
                    identity: identity(declaration.head), chain: chain, caseColumn: columns["case"] ?? "",
                    activityColumn: columns["activity"] ?? "", roleColumn: columns["role"],
                    personColumn: columns["person"], timeColumn: columns["time"] ?? "", activities: activities,
                    roles: mapped))
        }
    }

    private mutating func meaning(_ syntax: LogDeclaration.Meaning, _ chain: ChainID?) -> LogMapping.Meaning? {
        switch syntax {
        case .submitted: return .submitted
        case .ignored: return .ignored
        case .action(let name): return find(name, .action, \.actionNames).map { .action($0) }
        case .decision(let name, let step):
            guard let decision = ApprovalDecision(rawValue: name.text) else { return nil }
            guard let step, let chain else { return .decision(decision, step: nil) }
            let steps = chains[chain.index].steps
            if let index = steps.firstIndex(where: { $0.name == step.text }) { return .decision(decision, step: index) }
            report(
                NameFact.noStep(
                    chain: chains[chain.index].identity.name, name: step.text,
                    suggestion: suggestion(for: step.text, among: steps.map(\.name))), at: step.span)
            return nil
        }
    }
}
