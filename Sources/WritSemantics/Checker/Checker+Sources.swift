import WritLanguage

extension Checker {
    /// Sources with their clauses. A source may go on in another file: its clauses are gathered.
    mutating func declareSources() {
        var heads: [DeclarationHead] = []
        var editions: [String?] = []
        var clausesOf: [[ClauseID]] = []
        for declaration in collected.sources where !declaration.head.name.text.isEmpty {
            let name = declaration.head.name
            let index: Int
            if let earlier = sourceNames[name.text] {
                index = earlier.index
                let title = declaration.head.title?.plain
                if let title, let first = heads[index].title?.plain, title != first {
                    reportDuplicate(name, .source, heads[index].name.span)
                    continue
                }
                editions[index] = editions[index] ?? declaration.edition?.plain
            } else {
                index = heads.count
                editions.append(declaration.edition?.plain)
                _ = sourceNames.add(name.text, SourceID(index), at: name.span)
                heads.append(declaration.head)
                clausesOf.append([])
                clauseNames.append(NameTable())
            }
            let texts = clauseTexts(of: declaration)
            for clause in declaration.clauses where !clause.id.text.isEmpty {
                if let earlier = clauseNames[index].add(clause.id.text, ClauseID(clauses.count), at: clause.id.span) {
                    reportDuplicate(clause.id, .clause, earlier)
                    continue
                }
                clausesOf[index].append(ClauseID(clauses.count))
                let text = clause.says?.plain ?? texts?[clause.id.text]
                if text == nil, texts != nil, let file = declaration.textFile?.plain {
                    report(DeclarationFact.clauseWithoutText(clause.id.text, file: file), at: clause.id.span, .warning)
                }
                clauses.append(
                    Clause(
                        source: SourceID(index), number: clause.id.text, title: clause.title?.plain ?? clause.id.text,
                        disposition: disposition(clause.disposition), text: text,
                        documentation: clause.documentation, span: clause.span))
            }
        }
        sources = heads.indices.map { index in
            Source(identity: identity(heads[index]), edition: editions[index], clauses: clausesOf[index])
        }
        isCited = Array(repeating: false, count: clauses.count)
    }

    /// What the clauses of a source say in its text; nil where the source names no text, or one that cannot be had.
    private mutating func clauseTexts(of declaration: SourceDeclaration) -> [String: String]? {
        guard let file = declaration.textFile else { return nil }
        guard let text = sourceTexts.text(file.plain, beside: declaration.head.span.file) else {
            if sourceTexts.areLookedFor { report(DeclarationFact.sourceWithoutText(file.plain), at: file.span) }
            return nil
        }
        return ClauseTexts.read(text)
    }

    private func disposition(_ syntax: SourceDeclaration.Disposition) -> Clause.Disposition {
        switch syntax {
        case .operative: .operative
        case .prose: .prose
        case .rejected(let reason): .rejected(reason: reason.plain)
        }
    }

    /// The clauses that something rests on.
    mutating func citations(_ basis: [BasisSyntax]) -> [ClauseID] {
        var result: [ClauseID] = []
        var seen: Set<ClauseID> = []
        for entry in basis {
            guard let source = find(entry.source, .source, \.sourceNames) else { continue }
            for name in entry.clauses where !name.text.isEmpty {
                guard let clause = clauseNames[source.index][name.text] else {
                    let nearest = suggestion(for: name.text, among: clauseNames[source.index].all)
                    report(
                        NameFact.noClause(source: entry.source.text, name: name.text, suggestion: nearest),
                        at: name.span, fix: nearest.map { Diagnostic.Fix(span: name.span, replacement: $0) })
                    continue
                }
                cite(clause, name)
                if seen.insert(clause).inserted { result.append(clause) }
            }
        }
        return result
    }

    /// The clauses of a whole and of one of its parts, none twice.
    func joined(_ whole: [ClauseID], _ part: [ClauseID]) -> [ClauseID] {
        if part.isEmpty { return whole }
        let seen = Set(whole)
        return whole + part.filter { !seen.contains($0) }
    }

    private mutating func cite(_ clause: ClauseID, _ name: Name) {
        isCited[clause.index] = true
        let related = [
            Diagnostic.Related(.span(clauses[clause.index].span), Phrase(en: "the clause", zh: "该条款"))
        ]
        switch clauses[clause.index].disposition {
        case .operative: break
        case .prose:
            report(DeclarationFact.clauseIsProse(clause: name.text), at: name.span, .warning, related: related)
        case .rejected(let reason):
            report(
                DeclarationFact.clauseIsRejected(clause: name.text, reason: reason), at: name.span, related: related)
        }
    }

    /// A clause that carries rules, and that nothing rests on.
    mutating func reportUncoveredClauses() {
        for (index, clause) in clauses.enumerated() where !isCited[index] && clause.disposition == .operative {
            report(
                DeclarationFact.clauseUncovered(
                    source: sources[clause.source.index].identity.name, clause: clause.number), at: clause.span,
                .warning)
        }
    }

    /// `basis`, `at` and `valid`.
    mutating func provision(_ syntax: ProvisionSyntax) -> Provision {
        var organisations: [OrganisationID] = []
        for name in syntax.organisations {
            if let id = find(name, .organisation, \.organisationNames) { organisations.append(id) }
        }
        let from = syntax.validFrom.flatMap { date($0) }
        let to = syntax.validTo.flatMap { date($0) }
        if let from, let to, let place = syntax.validTo, to < from {
            report(DeclarationFact.periodEmpty(from: from.description, to: to.description), at: place.span)
        }
        return Provision(
            citations: citations(syntax.basis), organisations: organisations, validFrom: from, validTo: to)
    }
}
