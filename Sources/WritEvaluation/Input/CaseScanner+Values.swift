import WritLanguage
import WritSemantics

/// Values of the declared types, from text into slots.
extension CaseScanner {
    /// Reads an object whose brace stands at `start` into an instance, and completes that.
    func record(
        _ text: PaddedText, _ start: Int, type: Int, instance: Int, depth: Int,
        _ store: inout CaseStore
    ) -> Int {
        guard depth < JSONReader.maximumDepth else { return -1 }
        var at = Self.afterSpace(text, start &+ 1)
        if text[at] == UInt8(ascii: "}") {
            store.finishInstance(instance)
            return at &+ 1
        }
        let record = shapes.records[type]
        let firstField = store.firstField(of: instance)
        var place = 0
        while true {
            var member = expectedMember(text, &at, record, place)
            if member < 0 {
                member = otherMember(text, &at, type, place)
                guard member >= 0 else { return -1 }
            }
            place &+= 1
            at = value(text, at, ofMember: member, instance, firstField: firstField, depth: depth, &store)
            guard at >= 0 else { return -1 }
            at = Self.afterSpace(text, at)
            guard text[at] == UInt8(ascii: ",") else { break }
            at = Self.afterSpace(text, at &+ 1)
        }
        guard text[at] == UInt8(ascii: "}") else { return -1 }
        // No field is given twice, so this many are all of them.
        if place < record.count { store.finishInstance(instance) }
        return at &+ 1
    }

    /// The member whose key begins at `at`, where it is the one that stood in this place last; -1 otherwise. The place moves
    /// behind the colon.
    @inline(__always)
    func expectedMember(
        _ text: PaddedText, _ at: inout Int, _ record: CaseShapes.Record, _ place: Int
    ) -> Int {
        guard place < record.count else { return -1 }
        let expected = Int(order[record.first &+ place])
        let spelling = shapes.spellings.entry(expected)
        guard spelling.value.stands(in: text, at: at) else { return -1 }
        at &+= spelling.value.length
        return expected
    }

    /// The same for a key that does not stand where it stood last; -1 for no field of the type.
    func otherMember(_ text: PaddedText, _ at: inout Int, _ type: Int, _ place: Int) -> Int {
        guard let (name, next) = name(text, at) else { return -1 }
        let field = shapes.keys[type].find(name)
        guard field >= 0 else { return -1 }
        let record = shapes.records[type]
        var member = (record.first &+ field) &* 2
        if !shapes.spellings[member].stands(in: text, at: at) { member &+= 1 }
        if place < record.count { order[record.first &+ place] = Int32(truncatingIfNeeded: member) }
        at = colon(text, next)
        return at >= 0 ? member : -1
    }

    /// Reads the value of a member into its field of an instance, whose fields begin at a place among all values.
    @inline(__always)
    func value(
        _ text: PaddedText, _ start: Int, ofMember member: Int, _ instance: Int, firstField: Int, depth: Int,
        _ store: inout CaseStore
    ) -> Int {
        let shape = shapes.shapes.entry(member)
        let at = Self.afterSpace(text, start)
        let slot = firstField &+ Int(shape.value.field)
        // A field that is given twice is a mistake.
        guard store.fields[slot].tag == .absent else { return -1 }
        // Most fields are texts.
        if shape.value.kind == .text, text[at] == UInt8(ascii: "\"") { return string(text, at, &store, slot) }
        return value(text, at, shape, instance: instance, position: 0, depth: depth, &store, target: slot)
    }

    /// - Parameters:
    ///   - position: that of the element in its list, from 1; 0 where the field is none.
    ///   - target: the place among all values; -1 for an element of a list, which waits among the pending ones.
    private func value(
        _ text: PaddedText, _ at: Int, _ shape: FixedTable<CaseShapes.Shape>.Entry, instance: Int,
        position: Int, depth: Int, _ store: inout CaseStore, target: Int
    ) -> Int {
        let first = text[at]
        // The text may end here.
        guard first > 0x20 else { return -1 }
        if first == UInt8(ascii: "n") {
            let slot =
                shape.value.isOptional
                ? Slot.missing
                : store.newNeed(
                    .fact(
                        instance: Int32(truncatingIfNeeded: instance), field: shape.value.field,
                        position: Int32(truncatingIfNeeded: position)))
            store.put(slot, at: target)
            return PlainJSON.null(all(text), at, end)
        }
        switch shape.value.kind {
        case .text:
            guard first == UInt8(ascii: "\"") else { return -1 }
            return string(text, at, &store, target)
        case .date:
            var date = CalendarDate.first
            let next = PlainJSON.date(all(text), at, end, &date)
            store.put(.date(date), at: target)
            return next
        case .integer, .number, .money:
            if first == UInt8(ascii: "\"") {
                return converted(text, at, shape, instance: instance, position: position, &store, target: target)
            }
            var number: Int64 = 0
            var places: Int32 = 0
            let next = PlainJSON.number(all(text), at, end, into: &number, places: &places)
            guard next >= 0 else {
                return converted(text, at, shape, instance: instance, position: position, &store, target: target)
            }
            switch shape.value.kind {
            case .integer:
                guard places == 0 else { return -1 }
                store.put(.integer(number), at: target)
            case .money where places > 2: return -1
            default: store.put(Slot(.decimal, Int128(number), small: UInt8(truncatingIfNeeded: places)), at: target)
            }
            return next
        case .boolean:
            var isTrue = false
            let next = PlainJSON.boolean(all(text), at, end, &isTrue)
            store.put(.boolean(isTrue), at: target)
            return next
        case .enumeration:
            guard let (name, next) = name(text, at) else { return -1 }
            let number = Int(shape.value.number)
            let value = shapes.enumerations[number].find(name)
            guard value >= 0 else { return -1 }
            store.put(.enumeration(EnumID(number), value), at: target)
            return next
        case .record:
            guard first == UInt8(ascii: "{") else { return -1 }
            let type = Int(shape.value.number)
            let inner = store.beginInstance(
                type: type, parent: instance, field: Int(shape.value.field), position: position)
            store.put(.record(inner), at: target)
            return record(text, at, type: type, instance: inner, depth: depth &+ 1, &store)
        case .list:
            guard first == UInt8(ascii: "[") else { return -1 }
            return list(
                text, at, shapes.elements.entry(Int(shape.value.number)), instance: instance, depth: depth &+ 1, &store,
                target: target)
        case .other: return converted(text, at, shape, instance: instance, position: position, &store, target: target)
        }
    }

