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
                issue.status == .certain && (to.isEmpty || Set(to) == Set(issue.to)) && (due == nil || due == issue.due)
                    && arguments.allSatisfy { issue.arguments.indices.contains($0.0) && issue.arguments[$0.0] == $0.1 }
            }
            if isMet { return nil }
            guard let issue = issues.first else { return .notIssued(name(form)) }
            if issue.status == .open { return .open(name(form), needs(issue.needs)) }
            if let due, due != issue.due { return .otherDue(name(form), text(due), issue.due.map(text) ?? "–") }
            if !to.isEmpty, Set(to) != Set(issue.to) { return .otherParty(name(form), issue.to.map(name)) }
            for (index, value) in arguments where issue.arguments[index] != value {
                return .otherValue(
                    program.forms[form.index].arguments[index].name, text(value), text(issue.arguments[index]))
            }
            return .notIssued(name(form))
        case .noIssue(let form): return outcome.issues.contains { $0.form == form } ? .issued(name(form)) : nil
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
                return .notRequired(task, found: outcome.requirements.map(\.task))
            }
            if required.contains(where: { (by ?? $0.by) == $0.by && (due ?? $0.due) == $0.due }) { return nil }
            if let by, by != first.by { return .otherPerson(task, expected: name(by), found: name(first.by)) }
            return .otherTaskDue(task, due.map(text) ?? "–", first.due.map(text) ?? "–")
        case .noRequire(let task): return outcome.requirements.contains { $0.task == task } ? .required(task) : nil
        case .hold(let action):
            return outcome.holds.contains { $0.action == action && $0.status == .certain }
                ? nil : .notHeld(name(action))
        case .noHold(let action): return outcome.holds.contains { $0.action == action } ? .held(name(action)) : nil
        case .notify(let role, let message):
            let told = outcome.notifications.filter { $0.to == role && $0.status == .certain }.map(\.message)
            guard !told.isEmpty else { return .notTold(name(role)) }
            guard let message, !told.contains(message) else { return nil }
            return .toldOtherwise(name(role), found: told)
        case .noNotify(let role): return outcome.notifications.contains { $0.to == role } ? .told(name(role)) : nil
        case .refused(let reason):
            let reasons = outcome.refusals.filter { $0.status == .certain }.map(\.reason)
            guard !reasons.isEmpty else { return .notRefused }
            guard let reason, !reasons.contains(reason) else { return nil }
            return .otherReason(found: reasons)
        case .notRefused: return outcome.refusals.first.map { .refused($0.reason) }
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
            return value == expected ? nil : .otherValue(nil, text(expected), text(value))
        }
    }

    private func name(_ form: FormID) -> String { program.forms[form.index].name }
    private func name(_ role: RoleID) -> String { program.roles[role.index].identity.name }
    private func name(_ action: ActionID) -> String { program.actions[action.index].identity.name }

    private func needs(_ needs: [WritEvaluation.Outcome.Need]) -> [String] {
        needs.map { need in
            switch need {
            case .fact(let path): path
            case .holidays(let year): "holidays \(year)"
            case .parameter(let id): program.parameters[id.index].identity.name
            }
        }
    }

    private func text(_ value: Value) -> String {
        if case .unknown = value { return "unknown" }
        var writer = JSONWriter()
        ValueText.write(value, in: program, to: &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
