import WritLanguage

extension Checker {
    mutating func checkRules() {
        var drafts: [RuleDraft] = []
        for declaration in collected.rules {
            if let draft = draft(declaration) { drafts.append(draft) }
        }
        settleArguments(drafts)
        rules = drafts.map { rule($0) }
        if drafts.count == collected.rules.count { reportOverrideCycles() }
    }

    private mutating func draft(_ declaration: RuleDeclaration) -> RuleDraft? {
        let provision = provision(declaration.provision)
        guard let subject = caseType(declaration.subject) else { return nil }
        var typer = typer(subject)
        let condition = declaration.condition.map { typer.condition($0) }
        typer.known = condition.map { Narrowing($0).whenTrue } ?? []
        let parts = declaration.consequences.compactMap { part($0, subject, provision, &typer) }
        finish(typer)
        return RuleDraft(
            identity: identity(declaration.head), subject: subject, provision: provision, condition: condition,
            overrides: overrides(declaration), parts: parts, localCount: typer.localCount)
    }

    private mutating func overrides(_ declaration: RuleDeclaration) -> [RuleID] {
        var result: [RuleID] = []
        for name in declaration.overrides {
            guard let id = find(name, .rule, \.ruleNames) else { continue }
            let subject = collected.rules[id.index].subject.text
            if subject != declaration.subject.text, names.recordIDs[subject] != nil {
                report(DeclarationFact.overrideOtherCase(rule: name.text, type: subject), at: name.span)
            } else if !result.contains(id) {
                result.append(id)
            }
        }
        return result
    }

    private mutating func part(
        _ syntax: ConsequenceSyntax, _ subject: RecordID, _ provision: Provision, _ typer: inout ExpressionTyper
    ) -> RuleDraft.Part? {
        let own = citations(syntax.basis)
        let forEach = syntax.forEach.map { typer.forEach($0) }
        let kind: RuleDraft.Kind?
        var about: Expression?
        if let (each, type) = forEach {
            var facts = Narrowing.elements(of: each.list, as: each.local)
            if let condition = each.condition { facts.formUnion(Narrowing(condition).whenTrue) }
            kind = typer.within(.variable(name: each.name, local: each.local, type)) { typer in
                typer.knowing(facts) { typer in
                    about = syntax.about.map { typer.instance($0) }
                    return consequence(syntax.kind, subject, &typer)
                }
            }
        } else {
            about = syntax.about.map { typer.instance($0) }
            kind = consequence(syntax.kind, subject, &typer)
        }
        guard let kind else { return nil }
        return RuleDraft.Part(
            kind: kind, forEach: forEach?.0, about: about, rolling: rolling(syntax, kind.due, &typer),
            time: syntax.deadline.time, citations: joined(provision.citations, own), span: syntax.span)
    }

    private mutating func consequence(
        _ syntax: ConsequenceSyntax.Kind, _ subject: RecordID, _ typer: inout ExpressionTyper
    ) -> RuleDraft.Kind? {
        switch syntax {
        case .issue(let formName, let to, let with, let due, let approval):
            let form = form(formName, for: subject)
            let to = roles(to)
            var seen: Set<String> = []
            var arguments: [(Name, Expression)] = []
            for (name, syntax) in with where !name.text.isEmpty {
                let value = typer.check(syntax)
                if !seen.insert(name.text).inserted {
                    report(NameFact.duplicate(.argument, name: name.text), at: name.span)
                } else {
                    arguments.append((name, value))
                }
            }
            let due = due.map { typer.deadline($0) }
            let chain = approval.flatMap { self.chain($0, subject) }
            guard let form else { return nil }
            return .issue(
                RuleDraft.Issue(
                    form: form, formSpan: formName.span, to: to, arguments: arguments, due: due, approval: chain))
        case .require(let task, let by, let due, let until):
            let task = typer.message(task)
            let role = role(by)
            let due = due.map { typer.deadline($0) }
            let until = until.map { typer.condition($0) }
            return role.map { .other(.require(task: task, by: $0, due: due, until: until)) }
        case .refuse(let reason): return .other(.refuse(typer.message(reason)))
        case .hold(let name, let until):
            let until = typer.condition(until)
            return actionNames[name.text].map { .other(.hold($0, until: until)) }
        case .notify(let name, let message):
            let message = typer.message(message)
            return role(name).map { .other(.notify($0, message)) }
        }
    }

