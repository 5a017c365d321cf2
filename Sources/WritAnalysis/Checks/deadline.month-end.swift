import WritLanguage
import WritSemantics

/// Deadlines counted in months from a day that the month they end in does not have.
enum DeadlineMonthEnd: Check {
    static let id = "deadline.month-end"

    static func run(_ analysis: Analysis) {
        for type in analysis.caseTypes {
            let translator = analysis.translator(for: type)
            for following in analysis.followings(translator, { $0.due != nil }) where following.element == 0 {
                guard let due = analysis.consequence(following).due else { continue }
                check(due, following, translator, analysis)
            }
        }
    }

    private static func check(
        _ due: Expression, _ following: Following, _ translator: Translator, _ analysis: Analysis
    ) {
        guard case .shift(let duration, let start, let isAfter) = due.unwidened.kind,
            duration.type == .duration(.months)
        else { return }
        let store = translator
        let lengths = translator.numbers(translator.translate(duration, following.locals))
        let starts = translator.numbers(translator.translate(start, following.locals))
        var ways: [Formula] = []
        for length in lengths {
            guard let months = length.value.value, let count = Int(exactly: months.numerator) else { continue }
            for day in lastDays(movedBy: isAfter ? count : -count) {
                for from in starts {
                    let here = store.space.store.isZero(from.value - Linear(constant: Rational(Int(day.day))))
                    ways.append(store.space.store.all([length.condition, from.condition, here]))
                }
            }
        }
        let clamped = translator.space.store.any(ways)
        let span = due.span
        switch analysis.ask(translator, [following.certain, clamped]) {
        case .impossible: analysis.prove(id)
        case .undecided(let reason): analysis.undecided(id, reason, at: span)
        case .possible(let model, let doubt):
            guard let from = value(starts, model, translator), let length = value(lengths, model, translator),
                let date = Int(exactly: from.numerator).flatMap({ CalendarDate(day: $0) }),
                let months = Int(exactly: length.numerator), let end = date.addingMonths(isAfter ? months : -months),
                let startOfCase = analysis.reading(start, of: following),
                let endOfCase = analysis.reading(due.unwidened, of: following)
            else { return }
            let name = analysis.name(of: following)
            analysis.show(
                id, fact: .monthEnd(form: name, date: date.description, day: end.description), severity: .note,
                at: span, in: translator,
                by: model, doubt: doubt,
                replay: Replay(steps: [
                    Replay.Step(expression: startOfCase, value: .date(date)),
                    Replay.Step(expression: endOfCase, value: .date(end)),
                ]))
        }
    }

    private static func value(_ cases: [NumberCase], _ model: Model, _ translator: Translator) -> Rational? {
        cases.first { model.satisfies($0.condition, in: translator.space.store) }
            .map { model.value(of: $0.value, in: translator.space.store) }
    }

    /// The last days of months of an ordinary year from which so many months end on an earlier day of the month.
    private static func lastDays(movedBy months: Int) -> [CalendarDate] {
        var days: [CalendarDate] = []
        for year in [2026, 2027] {
            for month in 1...12 {
                let length = CalendarDate.daysInMonth(year: year, month: month)
                guard let day = CalendarDate(year: year, month: month, day: length),
                    let end = day.addingMonths(months), end.components.day < length
                else { continue }
                days.append(day)
            }
        }
        return days
    }
}

extension Analysis {
    /// The form or the task that a deadline belongs to.
    func name(of following: Following) -> String { consequence(following).name(in: program) }
}
