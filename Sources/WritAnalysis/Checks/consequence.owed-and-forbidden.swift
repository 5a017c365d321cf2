import WritEvaluation
import WritLanguage
import WritSemantics

/// What somebody owes while it is forbidden, or held for ever.
///
/// A task or a duty is about an action where it has its title, and forbids where it begins with 不得 or `must not`.
enum ConsequenceOwedAndForbidden: Check {
    static let id = "consequence.owed-and-forbidden"
    private static let prohibitions = ["不得", "不准", "严禁", "禁止", "must not ", "may not ", "do not ", "never "]

    private struct Task {
        let following: Following
        let text: String
    }

    static func run(_ analysis: Analysis) {
        for type in analysis.caseTypes {
            let translator = analysis.translator(for: type)
            let tasks = analysis.followings(translator, { $0.isTask && $0.forEach == nil }).compactMap { following in
                analysis.consequence(following).message?.literal.map { Task(following: following, text: $0) }
            }
            let holds = analysis.followings(translator, \.isHold)
            contradictions(tasks, translator, analysis)
            held(tasks, holds, translator, analysis)
            heldDuties(holds, translator, analysis)
        }
    }

    // MARK: one task forbids what another asks

    private static func contradictions(_ tasks: [Task], _ translator: Translator, _ analysis: Analysis) {
        var asked: [Substring: [Task]] = [:]
        for task in tasks { asked[task.text[...], default: []].append(task) }
        for task in tasks {
            guard let prefix = prohibitions.first(where: { task.text.lowercased().hasPrefix($0) }) else { continue }
            for other in asked[task.text.dropFirst(prefix.count)] ?? [] {
                ask(
                    [task.following.certain, other.following.certain], about: other.text, isHeld: false,
                    at: analysis.consequence(other.following).span,
                    beside: analysis.consequence(task.following).span, translator, analysis
                ) { [forbidden = task.text, owed = other.text] outcome in
                    [forbidden, owed].allSatisfy { text in
                        outcome.requirements.contains { $0.task == text && $0.status == .certain }
                    }
                }
            }
        }
    }

    // MARK: a task or a duty is held

    private static func held(
        _ tasks: [Task], _ holds: [Following], _ translator: Translator, _ analysis: Analysis
    ) {
        for hold in holds {
            guard case .hold(let action, let until) = analysis.consequence(hold).kind else { continue }
            let identity = analysis.program.actions[action.index].identity
            for task in tasks where task.text == identity.title || task.text == identity.name {
                ask(
                    [task.following.certain, hold.certain, !canEnd(until, hold, translator, analysis)],
                    about: task.text, isHeld: true, at: analysis.consequence(task.following).span,
                    beside: until.span, translator, analysis
                ) { [text = task.text] outcome in
                    outcome.requirements.contains { $0.task == text && $0.status == .certain }
                        && outcome.holds.contains { $0.action == action && $0.status == .certain }
                }
            }
        }
    }

    private static func heldDuties(_ holds: [Following], _ translator: Translator, _ analysis: Analysis) {
        for hold in holds {
            guard case .hold(let action, let until) = analysis.consequence(hold).kind else { continue }
            let identity = analysis.program.actions[action.index].identity
            for duty in analysis.program.duties
            where duty.identity.title == identity.title || duty.identity.name == identity.name {
                let firms = duty.provision.organisations.map { translator.organisations[$0.index + 1] }
                let here = firms.isEmpty ? Formula.yes : translator.space.store.any(firms)
                ask(
                    [here, hold.certain, !canEnd(until, hold, translator, analysis)], about: duty.identity.title,
                    isHeld: true, at: duty.identity.nameSpan, beside: until.span, translator, analysis
                ) { outcome in outcome.holds.contains { $0.action == action && $0.status == .certain } }
            }
        }
    }

    /// Where a hold can come to end: facts that every case states stay as they are.
    private static func canEnd(
        _ until: Expression, _ hold: Following, _ translator: Translator, _ analysis: Analysis
    ) -> Formula {
        let never = analysis.formsAsked(by: until).subtracting(analysis.obtainableForms().forms)
        var bounds: [Int: Formula] = [:]
        for form in never {
            for date in DocumentDate.allCases {
                let present = translator.documentDate(date, of: form).present
                if case .input(let index) = translator.space.store.nodes[present.node] { bounds[index] = .no }
            }
        }
        var projection = Projection(translator, bounds: bounds)
        return projection.upper(!translator.truth(translator.translate(until, hold.locals)).no)
    }

    private static func ask(
        _ formulas: [Formula], about text: String, isHeld: Bool, at place: Span, beside other: Span,
        _ translator: Translator, _ analysis: Analysis, holds: @escaping @Sendable (Outcome) -> Bool
    ) {
        switch analysis.ask(translator, formulas) {
        case .impossible: analysis.prove(id)
        case .undecided(let reason): analysis.undecided(id, reason, at: place)
        case .possible(let model, let doubt):
            analysis.show(
                id, fact: .owedAndForbidden(what: text, isHeld: isHeld), severity: .warning, at: place,
                related: [
                    (
                        other,
                        isHeld
                            ? Phrase(en: "held here, and nothing can end it", zh: "在此暂停，且无法解除")
                            : Phrase(en: "forbidden here", zh: "在此被禁止")
                    )
                ], in: translator, by: model, doubt: doubt, replay: Replay(outcome: holds))
        }
    }
}
