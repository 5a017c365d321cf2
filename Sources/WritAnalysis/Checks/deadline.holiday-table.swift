import WritLanguage
import WritSemantics

/// Deadlines that can fall after the last day for which a calendar knows the holidays. One is told for each calendar.
enum DeadlineHolidayTable: Check {
    static let id = "deadline.holiday-table"

    static func run(_ analysis: Analysis) {
        var told: Set<String> = []
        for type in analysis.caseTypes {
            let translator = analysis.translator(for: type)
            let calendars = translator.calendarsInForce()
            for following in analysis.followings(translator, { $0.due != nil }) where following.element == 0 {
                guard let due = analysis.consequence(following).due else { continue }
                for (inForce, number) in calendars {
                    let calendar = translator.space.calendars[number]
                    if told.contains(calendar.identity.name) { continue }
                    if check(due, of: following, inForce: inForce, calendar: calendar, translator, analysis) {
                        told.insert(calendar.identity.name)
                    }
                }
            }
        }
    }

    /// True where a case was found.
    private static func check(
        _ due: Expression, of following: Following, inForce: Formula, calendar: WorkCalendar,
        _ translator: Translator, _ analysis: Analysis
    ) -> Bool {
        let countsWorkingDays = countsWorkingDays(due)
        guard countsWorkingDays || calendar.roll != .none, let covered = calendar.covered,
            let dueOfCase = analysis.reading(due, of: following)
        else { return false }
        let last = covered.upperBound
        let deadline = translator.translate(due, following.locals)
        let moved = countsWorkingDays ? deadline : translator.rolled(deadline, analysis.consequence(following).rolling)
        var ways: [Formula] = []
        for entry in translator.numbers(moved) {
            let late = translator.isAtLeast(entry.value, Rational(Int(last.day) + 1))
            ways.append(translator.space.store.and(entry.condition, late))
        }
        // The case itself lies within the table; a case after it is told of when it is evaluated.
        let inTable = translator.isAtMost(translator.asOf, Rational(Int(last.day)))
        let isLate = translator.space.store.any(ways)
        switch analysis.ask(translator, [inForce, following.certain, inTable, isLate]) {
        case .impossible: analysis.prove(id)
        case .undecided(let reason): analysis.undecided(id, reason, at: due.span)
        case .possible(let model, let doubt):
            let isAfter = Expression(
                .compare(
                    .greaterOrEqual, dueOfCase,
                    Expression(.constant(.date(lastWorkingDay(last, calendar))), type: .date, span: due.span)),
                type: .boolean, span: due.span)
            analysis.show(
                id,
                fact: .holidayTable(
                    form: analysis.name(of: following), calendar: calendar.identity.name, last: last.description),
                severity: .note, at: due.span, in: translator, by: model, doubt: doubt,
                // Beyond the table working days are not known, and so neither is what is counted in them.
                replay: Replay(steps: [
                    Replay.Step(expression: isAfter, value: countsWorkingDays ? .unknown : .boolean(true))
                ]))
            return true
        }
        return false
    }

    /// A deadline that is moved past the table is, before it is moved, after the last working day of it.
    private static func lastWorkingDay(_ last: CalendarDate, _ calendar: WorkCalendar) -> CalendarDate {
        (calendar.previousWorkingDay(onOrBefore: last) ?? last).addingDays(1) ?? last
    }

    private static func countsWorkingDays(_ expression: Expression) -> Bool {
        if case .shift(let duration, _, _) = expression.kind, duration.type == .duration(.workingDays) { return true }
        return expression.children.contains(where: countsWorkingDays)
    }
}
