import WritEvaluation
import WritLanguage
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
            switch analysis.ask(translator, [subject.exists, scope(branches, translator)] + none) {
            case .impossible: analysis.prove(id)
            case .undecided(let reason): analysis.undecided(id, reason, at: definition.identity.nameSpan)
            case .possible(let model, let doubt):
                let value = Expression(
                    .definition(subject.path, DefinitionID(index)), type: definition.type,
                    span: definition.identity.nameSpan)
                analysis.show(
                    id, fact: .definitionGap(definition: definition.identity.name), severity: .error,
                    at: definition.identity.nameSpan, in: translator, by: model, doubt: doubt,
                    replay: Replay(steps: [Replay.Step(expression: value, value: .unknown)]))
            }
        }
    }

    /// A definition that is about certain firms or times as a whole has no value elsewhere, on purpose.
    private static func scope(_ branches: [Branch], _ translator: Translator) -> Formula {
        guard let first = branches.first?.provision else { return .yes }
        let isShared = branches.allSatisfy { branch in
            branch.provision.organisations == first.organisations && branch.provision.validFrom == first.validFrom
                && branch.provision.validTo == first.validTo
        }
        return isShared ? translator.inForce(first) : .yes
    }
}
