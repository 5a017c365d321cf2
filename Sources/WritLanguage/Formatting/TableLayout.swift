/// Lays out the rows of a decision table so that its bars stand under each other by display width.
enum TableLayout {
    private struct Row {
        /// The texts between the bars, and the bar before each.
        var cells: [(bar: String, text: String)] = []
        /// The last bar and what follows it.
        var rest = ""
        var isRule = false
    }

    /// Replaces the pieces of each row by one piece that holds the whole line.
    static func apply(to lines: inout [FormatLine]) {
        var start = 0
        while start < lines.count {
            guard lines[start].kind == .row else {
                start += 1
                continue
            }
            var end = start
            while end < lines.count, lines[end].kind == .row || lines[end].kind == .comment { end += 1 }
            let members = (start..<end).filter { lines[$0].kind == .row }
            layOut(&lines, members)
            start = end
        }
    }

    private static func layOut(_ lines: inout [FormatLine], _ members: [Int]) {
        let rows = members.map { row(lines[$0]) }
        let count = rows.map(\.cells.count).max() ?? 0
        var widths = [Int](repeating: 0, count: count)
        for row in rows where !row.isRule {
            for (index, cell) in row.cells.enumerated() {
                widths[index] = max(widths[index], DisplayWidth.of(cell.text))
            }
        }
        let bars = rows.first { !$0.isRule }?.cells.map(\.bar) ?? []
        for (row, line) in zip(rows, members) {
            let text = row.isRule ? rule(widths, bars) : text(row, widths)
            lines[line].pieces = [
                FormatLine.Piece(
                    text: text, width: DisplayWidth.of(text),
                    hasSpace: false, column: 0)
            ]
        }
    }

    private static func row(_ line: FormatLine) -> Row {
        var row = Row()
        guard let first = line.pieces.first else { return row }
        if first.text.hasPrefix("|"), first.text.contains("-") {
            row.isRule = true
            return row
        }
        var bar: String?
        var cell = ""
        var isAfterBar = true
        for piece in line.pieces {
            if piece.text == "|" || piece.text == "||" {
                if let bar { row.cells.append((bar, cell)) }
                bar = piece.text
                cell = ""
                isAfterBar = true
            } else {
                if piece.hasSpace, !isAfterBar { cell += " " }
                cell += piece.text
                isAfterBar = false
            }
        }
        row.rest = (bar ?? "") + (cell.isEmpty ? "" : " " + cell)
        return row
    }

    private static func text(_ row: Row, _ widths: [Int]) -> String {
        var text = ""
        for (cell, width) in zip(row.cells, widths) {
            let padding = String(repeating: " ", count: width - DisplayWidth.of(cell.text))
            text += "\(cell.bar) \(cell.text)\(padding) "
        }
        return text + row.rest
    }

    private static func rule(_ widths: [Int], _ bars: [String]) -> String {
        var text = ""
        for (index, width) in widths.enumerated() {
            text += (index < bars.count ? bars[index] : "|") + String(repeating: "-", count: width + 2)
        }
        return text + "|"
    }
}
