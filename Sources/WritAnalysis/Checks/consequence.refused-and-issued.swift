import WritEvaluation
import WritLanguage
import WritSemantics

/// A case that one rule refuses while another sends a document of it for approval.
///
/// A document that goes only with refusals tells of the refusal, and one without an approval grants nothing; neither
/// contradicts it.
enum ConsequenceRefusedAndIssued: Check {
    static let id = "consequence.refused-and-issued"

    /// Pairs of a document and a refusal that are looked at; more of them are reported as undecided.
    private static let pairLimit = 200_000

    static func run(_ analysis: Analysis) {
        for type in analysis.caseTypes {
            let translator = analysis.translator(for: type)
            let refusals = analysis.followings(translator) { $0.isRefusal }
            if refusals.isEmpty { continue }
            let grants = analysis.followings(translator) {
                if case .issue(_, _, _, _, .some) = $0.kind { true } else { false }
            }
            let meeting = MeetingPairs.find(
                grants.map { ($0.certain, 0) } + refusals.map { ($0.certain, 1) }, in: translator.space,
                limit: pairLimit)
            if !meeting.isWhole, let first = grants.first {
                analysis.undecided(id, .tooMuchWork, at: analysis.consequence(first).span)
                continue
            }
            var met: [[Following]] = Array(repeating: [], count: grants.count)
            for (grant, refusal) in meeting.pairs { met[grant].append(refusals[refusal - grants.count]) }
            for (grant, refusals) in zip(grants, met) { check(grant, refusals, translator, analysis) }
        }
    }

    /// `refusals` are those that may come together with the document.
    private static func check(
        _ grant: Following, _ refusals: [Following], _ translator: Translator, _ analysis: Analysis
    ) {
        guard case .issue(let form, _, _, _, _) = analysis.consequence(grant).kind else { return }
        let others = refusals.filter { $0.rule != grant.rule }
        if others.isEmpty { return analysis.prove(id) }
        // A document that is never issued without a refusal is about the refusal.
        let refused = translator.space.store.any(refusals.map(\.certain))
        let span = analysis.consequence(grant).span
        switch analysis.ask(translator, [grant.certain, !refused], smallest: false) {
        case .impossible: return
        case .undecided(let reason): return analysis.undecided(id, reason, at: span)
        case .possible: break
        }
        switch analysis.ask(translator, [grant.certain, translator.space.store.any(others.map(\.certain))]) {
        case .impossible: analysis.prove(id)
        case .undecided(let reason): analysis.undecided(id, reason, at: span)
        case .possible(let model, let doubt):
            guard
                let refusal = others.first(where: { model.satisfies($0.certain, in: translator.space.store) })
            else { return }
            let (issuing, refusing) = (grant.rule, refusal.rule)
            let related = [
                (span: analysis.consequence(refusal).span, label: Phrase(en: "refused here", zh: "在此处被拒绝"))
            ]
            analysis.show(
                id, fact: .refusedAndIssued(form: analysis.program.forms[form.index].name), severity: .warning,
                at: span,
                related: related, in: translator, by: model, doubt: doubt,
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