    /// A text stays where it stands; one with escapes is written out behind all there is.
    @inline(__always)
    private func string(
        _ text: PaddedText, _ at: Int, _ store: inout CaseStore, _ target: Int
    ) -> Int {
        var isMarkup = false
        let close = PlainJSON.closingQuote(ofText: all(text), at &+ 1, end, isMarkup: &isMarkup)
        guard close >= 0 else { return escaped(text, at, &store, target) }
        store.put(.text(start: at &+ 1, count: close &- at &- 1, inCase: true, isPlain: !isMarkup), at: target)
        return close &+ 1
    }

    private func escaped(
        _ text: PaddedText, _ at: Int, _ store: inout CaseStore, _ target: Int
    ) -> Int {
        let scan = JSONLexer.notedString(all(text), from: at &+ 1)
        guard scan.isTerminated, scan.problem == nil else { return -1 }
        var decoded: [UInt8] = []
        JSONLexer.appendDecoded(all(text), (at &+ 1)..<scan.end, to: &decoded)
        let slot = store.newText(decoded)
        // Room was made for it, so the text that is read has not moved.
        guard store.holds(text) else { return -1 }
        store.put(slot, at: target)
        return scan.end &+ 1
    }

    private func list(
        _ text: PaddedText, _ start: Int, _ shape: FixedTable<CaseShapes.Shape>.Entry, instance: Int,
        depth: Int, _ store: inout CaseStore, target: Int
    ) -> Int {
        guard depth < JSONReader.maximumDepth else { return -1 }
        let firstPending = store.pending.count
        var at = Self.afterSpace(text, start &+ 1)
        if text[at] == UInt8(ascii: "]") {
            store.put(.list(start: store.elements.count, count: 0), at: target)
            return at &+ 1
        }
        var count = 0
        while true {
            guard count < CaseReader.maximumElements else { return -1 }
            count &+= 1
            at = value(text, at, shape, instance: instance, position: count, depth: depth, &store, target: -1)
            guard at >= 0 else { return -1 }
            at = Self.afterSpace(text, at)
            guard text[at] == UInt8(ascii: ",") else { break }
            at = Self.afterSpace(text, at &+ 1)
        }
        guard text[at] == UInt8(ascii: "]"), store.pending.count == firstPending &+ count else { return -1 }
        // Elements stand together; those of lists within them went before.
        let start = store.elements.count
        store.closeList(count)
        store.put(.list(start: start, count: count), at: target)
        return at &+ 1
    }

    /// A value by way of its text, for the spellings that are not usual.
    private func converted(
        _ text: PaddedText, _ at: Int, _ shape: FixedTable<CaseShapes.Shape>.Entry, instance: Int,
        position: Int, _ store: inout CaseStore, target: Int
    ) -> Int {
        let isString = text[at] == UInt8(ascii: "\"")
        var next = -1
        var spelling = ""
        if isString {
            var isMarkup = false
            let close = PlainJSON.closingQuote(ofText: all(text), at &+ 1, end, isMarkup: &isMarkup)
            guard close >= 0 else { return -1 }
            spelling = String(decoding: all(text)[(at &+ 1)..<close], as: UTF8.self)
            next = close &+ 1
        } else {
            guard let end = JSONLexer.number(all(text), from: at) else { return -1 }
            spelling = String(decoding: all(text)[at..<end], as: UTF8.self)
            next = end
        }
        let type = shapes.types[Int(shape.value.type)]
        guard case .success(let value) = values.value(spelling, isString ? .string : .number, type) else { return -1 }
        let slot = store.slot(value, instance: instance, field: Int(shape.value.field), position: position)
        guard store.holds(text) else { return -1 }
        store.put(slot, at: target)
        return next
    }
}
