import WritLanguage
import WritSemantics

/// What both diagrams say of one step.
struct StepLabel {
    let id: String
    let title: String
    /// Who may or must sign.
    let signers: String
    /// Who signed when, one entry a record.
    let records: [String]
    let due: String?
    let state: String
    let reason: String?

    init(_ status: StepStatus, program: Program, language: MessageLanguage) {
        let step = status.step
        id = step.id
        title = step.title
        let wording = RoutingWording(program: program, steps: [], records: [])
        signers = step.gap.map { wording.gap($0).text(in: language) } ?? StepLabel.titles(step, program, language)
        let showsRole = step.roles.count > 1 || status.records.contains { !step.roles.contains($0.role) }
        records = status.records.map { record in
            var text = record.person
            if showsRole || text.isEmpty {
                let role = StepLabel.title(record.role, program)
                text = text.isEmpty ? role : text + Phrase(en: " (\(role))", zh: "（\(role)）").text(in: language)
            }
            if let absent = record.onBehalfOf {
                let title = StepLabel.title(absent, program)
                text += Phrase(en: " for \(title)", zh: "（代\(title)）").text(in: language)
            }
            return text + " " + StepLabel.time(record.at)
        }
        due = status.due.flatMap(StepLabel.text).map { day in
            Phrase(en: "due \(day)", zh: "期限\(day)").text(in: language)
        }
        state = status.state.word.text(in: language)
        // That a step is not needed is its state already.
        reason = status.reason == RoutingWording.conditionDoesNotHold ? nil : status.reason?.text(in: language)
    }

    private static func title(_ role: RoleID, _ program: Program) -> String {
        program.roles.indices.contains(role.index) ? program.roles[role.index].identity.title : "?"
    }

    private static func titles(_ step: RequiredStep, _ program: Program, _ language: MessageLanguage) -> String {
        let names = step.roles.map { title($0, program) }
        var all = names.joined(separator: Phrase(en: ", ", zh: "、").text(in: language))
        if case .person(let name)? = step.named {
            all += Phrase(en: " (\(name.text))", zh: "（\(name.text)）").text(in: language)
        }
        if step.needed == names.count { return all }
        return Phrase(en: "\(step.needed) of \(all)", zh: "\(all)中的\(step.needed)人").text(in: language)
    }

    /// `2026-03-02 10:00`, at the record's own offset.
    private static func time(_ moment: Moment) -> String {
        let minutes = moment.timeOfDay / 60_000
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(moment.date) \(two(minutes / 60)):\(two(minutes % 60))"
    }

    private static func text(_ value: Value) -> String? {
        switch value {
        case .date(let date): "\(date)"
        case .dateTime(let moment): time(moment)
        default: nil
        }
    }
}
