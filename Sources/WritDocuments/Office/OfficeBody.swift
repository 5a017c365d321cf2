import WritLanguage

/// `word/document.xml`: the content of a view in the styles of an office program.
struct OfficeBody {
    /// What holds for the blocks inside another.
    struct Place {
        var style = OfficeStyle.body
        /// `left`, `center` or `right`, where it is not the style's.
        var alignment: String?
        /// Stays on the page of what follows.
        var keepsNext = false
        /// How wide it may be, in twentieths of a point.
        var width: Int
    }

    let layout: PageLayout
    var markup = Markup(.zhHans)
    /// Pictures in the order in which the text shows them.
    var pictures: [Picture] = []
    private var breaksPage = false
    /// What stands last is a table, and a table that follows it would be taken for part of it.
    private var endsInTable = false

    private init(_ layout: PageLayout) { self.layout = layout }

    static func content(of tree: ViewTree, _ layout: PageLayout) -> (bytes: [UInt8], pictures: [Picture]) {
        var body = OfficeBody(layout)
        body.markup.trusted(OfficeStyle.declaration)
        body.markup.trusted(
            "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
                + "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>")
        body.blocks(tree.main.children, Place(width: layout.textWidth))
        if body.endsInTable { body.gap() }
        body.markup.trusted(OfficePage.section(layout))
        body.markup.trusted("</w:body></w:document>")
        return (body.markup.bytes, body.pictures)
    }

    // MARK: - Blocks

    private static let blocks: Set<String> = [
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "div", "section", "table", "dl", "ul", "ol", "li", "figure", "hr",
        "header",
        "footer",
    ]

    /// Blocks one after the other; letters between them are paragraphs of their own.
    mutating func blocks(_ nodes: [ViewTree.Node], _ place: Place) {
        var loose: [ViewTree.Node] = []
        for node in nodes {
            if case .element(let element) = node, Self.blocks.contains(element.name) {
                paragraph(loose, place)
                loose = []
                block(element, place)
            } else {
                loose.append(node)
            }
        }
        paragraph(loose, place)
    }

    private mutating func block(_ element: ViewTree.Element, _ place: Place) {
        var place = place
        if element.has("right") { place.alignment = "right" }
        if element.has("center") { place.alignment = "center" }
        switch element.name {
        case "header": header(element, place)
        case "h1", "h2", "h3", "h4", "h5", "h6":
            place.style = element.name == "h1" ? .title : OfficeStyle.heading(element.name)
            paragraph(element.children, place)
        case "p":
            place.style = Self.style(ofParagraph: element, in: place.style)
            paragraph(element.children, place, isKept: true)
        case "table": table(element, place)
        case "dl": fields(element, place)
        case "li":
            place.style = place.style == .body ? .flush : place.style
            paragraph([.text("• ")] + element.children, place)
        case "hr": rule(place)
        case "div": division(element, place)
        case "figure" where element.has("image"): picture(element, place)
        default: blocks(element.children, place)
        }
    }

    private static func style(ofParagraph element: ViewTree.Element, in outer: OfficeStyle) -> OfficeStyle {
        let styles: [(String, OfficeStyle)] = [
            ("issuer", .issuer), ("number", .number), ("subtitle", .subtitle), ("addressee", .addressee),
            ("caption", .caption), ("copies", .note), ("cut", .note), ("state", .state), ("flush", .flush),
        ]
        return styles.first { element.has($0.0) }?.1 ?? outer
    }

    /// In the order in which the print profile shows them.
    private mutating func header(_ header: ViewTree.Element, _ place: Place) {
        let parts = header.elements
        guard layout.isOfficial else { return blocks(header.children, place) }
        for part in parts where part.has("issuer") { block(part, place) }
        for part in parts where part.has("number") { block(part, place) }
        for part in parts where !part.has("issuer") && !part.has("number") { block(part, place) }
    }

    private mutating func division(_ element: ViewTree.Element, _ place: Place) {
        var place = place
        if element.has("page-break") {
            breaksPage = true
        } else if element.has("seal") {
            seal(element)
        } else if element.has("signatures") {
            signatures(element, place)
        } else if element.has("remarks") {
            box(element, place)
        } else if element.has("line") {
            rule(place, isRoomy: true)
        } else {
            if element.has("keep") { place.keepsNext = true }
            if element.has("colophon") { place.style = .colophon }
            if element.has("basis") || element.has("notes") { place.style = .note }
            if element.has("signature"), place.style == .body { place.style = .flush }
            blocks(element.children, place)
        }
    }

    /// - Parameter isKept: also without letters.
    mutating func paragraph(_ nodes: [ViewTree.Node], _ place: Place, isKept: Bool = false) {
        var text = OfficeText()
        text.add(nodes)
        guard isKept || !text.isEmpty else { return }
        openParagraph(place)
        if let alignment = place.alignment {
            if alignment != "left" { markup.trusted("<w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/>") }
            markup.trusted("<w:jc w:val=\"\(alignment)\"/>")
        }
        markup.trusted("</w:pPr>")
        for run in text.runs { write(run) }
        markup.trusted("</w:p>\n")
    }

