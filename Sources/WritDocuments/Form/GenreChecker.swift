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

    /// A phrase that tells something about the paper that holds it.
    private enum Meaning {
        /// It closes papers of these genres.
        case closing(Set<Genre>)
        /// Only those say it who ask for something; a report tells.
        case request
        /// It states that a paper reached somebody.
        case delivery
    }

    /// Longer closings stand before those that they contain.
    private static let meanings: [(phrase: String, meaning: Meaning)] =
        [
            ("特此通知", [.notice]), ("特此告知", [.notice, .letter]), ("特此催告", [.notice, .letter]),
            ("特此函告", [.letter]), ("特此函复", [.letter]), ("特此复函", [.letter]), ("特此函达", [.letter]), ("特此函询", [.letter]),
            ("特此说明", [.letter, .report, .certificate]), ("特此报告", [.report]), ("特此请示", [.request]),
            ("特此公告", [.announcement]), ("特此通告", [.announcement]), ("特此证明", [.certificate]),
            ("妥否", [.request]), ("当否", [.request]), ("请批示", [.request]), ("请批复", [.request]), ("请指示", [.request]),
            ("请予批准", [.request]), ("请审批", [.request]),
        ].map { ($0.0, .closing($0.1)) }
        + ["请求批准", "请贵", "恳请", "请予支持", "请予协助", "请依法处理", "请审定", "请予审核"].map { ($0, .request) }
        + ["已另行书面通知", "已书面通知", "已送达", "已寄出", "已寄送", "已发函", "发出书面通知"].map { ($0, .delivery) }

    private static let phrases = PhraseSearch(meanings.map(\.phrase))
    private static let deliveryConditions = PhraseSearch(["delivered", "delivery", "送达", "送達"])

    private mutating func visit(_ element: MarkupElement, isDelivered: Bool) {
        if element.name == "addressee" { addressees += 1 }
        if element.name == "signature" { signatures += 1 }
        if element.name == "party" { parties += 1 }
        let isDelivered = isDelivered || Self.asksForDelivery(element.attribute("when"))
        for attribute in element.attributes where ["title", "label", "caption"].contains(attribute.name) {
            check(attribute.value.bytes, isDelivered) { _ in attribute.valueSpan }
        }
        for child in element.children {
            switch child {
            case .element(let inner): visit(inner, isDelivered: isDelivered)
            case .text(let bytes, let span): check(bytes, isDelivered) { Self.place(of: $0, in: span) }
            }
        }
    }

    /// - Parameter place: where so many bytes of the text stand in the file.
    private mutating func check(_ text: [UInt8], _ isDelivered: Bool, at place: (Range<Int>) -> Span) {
        let occurrences = Self.phrases.occurrences(in: text).sorted { $0.number < $1.number }
        var found: [(phrase: String, place: Span)] = []
        var delivery: (phrase: String, place: Span)?
        for (number, start) in occurrences {
            let phrase = Self.meanings[number].phrase
            func told() -> (String, Span) { (phrase, place(start..<start + phrase.utf8.count)) }
            switch Self.meanings[number].meaning {
            case .closing(let genres):
                if genres.contains(.request) { asks = true }
                if genre != .internalForm, !genres.contains(genre),
                    !found.contains(where: { $0.phrase.contains(phrase) })
                {
                    found.append(told())
                }
            case .request: if genre == .report { found.append(told()) }
            case .delivery: if !isDelivered, delivery == nil { delivery = told() }
            }
        }
        for one in found { report(.genreForbids(one.phrase, genre), one.place) }
        if let delivery {
            diagnostics.append(
                Diagnostic(.warning, FormFact.deliveryUnproved(delivery.phrase), at: .span(delivery.place)))
        }
    }

    /// Whether a condition asks the history for a delivery, or for an act that the case states.
    private static func asksForDelivery(_ condition: MarkupAttribute?) -> Bool {
        condition.map { !deliveryConditions.occurrences(in: $0.value.bytes).isEmpty } ?? false
    }

    /// Where bytes of a text stand in the file.
    private static func place(of range: Range<Int>, in span: Span) -> Span {
        let start = span.range.lowerBound
        // A reference in the text moves what stands behind it.
        let end = start + range.upperBound
        return end <= span.range.upperBound
            ? Span(file: span.file, start: start + range.lowerBound, end: end) : span
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
