import WritLanguage
import WritSemantics

/// Grids of labels and values, and tables.
extension FormCompiler {
    mutating func compileFields(_ element: MarkupElement) {
        let columns = FormShape.count(element, "columns") ?? 2
        emitter.markup(xml: "<fields columns=\"\(columns)\">\n", html: "")
        caption(element.attribute("title"))
        let fields = element.elements(named: "field")
        let width = LabelWidth.of(fields.map { label(of: $0) ?? "" }, columns: columns)
        emitter.html("<dl class=\"fields c\(columns)\(width.map { " w\($0)" } ?? "")\">\n")
        for field in fields {
            under(field, .field) { $0.compileField(field, columns: columns) }
        }
        emitter.markup(xml: "</fields>\n", html: "</dl>\n")
    }

    /// A title above a grid, a box or a slip.
    mutating func caption(_ title: MarkupAttribute?) {
        guard let title else { return }
        emitter.markup(xml: "<title>", html: "<p class=\"caption\">")
        emitter.text(title.value.string)
        emitter.markup(xml: "</title>\n", html: "</p>\n")
    }

    private mutating func compileField(_ field: MarkupElement, columns: Int) {
        let span = min(FormShape.count(field, "span") ?? 1, columns)
        emitter.markup(xml: "<field>\n<label>", html: span > 1 ? "<div class=\"s\(span)\"><dt>" : "<div><dt>")
        let label = label(of: field)
        if label == nil { report(.missingLabel, field.nameSpan) }
        emitter.text(label ?? "")
        let lines = field.attribute("lines").map { " class=\"l\($0.value.string)\"" } ?? ""
        emitter.markup(xml: "</label>\n<content>", html: "</dt><dd\(lines)>")
        if let of = field.attribute("of") {
            // A wide field has room for more.
            value(
                of, format: field.attribute("as"), otherwise: field.attribute("else"), width: nil,
                blankLine: span > 1 ? 24 : 8)
        } else {
            compileInline(field)
        }
        emitter.markup(xml: "</content>\n</field>\n", html: "</dd></div>\n")
    }

    private mutating func label(of field: MarkupElement) -> String? {
        field.attribute("label")?.value.string ?? fieldTitle(field)
    }

    /// The title that the value brings along. What is wrong with the expression is reported when the value is compiled;
    /// a field whose value is wrong is not blamed for its label as well.
    private mutating func fieldTitle(_ field: MarkupElement) -> String? {
        guard let of = field.attribute("of") else { return nil }
        let before = diagnostics.count
        let result = expression(of)
        diagnostics.removeLast(diagnostics.count - before)
        guard let result else { return "" }
        return title(of: result)
    }

    // MARK: - Tables

    mutating func compileTable(_ element: MarkupElement) {
        let columns = element.elements(named: "column")
        guard !columns.isEmpty else { return }
        let numbered = element.attribute("each") == nil ? nil : element.attribute("numbered")?.value.string
        let width = columns.count + (numbered == nil ? 0 : 1)
        isWide = width >= Self.manyColumns
        defer { isWide = false }
        openTable(element, columns, numbered: numbered)
        sums = element.attribute("each") == nil ? nil : PrintedSums(program: program)
        let isMerged = columns.contains { FormShape.isTrue($0, "merge") } && element.attribute("each") != nil
        if isMerged { emitter.add(.merge(.open)) }
        if let attribute = element.attribute("each") {
            compileRows(
                element, attribute, columns, numbered.map { _ in newCounter() }, width: width, isMerged: isMerged)
        } else {
            for row in element.elements(named: "row") {
                under(row, .row(columns: width)) { $0.compileRow(row, columns) }
            }
        }
        if isMerged { emitter.add(.merge(.close)) }
        totals(element, "total", columns, width: width)
        reportSums()
        emitter.markup(xml: "</table>\n", html: "</tbody>\n</table>\n")
    }

    /// A table of so many columns is set in smaller letters, and titles of values in it are not broken.
    private static let manyColumns = 8
    /// Heads of at most so many Chinese characters are not broken, whatever the width of their column.
    private static let shortHead = 4

    private mutating func openTable(_ element: MarkupElement, _ columns: [MarkupElement], numbered: String?) {
        emitter.markup(xml: "<table>\n", html: "<table class=\"grid\(isWide ? " wide" : "")\">\n")
        if let caption = element.attribute("caption") {
            emitter.markup(xml: "<caption>", html: "<caption>")
            emitter.text(caption.value.string)
            emitter.markup(xml: "</caption>\n", html: "</caption>\n")
        }
        if columns.contains(where: { FormShape.count($0, "width") != nil }) {
            emitter.html("<colgroup>")
            if numbered != nil { emitter.html("<col class=\"count\">") }
            for column in columns {
                let width = FormShape.count(column, "width").map { " style=\"width:\(min($0, 100))%\"" } ?? ""
                emitter.html("<col\(width)>")
            }
            emitter.html("</colgroup>\n")
        }
        emitter.markup(xml: "<columns>\n", html: "<thead>\n<tr>")
        if let numbered { headCell(numbered, classes: " class=\"count\"") }
        for column in columns {
            headCell(column.attribute("title")?.value.string ?? "", classes: alignment(column))
        }
        emitter.markup(xml: "</columns>\n", html: "</tr>\n</thead>\n<tbody>\n")
    }

