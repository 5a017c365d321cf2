import WritLanguage
import WritSemantics

/// What each node computes. Three-valued: what cannot change a result is not asked to be known.
extension Interpreter {
    mutating func run(_ number: Int32) -> Slot {
        let node = plan.nodes[Int(number)]
        switch node.operation {
        case .constant: return plan.constants[Int(node.a)]
        case .asOf: return Slot(.date, Int128(situation.asOf))
        case .parameter: return situation.parameters[Int(node.a)]
        case .local: return locals[frame + Int(node.a)]
        case .field: return field(run(node.a), node.b)
        case .others: return others(node)
        case .definition: return definition(node.b, of: run(node.a))
        case .argument: return arguments.indices.contains(Int(node.a)) ? arguments[Int(node.a)] : .unknown
        case .groupKey: return part(0, ofGroup: run(node.a))
        case .groupItems: return part(1, ofGroup: run(node.a))
        case .element: return element(node, number)
        case .not:
            let operand = run(node.a)
            return operand.tag == .boolean ? .boolean(operand.payload == 0) : Self.strict(operand)
        case .negate: return negated(run(node.a), number)
        case .and: return and(run(node.a), node.b)
        case .or: return or(run(node.a), node.b)
        case .equal: return equality(node, isEqual: true)
        case .notEqual: return equality(node, isEqual: false)
        case .less: return comparison(node) { $0 < 0 }
        case .lessOrEqual: return comparison(node) { $0 <= 0 }
        case .greater: return comparison(node) { $0 > 0 }
        case .greaterOrEqual: return comparison(node) { $0 >= 0 }
        case .add, .subtract, .multiply, .divide:
            let left = run(node.a)
            let right = run(node.b)
            return arithmetic(node.operation, left, right, at: number)
        case .inSet: return inSet(node)
        case .inRange: return inRange(node)
        case .isKnown:
            let operand = run(node.a)
            return operand.isCertain ? .boolean(operand.tag != .missing) : Self.strict(operand)
        case .isMissing:
            let operand = run(node.a)
            return operand.isCertain ? .boolean(operand.tag == .missing) : Self.strict(operand)
        case .orElse:
            let operand = run(node.a)
            return operand.tag == .missing ? run(node.b) : operand
        case .conditional: return conditional(node)
        case .some: return quantified(node, stopsAt: true)
        case .every: return quantified(node, stopsAt: false)
        case .filter: return filtered(node)
        case .count:
            let list = run(node.a)
            return list.tag == .list ? .integer(Int64(list.count)) : Self.strict(list)
        case .sum: return sum(node, number)
        case .min, .max: return extreme(node, isMax: node.operation == .max)
        case .first, .last: return end(node, isLast: node.operation == .last)
        case .group: return grouped(node)
        case .sorted: return sorted(node, number)
        case .previous, .next: return neighbour(node)
        case .function: return function(node, number)
        case .shift: return shifted(node, number)
        case .between: return between(node, number)
        case .documentState: return documentState(node)
        case .documentDate: return documentDate(node)
        case .record: return built(node)
        case .list: return listed(node)
        case .toDecimal:
            let operand = run(node.a)
            return operand.tag == .integer ? Slot(.decimal, operand.payload) : operand
        case .rounded:
            let operand = run(node.a)
            guard operand.tag == .decimal, operand.small > 2 else { return operand }
            return .decimal(operand.decimal.roundedHalfUp(places: 2))
        }
    }

    /// What an operation makes of an operand that is no value: an error stays one, everything else is unknown.
    @inline(__always)
    static func strict(_ operand: Slot) -> Slot { operand.tag == .error ? operand : .unknown }

    /// The same of two operands, of which at least one is no value of the type wanted.
    @inline(__always)
    static func strict(_ left: Slot, _ right: Slot) -> Slot {
        if left.tag == .error { return left }
        return right.tag == .error ? right : .unknown
    }

    @inline(__always)
    mutating func field(_ record: Slot, _ field: Int32) -> Slot {
        guard record.tag == .record else { return record.tag == .missing ? .unknown : record }
        return facts.field(Int(field), of: record.int)
    }

    // MARK: - Truth

    private mutating func and(_ left: Slot, _ other: Int32) -> Slot {
        if left.isFalse { return left }
        let right = run(other)
        if right.isFalse || left.isTrue { return right }
        return right.isTrue ? left : Self.undecided(left, right)
    }

    private mutating func or(_ left: Slot, _ other: Int32) -> Slot {
        if left.isTrue { return left }
        let right = run(other)
        if right.isTrue || left.isFalse { return right }
        return right.isFalse ? left : Self.undecided(left, right)
    }

    /// Neither side decides: what is unknown may still do so, and only two errors are one.
    @inline(__always)
    private static func undecided(_ left: Slot, _ right: Slot) -> Slot {
        left.tag == .error && right.tag == .error ? left : .unknown
    }

    /// `and` of two truths that are computed already.
    static func both(_ left: Slot, _ right: Slot) -> Slot {
        if left.isFalse || right.isFalse { return .no }
        if left.isTrue { return right }
        return right.isTrue ? left : Self.undecided(left, right)
    }

    private mutating func conditional(_ node: Node) -> Slot {
        let condition = run(node.a)
        if condition.isTrue { return run(node.b) }
        if condition.isFalse { return run(node.c) }
        var choice = Choice()
        choice.add(run(node.b), under: condition, &self)
        choice.add(run(node.c), &self)
        return choice.result ?? .unknown
    }

    // MARK: - Comparison

