import WritLanguage

extension Checker {
    mutating func checkDuties() {
        for declaration in collected.duties {
            let provision = provision(declaration.provision)
            let occasion = occasion(declaration.occasion, at: declaration.head.name.span)
            let by = roles(declaration.by)
            let to = roles(declaration.to)
            let forms = declaration.forms.compactMap { form($0, for: nil) }
            switch declaration.deadline.rolling {
            case .forward, .backward: requireCalendar(declaration.head.name.span)
            default: break
            }
            guard let occasion, !by.isEmpty else { continue }
            duties.append(
                Duty(
                    identity: identity(declaration.head), provision: provision, occasion: occasion,
                    rolling: declaration.deadline.rolling, time: declaration.deadline.time,
                    condition: declaration.condition?.plain, by: by, to: to, forms: forms))
        }
    }

    /// Working days and holidays are those of a calendar.
    private mutating func requireCalendar(_ span: Span) {
        var typer = typer()
        typer.countWorkingDays(span)
        finish(typer)
    }

    private mutating func occasion(_ syntax: DutyDeclaration.Occasion, at place: Span) -> Duty.Occasion? {
        switch syntax {
        case .notStated: return .notStated
        case .dates(let dates):
            let days = dates.compactMap { date($0) }
            return days.count == dates.count ? .dates(days.sorted()) : nil
        case .anchored(let manner, let distance, let anchor):
            guard let distance = self.distance(distance) else { return nil }
            switch anchor {
            case .event(let text): return .anchored(manner, distance, .event(text.plain))
            case .holiday(let text):
                requireCalendar(text.span)
                reportUnknownHoliday(text)
                return .anchored(manner, distance, .holiday(text.plain))
            }
        case .recurring(let recurrence):
            guard let period = period(recurrence.period, at: place) else { return nil }
            let placement = placement(recurrence.placement, at: place)
            return .recurring(
                Duty.Recurrence(
                    times: recurrence.times, isAtLeast: recurrence.isAtLeast, period: period, placement: placement))
        }
    }

    private mutating func distance(_ syntax: DutyDeclaration.Distance) -> Duty.Distance? {
        switch syntax {
        case .none: return Duty.Distance.none
        case .notStated: return .notStated
        case .length(let length): return self.length(length).map { .length($0.count, $0.unit) }
        }
    }

    /// A constant length in days, working days or months.
    private mutating func length(_ syntax: ExpressionSyntax) -> (count: Int64, unit: DurationUnit)? {
        var typer = typer()
        let expression = typer.duration(syntax)
        finish(typer)
        if expression.type == .error { return nil }
        guard case .duration(let count, let unit)? = expression.constantValue else {
            report(TypeFact.notConstant, at: syntax.span)
            return nil
        }
        if unit == .hours {
            report(DeclarationFact.dutyInterval, at: syntax.span)
            return nil
        }
        return (count, unit)
    }

    private mutating func period(_ syntax: DutyDeclaration.Period, at place: Span) -> Duty.Period? {
        switch syntax {
        case .day: return .day
        case .workingDay:
            requireCalendar(place)
            return .workingDay
        case .week: return .week
        case .month: return .month
        case .quarter: return .quarter
        case .halfYear: return .halfYear
        case .year: return .year
        case .weekdays(let names): return .weekdays(names.compactMap { weekday($0) })
        case .shift(let text): return .shift(text?.plain)
        case .holiday:
            requireCalendar(place)
            return .holiday
        case .interval(let length, let from):
            let start = date(from)
            guard let length = self.length(length), let start else { return nil }
            return .interval(length.count, length.unit, from: start)
        }
    }

    private mutating func placement(_ syntax: DutyDeclaration.Placement, at place: Span) -> Duty.Placement {
        switch syntax {
        case .anywhere: return .anywhere
        case .notStated: return .notStated
        case .weekdays(let names): return .weekdays(names.compactMap { weekday($0) })
        case .days(let days): return .days(days)
        case .edge(let isFirst, let isWorkingDay):
            if isWorkingDay { requireCalendar(place) }
            return .edge(isFirst: isFirst, isWorkingDay: isWorkingDay)
        case .yearDays(let from, let to): return .yearDays(from: from, to: to)
        }
    }

    /// A holiday that no calendar has would never come.
    private mutating func reportUnknownHoliday(_ text: TextSyntax) {
        let titles = Set(calendars.flatMap { $0.holidays.map(\.title) })
        if calendars.isEmpty || titles.contains(text.plain) { return }
        report(
            NameFact.unknown(
                .holiday, name: text.plain, suggestion: suggestion(for: text.plain, among: titles.sorted())),
            at: text.span)
    }
}
