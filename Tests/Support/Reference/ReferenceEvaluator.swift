package import WritEvaluation
package import WritLanguage
package import WritSemantics

/// A second evaluator that walks the checked tree and keeps nothing: slow, short and plain, so that one can see that
/// it is right. The compiled plan is held against it.
///
/// It evaluates more than the plan has to (both sides of `and`, every branch). An error is a value like any other, and
/// one of the case only where something that follows is made of it.
package final class ReferenceEvaluator {
    let program: Program
    let input: CaseData
    /// Values that stand in for parameters which the rulebook does not state.
    let assumed: [ParameterID: Value]

    package init(_ program: Program, _ input: CaseData, assuming assumed: [ParameterID: Value] = [:]) {
        self.program = program
        // Moments are read by the clocks of the firm's zone.
        let own = input.organisation.flatMap { program.organisations[$0.index].calendar }
        let calendar =
            own.map { program.calendars[$0.index] } ?? (program.calendars.count == 1 ? program.calendars[0] : nil)
        self.input = calendar?.zone.map { input.at($0) } ?? input
        self.assumed = assumed
    }

    /// An error of evaluation; `id` is the stable id of its diagnostic, without the area.
    func fault(_ id: String, _ span: Span?, _ detail: [Int] = []) -> Answer {
        .error(Fault("evaluation.\(id)", span, detail))
    }

    /// The facts as one record, which is local 0 of the rules about the case.
    package var subject: Value { .record(input.type, input.facts) }

    /// The calendar of the case's firm, or the only one that there is.
    var calendar: WorkCalendar? {
        if let organisation = input.organisation, let own = program.organisations[organisation.index].calendar {
            return program.calendars[own.index]
        }
        return program.calendars.count == 1 ? program.calendars.first : nil
    }

    /// Whether a provision binds this firm on this day.
    func isInForce(_ provision: Provision) -> Bool {
        if let from = provision.validFrom, input.lawDay(in: program) < from { return false }
        if let to = provision.validTo, to < input.lawDay(in: program) { return false }
        if provision.organisations.isEmpty { return true }
        guard let own = input.organisation else { return false }
        return provision.organisations.contains(own)
    }

    /// The firm's own setting in force, else the rulebook's, else nothing.
    func parameter(_ id: ParameterID) -> Answer {
        if let value = assumed[id] { return .value(value) }
        if let organisation = input.organisation {
            let settings = program.organisations[organisation.index].settings
                .filter { $0.parameter == id && ($0.from ?? .first) <= input.lawDay(in: program) }
            if let latest = settings.max(by: { ($0.from ?? .first) < ($1.from ?? .first) }) {
                return latest.value == .unknown ? .unknown : Answer(latest.value)
            }
        }
        let values = program.parameters[id.index].values.filter { ($0.from ?? .first) <= input.lawDay(in: program) }
        guard let latest = values.max(by: { ($0.from ?? .first) < ($1.from ?? .first) }) else { return .unknown }
        return Answer(latest.value)
    }

    /// The newest document of a form in the history.
    func latestDocument(of form: FormID) -> HistoryDocument? {
        var latest: HistoryDocument?
        for document in input.history where document.form == form {
            // What will be issued is not there yet.
            if let issued = document.issued, issued > input.asOf { continue }
            if let held = latest, (document.issued ?? .first) < (held.issued ?? .first) { continue }
            latest = document
        }
        return latest
    }

    /// Whether the newest document of a form is in a state.
    func isDocument(_ form: FormID, _ state: DocumentState) -> Bool {
        guard let document = latestDocument(of: form) else { return false }
        func isPast(_ date: CalendarDate?) -> Bool { date.map { $0 <= input.asOf } ?? false }
        switch state {
        case .issued: return document.issued != nil
        case .approved: return isPast(document.approved)
        case .delivered: return isPast(document.delivered)
        case .signed: return isPast(document.signed)
        case .overdue:
            guard let due = document.due else { return false }
            return due < input.asOf && !isPast(document.signed)
        }
    }

    func documentDate(_ date: DocumentDate, of form: FormID) -> Answer {
        let document = latestDocument(of: form)
        let found: CalendarDate? =
            switch date {
            case .issue: document?.issued
            case .due: document?.due
            case .delivery: document?.delivered
            case .approval: document?.approved
            case .signing: document?.signed
            }
        if let found, date != .due, found > input.asOf { return .value(.missing) }
        return .value(found.map { .date($0) } ?? .missing)
    }

    /// Every defined value of every record of the case by its path, such as `violations[1].severity`.
    package func definedValues() -> [String: Answer] {
        var found: [String: Answer] = [:]
        func visit(_ value: Value, _ path: String) {
            switch value {
            case .record(let type, let fields):
                let prefix = path.isEmpty ? "" : path + "."
                for (index, definition) in program.definitions.enumerated() where definition.subject == type {
                    found[prefix + definition.identity.name] = self.definition(DefinitionID(index), of: value)
                }
                for (field, value) in zip(program.records[type.index].fields, fields) {
                    visit(value, prefix + field.name)
                }
            case .list(let items):
                for (index, item) in items.enumerated() { visit(item, "\(path)[\(index + 1)]") }
            default: break
            }
        }
        visit(subject, "")
        return found
    }
}
