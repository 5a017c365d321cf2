import WritEvaluation
import WritLanguage
import WritSemantics

/// Actions that are held until each other has happened, so that none of them ever can.
///
/// That an action has happened is known by its date: a field `付款日期` of an action `付款`, `payment-on` of `payment`.
enum ConsequenceCircularHolds: Check {
    static let id = "consequence.circular-holds"

    /// What somebody waits for.
    private enum Event: Hashable {
        case action(ActionID)
        case document(FormID)
    }

    /// That something cannot be before something else; `hold` is absent where it is so in every case.
    private struct Wait {
        let event: Event
        let other: Event
        let hold: Following?
    }

    static func run(_ analysis: Analysis) {
        for type in analysis.caseTypes {
            let translator = analysis.translator(for: type)
            let absent = absences(of: analysis.program.actions, translator)
            if absent.isEmpty { continue }
            let holds = analysis.followings(translator, \.isHold)
            let waits = waits(holds, absent, translator, analysis)
            var told: Set<Set<Event>> = []
            for start in waits.map(\.event) {
                guard let circle = circle(from: start, waits), told.insert(Set(circle.map(\.event))).inserted else {
                    continue
                }
                check(circle, absent, translator, analysis)
            }
        }
    }

    /// Of each action that a date of the case is about, that it has not happened.
    private static func absences(of actions: [Action], _ translator: Translator) -> [(action: ActionID, not: Formula)] {
        guard case .record(let record) = translator.subject else { return [] }
        let fields = translator.program.records[record.type.index].fields
        var result: [(action: ActionID, not: Formula)] = []
        for (number, action) in actions.enumerated() {
            for (field, symbol) in zip(fields, record.fields) {
                guard case .optional(let inner) = field.type, inner == .date || inner == .dateTime,
                    case .optional(_, let missing, _) = symbol, isDate(field, of: action.identity)
                else { continue }
                result.append((ActionID(number), missing))
                break
            }
        }
        return result
    }

    private static func isDate(_ field: RecordType.Field, of action: Identity) -> Bool {
        if ["-on", "-at", "-date", "-day"].contains(where: { field.name == action.name + $0 }) { return true }
        let (title, name) = (field.title.lowercased(), action.title.lowercased())
        let isLatin = ["date of \(name)", "\(name) date", "\(name) on", "\(name) at"].contains(title)
        return isLatin || ["日期", "日", "之日", "时间", "时刻"].contains { title == name + $0 }
    }

    // MARK: who waits for whom

    private static func waits(
        _ holds: [Following], _ absent: [(action: ActionID, not: Formula)], _ translator: Translator,
        _ analysis: Analysis
    ) -> [Wait] {
        var waits: [Wait] = []
        var documents: Set<FormID> = []
        for hold in holds {
            guard case .hold(let action, let until) = analysis.consequence(hold).kind else { continue }
            let canEnd = !translator.truth(translator.translate(until, hold.locals)).no
            for other in absent where isNever([canEnd, other.not], translator, analysis) {
                waits.append(Wait(event: .action(action), other: .action(other.action), hold: hold))
            }
            for form in analysis.formsAsked(by: until).sorted()
            where isNever([canEnd] + analysis.absence(of: [form], translator), translator, analysis) {
                waits.append(Wait(event: .action(action), other: .document(form), hold: hold))
                documents.insert(form)
            }
        }
        let regular = Set(analysis.program.duties.flatMap(\.forms))
        for form in documents.subtracting(regular).sorted() {
            let issued = analysis.followings(translator) { $0.issues(form) }.map(\.possible)
            // What no rule issues is told of by its own check.
            if issued.isEmpty { continue }
            let canCome = translator.space.store.any(issued)
            for other in absent where isNever([canCome, other.not], translator, analysis) {
                waits.append(Wait(event: .document(form), other: .action(other.action), hold: nil))
            }
        }
        return waits
    }

    private static func isNever(_ formulas: [Formula], _ translator: Translator, _ analysis: Analysis) -> Bool {
        analysis.isImpossible(translator, formulas, effort: .small) == true
    }

    /// The shortest way from something back to itself.
    private static func circle(from start: Event, _ waits: [Wait]) -> [Wait]? {
        var paths = waits.filter { $0.event == start }.map { [$0] }
        var seen: Set<Event> = []
        var next = 0
        while next < paths.count {
            let path = paths[next]
            next += 1
            guard let end = path.last?.other else { continue }
            if end == start { return path }
            if !seen.insert(end).inserted { continue }
            paths += waits.filter { $0.event == end }.map { path + [$0] }
        }
        return nil
    }

    // MARK: cases in which all of them wait

    private static func check(
        _ circle: [Wait], _ absent: [(action: ActionID, not: Formula)], _ translator: Translator, _ analysis: Analysis
    ) {
        let actions = circle.compactMap { if case .action(let action) = $0.event { action } else { nil } }
        let holds = circle.compactMap(\.hold)
        guard let first = holds.first, let until = analysis.consequence(first).until else { return }
        let none = absent.filter { actions.contains($0.action) }.map(\.not)
        switch analysis.ask(translator, holds.map(\.certain) + none) {
        case .impossible: analysis.prove(id)
        case .undecided(let reason): analysis.undecided(id, reason, at: until.span)
        case .possible(let model, let doubt):
            analysis.show(
                id, fact: .circularHolds(actions: actions.map { analysis.program.actions[$0.index].identity.name }),
                severity: .warning,
                at: until.span,
                related: holds.dropFirst().compactMap { hold in
                    analysis.consequence(hold).until.map {
                        ($0.span, Phrase(en: "held in the same circle", zh: "处于同一循环暂停中"))
                    }
                }, in: translator, by: model, doubt: doubt,
                replay: Replay(outcome: { outcome in
                    actions.allSatisfy { action in
                        outcome.holds.contains { $0.action == action && $0.status == .certain }
                    }
                }))
        }
    }
}
