package import WritSemantics

/// A digest for everything that a lawyer signs off, which changes when its text or its effect may: what it says itself, and
/// what all says that its outcome depends on. Layout, comments, prose, the order of declarations and the language of the
/// keywords do not count.
package struct MeaningDigests: Sendable {
    /// What a lawyer signs off.
    package enum Item: Hashable, Sendable {
        case clause(ClauseID)
        case parameter(ParameterID)
        case definition(DefinitionID)
        case table(TableID)
        case chain(ChainID)
        case rule(RuleID)
        case duty(Int)
        case obligation(ObligationID)
        case stages(Int)
        case report(Int)
        case organisation(Int)
        case calendar(Int)
        case form(FormID)
    }

    package struct Entry: Sendable {
        package let item: Item
        /// As it stands in the sign-off file: `rule major-violation`, `clause M2 4.2.1.2`.
        package let key: String
        package let digest: String
    }

    /// In the order of the rulebook: clauses, parameters, definitions, tables, chains, rules, duties, obligations, stages,
    /// reports, firms, calendars, forms.
    package private(set) var entries: [Entry] = []
    private var byKey: [String: Int] = [:]

    package func digest(key: String) -> String? { byKey[key].map { entries[$0].digest } }

    package init(_ program: Program) {
        let meanings = DeclarationMeanings(program)
        for (index, clause) in program.clauses.enumerated() {
            let source = program.sources[clause.source.index].identity.name
            add(.clause(ClauseID(index)), "clause \(source) \(clause.number)", meanings.carried[index])
        }
        for (index, parameter) in program.parameters.enumerated() {
            add(.parameter(ParameterID(index)), "parameter \(parameter.identity.name)", meanings.parameters[index])
        }
        for (index, definition) in program.definitions.enumerated() {
            guard case .branches = definition.origin else { continue }
            let subject = program.records[definition.subject.index].identity.name
            add(
                .definition(DefinitionID(index)), "define \(definition.identity.name) of \(subject)",
                meanings.definitions[index])
        }
        for (index, table) in program.tables.enumerated() {
            add(.table(TableID(index)), "table \(table.identity.name)", meanings.tables[index])
        }
        for (index, chain) in program.chains.enumerated() {
            add(.chain(ChainID(index)), "chain \(chain.identity.name)", meanings.chains[index])
        }
        for (index, rule) in program.rules.enumerated() {
            add(.rule(RuleID(index)), "rule \(rule.identity.name)", meanings.rules[index])
        }
        for (index, duty) in program.duties.enumerated() {
            add(.duty(index), "duty \(duty.identity.name)", meanings.duties[index])
        }
        for (index, obligation) in program.obligations.enumerated() {
            add(
                .obligation(ObligationID(index)), "obligation \(obligation.identity.name)", meanings.obligations[index])
        }
        for (index, set) in program.stages.enumerated() {
            add(.stages(index), "stages \(set.identity.name)", meanings.stages[index])
        }
        for (index, report) in program.reports.enumerated() {
            add(.report(index), "report \(report.identity.name)", meanings.reports[index])
        }
        for (index, firm) in program.organisations.enumerated() {
            add(.organisation(index), "organisation \(firm.identity.name)", meanings.organisations[index])
        }
        for (index, calendar) in program.calendars.enumerated() {
            add(.calendar(index), "calendar \(calendar.identity.name)", meanings.calendars[index])
        }
        for (index, form) in program.forms.enumerated() {
            guard let layout = meanings.forms[index] else { continue }
            add(.form(FormID(index)), "form \(form.name)", layout)
        }
    }

    private mutating func add(_ item: Item, _ key: String, _ digest: String) {
        guard byKey[key] == nil else { return }
        byKey[key] = entries.count
        entries.append(Entry(item: item, key: key, digest: digest))
    }
}
