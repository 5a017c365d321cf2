import WritLanguage

/// The styles of an editable document, named in the office's own words so that a secretary can restyle them.
enum OfficeStyle: String, CaseIterable {
    case body = "Body"
    case title = "DocumentTitle"
    case subtitle = "DocumentSubtitle"
    case issuer = "Issuer"
    case number = "DocumentNumber"
    case addressee = "Addressee"
    case heading1 = "SectionHeading1"
    case heading2 = "SectionHeading2"
    case heading3 = "SectionHeading3"
    case flush = "BodyFlush"
    case signing = "SigningBlock"
    case cell = "TableText"
    case cellHead = "TableHead"
    case slip = "SlipText"
    case slipHead = "SlipHead"
    case caption = "TableCaption"
    case note = "Note"
    case colophon = "Colophon"
    case state = "DocumentState"

    var name: Phrase {
        switch self {
        case .body: Phrase(en: "Body Text of Document", zh: "正文")
        case .title: Phrase(en: "Document Title", zh: "标题")
        case .subtitle: Phrase(en: "Document Subtitle", zh: "副标题")
        case .issuer: Phrase(en: "Issuer", zh: "发文机关")
        case .number: Phrase(en: "Document Number", zh: "发文字号")
        case .addressee: Phrase(en: "Addressee", zh: "主送")
        case .heading1: Phrase(en: "Section Heading 1", zh: "一级标题")
        case .heading2: Phrase(en: "Section Heading 2", zh: "二级标题")
        case .heading3: Phrase(en: "Section Heading 3", zh: "三级标题")
        case .flush: Phrase(en: "Body Text, Flush", zh: "正文（顶格）")
        case .signing: Phrase(en: "Signing Block", zh: "落款")
        case .cell: Phrase(en: "Table Text", zh: "表格文字")
        case .cellHead: Phrase(en: "Table Heading", zh: "表头")
        case .slip: Phrase(en: "Slip Text", zh: "回证文字")
        case .slipHead: Phrase(en: "Slip Heading", zh: "回证栏目")
        case .caption: Phrase(en: "Table Caption", zh: "表题")
        case .note: Phrase(en: "Note", zh: "附注")
        case .colophon: Phrase(en: "Colophon", zh: "版记")
        case .state: Phrase(en: "Document State", zh: "文书状态")
        }
    }

    static func heading(_ name: String) -> OfficeStyle {
        switch name {
        case "h2": .heading1
        case "h3": .heading2
        default: .heading3
        }
    }

    /// What of a paragraph and its letters a style settles, as WordprocessingML writes it.
    private func properties(_ layout: PageLayout, isChinese: Bool) -> (paragraph: String, letters: String) {
        let indent = isChinese ? "<w:ind w:firstLineChars=\"200\" w:firstLine=\"\(layout.halfPoints * 20)\"/>" : ""
        let centred = "<w:jc w:val=\"center\"/>"
        // As the view has it; LibreOffice loses marks at the ends of lines that it stretches without need.
        let justified = layout.isOfficial ? "<w:jc w:val=\"both\"/>" : ""
        let next = "<w:keepNext/>"
        func size(_ halfPoints: Int) -> String { "<w:sz w:val=\"\(halfPoints)\"/><w:szCs w:val=\"\(halfPoints)\"/>" }
        func fonts(_ name: String) -> String {
            "<w:rFonts w:ascii=\"\(name)\" w:hAnsi=\"\(name)\" w:eastAsia=\"\(name)\"/>"
        }
        let title = fonts(layout.titleFont.first)
        let colour = (layout.colour ?? (layout.isOfficial ? "A00000" : nil)).map { "<w:color w:val=\"\($0)\"/>" } ?? ""
        let titleColour = layout.colour.map { "<w:color w:val=\"\($0)\"/>" } ?? ""
        let small = size(layout.smallSize)
        // As high as in the view, whatever font stands in for one that is not there.
        func high(_ halfPoints: Int, _ factor: Double) -> String {
            "w:line=\"\(Int((Double(halfPoints) * 10 * factor).rounded()))\" w:lineRule=\"atLeast\""
        }
        let factor = layout.isOfficial ? 1.5 : 1.55
        func single(_ halfPoints: Int) -> String {
            "<w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"40\" w:after=\"40\" \(high(halfPoints, factor))/>"
        }
        switch self {
        case .body: return (indent + justified, "")
        case .flush: return (justified, "")
        case .title:
            return (
                next
                    + (layout.isOfficial
                        ? "<w:spacing w:before=\"290\" w:after=\"290\"/>"
                        : "<w:spacing w:before=\"60\" w:after=\"140\" \(high(36, 1.4))/>") + centred,
                title + "<w:b/>" + titleColour + size(layout.isOfficial ? 44 : 36)
            )
        case .subtitle: return (next + centred, "")
        case .issuer:
            return (
                // The letters of the standard's issuer are higher than a line of its text.
                next + "<w:spacing w:after=\"120\"\(layout.isOfficial ? " " + high(72, 1.45) : "")/>" + centred,
                title + colour + (layout.isOfficial ? size(72) : "")
            )
        case .number:
            guard layout.isOfficial else { return ("<w:spacing w:after=\"160\"/><w:jc w:val=\"right\"/>", "") }
            // The line that parts the head from the text.
            let line = "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"1\" w:color=\"A00000\"/></w:pBdr>"
            return (line + "<w:spacing w:after=\"160\"/>" + centred, "")
        case .addressee: return (next, "")
        case .heading1:
            return (next + (layout.isOfficial ? indent : ""), isChinese ? fonts(PrintFonts.hei.first) : "<w:b/>")
        case .heading2:
            return (next + (layout.isOfficial ? indent : ""), isChinese ? fonts(PrintFonts.kai.first) : "<w:b/>")
        case .heading3: return (next + (layout.isOfficial ? indent : ""), "<w:b/>")
        case .signing: return (next + centred, "")
        case .cell: return (single(layout.smallSize), small)
        case .cellHead: return (next + single(layout.smallSize), "<w:b/>" + small)
        case .slip: return (single(layout.slipSize), size(layout.slipSize))
        case .slipHead: return (next + single(layout.slipSize), "<w:b/>" + size(layout.slipSize))
        case .caption:
            return (
                next
                    + "<w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"120\" w:after=\"40\" \(high(layout.smallSize, factor))/>",
                "<w:b/>" + small
            )
        case .note: return (single(layout.smallSize - 2), size(layout.smallSize - 2))
        case .colophon: return (single(28), size(28))
        case .state:
            return (
                "<w:snapToGrid w:val=\"0\"/><w:spacing \(high(22, 1.6))/><w:jc w:val=\"right\"/>",
                "<w:b/><w:color w:val=\"A00000\"/>" + size(22)
            )
        }
    }

