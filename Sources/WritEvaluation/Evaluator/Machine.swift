import WritLanguage
package import WritSemantics

/// One run of a plan over one case: its facts as slots, what was computed so far, and nothing that is counted or shared.
///
/// A machine is used for case after case and keeps its memory. All work happens in `mutating` methods of this one value, even
/// where nothing changes: a method that only borrows it would work on a copy of all its bytes.
package struct Machine: ~Copyable {
    /// A record of the case, or one built by an expression.
    package struct Instance: BitwiseCopyable {
        var type: Int32
        /// Where its fields begin in `values`.
        package var firstField: Int32
        /// Where what is computed of it begins in `computed`; -1 until something is asked of it.
        var firstComputed: Int32
        /// The instance and field that it stands in, and its position there from 1 (0 where the field is no list);
        /// the parent is -1 for the case itself and -2 for a record that an expression built.
        var parent: Int32
        var field: Int32
        var position: Int32
    }

    /// Why a value is unknown.
    enum Need {
        /// A field of an instance; `position` from 1 where an element of the field is unknown.
        case fact(instance: Int32, field: Int32, position: Int32)
        case parameter(Int32)
        /// The holidays of a year, which the calendar in force does not cover.
        case holidays(year: Int32)
        /// What was unknown inside a record that an expression built.
        case several([Int])
    }

    package let plan: Plan
    package var values = Memory<Slot>(capacity: 256)
    package var instances = Memory<Instance>()
    /// The values of definitions and the rows of tables that were computed, by instance.
    var computed = Memory<Slot>()
    package var elements = Memory<Slot>()
    /// Key and items of each group.
    var groups: [(key: Slot, items: Slot)] = []
    /// Elements of lists that are not closed yet, while a case is read.
    var pending = Memory<Slot>()
    package var texts = Memory<UInt8>(capacity: 4096, isRoomy: true)
    /// Those of the plan, at hand.
    package let constantTexts: Memory<UInt8>
    var locals = Memory<Slot>()
    var frame = 0
    var depth = 0
    var needs: [Need] = []
    /// Everything that could not be computed, whether or not anything depends on it; error slots number it.
    var errors: [CaseError] = []
    /// The errors that what follows from the case depends on.
    private(set) var reported: [Int] = []
    /// Rows of tables that are not excluded.
    var hits: [TableHit] = []
    /// What `with NAME = …` handed over, while a form is filled.
    package var arguments: [Slot] = []

    var type = 0
    var situation: Situation
    /// The needs of this case for holidays that are not published.
    var unpublishedYears: [Int: Slot] = [:]
    /// The conditions of the rules, by rule; `absent` where not asked yet.
    var ruleConditions: [Slot] = []
    /// The rules that apply, as `findFixedRules` found them.
    var applying = Memory<Int32>()
    /// Definitions that were computed, in order: the instance and the definition.
    var reached: [(instance: Int32, definition: Int32)] = []

    package init(_ plan: Plan) {
        self.plan = plan
        var texts = Memory<UInt8>(capacity: plan.texts.count, isRoomy: true)
        texts.append(contentsOf: plan.texts)
        constantTexts = texts
        situation = Situation(forms: plan.program.forms.count)
        ruleConditions = Array(repeating: .absent, count: plan.rules.count)
    }

    /// Forgets the last case.
    mutating func clear() {
        values.removeAll()
        instances.removeAll()
        computed.removeAll()
        elements.removeAll()
        texts.removeAll()
        locals.removeAll()
        // Emptying an array takes a while even where nothing is in it.
        if !groups.isEmpty { groups.removeAll(keepingCapacity: true) }
        if !needs.isEmpty { needs.removeAll(keepingCapacity: true) }
        if !errors.isEmpty { errors.removeAll(keepingCapacity: true) }
        if !reported.isEmpty { reported.removeAll(keepingCapacity: true) }
        if !hits.isEmpty { hits.removeAll(keepingCapacity: true) }
        if !arguments.isEmpty { arguments.removeAll(keepingCapacity: true) }
        if !unpublishedYears.isEmpty { unpublishedYears.removeAll() }
        if !reached.isEmpty { reached.removeAll(keepingCapacity: true) }
        frame = 0
        depth = 0
    }

    /// Begins a case whose facts are there, or are to come.
    mutating func begin(_ data: CaseData) {
        type = data.type.index
        for index in ruleConditions.indices { ruleConditions[index] = .absent }
        situation.begin(data, lawDay: lawDay(of: data), plan)
        // Parameters that nothing states are needs of their own, numbered afresh for each case.
        parameterNeeds()
    }

    /// The day whose law decides a case, whose facts are with it or have been read already.
    private func lawDay(of data: CaseData) -> Int32 {
        guard plan.program.records.indices.contains(type), let field = plan.program.records[type].governing else {
            return data.asOf.day
        }
        if !data.facts.isEmpty { return data.lawDay(in: plan.program).day }
        guard instances.count > 0 else { return data.asOf.day }
        let slot = values[Int(instances[0].firstField) + field]
        return slot.tag == .date ? Int32(truncatingIfNeeded: slot.int) : data.asOf.day
    }

    var workCalendar: WorkCalendar? {
        plan.program.calendars.indices.contains(situation.calendar) ? plan.program.calendars[situation.calendar] : nil
    }

    @inline(__always)
    mutating func isInForce(_ scope: Int32) -> Bool { scope < 0 || situation.inForce[Int(scope)] }

    // MARK: - Errors and needs

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

    mutating func newNeed(_ need: Need) -> Slot {
        needs.append(need)
        return .unknown(need: needs.count - 1)
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

    /// A value as others exchange it.
    package mutating func value(_ slot: Slot) -> Value {
        switch slot.tag {
        case .absent, .unknown, .error: return .unknown
        case .missing: return .missing
        case .boolean: return .boolean(slot.payload != 0)
        case .integer: return .integer(slot.int64)
        case .decimal: return .decimal(slot.decimal)
        case .text: return .text(text(slot))
        case .date: return CalendarDate(day: slot.int).map { .date($0) } ?? .unknown
        case .dateTime:
            return Moment(milliseconds: slot.int64, offsetMinutes: Int(slot.detail)).map { .dateTime($0) } ?? .unknown
        case .duration: return .duration(slot.int64, slot.unit)
        case .enumeration: return .enumeration(EnumID(Int(slot.detail)), slot.int)
        case .record:
            let instance = instances[slot.int]
            let first = Int(instance.firstField)
            let count = plan.records[Int(instance.type)].fieldCount
            return .record(RecordID(Int(instance.type)), (first..<first + count).map { value(values[$0]) })
        case .list: return .list((slot.start..<slot.start + slot.count).map { value(elements[$0]) })
        case .group: return .list([value(groups[slot.int].key), value(groups[slot.int].items)])
        }
    }

    /// The facts of the case as values.
    mutating func facts() -> [Value] {
        guard instances.count > 0 else { return [] }
        let first = Int(instances[0].firstField)
        return (first..<first + plan.records[Int(instances[0].type)].fieldCount).map { value(values[$0]) }
    }

    mutating func text(_ slot: Slot) -> String {
        String(decoding: slot.bytes(texts, constantTexts), as: UTF8.self)
    }
}
