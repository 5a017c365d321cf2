import WritSemantics

/// A report made ready to run: what is asked of each case.
struct PlannedReport: Sendable {
    struct Value: Sendable {
        let kind: Report.Value.Kind
        /// -1 where only cases are counted, or nothing is asked.
        let body: Int32
        /// -1 where all cases count.
        let condition: Int32
        /// The node of the body, for errors.
        var isAsked: Bool {
            switch kind {
            case .edge, .key: false
            default: true
            }
        }
    }

    struct Rows: Sendable {
        let key: Int32
        let values: [Value]
    }

    let source: Int
    /// The field of the date that says when a case was; -1 where all cases count.
    let date: Int32
    let condition: Int32
    let values: [Value]
    let rows: [Rows]
    let localCount: Int32
}

extension PlanCompiler {
    mutating func planned(_ report: Report) -> PlannedReport {
        highestLocal = 0
        return PlannedReport(
            source: report.source.index, date: report.period.map { Int32(truncatingIfNeeded: $0.date) } ?? -1,
            condition: report.condition.map { node($0) } ?? -1, values: report.values.map { planned($0) },
            rows: report.rows.map { rows in
                PlannedReport.Rows(key: node(rows.key), values: rows.values.map { planned($0) })
            }, localCount: Int32(truncatingIfNeeded: max(1, report.localCount)))
    }

    private mutating func planned(_ value: Report.Value) -> PlannedReport.Value {
        PlannedReport.Value(
            kind: value.kind, body: value.body.map { node($0) } ?? -1, condition: value.condition.map { node($0) } ?? -1
        )
    }
}
