package import WritLanguage
package import WritSemantics

/// For every consequence of an outcome the rule, its clauses, and the facts with the values that made it so.
package struct Trace {
    package struct Entry {
        package let rule: RuleID
        package let citations: [ClauseID]
        package let span: Span
        package let facts: [FactReference]
    }
    package let entries: [Entry]
}

extension Evaluation {
    /// Made only when asked for: the evaluation itself records nothing on the way.
    package func trace() -> Trace {
        if outcome.consequences.isEmpty { return Trace(entries: []) }
        let inquiry = Inquiry(self)
        var entries: [Trace.Entry] = []
        var facts: [Int: [FactReference]] = [:]
        for cause in outcome.consequences.lazy.flatMap(\.because) {
            let rule = cause.rule.index
            if facts[rule] == nil { facts[rule] = inquiry.facts(ofRule: rule) }
            entries.append(
                Trace.Entry(rule: cause.rule, citations: cause.citations, span: cause.span, facts: facts[rule] ?? []))
        }
        return Trace(entries: entries)
    }
}

extension Inquiry {
    /// The facts that a rule's condition rests on.
    func facts(ofRule rule: Int) -> [FactReference] {
        guard Int(plan.rules[rule].subject) == type else { return [] }
        var trace = FactTrace()
        within(plan.rules[rule].localCount, subject: .record(0)) { collectFacts(plan.rules[rule].condition, &trace) }
        return trace.facts
    }
}
