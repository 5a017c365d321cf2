package import WritSemantics

/// What forms read of an evaluated case: slots, which cost nothing to hand over. A slot means something only to the store
/// that it came from, and only for the case that this holds.
extension Interpreter {
    /// Says which document is filled in: what the rule that issues it handed over.
    package mutating func setArguments(_ values: [Value]) {
        if !arguments.isEmpty { arguments.removeAll(keepingCapacity: true) }
        for value in values { arguments.append(facts.slot(value, instance: 0, field: 0, position: 0)) }
    }

    /// The value of one of the expressions that the plan was made with, the first of `locals` in its scope.
    package mutating func slot(of formExpression: Int, locals: UnsafeBufferPointer<Slot>) -> Slot {
        guard plan.formExpressions.indices.contains(formExpression) else { return .unknown }
        let expression = plan.formExpressions[formExpression]
        let outer = enter(expression, locals)
        let slot = run(expression.root)
        leave(outer)
        return slot
    }

    /// The facts and parameters for want of which an expression is unknown.
    package mutating func needs(of formExpression: Int, locals: UnsafeBufferPointer<Slot>) -> [Outcome.Need] {
        guard plan.formExpressions.indices.contains(formExpression) else { return [] }
        let expression = plan.formExpressions[formExpression]
        let outer = enter(expression, locals)
        var trace = NeedTrace()
        collectNeeds(expression.root, &trace)
        leave(outer)
        return outcomeNeeds(trace)
    }

    private mutating func enter(_ expression: PlannedExpression, _ given: UnsafeBufferPointer<Slot>) -> Int {
        let outer = enter(max(expression.localCount, Int32(truncatingIfNeeded: given.count + 1)), subject: subject)
        for index in given.indices { bind(Int32(truncatingIfNeeded: index + 1), to: given[index]) }
        return outer
    }
}

extension Evaluation {
    /// The value of one of the expressions that the plan was made with, where that stands in no loop.
    package func value(of formExpression: Int) -> Value {
        let slot = interpreter.slot(of: formExpression, locals: UnsafeBufferPointer(start: nil, count: 0))
        return interpreter.facts.value(slot)
    }
}
