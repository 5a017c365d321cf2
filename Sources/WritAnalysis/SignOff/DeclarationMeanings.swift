internal import WritEvaluation
internal import WritLanguage
internal import WritSemantics

/// What each declaration of a rulebook says and rests on, as one digest each.
///
/// Whatever the outcome of a declaration depends on is in its digest: definitions with their amendments, parameters with what
/// the firms set, chains with the organisation charts and substitutes by which they are walked, enumerations, fields with
/// their bounds, calendars where days off matter, the rules that override it, forms, and the clauses that it cites.
struct DeclarationMeanings {
    private let program: Program
    private let text: CanonicalText
    private let words: DeclarationText
    /// By definition, the outputs of tables included.
    private(set) var definitions: [String]
    private(set) var parameters: [String] = []
    private(set) var tables: [String]
    private(set) var chains: [String] = []
    private(set) var rules: [String] = []
    private(set) var duties: [String] = []
    private(set) var obligations: [String] = []
    private(set) var stages: [String] = []
    private(set) var reports: [String] = []
    private(set) var organisations: [String] = []
    private(set) var calendars: [String] = []
    /// Nothing for a form that the rules only name.
    private(set) var forms: [String?] = []
    /// By clause, what it says with all that carries it.
    private(set) var carried: [String] = []
    /// By clause, what it says.
    private let clauses: [String]
    /// All calendars, with which firm goes by which.
    private var allCalendars = ""
    /// Who stands where in each firm.
    private var charts = ""
    private var citing: [[String]]

    init(_ program: Program) {
        self.program = program
        text = CanonicalText(program: program)
        words = DeclarationText(program)
        definitions = Array(repeating: "", count: program.definitions.count)
        tables = Array(repeating: "", count: program.tables.count)
        citing = Array(repeating: [], count: program.clauses.count)
        let text = text
        // Papers print a clause with its source.
        clauses = program.clauses.map { clause in
            "\(program.sources[clause.source.index].identity.title): " + text.text(clause)
        }
        addFirms()
        addParameters()
        addDefinitions()
        addForms()
        addChains()
        addRules()
        addDuties()
        addObligations()
        addStages()
        addReports()
        carried = zip(clauses, citing).map { DeclarationMeanings.digest([$0] + $1.sorted()) }
    }

    private static func digest(_ parts: [String]) -> String {
        BLAKE2b.hex(Array(parts.joined(separator: "\n").utf8))
    }

    /// What a declaration says together with all that it uses; what that uses is in its own digests. The order in which
    /// the files declare things is not part of it.
    private func digest(_ own: [String], _ used: References) -> String {
        var parts = used.definitions.map { definitions[$0.index] } + used.parameters.map { parameters[$0.index] }
        parts += used.chains.map { chains[$0.index] } + used.enumerations.map { text.text(program.enums[$0.index]) }
        parts += used.fields.map(field) + used.clauses.map { clauses[$0.index] }
        parts += used.organisations.map { program.organisations[$0.index].identity.title }
        parts += used.forms.map(form)
        if used.isDated { parts.append(allCalendars) }
        return DeclarationMeanings.digest(own + parts.sorted())
    }

    private func field(_ reference: References.Field) -> String {
        let record = program.records[reference.record.index]
        guard record.fields.indices.contains(reference.index) else { return "" }
        let field = record.fields[reference.index]
        let domain = field.domain.map { domain in
            " from \(domain.lower.map(text.text) ?? "") to \(domain.upper.map(text.text) ?? "") \(domain.most ?? -1)"
        }
        return
            "field \(record.identity.name).\(field.name) \"\(field.title)\" : \(text.text(field.type))\(domain ?? "")"
    }

    /// A document that is issued: its values' types, and how it reads where there is a form.
    private func form(_ id: FormID) -> String {
        let form = program.forms[id.index]
        let arguments = form.arguments.map { "\($0.name) : \(text.text($0.type))" }
        return "form \(form.name) \"\(form.title)\" \(arguments) \(forms[id.index] ?? "")"
    }

