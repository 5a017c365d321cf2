/// Tables of a view, and what a view lays out side by side, as tables of an office program.
extension OfficeBody {
    mutating func table(_ table: ViewTree.Element, _ place: Place) {
        var place = place
        if table.has("approvals") || table.has("delivery") { place.keepsNext = true }
        var rows: [Row] = []
        var shares: [String?] = []
        for part in table.elements {
            switch part.name {
            case "caption":
                var caption = place
                caption.style = .caption
                caption.keepsNext = true
                paragraph(part.children, caption)
            case "colgroup": shares = part.elements.map { $0.has("count") ? "count" : Self.percentage($0["style"]) }
            case "tr": rows.append(row(part, isHead: false, isSlip: table.has("delivery")))
            default: rows += part.elements.map { row($0, isHead: part.name == "thead", isSlip: table.has("delivery")) }
            }
        }
        let count = rows.map { row in row.cells.reduce(0) { $0 + $1.columns } }.max() ?? 0
        merge(&rows, spans: table, count: count)
        grid(rows, widths: widths(shares, count: count, of: table, in: place.width), place: place)
    }

    private func row(_ row: ViewTree.Element, isHead: Bool, isSlip: Bool) -> Row {
        let (label, text): (OfficeStyle, OfficeStyle) = isSlip ? (.slipHead, .slip) : (.cellHead, .cell)
        let cells = row.elements.map { cell in
            Cell(
                nodes: cell.children, style: cell.name == "th" ? label : text,
                alignment: isHead || cell.has("count") || cell.has("center")
                    ? "center" : cell.has("right") ? "right" : nil,
                columns: max(cell["colspan"].flatMap { Int($0) } ?? 1, 1), isShaded: isHead)
        }
        return Row(cells: cells, isHead: isHead, height: row.has("open") ? layout.smallSize * 26 : nil)
    }

    /// Puts into each row the cells that go on from a row above.
    private func merge(_ rows: inout [Row], spans table: ViewTree.Element, count: Int) {
        let sources = table.elements.flatMap { part in
            part.name == "tr" ? [part] : ["thead", "tbody", "tfoot"].contains(part.name) ? part.elements : []
        }
        /// For each column how many rows a cell still goes on, and how many columns it takes.
        var open = Array(repeating: (rows: 0, columns: 1), count: count)
        for index in rows.indices where index < sources.count {
            var cells: [Cell] = []
            var column = 0
            func goOn() {
                while column < count, open[column].rows > 0 {
                    open[column].rows -= 1
                    cells.append(Cell(nodes: [], style: .cell, columns: open[column].columns, merge: .continue))
                    column += open[column].columns
                }
            }
            goOn()
            for (cell, source) in zip(rows[index].cells, sources[index].elements) {
                var cell = cell
                let span = source["rowspan"].flatMap { Int($0) } ?? 1
                if span > 1, column < count {
                    cell.merge = .restart
                    open[column] = (span - 1, cell.columns)
                }
                cells.append(cell)
                column += cell.columns
                goOn()
            }
            rows[index].cells = cells
        }
    }

    /// The number of `width:24%`.
    private static func percentage(_ style: String?) -> String? {
        guard let style, let start = style.firstRange(of: "width:"),
            let end = style[start.upperBound...].firstIndex(of: "%")
        else { return nil }
        return String(style[start.upperBound..<end])
    }

    private func widths(_ shares: [String?], count: Int, of table: ViewTree.Element, in width: Int) -> [Int] {
        guard count > 0 else { return [] }
        let em = (table.has("delivery") ? layout.slipSize : layout.smallSize) * 10
        var widths = [Int?](repeating: nil, count: count)
        for (index, share) in shares.prefix(count).enumerated() {
            if share == "count" {
                widths[index] = em * 36 / 10
            } else if let percent = share.flatMap({ Double($0) }), (0...100).contains(percent) {
                widths[index] = Int(Double(width) * percent / 100)
            }
        }
        if shares.isEmpty, table.has("approvals"), count == 5 {
            for (index, percent) in [22, 26, 15, 22, 15].enumerated() { widths[index] = width * percent / 100 }
        }
        if shares.isEmpty, table.has("delivery"), count == 4 {
            // A label has seven characters at most; the date left open stands under the recipient and needs eleven.
            let sides = 190
            let label = em * 7 + sides
            let rest = width - 2 * label
            (widths[0], widths[2]) = (label, label)
            widths[1] = min(max(rest / 2, em * 11 + sides), rest * 3 / 5)
        }
        let rest = max(width - widths.reduce(0) { $0 + ($1 ?? 0) }, 0)
        let open = widths.count { $0 == nil }
        let filled = widths.map { $0 ?? max(rest / max(open, 1), em) }
        // Shares that leave nothing for the others are made narrower together.
        let sum = filled.reduce(0, +)
        return sum > width ? filled.map { $0 * width / sum } : filled
    }

