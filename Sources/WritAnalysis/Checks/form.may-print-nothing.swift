import WritEvaluation
package import WritLanguage
package import WritSemantics

/// A value that a form prints, as the stage that compiles forms hands it over.
package struct FormUse: Sendable {
    package let form: FormID
    /// About the form's subject: local 0 is the case.
    package let expression: Expression
    /// What must hold for the form to come to it: its `if` elements, the negations of earlier alternatives.
    package let conditions: [Expression]
    package let span: Span

    package init(form: FormID, expression: Expression, conditions: [Expression], span: Span) {
        self.form = form
        self.expression = expression
        self.conditions = conditions
        self.span = span
    }
}

/// Values that have none in a case in which the form is certainly issued, although every required fact is stated.
enum FormMayPrintNothing {
    static let id = "form.may-print-nothing"

    static func run(_ analysis: Analysis, _ uses: [FormUse]) {
        for use in uses {
            guard let subject = analysis.program.forms[use.form.index].subject,
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
                    id, .mayPrintNothing(form: analysis.program.forms[form.index].name, text: text), .warning,
                    at: use.span, translator, model, doubt: doubt,
                    replay: Replay(
                        steps: [Replay.Step(expression: use.expression, value: isMissing)],
                        outcome: { $0.issues.contains { $0.form == form && $0.status == .certain } }))
            }
        }
    }

    private static func missing(_ symbol: Symbol) -> Formula {
        if case .optional(_, let missing, _) = symbol { missing } else { .no }
    }
}
