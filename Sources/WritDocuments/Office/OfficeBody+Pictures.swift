import WritLanguage

/// Pictures of a view as drawings that stand in the line (DrawingML).
extension OfficeBody {
    /// In the order in which relations of the document are numbered, behind those that every document has.
    static let firstPicture = 100

    private static let drawing = "http://schemas.openxmlformats.org/drawingml/2006"

    /// The picture, and below it what the view says of it.
    mutating func picture(_ figure: ViewTree.Element, _ place: Place) {
        var place = place
        place.style = .flush
        place.alignment = "center"
        for element in figure.elements {
            switch element.name {
            case "img":
                var above = place
                above.keepsNext = place.keepsNext || figure.elements.last?.name == "figcaption"
                image(element, above)
            case "figcaption":
                place.style = .note
                paragraph(element.children, place)
            default: paragraph(element.children, place)
            }
        }
    }

    private mutating func image(_ element: ViewTree.Element, _ place: Place) {
        guard let address = element["src"], let picture = Picture(address: address.utf8) else { return }
        pictures.append(picture)
        let number = pictures.count
        let (width, height) = size(picture, element["style"], most: place.width)
        // What a camera held on its side is turned; its sides are those of the file.
        let isOnSide = picture.quarterTurns % 2 == 1
        let turn = picture.quarterTurns == 0 ? "" : " rot=\"\(picture.quarterTurns * 5_400_000)\""
        let own = isOnSide ? (height, width) : (width, height)
        openParagraph(place)
        markup.trusted("<w:jc w:val=\"center\"/></w:pPr><w:r><w:drawing>")
        markup.trusted(
            "<wp:inline xmlns:wp=\"\(Self.drawing)/wordprocessingDrawing\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">"
                + "<wp:extent cx=\"\(width)\" cy=\"\(height)\"/>")
        markup.open(
            "wp:docPr", ["id": String(number), "name": "Picture \(number)", "descr": element["alt"] ?? ""])
        markup.trusted(
            "</wp:docPr><a:graphic xmlns:a=\"\(Self.drawing)/main\"><a:graphicData uri=\"\(Self.drawing)/picture\">"
                + "<pic:pic xmlns:pic=\"\(Self.drawing)/picture\"><pic:nvPicPr><pic:cNvPr id=\"\(number)\" name=\"Picture \(number)\"/>"
                + "<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rId\(Self.firstPicture + number)\"/>"
                + "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm\(turn)><a:off x=\"0\" y=\"0\"/>"
                + "<a:ext cx=\"\(own.0)\" cy=\"\(own.1)\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>"
                + "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>\n")
    }

    /// In the units of drawings, of which 36,000 are a millimetre.
    /// - Parameter most: how wide it may be, in twentieths of a point.
    private func size(_ picture: Picture, _ style: String?, most: Int) -> (width: Int, height: Int) {
        let stated = style.flatMap { Int($0.dropFirst("width:".count).dropLast("mm".count)) } ?? 80
        let width = min(stated * 36_000, most * 635)
        let isOnSide = picture.quarterTurns % 2 == 1
        let (across, down) = isOnSide ? (picture.height, picture.width) : (picture.width, picture.height)
        return (width, max(width * down / across, 1))
    }
}
