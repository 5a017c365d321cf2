import WritLanguage
import WritSemantics

/// Values of the declared types, from text into slots.
extension CaseScanner {
    /// Reads an object whose brace stands at `start` into an instance, and completes that.
    mutating func record(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ type: Int, _ instance: Int, depth: Int,
        _ machine: inout Machine
    ) -> Int {
        guard depth < JSONReader.maximumDepth else { return -1 }
        let end = bytes.count
        var at = Self.afterSpace(bytes, start &+ 1)
        if at < end, bytes[at] == 0x7D {
            machine.finishInstance(instance)
            return at &+ 1
        }
        var place = 0
        while true {
            let member = self.member(bytes, &at, type, place)
            guard member >= 0 else { return -1 }
            place &+= 1
            at = value(bytes, at, ofMember: member, instance, depth: depth, &machine)
            guard at >= 0 else { return -1 }
            at = Self.afterSpace(bytes, at)
            guard at < end else { return -1 }
            if bytes[at] == 0x7D {
                // No field is given twice, so this many are all of them.
                if place < shapes.records[type].count { machine.finishInstance(instance) }
                return at &+ 1
            }
            guard bytes[at] == 0x2C else { return -1 }
            at = Self.afterSpace(bytes, at &+ 1)
        }
    }

    /// The member whose key begins at `at`, which moves behind the colon; -1 for no field of the type.
    @inline(__always)
    mutating func member(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ type: Int, _ place: Int) -> Int {
        let record = shapes.records[type]
        if place < record.count {
            let expected = Int(order[record.first &+ place])
            let length = shapes.members[expected].spelling.length(at: at, in: UnsafeRawBufferPointer(bytes))
            if length > 0 {
                at &+= length
                return expected
            }
        }
        return otherMember(bytes, &at, type, place)
    }

    /// The same for a key that does not stand where it stood last.
    private mutating func otherMember(
        _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ type: Int, _ place: Int
    ) -> Int {
        let end = bytes.count
        guard at < end, bytes[at] == 0x22, let close = PlainJSON.closingQuote(bytes, at &+ 1, end) else { return -1 }
        let field = shapes.keys[type].find(UnsafeBufferPointer(rebasing: bytes[(at &+ 1)..<close]))
        guard field >= 0 else { return -1 }
        let record = shapes.records[type]
        var member = (record.first &+ field) &* 2
        if shapes.members[member].spelling.length(at: at, in: UnsafeRawBufferPointer(bytes)) == 0 { member &+= 1 }
        if place < record.count { order[record.first &+ place] = Int32(truncatingIfNeeded: member) }
        at = colon(bytes, close &+ 1)
        return at >= 0 ? member : -1
    }

    /// Reads the value of a member into its field of an instance.
    @inline(__always)
    mutating func value(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, ofMember member: Int, _ instance: Int, depth: Int,
        _ machine: inout Machine
    ) -> Int {
        let field = shapes.members[member].field
        let at = Self.afterSpace(bytes, start)
        let slot = Int(machine.instances[instance].firstField) &+ Int(field)
        // A field that is given twice is a mistake.
        guard at < bytes.count, machine.values[slot].tag == .absent else { return -1 }
        let shape = shapes.members[member].shape
        // Most fields are texts.
        if shape.kind == .text, bytes[at] == 0x22 { return text(bytes, at, &machine, slot) }
        let place = Place(instance: Int32(truncatingIfNeeded: instance), field: field, position: 0)
        return self.value(bytes, at, shape, place, depth: depth, &machine, slot)
    }

    private mutating func value(
        _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ shape: CaseShapes.Shape, _ place: Place, depth: Int,
        _ machine: inout Machine, _ target: Int
    ) -> Int {
        let end = bytes.count
        let first = bytes[at]
        if first == 0x6E {
            let slot =
                shape.isOptional
                ? Slot.missing
                : machine.newNeed(.fact(instance: place.instance, field: place.field, position: place.position))
            machine.put(slot, at: target)
            return PlainJSON.null(bytes, at, end)
        }
        switch shape.kind {
        case .text:
            guard first == 0x22 else { return -1 }
            return text(bytes, at, &machine, target)
        case .date:
            var date = CalendarDate.first
            let next = PlainJSON.date(bytes, at, end, &date)
            machine.put(.date(date), at: target)
            return next
        case .integer, .number, .money:
            if first == 0x22 { return converted(bytes, at, shape, place, &machine, target) }
            var number: Int64 = 0
            var places: Int32 = 0
            let next = PlainJSON.number(bytes, at, end, &number, &places)
            guard next >= 0 else { return converted(bytes, at, shape, place, &machine, target) }
            switch shape.kind {
            case .integer:
                guard places == 0 else { return -1 }
                machine.put(.integer(number), at: target)
            case .money where places > 2: return -1
            default: machine.put(Slot(.decimal, Int128(number), small: UInt8(truncatingIfNeeded: places)), at: target)
            }
            return next
        case .boolean:
            var isTrue = false
            let next = PlainJSON.boolean(bytes, at, end, &isTrue)
            machine.put(.boolean(isTrue), at: target)
            return next
        case .enumeration:
            guard first == 0x22, let close = PlainJSON.closingQuote(bytes, at &+ 1, end) else { return -1 }
            let name = UnsafeBufferPointer(rebasing: bytes[(at &+ 1)..<close])
            let value = shapes.enumerations[Int(shape.number)].find(name)
            guard value >= 0 else { return -1 }
            machine.put(.enumeration(EnumID(Int(shape.number)), value), at: target)
            return close &+ 1
        case .record:
            guard first == 0x7B else { return -1 }
            let instance = machine.beginInstance(
                type: Int(shape.number), parent: Int(place.instance), field: Int(place.field),
                position: Int(place.position))
            machine.put(.record(instance), at: target)
            return record(bytes, at, Int(shape.number), instance, depth: depth &+ 1, &machine)
        case .list:
            guard first == 0x5B else { return -1 }
            return list(bytes, at, shapes.elements[Int(shape.number)], place, depth: depth &+ 1, &machine, target)
        case .other: return converted(bytes, at, shape, place, &machine, target)
        }
    }

