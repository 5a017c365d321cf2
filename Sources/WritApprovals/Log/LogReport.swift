package import WritEvaluation
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
    /// Rows of the table, with those that are no event of any case.
    package var rows = 0
    package var events = 0
    /// Cases; where they have several documents, the documents.
    package var cases = 0
    /// The cases to which the documents belong, where the log tells documents apart.
    package var matters: Int?
    package var states: [ChainState: Int] = [:]
    package var problems: [ProblemKey: Tally] = [:]
    package var casesWithProblems = 0
    /// Rejections and returns that took effect, by what the log calls the role.
    package var rejections: [String: Int] = [:]
    /// `lacking[i][j]`: cases that had milestone i (all cases for the last i) and never had milestone j.
    package var lacking: [[Tally]]
    /// Ids of steps that were asked of no case, since their conditions depend on facts that a log does not state.
    package var undecidedSteps: [String] = []
    /// What would tell how the cases stand that are open.
    package var openNeeds: [Outcome.Need] = []
    /// The day as of which it was asked: the last day of the log, unless somebody says.
    package var asOf: CalendarDate?
    /// Cases with events of one moment, which are taken in the order of the chain.
    package var ties = Tally()
    /// Cases in which an action happened of which the log does not tell whether it came too early.
    package var openActions: [ActionID: Tally] = [:]
    /// Documents on which that depends and of which the log tells nothing.
    package var foreign: [FormID] = []
    /// Whether roles were held against a list of the firm.
    package var staffIsListed = false
    /// Rules that hold at some organisations only and were not applied, since the log does not name one.
    package var unplaced: (rules: Int, organisations: [String])?
    package var obligations = LogObligationCounts()
    package var waits = LogWaits()
    package var diagnostics: [Diagnostic] = []

    init(log: LogMapping, milestones: LogMilestones) {
        self.log = log
        self.milestones = milestones
        let count = milestones.all.count
        lacking = Array(repeating: Array(repeating: Tally(), count: count), count: count + 1)
    }

    mutating func add(_ result: LogResult, milestones reached: [UInt64]) {
        let id = result.name
        cases += 1
        states[result.state, default: 0] += 1
        if !result.found.isEmpty { casesWithProblems += 1 }
        var seen: Set<ProblemKey> = []
        for problem in result.found {
            let key = ProblemKey(kind: problem.kind, subject: problem.subject(result.judge))
            if seen.insert(key).inserted { problems[key, default: Tally()].add(id) }
        }
        if result.verdict.ties > 0 { ties.add(id) }
        obligations.add(result.verdict.obligations)
        waits.add(result)
        for action in result.verdict.open { openActions[action, default: Tally()].add(id) }
        func has(_ milestone: Int) -> Bool { reached[milestone / 64] & (1 << UInt64(milestone % 64)) != 0 }
        let count = milestones.all.count
        for column in 0..<count where !has(column) {
            lacking[count][column].add(id)
            for row in 0..<count where row != column && has(row) { lacking[row][column].add(id) }
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
