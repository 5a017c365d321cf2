package import WritLanguage
package import WritSemantics

/// For every consequence of an outcome and every value that was computed on the way: where it comes from, its clauses, and the
/// facts with the values that made it so.
package struct Trace {
    package enum Subject: Hashable, Sendable {
        case rule(RuleID)
        /// A branch of a definition, by its number as declared.
        case branch(DefinitionID, Int)
        case row(TableID, Int)
    }

    package struct Entry {
        package let subject: Subject
        package let citations: [ClauseID]
        package let span: Span
        package let facts: [FactReference]
    }
    package let entries: [Entry]
}

extension Evaluation {
    /// Made only when asked for: the evaluation itself records nothing on the way.
    package func trace() -> Trace {
        guard holdsCase else { return Trace(entries: []) }
        let inquiry = Inquiry(self)
        return Trace(entries: inquiry.ruleEntries() + inquiry.valueEntries())
    }
}

extension Inquiry {
    /// One entry for each rule that asks for something.
    fileprivate func ruleEntries() -> [Trace.Entry] {
        var facts: [Int: [FactReference]] = [:]
        return evaluation.outcome.consequences.flatMap(\.because).map { cause in
            let rule = cause.rule.index
            let own = facts[rule] ?? self.facts(ofRule: rule)
            facts[rule] = own
            return Trace.Entry(
                subject: .rule(cause.rule), citations: cause.citations, span: cause.span, facts: own)
        }
    }

    /// One entry for each branch or row that gave a value, in the order in which the values were asked for. The outputs of one
    /// table for one record come of one row, which is told once.
    fileprivate func valueEntries() -> [Trace.Entry] {
        var entries: [Trace.Entry] = []
        var told: Set<Int> = []
        for (instance, number) in evaluation.interpreter.reached {
            let (instance, definition) = (Int(instance), plan.definitions[Int(number)])
            guard evaluation.interpreter.computed(definition, of: instance).isCertain else { continue }
            if definition.table >= 0, !told.insert(instance << 24 ^ Int(definition.table)).inserted { continue }
            var trace = FactTrace()
            collectFacts(ofDefinition: number, .record(instance), &trace)
            for origin in origins(ofDefinition: number, instance: instance) {
                entries.append(
                    Trace.Entry(
                        subject: origin.subject, citations: origin.citations, span: origin.span, facts: trace.facts))
            }
        }
        return entries
    }

    private func origins(
        ofDefinition number: Int32, instance: Int
    ) -> [(subject: Trace.Subject, citations: [ClauseID], span: Span)] {
        switch plan.program.definitions[Int(number)].origin {
        case .branches(let branches):
            holdingBranches(of: number, instance: instance).map {
                (.branch(DefinitionID(Int(number)), $0), branches[$0].provision.citations, branches[$0].span)
            }
        case .table(let id, _):
            holdingRows(of: id.index, instance: instance).map {
                let table = plan.program.tables[id.index]
                return (
                    .row(id, $0), table.provision.citations + table.rows[$0].citations, table.rows[$0].span
                )
            }
        }
    }

    /// The facts that a rule's condition rests on.
    private func facts(ofRule rule: Int) -> [FactReference] {
        guard Int(plan.rules[rule].subject) == type else { return [] }
        var trace = FactTrace()
        within(plan.rules[rule].localCount, subject: .record(0)) { collectFacts(plan.rules[rule].condition, &trace) }
        return trace.facts
    }
}
