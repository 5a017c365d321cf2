package import WritApprovals
package import WritEvaluation
package import WritLanguage
package import WritSemantics

/// Runs the rulebook's own examples.
package struct ExampleRunner {
    package struct Result {
        package let example: Int
        /// One for each expectation that was not met, and for each error of the case.
        package let failures: [Diagnostic]
        package let routing: CaseRouting

        package var evaluation: Evaluation { routing.evaluation }
        package var passed: Bool { failures.isEmpty }
    }

    private let program: Program
    private let router: CaseRouter

    package init(_ rulebook: CompiledRulebook) {
        program = rulebook.program
        router = CaseRouter(Evaluator(rulebook.plan))
    }

    /// All examples in the order of the rulebook.
    package func run() -> [Result] { program.examples.indices.map(run) }

    package func run(_ index: Int) -> Result {
        let example = program.examples[index]
        let routing = router.route(example.input)
        var failures = routing.outcome.errors
        for (number, expectation) in example.expectations.enumerated() {
            guard let fact = unmet(expectation.kind, number, of: index, routing) else { continue }
            failures.append(Diagnostic(.error, fact, at: .span(expectation.span)))
        }
        return Result(example: index, failures: failures, routing: routing)
    }

    /// What came instead; nil where the expectation is met.
    private func unmet(
        _ kind: Example.Expectation.Kind, _ number: Int, of example: Int, _ routing: CaseRouting
    ) -> ExampleFact? {
        let outcome = routing.outcome
        switch kind {
        case .issue(let form, let to, let due, let arguments):
            let issues = outcome.issues.filter { $0.form == form }
            let isMet = issues.contains { issue in
                issue.status == .certain && (to.isEmpty || Set(to) == Set(issue.to))
                    && (due == nil || due?.inUTC == issue.due?.inUTC)
                    && arguments.allSatisfy {
                        issue.arguments.indices.contains($0.0) && issue.arguments[$0.0].inUTC == $0.1.inUTC
                    }
            }
            if isMet { return nil }
            guard let issue = issues.first else { return .notIssued(name(form)) }
            if issue.status == .open { return .open(name(form), needs(issue.needs)) }
            if let due, due.inUTC != issue.due?.inUTC {
                return .otherDue(name(form), text(due), issue.due.map(text) ?? "–")
            }
            if !to.isEmpty, Set(to) != Set(issue.to) { return .otherParty(name(form), issue.to.map(name)) }
            for (index, value) in arguments where issue.arguments[index].inUTC != value.inUTC {
                return .otherValue(
                    program.forms[form.index].arguments[index].name, text(value), text(issue.arguments[index]))
            }
            return .notIssued(name(form))
        case .noIssue(let form):
            let issued = Phrase(en: "`\(name(form))` is issued", zh: "出具 `\(name(form))`")
            return followed(outcome.issues.filter { $0.form == form }.map(\.grounds), issued) { .issued(name(form)) }
        case .openIssue(let form):
            return outcome.issues.contains { $0.form == form && $0.status == .open } ? nil : .notOpen(name(form))
        case .approval(let form, let by):
            guard
                let document = routing.documents.last(where: { $0.form == form && $0.issue != nil })
                    ?? routing.documents.last(where: { $0.form == form })
            else { return .noApproval(name(form)) }
            let roles = document.requirement.steps.flatMap(\.roles)
            return roles == by ? nil : .otherApproval(name(form), expected: by.map(name), found: roles.map(name))
        case .require(let task, let by, let due):
            let required = outcome.requirements.filter { $0.status == .certain && $0.task == task }
            guard let first = required.first else {
                let open = outcome.requirements.filter { $0.task == task }.map(\.grounds)
                return missed(open, Self.required(task)) {
                    .notRequired(task, found: outcome.requirements.filter { $0.status == .certain }.map(\.task))
                }
            }
            if required.contains(where: { (by ?? $0.by) == $0.by && (due ?? $0.due)?.inUTC == $0.due?.inUTC }) {
                return nil
            }
            if let by, by != first.by { return .otherPerson(task, expected: name(by), found: name(first.by)) }
            return .otherTaskDue(task, due.map(text) ?? "–", first.due.map(text) ?? "–")
        case .noRequire(let task):
            let found = outcome.requirements.filter { $0.task == task }.map(\.grounds)
            return followed(found, Self.required(task)) { .required(task) }
        case .hold(let action):
            let holds = outcome.holds.filter { $0.action == action }.map(\.grounds)
            return missed(holds, Self.held(name(action))) { .notHeld(name(action)) }
        case .noHold(let action):
            let holds = outcome.holds.filter { $0.action == action }.map(\.grounds)
            return followed(holds, Self.held(name(action))) { .held(name(action)) }
        case .notify(let role, let message):
            let notifications = outcome.notifications.filter { $0.to == role }
            let told = notifications.filter { $0.status == .certain }.map(\.message)
            guard !told.isEmpty else {
                return missed(notifications.map(\.grounds), Self.told(name(role))) { .notTold(name(role)) }
            }
            guard let message, !told.contains(message) else { return nil }
            return .toldOtherwise(name(role), found: told)
        case .noNotify(let role):
            let found = outcome.notifications.filter { $0.to == role }.map(\.grounds)
            return followed(found, Self.told(name(role))) { .told(name(role)) }
        case .refused(let reason):
            let reasons = outcome.refusals.filter { $0.status == .certain }.map(\.reason)
            guard !reasons.isEmpty else {
                let reason = outcome.refusals.first?.reason ?? ""
                return missed(outcome.refusals.map(\.grounds), Self.refused(reason)) { .notRefused }
            }
            guard let reason, !reasons.contains(reason) else { return nil }
            return .otherReason(found: reasons)
        case .notRefused:
            let first = outcome.refusals.first { $0.status == .certain } ?? outcome.refusals.first
            let reason = first?.reason ?? ""
            return followed(outcome.refusals.map(\.grounds), Self.refused(reason)) { .refused(reason) }
        case .missing(let path):
            let isMissing = outcome.consequences.flatMap({ $0.needs + $0.lacks }).contains { need in
                switch need {
                case .fact(let fact): fact == path
                case .holidays: false
                case .parameter(let id): program.parameters[id.index].identity.name == path
                }
            }
            return isMissing ? nil : .notMissing(path)
        case .obligation(let id, let state):
            let wanted: ObligationState = state == .kept ? .kept : state == .broken ? .broken : .open
            let found = routing.obligations.first { $0.obligation == id }?.state ?? .notConcerned
            return found == wanted ? nil : .otherState(program.obligations[id.index].identity.name, found.word)
        case .value(_, let expected):
            let value = routing.evaluation.value(ofExpectation: number, inExample: example)
            return value.inUTC == expected.inUTC ? nil : .otherValue(nil, text(expected), text(value))
        }
    }

    /// What is to be said where something follows that should not: that it does, or that it is open.
    private func followed(
        _ found: [WritEvaluation.Outcome.Grounds], _ what: Phrase, _ certain: () -> ExampleFact
    ) -> ExampleFact? {
        if found.contains(where: { $0.status == .certain }) { return certain() }
        return found.isEmpty ? nil : .undecided(what, needs(found.flatMap(\.needs)))
    }

    /// What is to be said where something does not follow that should: that it does not, or that it is open.
    private func missed(
        _ found: [WritEvaluation.Outcome.Grounds], _ what: Phrase, _ absent: () -> ExampleFact
    ) -> ExampleFact? {
        if found.contains(where: { $0.status == .certain }) { return nil }
        return found.isEmpty ? absent() : .undecided(what, needs(found.flatMap(\.needs)))
    }

    private static func required(_ task: String) -> Phrase {
        Phrase(en: "“\(task)” is required", zh: "要求“\(task)”")
    }

    private static func held(_ action: String) -> Phrase { Phrase(en: "`\(action)` is held", zh: "暂缓 `\(action)` ") }

    private static func told(_ role: String) -> Phrase {
        Phrase(en: "`\(role)` is told something", zh: "告知 `\(role)` ")
    }

    private static func refused(_ reason: String) -> Phrase {
        Phrase(en: "the case is refused (“\(reason)”)", zh: "拒绝案件（“\(reason)”）")
    }

    private func name(_ form: FormID) -> String { program.forms[form.index].name }
    private func name(_ role: RoleID) -> String { program.roles[role.index].identity.name }
    private func name(_ action: ActionID) -> String { program.actions[action.index].identity.name }

    private func needs(_ needs: [WritEvaluation.Outcome.Need]) -> [String] {
        var seen: Set<WritEvaluation.Outcome.Need> = []
        return needs.filter { seen.insert($0).inserted }.map { need in
            switch need {
            case .fact(let path): path
            case .holidays(let year): "holidays \(year)"
            case .parameter(let id): program.parameters[id.index].identity.name
            }
        }
    }

    private func text(_ value: Value) -> String {
        if case .unknown = value { return "unknown" }
        if case .missing = value { return "missing" }
        var writer = JSONWriter()
        ValueText.write(value, in: program, to: &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
