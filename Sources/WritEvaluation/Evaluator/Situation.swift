import WritSemantics

/// What holds for a case before any of its facts is looked at: its day and firm, what is in force then and there, and the
/// latest documents of its history.
struct Situation {
    private(set) var asOf: Int32 = 0
    /// The day whose law decides the case.
    private var lawDay: Int32 = 0
    /// Its number; -1 where the case names none.
    private(set) var organisation: Int32 = -1
    /// The number of the calendar in force; -1 where there is none.
    private(set) var calendar: Int = -1
    /// Whether each scope of the plan is in force on `lawDay` at `organisation`.
    private(set) var inForce: [Bool] = []
    /// The value of each parameter.
    private(set) var parameters: [Slot] = []
    /// Of the latest document of each form: its dates, and whether there is one at all.
    private(set) var latest: [LatestDocument]
    private var isSettled = false

    init(forms: Int) { latest = Array(repeating: LatestDocument(), count: forms) }

    mutating func setParameter(_ index: Int, to slot: Slot) { parameters[index] = slot }

    mutating func begin(_ data: CaseData, lawDay: Int32, _ plan: Plan) {
        asOf = data.asOf.day
        settle(
            lawDay: lawDay, organisation: data.organisation.map { Int32(truncatingIfNeeded: $0.index) } ?? -1, plan)
        for index in latest.indices { latest[index] = LatestDocument() }
        for document in data.history where latest.indices.contains(document.form.index) {
            let known = latest[document.form.index]
            if known.exists, let issued = known.issued, (document.issued?.day ?? Int32.min) < issued { continue }
            // What lies after the day of the case has not happened.
            func past(_ date: CalendarDate?) -> Int32? { date.flatMap { $0.day <= asOf ? $0.day : nil } }
            if let issued = document.issued, asOf < issued.day { continue }
            latest[document.form.index] = LatestDocument(
                exists: true, issued: document.issued?.day, due: document.due?.day, delivered: past(document.delivered),
                signed: past(document.signed), approved: past(document.approved))
        }
    }

    /// Decides for a day and a firm which scopes are in force and what the parameters are; once for cases of one day and
    /// firm that follow each other.
    private mutating func settle(lawDay day: Int32, organisation: Int32, _ plan: Plan) {
        if isSettled, lawDay == day, self.organisation == organisation { return }
        isSettled = true
        lawDay = day
        self.organisation = organisation
        inForce.removeAll(keepingCapacity: true)
        for scope in plan.scopes {
            let isHere = scope.organisations.isEmpty || scope.organisations.contains(organisation)
            inForce.append(isHere && scope.from <= day && day <= scope.to)
        }
        parameters.removeAll(keepingCapacity: true)
        for parameter in plan.parameters {
            let constant = parameter.constant(on: day, at: organisation < 0 ? nil : organisation)
            parameters.append(constant < 0 ? .unknown : plan.constants[Int(constant)])
        }
        let program = plan.program
        calendar = program.calendars.count == 1 ? 0 : -1
        if program.organisations.indices.contains(Int(organisation)),
            let own = program.organisations[Int(organisation)].calendar
        {
            calendar = own.index
        }
    }
}

/// What rules ask of the latest document of a form.
struct LatestDocument {
    var exists = false
    var issued: Int32?
    var due: Int32?
    var delivered: Int32?
    var signed: Int32?
    var approved: Int32?
}
