import WritApprovals
import WritEvaluation
import WritLanguage
import WritSemantics

/// Obligations that no course of a case can keep, or that an act cannot happen without breaking.
enum ObligationContradictory: Check {
    static let id = "obligation.contradictory"
    /// So many obligations are looked at together.
    static let most = 3
    /// Sets of obligations about one type of case that are looked at.
    static let setLimit = 300

    static func run(_ analysis: Analysis) {
        for type in analysis.caseTypes {
            let about = analysis.program.obligations.indices.filter { analysis.program.obligations[$0].subject == type }
            if !about.isEmpty { check(about, analysis.translator(for: type), analysis) }
        }
    }

    private static func check(_ about: [Int], _ translator: Translator, _ analysis: Analysis) {
        let obligations = analysis.program.obligations
        func demands(_ set: [Int]) -> [Obligation.Demand] { set.flatMap { obligations[$0].demands } }
        if !PeriodClash.mayBe(in: demands(about)), CourseSearch(demands(about)).answer() == .possible {
            // Fewer obligations leave more courses.
            analysis.prove(id, count: about.count)
            return
        }
        var settled: [Set<Int>] = []
        var looked = 0
        var isWhole = true
        for size in 1...most {
            for set in sets(of: about, size) where !settled.contains(where: { $0.isSubset(of: set) }) {
                looked += 1
                if looked > setLimit {
                    isWhole = false
                    break
                }
                if judge(set, demands(set), translator, analysis) { settled.append(Set(set)) }
            }
        }
        let last = obligations[about[about.count - 1]].identity.nameSpan
        if !isWhole || about.count > most && settled.isEmpty {
            analysis.undecided(id, .tooMuchWork, at: last)
        }
    }

    /// True where the set is dealt with, and larger ones that hold it need no look.
    private static func judge(
        _ set: [Int], _ demands: [Obligation.Demand], _ translator: Translator, _ analysis: Analysis
    ) -> Bool {
        let obligations = set.map { analysis.program.obligations[$0] }
        let last = obligations[obligations.count - 1]
        var answer = CourseSearch(demands).answer()
        if answer == .possible {
            switch PeriodClash.answer(in: demands) {
            case nil: break
            case .some(.some(let act)): answer = .impossible(act)
            case .some(.none): answer = .undecided
            }
        }
        if answer == .possible {
            analysis.prove(id)
            return false
        }
        let together = obligations.map { translator.holds($0).yes }
        let verdict = analysis.ask(translator, together)
        if case .impossible = verdict {
            analysis.prove(id)
            return true
        }
        guard case .impossible(let act) = answer else {
            analysis.undecided(id, .tooMuchWork, at: last.identity.nameSpan)
            return true
        }
        switch verdict {
        case .impossible: break
        case .undecided(let reason): analysis.undecided(id, reason, at: last.identity.nameSpan)
        case .possible(let model, let doubt):
            let fact = FindingFact.obligationsClash(
                obligations: obligations.map(\.identity.name), act: act.map { analysis.program.name(of: $0) })
            analysis.show(
                id, fact: fact, severity: .warning, at: last.identity.nameSpan,
                related: obligations.dropLast().map {
                    ($0.identity.nameSpan, Phrase(en: "together with this one", zh: "与此项一并"))
                },
                in: translator, by: model, doubt: doubt,
                replay: Replay(
                    steps: obligations.compactMap {
                        $0.condition.map { Replay.Step(expression: $0, value: .boolean(true)) }
                    }))
        }
        return true
    }

    private static func sets(of items: [Int], _ size: Int) -> [[Int]] {
        guard size > 0 else { return [[]] }
        guard items.count >= size else { return [] }
        return items.indices.flatMap { index in
            sets(of: Array(items[(index + 1)...]), size - 1).map { [items[index]] + $0 }
        }
    }
}

/// What must come within one period and must not come within another that is no shorter.
enum PeriodClash {
    static func mayBe(in demands: [Obligation.Demand]) -> Bool { answer(in: demands) != nil }

    /// Nil where there is none; the act that can never happen, or nothing where it is not decided.
    static func answer(in demands: [Obligation.Demand]) -> Obligation.Act?? {
        var isUndecided = false
        for forbidden in demands {
            guard case .neighbour(_, _, isForbidden: true, let barred) = forbidden.kind,
                let far = forbidden.within, let ban = ends(forbidden.kind, forbidden.acts, barred)
            else { continue }
            for asked in demands {
                guard case .neighbour(_, _, isForbidden: false, let wanted) = asked.kind,
                    let want = ends(asked.kind, asked.acts, wanted), let near = asked.within
                else { continue }
                // Where something else serves as well, nothing clashes.
                let isBound =
                    asked.others.allSatisfy { (asked.isFollowed ? ban.later : ban.earlier).contains($0) }
                let subject = asked.acts.first { (asked.isFollowed ? ban.earlier : ban.later).contains($0) }
                guard isBound, let subject, !want.earlier.isDisjoint(with: ban.earlier) else { continue }
                if case .duration(let limit, let unit)? = near.constantValue,
                    case .duration(let length, let other)? = far.constantValue, unit == other
                {
                    if limit <= length { return .some(.some(subject)) }
                } else {
                    isUndecided = true
                }
            }
        }
        return isUndecided ? .some(.none) : nil
    }

    /// The acts that come first and those that come behind.
    private static func ends(
        _ kind: Obligation.Kind, _ acts: [Obligation.Act], _ others: [Obligation.Act]
    ) -> (earlier: Set<Obligation.Act>, later: Set<Obligation.Act>)? {
        switch kind {
        case .neighbour(.followed, _, _, _): (Set(acts), Set(others))
        case .neighbour(.preceded, _, _, _): (Set(others), Set(acts))
        default: nil
        }
    }
}

extension Obligation.Demand {
    fileprivate var isFollowed: Bool { if case .neighbour(.followed, _, _, _) = kind { true } else { false } }
}
