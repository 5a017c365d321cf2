import WritEvaluation
import WritLanguage
import WritSemantics

/// Actions that in some cases are held for ever, because no rule issues there the document that ends the hold.
///
/// Facts that every case states stay as they are; what may be stated later, the passing of days and earlier documents
/// may still change, and count as if they had.
enum ConsequenceHoldWithoutDocument: Check {
    static let id = "consequence.hold-without-document"

    static func run(_ analysis: Analysis) {
        let obtainable = analysis.obtainableForms().forms
        for type in analysis.caseTypes {
            let translator = analysis.translator(for: type)
            let issues = analysis.followings(translator, \.isIssue)
            for hold in analysis.followings(translator, \.isHold) {
                guard case .hold(let action, let until) = analysis.consequence(hold).kind else { continue }
                let asked = analysis.formsAsked(by: until)
                // What no case gets is told of by its own checks.
                if asked.isEmpty || !asked.isSubset(of: obtainable) { continue }
                check(action, until: until, hold: hold, asked: asked, issues: issues, translator, analysis)
            }
        }
    }

    private static func check(
        _ action: ActionID, until: Expression, hold: Following, asked: Set<FormID>, issues: [Following],
        _ translator: Translator, _ analysis: Analysis
    ) {
        let ends = translator.truth(translator.translate(until, hold.locals))
        // A duty brings its document in every case.
        let regular = Set(analysis.program.duties.flatMap(\.forms))
        var bounds: [Int: Formula] = [:]
        var plain = Projection(translator)
        for form in asked.subtracting(regular) {
            let issuing = issues.filter { analysis.consequence($0).issues(form) }
            let canCome = plain.upper(translator.space.store.any(issuing.map(\.possible)))
            for date in DocumentDate.allCases {
                let present = translator.documentDate(date, of: form).present
                if case .input(let index) = translator.space.store.nodes[present.node] { bounds[index] = canCome }
            }
        }
        var projection = Projection(translator, bounds: bounds)
        let canEnd = projection.upper(!ends.no)
        switch analysis.ask(translator, [hold.certain, !canEnd]) {
        case .impossible: analysis.prove(id)
        case .undecided(let reason): analysis.undecided(id, reason, at: until.span)
        case .possible(let model, let doubt):
            let name = analysis.program.actions[action.index].identity.name
            analysis.show(
                id,
                fact: .holdWithoutDocument(
                    action: name, forms: asked.sorted().map { analysis.program.forms[$0.index].name }),
                severity: .warning,
                at: until.span, in: translator, by: model, doubt: doubt,
                replay: Replay(outcome: { outcome in
                    outcome.holds.contains { $0.action == action && $0.status == .certain }
                        && !outcome.issues.contains { asked.contains($0.form) && $0.status == .certain }
                }))
        }
    }
}
