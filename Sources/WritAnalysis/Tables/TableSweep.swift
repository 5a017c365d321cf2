package import WritSemantics

/// The questions that a decision table of policy `unique` is asked, answered by one sweep over its rows: what the checks
/// use, and what is measured.
package struct TableSweep: Sendable {
    private let boxes: TableBoxes

    /// Nothing where a cell of the table cannot be told as boxes.
    package init?(_ table: DecisionTable, in program: Program) {
        guard let boxes = TableBoxes(table, program) else { return nil }
        self.boxes = boxes
    }

    package var rows: Int { boxes.table.rows.count }

    /// Calls `visit` with every pair of rows that can hold together and give different values, and with a point that
    /// both fit.
    package func forEachConflict(_ visit: (_ first: Int, _ second: Int, _ point: [Int64]) -> Void) {
        let set = boxes.boxes
        var point = [Int64](repeating: 0, count: set.columns.count)
        set.withView { view in
            set.forEachConflict(view) { a, b in
                view.meeting(a, b, into: &point)
                visit(Int(set.row[a]), Int(set.row[b]), point)
            }
        }
    }

    /// A point that no row fits, if there is one; `ranges` bound the columns of numbers that they are stated for.
    package func gap(within ranges: [ClosedRange<Int64>?] = []) -> [Int64]? {
        boxes.boxes.gap(within: ranges).map(boxes.boxes.corner)
    }

    /// Rows of a table of policy `first` that are never reached.
    package func hiddenRows() -> [Int] { boxes.boxes.hiddenRows() }
}
