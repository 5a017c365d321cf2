package import WritLanguage

/// The name, the title for people, the `---` comments and the place of a declaration.
package struct Identity: Sendable {
    package let name: String
    /// The title, or the name where there is none.
    package let title: String
    package let documentation: String?
    package let nameSpan: Span
    package let span: Span

    package init(name: String, title: String, documentation: String?, nameSpan: Span, span: Span) {
        self.name = name
        self.title = title
        self.documentation = documentation
        self.nameSpan = nameSpan
        self.span = span
    }
}

package struct Source: Sendable {
    package let identity: Identity
    /// `edition "2026"`: which edition of the text the rules carry out.
    package let edition: String?
    package let clauses: [ClauseID]
}

package struct Clause: Sendable {
    package enum Disposition: Sendable, Equatable {
        case operative
        case prose
        case rejected(reason: String)
    }
    package let source: SourceID
    package let number: String
    package let title: String
    package let disposition: Disposition
    /// What it states: its `says`, or what stands under its heading in the source's text.
    package let text: String?
    package let documentation: String?
    package let span: Span
}

/// A role within the firm, or a party outside of it; both can sign and be addressed.
package struct Role: Sendable {
    package let identity: Identity
    package let isParty: Bool

    package init(identity: Identity, isParty: Bool) {
        self.identity = identity
        self.isParty = isParty
    }
}

/// Something that a rule may hold back, such as a payment.
package struct Action: Sendable {
    package let identity: Identity
}

package struct Substitution: Sendable {
    package let role: RoleID
    package let absent: RoleID
    package let from: CalendarDate
    package let to: CalendarDate
    package let span: Span

    package init(role: RoleID, absent: RoleID, from: CalendarDate, to: CalendarDate, span: Span) {
        self.role = role
        self.absent = absent
        self.from = from
        self.to = to
        self.span = span
    }
}

package struct Organisation: Sendable {
    package struct Post: Sendable {
        package let role: RoleID
        package let superior: RoleID?
        package let span: Span

        package init(role: RoleID, superior: RoleID?, span: Span) {
            self.role = role
            self.superior = superior
            self.span = span
        }
    }
    package struct Setting: Sendable {
        package let parameter: ParameterID
        /// `.unknown` where the firm says that it is not stated.
        package let value: Value
        package let from: CalendarDate?
        package let span: Span
    }
    package let identity: Identity
    package let calendar: CalendarID?
    package let posts: [Post]
    package let settings: [Setting]
    package let substitutions: [Substitution]

    package init(
        identity: Identity, calendar: CalendarID?, posts: [Post], settings: [Setting], substitutions: [Substitution]
    ) {
        self.identity = identity
        self.calendar = calendar
        self.posts = posts
        self.settings = settings
        self.substitutions = substitutions
    }
}

package struct EnumType: Sendable {
    package struct Value: Sendable {
        package let name: String
        package let title: String
    }
    package let identity: Identity
    package let isOrdered: Bool
    package let values: [Value]
}

/// A record or a case type.
package struct RecordType: Sendable {
    package struct Field: Sendable {
        package let name: String
        package let title: String
        package let type: ValueType
        /// Absent where every value of the type will do.
        package let domain: ValueDomain?
        /// Which other cases it holds; absent where it is a fact of the case itself.
        package let link: CaseLink?
        package let documentation: String?
        package let span: Span

        package init(
            name: String, title: String, type: ValueType, domain: ValueDomain? = nil, link: CaseLink? = nil,
            documentation: String?, span: Span
        ) {
            self.name = name
            self.title = title
            self.type = type
            self.domain = domain
            self.link = link
            self.documentation = documentation
            self.span = span
        }
    }
    package let identity: Identity
    package let isCase: Bool
    /// Whether it is what a person decided: the decision, by whom, on which day and for which reasons.
    package let isJudgement: Bool
    /// The case type whose facts it holds, where it is what other cases see of such a case.
    package let image: RecordID?
    /// The field of the day whose law decides the case; absent where that is the day of `as-of`.
    package let governing: Int?
    package let fields: [Field]

    package init(
        identity: Identity, isCase: Bool, isJudgement: Bool = false, image: RecordID? = nil, governing: Int? = nil,
        fields: [Field]
    ) {
        self.identity = identity
        self.isCase = isCase
        self.isJudgement = isJudgement
        self.image = image
        self.governing = governing
        self.fields = fields
    }
}

