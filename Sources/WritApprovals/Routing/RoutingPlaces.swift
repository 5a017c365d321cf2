package import WritLanguage
package import WritSemantics

/// How rules, clauses, roles and places are named in reports.
package struct RoutingPlaces: Sendable {
    let program: Program

    package init(_ program: Program) { self.program = program }

    /// `M3 三.5`
    package func clause(_ id: ClauseID) -> String {
        guard program.clauses.indices.contains(id.index) else { return "" }
        let clause = program.clauses[id.index]
        guard program.sources.indices.contains(clause.source.index) else { return clause.number }
        return program.sources[clause.source.index].identity.name + " " + clause.number
    }

    /// `Rules/complaints.writ.md:304`
    package func place(_ span: Span) -> String? {
        guard let file = program.files.first(where: { $0.id == span.file }) else { return nil }
        return "\(file.path):\(file.line(at: Int(span.start)))"
    }

    package func rule(_ id: RuleID) -> String? {
        program.rules.indices.contains(id.index) ? program.rules[id.index].identity.name : nil
    }

    package func form(_ id: FormID) -> FormSummary? {
        program.forms.indices.contains(id.index) ? program.forms[id.index] : nil
    }

    package func role(_ id: RoleID) -> Identity? {
        program.roles.indices.contains(id.index) ? program.roles[id.index].identity : nil
    }
}
