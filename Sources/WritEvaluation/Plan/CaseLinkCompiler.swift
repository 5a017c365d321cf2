import WritLanguage
import WritSemantics

/// A field that holds other cases.
struct PlannedLink: Sendable {
    enum Kind {
        /// All of a type; they are looked up where they are asked for.
        case others
        /// Those that name this one, by the field of theirs.
        case children(key: String)
        /// The one that this case names, in the field of that number.
        case parent(key: Int)
    }
    let field: Int
    let kind: Kind
    /// The number of their case type.
    let type: Int

    init(_ link: CaseLink, field: Int, of record: RecordType, in program: Program) {
        self.field = field
        type = link.type.index
        switch link {
        case .others: kind = .others
        case .children(_, let key): kind = .children(key: key)
        case .parent(_, let key): kind = .parent(key: record.fields.firstIndex { $0.name == key } ?? 0)
        }
    }
}

/// What a condition on other cases asks to be equal: `requester = this.requester and month of on = month of this.on`. Those that
/// differ in it cannot meet the condition, whatever else it says, so they need not be looked at.
struct PlannedProbe: Sendable {
    /// The number of the case type.
    let type: Int
    /// The local that stands for the other case.
    let local: Int32
    /// What is asked of the other case, and what it must be equal to.
    let keys: [(theirs: Int32, own: Int32)]
}

extension PlanCompiler {
    /// The type of the other cases that a field holds all of.
    func othersType(_ owner: ValueType, _ field: Int) -> RecordID? {
        guard case .record(let id) = owner, case .others(let type)? = program.records[id.index].fields[field].link
        else {
            return nil
        }
        return type
    }

    /// The number of the probe for a condition on each of other cases; -1 where it asks for nothing equal.
    mutating func probe(_ number: Int, _ condition: Expression) -> Int32 {
        var keys: [(theirs: Int32, own: Int32)] = []
        var type: Int?
        for part in condition.conjuncts {
            guard case .compare(.equal, let left, let right) = part.kind,
                ValueText.plain(left.type) == ValueText.plain(right.type), ValueText.plain(left.type).isKey
            else { continue }
            let (theirs, own) = left.isMade(ofLocal: number) ? (left, right) : (right, left)
            guard theirs.isMade(ofLocal: number), !own.mentions(local: number),
                let other = theirs.recordOf(local: number)
            else { continue }
            type = program.records[other.index].image?.index
            keys.append((node(theirs), node(own)))
        }
        guard let type else { return -1 }
        plan.probes.append(PlannedProbe(type: type, local: Int32(truncatingIfNeeded: number), keys: keys))
        return Int32(truncatingIfNeeded: plan.probes.count - 1)
    }
}

extension ValueType {
    /// Whether values of it can be looked up: what is equal is written alike.
    fileprivate var isKey: Bool {
        switch self {
        case .text, .date, .boolean, .integer, .enumeration, .weekday: true
        default: false
        }
    }
}

extension Expression {
    /// What must all hold for it to hold.
    fileprivate var conjuncts: [Expression] {
        if case .and(let left, let right) = kind { left.conjuncts + right.conjuncts } else { [self] }
    }

    /// Whether it is worked out from the facts of a local and nothing else: the same in every case that asks.
    fileprivate func isMade(ofLocal number: Int) -> Bool {
        switch kind {
        case .local(let local): local == number
        case .field(let record, _): record.isMade(ofLocal: number)
        case .widened(let inner): inner.isMade(ofLocal: number)
        case .function(.year, let parts), .function(.month, let parts), .function(.dayOfMonth, let parts),
            .function(.weekday, let parts), .function(.edge, let parts):
            parts.allSatisfy { $0.isMade(ofLocal: number) }
        default: false
        }
    }

    fileprivate func mentions(local number: Int) -> Bool {
        if case .local(number) = kind { return true }
        return children.contains { $0.mentions(local: number) }
    }

    /// The type of the record that a local of it is.
    fileprivate func recordOf(local number: Int) -> RecordID? {
        if case .local(number) = kind, case .record(let id) = type { return id }
        return children.lazy.compactMap { $0.recordOf(local: number) }.first
    }
}