    private mutating func equality(_ node: Node, isEqual: Bool) -> Slot {
        let left = run(node.a)
        let right = run(node.b)
        switch equals(left, right) {
        case .yes: return .boolean(isEqual)
        case .no: return .boolean(!isEqual)
        case .unknown: return .unknown
        case .error: return failure(in: left) ?? failure(in: right) ?? .unknown
        }
    }

    /// The first error in a value: itself, or that of a part of a list or a record that an expression built.
    mutating func failure(in slot: Slot) -> Slot? {
        switch slot.tag {
        case .error: return slot
        case .list:
            for index in slot.start..<slot.start + slot.count {
                if let failure = failure(in: facts.element(index)) { return failure }
            }
        case .record where facts.instances[slot.int].isBuilt:
            for number in 0..<facts.fieldCount(of: slot.int) {
                if let failure = failure(in: facts.field(number, of: slot.int)) { return failure }
            }
        default: break
        }
        return nil
    }

    private mutating func comparison(_ node: Node, _ holds: (Int) -> Bool) -> Slot {
        let left = run(node.a)
        let right = run(node.b)
        guard let order = order(left, right) else { return Self.strict(left, right) }
        return .boolean(holds(order))
    }

    /// Whether two values are equal; lists and records differ where one part surely does.
    mutating func equals(_ left: Slot, _ right: Slot) -> Truth {
        if left.tag == .error || right.tag == .error { return .error }
        if !left.isCertain || !right.isCertain { return .unknown }
        if left.tag != right.tag {
            if left.tag == .missing || right.tag == .missing { return .no }
            return order(left, right).map { $0 == 0 ? .yes : .no } ?? .unknown
        }
        switch left.tag {
        case .missing: return .yes
        case .text: return sameText(left, right) ? .yes : .no
        case .decimal: return left.payload == right.payload && left.small == right.small ? .yes : .no
        case .duration: return left.payload == right.payload && left.small == right.small ? .yes : .no
        case .record:
            let first = facts.instances[left.int]
            let second = facts.instances[right.int]
            guard first.type == second.type else { return .no }
            let count = plan.records[Int(first.type)].fieldCount
            return same(areElements: false, Int(first.firstField), Int(second.firstField), count)
        case .list:
            guard left.count == right.count else { return .no }
            return same(areElements: true, left.start, right.start, left.count)
        case .group:
            let items = equals(facts.groups[left.int].items, facts.groups[right.int].items)
            return items == .yes ? equals(facts.groups[left.int].key, facts.groups[right.int].key) : items
        default: return left.payload == right.payload ? .yes : .no
        }
    }

    /// Runs of slots, of the elements or of the fields.
    private mutating func same(areElements: Bool, _ first: Int, _ second: Int, _ count: Int) -> Truth {
        var result = Truth.yes
        for index in 0..<count {
            let truth =
                areElements
                ? equals(facts.element(first + index), facts.element(second + index))
                : equals(facts.fields[first + index], facts.fields[second + index])
            switch truth {
            case .yes: continue
            case .no: return .no
            case .unknown: result = .unknown
            case .error: if result == .yes { result = .error }
            }
        }
        return result
    }

    mutating func sameText(_ left: Slot, _ right: Slot) -> Bool {
        if left.count != right.count { return false }
        if left.detail == right.detail, left.start == right.start { return true }
        return facts.bytes(of: left).elementsEqual(facts.bytes(of: right))
    }

    /// Below 0, 0 or above 0; nil where the two cannot be compared (yet).
    @inline(__always)
    mutating func order(_ left: Slot, _ right: Slot) -> Int? {
        if left.tag == right.tag {
            switch left.tag {
            case .integer, .date, .dateTime, .enumeration, .boolean:
                return left.payload < right.payload ? -1 : left.payload == right.payload ? 0 : 1
            case .duration:
                guard left.small == right.small else { return nil }
                return left.payload < right.payload ? -1 : left.payload == right.payload ? 0 : 1
            case .decimal:
                if left.small == right.small {
                    return left.payload < right.payload ? -1 : left.payload == right.payload ? 0 : 1
                }
                return left.decimal < right.decimal ? -1 : 1
            case .text:
                let (first, second) = (facts.bytes(of: left), facts.bytes(of: right))
                return first.elementsEqual(second) ? 0 : first.lexicographicallyPrecedes(second) ? -1 : 1
            default: return nil
            }
        }
        if left.tag == .integer, right.tag == .decimal { return order(Slot(.decimal, left.payload), right) }
        if left.tag == .decimal, right.tag == .integer { return order(left, Slot(.decimal, right.payload)) }
        return nil
    }

    private mutating func inSet(_ node: Node) -> Slot {
        let value = run(node.a)
        var isOpen = false
        var failure: Slot?
        for index in Int(node.b)..<Int(node.b) + Int(node.c) {
            let member = run(plan.lists[index])
            switch equals(value, member) {
            case .yes: return .yes
            case .no: continue
            case .unknown: isOpen = true
            case .error: failure = failure ?? self.failure(in: value) ?? self.failure(in: member)
            }
        }
        if let failure, !isOpen || value.tag == .error { return failure }
        return isOpen ? .unknown : .no
    }

    private mutating func inRange(_ node: Node) -> Slot {
        let value = run(node.a)
        var result = Slot.yes
        if node.b >= 0 {
            let bound = run(node.b)
            if let order = order(value, bound) {
                if order < 0 || (order == 0 && node.flags & 1 == 0) { return .no }
            } else {
                result = Self.strict(value, bound)
            }
        }
        if node.c >= 0 {
            let bound = run(node.c)
            if let order = order(value, bound) {
                if order > 0 || (order == 0 && node.flags & 2 == 0) { return .no }
            } else {
                result = Self.both(result, Self.strict(value, bound))
            }
        }
        return result
    }
}
