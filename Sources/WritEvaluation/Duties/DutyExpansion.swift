import WritLanguage
package import WritSemantics

/// Lists what falls due when: every duty, for the firms that owe it, over a stretch of days.
///
/// An occurrence is listed where its last day lies within the stretch. What no calendar can tell (events, shifts, periods that
/// the source leaves open) is listed once, without days; days of which the holidays are not published are listed as open, never
/// guessed.
package struct DutyExpansion: Sendable {
    /// Longer stretches are refused by whoever asks: ten years.
    package static let longestStretch = 3660

    private let program: Program
    private let stretch: ClosedRange<CalendarDate>

    package init(_ program: Program, over stretch: ClosedRange<CalendarDate>) {
        self.program = program
        self.stretch = stretch
    }

    /// By the day on which it is due, then in the order of the rulebook; what has no day comes last.
    package func occurrences(at organisation: OrganisationID? = nil) -> [DutyOccurrence] {
        var found: [DutyOccurrence] = []
        for (index, duty) in program.duties.enumerated() {
            for group in groups(of: duty, at: organisation) {
                found += occurrences(of: duty, index, group)
            }
        }
        return found.enumerated().sorted { a, b in
            let (first, second) = (a.element.due ?? .last, b.element.due ?? .last)
            return first == second ? a.offset < b.offset : first < second
        }.map(\.element)
    }

    // MARK: - Whose duty it is

    /// Firms that go by one calendar.
    private struct Group {
        var organisations: [OrganisationID]
        let calendar: WorkCalendar?
    }

    private func groups(of duty: Duty, at organisation: OrganisationID?) -> [Group] {
        let own = duty.provision.organisations
        if let organisation {
            guard own.isEmpty || own.contains(organisation) else { return [] }
            return [Group(organisations: [organisation], calendar: calendar(of: organisation))]
        }
        if own.isEmpty { return [Group(organisations: [], calendar: onlyCalendar)] }
        guard dependsOnCalendar(duty) else { return [Group(organisations: own, calendar: nil)] }
        var groups: [(key: Int, group: Group)] = []
        for firm in own {
            let number = program.organisations[firm.index].calendar?.index ?? -1
            if let known = groups.firstIndex(where: { $0.key == number }) {
                groups[known].group.organisations.append(firm)
            } else {
                groups.append((number, Group(organisations: [firm], calendar: calendar(of: firm))))
            }
        }
        return groups.map(\.group)
    }

    private var onlyCalendar: WorkCalendar? { program.calendars.count == 1 ? program.calendars.first : nil }

    private func calendar(of organisation: OrganisationID) -> WorkCalendar? {
        program.organisations[organisation.index].calendar.map { program.calendars[$0.index] } ?? onlyCalendar
    }

    private func dependsOnCalendar(_ duty: Duty) -> Bool {
        if !program.calendars.isEmpty { return true }
        return duty.rolling == .forward || duty.rolling == .backward
    }

    // MARK: - One duty

    private func occurrences(of duty: Duty, _ index: Int, _ group: Group) -> [DutyOccurrence] {
        func entry(
            _ days: ClosedRange<CalendarDate>?, open: DutyOccurrence.Open? = nil, dayNotStated: Bool = false
        ) -> DutyOccurrence {
            var isDayOff = false
            if let days, let calendar = group.calendar { isDayOff = !calendar.isWorkingDay(days.upperBound) }
            return DutyOccurrence(
                duty: index, organisations: group.organisations, days: days, open: open, isDayNotStated: dayNotStated,
                isDayOff: isDayOff)
        }
        guard let bounds = inForce(duty.provision) else { return [] }
        switch duty.occasion {
        case .notStated: return [entry(nil, open: .periodNotStated)]
        case .dates(let dates):
            var found = dates.filter(bounds.contains).map { entry($0...$0) }
            // A list of days says nothing of what comes after its last one.
            if let last = dates.last, last < bounds.upperBound { found.append(entry(nil, open: .periodNotStated)) }
            return found
        case .anchored(_, _, .event(let text)): return [entry(nil, open: .event(text))]
        case .anchored(let manner, let distance, .holiday(let title)):
            let (days, open) = beside(title, manner, distance: distance, calendar: group.calendar, within: bounds)
            return days.map { entry($0, dayNotStated: distance.isNotStated) }
                + open.map { entry($0.days, open: $0.reason) }
        case .recurring(let recurrence):
            if case .shift(let name) = recurrence.period { return [entry(nil, open: .shift(name))] }
            let walk = DutyPeriods(recurrence, calendar: group.calendar, rolling: duty.rolling, bounds: bounds)
            let isDayNotStated = if case .notStated = recurrence.placement { true } else { false }
            return walk.windows().map { entry($0, dayNotStated: isDayNotStated) }
                + walk.open().map { entry($0.days, open: $0.reason) }
        }
    }

    /// The part of the stretch on which a declaration is in force.
    private func inForce(_ provision: Provision) -> ClosedRange<CalendarDate>? {
        let from = max(stretch.lowerBound, provision.validFrom ?? .first)
        let to = min(stretch.upperBound, provision.validTo ?? .last)
        return from <= to ? from...to : nil
    }

    // MARK: - Holidays

    private func beside(
        _ title: String, _ manner: Duty.Manner, distance: Duty.Distance, calendar: WorkCalendar?,
        within bounds: ClosedRange<CalendarDate>
    ) -> (days: [ClosedRange<CalendarDate>], open: [DutyPeriods.OpenDays]) {
        guard let calendar else { return ([], [DutyPeriods.OpenDays(days: nil, reason: .noCalendar)]) }
        var found: [ClosedRange<CalendarDate>] = []
        for holiday in calendar.holidays where holiday.title == title {
            guard let days = days(manner, distance, from: holiday.days.lowerBound, calendar) else { continue }
            if bounds.contains(days.upperBound) { found.append(days) }
        }
        return (found, DutyPeriods.uncovered(bounds, calendar))
    }

    private func days(
        _ manner: Duty.Manner, _ distance: Duty.Distance, from day: CalendarDate, _ calendar: WorkCalendar
    ) -> ClosedRange<CalendarDate>? {
        func moved(_ isAfter: Bool) -> CalendarDate? {
            guard case .length(let count, let unit) = distance, let count = Int(exactly: count) else { return day }
            let signed = isAfter ? count : -count
            switch unit {
            case .workingDays: return calendar.adding(workingDays: signed, to: day)
            case .months: return day.addingMonths(signed)
            case .days, .hours: return day.addingDays(signed)
            }
        }
        switch manner {
        case .on: return day...day
        case .exact(let isAfter): return moved(isAfter).map { $0...$0 }
        case .within(true): return moved(true).map { day...$0 }
        // With no length, it is done by the day before.
        case .within(false):
            guard case .length = distance else { return day.addingDays(-1).map { $0...$0 } }
            return moved(false).map { $0...$0 }
        case .earliest: return moved(true).map { $0...$0 }
        }
    }
}

extension Duty.Distance {
    fileprivate var isNotStated: Bool { if case .notStated = self { true } else { false } }
}
