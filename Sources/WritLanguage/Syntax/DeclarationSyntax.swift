/// `basis M3 三.3, 三.4`
package struct BasisSyntax: Sendable {
    package let source: Name
    package let clauses: [Name]
    package let span: Span
}

/// What every declaration has: its name, its title for people, and the `---` comments before it.
package struct DeclarationHead: Sendable {
    package let name: Name
    package let title: TextSyntax?
    package let documentation: String?
    /// From the keyword to the end of the last clause.
    package let span: Span

    package init(name: Name, title: TextSyntax?, documentation: String?, span: Span) {
        self.name = name
        self.title = title
        self.documentation = documentation
        self.span = span
    }
}

/// `basis`, `at` and `valid`, which several declarations share.
package struct ProvisionSyntax: Sendable {
    package var basis: [BasisSyntax] = []
    /// `at ORGANISATION, …`; empty means everywhere.
    package var organisations: [Name] = []
    package var validFrom: ExpressionSyntax?
    package var validTo: ExpressionSyntax?

    package init(basis: [BasisSyntax] = []) { self.basis = basis }
}

package struct SourceDeclaration: Sendable {
    package enum Disposition: Sendable {
        /// Carries rules; a clause that no rule cites is reported.
        case operative
        case prose
        case rejected(TextSyntax)
    }
    package struct Clause: Sendable {
        package let id: Name
        package let title: TextSyntax?
        package let disposition: Disposition
        /// `says "…"`: what the clause states.
        package let says: TextSyntax?
        package let documentation: String?
        package let span: Span
    }
    package let head: DeclarationHead
    /// `text "M2.md"`: the file that holds the source's own text.
    package let textFile: TextSyntax?
    /// `edition "2026"`
    package let edition: TextSyntax?
    package let clauses: [Clause]
}

/// `rulebook breach "Breach notification"`, with the currency of its amounts.
package struct RulebookDeclaration: Sendable {
    package let head: DeclarationHead
    /// `currency USD`; yuan where it is left out.
    package let currency: Name?
}

/// `role`, `party` and `action` have a name and a title and nothing else.
package struct SimpleDeclaration: Sendable {
    package let head: DeclarationHead
}

package struct OrganisationDeclaration: Sendable {
    package struct Post: Sendable {
        package let role: Name
        package let superior: Name?
        package let span: Span
    }
    /// `with late-fee-rate = 0.05%`, from a date where one is given; without a value where it is `not stated`.
    package struct Setting: Sendable {
        package let parameter: Name
        package let value: ExpressionSyntax?
        package let from: ExpressionSyntax?
        package let span: Span
    }
    package let head: DeclarationHead
    /// `calendar office`
    package let calendar: Name?
    package let posts: [Post]
    package let settings: [Setting]
    package let substitutions: [SubstituteSyntax]
}

/// `substitute deputy for manager from 2026-05-01 to 2026-05-10`
package struct SubstituteSyntax: Sendable {
    package let role: Name
    package let absent: Name
    package let from: ExpressionSyntax
    package let to: ExpressionSyntax
    package let span: Span
}

package struct CalendarDeclaration: Sendable {
    package struct Days: Sendable {
        package let from: ExpressionSyntax
        package let to: ExpressionSyntax?
        package let title: TextSyntax?
        package let span: Span
    }
    package enum Roll: String, Sendable { case none, forward, backward }
    package let head: DeclarationHead
    /// Names of weekdays, `Saturday`.
    package let weekend: [Name]
    package let holidays: [Days]
    package let workdays: [Days]
    package let roll: Roll
    /// `covers 2025-01-01 to 2026-12-31`: outside of it the holidays are not published yet.
    package let covers: Days?
    /// `zone Asia/Shanghai`: a name of the system's zone data, or an offset such as `+08:00`.
    package let zone: Name?
}

package struct EnumDeclaration: Sendable {
    package struct Value: Sendable {
        package let name: Name
        package let title: TextSyntax?
    }
    package let head: DeclarationHead
    /// The values are joined by `<` and not by `|`.
    package let isOrdered: Bool
    package let values: [Value]
}

/// `from ¥0`, `from 0% to 100%`, `at most 500`: which values of its type a field may have.
package struct DomainSyntax: Sendable {
    package var lower: ExpressionSyntax?
    package var upper: ExpressionSyntax?
    /// The most elements of a list.
    package var most: Int?
    package var span: Span
}