    /// Begins a paragraph with what holds for all kinds of them.
    mutating func openParagraph(_ place: Place) {
        endsInTable = false
        markup.trusted("<w:p><w:pPr><w:pStyle w:val=\"\(place.style.rawValue)\"/>")
        if place.keepsNext { markup.trusted("<w:keepNext/>") }
        if breaksPage { markup.trusted("<w:pageBreakBefore/>") }
        breaksPage = false
    }

    private mutating func write(_ run: OfficeText.Run) {
        var properties = ""
        if run.format.isBold { properties += "<w:b/>" }
        if let position = run.format.position { properties += "<w:vertAlign w:val=\"\(position)\"/>" }
        var isFirst = true
        for line in run.text.split(separator: "\n", omittingEmptySubsequences: false) {
            markup.trusted("<w:r>")
            if !properties.isEmpty { markup.trusted("<w:rPr>\(properties)</w:rPr>") }
            if !isFirst { markup.trusted("<w:br/>") }
            isFirst = false
            if !line.isEmpty {
                markup.trusted("<w:t xml:space=\"preserve\">")
                markup.quoted(String(line))
                markup.trusted("</w:t>")
            }
            markup.trusted("</w:r>")
        }
    }

    /// A line across the text.
    private mutating func rule(_ place: Place, isRoomy: Bool = false) {
        endsInTable = false
        // Lines that follow one another would be taken for the frame of all of them.
        func line(_ side: String) -> String {
            "<w:\(side) w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"333333\"/>"
        }
        markup.trusted(
            "<w:p><w:pPr><w:pStyle w:val=\"\(OfficeStyle.cell.rawValue)\"/>\(place.keepsNext ? "<w:keepNext/>" : "")"
                + "<w:pBdr>\(line("bottom"))\(line("between"))</w:pBdr>"
                + "\(isRoomy ? "<w:spacing w:before=\"280\"/>" : "")</w:pPr></w:p>\n")
    }

    private mutating func gap() {
        markup.trusted("<w:p><w:pPr><w:spacing w:line=\"120\" w:lineRule=\"exact\"/></w:pPr></w:p>\n")
        endsInTable = false
    }

    // MARK: - Tables

    struct Cell {
        let nodes: [ViewTree.Node]
        let style: OfficeStyle
        var alignment: String?
        var columns = 1
        var merge: Merge?
        var isShaded = false

        enum Merge: String { case restart, `continue` }
    }

    struct Row {
        var cells: [Cell]
        var isHead = false
        /// In twentieths of a point; nil for what it needs.
        var height: Int?
    }

    /// - Parameters:
    ///   - widths: of the columns, in twentieths of a point.
    ///   - lines: around the cells.
    mutating func grid(_ rows: [Row], widths: [Int], place: Place, hasLines: Bool = true, indent: Int = 0) {
        guard !rows.isEmpty else { return }
        if endsInTable { gap() }
        if breaksPage {
            breaksPage = false
            markup.trusted(
                "<w:p><w:pPr><w:pageBreakBefore/><w:spacing w:line=\"20\" w:lineRule=\"exact\"/></w:pPr></w:p>\n")
        }
        markup.trusted(
            "<w:tbl><w:tblPr><w:tblW w:w=\"\(widths.reduce(0, +))\" w:type=\"dxa\"/><w:tblInd w:w=\"\(indent)\" w:type=\"dxa\"/>"
        )
        if hasLines {
            markup.trusted("<w:tblBorders>")
            for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
                markup.trusted("<w:\(side) w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"333333\"/>")
            }
            markup.trusted("</w:tblBorders>")
        }
        markup.trusted("<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>")
        for width in widths { markup.trusted("<w:gridCol w:w=\"\(width)\"/>") }
        markup.trusted("</w:tblGrid>\n")
        for row in rows { write(row, widths, place) }
        markup.trusted("</w:tbl>\n")
        endsInTable = true
    }

    private mutating func write(_ row: Row, _ widths: [Int], _ place: Place) {
        markup.trusted("<w:tr><w:trPr><w:cantSplit/>")
        if let height = row.height { markup.trusted("<w:trHeight w:val=\"\(height)\" w:hRule=\"atLeast\"/>") }
        if row.isHead { markup.trusted("<w:tblHeader/>") }
        markup.trusted("</w:trPr>")
        var column = 0
        for cell in row.cells {
            let end = min(column + cell.columns, widths.count)
            let width = widths[min(column, end)..<end].reduce(0, +)
            markup.trusted("<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/>")
            if cell.columns > 1 { markup.trusted("<w:gridSpan w:val=\"\(cell.columns)\"/>") }
            if let merge = cell.merge { markup.trusted("<w:vMerge w:val=\"\(merge.rawValue)\"/>") }
            if cell.isShaded { markup.trusted("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F2F2F2\"/>") }
            markup.trusted("</w:tcPr>")
            let before = markup.bytes.count
            endsInTable = false
            blocks(
                cell.nodes,
                Place(
                    style: cell.style, alignment: cell.alignment, keepsNext: place.keepsNext,
                    width: max(width - 170, 200)))
            if markup.bytes.count == before || endsInTable {
                markup.trusted("<w:p><w:pPr><w:pStyle w:val=\"\(cell.style.rawValue)\"/></w:pPr></w:p>")
            }
            endsInTable = false
            markup.trusted("</w:tc>")
            column = end
        }
        markup.trusted("</w:tr>\n")
    }
}