    /// What a declaration is about, and by the law of which day: of a part of cases, that of any of them.
    private func subject(_ id: RecordID) -> String {
        let record = program.records[id.index]
        let cases = record.isCase ? [record] : program.records.filter(\.isCase)
        let laws = cases.map { type in
            "\(type.identity.name) by \(type.governing.map { type.fields[$0].name } ?? "")"
        }
        return "about \(record.identity.name) \"\(record.identity.title)\" \(laws.sorted())"
    }

    private mutating func cite(_ used: References, _ digest: String) {
        for clause in used.clauses { citing[clause.index].append(digest) }
    }

    // MARK: firms

    private mutating func addFirms() {
        calendars = program.calendars.map { DeclarationMeanings.digest([words.text(of: $0.identity.span)]) }
        let goBy = program.organisations.map { firm in
            "\(firm.identity.name) by \(firm.calendar.map { program.calendars[$0.index].identity.name } ?? "")"
        }
        allCalendars = DeclarationMeanings.digest(calendars.sorted() + goBy.sorted())
        charts = DeclarationMeanings.digest(
            program.organisations.map { firm in
                "\(firm.identity.name) \(ApprovalText.posts(firm, program)) "
                    + ApprovalText.substitutions(firm.substitutions, program)
            }.sorted())
        organisations = program.organisations.map { firm in
            let roles = firm.posts.map { program.roles[$0.role.index].identity.title }
            let set = firm.settings.map { program.parameters[$0.parameter.index].identity.title }
            let calendar = firm.calendar.map { calendars[$0.index] } ?? ""
            return DeclarationMeanings.digest([words.text(of: firm.identity.span), calendar] + roles + set)
        }
    }

    private mutating func addParameters() {
        for parameter in program.parameters {
            var used = References()
            used.collect(parameter.type)
            used.collect(
                Provision(citations: parameter.citations, organisations: [], validFrom: nil, validTo: nil))
            let digest = digest([text.text(parameter)], used)
            parameters.append(digest)
            cite(used, digest)
        }
    }

    // MARK: rules and what they use

    private mutating func addDefinitions() {
        for id in program.definitionOrder {
            let definition = program.definitions[id.index]
            var used = References()
            used.collect(definition.type)
            let about = subject(definition.subject)
            switch definition.origin {
            case .branches(let branches):
                for branch in branches { used.collect(branch) }
                definitions[id.index] = digest([text.text(definition), about], used)
                cite(used, definitions[id.index])
            case .table(let tableID, _):
                let table = program.tables[tableID.index]
                used.collect(table)
                definitions[id.index] = digest([text.text(definition), text.text(table), about], used)
                if tables[tableID.index].isEmpty {
                    for output in table.outputs { used.collect(program.definitions[output.index].type) }
                    let outputs = table.outputs.map { text.text(program.definitions[$0.index]) }
                    tables[tableID.index] = digest([text.text(table), about] + outputs, used)
                    cite(used, tables[tableID.index])
                }
            }
        }
    }

    private mutating func addForms() {
        let named = NamesInForms(program, definitions: definitions, parameters: parameters, text)
        forms = program.forms.map { form in
            program.layout(of: form).map { DeclarationMeanings.digest([$0] + named.meanings(in: $0)) }
        }
    }

    private mutating func addChains() {
        for chain in program.chains {
            var used = References()
            used.collect(chain)
            // Who may not approve and who has to: what the case states in these fields, and whether it must.
            for name in chain.apart + chain.steps.compactMap(\.named) { used.collect(fields(named: name, of: chain)) }
            let digest = digest([text.text(chain), charts], used)
            chains.append(digest)
            cite(used, digest)
        }
    }

