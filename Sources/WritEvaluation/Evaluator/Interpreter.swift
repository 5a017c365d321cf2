import WritLanguage
package import WritSemantics

/// One run of a plan over one case: what was computed so far of the facts in its store, and nothing that is counted or shared.
///
/// An interpreter is used for case after case and keeps its memory. All work happens in `mutating` methods of this one value, even
/// where nothing changes: a method that only borrows it would work on a copy of all its bytes.
package struct Interpreter: ~Copyable {
    package let plan: Plan
    /// The facts of the case, and what expressions build.
    package var facts: CaseStore
    /// The values of definitions and the rows of tables that were computed, by instance.
    var computed = OwnedArray<Slot>()
    /// The values that names stand for, declaration within declaration; those of the innermost begin at `frame`.
    private(set) var locals = OwnedArray<Slot>()
    private(set) var frame = 0
    /// How many definitions wait for one another.
    var depth = 0
    /// Everything that could not be computed, whether or not anything depends on it; error slots number it.
    private(set) var errors: [CaseError] = []
    /// The errors that what follows from the case depends on.
    private(set) var reported: [Int] = []
    /// Rows of tables that are not excluded.
    var hits: [TableHit] = []
    /// What `with NAME = …` handed over, while a form is filled.
    package var arguments: [Slot] = []

    /// The type of the case.
    private(set) var type = 0
    /// Its id, where other cases are at hand: it is none of them.
    private(set) var caseID = ""
    /// The other cases that were looked at, by type and number, as records of this case.
    var otherRecords: [Int: Slot] = [:]
    private(set) var situation: Situation
    /// The needs of this case for holidays that are not published.
    var unpublishedYears: [Int: Slot] = [:]
    /// What has been put in order of this case, and where the records of lists stand, so that neither is done for each element.
    var listOrder = ListOrder()
    /// The conditions of the rules, by rule; `absent` where not asked yet.
    var ruleConditions: [Slot] = []
    /// The rules that apply, as `findFixedRules` found them.
    var applying = OwnedArray<Int32>()
    /// Definitions that were computed, in order: the instance and the definition.
    var reached: [(instance: Int32, definition: Int32)] = []

    package init(_ plan: Plan) {
        self.plan = plan
        facts = CaseStore(plan)
        situation = Situation(forms: plan.program.forms.count)
        ruleConditions = Array(repeating: .absent, count: plan.rules.count)
    }

    // MARK: - Cases

    /// Takes a case with its facts.
    mutating func load(_ data: CaseData) {
        facts.clear()
        begin(data)
        let root = facts.beginInstance(type: data.type.index, parent: -1, field: 0, position: 0)
        facts.fill(root, data.facts)
        joinCases()
    }

    /// Begins a case whose facts are in the store, or are to come, and forgets what was computed of the last one.
    mutating func begin(_ data: CaseData) {
        forget()
        type = data.type.index
        if plan.cases != nil { caseID = data.id }
        for index in ruleConditions.indices { ruleConditions[index] = .absent }
        situation.begin(data, lawDay: lawDay(of: data), plan)
        // Parameters that nothing states are needs of their own, numbered afresh for each case.
        for index in situation.parameters.indices where situation.parameters[index].tag == .unknown {
            situation.setParameter(index, to: facts.newNeed(.parameter(Int32(truncatingIfNeeded: index))))
        }
    }

    private mutating func forget() {
        computed.removeAll()
        locals.removeAll()
        // Emptying an array takes a while even where nothing is in it.
        if !errors.isEmpty { errors.removeAll(keepingCapacity: true) }
        if !reported.isEmpty { reported.removeAll(keepingCapacity: true) }
        if !hits.isEmpty { hits.removeAll(keepingCapacity: true) }
        if !arguments.isEmpty { arguments.removeAll(keepingCapacity: true) }
        if !unpublishedYears.isEmpty { unpublishedYears.removeAll() }
        if !listOrder.isEmpty { listOrder.removeAll() }
        if !otherRecords.isEmpty { otherRecords.removeAll(keepingCapacity: true) }
        if !reached.isEmpty { reached.removeAll(keepingCapacity: true) }
        frame = 0
        depth = 0
    }

    /// The day whose law decides a case, whose facts are with it or have been read already.
    private mutating func lawDay(of data: CaseData) -> Int32 {
        guard plan.program.records.indices.contains(type), let field = plan.program.records[type].governing else {
            return data.asOf.day
        }
        if !data.facts.isEmpty { return data.lawDay(in: plan.program).day }
        guard facts.instances.count > 0 else { return data.asOf.day }
        let slot = facts.field(field, of: 0)
        return slot.tag == .date ? Int32(truncatingIfNeeded: slot.int) : data.asOf.day
    }

    /// The case as an expression reads it; unknown where there is none.
    var subject: Slot { mutating get { facts.instances.count > 0 ? .record(0) : .unknown } }

    var workCalendar: WorkCalendar? {
        plan.program.calendars.indices.contains(situation.calendar) ? plan.program.calendars[situation.calendar] : nil
    }

    @inline(__always)
    mutating func isInForce(_ scope: Int32) -> Bool { scope < 0 || situation.inForce[Int(scope)] }

    // MARK: - Errors

    /// Notes what cannot be computed, once, and answers the value that stands for it. It becomes an error of the case
    /// where it is reported: `x = 0 or 10 / x > 1` divides by zero, and nothing depends on it.
    mutating func fail(_ kind: CaseError.Kind, at node: Int32) -> Slot {
        fail(kind, span: node >= 0 ? plan.spans[Int(node)] : nil)
    }

    mutating func fail(_ kind: CaseError.Kind, span: Span?) -> Slot {
        if let known = errors.firstIndex(where: { $0.span == span && $0.kind.isSame(as: kind) }) {
            return .error(known)
        }
        guard errors.count < CaseError.most else { return .error(errors.count - 1) }
        errors.append(CaseError(kind: kind, span: span))
        return .error(errors.count - 1)
    }

    /// Makes an error of the case of a value that what follows depends on, where it or a part of it is one.
    mutating func report(_ slot: Slot) {
        if let failure = failure(in: slot), !reported.contains(failure.int) { reported.append(failure.int) }
    }

    // MARK: - Frames

    /// Makes room for the locals of one declaration, with its subject as local 0; answers what `leave` wants back.
    mutating func enter(_ count: Int32, subject: Slot) -> Int {
        let outer = frame
        frame = locals.count
        locals.append(subject)
        locals.append(repeating: .unknown, count: max(0, Int(count) - 1))
        return outer
    }

    mutating func leave(_ outer: Int) {
        locals.removeLast(locals.count - frame)
        frame = outer
    }

    /// Says what a local of the innermost declaration stands for.
    @inline(__always)
    mutating func bind(_ local: Int32, to slot: Slot) { locals[frame + Int(local)] = slot }
}
