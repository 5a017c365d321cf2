import WritLanguage
import WritSemantics

/// Rows that fit no case, or that are never reached because earlier rows decide.
enum TableDeadRow: Check {
    static let id = "table.dead-row"
    /// Rows of a table whose columns depend on each other that the general search takes.
    private static let searchLimit = 500

    static func run(_ analysis: Analysis) {
        for table in analysis.program.tables {
            guard let subject = analysis.subject(for: table.subject) else { continue }
            if let boxes = analysis.boxes(of: table) {
                sweep(table, boxes, subject, analysis)
            } else {
                search(table, Array(table.rows.indices), subject, analysis)
            }
        }
    }

    private static func sweep(
        _ table: DecisionTable, _ boxes: TableBoxes, _ subject: Analysis.Subject, _ analysis: Analysis
    ) {
        // A row of which no box is left fits nothing.
        let fitting = Set((0..<boxes.boxes.count).map { Int(boxes.boxes.row[$0]) })
        var hidden: Set<Int> = []
        var unsettled: Set<Int> = []
        if table.policy == .first {
            let covered = boxes.boxes.hiddenRows(analysis.tableBudget)
            (hidden, unsettled) = (Set(covered.hidden), Set(covered.open))
        }
        // Boxes know nothing of the bounds of fields: what they call reached is asked of the cases.
        let isBounded = table.inputs.contains { input in
            guard case .field(let base, let index) = input.kind, case .record(let id) = base.type else { return false }
            return analysis.program.records[id.index].fields[index].domain != nil
        }
        var open: [Int] = []
        for row in table.rows.indices {
            if !fitting.contains(row) || hidden.contains(row) {
                add(table, row, isShadowed: fitting.contains(row), analysis)
            } else if boxes.isIndependent, !isBounded, !unsettled.contains(row) {
                analysis.prove(id)
            } else {
                open.append(row)
            }
        }
        if !open.isEmpty { search(table, open, subject, analysis) }
    }

    private static func search(
        _ table: DecisionTable, _ rows: [Int], _ subject: Analysis.Subject, _ analysis: Analysis
    ) {
        let translator = subject.translator
        // Where each row stands by itself any number of them is asked.
        if table.policy == .first, table.rows.count > searchLimit {
            analysis.undecided(id, .tooMuchWork, at: table.identity.nameSpan)
            return
        }
        let inForce = translator.inForce(table.provision)
        // An input without a value may turn out to have any.
        let inputs = table.inputs.map {
            translator.completed(translator.tableInput($0, subject.record), $0)
        }
        let fitting = table.rows.map { translator.fits($0.cells, table, inputs).yes }
        for row in rows {
            let fits = fitting[row]
            var formulas = [subject.exists, inForce, fits]
            if table.policy == .first { formulas += fitting[..<row].map { !$0 } }
            switch analysis.ask(translator, formulas, smallest: false) {
            case .possible: analysis.prove(id)
            case .undecided(let reason): analysis.undecided(id, reason, at: table.rows[row].span)
            case .impossible:
                let isShadowed =
                    table.policy == .first
                    && analysis.isImpossible(translator, [subject.exists, inForce, fits]) == false
                add(table, row, isShadowed: isShadowed, analysis)
            }
        }
    }

    private static func add(_ table: DecisionTable, _ row: Int, isShadowed: Bool, _ analysis: Analysis) {
        analysis.add(
            Finding(
                check: id, verdict: .found, severity: .warning, place: table.rows[row].span, related: [],
                fact: .rowNeverApplies(table: table.identity.name, row: row + 1, isShadowed: isShadowed), witness: nil))
    }
}
