public import WritLanguage
import WritSemantics

/// The facts of one case as slots, and the lists and records that expressions build beside them. Records are numbered; the case
/// itself is number 0, and its fields come first of all.
///
/// A store is used for case after case and keeps its memory. All work happens in `mutating` methods of this one value, even where
/// nothing changes: a method that only borrows it would work on a copy of all its bytes. It is changed in this file only; whoever
/// reads facts elsewhere, in this target or another, does so by `fact(at:)`, `field(_:of:)`, `element(_:)` and `bytes(of:)`.
///
/// It is public, as `Slot` is, because only what is public can be made part of the code of other targets; it is no part of
/// what `Writ` offers.
public struct CaseStore: ~Copyable {
    /// A record of the case, or one built by an expression.
    @usableFromInline
    struct Instance: BitwiseCopyable {
        var type: Int32
        /// Where its fields begin in `fields`.
        @usableFromInline var firstField: Int32
        /// Where the interpreter keeps what it computed of it; -1 until something is asked of it.
        var firstComputed: Int32
        /// The instance and field that it stands in, and its position there from 1 (0 where the field is no list);
        /// the parent is -1 for the case itself and -2 for a record that an expression built.
        var parent: Int32
        var field: Int32
        var position: Int32

        var isBuilt: Bool { parent == -2 }
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

    /// The types of records, as the plan has them and as they are declared.
    let shapes: [PlannedRecord]
    let types: [RecordType]
    /// The fields of all records, those of one record together.
    @usableFromInline private(set) var fields = OwnedArray<Slot>(capacity: 256)
    @usableFromInline private(set) var instances = OwnedArray<Instance>()
    @usableFromInline private(set) var elements = OwnedArray<Slot>()
    /// Key and items of each group.
    private(set) var groups: [(key: Slot, items: Slot)] = []
    /// Elements of lists that are not closed yet, while a case is read.
    private(set) var pending = OwnedArray<Slot>()
    @usableFromInline private(set) var texts = OwnedArray<UInt8>(capacity: 4096, isRoomy: true)
    /// Those of the plan, at hand.
    @usableFromInline let constantTexts: OwnedArray<UInt8>
    private(set) var needs: [Need] = []
    /// The ids of records that are other cases.
    private(set) var caseIDs: [Int: String] = [:]

    init(_ plan: Plan) {
        shapes = plan.records
        types = plan.program.records
        var texts = OwnedArray<UInt8>(capacity: plan.texts.count, isRoomy: true)
        texts.append(contentsOf: plan.texts)
        constantTexts = texts
    }

    /// Forgets the last case.
    mutating func clear() {
        fields.removeAll()
        instances.removeAll()
        elements.removeAll()
        pending.removeAll()
        texts.removeAll()
        // Emptying an array takes a while even where nothing is in it.
        if !groups.isEmpty { groups.removeAll(keepingCapacity: true) }
        if !needs.isEmpty { needs.removeAll(keepingCapacity: true) }
        if !caseIDs.isEmpty { caseIDs.removeAll(keepingCapacity: true) }
    }

    // MARK: - Reading

    /// A field by its place among all fields, as `firstField(of:)` gives it; unknown where there is none.
    @inlinable @inline(__always)
    public mutating func fact(at place: Int) -> Slot { place < fields.count ? fields[place] : .unknown }

    /// Where the fields of a record begin.
    @inlinable @inline(__always)
    public mutating func firstField(of record: Int) -> Int { Int(instances[record].firstField) }

    /// A field of a record.
    @inlinable @inline(__always)
    public mutating func field(_ number: Int, of record: Int) -> Slot {
        fields[Int(instances[record].firstField) + number]
    }

    /// An element by its place among those of all lists, which a list's slot gives.
    @inlinable @inline(__always)
    public mutating func element(_ place: Int) -> Slot { elements[place] }

    /// The bytes of a text, of the case or of the plan, where they lie until the store is given more texts.
    @inlinable @inline(__always)
    public mutating func bytes(of text: Slot) -> ByteView {
        ByteView(text.detail == 0 ? constantTexts.part(text.start, text.count) : texts.part(text.start, text.count))
    }

    /// The same as bytes with room behind them.
    @inlinable @inline(__always)
    public mutating func roomyBytes(of text: Slot) -> RoomyBytes {
        text.detail == 0 ? constantTexts.roomy(from: text.start) : texts.roomy(from: text.start)
    }

    /// How many fields a record has.
    @inline(__always)
    mutating func fieldCount(of record: Int) -> Int { shapes[Int(instances[record].type)].fieldCount }

    // MARK: - Records

    /// An instance whose fields are to come.
    mutating func beginInstance(type: Int, parent: Int, field: Int, position: Int) -> Int {
        let number = instances.count
        instances.append(
            Instance(
                type: Int32(truncatingIfNeeded: type), firstField: Int32(truncatingIfNeeded: fields.count),
                firstComputed: -1,
                parent: Int32(truncatingIfNeeded: parent), field: Int32(truncatingIfNeeded: field),
                position: Int32(truncatingIfNeeded: position)))
        fields.append(repeating: .absent, count: shapes[type].fieldCount)
        return number
    }

