internal import WritEvaluation
internal import WritLanguage
package import WritSemantics

/// A digest for everything that a lawyer signs off, which changes exactly when its text or its meaning does: what it says
/// itself, and what everything that it uses says. Layout and comments do not count.
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

    /// In the order of the rulebook: clauses, parameters, definitions, tables, chains, rules, duties, firms, calendars, forms.
    package private(set) var entries: [Entry] = []
    private var byKey: [String: Int] = [:]

    package func digest(key: String) -> String? { byKey[key].map { entries[$0].digest } }

    package init(_ program: Program) {
        let text = CanonicalText(program: program)
        let words = DeclarationText(program)
        var uses = Uses(text)
        var citing = [[String]](repeating: [], count: program.clauses.count)
        func cite(_ clauses: [ClauseID], _ digest: String) {
            for clause in Set(clauses) { citing[clause.index].append(digest) }
        }

        for parameter in program.parameters {
            let digest = BLAKE2b.hex(text.text(parameter))
            uses.parameters.append(digest)
            cite(parameter.citations, digest)
        }
        uses.definitions = Array(repeating: "", count: program.definitions.count)
        var tables = [String](repeating: "", count: program.tables.count)
        for id in program.definitionOrder {
            let definition = program.definitions[id.index]
            var used = References()
            switch definition.origin {
            case .branches(let branches):
                for branch in branches { used.collect(branch) }
                uses.definitions[id.index] = uses.digest(text.text(definition), used)
                cite(branches.flatMap(\.provision.citations), uses.definitions[id.index])
            case .table(let tableID, _):
                let table = program.tables[tableID.index]
                used.collect(table)
                uses.definitions[id.index] = uses.digest(text.text(definition) + "\n" + text.text(table), used)
                if tables[tableID.index].isEmpty {
                    tables[tableID.index] = uses.digest(text.text(table), used)
                    cite(table.provision.citations + table.rows.flatMap(\.citations), tables[tableID.index])
                }
            }
        }
        for chain in program.chains {
            var used = References()
            used.collect(chain)
            let digest = uses.digest(text.text(chain), used)
            uses.chains.append(digest)
            cite(chain.provision.citations + chain.steps.flatMap(\.citations), digest)
        }
        let rules = program.rules.map { rule in
            var used = References()
            used.collect(rule)
            let digest = uses.digest(text.text(rule), used)
            cite(rule.provision.citations + rule.consequences.flatMap(\.citations), digest)
            return digest
        }
        let duties = program.duties.map { duty in
            let roles = (duty.by + duty.to).map { program.roles[$0.index].identity.title }
            let digest = BLAKE2b.hex(([words.text(of: duty.identity.span)] + roles).joined(separator: "\n"))
            cite(duty.provision.citations, digest)
            return digest
        }

        for (index, clause) in program.clauses.enumerated() {
            let source = program.sources[clause.source.index].identity.name
            let whole = ([text.text(clause)] + citing[index].sorted()).joined(separator: "\n")
            add(.clause(ClauseID(index)), "clause \(source) \(clause.number)", BLAKE2b.hex(whole))
        }
        for (index, parameter) in program.parameters.enumerated() {
            add(.parameter(ParameterID(index)), "parameter \(parameter.identity.name)", uses.parameters[index])
        }
        for (index, definition) in program.definitions.enumerated() {
            guard case .branches = definition.origin else { continue }
            let subject = program.records[definition.subject.index].identity.name
            add(
                .definition(DefinitionID(index)), "define \(definition.identity.name) of \(subject)",
                uses.definitions[index])
        }
        for (index, table) in program.tables.enumerated() {
            add(.table(TableID(index)), "table \(table.identity.name)", tables[index])
        }
        for (index, chain) in program.chains.enumerated() {
            add(.chain(ChainID(index)), "chain \(chain.identity.name)", uses.chains[index])
        }
        for (index, rule) in program.rules.enumerated() {
            add(.rule(RuleID(index)), "rule \(rule.identity.name)", rules[index])
        }
        for (index, duty) in program.duties.enumerated() {
            add(.duty(index), "duty \(duty.identity.name)", duties[index])
        }
        for (index, firm) in program.organisations.enumerated() {
            add(
                .organisation(index), "organisation \(firm.identity.name)",
                BLAKE2b.hex(words.text(of: firm.identity.span)))
        }
        for (index, calendar) in program.calendars.enumerated() {
            add(
                .calendar(index), "calendar \(calendar.identity.name)",
                BLAKE2b.hex(words.text(of: calendar.identity.span)))
        }
        for (index, form) in program.forms.enumerated() {
            guard let layout = program.layout(of: form) else { continue }
            add(.form(FormID(index)), "form \(form.name)", BLAKE2b.hex(layout))
        }
    }

    private mutating func add(_ item: Item, _ key: String, _ digest: String) {
        guard byKey[key] == nil else { return }
        byKey[key] = entries.count
        entries.append(Entry(item: item, key: key, digest: digest))
    }

    /// The digests of what declarations use.
    private struct Uses {
        let text: CanonicalText
        var parameters: [String] = []
        var definitions: [String] = []
        var chains: [String] = []

        init(_ text: CanonicalText) { self.text = text }

        /// Of a declaration and of everything that it uses directly; what these use is in their own digests.
        func digest(_ own: String, _ used: References) -> String {
            var whole = own
            for id in used.definitions.sorted() { whole += "\n" + definitions[id.index] }
            for id in used.parameters.sorted() { whole += "\n" + parameters[id.index] }
            for id in used.chains.sorted() { whole += "\n" + chains[id.index] }
            for id in used.enumerations.sorted() { whole += "\n" + text.text(text.program.enums[id.index]) }
            return BLAKE2b.hex(whole)
        }
    }
}

extension Program {
    /// The words of a form's file; nothing for a form that the rules only name. Layout and comments do not count.
    func layout(of form: FormSummary) -> String? {
        guard let span = form.span, let file = files.first(where: { $0.id == span.file }), file.path.hasSuffix(".xml")
        else { return nil }
        let words = text(of: Span(file: span.file, start: 0, end: file.bytes.count))
        var (kept, rest) = ("", words[...])
        while let open = rest.firstRange(of: "<!--") {
            kept += rest[..<open.lowerBound]
            guard let close = rest[open.upperBound...].firstRange(of: "-->") else { return kept }
            rest = rest[close.upperBound...]
        }
        return (kept + rest).split(separator: " ").joined(separator: " ")
    }
}

extension BLAKE2b {
    fileprivate static func hex(_ text: String) -> String { hex(Array(text.utf8)) }
}
