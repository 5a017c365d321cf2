import WritEvaluation
import WritLanguage
import WritSemantics

/// Actions that are held until something that can never be.
enum ConsequenceHeldForever: Check {
    static let id = "consequence.held-forever"

    static func run(_ analysis: Analysis) {
        let program = analysis.program
        var issued: Set<FormID> = Set(program.duties.flatMap(\.forms))
        for (index, rule) in program.rules.enumerated() {
            let forms = rule.consequences.compactMap { consequence -> FormID? in
                if case .issue(let form, _, _, _, _) = consequence.kind { form } else { nil }
            }
            if forms.allSatisfy({ issued.contains($0) }) { continue }
            // A rule that never applies issues nothing.
            let translator = analysis.translator(for: rule.subject)
            let applies = translator.applies(RuleID(index), overriders: analysis.overriders[index])
            if analysis.isImpossible(translator, [!applies.no]) != true { issued.formUnion(forms) }
        }
        for type in analysis.caseTypes {
            let translator = analysis.translator(for: type)
            for hold in analysis.followings(translator, { $0.isHold }) {
                guard case .hold(let action, let until) = analysis.consequence(hold).kind else { continue }
                check(action, until, hold, issued, translator, analysis)
            }
        }
    }

    private static func check(
        _ action: ActionID, _ until: Expression, _ hold: Following, _ issued: Set<FormID>, _ translator: Translator,
        _ analysis: Analysis
    ) {
        let ends = translator.truth(translator.translate(until, hold.locals))
        // Documents that no rule issues have no history.
        var never: [Formula] = []
        var missing: FormID?
        for form in forms(in: until, analysis.program) where !issued.contains(form) {
            if missing == nil { missing = form }
            for date in DocumentDate.allCases { never.append(!translator.documentDate(date, of: form).present) }
        }
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
        guard case .possible(let model, let doubt) = analysis.ask(translator, [hold.certain] + never) else { return }
        let name = analysis.program.actions[action.index].identity.name
        analysis.show(
            id, .heldForever(action: name, needs: missing.map { analysis.program.forms[$0.index].name }), .warning,
            at: until.span, translator, model, doubt: doubt,
            replay: Replay(outcome: { outcome in
                outcome.holds.contains { $0.action == action && $0.status == .certain }
            }))
    }

    /// The forms whose history an expression asks, through definitions too.
    private static func forms(in expression: Expression, _ program: Program) -> [FormID] {
        var found: Set<FormID> = []
        var seen: Set<DefinitionID> = []
        var stack = [expression]
        while let next = stack.popLast() {
            switch next.kind {
            case .documentState(let form, _), .documentDate(_, let form): found.insert(form)
            case .definition(_, let id) where seen.insert(id).inserted:
                if case .branches(let branches) = program.definitions[id.index].origin {
                    for branch in branches {
                        stack.append(branch.value)
                        if case .when(let condition) = branch.condition { stack.append(condition) }
                    }
                }
            default: break
            }
            stack.append(contentsOf: next.children)
        }
        return found.sorted()
    }
}
