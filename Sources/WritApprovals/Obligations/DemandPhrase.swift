package import WritLanguage
package import WritSemantics

/// What one `act …` clause asks, in a short clause of both languages.
package struct DemandPhrase {
    /// How an act is called.
    private let name: (Obligation.Act) -> Phrase

    package init(name: @escaping (Obligation.Act) -> Phrase) { self.name = name }

    /// - Parameter period: how the length of the demand's period is told.
    package func phrase(_ demand: Obligation.Demand, period: Phrase?) -> Phrase {
        let subject = names(demand.acts)
        switch demand.kind {
        case .count(let least, let most): return count(subject, least, most)
        case .edge(let isFirst):
            return isFirst
                ? Phrase(en: "\(subject.en) must be the first act of the case", zh: "\(subject.zh)应当为首个事项")
                : Phrase(en: "\(subject.en) must be the last act of the case", zh: "\(subject.zh)应当为末个事项")
        case .persons(let isSame, let others):
            let other = names(others)
            return isSame
                ? Phrase(
                    en: "\(subject.en) must be done by whoever does \(other.en)",
                    zh: "\(subject.zh)与\(other.zh)应当由同一人办理")
                : Phrase(
                    en: "\(subject.en) must not be done by whoever does \(other.en)",
                    zh: "\(subject.zh)与\(other.zh)不得由同一人办理")
        case .neighbour(let side, let pace, let isForbidden, let others):
            let other = names(others)
            let place = Place(side: side, pace: pace, isForbidden: isForbidden)
            return Phrase(
                en: english(subject.en, place, other.en, period?.en),
                zh: chinese(subject.zh, place, other.zh, period?.zh))
        }
    }

    /// `a or b`
    package func names(_ acts: [Obligation.Act]) -> Phrase {
        let names = acts.map(name)
        return Phrase(
            en: names.map(\.en).joined(separator: " or "), zh: names.map(\.zh).joined(separator: "或者"))
    }

    private func count(_ subject: Phrase, _ least: Int?, _ most: Int?) -> Phrase {
        func times(_ count: Int) -> String { count == 1 ? "once" : count == 2 ? "twice" : "\(count) times" }
        switch (least, most) {
        case (nil, 0?): return Phrase(en: "\(subject.en) must not happen", zh: "不得有\(subject.zh)")
        case (1?, nil): return Phrase(en: "\(subject.en) must happen", zh: "应当有\(subject.zh)")
        case (let least?, let most?) where least == most:
            return Phrase(en: "\(subject.en) must happen exactly \(times(least))", zh: "\(subject.zh)应当恰为\(least)次")
        case (let least?, _):
            return Phrase(en: "\(subject.en) must happen at least \(times(least))", zh: "\(subject.zh)应当不少于\(least)次")
        case (nil, let most):
            return Phrase(
                en: "\(subject.en) must happen at most \(times(most ?? 0))", zh: "\(subject.zh)不得超过\(most ?? 0)次")
        }
    }

    /// Where the other act stands, or must not.
    private struct Place {
        let side: Obligation.Side
        let pace: Obligation.Pace
        let isForbidden: Bool
    }

    private func english(_ subject: String, _ place: Place, _ other: String, _ period: String?) -> String {
        let (side, pace, isForbidden) = (place.side, place.pace, place.isForbidden)
        let start = pace == .own ? "each \(subject)" : subject
        let verb = (isForbidden ? " must not be " : " must be ") + (pace == .directly ? "directly " : "")
        var text = start + verb + "\(side.rawValue) by " + (pace == .own ? "\(other) of its own" : other)
        if pace == .alternating {
            text += side == .followed ? " before the next \(subject)" : " after the previous \(subject)"
        }
        return text + (period.map { " within \($0)" } ?? "")
    }

    private func chinese(_ subject: String, _ place: Place, _ other: String, _ period: String?) -> String {
        let (side, pace, isForbidden) = (place.side, place.pace, place.isForbidden)
        let verb = isForbidden ? "不得" : "应当"
        let span = period.map { "\($0)内" } ?? ""
        if side == .accompanied {
            if let period { return "\(subject)前后\(period)内\(verb)有\(other)" }
            return isForbidden ? "\(subject)与\(other)不得并存" : "有\(subject)的，应当有\(other)"
        }
        let when = side == .followed ? "之后" : "之前"
        switch pace {
        case .any: return "\(subject)\(when)\(span)\(verb)有\(other)"
        case .directly:
            return side == .followed
                ? "\(subject)之后\(verb)紧接\(other)" : "\(subject)之前\(verb)紧邻\(other)"
        case .own: return "每次\(subject)\(when)\(span)\(verb)各有一次\(other)"
        case .alternating:
            return side == .followed
                ? "\(subject)之后\(span)、再次\(subject)之前\(verb)有\(other)"
                : "\(subject)之前\(span)、上一次\(subject)之后\(verb)有\(other)"
        }
    }
}
