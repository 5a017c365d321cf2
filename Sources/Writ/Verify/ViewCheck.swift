internal import WritDocuments

/// Whether a view shows its record and nothing else: each text of the page stands in the record, each text of the record's
/// body stands in the page, in the same order, and there is nothing in the page that could add to it or change it.
struct ViewCheck {
    /// What pages of Writ are made of.
    private static let elements: Set<String> = [
        "html", "head", "meta", "title", "style", "body", "main", "header", "section", "h1", "h2", "h3", "h4", "p",
        "br",
        "div", "span", "b", "i", "strong", "em", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "colgroup",
        "col", "thead",
        "tbody", "tfoot", "tr", "th", "td", "figure", "bdi", "svg", "g", "path", "rect", "circle", "line", "text",
        "tspan",
        "desc", "defs", "marker", "polygon", "polyline", "ellipse", "footer", "hr", "sup", "sub", "wbr", "ruby", "rt",
    ]

    private(set) var problems: [VerifyFact] = []

    init(_ page: [UInt8], of record: FinishedRecord, at path: String) {
        guard let events = MarkupScan.events(page) else {
            problems = [.viewUnreadable(path: path)]
            return
        }
        let words = FormWords.of(record.attributes["lang"] ?? "").ofViewsAlone
        var shown = ""
        var isInBody = false
        var drawing = 0
        for event in events {
            switch event {
            case .start(let name, let attributes):
                if name == "body" { isInBody = true }
                if name == "svg" { drawing += 1 }
                if !Self.elements.contains(name) || attributes.contains(where: Self.isActive) {
                    problems.append(.viewIsActive(path: path, element: name))
                }
            case .end(let name):
                if name == "svg" { drawing -= 1 }
            case .text(let text):
                guard isInBody, drawing == 0 else { continue }
                shown += text
                if !record.says(text), !words.contains(text) {
                    problems.append(.viewAdds(path: path, text: text))
                }
            }
        }
        checkOrder(record, shown, path)
    }

    private mutating func checkOrder(_ record: FinishedRecord, _ shown: String, _ path: String) {
        var rest = Substring(shown)
        for text in record.body {
            if let found = rest.firstRange(of: text) {
                rest = rest[found.upperBound...]
            } else {
                problems.append(.viewLacks(path: path, text: text))
                return
            }
        }
        for text in [FinishedRecord.squeezed(record.title), record.number ?? ""] where !shown.contains(text) {
            if !text.isEmpty { problems.append(.viewLacks(path: path, text: text)) }
        }
    }

    /// What does something when the page is opened, or fetches something from elsewhere.
    private static func isActive(_ attribute: (name: String, value: String)) -> Bool {
        attribute.name.hasPrefix("on") || ["src", "href", "action", "srcdoc", "xlink:href"].contains(attribute.name)
    }
}