    /// A list of fields: names and values in `c1` to `c4` columns.
    mutating func fields(_ list: ViewTree.Element, _ place: Place) {
        let count = (1...4).last { list.has("c\($0)") } ?? 1
        let wide = (LabelWidth.usual + 1...LabelWidth.widest).last { list.has("w\($0)") }
        let nameWidth = layout.smallSize * 10 * (wide.map { $0 - 1 } ?? (count == 4 ? 5 : 7))
        let pair = place.width / count
        let widths = (0..<count).flatMap { _ in [min(nameWidth, pair / 2), pair - min(nameWidth, pair / 2)] }
        var rows: [Row] = []
        var cells: [Cell] = []
        var used = 0
        var height: Int?
        func close() {
            guard !cells.isEmpty else { return }
            // What is left of the row belongs to its last value.
            cells[cells.count - 1].columns += 2 * (count - used)
            rows.append(Row(cells: cells, height: height))
            cells = []
            used = 0
            height = nil
        }
        for field in list.elements {
            let span = min((2...4).first { field.has("s\($0)") } ?? 1, count)
            if used + span > count { close() }
            let name = field.elements.first { $0.name == "dt" }
            let value = field.elements.first { $0.name == "dd" }
            cells.append(Cell(nodes: name?.children ?? [], style: .cellHead, isShaded: true))
            cells.append(Cell(nodes: value?.children ?? [], style: .cell, columns: 2 * span - 1))
            if let lines = (2...6).first(where: { value?.has("l\($0)") ?? false }) {
                height = max(height ?? 0, lines * layout.smallSize * 16)
            }
            used += span
            if used == count { close() }
        }
        close()
        grid(rows, widths: widths, place: place)
    }

    /// Signatures two in a row, as the view has them.
    mutating func signatures(_ element: ViewTree.Element, _ place: Place) {
        let signatures = element.elements
        let count = signatures.count > 1 ? 2 : 1
        let rows = stride(from: 0, to: signatures.count, by: count).map { start in
            let cells = signatures[start..<min(start + count, signatures.count)]
            return Row(
                cells: cells.enumerated().map { index, cell in
                    Cell(
                        nodes: [.element(cell)], style: .flush,
                        columns: index == cells.count - 1 ? count - index : 1)
                })
        }
        grid(rows, widths: Array(repeating: place.width / count, count: count), place: place, hasLines: false)
    }

    /// Name and date centred below each other at the right, where the seal goes.
    mutating func seal(_ element: ViewTree.Element) {
        // A name or a date that broke would not stand over the other; the seal itself is 42 mm wide.
        let longest = element.elements.map { layout.width(of: $0) }.max() ?? 0
        let block = min(max(3000, longest + 200), layout.textWidth)
        let right = layout.isOfficial ? layout.halfPoints * 40 : layout.halfPoints * 20
        let row = Row(cells: [Cell(nodes: element.children, style: .signing, alignment: "center")], height: 2494)
        grid(
            [row], widths: [block], place: Place(width: block), hasLines: false,
            indent: max(layout.textWidth - block - right, 0))
    }

    /// A frame around blocks.
    mutating func box(_ element: ViewTree.Element, _ place: Place) {
        grid([Row(cells: [Cell(nodes: element.children, style: .cell)])], widths: [place.width], place: place)
    }
}

extension PageLayout {
    /// How wide the text of an element is in one line, in twentieths of a point: Chinese characters are as wide as they are high,
    /// others half of that.
    fileprivate func width(of element: ViewTree.Element) -> Int {
        let halves = element.text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }
        return halves * halfPoints * 5
    }
}
