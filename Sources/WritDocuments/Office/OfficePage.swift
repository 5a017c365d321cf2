import WritLanguage

/// Page and footer of an editable document.
enum OfficePage {
    private static let namespaces =
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

    /// Paper, margins, and the number at the foot.
    static func section(_ layout: PageLayout) -> String {
        func margin(_ side: PageLayout.Side) -> Int { layout.margin(side) }
        let even = layout.isOfficial ? "<w:footerReference w:type=\"even\" r:id=\"rId4\"/>" : ""
        let grid = layout.isOfficial ? "<w:docGrid w:type=\"lines\" w:linePitch=\"580\"/>" : ""
        return "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId3\"/>\(even)"
            + "<w:pgSz w:w=\"\(layout.paper.width)\" w:h=\"\(layout.paper.height)\"/>"
            + "<w:pgMar w:top=\"\(margin(.top))\" w:right=\"\(margin(.right))\" w:bottom=\"\(margin(.bottom))\" "
            + "w:left=\"\(margin(.left))\" w:header=\"851\" w:footer=\"850\" w:gutter=\"0\"/>\(grid)</w:sectPr>"
    }

    /// The number of the page: on the outer side between dashes, or in the middle with how many there are.
    static func footer(_ layout: PageLayout, _ language: MessageLanguage, isEven: Bool) -> [UInt8] {
        let size = layout.isOfficial ? 28 : 18
        func run(_ text: String) -> String {
            "<w:r><w:rPr><w:sz w:val=\"\(size)\"/></w:rPr><w:t xml:space=\"preserve\">\(text)</w:t></w:r>"
        }
        func field(_ name: String) -> String {
            "<w:fldSimple w:instr=\" \(name) \"><w:r><w:rPr><w:sz w:val=\"\(size)\"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>"
        }
        let side = !layout.isOfficial ? "center" : isEven ? "left" : "right"
        let content: String
        if layout.isOfficial {
            content = run("— ") + field("PAGE") + run(" —")
        } else if language.isChinese {
            content = field("PAGE") + run(" / ") + field("NUMPAGES")
        } else {
            content = run("Page ") + field("PAGE") + run(" of ") + field("NUMPAGES")
        }
        return Array(
            (OfficeStyle.declaration
                + "<w:ftr \(namespaces)><w:p><w:pPr><w:jc w:val=\"\(side)\"/></w:pPr>\(content)</w:p></w:ftr>")
                .utf8)
    }

    static func settings(_ layout: PageLayout) -> [UInt8] {
        Array(
            (OfficeStyle.declaration + "<w:settings \(namespaces)>\(layout.isOfficial ? "<w:evenAndOddHeaders/>" : "")"
                + "<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
                + "</w:settings>").utf8)
    }
}
