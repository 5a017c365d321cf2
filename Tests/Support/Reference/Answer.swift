package import WritSemantics

/// What the reference evaluator makes of an expression: a value, nothing known, or an error.
package enum Answer: Hashable, Sendable {
    case value(Value)
    case unknown
    case error

    /// A stored value: a fact that is not stated answers nothing.
    package init(_ stored: Value) {
        self = stored == .unknown ? .unknown : .value(stored)
    }

    package init(_ flag: Bool) { self = .value(.boolean(flag)) }

    /// The same in a place that holds values, such as an element of a list.
    package var stored: Value {
        if case .value(let value) = self { value } else { .unknown }
    }

    package var isTrue: Bool { self == .value(.boolean(true)) }
    package var isFalse: Bool { self == .value(.boolean(false)) }

    package var negated: Answer {
        if case .value(.boolean(let flag)) = self { Answer(!flag) } else { self }
    }

    /// Strong Kleene: false wins from either side, and so it hides an error.
    package func and(_ other: Answer) -> Answer {
        if isFalse || other.isFalse { return Answer(false) }
        if isTrue { return other }
        if other.isTrue { return self }
        return self == .unknown || other == .unknown ? .unknown : .error
    }

    package func or(_ other: Answer) -> Answer {
        negated.and(other.negated).negated
    }

    /// What is known when it may be either: the value where both agree.
    package func either(_ other: Answer) -> Answer {
        self == other ? self : .unknown
    }
}
