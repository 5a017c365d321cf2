import WritLanguage

extension Checker {
    mutating func checkDuties() {
        for declaration in collected.duties {
            let provision = provision(declaration.provision)
            let recurrence = recurrence(declaration.recurrence, declaration.head.name.span)
            let by = role(declaration.by)
            let to = roles(declaration.to)
            let form = declaration.form.flatMap { self.form($0, for: nil) }
            guard let recurrence, let by else { continue }
            duties.append(
                Duty(
                    identity: identity(declaration.head), provision: provision, recurrence: recurrence, by: by, to: to,
                    form: form))
        }
    }

    private mutating func recurrence(_ syntax: DutyDeclaration.Recurrence, _ span: Span) -> Duty.Recurrence? {
        switch syntax {
        case .everyDay: return .everyDay
        case .weekdays(let names): return .weekdays(names.compactMap { weekday($0) })
        case .monthly(let from, let to):
            if to < from {
                report(DeclarationFact.periodEmpty(from: String(from), to: String(to)), at: span)
                return nil
            }
            return .monthly(from: from, to: to)
        case .interval(let length, let from):
            let start = date(from)
            var typer = typer()
            let expression = typer.duration(length)
            finish(typer)
            if expression.type == .error { return nil }
            guard case .duration(let count, let unit)? = expression.constantValue else {
                report(TypeFact.notConstant, at: length.span)
                return nil
            }
            if unit == .hours {
                report(DeclarationFact.dutyInterval, at: length.span)
                return nil
            }
            return start.map { .interval(count, unit, from: $0) }
        case .yearly(let month, let day):
            return .yearly(month: month, day: day)
        }
    }
}
