import WritLanguage
package import WritSemantics

/// Facts as others exchange them: values, and where they stand.
extension CaseStore {
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
        case .record: return .record(RecordID(Int(instances[slot.int].type)), values(of: slot.int))
        case .list: return .list((slot.start..<slot.start + slot.count).map { value(elements[$0]) })
        case .group: return .list([value(groups[slot.int].key), value(groups[slot.int].items)])
        }
    }

    /// The fields of a record as values.
    private mutating func values(of record: Int) -> [Value] {
        let first = firstField(of: record)
        return (first..<first + fieldCount(of: record)).map { value(fields[$0]) }
    }

    /// The facts of the case as values.
    mutating func caseFacts() -> [Value] { instances.count > 0 ? values(of: 0) : [] }

    mutating func text(_ slot: Slot) -> String {
        String(decoding: bytes(of: slot), as: UTF8.self)
    }

    /// Whether the case that was read states the day whose law decides it, where its type names one.
    var statesLawDay: Bool {
        mutating get {
            guard instances.count > 0, let number = types[Int(instances[0].type)].governing else { return true }
            return field(number, of: 0).tag == .date
        }
    }

    /// Whether all values that were read lie within the bounds of their fields.
    var liesWithinDomains: Bool {
        mutating get {
            for index in instances.indices {
                for (number, domain) in shapes[Int(instances[index].type)].domains {
                    let slot = field(number, of: index)
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

    /// `violations[1].kind`: where a field of an instance stands below the facts; `others[H-17].kind` in another case.
    mutating func path(instance: Int, field: Int, position: Int) -> String {
        var parts: [String] = []
        var instance = instance
        var field = field
        var position = position
        var caseID: String?
        while instances.indices.contains(instance) {
            let declared = types[Int(instances[instance].type)].fields
            let name = declared.indices.contains(field) ? declared[field].name : "?"
            parts.append(position > 0 ? "\(name)[\(caseID ?? "\(position)")]" : name)
            caseID = caseIDs[instance]
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
        if instances[at].isBuilt { return nil }
        if at == instance { return "" }
        return path(
            instance: Int(instances[instance].parent), field: Int(instances[instance].field),
            position: Int(instances[instance].position))
    }

    /// A fact by the instance and field that it is; nil for what an expression built.
    mutating func reference(_ instance: Int, _ field: Int) -> FactReference? {
        var steps = [FactReference.Step(field: field, position: 0)]
        var at = instance
        while at >= 0, instances[at].parent >= 0 {
            steps.append(FactReference.Step(field: Int(instances[at].field), position: Int(instances[at].position)))
            at = Int(instances[at].parent)
        }
        guard !instances[at].isBuilt else { return nil }
        return FactReference(
            path: path(instance: instance, field: field, position: 0), value: value(self.field(field, of: instance)),
            type: types[Int(instances[instance].type)].fields[field].type, steps: steps.reversed())
    }
}
