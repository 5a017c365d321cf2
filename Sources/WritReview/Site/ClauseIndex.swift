internal import WritLanguage
internal import WritSemantics

/// What carries each clause: the rules, definitions, tables, chains, duties and parameters that cite it, and the examples and
/// forms that these lead to.
struct ClauseIndex {
    struct Carrier {
        let link: Place
        let title: String
    }

    /// Something with a place of its own on a manual page.
    struct Place: Hashable {
        let file: FileID
        let anchor: String
    }

    private(set) var carriers: [[Carrier]]
    private(set) var forms: [Set<Int>]
    /// Rules that cite it, for the matrix.
    private(set) var rules: [Set<Int>]

    init(_ program: Program) {
        carriers = Array(repeating: [], count: program.clauses.count)
        forms = Array(repeating: [], count: program.clauses.count)
        rules = Array(repeating: [], count: program.clauses.count)
        for (index, rule) in program.rules.enumerated() {
            var cited = Set(rule.provision.citations)
            for consequence in rule.consequences {
                cited.formUnion(consequence.citations)
                guard case .issue(let form, _, _, _, _) = consequence.kind else { continue }
                for clause in consequence.citations { forms[clause.index].insert(form.index) }
            }
            for clause in cited { rules[clause.index].insert(index) }
            add(Anchor.rule(rule.identity.name), rule.identity, cited)
        }
        for definition in program.definitions {
            guard case .branches(let branches) = definition.origin else { continue }
            let subject = program.records[definition.subject.index].identity.name
            let cited = Set(branches.flatMap(\.provision.citations))
            add(Anchor.definition(definition.identity.name, of: subject), definition.identity, cited)
        }
        for table in program.tables {
            let cited = Set(table.provision.citations + table.rows.flatMap(\.citations))
            add(Anchor.table(table.identity.name), table.identity, cited)
        }
        for chain in program.chains {
            let cited = Set(chain.provision.citations + chain.steps.flatMap(\.citations))
            add(Anchor.chain(chain.identity.name), chain.identity, cited)
        }
        for duty in program.duties {
            add(Anchor.duty(duty.identity.name), duty.identity, Set(duty.provision.citations))
            guard let form = duty.form else { continue }
            for clause in duty.provision.citations { forms[clause.index].insert(form.index) }
        }
        for parameter in program.parameters {
            add(Anchor.parameter(parameter.identity.name), parameter.identity, Set(parameter.citations))
        }
    }

    private mutating func add(_ anchor: String, _ identity: Identity, _ cited: Set<ClauseID>) {
        for clause in cited {
            carriers[clause.index].append(
                Carrier(link: Place(file: identity.span.file, anchor: anchor), title: identity.title))
        }
    }
}

/// The ids of places on pages: the same spelling wherever a place is made or linked to.
enum Anchor {
    static func rule(_ name: String) -> String { "rule-\(name)" }
    static func definition(_ name: String, of subject: String) -> String { "define-\(subject)-\(name)" }
    static func table(_ name: String) -> String { "table-\(name)" }
    static func chain(_ name: String) -> String { "chain-\(name)" }
    static func duty(_ name: String) -> String { "duty-\(name)" }
    static func parameter(_ name: String) -> String { "parameter-\(name)" }
    static func type(_ name: String) -> String { "type-\(name)" }
    static func organisation(_ name: String) -> String { "organisation-\(name)" }
    static func calendar(_ name: String) -> String { "calendar-\(name)" }
    static func example(_ number: Int) -> String { "example-\(number + 1)" }
    static func form(_ name: String) -> String { "form-\(name)" }

    static func clause(_ clause: Clause, in program: Program) -> String {
        "clause-\(program.sources[clause.source.index].identity.name)-\(escaped(clause.number))"
    }

    /// An id may hold no white space, and a fragment no `%`.
    private static func escaped(_ text: String) -> String {
        String(text.map { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" ? $0 : "_" })
    }
}
