import WritLanguage

extension Checker {
    mutating func checkExamples() {
        let tasks = tasksBySubject()
        for declaration in collected.examples {
            guard let subject = caseType(declaration.subject) else { continue }
            let asOf = declaration.asOf.flatMap { date($0) }
            if declaration.asOf == nil {
                report(DeclarationFact.exampleWithoutDate, at: declaration.title.span)
            }
            let organisation = declaration.organisation.flatMap { find($0, .organisation, \.organisationNames) }
            let facts = facts(declaration.given, subject)
            let history = declaration.history.compactMap { document($0, subject) }
            let acts = declaration.acts.compactMap { act($0) }
            let expectations = declaration.expectations.compactMap { expectation -> Example.Expectation? in
                self.expectation(expectation, subject, tasks[subject]).map {
                    Example.Expectation(kind: $0, span: expectation.span)
                }
            }
            let type = names.records[subject.index]
            if let field = type.governing, facts[field] == .unknown {
                report(DeclarationFact.governingNotGiven(type.fields[field].name), at: declaration.title.span)
            }
            guard let asOf else { continue }
            let input = CaseData(
                type: subject, id: declaration.title.plain, asOf: asOf, organisation: organisation, facts: facts,
                history: history, actions: acts)
            examples.append(
                Example(
                    title: declaration.title.plain, documentation: declaration.documentation, input: input,
                    expectations: expectations, span: declaration.span))
        }
    }

    private mutating func facts(_ given: [(Name, ExpressionSyntax)], _ subject: RecordID) -> [Value] {
        let fields = names.records[subject.index].fields
        var facts = fields.map(\.unstated)
        var places: [Int: Span] = [:]
        for (name, syntax) in given where !name.text.isEmpty {
            guard let index = names.field(name.text, of: subject) else {
                let nearest = suggestion(for: name.text, among: fields.map(\.name))
                report(
                    NameFact.noMember(owner: names.name(of: subject), name: name.text, suggestion: nearest),
                    at: name.span, fix: nearest.map { Diagnostic.Fix(span: name.span, replacement: $0) })
                continue
            }
            if places[index] != nil {
                report(DeclarationFact.givenTwice(name.text), at: name.span)
                continue
            }
            places[index] = name.span
            if let value = constant(syntax, as: fields[index].type, allowsUnknownFields: true) {
                facts[index] = value
                if let field = outside(value, fields[index]) {
                    report(DeclarationFact.outsideDomain(field.name), at: syntax.span)
                }
            }
        }
        return facts
    }

    /// The first field, this one or one of what it holds, whose value lies outside of its bounds.
    private func outside(_ value: Value, _ field: RecordType.Field) -> RecordType.Field? {
        if let domain = field.domain, !domain.contains(value) { return field }
        switch value {
        case .list(let items):
            let element = RecordType.Field(
                name: field.name, title: field.title, type: field.type, documentation: nil, span: field.span)
            return items.lazy.compactMap { outside($0, element) }.first
        case .record(let id, let values):
            return zip(values, names.records[id.index].fields).lazy.compactMap { outside($0, $1) }.first
        default: return nil
        }
    }

    private mutating func act(_ syntax: ExampleDeclaration.Act) -> ActionRecord? {
        let action = find(syntax.action, .action, \.actionNames)
        guard case .dateTime(let moment)? = constant(syntax.at, as: .dateTime), let action else { return nil }
        return ActionRecord(action: action, at: moment, person: syntax.person?.plain)
    }

    private mutating func document(_ syntax: ExampleDeclaration.Document, _ subject: RecordID) -> HistoryDocument? {
        guard let form = form(syntax.form, for: subject) else { return nil }
        var document = HistoryDocument(form: form, about: syntax.about?.plain, number: syntax.number?.plain)
        for (kind, expression) in syntax.dates {
            guard let date = date(expression) else { continue }
            switch kind {
            case .issue: document.issued = date
            case .due: document.due = date
            case .delivery: document.delivered = date
            case .approval: document.approved = date
            case .signing: document.signed = date
            }
        }
        return document
    }

    private mutating func expectation(
        _ syntax: ExampleDeclaration.Expectation, _ subject: RecordID, _ tasks: Set<String>?
    ) -> Example.Expectation.Kind? {
        switch syntax.kind {
        case .issue(let name, let to, let due, let with):
            let form = form(name, for: subject)
            let to = roles(to)
            let due = due.flatMap { deadline($0) }
            guard let form else { return nil }
            return .issue(form, to: to, due: due, arguments: arguments(with, of: form))
        case .noIssue(let name): return form(name, for: subject).map { .noIssue($0) }
        case .openIssue(let name): return form(name, for: subject).map { .openIssue($0) }
        case .approval(let name, let by):
            let by = by.compactMap { role($0) }
            return form(name, for: subject).map { .approval($0, by: by) }
        case .require(let text, let by, let due):
            let by = by.flatMap { role($0) }
            let due = due.flatMap { deadline($0) }
            return task(text, tasks).map { .require($0, by: by, due: due) }
        case .noRequire(let text): return task(text, tasks).map { .noRequire($0) }
        case .hold(let name): return find(name, .action, \.actionNames).map { .hold($0) }
        case .noHold(let name): return find(name, .action, \.actionNames).map { .noHold($0) }
        case .notify(let name, let message): return role(name).map { .notify($0, message: message?.plain) }
        case .noNotify(let name): return role(name).map { .noNotify($0) }
        case .refused(let reason): return .refused(reason: reason?.plain)
        case .notRefused: return .notRefused
        case .missing(let expression): return missing(expression, subject)
        case .obligation(let name, let state):
            return find(name, .obligation, \.obligationNames).map { .obligation($0, state) }
        case .value(let definition, let owner, let expected):
            return value(definition, of: owner, equals: expected, subject)
        case .error: return nil
        }
    }

