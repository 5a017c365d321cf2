package import WritLanguage

/// What is wrong with a declaration, other than its names and types.
package enum DeclarationFact: DiagnosticFact {
    case clauseUncovered(source: String, clause: String)
    case clauseIsProse(clause: String)
    case clauseIsRejected(clause: String, reason: String)
    case periodEmpty(from: String, to: String)
    case recordCycle([String])
    case dayTwice(String)
    case unknownZone(String)
    case calendarUnclear(organisation: String)
    case parameterStatedAndNot(String)
    case parameterSameDate(String, date: String?)
    case noSuchPost(role: String, organisation: String)
    case chartCycle([String])
    case definitionWithoutBranch(String)
    case otherwiseTwice
    case exceptionOtherwise
    case amendmentPlain
    case amendmentOfTable(String)
    case definitionCycle([String])
    case tableArity(expected: Int, found: Int)
    case notCase(String)
    case overrideCycle([String])
    case overrideOtherCase(rule: String, type: String)
    case formOtherCase(form: String, formTypes: [String], ruleType: String)
    case argumentType(form: String, name: String, first: String, second: String)
    case argumentMissing(form: String, name: String)
    case chainOtherCase(chain: String, chainType: String, ruleType: String)
    case chainWithoutSubject(String)
    case apartNotText(field: String, type: String)
    case namedNotText(field: String, type: String)
    case noLine(from: String, to: String)
    case tooFewSigners(needed: Int, of: Int)
    case dutyInterval
    /// A record does not tell who issued, approved, delivered or signed a document.
    case actWithoutPerson
    case exampleWithoutDate
    case givenTwice(String)
    case logWithoutColumn(String)
    case logFactOfManyValues(String)
    case activityTwice(String)
    /// A chain asks for distinct persons, and lets those pass who come again.
    case distinctAndRepeated
    case organisationOutside(String)
    /// The file that a source names by `text`.
    case sourceWithoutText(String)
    /// A deadline that is counted back from a date in some cases and in another way in others.
    case deadlineUnclear
    /// Bounds of a field whose type has no such.
    case domainNotHere(type: String)
    case domainEmpty
    case currencyUnknown(String)
    case currencyTwice(String, String)
    /// An example without the date whose law decides its case.
    case governingNotGiven(String)
    /// A fact of an example that no case could state.
    case outsideDomain(String)
    case clauseWithoutText(String, file: String)
    /// `other T` without the field that holds its id.
    case linkWithoutField(String)
    case linkNotText(String, type: String)
    case linkMayBeMissing(String, key: String)
    case reportWithoutPeriod
    /// A stage to which no way leads from the first one, and one from which none leads to an end.
    case stageUnreached(String)
    case stageWithoutEnd(String)
    case stageLimits(total: Int64, most: Int64, unit: DurationUnit)
    case reportKeyOutside
    case reportMayBeMissing(String)

    package var id: String {
        switch self {
        case .clauseUncovered: "clause.uncovered"
        case .clauseIsProse: "clause.cites-prose"
        case .clauseIsRejected: "clause.cites-rejected"
        case .periodEmpty: "period.empty"
        case .recordCycle: "record.cycle"
        case .dayTwice: "calendar.day-twice"
        case .unknownZone: "calendar.unknown-zone"
        case .calendarUnclear: "organisation.calendar-unclear"
        case .parameterStatedAndNot: "parameter.stated-and-not"
        case .parameterSameDate: "parameter.same-date"
        case .noSuchPost: "organisation.no-such-post"
        case .chartCycle: "organisation.chart-cycle"
        case .definitionWithoutBranch: "definition.no-branch"
        case .otherwiseTwice: "definition.otherwise-twice"
        case .exceptionOtherwise: "definition.exception-otherwise"
        case .amendmentPlain: "amendment.plain-branch"
        case .amendmentOfTable: "amendment.of-table"
        case .definitionCycle: "definition.cycle"
        case .tableArity: "table.arity"
        case .notCase: "type.not-a-case"
        case .overrideCycle: "rule.override-cycle"
        case .overrideOtherCase: "rule.override-other-case"
        case .formOtherCase: "form.other-case"
        case .argumentType: "argument.type-differs"
        case .argumentMissing: "argument.missing"
        case .chainOtherCase: "chain.other-case"
        case .chainWithoutSubject: "chain.no-subject"
        case .apartNotText: "chain.apart-not-text"
        case .namedNotText: "chain.named-not-text"
        case .noLine: "chain.no-line"
        case .tooFewSigners: "chain.too-few-signers"
        case .dutyInterval: "duty.interval"
        case .actWithoutPerson: "obligation.no-person"
        case .exampleWithoutDate: "example.no-date"
        case .givenTwice: "example.given-twice"
        case .logWithoutColumn: "log.no-column"
        case .logFactOfManyValues: "log.fact-of-many-values"
        case .activityTwice: "log.activity-twice"
        case .distinctAndRepeated: "chain.distinct-and-repeated"
        case .organisationOutside: "organisation.outside"
        case .sourceWithoutText: "source.no-text"
        case .deadlineUnclear: "deadline.direction-unclear"
        case .domainNotHere: "domain.not-here"
        case .domainEmpty: "domain.empty"
        case .currencyUnknown: "currency.unknown"
        case .currencyTwice: "currency.twice"
        case .governingNotGiven: "example.no-governing-date"
        case .outsideDomain: "domain.outside"
        case .clauseWithoutText: "clause.no-text"
        case .linkWithoutField: "link.no-field"
        case .linkNotText: "link.not-text"
        case .linkMayBeMissing: "link.may-be-missing"
        case .reportWithoutPeriod: "report.no-period"
        case .stageUnreached: "stage.unreached"
        case .stageWithoutEnd: "stage.no-end"
        case .stageLimits: "stage.limits"
        case .reportKeyOutside: "report.key-outside-rows"
        case .reportMayBeMissing: "report.may-be-missing"
        }
    }
}
