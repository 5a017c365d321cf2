import WritSemantics

/// Whether two versions write equal values alike: moments by the clocks of the same zones, amounts in the same currency.
struct DiffWritingOfValues {
    let moments: Bool
    let amounts: Bool

    func isAlike(_ type: ValueType, _ program: Program, depth: Int = 0) -> Bool {
        if moments && amounts { return true }
        switch type {
        case .dateTime: return moments
        case .money: return amounts
        case .optional(let inner), .list(let inner): return isAlike(inner, program, depth: depth)
        case .group(let key, let element):
            return isAlike(key, program, depth: depth) && isAlike(element, program, depth: depth)
        case .record(let id):
            // Records within records without end are taken to be written otherwise.
            return depth < 8
                && program.records[id.index].fields.allSatisfy { isAlike($0.type, program, depth: depth + 1) }
        default: return true
        }
    }
}
