package import WritEvaluation
package import WritSemantics

/// Writes a case in the format in which cases are read, so that a witness can be run like any other case.
package enum CaseWriter {
    package static func write(_ data: CaseData, in program: Program, to writer: inout JSONWriter) {
        let type = program.records[data.type.index]
        writer.beginObject()
        writer.key("case")
        writer.string(type.identity.name)
        writer.key("id")
        writer.string(data.id)
        writer.key("as-of")
        writer.string(data.asOf.description)
        if let organisation = data.organisation {
            writer.key("organisation")
            writer.string(program.organisations[organisation.index].identity.name)
        }
        writer.key("facts")
        ValueText.write(.record(data.type, data.facts), in: program, to: &writer)
        if !data.history.isEmpty {
            writer.key("history")
            writer.beginArray()
            for document in data.history { write(document, in: program, to: &writer) }
            writer.endArray()
        }
        writer.endObject()
    }

    private static func write(_ document: HistoryDocument, in program: Program, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("form")
        writer.string(program.forms[document.form.index].name)
        if let number = document.number {
            writer.key("number")
            writer.string(number)
        }
        let dates: [(String, CalendarDate?)] = [
            ("issued", document.issued), ("due", document.due), ("delivered", document.delivered),
            ("signed", document.signed), ("approved", document.approved),
        ]
        for (name, date) in dates {
            guard let date else { continue }
            writer.key(name)
            writer.string(date.description)
        }
        writer.endObject()
    }

    /// The whole file.
    package static func json(_ data: CaseData, in program: Program) -> [UInt8] {
        var writer = JSONWriter(isIndented: true)
        write(data, in: program, to: &writer)
        return writer.bytes + [0x0A]
    }
}
