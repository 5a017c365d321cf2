import WritLanguage
import WritSemantics

/// Cases that no row of a table fits.
enum TableGap: Check {
    static let id = "table.gap"
    /// Rows of a table whose columns depend on each other that the general search takes.
    private static let searchLimit = 2000
    /// Gaps of one table that are told apart, and of one of many rows fewer.
    private static let listLimit = 20
    private static let manyBoxes = 5000

    static func run(_ analysis: Analysis) {
        for (index, table) in analysis.program.tables.enumerated() where table.policy != .collect {
            guard let subject = analysis.subject(for: table.subject) else { continue }
            check(TableID(index), table, subject, analysis)
        }
    }

    private static func check(
        _ tableID: TableID, _ table: DecisionTable, _ subject: Analysis.Subject, _ analysis: Analysis
    ) {
        let translator = subject.translator
        var formulas = [subject.exists, translator.inForce(table.provision)]
        let boxes = analysis.boxes(of: table)
        if let boxes {
            let limit = boxes.boxes.count > manyBoxes ? 2 : listLimit
            let (gaps, isWhole) = boxes.boxes.gaps(limit: limit, analysis.tableBudget)
            if gaps.isEmpty, isWhole {
                analysis.prove(id)
                return
            }
            if boxes.isIndependent, !gaps.isEmpty {
                let regions = gaps.map { gap in
                    formulas
                        + zip(boxes.cells(of: gap), table.inputs).map { cell, input in
                            pin(cell, translator.tableInput(input, subject.record), input, translator)
                        }
                }
                ask(regions, isAll: isWhole, table, subject, analysis)
                return
            }
        }
        if table.rows.count > searchLimit {
            analysis.undecided(id, .tooMuchWork, at: table.identity.nameSpan)
            return
        }
        formulas += translator.rowConditions(table, tableID, of: subject.record).map(\.no)
        ask([formulas], isAll: true, table, subject, analysis)
    }

    /// That an input is where a cell says; missing where there is none.
    private static func pin(
        _ cell: DecisionTable.Cell?, _ symbol: Symbol, _ input: Expression, _ translator: Translator
    ) -> Formula {
        if let cell { return translator.matches(cell, symbol, input).yes }
        if case .optional(_, let missing, _) = symbol { return missing }
        return .no
    }

    /// Asks for a case in each region; those that no case can reach are not counted.
    private static func ask(
        _ regions: [[Formula]], isAll: Bool, _ table: DecisionTable, _ subject: Analysis.Subject, _ analysis: Analysis
    ) {
        var gaps: [(model: Model, doubt: (Undecidable, Span)?)] = []
        for region in regions {
            switch analysis.ask(subject.translator, region) {
            case .impossible: analysis.prove(id)
            case .undecided(let reason): analysis.undecided(id, reason, at: table.identity.nameSpan)
            case .possible(let model, let doubt): gaps.append((model, doubt))
            }
        }
        let values = table.outputs.map { output in
            Expression(
                .definition(subject.path, output), type: analysis.program.definitions[output.index].type,
                span: table.identity.nameSpan)
        }
        for (number, gap) in gaps.enumerated() {
            analysis.show(
                id, fact: .tableGap(table: table.identity.name, number: number + 1, of: gaps.count, isAll: isAll),
                severity: .error,
                at: table.identity.nameSpan, in: subject.translator, by: gap.model, doubt: gap.doubt,
                replay: Replay(steps: values.map { Replay.Step(expression: $0, value: .unknown) }))
        }
        // Regions that were not looked at may have cases where these have none.
        if gaps.isEmpty, !isAll { analysis.undecided(id, .tooMuchWork, at: table.identity.nameSpan) }
    }
}
