package import WritSemantics

/// What forms read of an evaluated case: slots, which cost nothing to hand over. A slot means something only to the machine
/// that it came from, and only for the case that this holds.
extension Machine {
    /// Says which document is filled in: what the rule that issues it handed over.
    package mutating func setArguments(_ values: [Value]) {
        if !arguments.isEmpty { arguments.removeAll(keepingCapacity: true) }
        for value in values { arguments.append(slot(value, instance: 0, field: 0, position: 0)) }
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
        let outer = enter(max(expression.localCount, Int32(truncatingIfNeeded: given.count + 1)), subject: .record(0))
        for index in given.indices { locals[frame + index + 1] = given[index] }
        return outer
    }
}

extension Evaluation {
    /// The value of one of the expressions that the plan was made with, where that stands in no loop.
    package func value(of formExpression: Int) -> Value {
        let slot = machine.slot(of: formExpression, locals: UnsafeBufferPointer(start: nil, count: 0))
        return machine.value(slot)
    }
}
