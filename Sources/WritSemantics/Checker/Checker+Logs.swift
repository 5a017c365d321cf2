import WritLanguage

extension Checker {
    /// Whether a value of the type fits in one field of a table.
    private static func isSingle(_ type: ValueType) -> Bool {
        switch type {
        case .optional(let inner): isSingle(inner)
        case .record, .list, .group, .timeOfDay, .weekday, .error: false
        default: true
        }
    }

    mutating func checkLogs() {
        for declaration in collected.logs {
            let name = declaration.head.name
            let chain = find(declaration.chain, .chain, \.chainNames)
            var columns: [String: String] = [:]
            var facts: [LogMapping.Fact] = []
            let fields = chain.flatMap { chains[$0.index].subject }.map { names.records[$0.index].fields } ?? []
            for (part, header) in declaration.columns where !part.text.isEmpty {
                guard LogDeclaration.parts.contains(part.text) else {
                    if let field = fields.firstIndex(where: { $0.name == part.text }) {
                        if facts.contains(where: { $0.field == field }) {
                            report(NameFact.duplicate(.part, name: part.text), at: part.span)
                        } else if Self.isSingle(fields[field].type) {
                            facts.append(LogMapping.Fact(column: header.plain, field: field))
                        } else {
                            report(DeclarationFact.logFactOfManyValues(part.text), at: part.span)
                        }
                        continue
                    }
                    let nearest = suggestion(for: part.text, among: LogDeclaration.parts + fields.map(\.name))
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
            if columns["recipient"] == nil,
                declaration.activities.contains(where: {
                    if case .act(let act, _) = $0.meaning {
                        act.text != RoutingAct.Kind.withdrawn.rawValue
                    } else {
                        false
                    }
                })
            {
                report(DeclarationFact.logWithoutColumn("recipient"), at: name.span)
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
                    documentColumn: columns["document"], parentColumn: columns["parent"],
                    activityColumn: columns["activity"] ?? "", roleColumn: columns["role"],
                    personColumn: columns["person"], timeColumn: columns["time"] ?? "",
                    recipientColumn: columns["recipient"], facts: facts,
                    activities: activities, roles: mapped))
        }
    }

    private mutating func meaning(_ syntax: LogDeclaration.Meaning, _ chain: ChainID?) -> LogMapping.Meaning? {
        switch syntax {
        case .submitted: return .submitted
        case .ignored: return .ignored
        case .document(let state): return .reached(state == .signed ? .signing : .delivery)
        case .action(let name): return find(name, .action, \.actionNames).map { .action($0) }
        case .decision(let name, let step):
            guard let decision = ApprovalDecision(rawValue: name.text) else { return nil }
            guard let step, let chain else { return .decision(decision, step: nil) }
            return self.step(step, of: chain).map { .decision(decision, step: $0) }
        case .returned(let step, let target):
            guard let chain, let target = self.step(target, of: chain) else { return nil }
            guard let step else { return .returned(step: nil, to: target) }
            return self.step(step, of: chain).map { .returned(step: $0, to: target) }
        case .act(let name, let step):
            guard let act = RoutingAct.Kind(rawValue: name.text) else { return nil }
            guard let step, let chain else { return .act(act, step: nil) }
            return self.step(step, of: chain).map { .act(act, step: $0) }
        }
    }

    private mutating func step(_ name: Name, of chain: ChainID) -> Int? {
        let steps = chains[chain.index].steps
        if let index = steps.firstIndex(where: { $0.name == name.text }) { return index }
        report(
            NameFact.noStep(
                chain: chains[chain.index].identity.name, name: name.text,
                suggestion: suggestion(for: name.text, among: steps.map(\.name))), at: name.span)
        return nil
    }
}
