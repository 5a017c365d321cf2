import WritLanguage
import WritSemantics

/// Conditions that hold in every case in which they are asked.
enum ConditionAlwaysTrue: Check {
    static let id = "condition.always-true"

    static func run(_ analysis: Analysis) {
        for rule in analysis.program.rules {
            guard let condition = rule.condition else { continue }
            let translator = analysis.translator(for: rule.subject)
            check(
                condition, translator, exists: .yes, subject: translator.subject, place: "`\(rule.identity.name)`",
                analysis)
        }
        for definition in analysis.program.definitions {
            guard case .branches(let branches) = definition.origin,
                let subject = analysis.subject(for: definition.subject)
            else { continue }
            for branch in branches {
                guard case .when(let condition) = branch.condition else { continue }
                check(
                    condition, subject.translator, exists: subject.exists, subject: .record(subject.record),
                    place: "a branch of `\(definition.identity.name)`", analysis)
            }
        }
    }

    private static func check(
        _ condition: Expression, _ translator: Translator, exists: Formula, subject: Symbol, place: String,
        _ analysis: Analysis
    ) {
        let holds = translator.truth(translator.translate(condition, [0: subject]))
        switch analysis.ask(translator, [exists, !holds.yes], smallest: false) {
        case .possible: analysis.prove(id)
        case .undecided(let reason): analysis.undecided(id, reason, at: condition.span)
        case .impossible:
            analysis.add(
                Finding(
                    check: id, verdict: .found, severity: .warning, place: condition.span, related: [],
                    fact: .alwaysTrue(place: place), witness: nil))
        }
    }
}
