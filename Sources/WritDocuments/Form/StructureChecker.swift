import WritLanguage

/// Compares the elements and attributes of a form with the vocabulary. What it reports is skipped by the compiler,
/// which then checks the values of the rest.
struct StructureChecker {
    private(set) var diagnostics: [Diagnostic] = []

    mutating func check(_ root: MarkupElement) {
        checkAttributes(root, Vocabulary.form)
        checkContent(root, Vocabulary.form, inBlocks: true)
    }

    // MARK: - Content

    private mutating func visit(_ element: MarkupElement, in parent: MarkupElement, _ place: Vocabulary.Place) {
        guard let rule = Vocabulary.element(element.name, in: place) else { return refuse(element, in: parent) }
        checkAttributes(element, rule)
        checkContent(element, rule, inBlocks: place == .block)
    }

    private mutating func checkContent(_ element: MarkupElement, _ rule: Vocabulary.Element, inBlocks: Bool) {
        switch rule.content {
        case .empty: visitChildren(element, text: false) { _ in nil }
        case .inline: visitChildren(element, text: true) { _ in .inline }
        case .blocks: visitChildren(element, text: false) { _ in .block }
        case .inlineOrBlocks:
            let holdsBlocks = FormShape.holdsBlocks(element)
            visitChildren(element, text: !holdsBlocks) { _ in holdsBlocks ? .block : .inline }
        case .parts(let names, let needed):
            visitChildren(element, text: false) { child in
                guard names.contains(child.name) else { return nil }
                return element.name == "form" ? .front : .part(of: element.name, blocks: inBlocks)
            }
            if let needed, element.elements(named: needed).isEmpty {
                report(.missingElement(needed, parent: element.name), element.nameSpan)
            }
            if element.name == "form" { checkOnce(element) }
        }
        if element.name == "choose" { checkOtherwise(element) }
        if element.name == "table" { checkTable(element) }
        if element.name == "field", let of = element.attribute("of"), FormShape.hasContent(element) {
            report(.contentBesidesValue, of.nameSpan)
        }
    }

    private mutating func visitChildren(
        _ element: MarkupElement, text isTextAllowed: Bool, place: (MarkupElement) -> Vocabulary.Place?
    ) {
        var hasStrayText = false
        for child in element.children {
            switch child {
            case .element(let inner):
                if let place = place(inner) { visit(inner, in: element, place) } else { refuse(inner, in: element) }
            case .text(let bytes, let span):
                guard !isTextAllowed, !hasStrayText, let first = bytes.firstIndex(where: { !FormShape.isSpace($0) })
                else { continue }
                hasStrayText = true
                let start = min(span.range.lowerBound + first, max(span.range.lowerBound, span.range.upperBound - 1))
                let fact: FormFact = element.name == "item" ? .mixedContent : .strayText(parent: element.name)
                report(fact, Span(file: span.file, start: start, end: start + 1))
            }
        }
    }

    /// An element that may not stand here: known from elsewhere, or not known at all.
    private mutating func refuse(_ element: MarkupElement, in parent: MarkupElement) {
        if Vocabulary.names.contains(element.name) {
            let belongs = Vocabulary.parents(of: element.name)
            report(.misplacedElement(element.name, parent: parent.name, belongs: belongs), element.nameSpan)
        } else {
            let suggestion = Suggestion.nearest(to: element.name, among: Vocabulary.names)
            report(.unknownElement(element.name, suggestion: suggestion), element.nameSpan)
        }
    }

    private mutating func checkOnce(_ form: MarkupElement) {
        var seen: Set<String> = []
        for child in form.elements where Vocabulary.front[child.name] != nil {
            if !seen.insert(child.name).inserted { report(.duplicateElement(child.name), child.nameSpan) }
        }
    }

    /// `otherwise` stands once, after the options.
    private mutating func checkOtherwise(_ choose: MarkupElement) {
        let last = choose.elements.last
        for child in choose.elements(named: "otherwise") where child.span != last?.span {
            report(.misplacedElement("otherwise", parent: "choose", belongs: []), child.nameSpan)
        }
    }

