package import WritSemantics

/// What forms read of an evaluated case: slots, which cost nothing to hand over. A slot means something only to the store
/// that it came from, and only for the case that this holds.
extension Interpreter {
    /// Says which document is filled in: what the rule that issues it handed over.
    package mutating func setArguments(_ values: [Value]) {
        if !arguments.isEmpty { arguments.removeAll(keepingCapacity: true) }
        for value in values { arguments.append(facts.slot(value, instance: 0, field: 0, position: 0)) }
    }

    /// The value of one of the expressions that the plan was made with, the first `count` of `locals` in its scope.
    package mutating func slot(of formExpression: Int, locals: borrowing FixedTable<Slot>, _ count: Int) -> Slot {
        guard plan.formExpressions.indices.contains(formExpression) else { return .unknown }
        let expression = plan.formExpressions[formExpression]
        let outer = enter(expression, locals, count)
        let slot = run(expression.root)
        leave(outer)
        return slot
    }

    /// The facts and parameters for want of which an expression is unknown.
    package mutating func needs(
        of formExpression: Int, locals: borrowing FixedTable<Slot>, _ count: Int
    ) -> [Outcome.Need] {
        guard plan.formExpressions.indices.contains(formExpression) else { return [] }
        let expression = plan.formExpressions[formExpression]
        let outer = enter(expression, locals, count)
        var trace = NeedTrace()
        collectNeeds(expression.root, &trace)
        leave(outer)
        return outcomeNeeds(trace)
    }

    private mutating func enter(
        _ expression: PlannedExpression, _ given: borrowing FixedTable<Slot>, _ count: Int
    ) -> Int {
        let outer = enter(max(expression.localCount, Int32(truncatingIfNeeded: count + 1)), subject: subject)
        for index in 0..<min(count, given.count) { bind(Int32(truncatingIfNeeded: index + 1), to: given[index]) }
        return outer
    }
}

extension Evaluation {
    /// The value of one of the expressions that the plan was made with, where that stands in no loop.
    package func value(of formExpression: Int) -> Value {
        let slot = interpreter.slot(of: formExpression, locals: FixedTable([]), 0)
        return interpreter.facts.value(slot)
    }
}
