package import WritEvaluation
package import WritLanguage
package import WritSemantics

/// Chains and their problems as JSON. Keys are always present and in this order.
package struct RoutingJSON: Sendable {
    let places: RoutingPlaces
    let language: MessageLanguage
    private var program: Program { places.program }

    package init(_ program: Program, language: MessageLanguage) {
        places = RoutingPlaces(program)
        self.language = language
    }

    /// The `approval` of an issue in an outcome.
    package func approval(_ status: ChainStatus, into out: inout JSONWriter) {
        out.beginObject()
        out.key("chain")
        out.string(program.chains[status.chain.index].identity.name)
        out.key("state")
        out.string(status.state.rawValue)
        out.key("steps")
        out.beginArray()
        for step in status.steps { self.step(step, into: &out) }
        out.endArray()
        if !status.acts.isEmpty {
            out.key("acts")
            out.beginArray()
            for act in status.acts { self.act(act, into: &out) }
            out.endArray()
        }
        if !status.open.isEmpty {
            out.key("open")
            out.beginArray()
            for reason in status.open { out.string(reason.text(in: language)) }
            out.endArray()
        }
        out.endObject()
    }

    private func act(_ status: ActStatus, into out: inout JSONWriter) {
        let act = status.act
        out.beginObject()
        out.key("act")
        out.string(act.kind.rawValue)
        out.key("step")
        out.string(act.step)
        out.key("role")
        out.string(act.role.flatMap { places.role($0)?.name })
        out.key("person")
        out.string(act.person)
        out.key("to")
        out.string(act.recipient)
        out.key("at")
        out.string("\(act.at)")
        out.key("remarks")
        out.string(act.remarks)
        out.key("problems")
        out.beginArray()
        for problem in status.problems { out.string(problem.id) }
        out.endArray()
        out.key("text")
        out.string(status.text.text(in: language))
        out.endObject()
    }

    private func step(_ status: StepStatus, into out: inout JSONWriter) {
        let step = status.step
        out.beginObject()
        out.key("id")
        out.string(step.id)
        out.key("title")
        out.string(step.title)
        out.key("role")
        out.string(step.roles.count == 1 ? places.role(step.roles[0])?.name : nil)
        out.key("roles")
        out.beginArray()
        for role in step.roles { out.string(places.role(role)?.name) }
        out.endArray()
        out.key("named")
        if case .person(let name)? = step.named { out.string(name.text) } else { out.null() }
        out.key("needed")
        out.integer(step.needed)
        out.key("state")
        out.string(status.state.rawValue)
        out.key("due")
        due(status.due, into: &out)
        out.key("certain")
        out.boolean(step.isCertain)
        out.key("reason")
        out.string(status.reason?.text(in: language))
        out.key("records")
        out.beginArray()
        for record in status.records { self.record(record, into: &out) }
        out.endArray()
        out.key("basis")
        out.beginArray()
        for clause in step.citations { out.string(places.clause(clause)) }
        out.endArray()
        out.endObject()
    }

    private func record(_ record: ApprovalRecord, into out: inout JSONWriter) {
        out.beginObject()
        out.key("role")
        out.string(places.role(record.role)?.name)
        out.key("person")
        out.string(record.person)
        out.key("decision")
        out.string(record.decision.rawValue)
        out.key("at")
        out.string("\(record.at)")
        out.key("on-behalf-of")
        out.string(record.onBehalfOf.flatMap { places.role($0)?.name })
        out.endObject()
    }

    private func due(_ value: Value?, into out: inout JSONWriter) {
        switch value {
        case .date(let date)?: out.string("\(date)")
        case .dateTime(let moment)?: out.string("\(moment)")
        default: out.null()
        }
    }

    /// An entry of `routing` in an outcome.
    package func problem(_ problem: RoutingProblem, into out: inout JSONWriter) {
        out.beginObject()
        out.key("form")
        out.string(problem.form.flatMap { places.form($0)?.name })
        out.key("problem")
        out.string(problem.kind.id)
        out.key("step")
        out.string(problem.step)
        out.key("record")
        if let record = problem.record { out.integer(record) } else { out.null() }
        out.key("rule")
        out.string(problem.rule.flatMap(places.rule))
        out.key("basis")
        out.beginArray()
        for clause in problem.citations { out.string(places.clause(clause)) }
        out.endArray()
        out.key("at")
        out.string(problem.span.flatMap(places.place))
        out.key("message")
        out.string(problem.message.text(in: language))
        out.key("remedy")
        out.string(problem.remedy.text(in: language))
        out.endObject()
    }

    /// The whole of a case's routing, as `writ route` prints it.
    package func report(_ routing: CaseRouting, into out: inout JSONWriter) {
        out.beginObject()
        out.key("case")
        out.string(routing.data.id)
        out.key("type")
        out.string(program.records[routing.data.type.index].identity.name)
        out.key("as-of")
        out.string("\(routing.data.asOf)")
        out.key("staff")
        out.string(routing.staffOrigin.rawValue)
        out.key("notes")
        out.beginArray()
        for note in routing.notes { out.string(note.text(in: language)) }
        out.endArray()
        out.key("documents")
        out.beginArray()
        for document in routing.documents { self.document(document, of: routing, into: &out) }
        out.endArray()
        out.key("obligations")
        out.beginArray()
        for line in ObligationReport.lines(routing, program) {
            out.beginObject()
            out.key("obligation")
            out.string(line.identity.name)
            out.key("state")
            out.string(line.state.rawValue)
            out.key("open")
            out.beginArray()
            for reason in line.reasons { out.string(reason.text(in: language)) }
            out.endArray()
            out.endObject()
        }
        out.endArray()
        out.key("routing")
        out.beginArray()
        for problem in routing.problems { self.problem(problem, into: &out) }
        out.endArray()
        out.endObject()
    }

    private func document(_ document: DocumentRouting, of routing: CaseRouting, into out: inout JSONWriter) {
        out.beginObject()
        out.key("form")
        out.string(places.form(document.form)?.name)
        out.key("title")
        out.string(places.form(document.form)?.title)
        out.key("number")
        out.string(document.number)
        out.key("issued")
        out.string(document.document.flatMap { routing.data.history[$0].issued }.map { "\($0)" })
        out.key("required")
        out.boolean(document.issue != nil)
        out.key("approval")
        approval(document.status, into: &out)
        out.key("next")
        out.beginArray()
        for next in document.status.next {
            out.beginObject()
            out.key("step")
            out.string(next.step.id)
            out.key("roles")
            out.beginArray()
            for role in next.step.roles { out.string(places.role(role)?.name) }
            out.endArray()
            out.key("persons")
            out.beginArray()
            for person in NextPersons.of(next, in: document, routing) { out.string(person) }
            out.endArray()
            out.key("due")
            due(next.due, into: &out)
            out.endObject()
        }
        out.endArray()
        out.endObject()
    }
}
