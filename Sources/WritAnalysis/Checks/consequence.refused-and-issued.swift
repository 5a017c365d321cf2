import WritEvaluation
import WritLanguage
import WritSemantics

/// A case that one rule refuses while another sends a document of it for approval.
///
/// A document that goes only with refusals tells of the refusal, and one without an approval grants nothing; neither
/// contradicts it.
enum ConsequenceRefusedAndIssued: Check {
    static let id = "consequence.refused-and-issued"

    static func run(_ analysis: Analysis) {
        for type in analysis.caseTypes {
            let translator = analysis.translator(for: type)
            let refusals = analysis.followings(translator) { $0.isRefusal }
            if refusals.isEmpty { continue }
            let refused = translator.space.store.any(refusals.map(\.certain))
            for grant in analysis.followings(translator, { $0.isIssue }) {
                guard case .issue(let form, _, _, _, .some) = analysis.consequence(grant).kind else { continue }
                let others = refusals.filter { $0.rule != grant.rule }
                if others.isEmpty { continue }
                // A document that is never issued without a refusal is about the refusal.
                if analysis.isImpossible(translator, [grant.certain, !refused]) != false { continue }
                check(form, grant, others, translator, analysis)
            }
        }
    }

    private static func check(
        _ form: FormID, _ grant: Following, _ refusals: [Following], _ translator: Translator, _ analysis: Analysis
    ) {
        let span = analysis.consequence(grant).span
        for refusal in refusals {
            switch analysis.ask(translator, [grant.certain, refusal.certain]) {
            case .impossible: analysis.prove(id)
            case .undecided(let reason): analysis.undecided(id, reason, at: span)
            case .possible(let model, let doubt):
                let (issuing, refusing) = (grant.rule, refusal.rule)
                let related = [
                    (
                        span: analysis.consequence(refusal).span,
                        label: Phrase(en: "refused here", zh: "在此处被拒绝")
                    )
                ]
                analysis.show(
                    id, .refusedAndIssued(form: analysis.program.forms[form.index].name), .warning, at: span,
                    related: related, translator, model, doubt: doubt,
                    replay: Replay(outcome: { outcome in
                        outcome.issues.contains { issue in
                            issue.form == form && issue.status == .certain
                                && issue.because.contains { $0.rule == issuing }
                        }
                            && outcome.refusals.contains { refusal in
                                refusal.status == .certain && refusal.because.contains { $0.rule == refusing }
                            }
                    }))
            }
        }
    }
}