package struct FieldSyntax: Sendable {
    package let name: Name
    package let type: TypeSyntax
    package let domain: DomainSyntax?
    package let title: TextSyntax?
    package let documentation: String?
    package let span: Span
}

/// `record` or `case`.
package struct RecordDeclaration: Sendable {
    package let head: DeclarationHead
    package let isCase: Bool
    /// `governed by received-on`: the field that says by the law of which day the case is decided.
    package let governing: Name?
    package let fields: [FieldSyntax]
}

/// `judgement serious of Complaint "情节严重" by legal-counsel`: what no rule works out and only a person can decide.
package struct JudgementDeclaration: Sendable {
    package let head: DeclarationHead
    package let subject: Name
    /// What is decided; whether something is so, where it is left out.
    package let type: TypeSyntax?
    package let role: Name
    package let basis: [BasisSyntax]
}

/// `columns opendata for Violation`: what the columns of a table of cases stand for; all others are passed over.
package struct ColumnsDeclaration: Sendable {
    package let head: DeclarationHead
    package let subject: Name
    /// A field, a path such as `charges.amount`, `id`, `as-of` or `organisation`, and the head of the column.
    package let columns: [(path: Name, header: TextSyntax)]
}

package struct ParameterDeclaration: Sendable {
    package struct Value: Sendable {
        package let value: ExpressionSyntax
        package let from: ExpressionSyntax?
        package let span: Span
    }
    package let head: DeclarationHead
    package let type: TypeSyntax
    package let basis: [BasisSyntax]
    /// Empty where the source does not state it.
    package let values: [Value]
    package let isNotStated: Bool

    package init(
        head: DeclarationHead, type: TypeSyntax, basis: [BasisSyntax], values: [Value], isNotStated: Bool
    ) {
        self.head = head
        self.type = type
        self.basis = basis
        self.values = values
        self.isNotStated = isNotStated
    }
}

/// One `is … when …` of a definition.
package struct BranchSyntax: Sendable {
    package enum Guard: Sendable {
        case always
        case when(ExpressionSyntax)
        case otherwise
    }
    package let isException: Bool
    package let value: ExpressionSyntax
    package let condition: Guard
    package let basis: [BasisSyntax]
    package let span: Span

    package init(isException: Bool, value: ExpressionSyntax, condition: Guard, basis: [BasisSyntax], span: Span) {
        self.isException = isException
        self.value = value
        self.condition = condition
        self.basis = basis
        self.span = span
    }
}

/// `define`, or `amend` in another file.
package struct DefinitionDeclaration: Sendable {
    package let head: DeclarationHead
    package let isAmendment: Bool
    package let subject: Name
    /// Absent in an amendment.
    package let type: TypeSyntax?
    package let provision: ProvisionSyntax
    package let branches: [BranchSyntax]

    package init(
        head: DeclarationHead, isAmendment: Bool, subject: Name, type: TypeSyntax?, provision: ProvisionSyntax,
        branches: [BranchSyntax]
    ) {
        self.head = head
        self.isAmendment = isAmendment
        self.subject = subject
        self.type = type
        self.provision = provision
        self.branches = branches
    }
}

package struct TableDeclaration: Sendable {
    package enum Policy: String, Sendable { case unique, first, collect }
    package enum Cell: Sendable {
        case any
        /// A value or a list of values.
        case values([ExpressionSyntax])
        case comparison(BinaryOperator, ExpressionSyntax)
        case range(RangeSyntax)
        /// `not(a, b)`
        indirect case not(Cell)
        /// `[664..670], 966, >= 1000`: one of several cells.
        case either([Cell])
        /// Already reported.
        case error
    }
    /// A condition column: an expression over the subject, most often a field.
    package struct Input: Sendable {
        package let expression: ExpressionSyntax
        package let span: Span
    }
    package struct Output: Sendable {
        package let name: Name
        package let type: TypeSyntax
        package let title: TextSyntax?
        package let span: Span
    }
    package struct Row: Sendable {
        package let cells: [(cell: Cell, span: Span)]
        package let outputs: [ExpressionSyntax]
        /// `| … | basis M3 一.1.3` after the last bar.
        package let basis: [BasisSyntax]
        package let span: Span
    }
    package let head: DeclarationHead
    package let subject: Name
    package let provision: ProvisionSyntax
    package let policy: Policy
    package let inputs: [Input]
    package let outputs: [Output]
    package let rows: [Row]
}