    /// Where a deadline goes from a day off: as it says itself, or as the way in which it is counted says.
    private mutating func rolling(
        _ syntax: ConsequenceSyntax, _ due: Expression?, _ typer: inout ExpressionTyper
    ) -> DeadlineRolling {
        switch syntax.deadline.rolling {
        case .forward, .backward: typer.countWorkingDays(syntax.span)
        default: break
        }
        switch syntax.deadline.rolling {
        case .forward: return .forward
        case .backward: return .backward
        case .not: return .not
        case nil: break
        }
        guard let due else { return .calendar }
        let ways = DeadlineWays(due, definitions: definitions, tables: tables)
        if !ways.isNotice { return .calendar }
        if ways.isOther, calendars.contains(where: { $0.roll == .forward }) {
            report(DeclarationFact.deadlineUnclear, at: due.span)
        }
        return .notice
    }

    /// A chain that suits documents of a case type.
    private mutating func chain(_ name: Name, _ subject: RecordID) -> ChainID? {
        guard let id = find(name, .chain, \.chainNames) else { return nil }
        let declared = collected.chains[id.index].subject
        if declared != nil, let own = chains[id.index].subject, own != subject {
            report(
                DeclarationFact.chainOtherCase(
                    chain: name.text, chainType: names.name(of: own), ruleType: names.name(of: subject)),
                at: name.span)
        }
        return id
    }

    private func rule(_ draft: RuleDraft) -> Rule {
        let typer = ExpressionTyper(names: names)
        let consequences = draft.parts.map { part -> Consequence in
            let kind: Consequence.Kind
            switch part.kind {
            case .other(let other): kind = other
            case .issue(let issue):
                let given = Dictionary(
                    issue.arguments.map { ($0.0.text, $0.1) }, uniquingKeysWith: { first, _ in first })
                let arguments = names.forms[issue.form.index].arguments.map { argument -> Expression in
                    guard let value = given[argument.name] else { return typer.error(part.span) }
                    return typer.rounded(typer.widened(value, to: argument.type) ?? value)
                }
                kind = .issue(
                    form: issue.form, to: issue.to, arguments: arguments, due: issue.due, approval: issue.approval)
            }
            return Consequence(
                kind: kind, forEach: part.forEach, about: part.about, rolling: part.rolling, time: part.time,
                citations: part.citations, span: part.span)
        }
        return Rule(
            identity: draft.identity, subject: draft.subject, provision: draft.provision, condition: draft.condition,
            overrides: draft.overrides, consequences: consequences, localCount: draft.localCount)
    }

    private mutating func reportOverrideCycles() {
        for cycle in DependencyOrder(rules.map { $0.overrides.map(\.index).sorted() }).cycles {
            let identities = cycle.map { rules[$0].identity }
            report(
                DeclarationFact.overrideCycle(identities.map(\.name)), at: identities[0].nameSpan,
                related: identities.dropFirst().map {
                    Diagnostic.Related(.span($0.nameSpan), Phrase(en: "part of the circle", zh: "环中的一环"))
                })
        }
    }
}

extension ExpressionTyper {
    /// `for each v in xs where c`, with the type of the elements.
    mutating func forEach(_ syntax: ForEachSyntax, local: Int? = nil) -> (ForEach, ValueType) {
        let local = local ?? newLocal()
        let list = self.list(syntax.list)
        let type = elementType(of: list)
        let condition = syntax.condition.map { condition in
            within(.variable(name: syntax.variable.text, local: local, type)) { typer in
                typer.knowing(Narrowing.elements(of: list, as: local)) { $0.condition(condition) }
            }
        }
        return (ForEach(local: local, name: syntax.variable.text, list: list, condition: condition), type)
    }

    /// A text for people, with values that can be written out.
    mutating func message(_ syntax: TextSyntax) -> Message {
        let segments = syntax.segments.map { segment -> Message.Segment in
            switch segment {
            case .literal(let text): return .literal(text)
            case .value(let syntax):
                let value = present(check(syntax))
                switch value.type {
                case .record, .list, .group:
                    report(TypeFact.notAllowedHere(type: names.describe(value.type)), at: value.span)
                default: break
                }
                return .value(value)
            }
        }
        return Message(segments: segments, span: syntax.span)
    }
}
