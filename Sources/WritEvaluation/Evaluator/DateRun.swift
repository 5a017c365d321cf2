import WritLanguage
import WritSemantics

/// Days, working days, months and hours; and what the case's history says of earlier documents.
extension Interpreter {
    mutating func shifted(_ node: Node, _ number: Int32) -> Slot {
        let duration = run(node.a)
        let date = run(node.b)
        guard duration.tag == .duration, date.tag == .date || date.tag == .dateTime else {
            return Self.strict(duration, date)
        }
        guard let count = Int(exactly: duration.payload), count != Int.min else {
            return fail(.dateOutOfRange, at: number)
        }
        let signed = node.flags & 1 == 1 ? count : -count
        let unit = duration.unit
        if unit == .workingDays, workCalendar == nil { return fail(.noCalendar, at: number) }
        if date.tag == .dateTime {
            guard let moment = Moment(milliseconds: date.int64, offsetMinutes: Int(date.detail)) else {
                return .unknown
            }
            if unit == .workingDays, let open = unpublished(adding: signed, to: moment.date) { return open }
            let zone = workCalendar?.zone
            let result =
                unit == .hours
                ? moment.addingHours(Int64(signed)).map { sum in zone.map(sum.at) ?? sum }
                : add(signed, unit, to: moment.date).flatMap { moment.on($0, by: zone) }
            return result.map { .dateTime($0) } ?? fail(.dateOutOfRange, at: number)
        }
        guard let day = CalendarDate(day: date.int), let result = add(signed, unit, to: day) else {
            return fail(.dateOutOfRange, at: number)
        }
        if unit == .workingDays, let open = unpublished(adding: signed, to: day) { return open }
        return .date(result)
    }

    private mutating func add(_ count: Int, _ unit: DurationUnit, to date: CalendarDate) -> CalendarDate? {
        switch unit {
        case .days: date.addingDays(count)
        case .workingDays: workCalendar?.adding(workingDays: count, to: date)
        case .months: date.addingMonths(count)
        case .hours: count % 24 == 0 ? date.addingDays(count / 24) : nil
        }
    }

    mutating func between(_ node: Node, _ number: Int32) -> Slot {
        let from = run(node.a)
        let to = run(node.b)
        guard from.tag == .date || from.tag == .dateTime, to.tag == from.tag else { return Self.strict(from, to) }
        let unit = DurationUnit(number: node.flags & 15)
        let count: Int64
        if unit == .hours {
            let scale: Int64 = from.tag == .date ? 24 : 1
            count =
                from.tag == .date ? (to.int64 - from.int64) * scale : (to.int64 - from.int64) / 3_600_000
        } else {
            guard let first = day(from), let last = day(to) else { return .unknown }
            switch unit {
            case .days, .hours: count = Int64(first.days(to: last))
            case .months: count = Int64(first.months(to: last))
            case .workingDays:
                guard let workCalendar else { return fail(.noCalendar, at: number) }
                if let year = workCalendar.unpublishedYear(countingFrom: first, to: last) { return unpublished(year) }
                count = Int64(workCalendar.workingDays(from: first, to: last))
            }
        }
        return node.flags & 16 == 0 ? .integer(count) : .duration(count, unit)
    }

    private mutating func day(_ slot: Slot) -> CalendarDate? {
        slot.tag == .date
            ? CalendarDate(day: slot.int)
            : Moment(milliseconds: slot.int64, offsetMinutes: Int(slot.detail))?.date
    }

    mutating func documentState(_ node: Node) -> Slot {
        let document = situation.latest[Int(node.a)]
        guard document.exists, DocumentState.allCases.indices.contains(Int(node.flags)) else { return .no }
        switch DocumentState.allCases[Int(node.flags)] {
        case .issued: return .boolean(document.issued != nil)
        case .approved: return .boolean(document.approved != nil)
        case .delivered: return .boolean(document.delivered != nil)
        case .signed: return .boolean(document.signed != nil)
        case .overdue:
            guard let due = document.due, document.signed == nil else { return .no }
            return .boolean(due < situation.asOf)
        }
    }

    mutating func documentDate(_ node: Node) -> Slot {
        let document = situation.latest[Int(node.a)]
        guard DocumentDate.allCases.indices.contains(Int(node.flags)) else { return .missing }
        let day: Int32? =
            switch DocumentDate.allCases[Int(node.flags)] {
            case .issue: document.issued
            case .due: document.due
            case .delivery: document.delivered
            case .approval: document.approved
            case .signing: document.signed
            }
        return day.map { Slot(.date, Int128($0)) } ?? .missing
    }

    /// A deadline as it says or the calendar in force moves it.
    mutating func rolled(_ due: Slot, _ rolling: DeadlineRolling, at node: Int32) -> Slot {
        guard due.tag == .date, let workCalendar, let date = CalendarDate(day: due.int) else { return due }
        if let year = workCalendar.unpublishedYear(rolling: date, rolling) { return unpublished(year) }
        return workCalendar.rolled(date, rolling).map { .date($0) } ?? fail(.dateOutOfRange, at: node)
    }

    private mutating func unpublished(adding count: Int, to day: CalendarDate) -> Slot? {
        workCalendar?.unpublishedYear(adding: count, to: day).map { unpublished($0) }
    }

    /// A day that nobody can tell before the holidays of a year are published.
    mutating func unpublished(_ year: Int) -> Slot {
        if let known = unpublishedYears[year], facts.needs.indices.contains(known.need ?? -1) { return known }
        let slot = facts.newNeed(.holidays(year: Int32(truncatingIfNeeded: year)))
        unpublishedYears[year] = slot
        return slot
    }
}
