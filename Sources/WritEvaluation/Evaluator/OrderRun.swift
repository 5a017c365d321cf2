import WritSemantics

/// What has been found out about the order of the lists of one case.
struct ListOrder {
    /// Where a list begins, and how many elements it has.
    struct Place: Hashable {
        let start: Int
        let count: Int

        init(_ list: Slot) {
            start = list.start
            count = list.count
        }
    }
    struct Sorting: Hashable {
        let node: Int32
        let list: Place
    }
    /// Lists in order, by what put them in order.
    var sorted: [Sorting: Slot] = [:]
    /// The position of each record in a list, by instance.
    var positions: [Place: [Int: Int]] = [:]

    var isEmpty: Bool { sorted.isEmpty && positions.isEmpty }

    mutating func removeAll() {
        sorted.removeAll()
        positions.removeAll()
    }
}

/// Lists in order, and what stands beside an element.
extension Interpreter {
    /// The elements from the least key on. Where a key is open, so is the order.
    mutating func sorted(_ node: Node, _ number: Int32) -> Slot {
        let list = run(node.b)
        guard list.tag == .list else { return Self.strict(list) }
        // Asked again for each element of a list, it is the same list again.
        let sorting = node.flags == 1 ? ListOrder.Sorting(node: number, list: ListOrder.Place(list)) : nil
        if let sorting, let known = listOrder.sorted[sorting] { return known }
        var keys: [(key: Slot, position: Int)] = []
        keys.reserveCapacity(list.count)
        var failure: Slot?
        var isOpen = false
        for index in list.start..<list.start + list.count {
            bind(node.a, to: facts.element(index))
            let key = run(node.c)
            if key.tag == .error {
                failure = failure ?? key
            } else if !key.isThere {
                isOpen = true
            }
            keys.append((key, index))
        }
        if let failure { return failure }
        if isOpen { return .unknown }
        merge(&keys)
        var items: [Slot] = []
        items.reserveCapacity(keys.count)
        for (_, position) in keys { items.append(facts.element(position)) }
        let result = facts.newList(items)
        if let sorting { listOrder.sorted[sorting] = result }
        return result
    }

    /// Puts keys in order, equal ones in the order of their positions: runs of twice the length, time and again.
    private mutating func merge(_ keys: inout [(key: Slot, position: Int)]) {
        var length = 1
        var other = keys
        while length < keys.count {
            var start = 0
            while start < keys.count {
                let middle = min(start + length, keys.count)
                let end = min(middle + length, keys.count)
                var (left, right) = (start, middle)
                for place in start..<end {
                    let takesLeft =
                        right >= end || (left < middle && (order(keys[left].key, keys[right].key) ?? 0) <= 0)
                    other[place] = keys[takesLeft ? left : right]
                    if takesLeft { left += 1 } else { right += 1 }
                }
                start = end
            }
            swap(&keys, &other)
            length *= 2
        }
    }

    /// The record before or behind one in a list.
    mutating func neighbour(_ node: Node) -> Slot {
        let record = run(node.a)
        let list = run(node.b)
        guard record.tag == .record, list.tag == .list else { return Self.strict(record, list) }
        let place = ListOrder.Place(list)
        if listOrder.positions[place] == nil {
            var positions: [Int: Int] = [:]
            for index in list.start..<list.start + list.count where facts.element(index).tag == .record {
                positions[facts.element(index).int] = index
            }
            listOrder.positions[place] = positions
        }
        guard let position = listOrder.positions[place]?[record.int] else { return .missing }
        let neighbour = node.operation == .next ? position + 1 : position - 1
        let isInside = neighbour >= list.start && neighbour < list.start + list.count
        return isInside ? facts.element(neighbour) : .missing
    }
}

extension Expression {
    /// Whether no other local is asked, so that the value is the same whatever the other locals are.
    func asksOnly(local: Int) -> Bool {
        switch kind {
        case .local(let number): number == local
        case .argument: false
        case .some, .every, .filter, .summary, .group, .sorted: false
        default: children.allSatisfy { $0.asksOnly(local: local) }
        }
    }
}
