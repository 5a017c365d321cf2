package import WritSemantics

/// What can be done to a document, as the journal of a register names it.
package enum RegisterAct: String, Sendable, CaseIterable {
    /// It was made under a number, and waits for its approval.
    case numbered
    /// It was made under a number, with all approvals that it needs.
    case issued
    /// Its number is void; the number stays, with the reason.
    case voided
    case approved, rejected, returned
    /// Whoever decided takes the decision back.
    case takenBack = "taken-back"
    /// The document was handed in, for the first time or again.
    case submitted
    /// Whoever proposed it takes the document back.
    case withdrawn
    /// A step was handed on to another person.
    case passedOn = "passed-on"
    case countersignerAdded = "countersigner-added"
    /// A copy went to somebody.
    case copied
    case delivered, signed
    /// An action of the case was done, such as a payment.
    case acted

    /// Whether it says what a document is.
    var isDocument: Bool { self == .numbered || self == .issued }

    /// What people do about a document, in the order in which it is listed; the others are recorded by the runs that do them.
    package static let ofPeople = allCases.filter { !$0.isDocument && $0 != .voided }

    /// The decision that it is, as chains know it.
    var decision: ApprovalDecision? { ApprovalDecision(rawValue: rawValue) }

    package var isDecision: Bool { decision != nil }

    /// Whether it is about one step of a chain.
    package var isOfStep: Bool {
        decision != nil || self == .takenBack || routing?.isOfStep == true
    }

    /// The act on a document's way that it is, as chains know it.
    package var routing: RoutingAct.Kind? { RoutingAct.Kind(rawValue: rawValue) }

    /// Whether it is an event of a day, and not of a moment.
    package var isOfDay: Bool { self == .delivered || self == .signed }

    /// As the index has it; 0 is none of them.
    var code: UInt32 { UInt32((Self.allCases.firstIndex(of: self) ?? -1) + 1) }

    init?(code: UInt32) {
        guard code > 0, code <= UInt32(Self.allCases.count) else { return nil }
        self = Self.allCases[Int(code) - 1]
    }
}

/// The facts of a case by which people look for its documents: the unit, and whatever is a name.
enum RegisterFacts {
    static let unit = "unit"

    static func isSearched(_ name: String) -> Bool {
        name == unit || name == "name" || name.hasSuffix("-name") || name.hasSuffix(" name")
    }
}
