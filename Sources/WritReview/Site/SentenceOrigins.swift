internal import WritEvaluation
internal import WritLanguage
internal import WritSemantics

/// Where each sentence of the sample documents comes from: the facts that it prints, the branches, rows and parameters that
/// gave its values, the rules that required the document or its deadline, the steps of its chain; and back from each of these.
struct SentenceOrigins {
    /// What put a sentence there.
    struct Carrier {
        let place: ClauseIndex.Place
        let identity: Identity
        /// Which part of the declaration it is, where it is not the whole of it.
        var part: Phrase?
    }

    struct Origin {
        var facts: [Phrase] = []
        var carriers: [Carrier] = []
        var clauses: [ClauseID] = []
    }

    /// A sentence of a sample document, by its numbers.
    struct Sentence: Hashable {
        let document: Int
        let number: Int
    }

    private let program: Program
    private(set) var origins: [[Origin]] = []
    /// The sentences that a declaration, or a part of one, has put there.
    private(set) var sentences: [ClauseIndex.Place: [Sentence]] = [:]

    init(_ material: ReviewMaterial) {
        program = material.program
        for (number, document) in material.documents.enumerated() {
            var found: [Origin] = []
            for sentence in document.sentences {
                var reading = SentenceReading(program, document)
                found.append(reading.origin(of: sentence))
            }
            for (index, origin) in found.enumerated() {
                var places: Set<ClauseIndex.Place> = []
                for carrier in origin.carriers {
                    // A part is one of the declaration as well.
                    let whole = ClauseIndex.Place(file: carrier.place.file, anchor: Anchor.whole(carrier.place.anchor))
                    places.formUnion([carrier.place, whole])
                }
                for place in places {
                    sentences[place, default: []].append(Sentence(document: number, number: index))
                }
            }
            origins.append(found)
        }
    }
}

/// Reads one sentence of one document.
private struct SentenceReading {
    private let program: Program
    private let document: ReviewMaterial.Document
    private let subject: RecordID?
    private let english: SentenceStyle
    private let chinese: SentenceStyle
    private var origin = SentenceOrigins.Origin()

    init(_ program: Program, _ document: ReviewMaterial.Document) {
        self.program = program
        self.document = document
        subject = document.example.map { program.examples[$0].input.type }
        english = SentenceStyle(program: program, language: .en)
        chinese = SentenceStyle(program: program, language: .zhHans)
    }

    mutating func origin(of sentence: DocumentSentence) -> SentenceOrigins.Origin {
        for fact in sentence.facts { add(path: fact) }
        for expression in sentence.expressions { add(words: expression) }
        if let name = sentence.step, let id = document.chain {
            let chain = program.chains[id.index]
            let step = chain.steps.first { $0.name == name }
            add(Anchor.chain(chain.identity.name), chain.identity, clauses: step?.citations ?? [])
            if origin.clauses.isEmpty { add(chain.provision.citations) }
        }
        if sentence.hasDeadline {
            for cause in document.causes { addDeadline(of: cause) }
        }
        // Words of the form itself, and plain facts, stand there because the rules require the document.
        if origin.carriers.isEmpty {
            for cause in document.causes { add(rule: cause, clauses: cause.citations) }
        }
        return origin
    }

    // MARK: facts and values

    /// A path such as `violations[2].severity`: a fact of the case, a value that the rules define, what a rule hands over, or a
    /// parameter.
    private mutating func add(path: String) {
        var record = subject
        var titles: [Phrase] = []
        func note(_ name: String, _ title: String) {
            titles.append(Phrase(en: english.word(name, title), zh: title))
        }
        var walked = ""
        for part in path.split(separator: ".") {
            let name = part.prefix { $0 != "[" }
            walked += (walked.isEmpty ? "" : ".") + part
            if let id = record, let field = program.records[id.index].fields.first(where: { $0.name == name }) {
                note(field.name, field.title)
                record = field.type.recordWithin
            } else if let definition = program.definitions.first(where: {
                $0.identity.name == name && (record == nil || $0.subject == record)
            }) {
                note(definition.identity.name, definition.identity.title)
                // A value is one of the definition; `[2]` behind it is an item of the value.
                let index = walked.hasSuffix("]") ? walked.prefix { $0 != "[" } : walked[...]
                add(definition, givenBy: document.basis[walked] ?? document.basis[String(index)] ?? [])
                record = definition.type.recordWithin
            } else if let parameter = program.parameters.first(where: { $0.identity.name == name }) {
                note(parameter.identity.name, parameter.identity.title)
                add(parameter)
            } else if let said = addArgument(String(name)) {
                titles.append(said)
            } else {
                note(String(name), String(name))
            }
        }
        add(fact: Phrase(en: titles.map(\.en).joined(separator: "·"), zh: titles.map(\.zh).joined(separator: "·")))
    }

    private mutating func add(fact: Phrase) {
        if !origin.facts.contains(fact) { origin.facts.append(fact) }
    }

    /// What is calculated, or chosen by a condition: the names in its words.
    private mutating func add(words expression: String) {
        for name in expression.namesWithin {
            if name == "as-of" {
                add(fact: Phrase(en: "the day of decision", zh: "办理之日"))
            } else if isKnown(name) {
                add(path: name)
            }
        }
    }

