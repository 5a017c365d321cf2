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
        /// The calendar does not cover the year: its holidays are not published, so that working days cannot be counted.
        case holidays(year: Int)
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
    /// The documents, which other stages number as they stand here.
    package let issues: [Issue]
    /// What follows besides documents: the consequences of one kind together, in the order of `Consequence.Kind`, and within a
    /// kind by the order of the rules.
    private let others: [Consequence]
    package let defined: [Defined]

    init(errors: [Diagnostic], issues: [Issue], others: [Consequence], defined: [Defined]) {
        self.errors = errors
        self.issues = issues
        self.others = others
        self.defined = defined
    }

    /// The same with other defined values.
    convenience init(_ outcome: Outcome, defined: [Defined]) {
        self.init(errors: outcome.errors, issues: outcome.issues, others: outcome.others, defined: defined)
    }

    static let nothing = Outcome(errors: [], issues: [], others: [], defined: [])

    /// Everything that follows: the documents, then all else.
    package var consequences: Consequences { Consequences(issues: issues, others: others) }
}

extension Program {
    /// The consequence as it is declared.
    package func consequence(of cause: Outcome.Cause) -> Consequence {
        rules[cause.rule.index].consequences[cause.consequence]
    }
}