    /// `word/styles.xml`.
    static func sheet(_ layout: PageLayout, language: MessageLanguage) -> [UInt8] {
        let isChinese = language != .en
        let font = layout.font.first
        // A Chinese document has Latin letters, too; an English one names nothing Chinese.
        let roman = isChinese ? PrintFonts.roman.first : font
        let other = isChinese ? " w:eastAsia=\"\(language == .zhHant ? "zh-TW" : "zh-CN")\"" : ""
        // At least as high as in the view: a multiple would depend on the font, and on what stands in for one that is not there.
        let line =
            layout.isOfficial
            ? "w:line=\"580\" w:lineRule=\"exact\""
            : "w:line=\"\(layout.halfPoints * 35 / 2)\" w:lineRule=\"atLeast\""
        var text =
            Self.declaration
            + "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docDefaults>"
            + "<w:rPrDefault><w:rPr><w:rFonts w:ascii=\"\(roman)\" w:hAnsi=\"\(roman)\" w:eastAsia=\"\(font)\" w:cs=\"\(roman)\"/>"
            + Self.spacing(layout)
            + "<w:sz w:val=\"\(layout.halfPoints)\"/><w:szCs w:val=\"\(layout.halfPoints)\"/>"
            + "<w:lang w:val=\"en-US\"\(other)/></w:rPr></w:rPrDefault>"
            + "<w:pPrDefault><w:pPr><w:widowControl/><w:overflowPunct w:val=\"0\"/><w:spacing \(line)/></w:pPr></w:pPrDefault></w:docDefaults>"
            + "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>"
            + "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>"
            + "<w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/>"
            + "<w:left w:w=\"85\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/>"
            + "</w:tblCellMar></w:tblPr></w:style>"
        for style in allCases {
            let (paragraph, letters) = style.properties(layout, isChinese: isChinese)
            text +=
                "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"\(style.rawValue)\">"
                + "<w:name w:val=\"\(style.name.text(in: language))\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/>"
                + "<w:pPr>\(paragraph)\(style.outline)</w:pPr><w:rPr>\(letters)</w:rPr></w:style>"
        }
        return Array((text + "</w:styles>").utf8)
    }

    /// Letters of a hair's breadth less, where the standard's 28 would not find room on a line: they have no size between those of print.
    private static func spacing(_ layout: PageLayout) -> String {
        guard layout.isOfficial else { return "" }
        let lack = layout.halfPoints * 10 - layout.textWidth / 28
        return (0...10).contains(lack) ? "<w:spacing w:val=\"-\(lack)\"/>" : ""
    }

    /// Which level of the outline a style stands for.
    private var outline: String {
        switch self {
        case .title: "<w:outlineLvl w:val=\"0\"/>"
        case .heading1: "<w:outlineLvl w:val=\"1\"/>"
        case .heading2: "<w:outlineLvl w:val=\"2\"/>"
        case .heading3: "<w:outlineLvl w:val=\"3\"/>"
        default: ""
        }
    }

    static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
}
