internal import WritLanguage
internal import WritSemantics

/// A decision table as a table.
struct TableView {
    let site: SiteMap
    let table: DecisionTable

    func write(into out: inout Markup) {
        let style = site.style
        let outputs = table.outputs.map { site.program.definitions[$0.index] }
        let policy =
            switch table.policy {
            case .unique: style.pick("每种情形只有一行适用。", "Exactly one row applies.")
            case .first: style.pick("自上而下，第一个符合的行适用。", "The first row that matches applies.")
            case .collect: style.pick("所有符合的行均适用。", "Every row that matches applies.")
            }
        out.element("p", policy)
        let head = table.inputs.map { style.noun($0) } + outputs.map { "→ \($0.identity.title)" }
        let rows = table.rows.map { row in
            zip(row.cells, table.inputs).map { text($0, type: $1.type) } + row.outputs.map { style.noun($0) }
        }
        site.table(caption: nil, head: head, rows: rows, into: &out)
    }

    private func text(_ cell: DecisionTable.Cell, type: ValueType) -> String {
        let style = site.style
        switch cell {
        case .any: return "–"
        case .values(let values):
            return style.list(values.map { style.phrase($0, type: type) }, last: ("或", "or"))
        case .range(let lower, let upper, let includesLower, let includesUpper):
            let low = lower.map { (includesLower ? "≥ " : "> ") + style.phrase($0, type: type) }
            let high = upper.map { (includesUpper ? "≤ " : "< ") + style.phrase($0, type: type) }
            return [low, high].compactMap { $0 }.joined(separator: style.pick("，", ", "))
        case .not(let inner): return style.pick("非（\(text(inner, type: type))）", "not (\(text(inner, type: type)))")
        }
    }
}