    /// Makes the fields that did not come unknown or, where they may be, missing.
    mutating func finishInstance(_ number: Int) {
        let first = Int(instances[number].firstField)
        let type = Int(instances[number].type)
        for index in 0..<shapes[type].fieldCount where fields[first + index].tag == .absent {
            fields[first + index] =
                shapes[type].isOptional[index]
                ? .missing
                : newNeed(
                    .fact(
                        instance: Int32(truncatingIfNeeded: number), field: Int32(truncatingIfNeeded: index),
                        position: 0))
        }
    }

    /// Puts values into the fields of an instance, and completes it.
    mutating func fill(_ instance: Int, _ values: [Value]) {
        let count = fieldCount(of: instance)
        for (number, value) in values.prefix(count).enumerated() {
            let slot = slot(value, instance: instance, field: number, position: 0)
            fields[Int(instances[instance].firstField) + number] = slot
        }
        finishInstance(instance)
    }

    /// Another case, as a record in a field of this one.
    mutating func newCase(type: Int, id: String, _ values: [Value], field: Int, position: Int) -> Slot {
        let number = beginInstance(type: type, parent: 0, field: field, position: position)
        fill(number, values)
        caseIDs[number] = id
        return .record(number)
    }

    /// A record that an expression builds.
    mutating func newRecord(type: Int32, _ values: [Slot]) -> Slot {
        let number = instances.count
        instances.append(
            Instance(
                type: type, firstField: Int32(truncatingIfNeeded: fields.count), firstComputed: -1, parent: -2,
                field: 0, position: 0))
        fields.append(contentsOf: values)
        return .record(number)
    }

    /// Notes where the interpreter keeps what it computes of an instance.
    @inline(__always)
    mutating func setFirstComputed(_ place: Int, of instance: Int) {
        instances[instance].firstComputed = Int32(truncatingIfNeeded: place)
    }

    // MARK: - Lists, groups and texts

    /// Keeps a value that was read: in a field or, for what stands in a list, among the pending elements.
    @inline(__always)
    mutating func put(_ slot: Slot, at place: Int) {
        if place >= 0 { fields[place] = slot } else { pending.append(slot) }
    }

    /// Makes a list of the last pending elements.
    mutating func closeList(_ count: Int) {
        elements.append(last: count, of: pending)
        pending.removeLast(count)
    }

    /// Stores a list behind all others.
    mutating func newList(_ items: [Slot]) -> Slot {
        let start = elements.count
        elements.append(contentsOf: items)
        return .list(start: start, count: items.count)
    }

    /// A group of elements that share a key.
    mutating func newGroup(key: Slot, items: [Slot]) -> Slot {
        let items = newList(items)
        groups.append((key, items))
        return .group(groups.count - 1)
    }

    /// Keeps the text of a whole case until the store is cleared. Texts without their escapes are no longer than with them, so
    /// they find room behind it.
    mutating func takeText(_ bytes: ByteView) -> PaddedText { texts.takePadded(bytes) }

    /// Whether the text of the case still lies where it was put.
    mutating func holds(_ text: PaddedText) -> Bool { text.lies(in: texts) }

    /// A text of the case, kept behind all others.
    mutating func newText(_ bytes: some Sequence<UInt8>) -> Slot {
        let start = texts.count
        texts.append(contentsOf: bytes)
        return .text(start: start, count: texts.count - start, inCase: true)
    }

    /// An unknown value, and why it is one.
    mutating func newNeed(_ need: Need) -> Slot {
        needs.append(need)
        return .unknown(need: needs.count - 1)
    }

    /// Puts the moments among the facts to the clocks of a zone.
    mutating func read(by zone: Zone) {
        func moved(_ slot: Slot) -> Slot {
            guard slot.tag == .dateTime, let moment = Moment(milliseconds: slot.int64, offsetMinutes: Int(slot.detail))
            else { return slot }
            return .dateTime(moment.at(zone))
        }
        for index in 0..<fields.count { fields[index] = moved(fields[index]) }
        for index in 0..<elements.count { elements[index] = moved(elements[index]) }
    }

    /// The slot of a value that stands in a field of an instance (at a position from 1 where the field is a list). Values come
    /// from a reader, an example or a proof and are of the declared types; what is not is treated as unknown.
    mutating func slot(_ value: Value, instance: Int, field: Int, position: Int) -> Slot {
        switch value {
        case .unknown:
            return newNeed(
                .fact(
                    instance: Int32(truncatingIfNeeded: instance), field: Int32(truncatingIfNeeded: field),
                    position: Int32(truncatingIfNeeded: position)))
        case .missing: return .missing
        case .boolean(let value): return .boolean(value)
        case .integer(let value): return .integer(value)
        case .decimal(let value): return .decimal(value)
        case .date(let value): return .date(value)
        case .dateTime(let value): return .dateTime(value)
        case .duration(let count, let unit): return .duration(count, unit)
        case .enumeration(let type, let value): return .enumeration(type, value)
        case .text(let text): return newText(text.utf8)
        case .record(let type, let values):
            let number = beginInstance(type: type.index, parent: instance, field: field, position: position)
            fill(number, values)
            return .record(number)
        case .list(let items):
            let start = elements.count
            elements.append(repeating: .unknown, count: items.count)
            for (index, item) in items.enumerated() {
                let slot = slot(item, instance: instance, field: field, position: index + 1)
                elements[start + index] = slot
            }
            return .list(start: start, count: items.count)
        }
    }
}
