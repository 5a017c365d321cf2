package import WritEvaluation
import WritLanguage
package import WritSemantics

/// An outcome as plain lines that two versions of a rulebook share: names, not numbers.
package struct OutcomeLines: Sendable {
    /// What a line is about, such as `issue rectification-notice`, and all that it says.
    package let lines: [(key: String, text: String)]

    package init(_ outcome: Outcome, _ program: Program) {
        var lines: [(key: String, text: String)] = []
        func add(_ key: String, _ rest: [String], _ status: Outcome.Status) {
            let open = status == .open ? ["(open)"] : []
            lines.append((key, ([key] + rest + open).joined(separator: " ")))
        }
        func due(_ value: Value?) -> [String] {
            guard let value else { return [] }
            if case .date(let date) = value { return ["due \(date)"] }
            return ["due …"]
        }
        for issue in outcome.issues {
            let form = program.forms[issue.form.index]
            var rest = issue.to.map { program.roles[$0.index].identity.name }
            if !rest.isEmpty { rest = ["to " + rest.joined(separator: ", ")] }
            rest += due(issue.due)
            if let chain = issue.chain { rest.append("approval \(program.chains[chain.index].identity.name)") }
            for (argument, value) in zip(form.arguments, issue.arguments) {
                rest.append("\(argument.name) = \(ValueText.text(value, argument.type, in: program))")
            }
            add("issue \(form.name)", rest, issue.status)
        }
        for item in outcome.requirements {
            add(
                "require “\(item.task)”", ["by \(program.roles[item.by.index].identity.name)"] + due(item.due),
                item.status)
        }
        for item in outcome.refusals { add("refuse “\(item.reason)”", [], item.status) }
        for item in outcome.holds { add("hold \(program.actions[item.action.index].identity.name)", [], item.status) }
        for item in outcome.notifications {
            add("notify \(program.roles[item.to.index].identity.name) “\(item.message)”", [], item.status)
        }
        for item in outcome.defined {
            let type = program.definitions[item.definition.index].type
            lines.append((item.path, "\(item.path) = \(ValueText.text(item.value, type, in: program))"))
        }
        for error in outcome.errors { lines.append(("error", "error[\(error.fact.id)]")) }
        self.lines = lines
    }

    package var texts: [String] { lines.map(\.text) }

    /// The keys of the lines that only one of the two has.
    package static func changedKeys(_ a: OutcomeLines, _ b: OutcomeLines) -> [String] {
        let (first, second) = (Set(a.texts), Set(b.texts))
        var keys: [String] = []
        for line in a.lines where !second.contains(line.text) && !keys.contains(line.key) { keys.append(line.key) }
        for line in b.lines where !first.contains(line.text) && !keys.contains(line.key) { keys.append(line.key) }
        return keys
    }
}

/// How many of the cases at hand change, and how.
package struct CaseComparison: Sendable {
    package private(set) var cases = 0
    package private(set) var changed = 0
    /// By key of the line, how many cases it changes for, in the order in which they first occur.
    package private(set) var counts: [(key: String, cases: Int)] = []
    /// The ids of the first cases that change.
    package private(set) var examples: [String] = []
    private let old: Evaluator
    private let new: Evaluator
    private var places: [String: Int] = [:]

    package init(old: Program, new: Program) {
        self.old = Evaluator(Plan(old))
        self.new = Evaluator(Plan(new))
    }

    package mutating func add(old oldCase: CaseData, new newCase: CaseData) {
        let before = OutcomeLines(old.evaluate(oldCase).outcome, old.plan.program)
        let after = OutcomeLines(new.evaluate(newCase).outcome, new.plan.program)
        cases += 1
        let keys = OutcomeLines.changedKeys(before, after)
        if keys.isEmpty { return }
        changed += 1
        if examples.count < 20 { examples.append(newCase.id) }
        for key in keys {
            if let place = places[key] {
                counts[place].cases += 1
            } else {
                places[key] = counts.count
                counts.append((key, 1))
            }
        }
    }
}
