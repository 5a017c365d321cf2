import WritEvaluation
import WritLanguage
import WritSemantics

/// Ways that a case went and that its stages do not allow, and a stage in which it has been too long.
struct StageProblems {
    private(set) var found: [RoutingProblem] = []

    init(_ data: CaseData, _ evaluation: Evaluation, program: Program) {
        guard let set = program.stages(of: data.type) else { return }
        var entered: [(stage: Int, day: CalendarDate)] = []
        for (number, stage) in set.stages.enumerated() {
            guard case .date(let day) = data.facts[stage.date], day <= data.asOf else { continue }
            entered.append((number, day))
        }
        // Of one day, in the order in which they are declared.
        entered.sort { $0.day == $1.day ? $0.stage < $1.stage : $0.day < $1.day }
        if let first = entered.first, first.stage != 0 { tell(set, nil, first) }
        for (before, after) in zip(entered, entered.dropFirst())
        where !set.stages[before.stage].next.contains(after.stage) {
            tell(set, before.stage, after)
        }
        for stage in set.stages {
            guard let overdue = stage.isOverdue, evaluation.value(of: overdue) == .boolean(true) else { continue }
            tellOverdue(set, stage, program)
        }
    }

    private mutating func tell(_ set: StageSet, _ before: Int?, _ after: (stage: Int, day: CalendarDate)) {
        let stage = set.stages[after.stage]
        let allowed = (before.map { set.stages[$0].next } ?? [0]).map { set.stages[$0].identity.title }
        let from = before.map { set.stages[$0].identity.title }
        let names = allowed.map { "“\($0)”" }
        found.append(
            problem(
                .stageNotAllowed, set, stage,
                message: Phrase(
                    en: from.map {
                        "on \(after.day) it went from “\($0)” to “\(stage.identity.title)”, which the stages do not allow"
                    }
                        ?? "on \(after.day) it began with “\(stage.identity.title)”, which is not the first stage",
                    zh: from.map { "\(after.day) 由“\($0)”进入“\(stage.identity.title)”，不是规定的去向" }
                        ?? "\(after.day) 直接进入“\(stage.identity.title)”，而它不是第一个阶段"),
                remedy: names.isEmpty
                    ? Phrase(en: "it had come to its end", zh: "该阶段之后已无后续")
                    : Phrase(
                        en: "from there it goes to \(names.joined(separator: ", "))",
                        zh: "此处应进入\(names.joined(separator: "、"))")))
    }

    private mutating func tellOverdue(_ set: StageSet, _ stage: StageSet.Stage, _ program: Program) {
        let roles = stage.roles.map { program.roles[$0.index].identity.title }
        found.append(
            problem(
                .stageOverdue, set, stage,
                message: Phrase(
                    en: "it has been in “\(stage.identity.title)” longer than it may",
                    zh: "停留在“\(stage.identity.title)”的时间已超过时限"),
                remedy: roles.isEmpty
                    ? Phrase(en: "take it on, or note the reason for the delay", zh: "请继续办理，或注明逾期原因")
                    : Phrase(
                        en: "\(roles.joined(separator: ", ")) acts there", zh: "该阶段由\(roles.joined(separator: "、"))办理"))
        )
    }

    private func problem(
        _ kind: RoutingProblemKind, _ set: StageSet, _ stage: StageSet.Stage, message: Phrase, remedy: Phrase
    ) -> RoutingProblem {
        RoutingProblem(
            kind: kind, form: nil, step: nil, record: nil, rule: nil, citations: stage.citations + set.citations,
            span: stage.identity.span, message: message, remedy: remedy)
    }
}
