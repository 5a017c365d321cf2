import WritLanguage

extension Checker {
    /// The names of rules, chains, duties, obligations and logs, which refer to one another.
    mutating func declareRulesAndChains() {
        collected.rules = accepted(collected.rules, .rule, \.ruleNames) { $0.head.name }
        collected.chains = accepted(collected.chains, .chain, \.chainNames) { $0.head.name }
        collected.duties = accepted(collected.duties, .duty, \.dutyNames) { $0.head.name }
        collected.obligations = accepted(collected.obligations, .obligation, \.obligationNames) { $0.head.name }
        collected.logs = accepted(collected.logs, .log, \.logNames) { $0.head.name }
    }

    /// Those whose names are new, numbered from 0.
    mutating func accepted<Declaration, Entity>(
        _ declarations: [Declaration], _ kind: NameKind, _ table: WritableKeyPath<Checker, NameTable<Entity>>,
        _ name: (Declaration) -> Name
    ) -> [Declaration] {
        var result: [Declaration] = []
        for declaration in declarations where declare(name(declaration), kind, table, result.count) {
            result.append(declaration)
        }
        return result
    }

    mutating func checkChains() {
        var users: [String: Set<RecordID>] = [:]
        for rule in collected.rules {
            for case .issue(_, _, _, _, let approval?) in rule.consequences.map(\.kind) {
                if let subject = names.recordIDs[rule.subject.text] {
                    users[approval.text, default: []].insert(subject)
                }
            }
        }
        let charts = charts()
        for declaration in collected.chains {
            chains.append(chain(declaration, users[declaration.head.name.text] ?? [], charts))
        }
    }

    private mutating func chain(
        _ declaration: ChainDeclaration, _ users: Set<RecordID>, _ charts: [[RoleID: RoleID]]
    ) -> Chain {
        let name = declaration.head.name
        let provision = provision(declaration.provision)
        var subject = declaration.subject.flatMap { caseType($0) }
        let needsSubject = declaration.steps.contains {
            $0.condition != nil || $0.within != nil || $0.escalation != nil
        }
        let hasCondition = declaration.steps.contains { $0.condition != nil }
        if declaration.subject == nil, needsSubject {
            if users.count == 1 {
                subject = users.first
            } else if hasCondition {
                report(DeclarationFact.chainWithoutSubject(name.text), at: name.span)
            }
        }
        var typer = typer(subject)
        if subject == nil { typer.localCount = 1 }
        let isUnreadable = subject == nil && hasCondition
        let owner = subject ?? (declaration.subject == nil && users.count == 1 ? users.first : nil)
        let subjects = owner.map { [$0] } ?? users.sorted()
        var steps: [Chain.Step] = []
        var indices: [String: Int] = [:]
        for step in declaration.steps {
            if let earlier = indices[step.name.text], !step.name.text.isEmpty {
                reportDuplicate(step.name, .step, declaration.steps[earlier].name.span)
            }
            let parallelTo = step.parallelTo.flatMap { self.step($0, name.text, indices) }
            let condition = isUnreadable ? nil : step.condition.map { typer.condition($0) }
            let facts = condition.map { Narrowing($0).whenTrue } ?? []
            let within = typer.knowing(facts) { typer in step.within.map { typer.duration($0) } }
            var escalation: (to: RoleID, after: Expression)?
            if let syntax = step.escalation {
                let after = typer.knowing(facts) { $0.duration(syntax.after) }
                if let role = role(syntax.to) { escalation = (role, after) }
            }
            if indices[step.name.text] == nil { indices[step.name.text] = steps.count }
            steps.append(
                Chain.Step(
                    name: step.name.text, title: step.title?.plain ?? step.name.text,
                    signer: signer(step.signer, step.span, charts),
                    named: step.named.flatMap { personField($0, subjects, DeclarationFact.namedNotText) },
                    parallelTo: parallelTo, condition: condition, within: within, escalation: escalation,
                    delegation: delegation(step.delegation), citations: citations(step.basis), span: step.span))
        }
        finish(typer)
        if declaration.distinctPersons != nil, let repeated = declaration.repeatedPass {
            report(DeclarationFact.distinctAndRepeated, at: repeated)
        }
        let restart = declaration.restart.flatMap { step($0, name.text, indices) } ?? 0
        return Chain(
            identity: identity(declaration.head), provision: provision, subject: owner, steps: steps,
            apart: declaration.apart.compactMap { personField($0, subjects, DeclarationFact.apartNotText) },
            distinctPersons: declaration.distinctPersons != nil, repeatedPass: declaration.repeatedPass != nil,
            substitutions: substitutions(declaration.substitutions), restart: restart, localCount: typer.localCount)
    }

