internal import WritDocuments
internal import WritLanguage

/// Whether a view shows its record and nothing else.
///
/// What a reader sees follows from the record: its head, its body, in their places the approvals and the basis, at the foot the lines of the firm. All texts of the
/// page together must be that, to the character. The page is made of the elements and attributes that pages of Writ have and of
/// none that could hide, move, fetch or do something, and its style is one of Writ's own.
struct ViewCheck {
    private static let elements: Set<String> = [
        "html", "head", "meta", "title", "style", "body", "main", "header", "section", "h1", "h2", "h3", "h4", "h5",
        "h6", "p", "br", "div", "span", "b", "bdi", "ul", "li", "dl", "dt", "dd", "table", "caption", "colgroup",
        "col", "thead", "tbody", "tfoot", "tr", "th", "td", "figure", "figcaption", "img", "sup", "hr", "footer", "em",
    ]
    private static let drawingElements: Set<String> = [
        "svg", "g", "path", "rect", "circle", "line", "text", "tspan", "title", "desc", "polygon", "polyline",
        "ellipse",
    ]
    private static let attributes: Set<String> = [
        "class", "scope", "colspan", "rowspan", "lang", "role", "style", "charset", "name", "content", "http-equiv",
        "id",
    ]
    private static let drawingAttributes: Set<String> = [
        "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "d", "points", "fill", "stroke", "stroke-width",
        "stroke-dasharray", "font-weight", "font-family", "font-size", "text-anchor", "width", "height", "viewBox",
        "transform", "xmlns", "role", "id", "aria-labelledby",
    ]

    private(set) var problems: [VerifyFact] = []
    private let path: String
    private let record: FinishedRecord
    private var shown: [UInt8] = []
    private var title: [UInt8] = []
    private var style: [UInt8] = []
    private var isInBody = false
    private var isInFigure = false
    private var drawings = 0
    private var pictures = 0
    private enum Target { case nowhere, title, style }
    private var target = Target.nowhere

    /// - Parameter styles: those of today's rules, which the page must have one of; without them its style is compared with
    ///   what Writ and a firm's profile can make.
    init(_ page: [UInt8], of record: FinishedRecord, styles: PrintProfiles?, at path: String) {
        self.path = path
        self.record = record
        let isReadable = page.withBytes { read($0) }
        guard isReadable else {
            problems = [.viewUnreadable(path: path)]
            return
        }
        let isOwn = styles.map { $0.contains(style) } ?? PrintProfiles.canMake(style)
        if !isOwn { problems.append(.viewStyle(path: path)) }
        if title != record.title { problems.append(.viewAdds(path: path, text: Self.excerpt(title[...]))) }
        if pictures < record.pictures.count {
            problems.append(.viewPicture(path: path, name: record.pictures[pictures].name))
        }
        compare()
    }

    private mutating func read(_ page: ByteView) -> Bool {
        var scan = TagScan(page)
        while let token = scan.next() {
            switch token {
            case .start: start(scan)
            case .end:
                if scan.isNamed("svg") { drawings -= 1 }
                if scan.isNamed("figure") { isInFigure = false }
                target = .nowhere
            case .text:
                if isInBody, drawings == 0 {
                    scan.append(scan.text, to: &shown)
                } else if !isInBody {
                    switch target {
                    case .nowhere: scan.append(scan.text, to: &shown)
                    case .title: scan.append(scan.text, to: &title)
                    case .style: scan.append(scan.text, to: &style)
                    }
                }
            }
        }
        return !scan.isBroken && isInBody
    }

