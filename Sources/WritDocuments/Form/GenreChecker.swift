import WritLanguage

/// Holds the words and the parts of a form against its genre.
struct GenreChecker {
    private let genre: Genre
    private var diagnostics: [Diagnostic] = []
    private var addressees = 0
    private var signatures = 0
    private var parties = 0
    private var asks = false

    static func check(_ form: MarkupElement) -> [Diagnostic] {
        guard form.attribute("genre") != nil else { return [] }
        var checker = GenreChecker(genre: Genre.of(form))
        for body in form.elements(named: "body") { checker.visit(body, isDelivered: false) }
        checker.report(missingFrom: form)
        return checker.diagnostics
    }

    private init(genre: Genre) { self.genre = genre }

    /// Closing phrases, with the genres that they belong to. Longer ones stand before those that they contain.
    private static let closings: [(phrase: String, genres: Set<Genre>)] = [
        ("特此通知", [.notice]), ("特此告知", [.notice, .letter]), ("特此催告", [.notice, .letter]),
        ("特此函告", [.letter]), ("特此函复", [.letter]), ("特此复函", [.letter]), ("特此函达", [.letter]), ("特此函询", [.letter]),
        ("特此说明", [.letter, .report, .certificate]), ("特此报告", [.report]), ("特此请示", [.request]),
        ("特此公告", [.announcement]), ("特此通告", [.announcement]), ("特此证明", [.certificate]),
        ("妥否", [.request]), ("当否", [.request]), ("请批示", [.request]), ("请批复", [.request]), ("请指示", [.request]),
        ("请予批准", [.request]), ("请审批", [.request]),
    ]

    /// What only those say who ask for something; a report tells.
    private static let requests = ["请求批准", "请贵", "恳请", "请予支持", "请予协助", "请依法处理", "请审定", "请予审核"]

    /// What states that a paper reached somebody.
    private static let deliveries = ["已另行书面通知", "已书面通知", "已送达", "已寄出", "已寄送", "已发函", "发出书面通知"]

    private mutating func visit(_ element: MarkupElement, isDelivered: Bool) {
        if element.name == "addressee" { addressees += 1 }
        if element.name == "signature" { signatures += 1 }
        if element.name == "party" { parties += 1 }
        let isDelivered = isDelivered || Self.asksForDelivery(element.attribute("when"))
        for attribute in element.attributes where ["title", "label", "caption"].contains(attribute.name) {
            check(attribute.value.string, at: { _ in attribute.valueSpan }, isDelivered)
        }
        for child in element.children {
            switch child {
            case .element(let inner): visit(inner, isDelivered: isDelivered)
            case .text(let bytes, let span):
                let text = String(decoding: bytes, as: UTF8.self)
                check(text, at: { Self.place(of: $0, in: text, span) }, isDelivered)
            }
        }
    }

    private mutating func check(_ text: String, at place: (String) -> Span, _ isDelivered: Bool) {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return }
        var found: [String] = []
        for (phrase, genres) in Self.closings where text.contains(phrase) {
            if genres.contains(.request) { asks = true }
            if genre != .internalForm, !genres.contains(genre), !found.contains(where: { $0.contains(phrase) }) {
                found.append(phrase)
            }
        }
        if genre == .report { found += Self.requests.filter { text.contains($0) } }
        for phrase in found { report(.genreForbids(phrase, genre), place(phrase)) }
        if !isDelivered, let phrase = Self.deliveries.first(where: { text.contains($0) }) {
            diagnostics.append(Diagnostic(.warning, FormFact.deliveryUnproved(phrase), at: .span(place(phrase))))
        }
    }

    /// Whether a condition asks the history for a delivery, or for an act that the case states.
    private static func asksForDelivery(_ condition: MarkupAttribute?) -> Bool {
        guard let text = condition?.value.string else { return false }
        return ["delivered", "delivery", "送达", "送達"].contains { text.contains($0) }
    }

    private static func place(of phrase: String, in text: String, _ span: Span) -> Span {
        guard let range = text.firstRange(of: phrase) else { return span }
        let start = span.range.lowerBound + text.utf8.distance(from: text.startIndex, to: range.lowerBound)
        let end = start + phrase.utf8.count
        // A reference in the text moves what stands behind it.
        return end <= span.range.upperBound ? Span(file: span.file, start: start, end: end) : span
    }

    private mutating func report(missingFrom form: MarkupElement) {
        let place = form.attribute("genre")?.valueSpan ?? form.nameSpan
        var needs: [GenreNeed] = []
        switch genre {
        case .notice, .letter, .report, .request: if addressees == 0 { needs.append(.addressee) }
        case .contract:
            if parties < 2 { needs.append(.parties) }
            if signatures < 2 { needs.append(.signatures) }
        case .internalForm, .announcement, .certificate, .minutes: break
        }
        let isEnglish = form.attribute("lang")?.value.string == "en"
        if genre == .request, !asks, !isEnglish { needs.append(.asking) }
        for need in needs { report(.genreNeeds(need, genre), place) }
    }

    private mutating func report(_ fact: FormFact, _ span: Span) {
        diagnostics.append(Diagnostic(.error, fact, at: .span(span)))
    }
}
