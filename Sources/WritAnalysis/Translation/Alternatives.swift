import WritLanguage
import WritSemantics

/// A branch, a row of a table or a side of `if`, with where it holds.
struct Alternative {
    let holds: Truth
    let value: Symbol
}

/// What may be chosen while it is not settled which: a value only where every way of settling it gives that value, as the
/// evaluator has it.
extension Translator {
    /// Pairs of values of one definition that are compared; one with more is left open.
    private static let pairLimit = 4096

    /// What alternatives come to. Those of one tier stand beside each other; a tier is asked only where none of those
    /// before it surely holds. Where no tier decides there is no value.
    ///
    /// `areDisjoint` says that it is proved that no two of one tier surely hold together and differ.
    func value(
        of tiers: [[Alternative]], where reached: Formula = .yes, areDisjoint: Bool, type: ValueType,
        at span: Span
    ) -> Symbol {
        var isOpen = false
        // Where none of the tiers before surely decides.
        var reach = reached
        var relevant: [(holds: Formula, value: Symbol)] = []
        for tier in tiers {
            for alternative in tier where alternative.holds.no != .yes {
                if !isSettled(alternative.holds) { isOpen = true }
                relevant.append((space.store.and(reach, !alternative.holds.no), alternative.value))
            }
            reach = space.store.all([reach] + tier.map { !$0.holds.yes })
        }
        relevant.removeAll { $0.holds == .no }
        if isOpen || !areDisjoint {
            guard let agreement = agreement(of: relevant, type) else {
                return notModelled(.tooMuchWork, Expression(.constant(.unknown), type: type, span: span))
            }
            // What is relevant may be open, so that one of the tiers decides is a condition of its own.
            let decided = space.store.all([reached, isOpen ? !reach : .yes, agreement])
            relevant = relevant.map { (space.store.and($0.holds, decided), $0.value) }
        }
        return select(relevant, type: type)
    }

    private func isSettled(_ truth: Truth) -> Bool { truth.no == !truth.yes }

    /// Where all that is relevant is the same value; nothing where there is too much to compare.
    func agreement(of relevant: [(holds: Formula, value: Symbol)], _ type: ValueType) -> Formula? {
        var order: [Fixed] = []
        var classes: [Fixed: (holds: [Formula], value: Symbol)] = [:]
        var others: [(holds: Formula, value: Symbol)] = []
        for entry in relevant {
            guard let fixed = Fixed(entry.value) else {
                others.append(entry)
                continue
            }
            if classes[fixed] == nil { order.append(fixed) }
            classes[fixed, default: ([], entry.value)].holds.append(entry.holds)
        }
        if others.count * (others.count + classes.count) > Translator.pairLimit { return nil }
        var known: [(holds: Formula, value: Symbol)] = []
        var parts: [Formula] = []
        // Of values that surely differ, one at most is relevant.
        var before = Formula.no
        for fixed in order {
            guard let entry = classes[fixed] else { continue }
            let holds = space.store.any(entry.holds)
            parts.append(!space.store.and(before, holds))
            before = space.store.or(before, holds)
            known.append((holds, entry.value))
        }
        for other in others {
            for entry in known {
                let together = space.store.and(entry.holds, other.holds)
                if together == .no { continue }
                parts.append(space.store.implies(together, equalValues(entry.value, other.value, type).yes))
            }
            known.append(other)
        }
        return space.store.all(parts)
    }
}

/// A value that no case changes.
enum Fixed: Hashable {
    case missing
    case number(Rational)
    case choice(Int)

    init?(_ symbol: Symbol) {
        switch symbol {
        case .boolean(let truth):
            guard truth == .certain || truth == .never else { return nil }
            self = .choice(truth == .certain ? 1 : 0)
        case .number(let cases):
            guard cases.count == 1, cases[0].condition == .yes, let value = cases[0].value.value else { return nil }
            self = .number(value)
        case .choice(let values):
            guard let index = Fixed.index(of: values) else { return nil }
            self = .choice(index)
        case .optional(.yes, .no, let value):
            guard let fixed = Fixed(value) else { return nil }
            self = fixed
        case .optional(.no, .yes, _): self = .missing
        case .optional, .record, .list, .group: return nil
        }
    }

    /// The value of a choice that it surely is.
    static func index(of values: [Formula]) -> Int? {
        guard let index = values.firstIndex(of: .yes) else { return nil }
        return values.indices.allSatisfy { $0 == index || values[$0] == .no } ? index : nil
    }
}
