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
            case .unique: style.told(en: "Exactly one row applies.", zh: "每种情形只有一行适用。")
            case .first: style.told(en: "The first row that matches applies.", zh: "自上而下，第一个符合的行适用。")
            case .collect: style.told(en: "Every row that matches applies.", zh: "所有符合的行均适用。")
            }
        out.element("p", policy)
        let head = table.inputs.map { style.noun($0) } + outputs.map { "→ \($0.identity.title)" }
        let rows = table.rows.map { row in
            zip(row.cells, table.inputs).map { text($0, type: $1.type) } + row.outputs.map { style.noun($0) }
        }
        let anchor = Anchor.table(table.identity.name)
        site.table(
            caption: nil, head: head, rows: rows, anchors: rows.indices.map { Anchor.row($0, of: anchor) }, into: &out)
    }

    private func text(_ cell: DecisionTable.Cell, type: ValueType) -> String {
        let style = site.style
        switch cell {
        case .any: return "–"
        case .values(let values):
            return style.list(values.map { style.phrase($0, type: type) }, last: Phrase(en: "or", zh: "或"))
        case .range(let lower, let upper, let includesLower, let includesUpper):
            let low = lower.map { (includesLower ? "≥ " : "> ") + style.phrase($0, type: type) }
            let high = upper.map { (includesUpper ? "≤ " : "< ") + style.phrase($0, type: type) }
            return [low, high].compactMap { $0 }.joined(separator: style.told(en: ", ", zh: "，"))
        case .either(let cells):
            return style.list(cells.map { text($0, type: type) }, last: Phrase(en: "or", zh: "或"))
        case .not(let inner):
            return style.told(en: "not (\(text(inner, type: type)))", zh: "非（\(text(inner, type: type))）")
        }
    }
}
