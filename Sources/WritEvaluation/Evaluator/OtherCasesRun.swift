import WritLanguage
import WritSemantics

/// Facts that stand in other cases. What the case itself states of them counts; else they are those at hand; where none are at hand,
/// they are unknown.
extension Interpreter {
    /// All other cases of a type, or those that can meet the condition that asks for them.
    mutating func others(_ node: Node) -> Slot {
        let record = run(node.a)
        let stated = field(record, node.b)
        if stated.tag != .unknown {
            return node.flags == 1 && stated.tag == .list ? .integer(Int64(stated.count)) : stated
        }
        guard record.tag == .record, let cases = plan.cases, let group = cases.groups[Int(node.d)] else {
            return stated
        }
        var own: Int?
        if Int(node.d) == type {
            // A case without an id cannot be told from the others.
            if caseID.isEmpty { return stated }
            own = group.places[caseID]
        }
        if node.flags == 1 { return .integer(Int64(group.ids.count - (own == nil ? 0 : 1))) }
        let places = candidates(node, cases) ?? Array(group.ids.indices)
        var records: [Slot] = []
        for place in places where place != own { records.append(other(place, Int(node.d), group, field: Int(node.b))) }
        return facts.newList(records)
    }

    /// The cases that have what a condition asks to be equal, or may have it; nil where that tells nothing.
    private mutating func candidates(_ node: Node, _ cases: OtherCases) -> [Int]? {
        guard node.c >= 0, let lookup = cases.lookups[Int(node.c)] else { return nil }
        var key: [Value] = []
        for pair in plan.probes[Int(node.c)].keys {
            let slot = run(pair.own)
            guard slot.isCertain else { return nil }
            key.append(facts.value(slot))
        }
        return lookup.places(key)
    }

    /// Another case as a record of this one.
    private mutating func other(_ place: Int, _ type: Int, _ group: OtherCases.Group, field: Int) -> Slot {
        let key = (field << 20 | type) << 32 | place
        if let known = otherRecords[key] { return known }
        let record = facts.newCase(
            type: group.image, id: group.ids[place], group.facts[place], field: field, position: place + 1)
        otherRecords[key] = record
        return record
    }

    /// Fills the fields that hold the cases that name this one, and the one that it names.
    mutating func joinCases() {
        guard let cases = plan.cases, facts.instances.count > 0 else { return }
        for link in plan.records[type].links {
            let place = facts.firstField(of: 0) + link.field
            guard facts.fact(at: place).tag == .unknown, let group = cases.groups[link.type] else { continue }
            switch link.kind {
            case .others: continue
            case .parent(let key):
                let id = facts.field(key, of: 0)
                if id.tag == .text {
                    guard let found = group.places[facts.text(id)] else { continue }
                    facts.put(other(found, link.type, group, field: link.field), at: place)
                } else {
                    facts.put(id, at: place)
                }
            case .children(let key):
                guard !caseID.isEmpty else { continue }
                let joined = group.joined[key] ?? OtherCases.Lookup()
                var records: [Slot] = []
                for number in joined.places(caseID) {
                    records.append(other(number, link.type, group, field: link.field))
                }
                // One that does not say which case it belongs to may belong to this one.
                let list = joined.open.isEmpty ? facts.newList(records) : unknownKey(key, of: records)
                facts.put(list, at: place)
            }
        }
    }

    /// The first unknown key among some cases.
    private mutating func unknownKey(_ key: String, of records: [Slot]) -> Slot {
        for record in records {
            let fields = plan.program.records[Int(facts.instances[record.int].type)].fields
            guard let number = fields.firstIndex(where: { $0.name == key }) else { continue }
            let slot = facts.field(number, of: record.int)
            if slot.tag == .unknown { return slot }
        }
        return .unknown
    }

    /// What a probe finds another case by; nil where that is not known.
    mutating func keys(_ probe: PlannedProbe, image: Int, _ values: [Value]) -> [Value]? {
        facts.clear()
        let record = facts.slot(.record(RecordID(image), values), instance: -1, field: 0, position: 0)
        let outer = enter(probe.local + 1, subject: record)
        defer { leave(outer) }
        bind(probe.local, to: record)
        var key: [Value] = []
        for pair in probe.keys {
            let slot = run(pair.theirs)
            guard slot.isCertain else { return nil }
            key.append(facts.value(slot))
        }
        return key
    }
}