/// `for each v in violations where …`
package struct ForEachSyntax: Sendable {
    package let variable: Name
    package let list: ExpressionSyntax
    package let condition: ExpressionSyntax?
}

package struct ConsequenceSyntax: Sendable {
    package enum Kind: Sendable {
        case issue(
            form: Name, to: [Name], with: [(Name, ExpressionSyntax)], due: ExpressionSyntax?, approval: Name?)
        case require(task: TextSyntax, by: Name, due: ExpressionSyntax?, until: ExpressionSyntax?)
        case refuse(TextSyntax)
        case hold(action: Name, until: ExpressionSyntax)
        case notify(Name, TextSyntax)
    }
    package let kind: Kind
    package let forEach: ForEachSyntax?
    /// `about v.id`: which of several documents of one form it is.
    package let about: ExpressionSyntax?
    package let deadline: DeadlineSyntax
    package let basis: [BasisSyntax]
    package let span: Span
}

/// What may stand behind the date of a deadline.
package struct DeadlineSyntax: Sendable {
    /// `rolling backward`: where it goes from a day off, whatever the calendar says.
    package enum Rolling: String, Sendable { case forward, backward, not }
    package var rolling: Rolling?
    /// `by 12:00`
    package var time: TimeOfDay?
}

/// A time of day to the minute.
package struct TimeOfDay: Hashable, Sendable, CustomStringConvertible {
    /// Since midnight, less than 1440.
    package let minutes: Int

    package init?(hour: Int, minute: Int) {
        guard (0..<24).contains(hour), (0..<60).contains(minute) else { return nil }
        minutes = hour * 60 + minute
    }

    /// `08:05`
    package var description: String {
        let (hour, minute) = (minutes / 60, minutes % 60)
        return (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
    }
}

package struct RuleDeclaration: Sendable {
    package let head: DeclarationHead
    package let subject: Name
    package let provision: ProvisionSyntax
    package let condition: ExpressionSyntax?
    package let overrides: [Name]
    package let consequences: [ConsequenceSyntax]
}

package struct StepSyntax: Sendable {
    package enum Signer: Sendable {
        /// A role or a party.
        case one(Name)
        case all([Name])
        case any(Int, [Name])
        case line(from: Name, to: Name)
        case notStated(Span)
    }
    package struct Escalation: Sendable {
        package let to: Name
        package let after: ExpressionSyntax
    }
    /// To whom a step may be passed on; to anybody where no roles are named.
    package struct Delegation: Sendable {
        package let roles: [Name]
        package let span: Span
    }
    package let name: Name
    package let title: TextSyntax?
    package let signer: Signer
    /// `by owner named owner-name`: the field of the case that says who it is.
    package let named: Name?
    /// `with PREVIOUS`: runs beside that step.
    package let parallelTo: Name?
    package let condition: ExpressionSyntax?
    package let within: ExpressionSyntax?
    package let escalation: Escalation?
    /// `delegable`, or `delegable to ROLE, …`: whoever takes it may pass it on to a person without its role.
    package let delegation: Delegation?
    package let basis: [BasisSyntax]
    package let span: Span
}

package struct ChainDeclaration: Sendable {
    package let head: DeclarationHead
    package let provision: ProvisionSyntax
    /// `for TYPE`; absent where no step has a condition.
    package let subject: Name?
    package let steps: [StepSyntax]
    /// `apart proposer`: fields that name persons who may not approve.
    package let apart: [Name]
    package let distinctPersons: Span?
    /// `repeated persons pass`: a step passes by itself where its person has approved before.
    package let repeatedPass: Span?
    package let substitutions: [SubstituteSyntax]
    /// `restart from STEP` after a rejection or a return; absent means from the start.
    package let restart: Name?
}

package struct ExampleDeclaration: Sendable {
    /// `history dunning-notice issued 2026-03-01 delivered 2026-03-02 number "催〔2026〕1号"`
    package struct Document: Sendable {
        package let form: Name
        /// `about "甲"`: which of several documents of the form it was.
        package let about: TextSyntax?
        package let dates: [(DocumentDate, ExpressionSyntax)]
        package let number: TextSyntax?
        package let span: Span
    }
    /// `history action payment at 2026-03-02T10:00:00+08:00 by "曹敏"`
    package struct Act: Sendable {
        package let action: Name
        package let at: ExpressionSyntax
        package let person: TextSyntax?
    }
    package struct Expectation: Sendable {
        package enum Kind: Sendable {
            case issue(form: Name, to: [Name], due: ExpressionSyntax?, with: [(Name, ExpressionSyntax)])
            /// `expect no fee-reminder` or `expect no issue fee-reminder`
            case noIssue(Name)
            /// `expect open issue F`: it depends on facts that are not given.
            case openIssue(Name)
            case approval(form: Name, by: [Name])
            case require(TextSyntax, by: Name?, due: ExpressionSyntax?)
            case noRequire(TextSyntax)
            case hold(Name)
            case noHold(Name)
            case notify(Name, message: TextSyntax?)
            case noNotify(Name)
            case refused(reason: TextSyntax?)
            case notRefused
            case missing(ExpressionSyntax)
            /// `expect obligation acceptance-first broken`
            case obligation(Name, state: Keyword)
            /// `expect severity of violations[1] = major`, `expect arrears = ¥286.40`; without a value, `is missing`.
            case value(definition: Name, of: ExpressionSyntax?, equals: ExpressionSyntax?)
            /// `expect due date of F …` is written as part of `issue`; anything else is an error, already reported.
            case error
        }
        package let kind: Kind
        package let span: Span
    }
    /// Examples have a text and no name.
    package let title: TextSyntax
    package let documentation: String?
    package let subject: Name
    package let asOf: ExpressionSyntax?
    package let organisation: Name?
    package let given: [(Name, ExpressionSyntax)]
    package let history: [Document]
    package let acts: [Act]
    package let expectations: [Expectation]
    package let span: Span
}

/// `log travel "差旅报销" for declaration`: which activity of an event log is which decision on which step of a chain.
package struct LogDeclaration: Sendable {
    package enum Meaning: Sendable {
        case submitted
        /// `approved at STEP`, `rejected at STEP`, `returned at STEP`; the step may be absent for a rejection by anyone.
        case decision(Name, step: Name?)
        /// `returned at STEP to STEP`: to a step that is chosen, and not to where the chain starts again.
        case returned(step: Name?, to: Name)
        /// `withdrawn`, `passed-on at STEP`, `countersigner-added at STEP`, `copied`.
        case act(Name, step: Name?)
        /// `action payment`: a held action happened.
        case action(Name)
        /// The document was delivered, or signed by its addressee.
        case document(Keyword)
        case ignored
    }
    package struct Activity: Sendable {
        package let text: TextSyntax
        package let meaning: Meaning
        package let span: Span
    }
    /// What a column can be beside a fact of the case.
    package static let parts = ["case", "document", "parent", "activity", "role", "person", "time", "recipient"]

    package let head: DeclarationHead
    package let chain: Name
    /// `column case "case_id"`, with one of the parts or a field.
    package let columns: [(part: Name, header: TextSyntax)]
    package let activities: [Activity]
    /// `role "SUPERVISOR" is supervisor`: what the log calls the roles.
    package let roles: [(text: TextSyntax, role: Name)]
}

package enum Declaration: Sendable {
    case rulebook(RulebookDeclaration)
    case source(SourceDeclaration)
    case role(SimpleDeclaration)
    case party(SimpleDeclaration)
    case action(SimpleDeclaration)
    case organisation(OrganisationDeclaration)
    case calendar(CalendarDeclaration)
    case enumeration(EnumDeclaration)
    case record(RecordDeclaration)
    case parameter(ParameterDeclaration)
    case definition(DefinitionDeclaration)
    case table(TableDeclaration)
    case rule(RuleDeclaration)
    case chain(ChainDeclaration)
    case duty(DutyDeclaration)
    case obligation(ObligationDeclaration)
    case judgement(JudgementDeclaration)
    case columns(ColumnsDeclaration)
    case report(ReportDeclaration)
    case stages(StagesDeclaration)
    case example(ExampleDeclaration)
    case log(LogDeclaration)
}