package struct Parameter: Sendable {
    package struct Value: Sendable {
        package let value: WritSemantics.Value
        /// Absent: from the beginning.
        package let from: CalendarDate?
        package let span: Span
    }
    package let identity: Identity
    package let type: ValueType
    package let citations: [ClauseID]
    /// In order of date; empty where the source does not state it.
    package let values: [Value]
}

/// What binds a declaration to clauses, firms and times.
package struct Provision: Sendable {
    package let citations: [ClauseID]
    /// Empty: everywhere.
    package let organisations: [OrganisationID]
    package let validFrom: CalendarDate?
    package let validTo: CalendarDate?

    package init(
        citations: [ClauseID], organisations: [OrganisationID], validFrom: CalendarDate?, validTo: CalendarDate?
    ) {
        self.citations = citations
        self.organisations = organisations
        self.validFrom = validFrom
        self.validTo = validTo
    }
}

package struct Branch: Sendable {
    package enum Guard: Sendable {
        case always
        case when(Expression)
        /// Holds where no other plain branch does.
        case otherwise
    }
    package let isException: Bool
    package let condition: Guard
    package let value: Expression
    /// The declaration's own, narrowed by what the branch or its amendment says.
    package let provision: Provision
    package let span: Span
}

package struct Definition: Sendable {
    package enum Origin: Sendable {
        /// Branches, those of amendments included.
        case branches([Branch])
        /// One output column of a table.
        case table(TableID, output: Int)
    }
    package let identity: Identity
    package let subject: RecordID
    package let type: ValueType
    package let origin: Origin
    /// The number of locals that its expressions use, local 0 included.
    package let localCount: Int
}

package struct DecisionTable: Sendable {
    package indirect enum Cell: Sendable {
        case any
        /// Values of the column's type; more than one for a list.
        case values([Value])
        case range(lower: Value?, upper: Value?, includesLower: Bool, includesUpper: Bool)
        case not(Cell)
        /// Holds where one of them does.
        case either([Cell])
    }
    package struct Row: Sendable {
        package let cells: [Cell]
        package let outputs: [Expression]
        package let citations: [ClauseID]
        package let span: Span
    }
    package let identity: Identity
    package let subject: RecordID
    package let provision: Provision
    package let policy: TableDeclaration.Policy
    package let inputs: [Expression]
    /// One for each output column.
    package let outputs: [DefinitionID]
    package let rows: [Row]
    package let localCount: Int
}

package struct Rule: Sendable {
    package let identity: Identity
    package let subject: RecordID
    package let provision: Provision
    package let condition: Expression?
    package let overrides: [RuleID]
    package let consequences: [Consequence]
    package let localCount: Int
}

