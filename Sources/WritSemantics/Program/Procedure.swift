package import WritLanguage

/// A procedure of the manual: a heading with an id, and everything that stands below it.
package struct Procedure: Sendable {
    package let identity: Identity
    /// Within which its declarations stand, save those of a procedure that lies within it.
    package let extent: Span
    /// The procedure within which it lies.
    package let parent: ProcedureID?
}

/// What belongs to one procedure: what is declared below its heading, and what that leads to.
package struct ProcedureContents: Sendable {
    package fileprivate(set) var rules: [RuleID] = []
    package fileprivate(set) var definitions: [DefinitionID] = []
    package fileprivate(set) var tables: [TableID] = []
    /// Those declared here, and those by which its documents are approved.
    package fileprivate(set) var chains: [ChainID] = []
    /// Positions in `Program.duties`.
    package fileprivate(set) var duties: [Int] = []
    package fileprivate(set) var obligations: [ObligationID] = []
    /// Positions in `Program.examples`.
    package fileprivate(set) var examples: [Int] = []
    /// What its rules issue and its duties consist in.
    package fileprivate(set) var forms: [FormID] = []
    /// The clauses that are declared here or cited here.
    package fileprivate(set) var clauses: [ClauseID] = []
    /// The firms that its declarations name by `at`; empty where they hold everywhere.
    package fileprivate(set) var organisations: [OrganisationID] = []
}

extension Program {
    /// The contents of each procedure, in the order of `procedures`.
    package func procedureContents() -> [ProcedureContents] {
        var gathering = ProcedureGathering(self)
        gathering.run()
        return gathering.contents
    }

    /// The procedure below whose heading a place stands; the innermost where one lies within another.
    package func procedure(at place: Span) -> ProcedureID? {
        // Procedures are in the order of their places.
        var low = 0
        var high = procedures.count
        while low < high {
            let middle = (low + high) / 2
            let start = procedures[middle].extent
            let isBefore =
                start.file == place.file ? start.start <= place.start : start.file.index < place.file.index
            if isBefore { low = middle + 1 } else { high = middle }
        }
        var candidate = low > 0 ? ProcedureID(low - 1) : nil
        while let id = candidate {
            let procedure = procedures[id.index]
            if procedure.extent.file == place.file, place.start < procedure.extent.end { return id }
            candidate = procedure.parent
        }
        return nil
    }
}

/// Goes once through a program and puts everything with the procedure that it stands in.
private struct ProcedureGathering {
    let program: Program
    var contents: [ProcedureContents]
    /// What each procedure has already, so that nothing is listed twice.
    private var chains: Set<Pair> = []
    private var forms: Set<Pair> = []
    private var clauses: Set<Pair> = []
    private var organisations: Set<Pair> = []

    private struct Pair: Hashable {
        let procedure: Int
        let entity: Int
    }

    init(_ program: Program) {
        self.program = program
        contents = Array(repeating: ProcedureContents(), count: program.procedures.count)
    }

    mutating func run() {
        for (index, clause) in program.clauses.enumerated() {
            if let place = place(clause.span) { add([ClauseID(index)], to: place) }
        }
        for parameter in program.parameters {
            if let place = place(parameter.identity.span) { add(parameter.citations, to: place) }
        }
        gatherValues()
        gatherConsequences()
        for (index, example) in program.examples.enumerated() {
            if let place = place(example.span) { contents[place].examples.append(index) }
        }
    }

    private mutating func gatherValues() {
        for (index, definition) in program.definitions.enumerated() {
            guard case .branches(let branches) = definition.origin else { continue }
            if let place = place(definition.identity.span) { contents[place].definitions.append(DefinitionID(index)) }
            for branch in branches {
                if let place = place(branch.span) { add(branch.provision, to: place) }
            }
        }
        for (index, table) in program.tables.enumerated() {
            guard let place = place(table.identity.span) else { continue }
            contents[place].tables.append(TableID(index))
            add(table.provision, to: place)
            add(table.rows.flatMap(\.citations), to: place)
        }
    }

    private mutating func gatherConsequences() {
        for (index, rule) in program.rules.enumerated() {
            guard let place = place(rule.identity.span) else { continue }
            contents[place].rules.append(RuleID(index))
            add(rule.provision, to: place)
            for consequence in rule.consequences {
                add(consequence.citations, to: place)
                guard case .issue(let form, _, _, _, let approval) = consequence.kind else { continue }
                add(form, to: place)
                if let approval { add(approval, to: place) }
            }
        }
        for (index, chain) in program.chains.enumerated() {
            guard let place = place(chain.identity.span) else { continue }
            add(ChainID(index), to: place)
            add(chain.provision, to: place)
            add(chain.steps.flatMap(\.citations), to: place)
        }
        for (index, duty) in program.duties.enumerated() {
            guard let place = place(duty.identity.span) else { continue }
            contents[place].duties.append(index)
            add(duty.provision, to: place)
            for form in duty.forms { add(form, to: place) }
        }
        for (index, obligation) in program.obligations.enumerated() {
            guard let place = place(obligation.identity.span) else { continue }
            contents[place].obligations.append(ObligationID(index))
            add(obligation.provision, to: place)
            add(obligation.demands.flatMap(\.citations), to: place)
        }
    }

    private func place(_ span: Span) -> Int? { program.procedure(at: span)?.index }

    private mutating func add(_ provision: Provision, to place: Int) {
        add(provision.citations, to: place)
        for id in provision.organisations
        where organisations.insert(Pair(procedure: place, entity: id.index)).inserted {
            contents[place].organisations.append(id)
        }
    }

    private mutating func add(_ cited: [ClauseID], to place: Int) {
        for id in cited where clauses.insert(Pair(procedure: place, entity: id.index)).inserted {
            contents[place].clauses.append(id)
        }
    }

    private mutating func add(_ chain: ChainID, to place: Int) {
        guard chains.insert(Pair(procedure: place, entity: chain.index)).inserted else { return }
        contents[place].chains.append(chain)
    }

    private mutating func add(_ form: FormID, to place: Int) {
        guard forms.insert(Pair(procedure: place, entity: form.index)).inserted else { return }
        contents[place].forms.append(form)
    }
}
