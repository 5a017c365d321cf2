import WritEvaluation
import WritLanguage
import WritSemantics

/// Values that have none in a case in which the form is certainly issued, although every required fact is stated: they rest
/// on a parameter that nobody states. What may be missing is refused when the form is compiled, and definitions without
/// a branch that holds are found by their own check.
enum FormMayPrintNothing {
    static let id = "form.may-print-nothing"

    static func run(_ analysis: Analysis) {
        for use in analysis.forms where restsOnUnstated(use.expression, analysis.program) {
            guard let subject = use.subject,
                analysis.program.records[subject.index].isCase
            else { continue }
            let translator = analysis.translator(for: subject)
            let issued = analysis.followings(translator) { consequence in
                if case .issue(use.form, _, _, _, _) = consequence.kind { true } else { false }
            }
            if issued.isEmpty { continue }
            let value = translator.translate(use.expression, [0: translator.subject])
            let comesToIt = use.conditions.map {
                translator.truth(translator.translate($0, [0: translator.subject])).yes
            }
            let isIssued = translator.space.store.any(issued.map(\.certain))
            switch analysis.ask(translator, comesToIt + [isIssued, !translator.known(value)]) {
            case .impossible: analysis.prove(id)
            case .undecided(let reason): analysis.undecided(id, reason, at: use.span)
            case .possible(let model, let doubt):
                let form = use.form
                let text = analysis.program.text(of: use.expression.span)
                let isMissing: Value = model.satisfies(missing(value), in: translator.space.store) ? .missing : .unknown
                analysis.show(
                    id, fact: .mayPrintNothing(form: analysis.program.forms[form.index].name, text: text),
                    severity: .warning,
                    at: use.span, in: translator, by: model, doubt: doubt,
                    replay: Replay(
                        steps: [Replay.Step(expression: use.expression, value: isMissing)],
                        outcome: { $0.issues.contains { $0.form == form && $0.status == .certain } }))
            }
        }
    }

    /// Whether a parameter without a value of its own is behind an expression.
    private static func restsOnUnstated(_ expression: Expression, _ program: Program) -> Bool {
        var references = References()
        references.collect(expression)
        references.collectDefinitions(in: program)
        return references.parameters.contains { program.parameters[$0.index].values.isEmpty }
    }

    private static func missing(_ symbol: Symbol) -> Formula {
        if case .optional(_, let missing, _) = symbol { missing } else { .no }
    }
}
