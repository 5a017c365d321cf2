import WritLanguage

/// A definition whose name and type are known, before its branches are read.
struct DefinitionHead {
    enum Origin {
        case declaration(DefinitionDeclaration)
        case table(Int, output: Int)
    }
    let identity: Identity
    let subject: RecordID
    let type: ValueType
    let origin: Origin
    var amendments: [DefinitionDeclaration] = []
}

extension Checker {
    /// The names and types of definitions, those of tables' outputs included.
    mutating func declareDefinitions() {
        for declaration in collected.definitions {
            guard let subject = record(declaration.subject) else {
                names.suspects.insert(declaration.head.name.text)
                continue
            }
            let type = declaration.type.map { self.type($0) } ?? .error
            declareDefinition(
                declaration.head.name, subject,
                DefinitionHead(
                    identity: identity(declaration.head), subject: subject, type: type,
                    origin: .declaration(declaration)))
        }
        var accepted: [TableDeclaration] = []
        for declaration in collected.tables
        where declare(declaration.head.name, .table, \.tableNames, accepted.count) {
            guard let subject = record(declaration.subject) else {
                names.suspects.formUnion(declaration.outputs.map(\.name.text))
                continue
            }
            for (number, output) in declaration.outputs.enumerated() {
                let type = self.type(output.type)
                declareDefinition(
                    output.name, subject,
                    DefinitionHead(
                        identity: Identity(
                            name: output.name.text, title: output.title?.plain ?? output.name.text,
                            documentation: nil, nameSpan: output.name.span, span: output.span),
                        subject: subject, type: declaration.policy == .collect && type != .error ? .list(type) : type,
                        origin: .table(accepted.count, output: number)))
            }
            accepted.append(declaration)
        }
        collected.tables = accepted
        assignAmendments()
        dependencies = Array(repeating: [], count: definitionHeads.count)
    }

    private mutating func declareDefinition(_ name: Name, _ subject: RecordID, _ head: DefinitionHead) {
        if name.text.isEmpty { return }
        if let field = names.field(name.text, of: subject) {
            reportDuplicate(name, .field, names.records[subject.index].fields[field].span)
            return
        }
        let id = DefinitionID(definitionHeads.count)
        if let earlier = definitionNames[subject.index].add(name.text, id, at: name.span) {
            reportDuplicate(name, .definition, earlier)
            return
        }
        names.add(name.text, of: subject, head.type)
        definitionHeads.append(head)
    }

    private mutating func assignAmendments() {
        for amendment in collected.amendments {
            guard let subject = record(amendment.subject) else { continue }
            let name = amendment.head.name
            guard let id = definitionNames[subject.index][name.text] else {
                if name.text.isEmpty { continue }
                let nearest = suggestion(for: name.text, among: definitionNames[subject.index].all)
                report(
                    NameFact.unknown(.definition, name: name.text, suggestion: nearest), at: name.span,
                    fix: nearest.map { Diagnostic.Fix(span: name.span, replacement: $0) })
                continue
            }
            if case .table = definitionHeads[id.index].origin {
                report(DeclarationFact.amendmentOfTable(name.text), at: name.span)
                continue
            }
            definitionHeads[id.index].amendments.append(amendment)
        }
    }

    /// Reads the branches. Definitions that are columns of a table take their place here and are read with the table.
    mutating func checkDefinitions() {
        for (index, head) in definitionHeads.enumerated() {
            switch head.origin {
            case .table(let table, let output):
                definitions.append(
                    Definition(
                        identity: head.identity, subject: head.subject, type: head.type,
                        origin: .table(TableID(table), output: output), localCount: 1))
            case .declaration(let declaration):
                var typer = typer(head.subject)
                typer.unstated = unstatedParameter(head.identity.name, of: head.subject)
                let branches = branches(declaration, head, &typer)
                dependencies[index] = typer.used
                finish(typer)
                definitions.append(
                    Definition(
                        identity: head.identity, subject: head.subject, type: head.type, origin: .branches(branches),
                        localCount: typer.localCount))
            }
        }
    }