package struct Chain: Sendable {
    package enum Signer: Sendable {
        case one(RoleID)
        case all([RoleID])
        case any(Int, [RoleID])
        case line(from: RoleID, to: RoleID)
        case notStated
    }
    /// To whom a step may be passed on beside those who hold its role.
    package enum Delegation: Sendable, Hashable {
        case none
        case anyone
        case roles([RoleID])
    }
    package struct Step: Sendable {
        package let name: String
        package let title: String
        package let signer: Signer
        /// The text field of the case that names the one person of the role who may sign. It is kept by name for the reason that
        /// `Chain.apart` is.
        package let named: String?
        /// The index of the step beside which it runs.
        package let parallelTo: Int?
        package let condition: Expression?
        /// Of a duration type.
        package let within: Expression?
        package let escalation: (to: RoleID, after: Expression)?
        package let delegation: Delegation
        package let citations: [ClauseID]
        package let span: Span

        package init(
            name: String, title: String, signer: Signer, named: String? = nil, parallelTo: Int?, condition: Expression?,
            within: Expression?, escalation: (to: RoleID, after: Expression)?, delegation: Delegation = .none,
            citations: [ClauseID], span: Span
        ) {
            self.name = name
            self.title = title
            self.signer = signer
            self.named = named
            self.parallelTo = parallelTo
            self.condition = condition
            self.within = within
            self.escalation = escalation
            self.delegation = delegation
            self.citations = citations
            self.span = span
        }
    }
    package let identity: Identity
    package let provision: Provision
    /// The case type of its conditions; absent where it has none.
    package let subject: RecordID?
    package let steps: [Step]
    /// Text fields of the subject that name persons who may not approve. The name is kept where `subject` is absent:
    /// it is then looked up in the case type of each rule that uses the chain.
    package let apart: [String]
    package let distinctPersons: Bool
    /// A step passes by itself where the person whose turn it is has approved an earlier one.
    package let repeatedPass: Bool
    package let substitutions: [Substitution]
    /// Where a rejected or returned document starts again; 0 is the first step.
    package let restart: Int
    package let localCount: Int

    package init(
        identity: Identity, provision: Provision, subject: RecordID?, steps: [Step], apart: [String],
        distinctPersons: Bool, repeatedPass: Bool = false, substitutions: [Substitution], restart: Int, localCount: Int
    ) {
        self.identity = identity
        self.provision = provision
        self.subject = subject
        self.steps = steps
        self.apart = apart
        self.distinctPersons = distinctPersons
        self.repeatedPass = repeatedPass
        self.substitutions = substitutions
        self.restart = restart
        self.localCount = localCount
    }
}

/// What a rulebook needs to know of a form: enough to check rules against it without reading its body.
package struct FormSummary: Sendable {
    package struct Argument: Sendable {
        package let name: String
        package let type: ValueType
    }
    package let name: String
    package let title: String
    /// The case types that it is filled for; none for a form that is filled without a case.
    package let subjects: [RecordID]
    /// What the rules that issue it hand over by `with`, by name.
    package let arguments: [Argument]
    package let span: Span?
}

package struct LogMapping: Sendable {
    package struct Fact: Sendable {
        package let column: String
        package let field: Int

        package init(column: String, field: Int) {
            self.column = column
            self.field = field
        }
    }
    package enum Meaning: Sendable, Equatable {
        case submitted
        case decision(ApprovalDecision, step: Int?)
        /// A return to a step that is chosen.
        case returned(step: Int?, to: Int)
        case act(RoutingAct.Kind, step: Int?)
        case action(ActionID)
        /// Something that the document reaches: its delivery, or the signature of its addressee.
        case reached(Obligation.Milestone)
        case ignored
    }
    package let identity: Identity
    package let chain: ChainID
    package let caseColumn: String
    /// Which of several documents of its case a row is about.
    package let documentColumn: String?
    /// The case to which its case belongs, as a declaration does to a permit.
    package let parentColumn: String?
    package let activityColumn: String
    package let roleColumn: String?
    package let personColumn: String?
    package let timeColumn: String
    /// To whom a document was passed on or copied, or who was asked to countersign.
    package let recipientColumn: String?
    /// Columns that state a fact of the case: the column's name and the number of the case's field.
    package let facts: [Fact]
    package let activities: [String: Meaning]
    package let roles: [String: RoleID]

    package init(
        identity: Identity, chain: ChainID, caseColumn: String, documentColumn: String? = nil,
        parentColumn: String? = nil, activityColumn: String, roleColumn: String?,
        personColumn: String?, timeColumn: String, recipientColumn: String? = nil, facts: [Fact],
        activities: [String: Meaning], roles: [String: RoleID]
    ) {
        self.identity = identity
        self.chain = chain
        self.caseColumn = caseColumn
        self.documentColumn = documentColumn
        self.parentColumn = parentColumn
        self.activityColumn = activityColumn
        self.roleColumn = roleColumn
        self.personColumn = personColumn
        self.timeColumn = timeColumn
        self.recipientColumn = recipientColumn
        self.facts = facts
        self.activities = activities
        self.roles = roles
    }
}

package enum ApprovalDecision: String, Sendable, CaseIterable { case approved, rejected, returned }
