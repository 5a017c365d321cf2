package import WritLanguage
package import WritSemantics

/// What a log shows, counted.
package struct LogReport: Sendable {
    /// A number of cases, with the first few by name.
    package struct Tally: Sendable {
        package var count = 0
        package var first: [String] = []
        static let shown = 5

        mutating func add(_ id: String) {
            count += 1
            if first.count < Tally.shown { first.append(id) }
        }
    }

    package struct ProblemKey: Sendable, Hashable {
        package let kind: RoutingProblemKind
        /// The id of the step, or the name of the action.
        package let subject: String
    }

    package let log: LogMapping
    package let milestones: LogMilestones
    package var events = 0
    package var cases = 0
    package var states: [ChainState: Int] = [:]
    package var problems: [ProblemKey: Tally] = [:]
    package var casesWithProblems = 0
    /// Rejections and returns that took effect, by what the log calls the role.
    package var rejections: [String: Int] = [:]
    /// `lacking[i][j]`: cases that had milestone i (all cases for the last i) and never had milestone j.
    package var lacking: [[Tally]]
    /// Ids of steps that were asked of no case, since their conditions depend on facts that a log does not state.
    package var undecidedSteps: [String] = []
    package var diagnostics: [Diagnostic] = []

    init(log: LogMapping, milestones: LogMilestones) {
        self.log = log
        self.milestones = milestones
        let count = milestones.all.count
        lacking = Array(repeating: Array(repeating: Tally(), count: count), count: count + 1)
    }

    mutating func add(_ open: LogCase, _ found: [LogProblem], program: Program) {
        cases += 1
        states[open.state, default: 0] += 1
        if !found.isEmpty { casesWithProblems += 1 }
        var seen: Set<ProblemKey> = []
        for problem in found {
            let key = ProblemKey(
                kind: problem.kind,
                subject: problem.action.map { program.actions[$0.action.index].identity.name } ?? problem.subject)
            if seen.insert(key).inserted { problems[key, default: Tally()].add(open.id) }
        }
        let count = milestones.all.count
        for column in 0..<count where !open.has(column) {
            lacking[count][column].add(open.id)
            for row in 0..<count where row != column && open.has(row) { lacking[row][column].add(open.id) }
        }
    }

    /// Problems in the order of their kinds, then by how many cases have them.
    package var orderedProblems: [(key: ProblemKey, tally: Tally)] {
        let kinds = RoutingProblemKind.allCases
        return problems.sorted { a, b in
            let (first, second) = (kinds.firstIndex(of: a.key.kind) ?? 0, kinds.firstIndex(of: b.key.kind) ?? 0)
            if first != second { return first < second }
            return a.value.count != b.value.count ? a.value.count > b.value.count : a.key.subject < b.key.subject
        }.map { ($0.key, $0.value) }
    }

    /// Roles by how often they rejected.
    package var orderedRejections: [(role: String, count: Int)] {
        rejections.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }
}
