internal import WritLanguage
package import WritSemantics

/// A digest for each clause and each rule that changes exactly when its text or its meaning does: what it says itself, and
/// what everything that it uses says. Layout and comments do not count.
package struct MeaningDigests: Sendable {
    /// What a lawyer signs off.
    package enum Item: Hashable, Sendable {
        case rule(String)
        case definition(String)
        case table(String)
        case chain(String)
        /// `M2 4.2.1.2`
        case clause(String)

        /// As it stands in the sign-off file.
        package var key: String {
            switch self {
            case .rule(let name): "rule \(name)"
            case .definition(let name): "define \(name)"
            case .table(let name): "table \(name)"
            case .chain(let name): "chain \(name)"
            case .clause(let number): "clause \(number)"
            }
        }
    }

    /// In the order of the rulebook: clauses, then definitions, tables, chains and rules.
    package let items: [(item: Item, digest: String)]
    private let byKey: [String: String]

    package func digest(_ item: Item) -> String? { byKey[item.key] }
    package func digest(key: String) -> String? { byKey[key] }

    package init(_ program: Program) {
        let canonical = CanonicalText(program: program)
        var definitionDigests = [String](repeating: "", count: program.definitions.count)
        let parameterDigests = program.parameters.map { BLAKE2b.hex(Array(canonical.text($0).utf8)) }
        func digest(_ text: String, _ used: References) -> String {
            var whole = text
            for id in used.definitions.sorted() { whole += "\n" + definitionDigests[id.index] }
            for id in used.parameters.sorted() { whole += "\n" + parameterDigests[id.index] }
            return BLAKE2b.hex(Array(whole.utf8))
        }
        var tableDigests = [String](repeating: "", count: program.tables.count)
        for id in program.definitionOrder {
            let definition = program.definitions[id.index]
            var used = References()
            var text = canonical.text(definition)
            switch definition.origin {
            case .branches(let branches):
                for branch in branches { used.collect(branch) }
            case .table(let tableID, _):
                let table = program.tables[tableID.index]
                used.collect(table)
                text += "\n" + canonical.text(table)
                if tableDigests[tableID.index].isEmpty {
                    tableDigests[tableID.index] = digest(canonical.text(table), used)
                }
            }
            definitionDigests[id.index] = digest(text, used)
        }
        let chainDigests = program.chains.map { chain in
            var used = References()
            used.collect(chain)
            return digest(canonical.text(chain), used)
        }
        var citing = [[String]](repeating: [], count: program.clauses.count)
        var rules: [(Item, String)] = []
        for rule in program.rules {
            var used = References()
            used.collect(rule)
            var text = canonical.text(rule)
            for chain in used.chains.sorted() { text += "\n" + chainDigests[chain.index] }
            let value = digest(text, used)
            rules.append((.rule(rule.identity.name), value))
            for clause in Set(rule.consequences.flatMap(\.citations) + rule.provision.citations) {
                citing[clause.index].append(value)
            }
        }
        var all: [(Item, String)] = program.clauses.indices.map { index in
            let clause = program.clauses[index]
            let number = "\(program.sources[clause.source.index].identity.name) \(clause.number)"
            let text = ([canonical.text(clause)] + citing[index].sorted()).joined(separator: "\n")
            return (.clause(number), BLAKE2b.hex(Array(text.utf8)))
        }
        for (index, definition) in program.definitions.enumerated() {
            if case .branches = definition.origin {
                let subject = program.records[definition.subject.index].identity.name
                all.append((.definition("\(definition.identity.name) of \(subject)"), definitionDigests[index]))
            }
        }
        for (table, value) in zip(program.tables, tableDigests) { all.append((.table(table.identity.name), value)) }
        for (chain, value) in zip(program.chains, chainDigests) { all.append((.chain(chain.identity.name), value)) }
        all += rules
        items = all.map { (item: $0.0, digest: $0.1) }
        byKey = Dictionary(items.map { ($0.item.key, $0.digest) }, uniquingKeysWith: { first, _ in first })
    }
}
