import WritLanguage
import WritSemantics

/// Lists: quantifiers, filters, summaries, groups.
extension Interpreter {
    mutating func element(_ node: Node, _ number: Int32) -> Slot {
        let list = run(node.a)
        let position = run(node.b)
        guard list.tag == .list, position.tag == .integer else { return Self.strict(list, position) }
        guard position.payload >= 1, position.payload <= Int128(list.count) else {
            return fail(.elementOutOfRange(position: position.int64, count: list.count), at: number)
        }
        return facts.element(list.start + position.int - 1)
    }

    mutating func quantified(_ node: Node, stopsAt decisive: Bool) -> Slot {
        let list = run(node.b)
        guard list.tag == .list else { return Self.strict(list) }
        var isOpen = false
        var failure: Slot?
        for index in list.start..<list.start + list.count {
            bind(node.a, to: facts.element(index))
            let truth = run(node.c)
            if truth.tag == .boolean {
                if (truth.payload != 0) == decisive { return .boolean(decisive) }
            } else if truth.tag == .error {
                failure = failure ?? truth
            } else {
                isOpen = true
            }
        }
        if isOpen { return .unknown }
        return failure ?? .boolean(!decisive)
    }

    mutating func filtered(_ node: Node) -> Slot {
        let list = run(node.b)
        guard list.tag == .list else { return Self.strict(list) }
        var kept: [Slot] = []
        var failure: Slot?
        var isOpen = false
        for index in list.start..<list.start + list.count {
            let item = facts.element(index)
            bind(node.a, to: item)
            let truth = run(node.c)
            if truth.isTrue {
                kept.append(item)
            } else if truth.tag == .error {
                failure = failure ?? truth
            } else if !truth.isFalse {
                isOpen = true
            }
        }
        if let failure { return failure }
        if isOpen { return .unknown }
        return facts.newList(kept)
    }

    mutating func sum(_ node: Node, _ number: Int32) -> Slot {
        let list = run(node.b)
        guard list.tag == .list else { return Self.strict(list) }
        var total = plan.constants[Int(node.d)]
        var isOpen = false
        for index in list.start..<list.start + list.count {
            let item = body(node, facts.element(index))
            if item.tag == .error { return item }
            if item.tag == .unknown || item.tag == .missing {
                isOpen = true
            } else if !isOpen {
                total = arithmetic(.add, total, item, at: number)
                if total.tag == .error { return total }
            }
        }
        return isOpen ? .unknown : total
    }

    /// The value that a summary takes for one element.
    private mutating func body(_ node: Node, _ item: Slot) -> Slot {
        guard node.c >= 0 else { return item }
        bind(node.a, to: item)
        return run(node.c)
    }

    mutating func extreme(_ node: Node, isMax: Bool) -> Slot {
        let list = run(node.b)
        guard list.tag == .list else { return Self.strict(list) }
        var best = Slot.missing
        var isOpen = false
        for index in list.start..<list.start + list.count {
            let item = body(node, facts.element(index))
            if item.tag == .error { return item }
            if item.tag == .unknown || item.tag == .missing {
                isOpen = true
            } else if best.tag == .missing {
                best = item
            } else if let order = order(item, best), isMax ? order > 0 : order < 0 {
                best = item
            }
        }
        return isOpen ? .unknown : best
    }

    mutating func end(_ node: Node, isLast: Bool) -> Slot {
        let list = run(node.b)
        guard list.tag == .list else { return Self.strict(list) }
        guard list.count > 0 else { return .missing }
        return body(node, facts.element(isLast ? list.start + list.count - 1 : list.start))
    }

    /// The key (0) or the items (1) of a group. A form that walks through groups hands each back as the list of the two.
    mutating func part(_ index: Int, ofGroup group: Slot) -> Slot {
        switch group.tag {
        case .group: index == 0 ? facts.groups[group.int].key : facts.groups[group.int].items
        case .list where group.count == 2: facts.element(group.start + index)
        default: Self.strict(group)
        }
    }

    mutating func grouped(_ node: Node) -> Slot {
        let list = run(node.b)
        guard list.tag == .list else { return Self.strict(list) }
        var keys: [Slot] = []
        var members: [[Slot]] = []
        var byValue: [Value: Int] = [:]
        var failure: Slot?
        var isOpen = false
        for index in list.start..<list.start + list.count {
            let item = facts.element(index)
            bind(node.a, to: item)
            let key = run(node.c)
            if key.tag == .error {
                failure = failure ?? key
            } else if key.tag == .unknown {
                isOpen = true
            } else if !isOpen {
                let value = facts.value(key)
                if let group = byValue[value] {
                    members[group].append(item)
                } else {
                    byValue[value] = keys.count
                    keys.append(key)
                    members.append([item])
                }
            }
        }
        if let failure { return failure }
        if isOpen { return .unknown }
        var found: [Slot] = []
        for (key, items) in zip(keys, members) {
            found.append(facts.newGroup(key: key, items: items))
        }
        return facts.newList(found)
    }

    mutating func listed(_ node: Node) -> Slot {
        facts.newList(parts(node))
    }

    /// What a list or a record is made of. A part that cannot be computed is an error only where it is asked for.
    private mutating func parts(_ node: Node) -> [Slot] {
        var parts: [Slot] = []
        for index in Int(node.b)..<Int(node.b) + Int(node.c) {
            var part = run(plan.lists[index])
            if part.tag == .unknown, part.payload == 0 {
                var trace = NeedTrace()
                collectNeeds(plan.lists[index], &trace)
                part = facts.newNeed(.several(trace.found))
            }
            parts.append(part)
        }
        return parts
    }

    mutating func built(_ node: Node) -> Slot {
        facts.newRecord(type: node.a, parts(node))
    }
}
