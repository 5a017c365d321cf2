internal import WritLanguage
package import WritSemantics

/// Writes a case in case-data format, such that reading it gives the same case.
package enum CaseWriter {
    package static func json(_ data: CaseData, in program: Program) -> [UInt8] {
        var writer = JSONWriter(isIndented: true)
        write(data, in: program, to: &writer)
        writer.newLine()
        return writer.bytes
    }

    package static func write(_ data: CaseData, in program: Program, to writer: inout JSONWriter) {
        let type = program.records[data.type.index]
        writer.beginObject()
        member("case", type.identity.name, &writer)
        member("id", data.id, &writer)
        member("as-of", data.asOf.description, &writer)
        if let firm = data.organisation {
            member("organisation", program.organisations[firm.index].identity.name, &writer)
        }
        writer.key("facts")
        ValueText.write(.record(data.type, data.facts), in: program, to: &writer)
        if !data.history.isEmpty {
            writer.key("history")
            writer.beginArray()
            for document in data.history { write(document, in: program, to: &writer) }
            writer.endArray()
        }
        if !data.actions.isEmpty {
            writer.key("actions")
            writer.beginArray()
            for record in data.actions {
                writer.beginObject()
                member("action", program.actions[record.action.index].identity.name, &writer)
                member("at", record.at.description, &writer)
                optional("person", record.person, &writer)
                writer.endObject()
            }
            writer.endArray()
        }
        if !data.staff.isEmpty {
            writer.key("staff")
            writer.beginArray()
            for record in data.staff {
                writer.beginObject()
                optional("id", record.id, &writer)
                member("person", record.person, &writer)
                optional("firm", record.firm.map { program.organisations[$0.index].identity.name }, &writer)
                member("role", program.roles[record.role.index].identity.name, &writer)
                optional("from", record.from?.description, &writer)
                optional("to", record.to?.description, &writer)
                writer.endObject()
            }
            writer.endArray()
        }
        writer.endObject()
    }

    private static func write(_ document: HistoryDocument, in program: Program, to writer: inout JSONWriter) {
        writer.beginObject()
        member("form", program.forms[document.form.index].name, &writer)
        optional("about", document.about, &writer)
        optional("number", document.number, &writer)
        optional("issued", document.issued?.description, &writer)
        optional("due", document.due?.description, &writer)
        optional("delivered", document.delivered?.description, &writer)
        optional("signed", document.signed?.description, &writer)
        optional("approved", document.approved?.description, &writer)
        optional("digest", document.digest, &writer)
        if !document.approvals.isEmpty {
            writer.key("approvals")
            writer.beginArray()
            for record in document.approvals {
                writer.beginObject()
                optional("step", record.step, &writer)
                member("role", program.roles[record.role.index].identity.name, &writer)
                member("person", record.person, &writer)
                member("decision", record.decision.rawValue, &writer)
                member("at", record.at.description, &writer)
                optional("digest", record.digest, &writer)
                optional("on-behalf-of", record.onBehalfOf.map { program.roles[$0.index].identity.name }, &writer)
                optional("back-to", record.backTo, &writer)
                optional("remarks", record.remarks, &writer)
                writer.endObject()
            }
            writer.endArray()
        }
        if !document.acts.isEmpty {
            writer.key("acts")
            writer.beginArray()
            for act in document.acts {
                writer.beginObject()
                member("act", act.kind.rawValue, &writer)
                optional("step", act.step, &writer)
                optional("role", act.role.map { program.roles[$0.index].identity.name }, &writer)
                member("person", act.person, &writer)
                optional("to", act.recipient, &writer)
                member("at", act.at.description, &writer)
                optional("remarks", act.remarks, &writer)
                writer.endObject()
            }
            writer.endArray()
        }
        writer.endObject()
    }

    private static func member(_ name: String, _ text: String, _ writer: inout JSONWriter) {
        writer.key(name)
        writer.string(text)
    }

    private static func optional(_ name: String, _ text: String?, _ writer: inout JSONWriter) {
        if let text { member(name, text, &writer) }
    }
}
