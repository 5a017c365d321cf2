import WritLanguage
import WritSemantics

/// Asks an evaluated case why it came out as it did. It reads the facts of the case and what the interpreter makes of the parts
/// of a rule, and has no state of its own.
struct Inquiry {
    let evaluation: Evaluation
    let plan: Plan

    init(_ evaluation: Evaluation) {
        self.evaluation = evaluation
        plan = evaluation.plan
    }

    /// The type of the case.
    var type: Int { evaluation.interpreter.type }

    // MARK: - Facts

    func value(_ slot: Slot) -> Value { evaluation.interpreter.facts.value(slot) }

    func element(_ place: Int) -> Slot { evaluation.interpreter.facts.element(place) }

    /// A fact by the instance and field that it is; nil for what an expression built.
    func fact(_ instance: Int, _ field: Int) -> FactReference? {
        evaluation.interpreter.facts.reference(instance, field)
    }

    func path(instance: Int, field: Int) -> String {
        evaluation.interpreter.facts.path(instance: instance, field: field, position: 0)
    }

    func path(instance: Int) -> String? { evaluation.interpreter.facts.path(instance: instance) }

    // MARK: - Evaluation

    func run(_ node: Int32) -> Slot { evaluation.interpreter.run(node) }

    func definition(_ number: Int32, of record: Slot) -> Slot { evaluation.interpreter.definition(number, of: record) }

    func holdingRows(of table: Int, instance: Int) -> [Int] {
        evaluation.interpreter.holdingRows(of: table, instance: instance)
    }

    func holdingBranches(of definition: Int32, instance: Int) -> [Int] {
        evaluation.interpreter.holdingBranches(of: definition, instance: instance)
    }

    /// Calls with room for the locals of a declaration.
    func within<Result>(_ localCount: Int32, subject: Slot, _ body: () -> Result) -> Result {
        let outer = evaluation.interpreter.enter(localCount, subject: subject)
        defer { evaluation.interpreter.leave(outer) }
        return body()
    }

    /// Says what a local of the innermost declaration stands for.
    func bind(_ local: Int32, to slot: Slot) { evaluation.interpreter.bind(local, to: slot) }
}
