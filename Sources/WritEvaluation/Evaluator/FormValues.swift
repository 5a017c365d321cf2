package import WritSemantics

/// What forms read of an evaluated case: slots, which cost nothing to hand over, and their texts as bytes. A slot means
/// something only to the evaluation that it came from, and only for the case that this holds.
extension Evaluation {
    /// Says which document is filled in: what the rule that issues it handed over.
    package func setArguments(_ arguments: [Value]) {
        machine.arguments = arguments.map { machine.slot($0, instance: 0, field: 0, position: 0) }
    }

    package func argument(_ index: Int) -> Slot {
        machine.arguments.indices.contains(index) ? machine.arguments[index] : .unknown
    }

    package func fact(_ index: Int) -> Slot {
        guard machine.instances.count > 0, index < machine.plan.records[machine.type].fieldCount else {
            return .unknown
        }
        return machine.values[index]
    }

    /// A field of a record; unknown where the slot is none.
    package func field(_ index: Int, of record: Slot) -> Slot {
        guard record.tag == .record else { return .unknown }
        let instance = machine.instances[record.int]
        guard index < machine.plan.records[Int(instance.type)].fieldCount else { return .unknown }
        return machine.values[Int(instance.firstField) + index]
    }

    package func element(_ index: Int, of list: Slot) -> Slot {
        list.tag == .list && index < list.count ? machine.elements[list.start + index] : .unknown
    }

    /// Appends the bytes of a text as they are.
    package func append(_ slot: Slot, to bytes: inout [UInt8]) {
        machine.withBytes(of: slot) { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: $0)) }
    }

    /// Calls with the bytes of a text.
    package func withText(_ slot: Slot, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        machine.withBytes(of: slot) { body(UnsafeBufferPointer(rebasing: $0)) }
    }

    package func value(_ slot: Slot) -> Value { machine.value(slot) }

    /// The value of one of the expressions that the plan was made with, the first of `locals` in its scope.
    package func slot(of formExpression: Int, locals: [Slot], count: Int) -> Slot {
        guard machine.plan.formExpressions.indices.contains(formExpression) else { return .unknown }
        let expression = machine.plan.formExpressions[formExpression]
        let outer = enter(expression, locals, count)
        let slot = machine.run(expression.root)
        machine.leave(outer)
        return slot
    }

    /// The same as a value, of an expression that stands in no loop.
    package func value(of formExpression: Int) -> Value {
        machine.value(slot(of: formExpression, locals: [], count: 0))
    }

    /// The facts and parameters for want of which an expression is unknown.
    package func needs(of formExpression: Int, locals: [Slot], count: Int) -> [Outcome.Need] {
        guard machine.plan.formExpressions.indices.contains(formExpression) else { return [] }
        let expression = machine.plan.formExpressions[formExpression]
        let outer = enter(expression, locals, count)
        var trace = NeedTrace()
        machine.collectNeeds(expression.root, &trace)
        machine.leave(outer)
        return machine.outcomeNeeds(trace)
    }

    private func enter(_ expression: PlannedExpression, _ locals: [Slot], _ count: Int) -> Int {
        let outer = machine.enter(
            max(expression.localCount, Int32(truncatingIfNeeded: count + 1)), subject: .record(0))
        for index in 0..<min(count, locals.count) { machine.locals[machine.frame + index + 1] = locals[index] }
        return outer
    }
}
