package import WritLanguage

/// A checked rulebook: every name resolved, every expression typed. Immutable, and shared by all later stages.
package struct Program: Sendable {
    package let title: String
    /// The digest of what the rules and forms say, in hexadecimal; comments and layout do not change it.
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
    package let obligations: [Obligation]
    package let judgements: [Judgement]
    package let columns: [ColumnMapping]
    package let reports: [Report]
    package let stages: [StageSet]
    /// What amounts are in.
    package let currency: Currency
    package let examples: [Example]
    package let logs: [LogMapping]
    package let forms: [FormSummary]
    /// The procedures of the manual, in the order of their places.
    package let procedures: [Procedure]
    /// Definitions such that each stands after those that it uses.
    package let definitionOrder: [DefinitionID]

    package init(
        title: String, digest: String, files: [SourceText], sources: [Source], clauses: [Clause], roles: [Role],
        actions: [Action], organisations: [Organisation], calendars: [WorkCalendar], enums: [EnumType],
        records: [RecordType], parameters: [Parameter], definitions: [Definition], tables: [DecisionTable],
        rules: [Rule], chains: [Chain], duties: [Duty], examples: [Example], logs: [LogMapping], forms: [FormSummary],
        obligations: [Obligation] = [], procedures: [Procedure] = [], judgements: [Judgement] = [],
        columns: [ColumnMapping] = [], reports: [Report] = [], stages: [StageSet] = [],
        currency: Currency = .yuan,
        definitionOrder: [DefinitionID]
    ) {
        self.title = title
        self.digest = digest
        self.files = files
        self.sources = sources
        self.clauses = clauses
        self.roles = roles
        self.actions = actions
        self.organisations = organisations
        self.calendars = calendars
        self.enums = enums
        self.records = records
        self.parameters = parameters
        self.definitions = definitions
        self.tables = tables
        self.rules = rules
        self.chains = chains
        self.duties = duties
        self.obligations = obligations
        self.judgements = judgements
        self.columns = columns
        self.reports = reports
        self.stages = stages
        self.currency = currency
        self.examples = examples
        self.logs = logs
        self.forms = forms
        self.procedures = procedures
        self.definitionOrder = definitionOrder
    }
}

extension Program {
    /// The calendar in force at a firm: its own, else the only one that is declared.
    package func calendar(at organisation: OrganisationID?) -> WorkCalendar? {
        if let organisation, organisations.indices.contains(organisation.index),
            let own = organisations[organisation.index].calendar, calendars.indices.contains(own.index)
        {
            return calendars[own.index]
        }
        return calendars.count == 1 ? calendars.first : nil
    }
}
