internal import WritAnalysis
internal import WritLanguage
internal import WritSemantics

/// Which firms need which parameters: those in which a rule applies that uses the parameter, directly or through what it
/// uses. A parameter that no rule uses is printed by forms, and any firm may need it.
struct ParameterNeeds {
    private let needs: [Set<Int>]

    init(_ program: Program) {
        let definitions = ParameterNeeds.closures(program)
        var needs = [Set<Int>](repeating: [], count: program.parameters.count)
        for rule in program.rules {
            var used = References()
            used.collect(rule)
            for chain in used.chains { used.collect(program.chains[chain.index]) }
            let parameters = used.definitions.reduce(into: used.parameters) { $0.formUnion(definitions[$1.index]) }
            let firms = ParameterNeeds.firms(rule.provision, program)
            for parameter in parameters { needs[parameter.index].formUnion(firms) }
        }
        let all = Set(program.organisations.indices)
        self.needs = needs.map { $0.isEmpty ? all : $0 }
    }

    func isNeeded(_ parameter: Int, at firm: Int) -> Bool {
        needs.indices.contains(parameter) && needs[parameter].contains(firm)
    }

    /// Firms that need it, have not set it, and find no figure in the rules.
    func missing(_ parameter: Int, in program: Program) -> [Int] {
        guard program.parameters[parameter].values.isEmpty else { return [] }
        return program.organisations.indices.filter { firm in
            isNeeded(parameter, at: firm)
                && !program.organisations[firm].settings.contains {
                    $0.parameter.index == parameter && $0.value != .unknown
                }
        }
    }

    private static func firms(_ provision: Provision, _ program: Program) -> Set<Int> {
        provision.organisations.isEmpty
            ? Set(program.organisations.indices) : Set(provision.organisations.map(\.index))
    }

    /// The parameters that each definition rests on.
    private static func closures(_ program: Program) -> [Set<ParameterID>] {
        var closures = [Set<ParameterID>](repeating: [], count: program.definitions.count)
        for id in program.definitionOrder {
            var used = References()
            switch program.definitions[id.index].origin {
            case .branches(let branches): branches.forEach { used.collect($0) }
            case .table(let table, _): used.collect(program.tables[table.index])
            }
            closures[id.index] = used.definitions.reduce(into: used.parameters) { $0.formUnion(closures[$1.index]) }
        }
        return closures
    }
}