    private mutating func headCell(_ title: String, classes: String) {
        // A header without text says nothing to a screen reader.
        let tag = title.isEmpty ? "td" : "th"
        let scope = title.isEmpty ? "" : " scope=\"col\""
        // One character of a short head on a line of its own is no head.
        let isShort =
            (2...Self.shortHead).contains(title.count) && title.unicodeScalars.allSatisfy { $0.value >= 0x1100 }
        emitter.markup(xml: "<column>", html: "<\(tag)\(scope)\(classes)>\(isShort ? Self.unbroken : "")")
        emitter.text(title)
        emitter.markup(xml: "</column>\n", html: isShort ? "</span></\(tag)>" : "</\(tag)>")
    }

    private func alignment(_ column: MarkupElement?) -> String {
        switch column?.attribute("align")?.value.string {
        case "right": " class=\"right\""
        case "center": " class=\"center\""
        default: ""
        }
    }

    /// The rows of a list or, in groups of it, those of each group and behind them what belongs to all of the group.
    private mutating func compileRows(
        _ element: MarkupElement, _ attribute: MarkupAttribute, _ columns: [MarkupElement], _ counter: Int32?,
        width: Int, isMerged: Bool
    ) {
        if let counter { emitter.add(.reset(counter: counter)) }
        let mark = Mark.row(columns: width)
        let rounds = FormShape.count(element, "blank-rows") ?? 3
        func rows(_ compiler: inout FormCompiler) -> Int32? {
            compiler.each(attribute, mark, blankRounds: rounds) { compiler, _ in
                compiler.listRow(columns, counter, isMerged: isMerged)
            }
        }
        let loop: Int32?
        if let groups = element.attribute("groups") {
            loop = each(groups, mark, blankRounds: 1) { compiler, _ in
                _ = rows(&compiler)
                if isMerged { compiler.emitter.add(.merge(.interrupt)) }
                compiler.totals(element, "subtotal", columns, width: width)
            }
        } else {
            loop = rows(&self)
        }
        if let loop, let empty = element.attribute("empty") {
            unlessEmpty(loop) { compiler in
                compiler.emitter.markup(xml: "<empty>", html: "<tr><td class=\"center\" colspan=\"\(width)\">")
                compiler.emitter.text(empty.value.string)
                compiler.emitter.markup(xml: "</empty>\n", html: "</td></tr>\n")
            }
        }
    }

    private mutating func listRow(_ columns: [MarkupElement], _ counter: Int32?, isMerged: Bool) {
        if isMerged { emitter.add(.merge(.row)) }
        emitter.markup(xml: "<row>\n", html: "<tr>")
        if let counter {
            emitter.markup(xml: "<cell>", html: "<td class=\"count\">")
            emitter.add(.count(counter: counter, style: NumberingStyle.plain.number))
            emitter.markup(xml: "</cell>\n", html: "</td>")
        }
        for column in columns {
            let isMerged = FormShape.isTrue(column, "merge")
            if isMerged { emitter.add(.merge(.begin)) }
            cell(column, of: column, span: 1)
            if isMerged { emitter.add(.merge(.end)) }
        }
        emitter.markup(xml: "</row>\n", html: "</tr>\n")
    }

    private mutating func compileRow(_ row: MarkupElement, _ columns: [MarkupElement]) {
        emitter.markup(xml: "<row>\n", html: "<tr>")
        var index = 0
        for element in row.elements(named: "cell") {
            let span = FormShape.count(element, "span") ?? 1
            cell(element, of: columns.indices.contains(index) ? columns[index] : nil, span: span)
            index += span
        }
        if index < columns.count {
            for column in columns[index...] {
                emitter.markup(xml: "<cell></cell>\n", html: "<td\(alignment(column))></td>")
            }
        }
        emitter.markup(xml: "</row>\n", html: "</tr>\n")
    }

    private mutating func cell(_ element: MarkupElement, of column: MarkupElement?, span: Int) {
        let isHeader = column.map { FormShape.isTrue($0, "header") } ?? false
        let tag = isHeader ? "th" : "td"
        let spanAttribute = span > 1 ? " colspan=\"\(span)\"" : ""
        emitter.markup(
            xml: span > 1 ? "<cell span=\"\(span)\">" : "<cell>",
            html: "<\(tag)\(isHeader ? " scope=\"row\"" : "")\(spanAttribute)\(alignment(column))>")
        compileInline(element)
        emitter.markup(xml: "</cell>\n", html: "</\(tag)>")
    }

    /// Why the rows of the table may not add up to what stands below them.
    private mutating func reportSums() {
        guard let found = sums else { return }
        sums = nil
        for span in found.unrounded { report(.unroundedSum, span, .warning) }
        for span in found.coarse { report(.coarseSum, span, .warning) }
        for span in found.ofOthers({ path(of: $0) }) { report(.sumOfOthers, span, .warning) }
    }

    /// The rows behind those of a table or of a group in it.
    private mutating func totals(
        _ element: MarkupElement, _ name: String, _ columns: [MarkupElement], width: Int
    ) {
        sums?.isInTotal = true
        for total in element.elements(named: name) {
            under(total, .row(columns: width)) { $0.compileTotal(total, columns, width: width) }
        }
        sums?.isInTotal = false
    }

    private mutating func compileTotal(_ total: MarkupElement, _ columns: [MarkupElement], width: Int) {
        let label = total.attribute("label")?.value.string ?? ""
        emitter.markup(xml: "<\(total.name)>\n<label>", html: "<tr class=\"\(total.name)\">")
        if width > 1 { emitter.html("<th scope=\"row\" colspan=\"\(width - 1)\">") } else { emitter.html("<td>") }
        emitter.text(width > 1 ? label : label + words.colon)
        emitter.xml("</label>\n<content>")
        if width > 1 { emitter.html("</th><td\(alignment(columns.last))>") }
        compileInline(total)
        emitter.markup(xml: "</content>\n</\(total.name)>\n", html: "</td></tr>\n")
    }
}
