package import WritLanguage
package import WritSemantics

/// Why something cannot be computed, and where the rules say it.
package struct Fault: Hashable, Sendable {
    package let id: String
    package let span: Span?
    /// Tells apart what has one place: the numbers of two branches, a position in a list.
    private let detail: [Int]

    package init(_ id: String, _ span: Span?, _ detail: [Int] = []) {
        self.id = id
        self.span = span
        self.detail = detail
    }
}

/// What the reference evaluator makes of an expression: a value, nothing known, or an error.
package enum Answer: Hashable, Sendable {
    case value(Value)
    case unknown
    case error(Fault)

    /// A stored value: a fact that is not stated answers nothing.
    package init(_ stored: Value) {
        self = stored == .unknown ? .unknown : .value(stored)
    }

    package init(_ flag: Bool) { self = .value(.boolean(flag)) }

    /// The same in a place that holds values, such as an element of a list.
    package var stored: Value {
        if case .value(let value) = self { value } else { .unknown }
    }

    package var fault: Fault? {
        if case .error(let fault) = self { fault } else { nil }
    }

    package var isTrue: Bool { self == .value(.boolean(true)) }
    package var isFalse: Bool { self == .value(.boolean(false)) }

    package var negated: Answer {
        if case .value(.boolean(let flag)) = self { Answer(!flag) } else { self }
    }

    /// Strong Kleene: false wins from either side, and so it hides an error; what is unknown may yet turn out to.
    package func and(_ other: Answer) -> Answer {
        if isFalse || other.isFalse { return Answer(false) }
        if isTrue { return other }
        if other.isTrue { return self }
        return self == .unknown || other == .unknown ? .unknown : self
    }

    package func or(_ other: Answer) -> Answer {
        negated.and(other.negated).negated
    }
}
