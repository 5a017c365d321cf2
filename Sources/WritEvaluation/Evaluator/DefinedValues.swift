import WritLanguage
import WritSemantics

/// The definitions that were computed, as the outcome lists them.
extension Interpreter {
    mutating func definedValues() -> [Outcome.Defined] {
        var defined: [Outcome.Defined] = []
        let order = reached.sorted { ($0.instance, $0.definition) < ($1.instance, $1.definition) }
        for (instance, number) in order {
            let definition = plan.definitions[Int(number)]
            let slot = computed(definition, of: Int(instance))
            guard slot.isCertain, let path = facts.path(instance: Int(instance)) else { continue }
            let name = plan.program.definitions[Int(number)].identity.name
            defined.append(
                Outcome.Defined(
                    path: path.isEmpty ? name : "\(path).\(name)", definition: DefinitionID(Int(number)),
                    value: facts.value(slot), citations: citations(of: number, instance: Int(instance))))
        }
        return defined
    }

    /// What a definition that was asked for came to.
    mutating func computed(_ definition: PlannedDefinition, of instance: Int) -> Slot {
        computed[Int(facts.instances[instance].firstComputed + definition.place)]
    }

    /// The clauses of the branches or rows that give a value.
    mutating func citations(of number: Int32, instance: Int) -> [ClauseID] {
        var citations: [ClauseID] = []
        func add(_ more: [ClauseID]) {
            for clause in more where !citations.contains(clause) { citations.append(clause) }
        }
        let definition = plan.definitions[Int(number)]
        switch plan.program.definitions[Int(number)].origin {
        case .branches(let branches):
            for declared in holdingBranches(of: number, instance: instance) {
                add(branches[declared].provision.citations)
            }
        case .table(let table, _):
            add(plan.program.tables[table.index].provision.citations)
            for row in holdingRows(of: Int(definition.table), instance: instance) {
                add(plan.program.tables[table.index].rows[row].citations)
            }
        }
        return citations
    }

    /// The numbers, as declared, of the branches that give a definition its value.
    mutating func holdingBranches(of number: Int32, instance: Int) -> [Int] {
        let definition = plan.definitions[Int(number)]
        let first = Int(definition.firstBranch)
        if definition.isSimple { return [Int(plan.branches[first].declared)] }
        let outer = enter(definition.localCount, subject: .record(instance))
        defer { leave(outer) }
        let plain = first + Int(definition.exceptionCount)
        let otherwise = plain + Int(definition.plainCount)
        for range in [first..<plain, plain..<otherwise, otherwise..<otherwise + Int(definition.otherwiseCount)] {
            var holding: [Int] = []
            for index in range where isInForce(plan.branches[index].scope) {
                if plan.branches[index].condition < 0 || run(plan.branches[index].condition).isTrue {
                    holding.append(Int(plan.branches[index].declared))
                }
            }
            if !holding.isEmpty { return holding }
        }
        return []
    }

    /// The rows of a table that surely hold; for `first` the one that decides.
    mutating func holdingRows(of table: Int, instance: Int) -> [Int] {
        guard facts.instances[instance].firstComputed >= 0 else { return [] }
        let rows = computed[Int(facts.instances[instance].firstComputed + plan.tables[table].place)]
        guard rows.tag == .list else { return [] }
        let holding = (rows.start..<rows.start + rows.count).map { hits[$0] }.filter { $0.state == .certain }
            .map(\.row)
        return plan.tables[table].policy == .first ? Array(holding.prefix(1)) : holding
    }
}
