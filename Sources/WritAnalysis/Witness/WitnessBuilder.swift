import WritLanguage
import WritSemantics

extension Translator {
    /// Elements of a list that a case is written down with.
    private static let longestList = 1_000_000

    /// The case that a model describes; nothing where one of its numbers is no decimal of 18 places, or a list is too long.
    func witness(_ model: Model, id: String) -> CaseData? {
        var values: [Value] = []
        for fact in facts {
            guard let value = value(of: fact, model) else { return nil }
            values.append(value)
        }
        guard let asOf = day(model.value(of: asOf, in: space.store)) else { return nil }
        let organisation = organisations.indices.dropFirst().first { model.holds(organisations[$0], in: space.store) }
        var history: [HistoryDocument] = []
        for form in usedForms.sorted() {
            func date(_ kind: DocumentDate) -> CalendarDate? {
                let (present, value) = documentDate(kind, of: form)
                guard model.holds(present, in: space.store) else { return nil }
                return day(model.value(of: value, in: space.store))
            }
            let document = HistoryDocument(
                form: form, issued: date(.issue), due: date(.due), delivered: date(.delivery), signed: date(.signing),
                approved: date(.approval))
            if document != HistoryDocument(form: form) { history.append(document) }
        }
        return CaseData(
            type: caseType, id: id, asOf: asOf, organisation: organisation.map { OrganisationID($0 - 1) },
            facts: values, history: history)
    }

    private func value(of fact: Fact, _ model: Model) -> Value? {
        switch fact {
        case .boolean(let formula): return .boolean(model.holds(formula, in: space.store))
        case .number(let variable, let type):
            return value(model.value(of: Linear(variable: variable), in: space.store), type)
        case .choice(let id, let values):
            return .enumeration(id, values.firstIndex { model.holds($0, in: space.store) } ?? 0)
        case .optional(let present, let inner):
            return model.holds(present, in: space.store) ? value(of: inner, model) : .missing
        case .record(let id, let parts):
            var values: [Value] = []
            for part in parts {
                guard let value = value(of: part, model) else { return nil }
                values.append(value)
            }
            return .record(id, values)
        case .list(let elements):
            var values: [Value] = []
            for element in elements where model.holds(element.present, in: space.store) {
                guard let value = value(of: element.fact, model) else { return nil }
                let copies = element.copies.map { model.value(of: Linear(variable: $0), in: space.store) } ?? .one
                guard let count = Int(exactly: copies.numerator), copies.isInteger,
                    values.count + count <= Translator.longestList
                else { return nil }
                values.append(contentsOf: repeatElement(value, count: count))
            }
            return .list(values)
        }
    }

    private func value(_ number: Rational, _ type: ValueType) -> Value? {
        switch type {
        case .decimal, .percent: return number.decimal.map { .decimal($0) }
        case .money: return (number / Rational(100)).decimal.map { .decimal($0) }
        default: break
        }
        guard number.isInteger, let whole = Int64(exactly: number.numerator) else { return nil }
        switch type {
        case .integer, .timeOfDay, .weekday: return .integer(whole)
        case .text: return .text(space.text(numbered: Int(whole)))
        case .date: return day(number).map { .date($0) }
        case .dateTime: return Moment(milliseconds: whole, offsetMinutes: 480).map { .dateTime($0) }
        case .duration(let unit): return .duration(whole, unit)
        default: return nil
        }
    }

    private func day(_ number: Rational) -> CalendarDate? {
        guard number.isInteger, let day = Int(exactly: number.numerator) else { return nil }
        return CalendarDate(day: day)
    }
}
