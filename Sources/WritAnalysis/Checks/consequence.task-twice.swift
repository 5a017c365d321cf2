import WritEvaluation
import WritLanguage
import WritSemantics

/// One task that two rules ask in one case of different persons, or by different days.
enum ConsequenceTaskTwice: Check {
    static let id = "consequence.task-twice"

    private struct Task {
        let following: Following
        let text: String
        let by: RoleID
        let due: Expression?
        let rolling: DeadlineRolling
        let time: TimeOfDay?
    }

    static func run(_ analysis: Analysis) {
        for type in analysis.caseTypes {
            let translator = analysis.translator(for: type)
            var byText: [String: [Task]] = [:]
            for following in analysis.followings(translator, { $0.isTask && $0.forEach == nil }) {
                // What a task is called may hold values of the case; such tasks are not told apart.
                let consequence = analysis.consequence(following)
                guard case .require(let task, let by, let due, _) = consequence.kind, let text = task.literal else {
                    continue
                }
                byText[text, default: []].append(
                    Task(
                        following: following, text: text, by: by, due: due, rolling: consequence.rolling,
                        time: consequence.time))
            }
            for (_, tasks) in byText.sorted(by: { $0.key < $1.key }) where tasks.count > 1 {
                check(tasks, translator, analysis)
            }
        }
    }

    private static func check(_ tasks: [Task], _ translator: Translator, _ analysis: Analysis) {
        let canonical = CanonicalText(program: analysis.program)
        var groups: [String: Int] = [:]
        let entries = tasks.map { task -> (formula: Formula, group: Int) in
            let text =
                "\(task.by.index) \(task.rolling) \(task.time?.minutes ?? -1) \(task.due.map(canonical.text) ?? "")"
            let group = groups[text] ?? groups.count
            groups[text] = group
            return (task.following.certain, group)
        }
        let meeting = MeetingPairs.find(
            entries, in: translator.space, limit: ConsequenceTwoDeadlines.pairLimit)
        if !meeting.isWhole {
            analysis.undecided(id, .tooMuchWork, at: analysis.consequence(tasks[0].following).span)
            return
        }
        for (i, j) in meeting.pairs.sorted(by: { ($0.1, $0.0) < ($1.1, $1.0) }) {
            let (a, b) = (tasks[i], tasks[j])
            let differ = a.by != b.by ? Formula.yes : deadlinesDiffer(a, b, translator)
            let span = analysis.consequence(b.following).span
            switch analysis.ask(translator, [a.following.certain, b.following.certain, differ]) {
            case .impossible: analysis.prove(id)
            case .undecided(let reason): analysis.undecided(id, reason, at: span)
            case .possible(let model, let doubt):
                let text = a.text
                let by = Set([a.by, b.by])
                analysis.show(
                    id, fact: .taskTwice(task: text, isPerson: a.by != b.by), severity: .warning, at: span,
                    related: [
                        (analysis.consequence(a.following).span, Phrase(en: "asked here too", zh: "此处也要求办理"))
                    ], in: translator, by: model, doubt: doubt,
                    replay: Replay(outcome: { outcome in
                        let asked = outcome.requirements.filter { $0.task == text && $0.status == .certain }
                        return asked.count > 1 && Set(asked.map(\.by)) == by
                    }))
            }
        }
    }

    private static func deadlinesDiffer(_ a: Task, _ b: Task, _ translator: Translator) -> Formula {
        guard a.due != nil || b.due != nil else { return .no }
        guard let first = a.due, let second = b.due else {
            guard let (due, task) = a.due.map({ ($0, a) }) ?? b.due.map({ ($0, b) }) else { return .no }
            // A date that is missing is no deadline either.
            return translator.isPresent(translator.translate(due, task.following.locals))
        }
        if a.time != b.time { return .yes }
        return translator.deadlinesDiffer(
            (first, a.following.locals, a.rolling), (second, b.following.locals, b.rolling))
    }
}

extension Consequence {
    var isTask: Bool { if case .require = kind { true } else { false } }
}

extension Message {
    /// The text, where no value of the case stands in it.
    var literal: String? {
        var text = ""
        for segment in segments {
            guard case .literal(let part) = segment else { return nil }
            text += part
        }
        return text
    }
}
