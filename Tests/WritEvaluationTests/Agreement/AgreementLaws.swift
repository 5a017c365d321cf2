import WritEvaluation
import WritLanguage
import WritSemantics
import WritTestSupport

extension AgreementRulebook {
    init?(seed: UInt64) {
        rulebook = RandomRulebook(seed: seed)
        guard let program = rulebook.compile().program else { return nil }
        self.program = program
        plan = Plan(program)
    }

    func outcome(_ input: CaseData) -> Outcome { Evaluator(plan).evaluate(input).outcome }

    /// What was certain, excluded or impossible and is no longer so once facts are added; nothing where the law is kept.
    func regression(from less: CaseData, to more: CaseData) -> String? {
        let (before, after) = (outcome(less), outcome(more))
        // What cannot be computed stays so; more facts may show another reason for it.
        if let first = before.errors.first, after.errors.isEmpty { return "\(first.fact.id) was certain" }
        let (known, now) = (OutcomeSummary(before), OutcomeSummary(after))
        for (key, entry) in known.entries where entry.isCertain {
            if key.contains("?") || key.contains("…") {
                // What it says was not known; that it follows was.
                let causes = now.entries.values.filter { $0.isCertain }.flatMap(\.causes)
                if !entry.causes.contains(where: causes.contains) { return "\(key) was certain" }
            } else if now.entries[key]?.isCertain != true {
                return "\(key) was certain"
            }
        }
        let possible = Set(known.entries.values.flatMap(\.causes))
        for (key, entry) in now.entries where entry.causes.contains(where: { !possible.contains($0) }) {
            return "\(key) was excluded"
        }
        let values = Dictionary(after.defined.map { ($0.path, $0.value) }, uniquingKeysWith: { first, _ in first })
        for value in before.defined where !value.value.holdsUnknown {
            if let later = values[value.path], later != value.value {
                return "\(value.path) was \(value.value) and is \(later)"
            }
        }
        return nil
    }

    /// Answers the questions of every open consequence until none is open.
    func unsettled(_ input: CaseData, _ cases: inout RandomCase) -> String? {
        var current = input
        for _ in 0..<40 {
            let outcome = outcome(current)
            if !outcome.errors.isEmpty { return nil }
            let open = outcome.openNeeds
            if open.isEmpty { return nil }
            guard !open.contains(where: \.needs.isEmpty) else {
                return "\(open.first { $0.needs.isEmpty }?.what ?? "") is open and needs nothing"
            }
            var facts: [String] = []
            for need in open.flatMap(\.needs) {
                if case .fact(let path) = need { facts.append(path) }
            }
            // What only parameters can settle cannot be settled by a case.
            if facts.isEmpty { return nil }
            let next = cases.stating(facts, in: current)
            if next == current { return "the facts that are needed are already stated: \(facts)" }
            current = next
        }
        return "still open after 40 rounds of answers"
    }

    /// A smaller case with the same fault: facts and history left out one by one.
    func shrunk(_ input: CaseData) -> CaseData {
        var small = input
        var isShrinking = true
        while isShrinking {
            isShrinking = false
            for candidate in small.smaller where disagreement(candidate) != nil {
                small = candidate
                isShrinking = true
                break
            }
        }
        return small
    }

    func description(of input: CaseData) -> String {
        var text = CaseText(program: program)
        return text.json(input)
    }
}

extension Outcome {
    /// What is open, with what it needs.
    var openNeeds: [(what: String, needs: [Need])] {
        issues.filter { $0.status == .open }.map { ("issue \($0.form.index)", $0.needs) }
            + requirements.filter { $0.status == .open }.map { ($0.task, $0.needs) }
            + refusals.filter { $0.status == .open }.map { ($0.reason, $0.needs) }
            + holds.filter { $0.status == .open }.map { ("hold \($0.action.index)", $0.needs) }
            + notifications.filter { $0.status == .open }.map { ($0.message, $0.needs) }
    }
}

extension CaseData {
    /// This case with one thing less.
    var smaller: [CaseData] {
        var found: [CaseData] = []
        for index in history.indices {
            var copy = self
            copy.history.remove(at: index)
            found.append(copy)
        }
        for index in facts.indices {
            for value in facts[index].smaller {
                var copy = self
                copy.facts[index] = value
                found.append(copy)
            }
        }
        return found
    }
}

extension Value {
    var smaller: [Value] {
        switch self {
        case .list(let items):
            return items.indices.map { index in
                var copy = items
                copy.remove(at: index)
                return .list(copy)
            }
                + items.indices.flatMap { index in
                    items[index].smaller.map { smaller in
                        var copy = items
                        copy[index] = smaller
                        return .list(copy)
                    }
                }
        case .record(let type, let fields):
            return fields.indices.flatMap { index in
                fields[index].smaller.map { smaller in
                    var copy = fields
                    copy[index] = smaller
                    return .record(type, copy)
                }
            }
        default: return []
        }
    }
}
