package import WritLanguage
package import WritSemantics

/// What can make a value of one case impossible, told with the names that the rulebook uses.
package enum EvaluationFact: DiagnosticFact {
    case overflow
    case divisionByZero
    case dateOutOfRange
    case noCalendar
    case elementOutOfRange(position: Int64, count: Int)
    case tooDeep(String)
    /// The definition; the two values and the clauses that each rests on.
    case branchesDisagree(String, first: Answer, second: Answer)
    case gap(String)
    case rowsDisagree(table: String, output: String, first: Answer, second: Answer)
    case noRow(table: String, output: String)
    case issuesDisagree(form: String, first: Answer, second: Answer)

    /// One of two answers that exclude each other.
    package struct Answer: Sendable {
        /// The value, or the name of the rule.
        package let text: String
        /// `M2 4.2.1.2`
        package let basis: [String]
    }

    package var id: String {
        switch self {
        case .overflow: "evaluation.overflow"
        case .divisionByZero: "evaluation.division-by-zero"
        case .dateOutOfRange: "evaluation.date-out-of-range"
        case .noCalendar: "evaluation.no-calendar"
        case .elementOutOfRange: "evaluation.no-such-element"
        case .tooDeep: "evaluation.definitions-too-deep"
        case .branchesDisagree: "evaluation.branches-disagree"
        case .gap: "evaluation.no-branch"
        case .rowsDisagree: "evaluation.rows-disagree"
        case .noRow: "evaluation.no-row"
        case .issuesDisagree: "evaluation.documents-disagree"
        }
    }

    package var wording: Wording { wording(in: .english) }

    package func wording(in keywords: KeywordTable) -> Wording {
        EvaluationWording.wording(of: self, keywords)
    }
}

extension CaseError {
    /// Errors as they are told: those that say the same of one place, such as of two elements of a list, are one.
    static func diagnostics(_ errors: [CaseError], in program: Program) -> [Diagnostic] {
        if errors.count < 2 { return errors.map { $0.diagnostic(in: program) } }
        var told: [Diagnostic] = []
        var seen: Set<String> = []
        for error in errors {
            let diagnostic = error.diagnostic(in: program)
            let place = error.span.map { "\($0.file.index) \($0.start) " } ?? ""
            if seen.insert(place + diagnostic.fact.wording.message.en).inserted { told.append(diagnostic) }
        }
        return told
    }

    func diagnostic(in program: Program) -> Diagnostic {
        let (fact, related) = told(in: program)
        return Diagnostic(.error, fact, at: span.map { .span($0) } ?? .none, related: related)
    }

    private func told(in program: Program) -> (EvaluationFact, [Diagnostic.Related]) {
        switch kind {
        case .overflow: return (.overflow, [])
        case .divisionByZero: return (.divisionByZero, [])
        case .dateOutOfRange: return (.dateOutOfRange, [])
        case .noCalendar: return (.noCalendar, [])
        case .elementOutOfRange(let position, let count):
            return (.elementOutOfRange(position: position, count: count), [])
        case .tooDeep: return (.tooDeep(""), [])
        case .gap(let number): return (.gap(program.definitions[Int(number)].identity.name), [])
        case .noRow(let number):
            let definition = program.definitions[Int(number)]
            return (
                .noRow(table: table(definition, program)?.identity.name ?? "", output: definition.identity.name), []
            )
        case .disagreement(let number, let first, let second):
            let definition = program.definitions[Int(number)]
            guard case .branches(let branches) = definition.origin else { break }
            let (one, two) = (branches[Int(first)], branches[Int(second)])
            return (
                .branchesDisagree(
                    definition.identity.name, first: answer(one.value, one.provision.citations, program),
                    second: answer(two.value, two.provision.citations, program)),
                [
                    related(one.span, one.provision.citations, program),
                    related(two.span, two.provision.citations, program),
                ]
            )
        case .rowsDisagree(let number, let first, let second):
            let definition = program.definitions[Int(number)]
            guard let table = table(definition, program), case .table(_, let output) = definition.origin else { break }
            let (one, two) = (table.rows[Int(first)], table.rows[Int(second)])
            return (
                .rowsDisagree(
                    table: table.identity.name, output: definition.identity.name,
                    first: answer(one.outputs[output], one.citations + table.provision.citations, program),
                    second: answer(two.outputs[output], two.citations + table.provision.citations, program)),
                [
                    related(one.span, one.citations + table.provision.citations, program),
                    related(two.span, two.citations + table.provision.citations, program),
                ]
            )
        case .issuesDisagree(let form, let first, let second):
            let rules = (program.rules[first.rule], program.rules[second.rule])
            let one = rules.0.consequences[first.consequence]
            let two = rules.1.consequences[second.consequence]
            return (
                .issuesDisagree(
                    form: program.forms[form].name,
                    first: EvaluationFact.Answer(
                        text: rules.0.identity.name, basis: program.texts(of: one.citations)),
                    second: EvaluationFact.Answer(
                        text: rules.1.identity.name, basis: program.texts(of: two.citations))),
                [related(one.span, one.citations, program), related(two.span, two.citations, program)]
            )
        }
        return (.overflow, [])
    }

    private func table(_ definition: Definition, _ program: Program) -> DecisionTable? {
        if case .table(let id, _) = definition.origin { return program.tables[id.index] }
        return nil
    }

    private func answer(
        _ expression: Expression, _ citations: [ClauseID], _ program: Program
    ) -> EvaluationFact.Answer {
        EvaluationFact.Answer(text: program.text(of: expression.span), basis: program.texts(of: citations))
    }

    private func related(_ span: Span, _ citations: [ClauseID], _ program: Program) -> Diagnostic.Related {
        let basis = program.texts(of: citations).joined(separator: ", ")
        return Diagnostic.Related(
            .span(span),
            basis.isEmpty
                ? Phrase(en: "this one holds", zh: "此处成立")
                : Phrase(en: "this one holds, by \(basis)", zh: "依据 \(basis)，此处成立"))
    }
}

extension Program {
    /// `M2 4.2.1.2`
    package func text(of clause: ClauseID) -> String {
        guard clauses.indices.contains(clause.index) else { return "" }
        let clause = clauses[clause.index]
        guard sources.indices.contains(clause.source.index) else { return clause.number }
        return sources[clause.source.index].identity.name + " " + clause.number
    }

    package func texts(of clauses: [ClauseID]) -> [String] { clauses.map { text(of: $0) } }

    /// What stands at a place of the rules, on one line.
    package func text(of span: Span) -> String {
        guard let file = files.first(where: { $0.id == span.file }), span.range.upperBound <= file.bytes.count,
            span.range.lowerBound >= 0
        else { return "" }
        let words = file.bytes[span.range].split {
            $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\t")
        }
        return words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    }

    /// `Rules/decoration.writ.md:40`
    package func place(of span: Span) -> String {
        guard let file = files.first(where: { $0.id == span.file }) else { return "" }
        return "\(file.path):\(file.line(at: span.range.lowerBound))"
    }
}
