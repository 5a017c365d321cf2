package import WritLanguage

/// A checked rulebook: every name resolved, every expression typed. Immutable, and shared by all later stages.
package struct Program: Sendable {
    package let title: String
    /// The SHA-256 of what the rules and forms say, in hexadecimal; comments and layout do not change it.
    package let digest: String
    package let files: [SourceText]
    package let sources: [Source]
    package let clauses: [Clause]
    package let roles: [Role]
    package let actions: [Action]
    package let organisations: [Organisation]
    package let calendars: [WorkCalendar]
    package let enums: [EnumType]
    package let records: [RecordType]
    package let parameters: [Parameter]
    package let definitions: [Definition]
    package let tables: [DecisionTable]
    package let rules: [Rule]
    package let chains: [Chain]
    package let duties: [Duty]
    package let examples: [Example]
    package let logs: [LogMapping]
    package let forms: [FormSummary]
    /// Definitions such that each stands after those that it uses.
    package let definitionOrder: [DefinitionID]
}
