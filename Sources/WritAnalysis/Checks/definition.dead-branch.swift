import WritEvaluation
import WritLanguage
import WritSemantics

/// Branches that never give the value.
enum DefinitionDeadBranch: Check {
    static let id = "definition.dead-branch"

    static func run(_ analysis: Analysis) {
        for definition in analysis.program.definitions {
            guard case .branches(let branches) = definition.origin, branches.count > 1,
                let subject = analysis.subject(for: definition.subject)
            else { continue }
            let translator = subject.translator
            let conditions = translator.branchConditions(branches, of: subject.record)
            func noneHolds(_ belongs: (Branch) -> Bool) -> Formula {
                translator.space.store.all(
                    zip(branches, conditions).filter { belongs($0.0) }.map { !$0.1.holds.yes })
            }
            let noException = noneHolds(\.isException)
            let nonePlain = noneHolds { !$0.isException && !$0.isOtherwise }
            for (branch, condition) in zip(branches, conditions) {
                // A branch is alive where it is not certain that it does not hold, nor that others win over it.
                let canHold = [subject.exists, !condition.holds.no]
                var isAlive = canHold
                if !branch.isException { isAlive.append(noException) }
                if branch.isOtherwise { isAlive.append(nonePlain) }
                switch analysis.ask(translator, isAlive, smallest: false) {
                case .possible: analysis.prove(id)
                case .undecided(let reason): analysis.undecided(id, reason, at: branch.span)
                case .impossible:
                    let isShadowed = analysis.isImpossible(translator, canHold) == false
                    analysis.add(
                        Finding(
                            check: id, verdict: .found, severity: .warning, place: branch.span, related: [],
                            fact: .branchNeverApplies(
                                definition: definition.identity.name, isShadowed: isShadowed),
                            witness: nil))
                }
            }
        }
    }
}
