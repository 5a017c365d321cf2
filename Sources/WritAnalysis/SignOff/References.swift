internal import WritLanguage
package import WritSemantics

/// What a declaration uses directly: definitions, parameters, chains, enumerations, fields, the states of documents, and
/// whether a calendar has a say in it.
package struct References {
    /// A field of a record.
    package struct Field: Hashable {
        package let record: RecordID
        package let index: Int
    }

    package init() {}

    package private(set) var definitions: Set<DefinitionID> = []
    package private(set) var parameters: Set<ParameterID> = []
    package private(set) var chains: Set<ChainID> = []
    package private(set) var enumerations: Set<EnumID> = []
    package private(set) var fields: Set<Field> = []
    /// Documents that are issued.
    package private(set) var forms: Set<FormID> = []
    package private(set) var clauses: Set<ClauseID> = []
    package private(set) var organisations: Set<OrganisationID> = []
    /// Whether it counts working days, asks what kind of day one is or on which day a moment lies, or has a deadline that a
    /// day off moves.
    package private(set) var isDated = false

    package mutating func collect(_ rule: Rule) {
        collect(rule.provision)
        collect(rule.condition)
        for consequence in rule.consequences {
            consequence.expressions.forEach { collect($0) }
            clauses.formUnion(consequence.citations)
            if let chain = consequence.chain { chains.insert(chain) }
            if consequence.due != nil, consequence.rolling != .not { isDated = true }
            if case .issue(let form, _, _, _, _) = consequence.kind { forms.insert(form) }
        }
    }

    package mutating func collect(_ branch: Branch) {
        collect(branch.provision)
        collect(branch.value)
        if case .when(let condition) = branch.condition { collect(condition) }
    }

    package mutating func collect(_ table: DecisionTable) {
        collect(table.provision)
        table.inputs.forEach { collect($0) }
        for row in table.rows {
            row.outputs.forEach { collect($0) }
            clauses.formUnion(row.citations)
        }
    }

    package mutating func collect(_ chain: Chain) {
        collect(chain.provision)
        for step in chain.steps {
            collect(step.condition)
            collect(step.within)
            collect(step.escalation?.after)
            clauses.formUnion(step.citations)
            // The end of a step's limit is a deadline too.
            if step.within != nil || step.escalation != nil { isDated = true }
        }
    }

    package mutating func collect(_ obligation: Obligation) {
        collect(obligation.provision)
        collect(obligation.condition)
        for demand in obligation.demands {
            collect(demand.within)
            clauses.formUnion(demand.citations)
            // The end of a period is a deadline too.
            if demand.within != nil { isDated = true }
            for act in demand.acts + demand.others {
                switch act {
                // What a document says is not asked.
                case .action, .document: break
                case .step(_, let chain): chains.insert(chain)
                }
            }
        }
    }

    package mutating func collect(_ set: StageSet) {
        clauses.formUnion(set.citations)
        collect(set.within)
        for stage in set.stages {
            clauses.formUnion(stage.citations)
            collect(stage.within)
            fields.insert(Field(record: set.subject, index: stage.date))
            definitions.formUnion([stage.isIn] + (stage.isOverdue.map { [$0] } ?? []))
        }
    }

    package mutating func collect(_ report: Report) {
        clauses.formUnion(report.citations)
        collect(report.condition)
        if let period = report.period { fields.insert(Field(record: report.source, index: period.date)) }
        for value in report.values { collect(value, of: report.target) }
        for rows in report.rows {
            fields.insert(Field(record: report.target, index: rows.field))
            collect(rows.key)
            for value in rows.values { collect(value, of: rows.row) }
        }
    }

    private mutating func collect(_ value: Report.Value, of record: RecordID) {
        fields.insert(Field(record: record, index: value.field))
        collect(value.type)
        collect(value.body)
        collect(value.condition)
    }

    mutating func collect(_ others: [Field]) { fields.formUnion(others) }

    package mutating func collect(_ provision: Provision) {
        clauses.formUnion(provision.citations)
        organisations.formUnion(provision.organisations)
    }

    package mutating func collect(_ expression: Expression?) {
        expression?.forEach { part in
            collect(part.type)
            switch part.kind {
            case .parameter(let id): parameters.insert(id)
            case .definition(_, let id): definitions.insert(id)
            case .field(let base, let index):
                if case .record(let id) = base.type.bare { fields.insert(Field(record: id, index: index)) }
            case .between(.workingDays, _, _): isDated = true
            case .function(.isWorkingDay, _), .function(.isHoliday, _): isDated = true
            case .shift(let duration, _, _) where duration.type.bare == .duration(.workingDays): isDated = true
            default: break
            }
        }
    }

    package mutating func collect(_ type: ValueType) {
        switch type {
        case .enumeration(let id): enumerations.insert(id)
        case .optional(let inner), .list(let inner): collect(inner)
        case .group(let key, let element):
            collect(key)
            collect(element)
        // A moment lies on a day of the calendar's zone.
        case .dateTime: isDated = true
        default: break
        }
    }
}

extension ValueType {
    /// The type behind `T?`.
    fileprivate var bare: ValueType { if case .optional(let inner) = self { inner } else { self } }
}
