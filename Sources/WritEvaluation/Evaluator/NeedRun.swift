import WritSemantics

/// What is found while looking for the facts and parameters behind an unknown value, each once and in order.
struct NeedTrace {
    var found: [Int] = []
    private var seen: Set<Int> = []
    private var asked: Set<Int> = []

    mutating func add(_ need: Int) { if seen.insert(need).inserted { found.append(need) } }

    /// True the first time a definition of an instance is looked into.
    mutating func begins(_ instance: Int, _ definition: Int32) -> Bool {
        asked.insert(instance << 24 ^ Int(definition)).inserted
    }
}

/// Which facts and parameters would settle an unknown value: a second walk over its expression, done only for what turned
/// out to be open. What is known, or cannot matter because its neighbour decides, is not visited.
extension Interpreter {
    mutating func collectNeeds(_ number: Int32, _ trace: inout NeedTrace) {
        if number < 0 { return }
        let result = run(number)
        guard result.tag == .unknown else { return }
        if let need = result.need { return add(need, &trace) }
        let node = plan.nodes[Int(number)]
        switch node.operation {
        case .orElse:
            collectNeeds(node.a, &trace)
            if run(node.a).tag == .missing { collectNeeds(node.b, &trace) }
        case .conditional:
            let condition = run(node.a)
            collectNeeds(node.a, &trace)
            if !condition.isFalse { collectNeeds(node.b, &trace) }
            if !condition.isTrue { collectNeeds(node.c, &trace) }
        case .first, .last:
            let list = run(node.b)
            guard list.tag == .list, list.count > 0 else { return collectNeeds(node.b, &trace) }
            let index = node.operation == .last ? list.start + list.count - 1 : list.start
            needs(of: facts.element(index), node, &trace)
        case .definition:
            let record = run(node.a)
            guard record.tag == .record else { return collectNeeds(node.a, &trace) }
            definitionNeeds(node.b, record, &trace)
        default:
            if case .eachElement = node.operation.operands { return elementNeeds(node, &trace) }
            for index in 0..<plan.operandCount(of: node) { collectNeeds(plan.operand(index, of: node), &trace) }
        }
    }

    private mutating func elementNeeds(_ node: Node, _ trace: inout NeedTrace) {
        let list = run(node.b)
        guard list.tag == .list else { return collectNeeds(node.b, &trace) }
        for index in list.start..<list.start + list.count { needs(of: facts.element(index), node, &trace) }
    }

    /// The needs of a summary's or quantifier's body for one element.
    private mutating func needs(of item: Slot, _ node: Node, _ trace: inout NeedTrace) {
        if node.c < 0 {
            if let need = item.need { add(need, &trace) }
            return
        }
        bind(node.a, to: item)
        collectNeeds(node.c, &trace)
    }

    mutating func add(_ need: Int, _ trace: inout NeedTrace) {
        if case .several(let parts) = facts.needs[need] {
            for part in parts { add(part, &trace) }
        } else {
            trace.add(need)
        }
    }

    mutating func definitionNeeds(_ number: Int32, _ record: Slot, _ trace: inout NeedTrace) {
        guard trace.begins(record.int, number) else { return }
        let definition = plan.definitions[Int(number)]
        if definition.table >= 0 { return tableNeeds(definition, record, &trace) }
        let outer = enter(definition.localCount, subject: record)
        defer { leave(outer) }
        let first = Int(definition.firstBranch)
        let plain = first + Int(definition.exceptionCount)
        let otherwise = plain + Int(definition.plainCount)
        if branchNeeds(first..<plain, &trace) { return }
        if branchNeeds(plain..<otherwise, &trace) { return }
        _ = branchNeeds(otherwise..<otherwise + Int(definition.otherwiseCount), &trace)
    }

    /// Visits the branches that may hold; true where one surely does, which settles the kinds after it.
    private mutating func branchNeeds(_ range: Range<Int>, _ trace: inout NeedTrace) -> Bool {
        var isDecided = false
        for index in range {
            let branch = plan.branches[index]
            guard isInForce(branch.scope) else { continue }
            let condition = branch.condition < 0 ? Slot.yes : run(branch.condition)
            if condition.isFalse { continue }
            collectNeeds(branch.condition, &trace)
            collectNeeds(branch.value, &trace)
            if condition.isTrue { isDecided = true }
        }
        return isDecided
    }

    private mutating func tableNeeds(_ definition: PlannedDefinition, _ record: Slot, _ trace: inout NeedTrace) {
        let table = Int(definition.table)
        let place = place(of: record.int, at: plan.tables[table].place)
        let rows = computed[place]
        guard rows.tag == .list else { return }
        let outer = enter(plan.tables[table].localCount, subject: record)
        defer { leave(outer) }
        for (column, input) in plan.tables[table].inputs.enumerated() {
            let matters = (rows.start..<rows.start + rows.count).contains { index in
                guard hits[index].state == .open else { return false }
                if case .any = plan.tables[table].index.columns[column].cells[hits[index].row] { return false }
                return true
            }
            if matters { collectNeeds(input, &trace) }
        }
        for index in rows.start..<rows.start + rows.count {
            collectNeeds(plan.tables[table].outputs[hits[index].row][Int(definition.output)], &trace)
        }
    }

    /// Needs as the outcome tells them.
    mutating func outcomeNeeds(_ trace: NeedTrace) -> [Outcome.Need] {
        trace.found.compactMap { need in
            switch facts.needs[need] {
            case .fact(let instance, let field, let position):
                .fact(facts.path(instance: Int(instance), field: Int(field), position: Int(position)))
            case .parameter(let parameter): .parameter(ParameterID(Int(parameter)))
            case .holidays(let year): .holidays(year: Int(year))
            case .several: nil
            }
        }
    }
}
