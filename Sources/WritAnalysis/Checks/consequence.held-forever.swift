import WritEvaluation
import WritLanguage
import WritSemantics

/// Actions that are held until something that can never be.
enum ConsequenceHeldForever: Check {
    static let id = "consequence.held-forever"

    static func run(_ analysis: Analysis) {
        let issued = analysis.obtainableForms().forms
        for type in analysis.caseTypes {
            let translator = analysis.translator(for: type)
            for hold in analysis.followings(translator, { $0.isHold }) {
                guard case .hold(let action, let until) = analysis.consequence(hold).kind else { continue }
                check(action, until: until, hold: hold, issued: issued, translator, analysis)
            }
        }
    }

    private static func check(
        _ action: ActionID, until: Expression, hold: Following, issued: Set<FormID>, _ translator: Translator,
        _ analysis: Analysis
    ) {
        let ends = translator.truth(translator.translate(until, hold.locals))
        // Documents that no rule issues have no history.
        let missing = analysis.formsAsked(by: until).subtracting(issued)
        let never = analysis.absence(of: missing, translator)
        switch analysis.ask(translator, [!ends.no] + never, smallest: false) {
        case .possible:
            analysis.prove(id)
            return
        case .undecided(let reason):
            analysis.undecided(id, reason, at: until.span)
            return
        case .impossible: break
        }
        // The witness is a case in which the action is held.
        let name = analysis.program.actions[action.index].identity.name
        let (model, doubt): (Model, (Undecidable, Span)?)
        switch analysis.ask(translator, [hold.certain] + never) {
        case .impossible: return
        case .undecided(let reason): return analysis.undecided(id, reason, at: until.span)
        case .possible(let found, let open): (model, doubt) = (found, open)
        }
        analysis.show(
            id, fact: .heldForever(action: name, needs: missing.min().map { analysis.program.forms[$0.index].name }),
            severity: .warning,
            at: until.span, in: translator, by: model, doubt: doubt,
            replay: Replay(outcome: { outcome in
                outcome.holds.contains { $0.action == action && $0.status == .certain }
            }))
    }
}