    /// A day or a point in time that an example expects.
    private mutating func deadline(_ syntax: ExpressionSyntax) -> Value? {
        if case .dateTime = syntax.kind { return constant(syntax, as: .dateTime) }
        return constant(syntax, as: .date)
    }

    private mutating func arguments(_ with: [(Name, ExpressionSyntax)], of form: FormID) -> [(Int, Value)] {
        let arguments = names.forms[form.index].arguments
        return with.compactMap { name, syntax in
            guard let index = arguments.firstIndex(where: { $0.name == name.text }) else {
                let nearest = suggestion(for: name.text, among: arguments.map(\.name))
                report(NameFact.unknown(.argument, name: name.text, suggestion: nearest), at: name.span)
                return nil
            }
            return constant(syntax, as: arguments[index].type).map { (index, $0) }
        }
    }

    private mutating func missing(_ syntax: ExpressionSyntax, _ subject: RecordID) -> Example.Expectation.Kind? {
        var typer = typer(subject)
        let expression = typer.check(syntax, narrows: false)
        var path: String?
        if case .parameter(let id) = expression.kind {
            path = parameters[id.index].identity.name
        } else if case .name(let name) = syntax.kind, let id = unstatedParameter(name, of: subject) {
            // What no source states about a definition is named like it.
            path = parameters[id.index].identity.name
        } else {
            path = factPath(expression)
        }
        if path == nil, expression.type != .error {
            let name = if case .name(let name) = syntax.kind { name } else { "…" }
            typer.report(NameFact.wrongKind(name: name, expected: .field), at: syntax.span)
        }
        finish(typer)
        return path.map { .missing($0) }
    }

    /// `violations[1].kind` for an expression that is such a path.
    private func factPath(_ expression: Expression) -> String? {
        switch expression.kind {
        case .field(let base, let index):
            guard case .record(let id) = base.type else { return nil }
            // What is asked for is the judgement as a whole.
            if names.records[id.index].isJudgement, index == Judgement.Part.decision.rawValue { return factPath(base) }
            let name = names.records[id.index].fields[index].name
            if case .local = base.kind { return name }
            return factPath(base).map { "\($0).\(name)" }
        case .element(let base, let position):
            guard case .integer(let index)? = position.constantValue else { return nil }
            return factPath(base).map { "\($0)[\(index)]" }
        default: return nil
        }
    }

    private mutating func value(
        _ name: Name, of owner: ExpressionSyntax?, equals expected: ExpressionSyntax?, _ subject: RecordID
    ) -> Example.Expectation.Kind? {
        var typer = typer(subject)
        let kind: ExpressionSyntax.Kind = owner.map { .member($0, name) } ?? .name(name.text)
        let expression = typer.check(
            ExpressionSyntax(kind: kind, span: owner.map { name.span.joined(to: $0.span) } ?? name.span), narrows: false
        )
        guard let expected else {
            if expression.type != .error, !expression.type.isOptional {
                typer.report(
                    TypeFact.neverMissing(what: name.text, type: names.describe(expression.type)), at: name.span)
            }
            finish(typer)
            return expression.type.isOptional ? .value(expression, equals: .missing) : nil
        }
        let bare = typer.assigned(expected, to: expression.type.bare)
        if expression.type != .error, bare.type != .error, bare.constantValue == nil {
            typer.report(TypeFact.notConstant, at: expected.span)
        }
        finish(typer)
        guard expression.type != .error, let value = bare.constantValue else { return nil }
        return .value(expression, equals: value)
    }

    // MARK: tasks

    /// The texts of the tasks that rules about a case type require; a type is left out where one of them has values
    /// filled in, so that nobody can tell them by their text.
    private func tasksBySubject() -> [RecordID: Set<String>] {
        var result = Dictionary(uniqueKeysWithValues: names.records.indices.map { (RecordID($0), Set<String>()) })
        var variable: Set<RecordID> = []
        for rule in collected.rules {
            guard let subject = names.recordIDs[rule.subject.text] else { continue }
            for case .require(let task, _, _, _) in rule.consequences.map(\.kind) {
                for case .value in task.segments { variable.insert(subject) }
                result[subject, default: []].insert(task.plain)
            }
        }
        for subject in variable { result[subject] = nil }
        return result
    }

    /// The text of a task, which some rule must require; anything goes where `tasks` is absent.
    private mutating func task(_ text: TextSyntax, _ tasks: Set<String>?) -> String? {
        guard let tasks, !tasks.contains(text.plain) else { return text.plain }
        let nearest = suggestion(for: text.plain, among: tasks.sorted())
        report(NameFact.unknown(.task, name: text.plain, suggestion: nearest), at: text.span)
        return nil
    }
}
