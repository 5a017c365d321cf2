import WritLanguage
import WritSemantics

/// Two rows of a table of policy `unique` that can hold together and give different values.
enum TableOverlap {
    static let id = "table.overlap"
    /// Pairs that are listed; all are counted.
    static let listLimit = 10
    /// Pairs of one table that are looked at.
    private static let pairLimit = 2000
    /// Rows of a table that one question about all of them takes.
    private static let questionLimit = 2000

    /// Runs once for each table, with the first of its outputs that others depend on.
    static func check(_ definition: DefinitionID, _ analysis: Analysis) {
        guard case .table(let id, _) = analysis.program.definitions[definition.index].origin,
            analysis.firstVisit(to: id)
        else { return }
        let table = analysis.program.tables[id.index]
        guard table.policy == .unique, table.rows.count > 1, let subject = analysis.subject(for: table.subject) else {
            return
        }
        guard let boxes = analysis.boxes(of: table) else {
            if isProved(id, table, subject, analysis) { return }
            let (pairs, isWhole) = candidatePairs(table)
            search(table, pairs, isWhole: isWhole, total: nil, subject, analysis)
            return
        }
        let found = boxes.boxes.conflicts(limit: pairLimit)
        if found.count == 0 {
            subject.translator.disjoint.formUnion(table.outputs)
            analysis.prove(TableOverlap.id)
            return
        }
        let pairs = found.pairs.map { (Int(boxes.boxes.row[$0.first]), Int(boxes.boxes.row[$0.second])) }
        let isComputed = found.pairs.contains {
            boxes.boxes.output[$0.first] >= table.rows.count || boxes.boxes.output[$0.second] >= table.rows.count
        }
        let isExact = boxes.isIndependent && !isComputed
        if !isExact, isProved(id, table, subject, analysis) { return }
        search(
            table, pairs, isWhole: found.count == pairs.count, total: isExact ? found.count : nil, subject, analysis)
    }

    /// One question that settles all pairs of rows where nothing is wrong.
    private static func isProved(
        _ id: TableID, _ table: DecisionTable, _ subject: Analysis.Subject, _ analysis: Analysis
    ) -> Bool {
        if table.rows.count > questionLimit { return false }
        let translator = subject.translator
        let rows = translator.rowConditions(table, id, of: subject.record)
        var disagree: [Formula] = []
        for (column, output) in table.outputs.enumerated() {
            let values = table.rows.map { translator.translate($0.outputs[column], [0: .record(subject.record)]) }
            let type = analysis.program.definitions[output.index].type
            guard let agreed = translator.agreement(of: zip(rows, values).map { ($0.yes, $1) }, type) else {
                return false
            }
            disagree.append(!agreed)
        }
        let question = [
            subject.exists, translator.inForce(table.provision), translator.space.store.any(disagree),
        ]
        guard analysis.isImpossible(translator, question, effort: .medium) == true else { return false }
        translator.disjoint.formUnion(table.outputs)
        analysis.prove(TableOverlap.id)
        return true
    }

    /// The pairs of rows that are looked at one by one, and whether those are all.
    private static func candidatePairs(_ table: DecisionTable) -> (pairs: [(Int, Int)], isWhole: Bool) {
        var pairs: [(Int, Int)] = []
        for second in table.rows.indices {
            for first in 0..<second {
                if pairs.count == pairLimit { return (pairs, false) }
                pairs.append((first, second))
            }
        }
        return (pairs, true)
    }

    /// Looks for a case for each pair. `total` is set where every pair is known to have one; `isWhole` says that no other
    /// pair can have one.
    private static func search(
        _ table: DecisionTable, _ pairs: [(Int, Int)], isWhole: Bool, total: Int?, _ subject: Analysis.Subject,
        _ analysis: Analysis
    ) {
        let translator = subject.translator
        let inForce = translator.inForce(table.provision)
        var shown = 0
        var undecided = 0
        for (first, second) in pairs {
            let (a, b) = (table.rows[first], table.rows[second])
            let together = translator.space.store.all([
                subject.exists, inForce, translator.fits(a.cells, table, of: subject.record).yes,
                translator.fits(b.cells, table, of: subject.record).yes,
            ])
            let differ = zip(a.outputs, b.outputs).map { left, right in
                translator.equalValues(
                    translator.translate(left, [0: .record(subject.record)]),
                    translator.translate(right, [0: .record(subject.record)]), left.type
                ).no
            }
            if shown == listLimit { break }
            switch analysis.ask(translator, [together, translator.space.store.any(differ)]) {
            case .impossible: analysis.prove(TableOverlap.id)
            case .undecided(let reason):
                undecided += 1
                if undecided <= listLimit { analysis.undecided(TableOverlap.id, reason, at: b.span) }
            case .possible(let model, let doubt):
                shown += 1
                let outputs = table.outputs.indices.filter { differ[$0] != .no }
                let unknown = outputs.map { index in
                    Expression(
                        .definition(subject.path, table.outputs[index]),
                        type: analysis.program.definitions[table.outputs[index].index].type, span: b.span)
                }
                // Where only one value can differ it must be the one without a value.
                let steps = unknown.count == 1 ? unknown.map { Replay.Step(expression: $0, value: .unknown) } : []
                analysis.show(
                    TableOverlap.id,
                    fact: .rowsDisagree(
                        table: table.identity.name, row: first + 1, other: second + 1, pairs: total ?? 1),
                    severity: .error,
                    at: b.span, related: [(a.span, Phrase(en: "this row fits too", zh: "该行也适用"))], in: translator,
                    by: model,
                    doubt: doubt, replay: Replay(steps: steps + differing(a, b, subject)))
            }
        }
        if !isWhole, shown == 0, undecided == 0 {
            analysis.undecided(TableOverlap.id, .tooMuchWork, at: table.identity.nameSpan)
        }
    }

    /// That some output of the two rows differs, as a step to replay.
    private static func differing(
        _ a: DecisionTable.Row, _ b: DecisionTable.Row, _ subject: Analysis.Subject
    ) -> [Replay.Step] {
        let parts = zip(a.outputs, b.outputs).map { left, right in
            Expression(.compare(.notEqual, left, right), type: .boolean, span: b.span).placed(at: subject.path)
        }
        guard let first = parts.first else { return [] }
        let any = parts.dropFirst().reduce(first) { Expression(.or($0, $1), type: .boolean, span: b.span) }
        return [Replay.Step(expression: any, value: .boolean(true))]
    }
}
