import WritLanguage
import WritSemantics

/// Documents that are due before the limits of the steps that approve them have run out, counted from the same day.
enum DeadlineShorterThanChain: Check {
    static let id = "deadline.shorter-than-chain"

    static func run(_ analysis: Analysis) {
        for type in analysis.caseTypes {
            let translator = analysis.translator(for: type)
            let issues = analysis.followings(translator) {
                if case .issue(_, _, _, .some, .some) = $0.kind { true } else { false }
            }
            for following in issues where following.element == 0 { check(following, translator, analysis) }
        }
    }

    private static func check(_ following: Following, _ translator: Translator, _ analysis: Analysis) {
        guard case .issue(let form, _, _, let due?, let approval?) = analysis.consequence(following).kind,
            case .shift(_, let start, true) = due.unwidened.kind
        else { return }
        let chain = analysis.program.chains[approval.index]
        // The steps that every case needs, one after the other; what runs beside another step takes no time of its own.
        let steps = chain.steps.filter { $0.condition == nil && $0.parallelTo == nil }
        let limits = steps.compactMap(\.within)
        if limits.isEmpty || limits.contains(where: { $0.type == .duration(.hours) }) { return }
        let end = limits.reduce(start) { day, limit in
            Expression(.shift(duration: limit, date: day, isAfter: true), type: start.type, span: due.span)
        }
        let isLate = Expression(.compare(.less, due, end), type: .boolean, span: due.span)
        let rolling = analysis.consequence(following).rolling
        let deadline = translator.rolled(translator.translate(due, following.locals), rolling)
        let last = translator.rolled(translator.translate(end, following.locals), rolling)
        let comesFirst = translator.compare(.less, deadline, last, at: due)
        // Told only where it is so in every case: holidays may always stretch a limit once.
        switch analysis.ask(translator, [following.certain, !comesFirst.yes], smallest: false) {
        case .possible: analysis.prove(id)
        case .undecided(let reason): analysis.undecided(id, reason, at: due.span)
        case .impossible: show(form, chain, due: due, isLate: isLate, of: following, translator, analysis)
        }
    }

    private static func show(
        _ form: FormID, _ chain: Chain, due: Expression, isLate: Expression, of following: Following,
        _ translator: Translator, _ analysis: Analysis
    ) {
        guard let reading = analysis.reading(isLate, of: following) else { return }
        switch analysis.ask(translator, [following.certain]) {
        case .impossible: analysis.prove(id)
        case .undecided(let reason): analysis.undecided(id, reason, at: due.span)
        case .possible(let model, let doubt):
            analysis.show(
                id,
                fact: .deadlineShorterThanChain(
                    form: analysis.program.forms[form.index].name, chain: chain.identity.name), severity: .warning,
                at: due.span,
                related: [(chain.identity.nameSpan, Phrase(en: "the limits of its steps", zh: "各步骤的时限"))],
                in: translator, by: model, doubt: doubt,
                replay: Replay(steps: [Replay.Step(expression: reading, value: .boolean(true))]))
        }
    }
}
