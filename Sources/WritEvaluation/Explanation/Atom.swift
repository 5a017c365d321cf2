package import WritLanguage
package import WritSemantics

/// One comparison, test or Boolean on which a condition turns, with the values that it has in a case.
package struct Atom {
    package enum Relation: Sendable, Equatable {
        case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
        case oneOf, noneOf, inside, outside
        /// A Boolean that is to be true, or false.
        case isTrue, isFalse
        case isKnown, isMissing
    }

    /// What is compared: `days-late`, `violations[1].severity`, or as the rule writes it.
    package let subject: String
    /// The same in Chinese: 第1项违规事项的等级（`violations[1].severity`）.
    package let called: String
    /// Its value as people read it.
    package let actual: Phrase
    /// Whether its value is known; where it is and the whole is not, the other side is what is missing.
    let isSubjectKnown: Bool
    /// The definition that is compared, if it is one, with the instance that it belongs to.
    let definition: (instance: Int, number: Int32)?
    /// What is asked of a document, if that is it.
    let state: DocumentState?
    /// Whether days or moments are compared, which are not more or less but later or earlier.
    let isTime: Bool
    /// What the rule wants of it, turned round under a `not`.
    package let wanted: Relation
    /// The other side, as people read it: a bound, or the members of a set.
    package let bound: Phrase
    /// Whether it is as wanted; nil where that is open.
    package let holds: Bool?
    /// The facts that it rests on, definitions looked through.
    package let facts: [FactReference]
    /// Values at which the truth of the atom changes, for the facts that stand in it by themselves.
    let candidates: [(fact: FactReference, value: Value)]
}

/// One fact of a case: where it stands and what it is.
package struct FactReference: Hashable, Sendable {
    /// `violations[1].kind`
    package let path: String
    package let value: Value
    package let type: ValueType
    /// The way from the case: fields, and positions from 1 (0 where the field is no list).
    let steps: [Step]

    struct Step: Hashable, Sendable {
        let field: Int
        let position: Int
    }
}
