package import WritLanguage
package import WritSemantics

/// What follows from a rulebook for one case. Handed from hand to hand, so it is one object.
package final class Outcome: Sendable {
    package enum Status: String, Sendable { case certain, open }

    /// Why a consequence follows: the rule (and, for `for each`, which element), its clauses, and the place.
    package struct Cause: Sendable {
        package let rule: RuleID
        package let consequence: Int
        /// The element of its `for each`, from 0; -1 where there is none. Of several that ask the same, the first.
        package let element: Int
        package let citations: [ClauseID]
        package let span: Span
    }

    /// A fact or a parameter that would settle something open.
    package enum Need: Hashable, Sendable {
        /// A path below `facts`, such as `violations[1].kind`.
        case fact(String)
        case parameter(ParameterID)
    }

    /// A document that is required, as one object: it is what documents are made from.
    package final class Issue: Sendable {
        package let form: FormID
        /// From 1 among the documents of this form in this outcome, where there is more than one; otherwise 0.
        package let ordinal: Int
        package let to: [RoleID]
        package let due: Value?
        package let status: Status
        package let chain: ChainID?
        /// In the order of `FormSummary.arguments`.
        package let arguments: [Value]
        /// More than one where several rules require the same document.
        package let because: [Cause]
        /// What would settle it, where open; what the document would print and does not know is not part of it.
        package let needs: [Need]
        /// What its deadline, its values and its words wait for, where it follows all the same.
        package let lacks: [Need]

        init(
            form: FormID, ordinal: Int, to: [RoleID], due: Value?, status: Status, chain: ChainID?,
            arguments: [Value], because: [Cause], needs: [Need], lacks: [Need]
        ) {
            self.form = form
            self.ordinal = ordinal
            self.to = to
            self.due = due
            self.status = status
            self.chain = chain
            self.arguments = arguments
            self.because = because
            self.needs = needs
            self.lacks = lacks
        }
    }

    package struct Requirement: Sendable {
        package let task: String
        package let by: RoleID
        package let due: Value?
        package let status: Status
        package let because: [Cause]
        package let needs: [Need]
        package let lacks: [Need]
    }

    package struct Refusal: Sendable {
        package let reason: String
        package let status: Status
        package let because: [Cause]
        package let needs: [Need]
        package let lacks: [Need]
    }

    package struct Hold: Sendable {
        package let action: ActionID
        package let status: Status
        package let because: [Cause]
        package let needs: [Need]
    }

    package struct Notification: Sendable {
        package let to: RoleID
        package let message: String
        package let status: Status
        package let because: [Cause]
        package let needs: [Need]
        package let lacks: [Need]
    }

    /// A defined value, `violations[1].severity`. Values that nothing asked for are left out.
    package struct Defined: Sendable {
        package let path: String
        package let definition: DefinitionID
        package let value: Value
        package let citations: [ClauseID]
    }

    /// Something that made a value impossible: overflow, division by zero, two branches that disagree.
    package let errors: [Diagnostic]
    package let issues: [Issue]
    package let requirements: [Requirement]
    package let refusals: [Refusal]
    package let holds: [Hold]
    package let notifications: [Notification]
    package let defined: [Defined]

    package init(
        errors: [Diagnostic], issues: [Issue], requirements: [Requirement], refusals: [Refusal], holds: [Hold],
        notifications: [Notification], defined: [Defined]
    ) {
        self.errors = errors
        self.issues = issues
        self.requirements = requirements
        self.refusals = refusals
        self.holds = holds
        self.notifications = notifications
        self.defined = defined
    }

    /// The same with other defined values.
    convenience init(_ outcome: Outcome, defined: [Defined]) {
        self.init(
            errors: outcome.errors, issues: outcome.issues, requirements: outcome.requirements,
            refusals: outcome.refusals, holds: outcome.holds, notifications: outcome.notifications, defined: defined)
    }
}

extension Program {
    /// The consequence as it is declared.
    package func consequence(of cause: Outcome.Cause) -> Consequence {
        rules[cause.rule.index].consequences[cause.consequence]
    }
}
