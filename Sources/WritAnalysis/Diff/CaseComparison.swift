import WritEvaluation
package import WritLanguage
package import WritSemantics

/// How many of the cases at hand change, and how.
package struct CaseComparison: Sendable {
    package private(set) var cases = 0
    package private(set) var changed = 0
    /// By key of the line, how many cases it changes for, in the order in which they first occur.
    package private(set) var counts: [(key: String, reading: Phrase, cases: Int)] = []
    /// Cases that only one of the versions can read.
    package private(set) var onlyOld = 0
    package private(set) var onlyNew = 0
    /// The ids of the first cases that change.
    package private(set) var examples: [String] = []
    /// Whether some case has another outcome, or can be read by one version only.
    package var isAnyDifferent: Bool { changed + onlyOld + onlyNew > 0 }
    private let old: Evaluator
    private let new: Evaluator
    private var places: [String: Int] = [:]

    package init(old: Program, new: Program) {
        self.old = Evaluator(Plan(old))
        self.new = Evaluator(Plan(new))
    }

    /// Counts a case that one version cannot read.
    package mutating func addReadByOne(isOld: Bool) {
        if isOld { onlyOld += 1 } else { onlyNew += 1 }
    }

    package mutating func add(old oldCase: CaseData, new newCase: CaseData) {
        let before = OutcomeLines(old.evaluate(oldCase), oldCase, old.plan.program)
        let after = OutcomeLines(new.evaluate(newCase), newCase, new.plan.program)
        cases += 1
        let keys = OutcomeLines.changedKeys(before, after)
        if keys.isEmpty { return }
        changed += 1
        if examples.count < 20 { examples.append(newCase.id) }
        for (key, reading) in keys {
            if let place = places[key] {
                counts[place].cases += 1
            } else {
                places[key] = counts.count
                counts.append((key, reading, 1))
            }
        }
    }
}
