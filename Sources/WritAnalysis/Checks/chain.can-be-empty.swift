import WritEvaluation
import WritLanguage
import WritSemantics

/// Documents that go for approval along a chain none of whose steps is required.
enum ChainCanBeEmpty: Check {
    static let id = "chain.can-be-empty"

    static func run(_ analysis: Analysis) {
        for type in analysis.caseTypes {
            let translator = analysis.translator(for: type)
            for following in analysis.followings(translator, { $0.isIssue }) where following.element == 0 {
                guard case .issue(let form, _, _, _, let approval?) = analysis.consequence(following).kind else {
                    continue
                }
                check(approval, of: form, following: following, translator, analysis)
            }
        }
    }

    private static func check(
        _ id: ChainID, of form: FormID, following: Following, _ translator: Translator, _ analysis: Analysis
    ) {
        let chain = analysis.program.chains[id.index]
        let conditions = chain.steps.compactMap(\.condition)
        guard conditions.count == chain.steps.count, chain.subject == nil || chain.subject == translator.caseType else {
            analysis.prove(ChainCanBeEmpty.id)
            return
        }
        let none = conditions.map { translator.truth(translator.translate($0, [0: translator.subject])).no }
        let span = analysis.consequence(following).span
        switch analysis.ask(translator, [following.certain] + none) {
        case .impossible: analysis.prove(ChainCanBeEmpty.id)
        case .undecided(let reason): analysis.undecided(ChainCanBeEmpty.id, reason, at: span)
        case .possible(let model, let doubt):
            analysis.show(
                ChainCanBeEmpty.id,
                fact: .chainCanBeEmpty(chain: chain.identity.name, form: analysis.program.forms[form.index].name),
                severity: .error,
                at: span, in: translator, by: model, doubt: doubt,
                replay: Replay(
                    steps: conditions.map { Replay.Step(expression: $0, value: .boolean(false)) },
                    outcome: { $0.issues.contains { $0.form == form && $0.status == .certain } }))
        }
    }
}
