import WritLanguage
import WritSemantics

/// What may be chosen while it is not settled which: one result where all agree.
///
/// A condition that cannot be computed leaves it open just as one that is not known does: what all alternatives agree on
/// follows whatever it is. So an error never takes back what was certain before the facts that show it were added.
struct Choice {
    private var first: Slot?
    private var agrees = true
    /// Facts still decide, by a condition or by one of the alternatives.
    private(set) var isOpen = false
    /// The first condition that cannot be computed.
    private var failure: Slot?

    /// Adds what it is under a condition that is neither true nor false.
    mutating func add(_ slot: Slot, under condition: Slot, _ interpreter: inout Interpreter) {
        if condition.tag == .error { failure = failure ?? condition } else { isOpen = true }
        add(slot, &interpreter)
    }

    /// Adds what it is where none of the others is.
    mutating func add(_ slot: Slot, _ interpreter: inout Interpreter) {
        if slot.tag == .unknown { isOpen = true }
        guard let first else {
            first = slot
            agrees = slot.tag != .unknown
            return
        }
        switch interpreter.sameness(first, slot) {
        case .yes: return
        case .no, .error: break
        case .unknown: isOpen = true
        }
        agrees = false
    }

    /// What it comes to; nil where there is no alternative.
    var result: Slot? {
        guard let first else { return nil }
        if agrees { return first }
        if let failure, !isOpen { return failure }
        return .unknown
    }
}

extension Interpreter {
    /// Whether two alternatives are the same result, be it a value or an error.
    mutating func sameness(_ left: Slot, _ right: Slot) -> Truth {
        if left.isCertain, right.isCertain {
            // One instant may be written as of two places, which have two dates.
            if left.tag == .dateTime, left.detail != right.detail { return .no }
            return equals(left, right)
        }
        if left.tag == .unknown || right.tag == .unknown { return .unknown }
        // The last error that is kept stands for all that are not.
        return left.tag == right.tag && left.int == right.int && left.int < CaseError.most - 1 ? .yes : .no
    }
}
