import WritLanguage
import WritSemantics

/// One thing wrong with a case of a log, with the row that it is about.
struct LogProblem: Sendable {
    let kind: RoutingProblemKind
    /// The id of the step.
    var step: String?
    var action: ActionID?
    var obligation: ObligationID?
    var line: Int?
    /// As the log names them.
    var person: String?
    var role: String?
    var at: Moment?
    var citations: [ClauseID] = []
    /// In words; nothing where problems are only counted.
    let message: Phrase

    init(_ kind: RoutingProblemKind, _ message: @autoclosure () -> Phrase, isTold: Bool) {
        self.kind = kind
        self.message = isTold ? message() : LogProblem.untold
    }

    private static let untold = Phrase(en: "", zh: "")

    /// The obligation, the action or the step that it is about.
    func subject(_ judge: LogJudge) -> String {
        obligation.map { judge.program.obligations[$0.index].identity.name }
            ?? action.map { judge.program.actions[$0.index].identity.name } ?? step ?? ""
    }

    private mutating func take(_ event: LogEvent, _ texts: LogCaseTexts) {
        line = Int(event.line)
        at = event.at
        person = event.person == LogEvent.none ? nil : texts.persons.text(event.person)
        role = event.role == LogEvent.none ? nil : texts.roles.text(event.role)
    }

    // MARK: - All of a case

    /// - Parameter isTold: whether they are put into words, which takes longer than to find them.
    static func all(
        of verdict: LogVerdict, _ judge: LogJudge, _ texts: LogCaseTexts, isTold: Bool
    ) -> [LogProblem] {
        var problems: [LogProblem] = []
        if let line = verdict.unattributed.first, verdict.unreadable.isEmpty {
            var problem = LogProblem(
                .unreadableRow,
                Phrase(
                    en:
                        "row \(line) does not say which of the case's documents it is about, so that nothing can be said of them",
                    zh: "第\(line)行未注明涉及该案件的哪份文书，因此无法判读各份文书"), isTold: isTold)
            problem.line = Int(line)
            return [problem]
        }
        if let line = verdict.unreadable.first {
            var problem = LogProblem(
                .unreadableRow,
                Phrase(
                    en: "row \(line) cannot be read, so that nothing can be said of the case",
                    zh: "第\(line)行无法读取，因此无法判读该案件"), isTold: isTold)
            problem.line = Int(line)
            return [problem]
        }
        problems += chain(verdict, judge, texts, isTold: isTold)
        for early in verdict.early {
            let event = verdict.events[early.event]
            let identity = judge.program.actions[early.action.index].identity
            let who = texts.persons.text(event.person)
            var problem = LogProblem(
                .actedBeforeApproval,
                Phrase(
                    en: "`\(identity.name)` happened at \(RoutingWording.time(event.at))"
                        + (who.isEmpty ? "" : " by \(who)") + ", before what it waits for",
                    zh: "`\(identity.title)`" + (who.isEmpty ? "" : "由\(who)")
                        + "于\(RoutingWording.time(event.at))办理，早于其所待条件成就"), isTold: isTold)
            problem.take(event, texts)
            problem.action = early.action
            problem.citations = early.citations
            problems.append(problem)
        }
        problems += sent(verdict, texts, isTold: isTold).map { [$0] } ?? []
        if let index = verdict.future.first {
            let event = verdict.events[index]
            var problem = LogProblem(
                .inTheFuture,
                Phrase(
                    en: "`\(texts.activities.text(event.activity))` is dated \(event.at.date), after \(judge.asOf):"
                        + " it has not happened and counts for nothing",
                    zh: "`\(texts.activities.text(event.activity))`的日期\(event.at.date)晚于基准日\(judge.asOf)：尚未发生，不予计入"),
                isTold: isTold)
            problem.take(event, texts)
            problems.append(problem)
        }
        problems += obligations(verdict, judge, isTold: isTold)
        problems += verdict.changes.map { changed($0, judge, isTold: isTold) }
        for (first, second) in verdict.alike {
            problems.append(LogProblem(.lookAlike, PersonProblems.alike(first, second).message, isTold: isTold))
        }
        return problems
    }

    private static func chain(
        _ verdict: LogVerdict, _ judge: LogJudge, _ texts: LogCaseTexts, isTold: Bool
    ) -> [LogProblem] {
        guard !verdict.findings.isEmpty else { return [] }
        let steps = verdict.table.steps
        let records = (isTold ? verdict.events : []).map { event -> ApprovalRecord in
            switch judge.meaning(event, texts) {
            case .decision(let decision, let step)?: judge.record(event, decision, step, texts)
            case .returned(let step, _)?: judge.record(event, .returned, step, texts)
            case .act(_, let step)?: judge.record(event, .approved, step, texts)
            default: judge.record(event, .approved, nil, texts)
            }
        }
        lazy var wording = RoutingWording(program: judge.program, steps: steps, records: records)
        return verdict.findings.map { finding in
            let due = verdict.dues[finding.step]
            var problem = LogProblem(
                finding.kind, wording.texts(of: finding, issued: nil, due: due).message, isTold: isTold)
            if let record = finding.record, verdict.events.indices.contains(record) {
                problem.take(verdict.events[record], texts)
            }
            problem.step = steps[finding.step].id
            problem.citations = steps[finding.step].citations
            return problem
        }
    }

    private static func sent(_ verdict: LogVerdict, _ texts: LogCaseTexts, isTold: Bool) -> LogProblem? {
        guard let sent = verdict.sent, let first = sent.open.first else { return nil }
        let event = verdict.events[sent.event]
        let open = sent.open.map { verdict.table.steps[$0] }
        var problem = LogProblem(
            .sentUnapproved,
            SentDocument(sent.isSigned ? .signed : .delivered, on: event.at.date, open: open).words.message,
            isTold: isTold)
        problem.take(event, texts)
        problem.step = verdict.table.steps[first].id
        problem.citations = verdict.table.steps[first].citations
        return problem
    }

    private static func obligations(
        _ verdict: LogVerdict, _ judge: LogJudge, isTold: Bool
    ) -> [LogProblem] {
        guard verdict.obligations.contains(where: { $0.state == .broken }), let obligations = judge.obligations else {
            return []
        }
        lazy var wording = ObligationWording(judge.program, obligations.plan)
        return ObligationWording.breaches(of: verdict.obligations).map { found in
            let obligation = judge.program.obligations[found.verdict.obligation.index]
            let demand = obligation.demands[found.demand]
            var problem = LogProblem(
                .obligationBroken, wording.message(found.breach, demand, of: obligation), isTold: isTold)
            problem.obligation = found.verdict.obligation
            problem.citations = demand.citations.isEmpty ? obligation.provision.citations : demand.citations
            if let event = found.breach.event {
                problem.line = event.line
                problem.at = event.at
                problem.person = event.person?.text
            }
            return problem
        }
    }

    private static func changed(_ change: LogChange, _ judge: LogJudge, isTold: Bool) -> LogProblem {
        let field = judge.type.map { judge.program.records[$0.index].fields[change.field] }
        var problem = LogProblem(
            .factChanged,
            Phrase(
                en: "`\(field?.name ?? "?")` was \(change.from) and is \(change.to) in row \(change.line)",
                zh: "`\(field?.title ?? "？")`原为\(change.from)，第\(change.line)行为\(change.to)"), isTold: isTold)
        problem.line = change.line
        return problem
    }
}
