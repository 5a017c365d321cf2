import WritLanguage
import WritSemantics

/// Two branches of a definition that can hold together and give different values.
///
/// It runs along the order of dependence, before all others, together with its sister for tables.
enum DefinitionOverlap {
    static let id = "definition.overlap"
    /// Pairs of branches of one definition that are looked at.
    private static let pairLimit = 20_000

    static func check(_ definition: DefinitionID, _ analysis: Analysis) {
        if case .branches(let branches) = analysis.program.definitions[definition.index].origin {
            check(definition, branches, analysis)
        }
    }

    private static func check(_ id: DefinitionID, _ branches: [Branch], _ analysis: Analysis) {
        let definition = analysis.program.definitions[id.index]
        guard branches.count > 1, let subject = analysis.subject(for: definition.subject) else { return }
        let translator = subject.translator
        let conditions = translator.branchConditions(branches, of: subject.record)
        let values = branches.map { translator.translate($0.value, [0: .record(subject.record)]) }
        // One question settles them all where nothing is wrong.
        let agreed = translator.agreement(
            of: zip(conditions, values).map { ($0.applies, $1) }, definition.type)
        if let agreed, case .impossible = analysis.ask(translator, [subject.exists, !agreed], smallest: false) {
            translator.disjoint.insert(id)
            analysis.prove(DefinitionOverlap.id, count: branches.count * (branches.count - 1) / 2)
            return
        }
        // Only branches whose conditions can meet are compared, and only where their values may differ.
        var groups: [Fixed: Int] = [:]
        let entries = zip(conditions, values).enumerated().map { index, entry -> (formula: Formula, group: Int) in
            guard let fixed = Fixed(entry.1) else { return (entry.0.applies, index) }
            let group = groups[fixed] ?? index
            groups[fixed] = group
            return (entry.0.applies, group)
        }
        let meeting = MeetingPairs.find(entries, in: translator.space, limit: pairLimit)
        if !meeting.isWhole { analysis.undecided(DefinitionOverlap.id, .tooMuchWork, at: definition.identity.nameSpan) }
        var pairs: [(Int, Int, Formula)] = []
        for (i, j) in meeting.pairs.sorted(by: { ($0.1, $0.0) < ($1.1, $1.0) }) {
            let together = translator.space.store.all([
                subject.exists, conditions[i].applies, conditions[j].applies,
            ])
            // `otherwise` stands where no plain branch does, and those where no exception does.
            let areBeside =
                branches[i].isException == branches[j].isException && branches[i].isOtherwise == branches[j].isOtherwise
            if together == .no || !areBeside { continue }
            let same = translator.equalValues(values[i], values[j], definition.type)
            pairs.append((i, j, translator.space.store.and(together, same.no)))
            // Where both hold and a value is open, whether they differ is not settled.
            let open = translator.space.store.all([together, !same.yes, !same.no])
            if case .possible = analysis.ask(translator, [open], smallest: false),
                let parameter = analysis.unstatedParameter(in: [branches[i].value, branches[j].value])
            {
                analysis.undecided(DefinitionOverlap.id, .notStated(parameter), at: branches[j].span)
            }
        }
        analysis.prove(DefinitionOverlap.id, count: branches.count * (branches.count - 1) / 2 - pairs.count)
        for (i, j, formula) in pairs {
            switch analysis.ask(translator, [formula]) {
            case .impossible: analysis.prove(DefinitionOverlap.id)
            case .undecided(let reason): analysis.undecided(DefinitionOverlap.id, reason, at: branches[j].span)
            case .possible(let model, let doubt):
                let value = Expression(
                    .definition(subject.path, id), type: definition.type, span: definition.identity.nameSpan)
                let differ = Expression(
                    .compare(.notEqual, branches[i].value, branches[j].value), type: .boolean, span: branches[j].span)
                var expected = [Replay.Step(expression: differ.placed(at: subject.path), value: .boolean(true))]
                for index in [i, j] {
                    if case .when(let condition) = branches[index].condition {
                        expected.append(
                            Replay.Step(expression: condition.placed(at: subject.path), value: .boolean(true)))
                    }
                }
                expected.append(Replay.Step(expression: value, value: .unknown))
                analysis.show(
                    DefinitionOverlap.id, fact: .branchesDisagree(definition: definition.identity.name),
                    severity: .error,
                    at: branches[j].span,
                    related: [(branches[i].span, Phrase(en: "this branch holds too", zh: "该分支也成立"))], in: translator,
                    by: model, doubt: doubt, replay: Replay(steps: expected))
            }
        }
    }
}

extension Branch {
    var isOtherwise: Bool { if case .otherwise = condition { true } else { false } }
}