    private mutating func start(_ scan: TagScan) {
        let name = scan.string(scan.name)
        if name == "svg" { drawings += 1 }
        // Drawings stand in figures alone, which show the way of the approvals.
        let isDrawing = drawings > 0 && isInFigure
        let isKnown = isDrawing ? Self.drawingElements.contains(name) : Self.elements.contains(name)
        let known = isDrawing ? Self.drawingAttributes : Self.attributes
        let isPicture = name == "img" && drawings == 0
        if isPicture { picture(scan) }
        let isSound =
            isKnown
            && scan.attributes.allSatisfy { attribute in
                known.contains(scan.string(attribute.name))
                    || isPicture && (scan.isSame(attribute.name, "src") || scan.isSame(attribute.name, "alt"))
            }
            && (scan.attributes.count < 2
                || Set(scan.attributes.map { scan.string($0.name) }).count == scan.attributes.count)
            && (scan.value("style").map { Self.isWidth($0, name == "img" || name == "p" ? "mm" : "%") } ?? true)
        if !isSound { problems.append(.viewIsActive(path: path, element: name)) }
        switch name {
        case "meta": if !isInBody, !Self.isOwnMeta(scan) { problems.append(.viewIsActive(path: path, element: name)) }
        case "title" where !isInBody: target = .title
        case "style":
            target = .style
            if isInBody { problems.append(.viewIsActive(path: path, element: name)) }
        case "figure":
            isInFigure = record.hasApprovals && scan.value("class").map { $0.elementsEqual("diagram".utf8) } ?? false
        case "body":
            isInBody = true
            // A draft bears its state across the page, by its style.
            let state = scan.value("class").map { String(decoding: $0, as: UTF8.self) }
            if state != record.attributes["state"] { problems.append(.viewIsActive(path: path, element: name)) }
        default: break
        }
    }

    /// `width:24%`, which columns have; pictures have millimetres.
    private static func isWidth(_ style: [UInt8], _ unit: String) -> Bool {
        let number = style.dropFirst(6).dropLast(unit.utf8.count)
        return style.starts(with: "width:".utf8) && style.suffix(unit.utf8.count).elementsEqual(unit.utf8)
            && (1...4).contains(number.count) && number.first != UInt8(ascii: "0")
            && number.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// The next picture of the page is the next of the record: its file has the digest that the record states.
    private mutating func picture(_ scan: TagScan) {
        let wanted = record.pictures.indices.contains(pictures) ? record.pictures[pictures] : nil
        pictures += 1
        guard let shown = scan.value("src").flatMap({ Picture(address: $0) }) else {
            // It would be fetched from somewhere.
            return problems.append(.viewIsActive(path: path, element: "img"))
        }
        guard let wanted, shown.digest == wanted.digest, scan.value("alt") == wanted.alt else {
            return problems.append(.viewPicture(path: path, name: wanted?.name ?? ""))
        }
    }

    /// The three that pages have.
    private static func isOwnMeta(_ scan: TagScan) -> Bool {
        let content = scan.value("content").map { String(decoding: $0, as: UTF8.self) }
        if let charset = scan.value("charset") { return content == nil && charset.elementsEqual("utf-8".utf8) }
        if let name = scan.value("name") {
            return name.elementsEqual("viewport".utf8) && content == "width=device-width, initial-scale=1"
        }
        return scan.value("http-equiv").map { $0.elementsEqual("Content-Security-Policy".utf8) } ?? false
            && content?.hasPrefix("default-src 'none'; ") ?? false
    }

    private mutating func compare() {
        let wanted = record.shown
        guard shown != wanted else { return }
        var place = zip(shown, wanted).prefix { $0 == $1 }.count
        // Back to the beginning of a character.
        while place > 0, place < shown.count, shown[place] & 0xC0 == 0x80 { place -= 1 }
        let more = shown.count - wanted.count
        if more > 0, shown[(place + more)...].elementsEqual(wanted[place...]) {
            problems.append(.viewAdds(path: path, text: Self.excerpt(shown[place..<place + more])))
        } else if more < 0, wanted[(place - more)...].elementsEqual(shown[place...]) {
            problems.append(.viewLacks(path: path, text: Self.excerpt(wanted[place..<place - more])))
        } else {
            problems.append(.viewAdds(path: path, text: Self.excerpt(shown[place...])))
            problems.append(.viewLacks(path: path, text: Self.excerpt(wanted[place...])))
        }
    }

    private static func excerpt(_ bytes: ArraySlice<UInt8>) -> String {
        String(String(decoding: bytes.prefix(120), as: UTF8.self).prefix(30))
    }
}