    /// Either one row an element (`each`), or rows of their own; never both.
    private mutating func checkTable(_ table: MarkupElement) {
        let rows = table.elements(named: "row")
        if table.attribute("groups") == nil, let subtotal = table.elements(named: "subtotal").first {
            report(.missingAttribute("groups", element: "table"), subtotal.nameSpan)
        }
        let own = table.elements(named: "column")
        if let last = own.last?.attribute("merge"), table.attribute("numbered") == nil,
            own.allSatisfy({ FormShape.isTrue($0, "merge") })
        {
            report(.allColumnsMerge, last.nameSpan)
        }
        if table.attribute("each") != nil {
            if let row = rows.first {
                report(.misplacedElement("row", parent: "table", belongs: []), row.nameSpan)
            }
            return
        }
        if rows.isEmpty { report(.missingAttribute("each", element: "table"), table.nameSpan) }
        for name in ["numbered", "empty", "blank-rows", "groups"] {
            guard let attribute = table.attribute(name), !rows.isEmpty else { continue }
            report(.unknownAttribute(name, element: "table", suggestion: nil), attribute.nameSpan)
        }
        for column in table.elements(named: "column") where !rows.isEmpty {
            guard let attribute = column.attribute("merge") else { continue }
            report(.unknownAttribute("merge", element: "column", suggestion: nil), attribute.nameSpan)
        }
        let columns = table.elements(named: "column").count
        for row in rows {
            let width = row.elements(named: "cell").reduce(0) { $0 + (FormShape.count($1, "span") ?? 1) }
            if width > columns, columns > 0 { report(.tooManyCells(columns: columns), row.nameSpan) }
        }
    }

    // MARK: - Attributes

    private mutating func checkAttributes(_ element: MarkupElement, _ rule: Vocabulary.Element) {
        for attribute in element.attributes {
            if attribute.name == "xmlns" {
                if attribute.value.string != FormReader.namespace { report(.wrongNamespace, attribute.valueSpan) }
                continue
            }
            guard let known = rule.attributes.first(where: { $0.name == attribute.name }) else {
                let suggestion = Suggestion.nearest(to: attribute.name, among: rule.attributes.map(\.name))
                report(
                    .unknownAttribute(attribute.name, element: element.name, suggestion: suggestion),
                    attribute.nameSpan)
                continue
            }
            checkValue(attribute, known, of: element)
        }
        for known in rule.attributes where known.isRequired && element.attribute(known.name) == nil {
            report(.missingAttribute(known.name, element: element.name), element.nameSpan)
        }
        if !rule.oneOf.isEmpty, rule.oneOf.allSatisfy({ element.attribute($0) == nil }) {
            report(.missingAttribute(rule.oneOf[0], element: element.name), element.nameSpan)
        }
        let present = rule.exclusive.filter { element.attribute($0) != nil }
        if present.count > 1, let second = element.attribute(present[1]) {
            report(
                .conflictingAttributes(present[0], present[1], element: element.name), second.nameSpan)
        }
    }

    private mutating func checkValue(
        _ attribute: MarkupAttribute, _ known: Vocabulary.Attribute, of element: MarkupElement
    ) {
        let value = attribute.value.string
        switch known.kind {
        case .text: break
        case .words, .expression, .each, .name, .names:
            if value.allSatisfy({ $0 == " " }) {
                report(.emptyAttribute(attribute.name, element: element.name), attribute.nameSpan)
            }
        case .format:
            checkChoice(value, attribute, among: ValueFormat.allCases.map(\.rawValue))
        case .choice(let allowed):
            checkChoice(value, attribute, among: allowed)
        case .count:
            if FormShape.count(element, attribute.name) == nil {
                report(.badCount(value, attribute: attribute.name), attribute.valueSpan)
            }
        }
    }

    private mutating func checkChoice(_ value: String, _ attribute: MarkupAttribute, among allowed: [String]) {
        guard !allowed.contains(value) else { return }
        let suggestion = Suggestion.nearest(to: value, among: allowed)
        report(
            .badValue(value, attribute: attribute.name, allowed: allowed, suggestion: suggestion), attribute.valueSpan)
    }

    private mutating func report(_ fact: FormFact, _ span: Span) {
        diagnostics.append(Diagnostic(.error, fact, at: .span(span)))
    }
}

/// Small questions about an element that the checker and the compiler both ask.
enum FormShape {
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
            || byte == UInt8(ascii: "\r")
    }

    /// Whether an item holds blocks: `choose` stands in both worlds and decides nothing.
    static func holdsBlocks(_ element: MarkupElement) -> Bool {
        element.elements.contains { Vocabulary.blocks[$0.name] != nil && Vocabulary.inlines[$0.name] == nil }
    }

    static func hasContent(_ element: MarkupElement) -> Bool {
        element.children.contains { node in
            switch node {
            case .element: true
            case .text(let bytes, _): !bytes.allSatisfy(isSpace)
            }
        }
    }

    /// A count from 1 to 1000, or nil where the attribute is absent or says something else.
    static func count(_ element: MarkupElement, _ name: String) -> Int? {
        guard let text = element.attribute(name)?.value.bytes, !text.isEmpty, text.count <= 4 else { return nil }
        var value = 0
        for byte in text {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return (1...1000).contains(value) ? value : nil
    }

    static func isTrue(_ element: MarkupElement, _ name: String, default standard: Bool = false) -> Bool {
        guard let value = element.attribute(name)?.value.string else { return standard }
        return value == "true"
    }
}
