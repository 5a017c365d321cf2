internal import WritLanguage
package import WritSemantics

/// The definitions, parameters, chains and enumerations that a declaration uses directly.
package struct References {
    package init() {}

    package private(set) var definitions: Set<DefinitionID> = []
    package private(set) var parameters: Set<ParameterID> = []
    package private(set) var chains: Set<ChainID> = []
    package private(set) var enumerations: Set<EnumID> = []

    package mutating func collect(_ rule: Rule) {
        collect(rule.condition)
        for consequence in rule.consequences {
            collect(consequence.forEach?.list)
            collect(consequence.forEach?.condition)
            switch consequence.kind {
            case .issue(_, _, let arguments, let due, let approval):
                arguments.forEach { collect($0) }
                collect(due)
                if let approval { chains.insert(approval) }
            case .require(let task, _, let due, let until):
                collect(task)
                collect(due)
                collect(until)
            case .refuse(let message), .notify(_, let message): collect(message)
            case .hold(_, let until): collect(until)
            }
        }
    }

    package mutating func collect(_ branch: Branch) {
        collect(branch.value)
        if case .when(let condition) = branch.condition { collect(condition) }
    }

    package mutating func collect(_ table: DecisionTable) {
        table.inputs.forEach { collect($0) }
        for row in table.rows { row.outputs.forEach { collect($0) } }
    }

    package mutating func collect(_ chain: Chain) {
        for step in chain.steps {
            collect(step.condition)
            collect(step.within)
            collect(step.escalation?.after)
        }
    }

    private mutating func collect(_ message: Message) {
        for case .value(let expression) in message.segments { collect(expression) }
    }

    package mutating func collect(_ expression: Expression?) {
        expression?.forEach { part in
            if case .enumeration(let id) = part.type { enumerations.insert(id) }
            switch part.kind {
            case .parameter(let id): parameters.insert(id)
            case .definition(_, let id): definitions.insert(id)
            default: break
            }
        }
    }
}