    /// A text stays where it stands in the line; one with escapes is written out behind it.
    private func text(
        _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ machine: inout Machine, _ target: Int
    ) -> Int {
        var isMarkup = false
        let close = PlainJSON.closingQuote(ofText: bytes, at &+ 1, bytes.count, isMarkup: &isMarkup)
        if close >= 0 {
            machine.put(.text(start: at &+ 1, count: close &- at &- 1, inCase: true, isPlain: !isMarkup), at: target)
            return close &+ 1
        }
        let scan = JSONLexer.string(bytes, from: at &+ 1)
        guard scan.isTerminated, scan.problem == nil else { return -1 }
        let start = machine.texts.count
        var decoded: [UInt8] = []
        JSONLexer.appendDecoded(bytes, (at &+ 1)..<scan.end, to: &decoded)
        decoded.withUnsafeBufferPointer { machine.texts.append(contentsOf: $0) }
        machine.put(.text(start: start, count: machine.texts.count &- start, inCase: true), at: target)
        return scan.end &+ 1
    }

    private mutating func list(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ shape: CaseShapes.Shape, _ place: Place, depth: Int,
        _ machine: inout Machine, _ target: Int
    ) -> Int {
        guard depth < JSONReader.maximumDepth else { return -1 }
        let end = bytes.count
        let firstPending = machine.pending.count
        var at = Self.afterSpace(bytes, start &+ 1)
        guard at < end else { return -1 }
        if bytes[at] == 0x5D {
            machine.put(.list(start: machine.elements.count, count: 0), at: target)
            return at &+ 1
        }
        while true {
            let count = machine.pending.count &- firstPending
            guard at < end, count < CaseReader.maximumElements else { return -1 }
            let here = Place(
                instance: place.instance, field: place.field, position: Int32(truncatingIfNeeded: count &+ 1))
            at = value(bytes, at, shape, here, depth: depth, &machine, -1)
            guard at >= 0 else { return -1 }
            at = Self.afterSpace(bytes, at)
            guard at < end else { return -1 }
            if bytes[at] == 0x5D { break }
            guard bytes[at] == 0x2C else { return -1 }
            at = Self.afterSpace(bytes, at &+ 1)
        }
        // Elements stand together; those of lists within them went before.
        let count = machine.pending.count &- firstPending
        let start = machine.elements.count
        machine.closeList(count)
        machine.put(.list(start: start, count: count), at: target)
        return at &+ 1
    }

    /// A value by way of its text, for the spellings that are not usual.
    private func converted(
        _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ shape: CaseShapes.Shape, _ place: Place,
        _ machine: inout Machine,
        _ target: Int
    ) -> Int {
        let isString = bytes[at] == 0x22
        var next = -1
        var text = ""
        if isString {
            var isMarkup = false
            let close = PlainJSON.closingQuote(ofText: bytes, at &+ 1, bytes.count, isMarkup: &isMarkup)
            guard close >= 0 else { return -1 }
            text = String(decoding: bytes[(at &+ 1)..<close], as: UTF8.self)
            next = close &+ 1
        } else {
            guard let end = JSONLexer.number(bytes, from: at) else { return -1 }
            text = String(decoding: bytes[at..<end], as: UTF8.self)
            next = end
        }
        guard
            case .success(let value) = values.value(text, isString ? .string : .number, shapes.types[Int(shape.type)])
        else { return -1 }
        let slot = machine.slot(
            value, instance: Int(place.instance), field: Int(place.field), position: Int(place.position))
        machine.put(slot, at: target)
        return next
    }
}