    private mutating func branches(
        _ declaration: DefinitionDeclaration, _ head: DefinitionHead, _ typer: inout ExpressionTyper
    ) -> [Branch] {
        let own = provision(declaration.provision)
        var all = declaration.branches.map { (syntax: $0, provision: own) }
        if !all.isEmpty, all.allSatisfy(\.syntax.isException) {
            report(DeclarationFact.definitionWithoutBranch(head.identity.name), at: head.identity.nameSpan)
        }
        for amendment in head.amendments {
            let narrowed = narrowed(own, by: provision(amendment.provision), amendment)
            for branch in amendment.branches {
                if !branch.isException { report(DeclarationFact.amendmentPlain, at: branch.span) }
                all.append((branch, narrowed))
            }
        }
        var hasOtherwise = false
        // `otherwise` is where no other plain branch holds.
        var elsewhere: Set<ValuePath> = []
        let guards: [Branch.Guard] = all.map { branch, _ in
            switch branch.condition {
            case .when(let syntax):
                let condition = typer.condition(syntax)
                if !branch.isException { elsewhere.formUnion(Narrowing(condition).whenFalse) }
                return .when(condition)
            case .always:
                if branch.isException { typer.report(DeclarationFact.exceptionOtherwise, at: branch.span) }
                return .always
            case .otherwise:
                if branch.isException {
                    typer.report(DeclarationFact.exceptionOtherwise, at: branch.span)
                } else if hasOtherwise {
                    typer.report(DeclarationFact.otherwiseTwice, at: branch.span)
                }
                hasOtherwise = true
                return .otherwise
            }
        }
        return zip(all, guards).map { entry, condition in
            let facts: Set<ValuePath> =
                switch condition {
                case .always: []
                case .when(let condition): Narrowing(condition).whenTrue
                case .otherwise: elsewhere
                }
            let value = typer.knowing(facts) { $0.assigned(entry.syntax.value, to: head.type) }
            let citations = citations(entry.syntax.basis)
            return Branch(
                isException: entry.syntax.isException, condition: condition, value: value,
                provision: Provision(
                    citations: joined(entry.provision.citations, citations),
                    organisations: entry.provision.organisations, validFrom: entry.provision.validFrom,
                    validTo: entry.provision.validTo),
                span: entry.syntax.span)
        }
    }

    /// What holds where both provisions do.
    private mutating func narrowed(
        _ own: Provision, by amendment: Provision, _ declaration: DefinitionDeclaration
    ) -> Provision {
        var organisations = amendment.organisations
        if organisations.isEmpty {
            organisations = own.organisations
        } else if !own.organisations.isEmpty {
            for (id, name) in zip(amendment.organisations, declaration.provision.organisations)
            where !own.organisations.contains(id) {
                report(DeclarationFact.organisationOutside(name.text), at: name.span)
            }
        }
        let from = [own.validFrom, amendment.validFrom].compactMap(\.self).max()
        let to = [own.validTo, amendment.validTo].compactMap(\.self).min()
        return Provision(
            citations: amendment.citations.isEmpty ? own.citations : amendment.citations,
            organisations: organisations, validFrom: from, validTo: to)
    }

    /// Every definition after those that it asks for. Circles are reported.
    mutating func definitionOrder() -> [DefinitionID] {
        let order = DependencyOrder(dependencies.map { $0.map(\.index).sorted() })
        for cycle in order.cycles {
            let identities = cycle.map { definitionHeads[$0].identity }
            report(
                DeclarationFact.definitionCycle(identities.map(\.name)), at: identities[0].nameSpan,
                related: identities.dropFirst().map {
                    Diagnostic.Related(.span($0.nameSpan), Phrase(en: "part of the circle", zh: "环中的一环"))
                })
        }
        return order.order.map { DefinitionID($0) }
    }
}
