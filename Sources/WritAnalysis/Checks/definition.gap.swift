import WritSemantics

/// Cases for which a definition has no value because none of its branches holds.
enum DefinitionGap: Check {
    static let id = "definition.gap"

    static func run(_ analysis: Analysis) {
        for (index, definition) in analysis.program.definitions.enumerated() {
            guard case .branches(let branches) = definition.origin,
                let subject = analysis.subject(for: definition.subject)
            else { continue }
            let translator = subject.translator
            let conditions = translator.branchConditions(branches, of: subject.record)
            let none = conditions.map(\.holds.no)
            switch analysis.ask(translator, [subject.exists] + none) {
            case .impossible: analysis.prove(id)
            case .undecided(let reason): analysis.undecided(id, reason, at: definition.identity.nameSpan)
            case .possible(let model, let doubt):
                let value = Expression(
                    .definition(subject.path, DefinitionID(index)), type: definition.type,
                    span: definition.identity.nameSpan)
                analysis.show(
                    id, .definitionGap(definition: definition.identity.name), .error,
                    at: definition.identity.nameSpan, translator, model, doubt: doubt,
                    replay: Replay(steps: [Replay.Step(expression: value, value: .unknown)]))
            }
        }
    }
}
