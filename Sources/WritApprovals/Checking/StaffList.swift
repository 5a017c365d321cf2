package import WritSemantics

/// Who held which role when, for look-up by person and role.
package struct StaffList: Sendable {
    package enum Standing: Sendable, Equatable { case holds, lacksRole, unknownPerson }

    private struct Key: Hashable {
        let person: PersonName
        let role: RoleID
    }

    /// Days from and to, both included; sorted and without overlaps, so that a day is found by halving.
    private let periods: [Key: [ClosedRange<CalendarDate>]]
    private let persons: Set<PersonName>
    private let roles: Set<RoleID>
    private let holders: [RoleID: [PersonName]]

    /// A list of nobody.
    package static let none = StaffList([])

    package var isEmpty: Bool { persons.isEmpty }

    package init(_ records: [StaffRecord]) {
        var periods: [Key: [ClosedRange<CalendarDate>]] = [:]
        var persons: Set<PersonName> = []
        var roles: Set<RoleID> = []
        var holders: [RoleID: [PersonName]] = [:]
        for record in records {
            guard let person = PersonName(record.person) else { continue }
            let from = record.from ?? .first
            let to = record.to ?? .last
            persons.insert(person)
            roles.insert(record.role)
            guard from <= to else { continue }
            let key = Key(person: person, role: record.role)
            if periods[key] == nil { holders[record.role, default: []].append(person) }
            periods[key, default: []].append(from...to)
        }
        self.periods = periods.mapValues(StaffList.merged)
        self.persons = persons
        self.roles = roles
        self.holders = holders
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

    /// Whether the list says anything of a role: parties outside of the firm are seldom on it.
    package func lists(_ role: RoleID) -> Bool { roles.contains(role) }

    package func standing(of person: PersonName, in role: RoleID, on date: CalendarDate) -> Standing {
        guard persons.contains(person) else { return .unknownPerson }
        guard let periods = periods[Key(person: person, role: role)] else { return .lacksRole }
        var low = 0
        var high = periods.count
        while low < high {
            let middle = (low + high) / 2
            if periods[middle].lowerBound <= date { low = middle + 1 } else { high = middle }
        }
        return low > 0 && date <= periods[low - 1].upperBound ? .holds : .lacksRole
    }

    /// Everyone who holds a role on a day, in the order of the list.
    package func holders(of role: RoleID, on date: CalendarDate) -> [PersonName] {
        (holders[role] ?? []).filter { standing(of: $0, in: role, on: date) == .holds }
    }
}
