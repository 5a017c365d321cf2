import WritSemantics

/// Which facts and definitions a value was made of: a second walk over what was evaluated, done only for explanations.
struct FactTrace {
    var facts: [FactReference] = []
    /// Instance and number of each definition, in the order met.
    var definitions: [(instance: Int, definition: Int32)] = []
    private var seen: Set<FactReference> = []
    private var asked: Set<Int> = []
    /// Bounds the walk over long lists.
    var budget = 20_000

    mutating func add(_ fact: FactReference) { if seen.insert(fact).inserted { facts.append(fact) } }

    mutating func begins(_ instance: Int, _ definition: Int32) -> Bool {
        guard asked.insert(instance << 24 ^ Int(definition)).inserted else { return false }
        definitions.append((instance, definition))
        return true
    }
}

extension Inquiry {
    func collectFacts(_ number: Int32, _ trace: inout FactTrace) {
        guard number >= 0, trace.budget > 0 else { return }
        trace.budget -= 1
        let node = plan.nodes[Int(number)]
        switch node.operation {
        case .field:
            let record = run(node.a)
            collectFacts(node.a, &trace)
            guard record.tag == .record, let fact = fact(record.int, Int(node.b)) else { return }
            switch ValueText.plain(fact.type) {
            case .record, .list: return
            default: trace.add(fact)
            }
        case .orElse:
            collectFacts(node.a, &trace)
            if run(node.a).tag == .missing { collectFacts(node.b, &trace) }
        case .conditional:
            collectFacts(node.a, &trace)
            let condition = run(node.a)
            if !condition.isFalse { collectFacts(node.b, &trace) }
            if !condition.isTrue { collectFacts(node.c, &trace) }
        case .definition:
            let record = run(node.a)
            guard record.tag == .record, trace.begins(record.int, node.b) else { return }
            collectFacts(ofDefinition: node.b, record, &trace)
        default:
            if case .eachElement = node.operation.operands { return elementFacts(node, &trace) }
            for index in 0..<plan.operandCount(of: node) { collectFacts(plan.operand(index, of: node), &trace) }
        }
    }

    private func elementFacts(_ node: Node, _ trace: inout FactTrace) {
        let list = run(node.b)
        collectFacts(node.b, &trace)
        guard list.tag == .list, node.c >= 0 else { return }
        for index in list.start..<list.start + list.count where trace.budget > 0 {
            bind(node.a, to: element(index))
            collectFacts(node.c, &trace)
        }
    }

    /// The facts behind a definition: those of the conditions that were asked and of the value that was taken.
    func collectFacts(ofDefinition number: Int32, _ record: Slot, _ trace: inout FactTrace) {
        let definition = plan.definitions[Int(number)]
        // Which rows hold is known once it was asked for.
        _ = self.definition(number, of: record)
        if definition.table >= 0 {
            let table = Int(definition.table)
            let rows = holdingRows(of: table, instance: record.int)
            return within(plan.tables[table].localCount, subject: record) {
                for (column, input) in plan.tables[table].inputs.enumerated() {
                    if case .free = plan.tables[table].index.columns[column].kind { continue }
                    collectFacts(input, &trace)
                }
                for row in rows { collectFacts(plan.tables[table].outputs[row][Int(definition.output)], &trace) }
            }
        }
        within(definition.localCount, subject: record) { branchFacts(definition, number, record, &trace) }
    }

    private func branchFacts(
        _ definition: PlannedDefinition, _ number: Int32, _ record: Slot, _ trace: inout FactTrace
    ) {
        let holding = Set(holdingBranches(of: number, instance: record.int))
        let first = Int(definition.firstBranch)
        let count = Int(definition.exceptionCount + definition.plainCount + definition.otherwiseCount)
        for index in first..<first + count {
            let branch = plan.branches[index]
            if holding.isEmpty || holding.contains(Int(branch.declared)) {
                collectFacts(branch.condition, &trace)
                collectFacts(branch.value, &trace)
            }
        }
        // Where the rest was taken, the conditions that do not hold are the reason.
        let otherwise = first + Int(definition.exceptionCount + definition.plainCount)
        if holding.contains(where: { declared in
            (otherwise..<otherwise + Int(definition.otherwiseCount)).contains {
                Int(plan.branches[$0].declared) == declared
            }
        }) {
            for index in first..<otherwise { collectFacts(plan.branches[index].condition, &trace) }
        }
    }
}
