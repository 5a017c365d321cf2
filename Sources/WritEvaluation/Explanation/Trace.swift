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
        var entries: [Trace.Entry] = []
        var facts: [Int: [FactReference]] = [:]
        for cause in outcome.consequences.lazy.flatMap(\.because) {
            let rule = cause.rule.index
            if facts[rule] == nil { facts[rule] = self.facts(ofRule: rule) }
            entries.append(
                Trace.Entry(rule: cause.rule, citations: cause.citations, span: cause.span, facts: facts[rule] ?? []))
        }
        return Trace(entries: entries)
    }

    /// The facts that a rule's condition rests on.
    package func facts(ofRule rule: Int) -> [FactReference] {
        let planned = machine.plan.rules[rule]
        guard Int(planned.subject) == machine.type else { return [] }
        let outer = machine.enter(planned.localCount, subject: .record(0))
        var trace = FactTrace()
        machine.collectFacts(planned.condition, &trace)
        machine.leave(outer)
        return trace.facts
    }
}
