import WritLanguage
import WritSemantics

/// Case data into slots. Values come from a reader, an example or a proof and are of the declared types; what is not is
/// treated as unknown.
extension Machine {
    mutating func load(_ data: CaseData) {
        clear()
        begin(data)
        let root = beginInstance(type: data.type.index, parent: -1, field: 0, position: 0)
        fill(root, data.facts)
    }

    /// Puts values into the fields of an instance, and completes it.
    private mutating func fill(_ instance: Int, _ facts: [Value]) {
        let count = plan.records[Int(instances[instance].type)].fieldCount
        for (field, value) in facts.prefix(count).enumerated() {
            let slot = slot(value, instance: instance, field: field, position: 0)
            values[Int(instances[instance].firstField) + field] = slot
        }
        finishInstance(instance)
    }

    /// Gives every parameter that nothing states a need to be told by.
    mutating func parameterNeeds() {
        for index in situation.parameters.indices where situation.parameters[index].tag == .unknown {
            situation.parameters[index] = newNeed(.parameter(Int32(truncatingIfNeeded: index)))
        }
    }

    /// Puts the moments among the facts to the clocks of a zone.
    mutating func read(by zone: Zone) {
        func moved(_ slot: Slot) -> Slot {
            guard slot.tag == .dateTime, let moment = Moment(milliseconds: slot.int64, offsetMinutes: Int(slot.detail))
            else { return slot }
            return .dateTime(moment.at(zone))
        }
        for index in 0..<values.count { values[index] = moved(values[index]) }
        for index in 0..<elements.count { elements[index] = moved(elements[index]) }
    }

    /// An instance whose fields are to come.
    mutating func beginInstance(type: Int, parent: Int, field: Int, position: Int) -> Int {
        let number = instances.count
        instances.append(
            Instance(
                type: Int32(truncatingIfNeeded: type), firstField: Int32(truncatingIfNeeded: values.count),
                firstComputed: -1,
                parent: Int32(truncatingIfNeeded: parent), field: Int32(truncatingIfNeeded: field),
                position: Int32(truncatingIfNeeded: position)))
        values.append(repeating: .absent, count: plan.records[type].fieldCount)
        return number
    }

    /// Whether the case that was read states the day whose law decides it, where its type names one.
    var statesLawDay: Bool {
        guard instances.count > 0, let field = plan.program.records[Int(instances[0].type)].governing else {
            return true
        }
        return values[Int(instances[0].firstField) + field].tag == .date
    }

    /// Whether all values that were read lie within the bounds of their fields.
    var liesWithinDomains: Bool {
        mutating get {
            for index in instances.indices {
                let instance = instances[index]
                for (field, domain) in plan.records[Int(instance.type)].domains {
                    let slot = values[Int(instance.firstField) + field]
                    if slot.tag == .list {
                        if let most = domain.most, slot.count > most { return false }
                    } else if slot.isCertain, slot.tag != .missing, !domain.contains(value(slot)) {
                        return false
                    }
                }
            }
            return true
        }
    }

    /// Keeps a value that was read: in a field or, for what stands in a list, among the pending elements.
    @inline(__always)
    mutating func put(_ slot: Slot, at field: Int) {
        if field >= 0 { values[field] = slot } else { pending.append(slot) }
    }

    /// Makes a list of the last pending elements.
    mutating func closeList(_ count: Int) {
        elements.append(last: count, of: pending)
        pending.removeLast(count)
    }

    /// Makes the fields that did not come unknown or, where they may be, missing.
    mutating func finishInstance(_ number: Int) {
        let first = Int(instances[number].firstField)
        let type = Int(instances[number].type)
        for index in 0..<plan.records[type].fieldCount where values[first + index].tag == .absent {
            values[first + index] =
                plan.records[type].isOptional[index]
                ? .missing
                : newNeed(
                    .fact(
                        instance: Int32(truncatingIfNeeded: number), field: Int32(truncatingIfNeeded: index),
                        position: 0))
        }
    }

    /// The slot of a value that stands in a field of an instance (at a position from 1 where the field is a list).
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
        case .text(let text):
            let start = texts.count
            texts.append(contentsOf: text.utf8)
            return .text(start: start, count: texts.count - start, inCase: true)
        case .record(let type, let fields):
            let number = beginInstance(type: type.index, parent: instance, field: field, position: position)
            fill(number, fields)
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

    /// `violations[1].kind`: where a field of an instance stands below the facts.
    mutating func path(instance: Int, field: Int, position: Int) -> String {
        var parts: [String] = []
        var instance = instance
        var field = field
        var position = position
        while instances.indices.contains(instance) {
            let fields = plan.program.records[Int(instances[instance].type)].fields
            let name = fields.indices.contains(field) ? fields[field].name : "?"
            parts.append(position > 0 ? "\(name)[\(position)]" : name)
            field = Int(instances[instance].field)
            position = Int(instances[instance].position)
            instance = Int(instances[instance].parent)
        }
        return parts.reversed().joined(separator: ".")
    }

    /// Where an instance itself stands; empty for the case, nil for what an expression built.
    mutating func path(instance: Int) -> String? {
        var at = instance
        while instances[at].parent >= 0 { at = Int(instances[at].parent) }
        if instances[at].parent == -2 { return nil }
        if at == instance { return "" }
        return path(
            instance: Int(instances[instance].parent), field: Int(instances[instance].field),
            position: Int(instances[instance].position))
    }
}