    private mutating func delegation(_ syntax: StepSyntax.Delegation?) -> Chain.Delegation {
        guard let syntax else { return .none }
        return syntax.roles.isEmpty ? .anyone : .roles(syntax.roles.compactMap { role($0) })
    }

    /// A step by name, among those that have been read.
    private mutating func step(_ name: Name, _ chain: String, _ indices: [String: Int]) -> Int? {
        if name.text.isEmpty { return nil }
        if let index = indices[name.text] { return index }
        report(
            NameFact.noStep(
                chain: chain, name: name.text, suggestion: suggestion(for: name.text, among: indices.keys.sorted())),
            at: name.span)
        return nil
    }

    private mutating func signer(_ syntax: StepSyntax.Signer, _ span: Span, _ charts: [[RoleID: RoleID]])
        -> Chain.Signer
    {
        switch syntax {
        case .one(let name): return role(name).map { .one($0) } ?? .notStated
        case .all(let names): return .all(roles(names))
        case .any(let needed, let names):
            let ids = roles(names)
            if needed < 1 || needed > names.count {
                report(DeclarationFact.tooFewSigners(needed: needed, of: names.count), at: span)
            }
            return .any(needed, ids)
        case .line(let from, let to):
            let first = role(from)
            let last = role(to)
            guard let first, let last else { return .notStated }
            if !hasLine(from: first, to: last, charts) {
                report(DeclarationFact.noLine(from: from.text, to: to.text), at: from.span.joined(to: to.span))
            }
            return .line(from: first, to: last)
        case .notStated: return .notStated
        }
    }

    /// The superior of every post, by organisation.
    private func charts() -> [[RoleID: RoleID]] {
        organisations.map { organisation in
            var superiors: [RoleID: RoleID] = [:]
            for post in organisation.posts { superiors[post.role] = post.superior }
            return superiors
        }
    }

    /// Whether some organisation leads from one post up to another, or has the one post that both are.
    private func hasLine(from first: RoleID, to last: RoleID, _ charts: [[RoleID: RoleID]]) -> Bool {
        zip(charts, organisations).contains { superiors, organisation in
            guard organisation.posts.contains(where: { $0.role == first }) else { return false }
            var current: RoleID? = first
            // A chart that runs in a circle has been reported; the count keeps the walk from following it for ever.
            var levels = 0
            while let role = current, levels <= organisation.posts.count {
                if role == last { return true }
                current = superiors[role]
                levels += 1
            }
            return false
        }
    }

    /// A field that names a person: text, in every case type that the chain may serve. Nil where it has no name.
    private mutating func personField(
        _ field: Name, _ subjects: [RecordID], _ mistyped: (String, String) -> DeclarationFact
    ) -> String? {
        if field.text.isEmpty { return nil }
        for subject in subjects {
            guard let index = names.field(field.text, of: subject) else {
                report(
                    NameFact.noMember(
                        owner: names.name(of: subject), name: field.text,
                        suggestion: suggestion(for: field.text, among: names.members(of: subject))), at: field.span)
                break
            }
            let type = names.records[subject.index].fields[index].type
            if type.bare != .text, type != .error {
                report(mistyped(field.text, names.describe(type)), at: field.span)
                break
            }
        }
        return field.text
    }
}
