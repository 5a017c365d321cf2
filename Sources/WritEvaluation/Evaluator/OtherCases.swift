import WritLanguage
package import WritSemantics

/// The cases that are at hand beside the one that is decided, with what finds them by id, by the case that they name, and by the
/// values that conditions ask for. Made once for a run and never changed, so that the cases of a run do not look at each other one
/// by one.
package final class OtherCases: Sendable {
    /// The cases of one type, in the order in which they came.
    struct Group: Sendable {
        /// The type of the records that others see of them.
        let image: Int
        var ids: [String] = []
        var facts: [[Value]] = []
        /// By id.
        var places: [String: Int] = [:]
        /// By field, those that name a case in it.
        var joined: [String: Lookup<String>] = [:]
    }

    /// Places of cases by what is known of them.
    struct Lookup<Key: Hashable & Sendable>: Sendable {
        private var byKey: [Key: [Int]] = [:]
        /// Of which it is not known.
        private(set) var open: [Int] = []

        mutating func add(_ place: Int, _ key: Key?) {
            if let key { byKey[key, default: []].append(place) } else { open.append(place) }
        }

        /// Those that have the key or may have it, in their order.
        func places(_ key: Key) -> [Int] {
            let known = byKey[key] ?? []
            return open.isEmpty ? known : (known + open).sorted()
        }
    }

    /// By number of the case type; one is left out where not all of its cases are known.
    let groups: [Int: Group]
    /// By number of the probe.
    let lookups: [Lookup<[Value]>?]

    private init(groups: [Int: Group], lookups: [Lookup<[Value]>?]) {
        self.groups = groups
        self.lookups = lookups
    }

    /// Gathers cases for a plan.
    package struct Builder {
        private let plan: Plan
        private var groups: [Int: Group] = [:]
        /// Types of which some case could not be taken.
        private var incomplete: Set<Int> = []
        /// By type, the fields that name a case.
        private var keys: [Int: Set<String>] = [:]

        package init(_ plan: Plan) {
            self.plan = plan
            for record in plan.program.records {
                guard let type = record.image?.index,
                    let image = plan.program.records.firstIndex(where: { $0.image?.index == type })
                else { continue }
                groups[type] = Group(image: image)
            }
            for link in plan.program.records.flatMap(\.fields).compactMap(\.link) {
                if case .children(let type, let key) = link { keys[type.index, default: []].insert(key) }
            }
        }

        /// Whether any case can ask for one of a type.
        package func isAsked(_ type: RecordID) -> Bool { groups[type.index] != nil }

        /// The types of which cases can ask for others.
        package var askedTypes: [RecordID] { groups.keys.sorted().map { RecordID($0) } }

        /// Notes that a case could not be read: of its type, or of any, not all cases are known.
        package mutating func skip(_ type: RecordID?) {
            if let type { incomplete.insert(type.index) } else { incomplete.formUnion(groups.keys) }
        }

        /// Why a case cannot be one of the others.
        package enum Refusal { case noID, repeatedID }

        /// Takes a case; of one that cannot be told from others it says so, and those of its type are then not all known.
        package mutating func add(_ data: CaseData) -> Refusal? {
            let type = data.type.index
            guard let place = groups[type]?.ids.count else { return nil }
            if data.id.isEmpty || groups[type]?.places[data.id] != nil {
                incomplete.insert(type)
                return data.id.isEmpty ? .noID : .repeatedID
            }
            var data = data
            if plan.hasMoments, let zone = plan.program.calendar(at: data.organisation)?.zone { data = data.at(zone) }
            let record = plan.program.records[type]
            let seen = zip(record.fields, data.facts).filter { $0.0.link == nil }
            groups[type]?.places[data.id] = place
            groups[type]?.ids.append(data.id)
            groups[type]?.facts.append(seen.map(\.1))
            for key in keys[type] ?? [] {
                guard let value = seen.first(where: { $0.0.name == key })?.1 else { continue }
                switch value {
                case .missing: continue
                case .text(let id): groups[type]?.joined[key, default: Lookup()].add(place, id)
                default: groups[type]?.joined[key, default: Lookup()].add(place, nil)
                }
            }
            return nil
        }

        package func finish() -> OtherCases {
            let complete = groups.filter { !incomplete.contains($0.key) }
            var interpreter = Interpreter(plan)
            var lookups: [Lookup<[Value]>?] = []
            for probe in plan.probes {
                guard let group = complete[probe.type] else {
                    lookups.append(nil)
                    continue
                }
                var lookup = Lookup<[Value]>()
                for (place, facts) in group.facts.enumerated() {
                    lookup.add(place, interpreter.keys(probe, image: group.image, facts))
                }
                lookups.append(lookup)
            }
            return OtherCases(groups: complete, lookups: lookups)
        }
    }
}
