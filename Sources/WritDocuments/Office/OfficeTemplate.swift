package import WritLanguage

/// Makes editable documents (DOCX, ISO/IEC 29500 transitional) of finished views: the same words in the same order, in
/// named styles. What never changes is made once a form.
///
/// Drawings of a view are left out; the table of approvals beside them says the same in words.
package struct OfficeTemplate: Sendable {
    private let layout: PageLayout
    private let fixed: [ZipArchive.Entry]

    /// In the language and on the page of a form.
    package init(_ plan: FormPlan) {
        self.init(layout: plan.layout, language: MessageLanguage(rawValue: plan.language) ?? .zhHans)
    }

    package init(layout: PageLayout, language: MessageLanguage) {
        self.layout = layout
        var parts = [
            ZipArchive.Entry("[Content_Types].xml", Self.contentTypes(layout)),
            ZipArchive.Entry("_rels/.rels", Self.relations),
            ZipArchive.Entry("word/_rels/document.xml.rels", Self.relationsOfDocument(layout)),
            ZipArchive.Entry("word/styles.xml", OfficeStyle.sheet(layout, language: language)),
            ZipArchive.Entry("word/settings.xml", OfficePage.settings(layout)),
            ZipArchive.Entry("word/footer1.xml", OfficePage.footer(layout, language, isEven: false)),
        ]
        if layout.isOfficial {
            parts.append(ZipArchive.Entry("word/footer2.xml", OfficePage.footer(layout, language, isEven: true)))
        }
        fixed = parts
    }

    /// The document of a view; nil where the bytes are no view of Writ.
    package func document(of view: [UInt8]) -> [UInt8]? {
        guard let tree = ViewTree(view) else { return nil }
        var title = Markup(.zhHans)
        title.quoted(tree.title)
        let properties =
            Array(
                (OfficeStyle.declaration
                    + "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
                    + "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>").utf8) + title.bytes
            + Array("</dc:title></cp:coreProperties>".utf8)
        let content = OfficeBody.content(of: tree, layout)
        var parts = fixed
        if !content.pictures.isEmpty {
            parts[0] = ZipArchive.Entry("[Content_Types].xml", Self.contentTypes(layout, hasPictures: true))
            parts[2] = ZipArchive.Entry(
                "word/_rels/document.xml.rels", Self.relationsOfDocument(layout, pictures: content.pictures))
        }
        parts += [
            ZipArchive.Entry("docProps/core.xml", properties), ZipArchive.Entry("word/document.xml", content.bytes),
        ]
        for (index, picture) in content.pictures.enumerated() {
            parts.append(ZipArchive.Entry("word/" + Self.name(of: picture, index), picture.bytes))
        }
        return ZipArchive.bytes(of: parts)
    }

    /// Beside the document.
    private static func name(of picture: Picture, _ index: Int) -> String {
        "media/image\(index + 1).\(picture.kind.rawValue)"
    }

    // MARK: - The package

    private static let relationTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let packageTypes = "http://schemas.openxmlformats.org/package/2006"
    private static let partTypes = "application/vnd.openxmlformats-officedocument.wordprocessingml"

    private static func contentTypes(_ layout: PageLayout, hasPictures: Bool = false) -> [UInt8] {
        var text =
            OfficeStyle.declaration + "<Types xmlns=\"\(packageTypes)/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
        if hasPictures {
            for kind in ["png", "jpeg"] { text += "<Default Extension=\"\(kind)\" ContentType=\"image/\(kind)\"/>" }
        }
        var parts = [
            ("document", "document.main"), ("styles", "styles"), ("settings", "settings"), ("footer1", "footer"),
        ]
        if layout.isOfficial { parts.append(("footer2", "footer")) }
        for (part, type) in parts {
            text += "<Override PartName=\"/word/\(part).xml\" ContentType=\"\(partTypes).\(type)+xml\"/>"
        }
        return Array((text + "</Types>").utf8)
    }

    private static var relations: [UInt8] {
        Array(
            (OfficeStyle.declaration + "<Relationships xmlns=\"\(packageTypes)/relationships\">"
                + "<Relationship Id=\"rId1\" Type=\"\(relationTypes)/officeDocument\" Target=\"word/document.xml\"/>"
                + "<Relationship Id=\"rId2\" Type=\"\(packageTypes)/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
                + "</Relationships>").utf8)
    }

    private static func relationsOfDocument(_ layout: PageLayout, pictures: [Picture] = []) -> [UInt8] {
        var text = OfficeStyle.declaration + "<Relationships xmlns=\"\(packageTypes)/relationships\">"
        var parts = [("styles", "styles"), ("settings", "settings"), ("footer", "footer1")]
        if layout.isOfficial { parts.append(("footer", "footer2")) }
        for (index, part) in parts.enumerated() {
            text +=
                "<Relationship Id=\"rId\(index + 1)\" Type=\"\(relationTypes)/\(part.0)\" Target=\"\(part.1).xml\"/>"
        }
        for (index, picture) in pictures.enumerated() {
            text +=
                "<Relationship Id=\"rId\(OfficeBody.firstPicture + index + 1)\" Type=\"\(relationTypes)/image\" "
                + "Target=\"\(name(of: picture, index))\"/>"
        }
        return Array((text + "</Relationships>").utf8)
    }
}
