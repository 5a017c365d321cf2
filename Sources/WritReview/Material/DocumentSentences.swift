internal import WritDocuments
internal import WritLanguage

/// The sentences of a finished record, each with the facts that it prints.
enum DocumentSentences {
    /// Elements of a record's body that read as one sentence each.
    private static let blocks: Set<String> = [
        "p", "addressee", "item", "row", "field", "deadline", "heading", "subtitle", "remarks", "attachment", "box",
        "signature", "step",
    ]

    static func read(_ xml: [UInt8]) -> [(text: String, facts: [String])] {
        guard case .success(let root) = MarkupScanner.scan(SourceText(id: FileID(0), path: "record.xml", bytes: xml))
        else { return [] }
        var sentences: [(text: String, facts: [String])] = []
        for body in root.elements(named: "body") { collect(body, &sentences) }
        return sentences
    }

    private static func collect(_ element: MarkupElement, _ sentences: inout [(text: String, facts: [String])]) {
        for child in element.elements {
            guard blocks.contains(child.name), !child.elements.contains(where: { blocks.contains($0.name) }) else {
                collect(child, &sentences)
                continue
            }
            var text = ""
            var facts: [String] = []
            flatten(child, &text, &facts)
            if !text.isEmpty { sentences.append((text, facts)) }
        }
    }

    private static func flatten(_ element: MarkupElement, _ text: inout String, _ facts: inout [String]) {
        if let field = element.attribute("field")?.value.string, !facts.contains(field) { facts.append(field) }
        for node in element.children {
            switch node {
            case .text(let part, _): text += String(decoding: part, as: UTF8.self)
            case .element(let child):
                // Cells of a row and labels of a field stand apart.
                if ["cell", "content"].contains(child.name), !text.isEmpty { text += " │ " }
                flatten(child, &text, &facts)
            }
        }
    }
}
