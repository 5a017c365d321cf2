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
        var at = JSONLexer.skipSpace(bytes, from: start &+ 1)
        if at < end, bytes[at] == 0x7D {
            machine.finishInstance(instance)
            return at &+ 1
        }
        var place = 0
        while true {
            let field = self.field(bytes, &at, type, place)
            guard field >= 0 else { return -1 }
            place &+= 1
            at = member(bytes, at, type, field, instance, depth: depth, &machine)
            guard at >= 0 else { return -1 }
            at = JSONLexer.skipSpace(bytes, from: at)
            guard at < end else { return -1 }
            if bytes[at] == 0x7D {
                machine.finishInstance(instance)
                return at &+ 1
            }
            guard bytes[at] == 0x2C else { return -1 }
            at = JSONLexer.skipSpace(bytes, from: at &+ 1)
        }
    }

    /// The field of the key whose opening quote stands at `at`, which moves behind the closing one; -1 for no field.
    @inline(__always)
    mutating func field(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ type: Int, _ place: Int) -> Int {
        let end = bytes.count
        guard at < end, bytes[at] == 0x22 else { return -1 }
        let first = records[type].first
        let raw = UnsafeRawBufferPointer(bytes)
        if place < records[type].count {
            let expected = Int(order[first &+ place])
            let length = spellings[first &* 2 &+ expected].length(at: at, in: raw)
            if length > 0 {
                at &+= length
                return expected >> 1
            }
        }
        guard let close = PlainJSON.closingQuote(bytes, at &+ 1, end) else { return -1 }
        let field = records[type].keys.find(UnsafeBufferPointer(rebasing: bytes[(at &+ 1)..<close]))
        guard field >= 0 else { return -1 }
        if place < records[type].count {
            let isTitle = spellings[(first &+ field) &* 2].length(at: at, in: raw) == 0
            order[first &+ place] = Int32(truncatingIfNeeded: field &* 2 &+ (isTitle ? 1 : 0))
        }
        at = close &+ 1
        return field
    }

    /// The value of a field, behind its key.
    @inline(__always)
    mutating func member(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ type: Int, _ field: Int, _ instance: Int, depth: Int,
        _ machine: inout Machine
    ) -> Int {
        let at = colon(bytes, start)
        let slot = Int(machine.instances[instance].firstField) &+ field
        // A field that is given twice is a mistake.
        guard at >= 0, machine.values[slot].tag == .absent else { return -1 }
        let place = Place(
            instance: Int32(truncatingIfNeeded: instance), field: Int32(truncatingIfNeeded: field), position: 0)
        var value = Slot.absent
        let next = self.value(bytes, at, fields[records[type].first &+ field], place, depth: depth, &machine, &value)
        machine.values[slot] = value
        return next
    }

    private mutating func value(
        _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ shape: Shape, _ place: Place, depth: Int,
        _ machine: inout Machine, _ slot: inout Slot
    ) -> Int {
        let end = bytes.count
        let first = bytes[at]
        if first == 0x6E {
            slot =
                shape.isOptional
                ? .missing
                : machine.newNeed(.fact(instance: place.instance, field: place.field, position: place.position))
            return PlainJSON.null(bytes, at, end)
        }
        switch shape.kind {
        case .text:
            guard first == 0x22 else { return -1 }
            return text(bytes, at, &machine, &slot)
        case .date:
            var date = CalendarDate.first
            let next = PlainJSON.date(bytes, at, end, &date)
            slot = .date(date)
            return next
        case .integer, .number, .money:
            if first == 0x22 { return converted(bytes, at, shape, place, &machine, &slot) }
            var number: Int64 = 0
            var places: Int32 = 0
            let next = PlainJSON.number(bytes, at, end, &number, &places)
            guard next >= 0 else { return converted(bytes, at, shape, place, &machine, &slot) }
            switch shape.kind {
            case .integer:
                guard places == 0 else { return -1 }
                slot = .integer(number)
            case .money where places > 2: return -1
            default: slot = Slot(.decimal, Int128(number), small: UInt8(truncatingIfNeeded: places))
            }
            return next
        case .boolean:
            var isTrue = false
            let next = PlainJSON.boolean(bytes, at, end, &isTrue)
            slot = .boolean(isTrue)
            return next
        case .enumeration:
            guard first == 0x22, let close = PlainJSON.closingQuote(bytes, at &+ 1, end) else { return -1 }
            let name = UnsafeBufferPointer(rebasing: bytes[(at &+ 1)..<close])
            let value = enumerations[Int(shape.number)].find(name)
            guard value >= 0 else { return -1 }
            slot = .enumeration(EnumID(Int(shape.number)), value)
            return close &+ 1
        case .record:
            guard first == 0x7B else { return -1 }
            let instance = machine.beginInstance(
                type: Int(shape.number), parent: Int(place.instance), field: Int(place.field),
                position: Int(place.position))
            slot = .record(instance)
            return record(bytes, at, Int(shape.number), instance, depth: depth &+ 1, &machine)
        case .list:
            guard first == 0x5B else { return -1 }
            return list(bytes, at, elements[Int(shape.number)], place, depth: depth &+ 1, &machine, &slot)
        case .other: return converted(bytes, at, shape, place, &machine, &slot)
        }
    }

    /// A text stays where it stands in the line; one with escapes is written out behind it.
    private func text(
        _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ machine: inout Machine, _ slot: inout Slot
    ) -> Int {
        var isMarkup = false
        let close = PlainJSON.closingQuote(ofText: bytes, at &+ 1, bytes.count, isMarkup: &isMarkup)
        if close >= 0 {
            slot = .text(start: at &+ 1, count: close &- at &- 1, inCase: true, isPlain: !isMarkup)
            return close &+ 1
        }
        let scan = JSONLexer.string(bytes, from: at &+ 1)
        guard scan.isTerminated, scan.problem == nil else { return -1 }
        let start = machine.texts.count
        JSONLexer.appendDecoded(bytes, (at &+ 1)..<scan.end, to: &machine.texts)
        slot = .text(start: start, count: machine.texts.count &- start, inCase: true)
        return scan.end &+ 1
    }

    private mutating func list(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ shape: Shape, _ place: Place, depth: Int,
        _ machine: inout Machine, _ slot: inout Slot
    ) -> Int {
        guard depth < JSONReader.maximumDepth else { return -1 }
        let end = bytes.count
        let firstPending = pending.count
        var at = JSONLexer.skipSpace(bytes, from: start &+ 1)
        guard at < end else { return -1 }
        if bytes[at] == 0x5D {
            slot = .list(start: machine.elements.count, count: 0)
            return at &+ 1
        }
        while true {
            let count = pending.count &- firstPending
            guard at < end, count < CaseReader.maximumElements else { return -1 }
            var element = Slot.absent
            let here = Place(
                instance: place.instance, field: place.field, position: Int32(truncatingIfNeeded: count &+ 1))
            at = value(bytes, at, shape, here, depth: depth, &machine, &element)
            guard at >= 0 else { return -1 }
            pending.append(element)
            at = JSONLexer.skipSpace(bytes, from: at)
            guard at < end else { return -1 }
            if bytes[at] == 0x5D { break }
            guard bytes[at] == 0x2C else { return -1 }
            at = JSONLexer.skipSpace(bytes, from: at &+ 1)
        }
        // Elements stand together; those of lists within them went before.
        slot = .list(start: machine.elements.count, count: pending.count &- firstPending)
        machine.elements.append(contentsOf: pending[firstPending...])
        pending.removeLast(pending.count &- firstPending)
        return at &+ 1
    }

    /// A value by way of its text, for the spellings that are not usual.
    private func converted(
        _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ shape: Shape, _ place: Place, _ machine: inout Machine,
        _ slot: inout Slot
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
            case .success(let value) = values.value(text, isString ? .string : .number, types[Int(shape.type)])
        else { return -1 }
        slot = machine.slot(
            value, instance: Int(place.instance), field: Int(place.field), position: Int(place.position))
        return next
    }
}
