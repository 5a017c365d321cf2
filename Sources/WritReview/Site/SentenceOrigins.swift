internal import WritLanguage
internal import WritSemantics

/// Where each sentence of the sample documents comes from: the facts that it prints, the values and parameters behind them,
/// the rules that required the document or its deadline, the steps of its chain; and back from each of these.
struct SentenceOrigins {
    struct Origin {
        var facts: [String] = []
        /// Declarations that put the sentence there.
        var carriers: [(place: ClauseIndex.Place, identity: Identity)] = []
        var clauses: [ClauseID] = []
    }

    /// A sentence of a sample document, by its numbers.
    struct Sentence: Hashable {
        let document: Int
        let number: Int
    }

    private let program: Program
    private(set) var origins: [[Origin]] = []
    /// The sentences that a declaration has put there.
    private(set) var sentences: [ClauseIndex.Place: [Sentence]] = [:]

    init(_ material: ReviewMaterial) {
        program = material.program
        for (number, document) in material.documents.enumerated() {
            let found = document.sentences.map { origin(of: $0, in: document) }
            for (index, origin) in found.enumerated() {
                for carrier in origin.carriers {
                    sentences[carrier.place, default: []].append(Sentence(document: number, number: index))
                }
            }
            origins.append(found)
        }
    }

    private func origin(of sentence: DocumentSentence, in document: ReviewMaterial.Document) -> Origin {
        var origin = Origin()
        let subject = document.example.map { program.examples[$0].input.type }
        for fact in sentence.facts { add(fact, subject, to: &origin) }
        if let name = sentence.step, let id = document.chain {
            let chain = program.chains[id.index]
            let step = chain.steps.first { $0.name == name }
            add(Anchor.chain(chain.identity.name), chain.identity, chain.provision.citations, to: &origin)
            add(step?.citations ?? [], to: &origin)
        }
        if sentence.hasDeadline {
            for rule in document.rules { add(deadlineOf: document.form, in: program.rules[rule.index], to: &origin) }
        }
        // Words of the form itself stand there because the rules require the document.
        if origin.clauses.isEmpty {
            for rule in document.rules {
                let identity = program.rules[rule.index].identity
                add(Anchor.rule(identity.name), identity, [], to: &origin)
            }
            add(document.clauses, to: &origin)
        }
        return origin
    }

    /// A path such as `violations[2].severity`: a fact of the case, a value that the rules define, or a parameter.
    private func add(_ path: String, _ subject: RecordID?, to origin: inout Origin) {
        var record = subject
        var titles: [String] = []
        for part in path.split(separator: ".") {
            let name = part.prefix { $0 != "[" }
            if let id = record, let field = program.records[id.index].fields.first(where: { $0.name == name }) {
                titles.append(field.title)
                record = field.type.recordWithin
            } else if let definition = program.definitions.first(where: {
                $0.identity.name == name && (record == nil || $0.subject == record)
            }) {
                titles.append(definition.identity.title)
                add(definition, to: &origin)
                record = definition.type.recordWithin
            } else if let parameter = program.parameters.first(where: { $0.identity.name == name }) {
                titles.append(parameter.identity.title)
                add(parameter, to: &origin)
            } else {
                titles.append(String(name))
            }
        }
        let title = titles.joined(separator: "·")
        if !origin.facts.contains(title) { origin.facts.append(title) }
    }

    private func add(_ definition: Definition, to origin: inout Origin) {
        switch definition.origin {
        case .branches(let branches):
            let subject = program.records[definition.subject.index].identity.name
            add(
                Anchor.definition(definition.identity.name, of: subject), definition.identity,
                branches.flatMap(\.provision.citations), to: &origin)
        case .table(let id, _):
            let table = program.tables[id.index]
            add(
                Anchor.table(table.identity.name), table.identity,
                table.provision.citations + table.rows.flatMap(\.citations), to: &origin)
        }
    }

    private func add(_ parameter: Parameter, to origin: inout Origin) {
        add(Anchor.parameter(parameter.identity.name), parameter.identity, parameter.citations, to: &origin)
    }

    private func add(deadlineOf form: FormID, in rule: Rule, to origin: inout Origin) {
        for consequence in rule.consequences {
            guard case .issue(form, _, _, let due?, _) = consequence.kind else { continue }
            add(Anchor.rule(rule.identity.name), rule.identity, consequence.citations, to: &origin)
            func collect(_ expression: Expression) {
                switch expression.kind {
                case .parameter(let id): add(program.parameters[id.index], to: &origin)
                case .definition(_, let id): add(program.definitions[id.index], to: &origin)
                default: expression.children.forEach(collect)
                }
            }
            collect(due)
        }
    }

    private func add(_ anchor: String, _ identity: Identity, _ clauses: [ClauseID], to origin: inout Origin) {
        let place = ClauseIndex.Place(file: identity.span.file, anchor: anchor)
        if !origin.carriers.contains(where: { $0.place == place }) { origin.carriers.append((place, identity)) }
        add(clauses, to: &origin)
    }

    private func add(_ clauses: [ClauseID], to origin: inout Origin) {
        for clause in clauses where !origin.clauses.contains(clause) { origin.clauses.append(clause) }
    }
}

extension ValueType {
    /// The record that a value is, or that a list holds.
    fileprivate var recordWithin: RecordID? {
        switch self {
        case .record(let id): id
        case .optional(let inner), .list(let inner): inner.recordWithin
        default: nil
        }
    }
}
