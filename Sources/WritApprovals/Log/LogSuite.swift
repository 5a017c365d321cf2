package import WritEvaluation
package import WritLanguage
package import WritSemantics

/// One log, checked against one chain or several in one pass over its rows. Chains see each other: an action that waits for a
/// document of another chain is judged by how that document came along, in its own case or in the one to which it belongs. Rules
/// see the other cases of the log.
package struct LogSuite {
    private var checkers: [LogChecker]
    private let seesOtherCases: Bool

    package init(_ checkers: [LogChecker], seesOtherCases: Bool = true) {
        self.checkers = LogSuite.ordered(checkers)
        self.seesOtherCases = seesOtherCases
    }

    package init(
        _ router: CaseRouter, logs: [LogMapping], fileName: String, options: LogChecker.Options,
        seesOtherCases: Bool = true
    ) {
        let checkers = logs.enumerated().map { index, log in
            let others = logs.enumerated().filter { $0.offset != index }.map(\.element)
            return LogChecker(
                router, log: log, fileName: fileName, options: options, beside: others, isFirst: index == 0)
        }
        self.init(checkers, seesOtherCases: seesOtherCases)
    }

    /// Chains whose documents others wait for come first; where they wait for each other, those that come later are open to those
    /// before.
    private static func ordered(_ checkers: [LogChecker]) -> [LogChecker] {
        guard checkers.count > 1 else { return checkers }
        let foreign = checkers.map { checker in
            checker.type.map {
                LogHolds(checker.router.evaluator, checker.log, type: $0, form: checker.form, organisation: nil).foreign
            } ?? []
        }
        var left = Array(checkers.indices)
        var ordered: [LogChecker] = []
        while !left.isEmpty {
            let free = left.first { index in
                !left.contains { other in other != index && checkers[other].form.map(foreign[index].contains) == true }
            }
            guard let next = free ?? left.first else { break }
            ordered.append(checkers[next])
            left.removeAll { $0 == next }
        }
        return ordered
    }

    /// Reads a log to its end. `onCase` gets every case with its problems, chain by chain.
    /// - Parameter ending: asked when all rows are read, before anything is judged; nil where the header says all.
    /// - Returns: what it shows, chain by chain; what is wrong with the log as such stands in the first that tells it.
    package mutating func check(
        _ csv: CSVReader, ending: () -> LogEnding? = { nil }, onCase: (LogResult) -> Void
    ) -> [LogReport] {
        var table = TableReader(csv)
        var isUsable = true
        for index in checkers.indices where !checkers[index].begin(table) { isUsable = false }
        var neighbours = checkers.count > 1 ? LogNeighbours() : nil
        if isUsable {
            let isByCase = checkers.first?.isByCase ?? false
            while table.next() {
                if isByCase, checkers.contains(where: { $0.beginsAnother(table) }) {
                    turn(to: table, &neighbours, onCase)
                }
                for index in checkers.indices { checkers[index].take(table) }
            }
            let ending = ending()
            for index in checkers.indices where !checkers[index].end(ending) { isUsable = false }
        }
        if isUsable { judge(&neighbours, onCase) }
        return told()
    }

    /// Judges the case that is there before another begins.
    private mutating func turn(
        to row: TableReader, _ neighbours: inout LogNeighbours?, _ onCase: (LogResult) -> Void
    ) {
        neighbours?.forget()
        for index in checkers.indices {
            checkers[index].complete()
            know(index, &neighbours)
            checkers[index].turn(to: row, &neighbours, onCase)
        }
    }

    private mutating func judge(_ neighbours: inout LogNeighbours?, _ onCase: (LogResult) -> Void) {
        neighbours?.forget()
        for index in checkers.indices { checkers[index].complete() }
        if seesOtherCases, checkers.first?.isByCase != true, let others = otherCases() {
            for index in checkers.indices { checkers[index].see(others) }
        }
        if checkers.allSatisfy(\.sawNothing) { checkers.indices.first.map { checkers[$0].tellNothing() } }
        // One log has one end.
        let days = checkers.indices.compactMap { checkers[$0].lastDay() }
        guard let asOf = days.max() else { return }
        for index in checkers.indices {
            know(index, &neighbours)
            checkers[index].settle(asOf: asOf, &neighbours, onCase)
        }
    }

    /// Lets chains that are judged from now on know how the documents of one came along.
    private func know(_ index: Int, _ neighbours: inout LogNeighbours?) {
        if let form = checkers[index].form { neighbours?.knows(form) }
    }

    /// The cases of the log as rules see them beside the one that is decided; nil where no rule looks at others.
    private func otherCases() -> OtherCases? {
        guard let plan = checkers.first?.router.evaluator.plan else { return nil }
        var builder = OtherCases.Builder(plan)
        guard !builder.askedTypes.isEmpty else { return nil }
        // Of a type that no chain of the log is about nothing is known.
        for type in builder.askedTypes where !checkers.contains(where: { $0.type == type }) { builder.skip(type) }
        for checker in checkers {
            guard let type = checker.type, builder.isAsked(type) else { continue }
            if checker.hasLostRows { builder.skip(type) }
            for open in checker.cases {
                _ = builder.add(CaseData(type: type, id: open.name, asOf: .first, organisation: nil, facts: open.facts))
            }
        }
        return builder.finish()
    }

    private mutating func told() -> [LogReport] {
        var seen: Set<Diagnostic.Identity> = []
        return checkers.indices.map { index in
            var report = checkers[index].finish()
            report.diagnostics.removeAll { !seen.insert($0.identity).inserted }
            return report
        }
    }
}
