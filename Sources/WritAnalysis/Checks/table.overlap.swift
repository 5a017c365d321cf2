import WritLanguage
import WritSemantics

/// Two rows of a table of policy `unique` that can hold together and give different values.
enum TableOverlap {
    static let id = "table.overlap"
    /// Pairs that are listed; all are counted.
    static let listLimit = 10
    /// Pairs of one table that other proofs take into account.
    private static let memoryLimit = 2000

    /// Runs once for each table, with the first of its outputs that others depend on.
    static func check(_ definition: DefinitionID, _ analysis: Analysis) {
        guard case .table(let id, _) = analysis.program.definitions[definition.index].origin,
            analysis.firstVisit(to: id)
        else { return }
        let table = analysis.program.tables[id.index]
        guard table.policy == .unique, table.rows.count > 1, let subject = analysis.subject(for: table.subject) else {
            return
        }
        guard let boxes = TableBoxes(table, analysis.program) else {
            search(id, table, candidatePairs(table), total: nil, subject, analysis)
            return
        }
        let found = boxes.boxes.conflicts(limit: memoryLimit)
        if found.count == 0 {
            analysis.prove(TableOverlap.id)
            return
        }
        let pairs = found.pairs.map { (Int(boxes.boxes.row[$0.first]), Int(boxes.boxes.row[$0.second])) }
        let isComputed = found.pairs.contains {
            boxes.boxes.output[$0.first] >= table.rows.count || boxes.boxes.output[$0.second] >= table.rows.count
        }
        let isExact = boxes.isIndependent && !isComputed
        search(id, table, pairs, total: isExact ? found.count : nil, subject, analysis)
    }

    private static func candidatePairs(_ table: DecisionTable) -> [(Int, Int)] {
        var pairs: [(Int, Int)] = []
        for second in table.rows.indices {
            for first in 0..<second where pairs.count < memoryLimit { pairs.append((first, second)) }
        }
        return pairs
    }

    /// Looks for a case for each pair. `total` is set where every pair is known to have one.
    private static func search(
        _ id: TableID, _ table: DecisionTable, _ pairs: [(Int, Int)], total: Int?, _ subject: Analysis.Subject,
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
            for (output, formula) in zip(table.outputs, differ) where formula != .no {
                translator.disagreements[output, default: []].append((first, second))
            }
            if shown == listLimit { continue }
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
                    .rowsDisagree(
                        table: table.identity.name, row: first + 1, other: second + 1, pairs: total ?? 1), .error,
                    at: b.span, related: [(a.span, Phrase(en: "this row fits too", zh: "该行也适用"))], translator, model,
                    doubt: doubt, replay: Replay(steps: steps + differing(a, b, subject)))
            }
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