    private func isKnown(_ name: String) -> Bool {
        let isField = subject.map { id in program.records[id.index].fields.contains { $0.name == name } } ?? false
        return isField || program.parameters.contains { $0.identity.name == name }
            || program.definitions.contains { $0.identity.name == name && $0.subject == subject }
            || program.forms[document.form.index].arguments.contains { $0.name == name }
    }

    /// A value that the rule hands over: the consequence says what it is. Nothing where there is no such value.
    private mutating func addArgument(_ name: String) -> Phrase? {
        let arguments = program.forms[document.form.index].arguments
        guard let index = arguments.firstIndex(where: { $0.name == name }) else { return nil }
        var said: Phrase?
        for cause in document.causes {
            let consequence = program.rules[cause.rule.index].consequences[cause.consequence]
            guard case .issue(_, _, let values, _, _) = consequence.kind, index < values.count else { continue }
            add(rule: cause, clauses: cause.citations)
            add(values[index])
            if said == nil { said = Phrase(en: english.noun(values[index]), zh: chinese.noun(values[index])) }
        }
        return said
    }

    /// What an expression of a rule rests on: facts and values of the case, and parameters.
    private mutating func add(_ expression: Expression) {
        switch expression.kind {
        case .parameter(let id): add(program.parameters[id.index])
        case .asOf: add(words: "as-of")
        case .definition(let base, let id):
            let definition = program.definitions[id.index]
            if case .local(0) = base.kind {
                add(path: definition.identity.name)
            } else {
                add(definition, givenBy: [])
                add(base)
            }
        case .field(let base, let index):
            if case .local(0) = base.kind, let subject { add(path: program.records[subject.index].fields[index].name) }
            add(base)
        default: for child in expression.children { add(child) }
        }
    }

    private mutating func add(_ definition: Definition, givenBy parts: [Coverage.Part]) {
        switch definition.origin {
        case .branches(let branches):
            let subject = program.records[definition.subject.index].identity.name
            let whole = Anchor.definition(definition.identity.name, of: subject)
            let numbers = parts.compactMap { if case .branch(_, let number) = $0 { number } else { nil } }
            if numbers.isEmpty {
                add(whole, definition.identity, clauses: branches.flatMap(\.provision.citations))
            }
            for number in numbers where branches.indices.contains(number) {
                add(
                    Anchor.branch(number, of: whole), definition.identity,
                    part: Phrase(en: "branch \(number + 1)", zh: "第\(number + 1)项"),
                    clauses: branches[number].provision.citations)
            }
        case .table(let id, _):
            let table = program.tables[id.index]
            let whole = Anchor.table(table.identity.name)
            let numbers = parts.compactMap { if case .row(_, let number) = $0 { number } else { nil } }
            if numbers.isEmpty {
                add(
                    whole, table.identity, clauses: table.provision.citations + table.rows.flatMap(\.citations))
            }
            for number in numbers where table.rows.indices.contains(number) {
                let own = table.rows[number].citations
                add(
                    Anchor.row(number, of: whole), table.identity,
                    part: Phrase(en: "row \(number + 1)", zh: "第\(number + 1)行"),
                    clauses: own.isEmpty ? table.provision.citations : own)
            }
        }
    }

    private mutating func add(_ parameter: Parameter) {
        add(Anchor.parameter(parameter.identity.name), parameter.identity, clauses: parameter.citations)
    }

    // MARK: rules

    private mutating func addDeadline(of cause: Outcome.Cause) {
        let consequence = program.rules[cause.rule.index].consequences[cause.consequence]
        guard case .issue(_, _, _, let due?, _) = consequence.kind else { return }
        add(rule: cause, clauses: cause.citations)
        add(due)
    }

    private mutating func add(rule cause: Outcome.Cause, clauses: [ClauseID]) {
        let identity = program.rules[cause.rule.index].identity
        add(Anchor.rule(identity.name), identity, clauses: clauses)
    }

    private mutating func add(
        _ anchor: String, _ identity: Identity, part: Phrase? = nil, clauses: [ClauseID]
    ) {
        let place = ClauseIndex.Place(file: identity.span.file, anchor: anchor)
        if !origin.carriers.contains(where: { $0.place == place }) {
            origin.carriers.append(SentenceOrigins.Carrier(place: place, identity: identity, part: part))
        }
        add(clauses)
    }

    private mutating func add(_ clauses: [ClauseID]) {
        for clause in clauses where !origin.clauses.contains(clause) { origin.clauses.append(clause) }
    }
}

extension String {
    /// The names in an expression, without what stands in quotation marks.
    fileprivate var namesWithin: [String] {
        var names: [String] = []
        var name = ""
        var isQuoted = false
        for character in self + " " {
            if character == "\"" { isQuoted.toggle() }
            if !isQuoted, character.isLetter || character.isNumber || character == "-" || character == "_" {
                name.append(character)
            } else {
                if !name.isEmpty { names.append(name) }
                name = ""
            }
        }
        return names
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
