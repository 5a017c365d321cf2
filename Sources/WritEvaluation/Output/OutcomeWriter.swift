package import WritLanguage
package import WritSemantics

/// Writes an outcome as JSON: every key always there, in one order, so that the same input gives the same bytes.
///
/// What later stages know (approvals, files, routing, what documents could not print) they hand in.
package struct OutcomeWriter: Sendable {
    /// What stages after the evaluation add to an outcome.
    package struct Additions {
        /// Writes the state of the approval of an issue, by its number in the outcome; an object or null.
        package var approval: (Int, inout JSONWriter) -> Void = { _, writer in writer.null() }
        /// The files of an issue, by its number in the outcome.
        package var files: (Int) -> [String] = { _ in [] }
        /// Facts that a document prints and that are not known, with the form.
        package var unprinted: [(fact: String, form: FormID)] = []
        /// On whose word roles rest, where approvals were checked: `list`, `case`, or `none`.
        package var staff: String?
        /// Why documents were not made.
        package var errors: [Diagnostic] = []
        /// Writes the elements of `routing`.
        package var routing: (inout JSONWriter) -> Void = { _ in }

        package init() {}
    }

    let program: Program
    let version: String
    let language: MessageLanguage

    /// - Parameters:
    ///   - version: of the rulebook, as its owner counts; empty where nobody does.
    ///   - language: of the messages of errors.
    package init(_ program: Program, version: String = "", language: MessageLanguage = .en) {
        self.program = program
        self.version = version
        self.language = language
    }

    package func write(
        _ outcome: Outcome, of data: CaseData, _ additions: Additions = Additions(), to writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.key("case")
        writer.string(data.id)
        writer.key("type")
        writer.string(program.records[data.type.index].identity.name)
        writer.key("as-of")
        writer.string(data.asOf.description)
        writer.key("rulebook")
        writer.beginObject()
        writer.key("digest")
        writer.string(program.digest)
        writer.key("version")
        writer.string(version)
        writer.endObject()
        consequences(outcome.consequences, additions, &writer)
        writer.key("defined")
        writer.beginObject()
        for defined in outcome.defined {
            writer.key(defined.path)
            ValueText.write(defined.value, in: program, to: &writer)
        }
        writer.endObject()
        list("missing", missing(outcome, additions), &writer) { missing, writer in
            writer.key("fact")
            writer.string(missing.fact)
            writer.key("parameter")
            writer.string(missing.parameter)
            writer.key("needed-for")
            writer.beginArray()
            for name in missing.neededFor { writer.string(name) }
            writer.endArray()
            if let year = missing.holidays {
                writer.key("holidays")
                writer.integer(year)
            }
        }
        writer.key("staff")
        writer.string(additions.staff)
        writer.key("routing")
        writer.beginArray()
        additions.routing(&writer)
        writer.endArray()
        list("errors", outcome.errors + additions.errors, &writer) { error, writer in
            writer.key("id")
            writer.string(error.fact.id)
            writer.key("message")
            writer.string(error.fact.wording.message.text(in: language))
            writer.key("at")
            place(error.place, &writer)
        }
        writer.endObject()
    }

    private func list<Items: Sequence>(
        _ key: String, _ items: Items, _ writer: inout JSONWriter, _ body: (Items.Element, inout JSONWriter) -> Void
    ) {
        writer.key(key)
        writer.beginArray()
        for item in items {
            writer.beginObject()
            body(item, &writer)
            writer.endObject()
        }
        writer.endArray()
    }

    /// Those of each kind under its name, where outcomes have them together.
    private func consequences(
        _ consequences: Outcome.Consequences, _ additions: Additions, _ writer: inout JSONWriter
    ) {
        var number = 0
        for kind in Outcome.Consequence.Kind.all {
            writer.key(kind.rawValue)
            writer.beginArray()
            while number < consequences.count, consequences[number].kind == kind {
                writer.beginObject()
                write(consequences[number], number, additions, &writer)
                writer.endObject()
                number += 1
            }
            writer.endArray()
        }
    }

    private func write(
        _ consequence: Outcome.Consequence, _ number: Int, _ additions: Additions, _ writer: inout JSONWriter
    ) {
        switch consequence {
        case .issue(let issue): return write(issue, number, additions, &writer)
        case .require(let requirement):
            writer.key("task")
            writer.string(requirement.task)
            writer.key("by")
            writer.string(name(requirement.by))
            due(requirement.due, requirement.time, &writer)
        case .refuse(let refusal):
            writer.key("reason")
            writer.string(refusal.reason)
        case .hold(let hold):
            let action = program.actions[hold.action.index].identity
            writer.key("action")
            writer.string(action.name)
            writer.key("title")
            writer.string(action.title)
        case .notify(let notification):
            writer.key("to")
            writer.string(name(notification.to))
            writer.key("message")
            writer.string(notification.message)
        }
        status(consequence.status, &writer)
        because(consequence.because, &writer)
        needs(consequence.needs, &writer)
    }

    private func write(
        _ issue: Outcome.Issue, _ number: Int, _ additions: Additions, _ writer: inout JSONWriter
    ) {
        let form = program.forms[issue.form.index]
        writer.key("form")
        writer.string(form.name)
        writer.key("title")
        writer.string(form.title)
        writer.key("to")
        writer.beginArray()
        for role in issue.to { writer.string(name(role)) }
        writer.endArray()
        due(issue.due, issue.time, &writer)
        status(issue.status, &writer)
        writer.key("approval")
        additions.approval(number, &writer)
        because(issue.because, &writer)
        writer.key("files")
        writer.beginArray()
        for file in additions.files(number) { writer.string(file) }
        writer.endArray()
        writer.key("ordinal")
        writer.integer(issue.ordinal)
        writer.key("about")
        writer.string(issue.about)
        writer.key("with")
        writer.beginObject()
        for (argument, value) in zip(form.arguments, issue.arguments) {
            writer.key(argument.name)
            ValueText.write(value, in: program, to: &writer)
        }
        writer.endObject()
        needs(issue.needs, &writer)
    }

    private func name(_ role: RoleID) -> String {
        program.roles.indices.contains(role.index) ? program.roles[role.index].identity.name : ""
    }

    /// The day, or the day with a time of day: `2026-03-09T12:00`.
    private func due(_ due: Value?, _ time: TimeOfDay?, _ writer: inout JSONWriter) {
        writer.key("due")
        if let time, case .date(let date)? = due { return writer.string("\(date)T\(time)") }
        if let due { ValueText.write(due, in: program, to: &writer) } else { writer.null() }
    }

    private func status(_ status: Outcome.Status, _ writer: inout JSONWriter) {
        writer.key("status")
        writer.string(status.rawValue)
    }

    private func because(_ causes: [Outcome.Cause], _ writer: inout JSONWriter) {
        list("because", causes, &writer) { cause, writer in
            writer.key("rule")
            writer.string(program.rules[cause.rule.index].identity.name)
            writer.key("basis")
            writer.beginArray()
            for clause in cause.citations { writer.string(program.text(of: clause)) }
            writer.endArray()
            writer.key("at")
            writer.string(program.place(of: cause.span))
        }
    }

    private func needs(_ needs: [Outcome.Need], _ writer: inout JSONWriter) {
        writer.key("needs")
        writer.beginArray()
        for need in needs {
            switch need {
            case .fact(let path): writer.string(path)
            case .parameter(let id): writer.string("parameter " + program.parameters[id.index].identity.name)
            case .holidays(let year): writer.string("holidays \(year)")
            }
        }
        writer.endArray()
    }

    private func place(_ place: Place, _ writer: inout JSONWriter) {
        switch place {
        case .span(let span): writer.string(program.place(of: span))
        case .data(let file, let line, _, _, _): writer.string("\(file):\(line)")
        case .none: writer.null()
        }
    }

    // MARK: - What is missing

    private struct Missing {
        let fact: String?
        let parameter: String?
        /// A year whose holidays are not published.
        var holidays: Int?
        var neededFor: [String]
    }

    /// Each missing fact and parameter once, with the forms, or else the rules, that wait for it.
    private func missing(_ outcome: Outcome, _ additions: Additions) -> [Missing] {
        var order: [Outcome.Need] = []
        var waiting: [Outcome.Need: [String]] = [:]
        func add(_ need: Outcome.Need, _ name: String) {
            if waiting[need] == nil { order.append(need) }
            if waiting[need]?.contains(name) != true { waiting[need, default: []].append(name) }
        }
        func add(_ consequences: some Sequence<Outcome.Consequence>) {
            for consequence in consequences {
                let needs = consequence.needs + consequence.lacks
                let names = needs.isEmpty ? [] : consequence.waiting(in: program)
                for need in needs {
                    for name in names { add(need, name) }
                }
            }
        }
        add(outcome.consequences.prefix(outcome.issues.count))
        for (fact, form) in additions.unprinted { add(.fact(fact), program.forms[form.index].name) }
        add(outcome.consequences.dropFirst(outcome.issues.count))
        return order.map { need in
            switch need {
            case .fact(let path): Missing(fact: path, parameter: nil, neededFor: waiting[need] ?? [])
            case .holidays(let year):
                Missing(fact: nil, parameter: nil, holidays: year, neededFor: waiting[need] ?? [])
            case .parameter(let id):
                Missing(
                    fact: nil, parameter: program.parameters[id.index].identity.name, neededFor: waiting[need] ?? [])
            }
        }
    }
}
