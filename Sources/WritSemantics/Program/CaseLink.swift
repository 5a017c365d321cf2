/// Which other cases a field of a case type holds. Such a field is filled from the cases that are at hand beside the one that is
/// decided, unless the case states it itself.
package enum CaseLink: Sendable, Equatable {
    /// All other cases of a type.
    case others(RecordID)
    /// The cases of a type whose field of that name holds the id of this one.
    case children(RecordID, key: String)
    /// The case of a type whose id the field of that name of this one holds.
    case parent(RecordID, key: String)

    /// The type of the cases.
    package var type: RecordID {
        switch self {
        case .others(let type), .children(let type, _), .parent(let type, _): type
        }
    }
}

extension RecordType {
    /// Whether a file declares it; the others are made for judgements and for what cases see of each other.
    package var isDeclared: Bool { !isJudgement && image == nil }
}

extension RecordType.Field {
    /// Whether it holds all cases of a type, which are not kept with each of them.
    package var isLookedUp: Bool { if case .others? = link { true } else { false } }

    /// What it comes to where a case says nothing of it: only of facts of its own can a case say that there is none.
    package var unstated: Value {
        if link == nil, case .optional = type { return .missing }
        return .unknown
    }
}
