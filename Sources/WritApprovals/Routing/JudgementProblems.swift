import WritLanguage
import WritSemantics

/// Decisions of persons who did not hold the role that decides on the day on which they decided. Nothing is said where no list
/// says who holds that role.
struct JudgementProblems {
    private(set) var found: [RoutingProblem] = []
    private let program: Program
    private let staff: StaffList

    init(_ data: CaseData, staff: StaffList, program: Program) {
        self.program = program
        self.staff = staff
        guard !program.judgements.isEmpty, !staff.isEmpty else { return }
        for value in data.facts { look(at: value) }
    }

    private mutating func look(at value: Value) {
        switch value {
        case .list(let items): for item in items { look(at: item) }
        case .record(let id, let fields):
            if let judgement = program.judgement(in: id) {
                check(judgement, fields)
            } else {
                for field in fields { look(at: field) }
            }
        default: break
        }
    }

    private mutating func check(_ judgement: Judgement, _ fields: [Value]) {
        guard staff.lists(judgement.role), case .text(let text) = fields[Judgement.Part.person.rawValue],
            case .date(let day) = fields[Judgement.Part.day.rawValue]
        else { return }
        if let person = PersonName(text), staff.standing(of: person, in: judgement.role, on: day) == .holds { return }
        let role = program.roles[judgement.role.index].identity
        found.append(
            RoutingProblem(
                kind: .judgementByOther, form: nil, step: nil, record: nil, rule: nil, citations: judgement.citations,
                span: judgement.identity.span,
                message: Phrase(
                    en: "`\(judgement.identity.name)` was decided on \(day) by `\(text)`, who was no `\(role.name)`",
                    zh: "「\(judgement.identity.title)」于 \(day) 由`\(text)`判断，而其当日并非\(role.title)"),
                remedy: Phrase(
                    en: "have it decided by somebody who holds the role", zh: "请由该岗位人员作出判断")))
    }
}
