internal import WritLanguage
internal import WritSemantics

/// What conditions look like, for those who put them in words.
extension Expression {
    /// Whether it asks no more than whether a yes-or-no value is stated that another condition speaks of.
    func isKnownTest(of other: Expression) -> Bool {
        guard case .isKnown(let value) = kind, value.type.withoutOptional == .boolean else { return false }
        var said = other.unwidened
        while case .not(let inner) = said.kind { said = inner.unwidened }
        return value.unwidened.isSamePath(as: said)
    }

    /// Whether both are the same field of the same record.
    private func isSamePath(as other: Expression) -> Bool {
        switch (kind, other.kind) {
        case (.local(let a), .local(let b)): a == b
        case (.field(let a, let first), .field(let b, let second)):
            first == second && a.unwidened.isSamePath(as: b.unwidened)
        case (.definition(let a, let first), .definition(let b, let second)):
            first == second && a.unwidened.isSamePath(as: b.unwidened)
        default: false
        }
    }

    var isZero: Bool {
        guard case .constant(let value) = kind else { return false }
        return switch value {
        case .integer(0): true
        case .decimal(let number): number.isZero
        default: false
        }
    }
}

extension Comparison {
    /// The same with its sides exchanged.
    var mirrored: Comparison {
        switch self {
        case .equal, .notEqual: self
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }

    var opposite: Comparison {
        switch self {
        case .equal: .notEqual
        case .notEqual: .equal
        case .less: .greaterOrEqual
        case .lessOrEqual: .greater
        case .greater: .lessOrEqual
        case .greaterOrEqual: .less
        }
    }
}
