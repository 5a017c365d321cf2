import WritSemantics

extension Evaluation {
    /// Which branches and rows gave each value that the rules define, by the path of the value: `violations[2].severity`.
    package func partsByValue() -> [String: [Coverage.Part]] {
        var parts: [String: [Coverage.Part]] = [:]
        guard holdsCase else { return parts }
        let inquiry = Inquiry(self)
        for (instance, number) in interpreter.reached {
            // What an expression built has no place among the facts.
            guard let owner = inquiry.path(instance: Int(instance)) else { continue }
            let definition = interpreter.plan.definitions[Int(number)]
            guard interpreter.computed(definition, of: Int(instance)).isCertain else { continue }
            let name = interpreter.plan.program.definitions[Int(number)].identity.name
            let path = owner.isEmpty ? name : "\(owner).\(name)"
            if definition.table >= 0 {
                parts[path] = interpreter.holdingRows(of: Int(definition.table), instance: Int(instance))
                    .map { .row(TableID(Int(definition.table)), $0) }
            } else {
                parts[path] = interpreter.holdingBranches(of: number, instance: Int(instance))
                    .map { .branch(DefinitionID(Int(number)), $0) }
            }
        }
        return parts
    }
}
