internal import WritEvaluation
internal import WritLanguage
package import WritSemantics

/// The JSON Schema (draft 2020-12) of a case type, for editors and for programs that write cases.
///
/// Facts are never required by the schema: a case that leaves one out is incomplete, not malformed. What a fact may rightly lack
/// (`T?`) may be null.
package struct CaseSchema {
    private let program: Program
    private var writer = JSONWriter(isIndented: true)

    /// The schema as JSON text.
    package static func json(of type: RecordID, in program: Program) -> [UInt8] {
        var schema = CaseSchema(program: program)
        schema.root(type)
        schema.writer.newLine()
        return schema.writer.bytes
    }

    private init(program: Program) { self.program = program }

    private mutating func root(_ id: RecordID) {
        let type = program.records[id.index]
        object {
            $0.string("$schema", "https://json-schema.org/draft/2020-12/schema")
            $0.string("title", type.identity.title)
            $0.string("type", "object")
            $0.member("required") { $0.strings(["case", "id", "as-of", "facts"]) }
            $0.writer.key("additionalProperties")
            $0.writer.boolean(false)
            $0.member("properties") { schema in
                schema.object { schema in
                    schema.member("case") { $0.object { $0.string("const", type.identity.name) } }
                    schema.member("id") {
                        $0.object {
                            $0.string("type", "string"); $0.number("minLength", 1)
                        }
                    }
                    schema.member("as-of") { $0.date() }
                    schema.member("organisation") { schema in
                        schema.object {
                            $0.member("enum") { $0.strings($0.program.organisations.map(\.identity.name)) }
                        }
                    }
                    schema.member("facts") { $0.record(type) }
                    schema.member("history") { $0.list { $0.historyEntry() } }
                    schema.member("actions") { $0.list { $0.actionRecord() } }
                    schema.member("staff") { $0.list { $0.staffRecord() } }
                }
            }
            $0.member("$defs") { schema in
                schema.object { schema in
                    for record in schema.program.records where !record.isCase {
                        schema.member(record.identity.name) { $0.record(record) }
                    }
                }
            }
        }
    }

    private mutating func record(_ type: RecordType) {
        object {
            $0.string("title", type.identity.title)
            $0.string("type", "object")
            $0.writer.key("additionalProperties")
            $0.writer.boolean(false)
            if type.isJudgement { $0.member("required") { $0.strings(type.fields.map(\.name)) } }
            $0.member("properties") { schema in
                schema.object { schema in
                    for field in type.fields {
                        schema.member(field.name) { schema in
                            schema.object { schema in
                                schema.string("title", field.title)
                                if let text = field.documentation { schema.string("description", text) }
                                schema.type(field.type)
                                if let domain = field.domain { schema.bounds(domain, of: field.type) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The members that say what a value of the type looks like.
    private mutating func type(_ type: ValueType) {
        switch type {
        case .boolean: string("type", "boolean")
        case .integer, .timeOfDay, .weekday: string("type", "integer")
        case .decimal, .money: number(pattern: "^-?[0-9]+(\\.[0-9]+)?$")
        case .percent: number(pattern: "^-?[0-9]+(\\.[0-9]+)?%$")
        case .text, .error: string("type", "string")
        case .date:
            string("type", "string")
            string("format", "date")
        case .dateTime:
            string("type", "string")
            string("format", "date-time")
        case .duration: number(pattern: "^[0-9]+.*$")
        case .enumeration(let id):
            let values = program.enums[id.index].values
            var spellings = values.map(\.name)
            for value in values where !spellings.contains(value.title) { spellings.append(value.title) }
            member("enum") { $0.strings(spellings) }
        case .record(let id):
            // What cases see of each other has a name with a space, which is none in a reference.
            let name = program.records[id.index].identity.name.split(separator: " ").joined(separator: "%20")
            string("$ref", "#/$defs/\(name)")
        case .list(let element), .group(_, let element):
            string("type", "array")
            member("items") { schema in schema.object { $0.type(element) } }
        case .optional(let inner):
            member("anyOf") { schema in
                schema.writer.beginArray()
                schema.object { $0.type(inner) }
                schema.object { $0.string("type", "null") }
                schema.writer.endArray()
            }
        }
    }

    private mutating func historyEntry() {
        object {
            $0.string("type", "object")
            $0.member("required") { $0.strings(["form"]) }
            $0.member("properties") { schema in
                schema.object { schema in
                    schema.member("form") { schema in
                        schema.object { $0.member("enum") { $0.strings($0.program.forms.map(\.name)) } }
                    }
                    schema.member("number") { $0.object { $0.string("type", "string") } }
                    schema.member("about") { $0.object { $0.string("type", "string") } }
                    for name in ["issued", "due", "delivered", "signed", "approved"] {
                        schema.member(name) { schema in
                            schema.object { schema in
                                schema.member("anyOf") { schema in
                                    schema.writer.beginArray()
                                    schema.date()
                                    schema.object { $0.string("type", "null") }
                                    schema.writer.endArray()
                                }
                            }
                        }
                    }
                    schema.member("digest") { $0.object { $0.string("type", "string") } }
                    schema.member("approvals") { $0.list { $0.approvalRecord() } }
                    schema.member("acts") { $0.list { $0.routingAct() } }
                }
            }
        }
    }

    private mutating func approvalRecord() {
        object {
            $0.string("type", "object")
            $0.member("required") { $0.strings(["role", "person", "decision", "at"]) }
            $0.member("properties") { schema in
                schema.object { schema in
                    schema.member("step") { $0.object { $0.string("type", "string") } }
                    schema.member("role") { $0.roles() }
                    schema.member("person") { $0.object { $0.string("type", "string") } }
                    schema.member("decision") { schema in
                        schema.object { $0.member("enum") { $0.strings(ApprovalDecision.allCases.map(\.rawValue)) } }
                    }
                    schema.member("at") { $0.dateTime() }
                    schema.member("digest") { $0.object { $0.string("type", "string") } }
                    schema.member("on-behalf-of") { $0.roles() }
                    schema.member("back-to") { $0.object { $0.string("type", "string") } }
                    schema.member("remarks") { $0.object { $0.string("type", "string") } }
                }
            }
        }
    }

    private mutating func routingAct() {
        object {
            $0.string("type", "object")
            $0.member("required") { $0.strings(["act", "person", "at"]) }
            $0.member("properties") { schema in
                schema.object { schema in
                    schema.member("act") { schema in
                        schema.object { $0.member("enum") { $0.strings(RoutingAct.Kind.allCases.map(\.rawValue)) } }
                    }
                    schema.member("step") { $0.object { $0.string("type", "string") } }
                    schema.member("role") { $0.roles() }
                    schema.member("person") { $0.object { $0.string("type", "string") } }
                    schema.member("to") { $0.object { $0.string("type", "string") } }
                    schema.member("at") { $0.dateTime() }
                    schema.member("remarks") { $0.object { $0.string("type", "string") } }
                }
            }
        }
    }

    private mutating func actionRecord() {
        object {
            $0.string("type", "object")
            $0.member("required") { $0.strings(["action", "at"]) }
            $0.member("properties") { schema in
                schema.object { schema in
                    schema.member("action") { schema in
                        schema.object { $0.member("enum") { $0.strings($0.program.actions.map(\.identity.name)) } }
                    }
                    schema.member("at") { $0.dateTime() }
                    schema.member("person") { $0.object { $0.string("type", "string") } }
                }
            }
        }
    }

    private mutating func staffRecord() {
        object {
            $0.string("type", "object")
            $0.member("required") { $0.strings(["person", "role"]) }
            $0.member("properties") { schema in
                schema.object { schema in
                    schema.member("id") { $0.object { $0.string("type", "string") } }
                    schema.member("person") { $0.object { $0.string("type", "string") } }
                    schema.member("firm") { schema in
                        schema.object {
                            $0.member("enum") { $0.strings($0.program.organisations.map(\.identity.name)) }
                        }
                    }
                    schema.member("role") { $0.roles() }
                    schema.member("from") { $0.date() }
                    schema.member("to") { $0.date() }
                }
            }
        }
    }

    private mutating func roles() {
        object { $0.member("enum") { $0.strings($0.program.roles.map(\.identity.name)) } }
    }

    private mutating func date() {
        object {
            $0.string("type", "string")
            $0.string("format", "date")
        }
    }

    private mutating func dateTime() {
        object {
            $0.string("type", "string")
            $0.string("format", "date-time")
        }
    }

    private mutating func list(_ element: (inout CaseSchema) -> Void) {
        object {
            $0.string("type", "array")
            $0.member("items", element)
        }
    }

    /// Exact numbers may be written as JSON numbers or as text.
    /// What JSON Schema can say of a field's bounds: of numbers and of lists. Other values are texts there.
    private mutating func bounds(_ domain: ValueDomain, of type: ValueType) {
        if let most = domain.most {
            writer.key("maxItems")
            writer.integer(most)
        }
        switch type {
        case .integer, .decimal, .money: break
        default: return
        }
        for (key, value) in [("minimum", domain.lower), ("maximum", domain.upper)] {
            guard let value else { continue }
            writer.key(key)
            ValueText.write(value, in: program, to: &writer)
        }
    }

    private mutating func number(pattern: String) {
        member("type") { $0.strings(["number", "string"]) }
        string("pattern", pattern)
    }

    // MARK: Writing

    private mutating func object(_ content: (inout CaseSchema) -> Void) {
        writer.beginObject()
        content(&self)
        writer.endObject()
    }

    private mutating func member(_ name: String, _ content: (inout CaseSchema) -> Void) {
        writer.key(name)
        content(&self)
    }

    private mutating func string(_ name: String, _ value: String) {
        writer.key(name)
        writer.string(value)
    }

    private mutating func number(_ name: String, _ value: Int) {
        writer.key(name)
        writer.integer(value)
    }

    private mutating func strings(_ values: [String]) {
        writer.beginArray()
        for value in values { writer.string(value) }
        writer.endArray()
    }
}
