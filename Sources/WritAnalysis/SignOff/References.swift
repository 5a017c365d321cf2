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
            consequence.expressions.forEach { collect($0) }
            if let chain = consequence.chain { chains.insert(chain) }
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