    /// The fields of a name in the cases that a chain is for.
    private func fields(named name: String, of chain: Chain) -> [References.Field] {
        program.records.indices.compactMap { number in
            let record = program.records[number]
            guard chain.subject.map({ $0.index == number }) ?? record.isCase,
                let index = record.fields.firstIndex(where: { $0.name == name })
            else { return nil }
            return References.Field(record: RecordID(number), index: index)
        }
    }

    private mutating func addRules() {
        // What wins over a rule: where it is in force and holds, whatever follows from it.
        var winners: [[String]] = Array(repeating: [], count: program.rules.count)
        for rule in program.rules where !rule.overrides.isEmpty {
            var used = References()
            used.collect(rule.condition)
            let provision = Provision(
                citations: [], organisations: rule.provision.organisations, validFrom: rule.provision.validFrom,
                validTo: rule.provision.validTo)
            let condition = rule.condition.map(text.text) ?? ""
            let digest = digest(
                ["\(rule.identity.name) \"\(rule.identity.title)\"", text.text(provision), condition], used)
            for overridden in rule.overrides { winners[overridden.index].append(digest) }
        }
        for (rule, winners) in zip(program.rules, winners) {
            var used = References()
            used.collect(rule)
            let digest = digest([text.text(rule), subject(rule.subject)] + winners.sorted(), used)
            rules.append(digest)
            cite(used, digest)
        }
    }

    private mutating func addObligations() {
        for obligation in program.obligations {
            var used = References()
            used.collect(obligation)
            let digest = digest([text.text(obligation), subject(obligation.subject)], used)
            obligations.append(digest)
            cite(used, digest)
        }
    }

    private mutating func addStages() {
        for set in program.stages {
            var used = References()
            used.collect(set)
            let roles = set.stages.flatMap(\.roles).map { program.roles[$0.index].identity.title }
            // Limits in working days end by the calendar.
            let digest = digest(
                [words.text(of: set.identity.span), subject(set.subject), allCalendars] + roles, used)
            stages.append(digest)
            cite(used, digest)
        }
    }

    private mutating func addReports() {
        for report in program.reports {
            var used = References()
            used.collect(report)
            let digest = digest(
                [words.text(of: report.identity.span), subject(report.source), subject(report.target)], used)
            reports.append(digest)
            cite(used, digest)
        }
    }

    private mutating func addDuties() {
        for duty in program.duties {
            var used = References()
            used.collect(duty.provision)
            let roles = (duty.by + duty.to).map { program.roles[$0.index].identity.title }
            let posts = program.organisations.filter { firm in firm.posts.contains { duty.by.contains($0.role) } }
            let own = [words.text(of: duty.identity.span)] + roles + posts.map(\.identity.name).sorted()
            // Days off move or make duties.
            let digest = digest(own + duty.forms.map(form).sorted() + [allCalendars], used)
            duties.append(digest)
            cite(used, digest)
        }
    }
}

/// The values that a form prints are known by their names in it.
struct NamesInForms {
    private var meanings: [Substring: [String]] = [:]

    init(_ program: Program, definitions: [String], parameters: [String], _ text: CanonicalText) {
        for (definition, digest) in zip(program.definitions, definitions) {
            meanings[definition.identity.name[...], default: []].append(digest)
        }
        for (parameter, digest) in zip(program.parameters, parameters) {
            meanings[parameter.identity.name[...], default: []].append(digest)
        }
        for record in program.records {
            for field in record.fields {
                // An enumeration prints the titles of its values.
                var used = References()
                used.collect(field.type)
                for id in used.enumerations {
                    let type = program.enums[id.index]
                    meanings[field.name[...], default: []].append(text.text(type))
                }
            }
        }
    }

    func meanings(in layout: String) -> [String] {
        NamesInForms.names(in: layout).flatMap { meanings[$0] ?? [] }.sorted()
    }

    static func names(in layout: String) -> Set<Substring> {
        Set(layout.split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
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
