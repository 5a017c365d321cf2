package import WritSemantics

/// Who held which role when, for look-up by person and role.
///
/// A text names a person by name, by id, or by both: `王伟`, `E017`, `王伟（E017）`. A name that several persons of the list have
/// names none of them.
package struct StaffList: Sendable {
    package enum Standing: Sendable, Equatable { case holds, lacksRole, unknownPerson, severalPersons }

    /// Where a row counts.
    private enum Place: Hashable {
        /// Wherever, for those who do not know which firm they ask for.
        case anywhere
        /// At every firm: the row names none.
        case everywhere
        case firm(OrganisationID)
    }

    private struct Key: Hashable {
        let person: PersonName
        let role: RoleID
        let place: Place
    }

    /// Days from and to, both included; sorted and without overlaps, so that a day is found by halving.
    private let periods: [Key: [ClosedRange<CalendarDate>]]
    private let persons: Set<PersonName>
    private let roles: Set<RoleID>
    private let holders: [RoleID: [PersonName]]
    /// Whom names and ids stand for; empty where the list has no ids, so that each name is one person.
    private let named: [PersonName: Set<PersonName>]
    private let hasFirms: Bool
    private var place = Place.anywhere

    /// A list of nobody.
    package static let none = StaffList([])

    package var isEmpty: Bool { persons.isEmpty }

    package init(_ records: [StaffRecord]) {
        let names = StaffNames(records)
        let hasFirms = records.contains { $0.firm != nil }
        var periods: [Key: [ClosedRange<CalendarDate>]] = [:]
        var persons: Set<PersonName> = []
        var roles: Set<RoleID> = []
        var holders: [RoleID: [PersonName]] = [:]
        for record in records {
            guard let person = names.person(of: record) else { continue }
            let from = record.from ?? .first
            let to = record.to ?? .last
            persons.insert(person)
            roles.insert(record.role)
            guard from <= to else { continue }
            let key = Key(person: person, role: record.role, place: .anywhere)
            if periods[key] == nil { holders[record.role, default: []].append(person) }
            periods[key, default: []].append(from...to)
            if hasFirms {
                let place = record.firm.map { Place.firm($0) } ?? .everywhere
                periods[Key(person: person, role: record.role, place: place), default: []].append(from...to)
            }
        }
        self.periods = periods.mapValues(StaffList.merged)
        self.persons = persons
        self.roles = roles
        self.holders = holders
        self.hasFirms = hasFirms
        named = names.named
    }

    private static func merged(_ ranges: [ClosedRange<CalendarDate>]) -> [ClosedRange<CalendarDate>] {
        guard ranges.count > 1 else { return ranges }
        var result: [ClosedRange<CalendarDate>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, range.lowerBound <= last.upperBound {
                result[result.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }

    /// The list as it counts at a firm; all of it where nobody knows which firm it is.
    package func at(_ firm: OrganisationID?) -> StaffList {
        guard hasFirms, let firm else { return self }
        var list = self
        list.place = .firm(firm)
        return list
    }

    /// Whether the list says anything of a role: parties outside of the firm are seldom on it.
    package func lists(_ role: RoleID) -> Bool { roles.contains(role) }

    /// The persons for whom a name or id may stand; the name as it is where the list does not know it.
    package func persons(named name: PersonName) -> Set<PersonName> { named[name] ?? [name] }

    /// The person for whom a name or id stands; the name as it is where that is not one person of the list.
    package func person(named name: PersonName) -> PersonName {
        guard let persons = named[name], persons.count == 1, let person = persons.first else { return name }
        return person
    }

    package func standing(of name: PersonName, in role: RoleID, on date: CalendarDate) -> Standing {
        let candidates = persons(named: name)
        guard candidates.count == 1, let person = candidates.first else { return .severalPersons }
        guard persons.contains(person) else { return .unknownPerson }
        let holds =
            place == .anywhere
            ? held(Key(person: person, role: role, place: .anywhere), on: date)
            : held(Key(person: person, role: role, place: .everywhere), on: date)
                || held(Key(person: person, role: role, place: place), on: date)
        return holds ? .holds : .lacksRole
    }

    private func held(_ key: Key, on date: CalendarDate) -> Bool {
        guard let periods = periods[key] else { return false }
        var low = 0
        var high = periods.count
        while low < high {
            let middle = (low + high) / 2
            if periods[middle].lowerBound <= date { low = middle + 1 } else { high = middle }
        }
        return low > 0 && date <= periods[low - 1].upperBound
    }

    /// Everyone who holds a role on a day, in the order of the list.
    package func holders(of role: RoleID, on date: CalendarDate) -> [PersonName] {
        (holders[role] ?? []).filter { standing(of: $0, in: role, on: date) == .holds }
    }
}

/// What the persons of a staff list are called.
private struct StaffNames {
    /// The ids that each name has.
    private var ids: [PersonName: Set<PersonName>] = [:]
    /// The persons for whom a name, an id or both may stand; empty where the list has no ids.
    private(set) var named: [PersonName: Set<PersonName>] = [:]

    init(_ records: [StaffRecord]) {
        for record in records {
            guard let name = PersonName(record.person), let id = record.id.flatMap(PersonName.init) else { continue }
            ids[name, default: []].insert(id)
        }
        if ids.isEmpty { return }
        for record in records {
            guard let name = PersonName(record.person), let person = person(of: record) else { continue }
            named[name, default: []].insert(person)
            guard let id = record.id.flatMap(PersonName.init) else { continue }
            named[id, default: []].insert(person)
            for text in ["\(name.text)（\(id.text)）", "\(name.text)(\(id.text))", "\(name.text) (\(id.text))"] {
                if let both = PersonName(text) { named[both, default: []].insert(person) }
            }
        }
    }

    /// The person of a row as it is told: with the id where others have the name as well.
    func person(of record: StaffRecord) -> PersonName? {
        guard let name = PersonName(record.person) else { return nil }
        guard let all = ids[name], all.count > 1, let id = record.id.flatMap(PersonName.init) else { return name }
        return PersonName("\(name.text)（\(id.text)）") ?? name
    }
}
